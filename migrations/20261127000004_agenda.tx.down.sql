-- Takes away: the agendas of all meetings.
ALTER TABLE meeting DROP COLUMN agenda;
