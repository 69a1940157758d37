-- How a meeting repeats, the rule as RFC 5545 has it; empty: it takes place once. first_wall is the first day and the time as the
-- clocks of rule_zone show them, lasts how long each is planned for, except_days the days of the rule without one.
ALTER TABLE meeting ADD COLUMN rule TEXT NOT NULL DEFAULT '';

--bun:split

ALTER TABLE meeting ADD COLUMN first_wall TEXT NOT NULL DEFAULT '';

--bun:split

ALTER TABLE meeting ADD COLUMN rule_zone TEXT NOT NULL DEFAULT '';

--bun:split

ALTER TABLE meeting ADD COLUMN lasts BIGINT NOT NULL DEFAULT 0;

--bun:split

ALTER TABLE meeting ADD COLUMN except_days TEXT NOT NULL DEFAULT '';

--bun:split

-- Which day of the rule the occurrence at hand stands for.
ALTER TABLE meeting ADD COLUMN day TEXT NOT NULL DEFAULT '';

--bun:split

ALTER TABLE occurrence ADD COLUMN day TEXT NOT NULL DEFAULT '';
