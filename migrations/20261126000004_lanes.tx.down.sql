-- Takes away: no data, only indexes by which what is due on a platform is found quickly.
CREATE INDEX announcement_due ON announcement (next_at, priority) WHERE state IN ('pending', 'leased', 'sending');

--bun:split

DROP INDEX announcement_leased;

--bun:split

DROP INDEX announcement_lane;
