ALTER TABLE session DROP COLUMN vouched;
