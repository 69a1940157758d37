ALTER TABLE announcement DROP COLUMN about;
