-- Takes away: who has said whether they come to which meeting, and who is invited.
DROP TABLE invited;
--bun:split
DROP TABLE attendee;
