-- Whether the platform itself has vouched for whom the session is; one begun by a ticket, or before this was noted, is not.
ALTER TABLE session ADD COLUMN vouched BOOLEAN NOT NULL DEFAULT FALSE;
