-- Takes away: every occurrence of a meeting but the one at hand, and what was still to be said about those. A meeting that takes place once loses nothing.
UPDATE announcement SET state = 'void' WHERE state IN ('pending', 'leased', 'sending')
  AND nth <> (SELECT m.nth FROM meeting AS m WHERE m.id = announcement.meeting_id);
--bun:split
DROP TABLE card;
--bun:split
DROP TABLE occurrence;
--bun:split
ALTER TABLE meeting DROP COLUMN nth;
--bun:split
ALTER TABLE announcement DROP COLUMN nth;
