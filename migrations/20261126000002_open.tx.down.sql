-- Takes away: which channels are open to everybody in their workspace. It is told anew as people type there.
ALTER TABLE posting DROP COLUMN open;
