-- Takes away: everything. Meetings, announcements, people, sessions and the drawn secret key are gone.
DROP TABLE setting;
--bun:split
DROP TABLE lease;
--bun:split
DROP TABLE request;
--bun:split
DROP TABLE session;
--bun:split
DROP TABLE ticket;
--bun:split
DROP TABLE announcement;
--bun:split
DROP TABLE posting;
--bun:split
DROP TABLE host;
--bun:split
DROP TABLE meeting;
--bun:split
DROP TABLE identity;
--bun:split
DROP TABLE person;
--bun:split
DROP TABLE workspace;
