-- The channel that what goes to a person is about; empty: none.
ALTER TABLE announcement ADD COLUMN about TEXT NOT NULL DEFAULT '';
