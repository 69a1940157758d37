-- Everybody in the workspace may look into the channel, as far as the platform has told; not for what was announced before.
ALTER TABLE posting ADD COLUMN open BOOLEAN NOT NULL DEFAULT FALSE;
