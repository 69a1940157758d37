-- Takes away: that meetings repeat. Of each the occurrence at hand stays, as a meeting that takes place once.
UPDATE announcement SET state = 'void' WHERE state IN ('pending', 'leased', 'sending') AND kind IN ('turn', 'restored');
--bun:split
ALTER TABLE occurrence DROP COLUMN day;
--bun:split
ALTER TABLE meeting DROP COLUMN day;
--bun:split
ALTER TABLE meeting DROP COLUMN except_days;
--bun:split
ALTER TABLE meeting DROP COLUMN lasts;
--bun:split
ALTER TABLE meeting DROP COLUMN rule_zone;
--bun:split
ALTER TABLE meeting DROP COLUMN first_wall;
--bun:split
ALTER TABLE meeting DROP COLUMN rule;
