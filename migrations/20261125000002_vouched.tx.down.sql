ALTER TABLE session DROP COLUMN vouched_at;
