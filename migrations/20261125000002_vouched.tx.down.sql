-- Takes away: since when a platform has vouched for a browser; joining two accounts asks it once more.
ALTER TABLE session DROP COLUMN vouched_at;
