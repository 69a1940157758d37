-- Takes away: which channel a direct message is about; those that wait go out without naming it.
ALTER TABLE announcement DROP COLUMN about;
