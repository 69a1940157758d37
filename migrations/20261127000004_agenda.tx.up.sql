-- What a meeting is about, several lines; empty: nothing is said.
ALTER TABLE meeting ADD COLUMN agenda TEXT NOT NULL DEFAULT '';
