-- When the platform itself has vouched for whom the session is; never for one begun by a ticket, or before this was noted.
ALTER TABLE session ADD COLUMN vouched_at BIGINT;
