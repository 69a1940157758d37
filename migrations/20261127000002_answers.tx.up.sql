-- Who has said whether they come to an occurrence.
CREATE TABLE attendee (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  nth        BIGINT NOT NULL,
  person_id  TEXT NOT NULL,
  rsvp       TEXT NOT NULL CHECK (rsvp IN ('going', 'maybe', 'declined')),
  since      BIGINT NOT NULL,
  PRIMARY KEY (meeting_id, nth, person_id)
);

--bun:split

CREATE INDEX attendee_person ON attendee (person_id);

--bun:split

-- Who is invited, by the account that was named: there the card goes.
CREATE TABLE invited (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  platform   TEXT NOT NULL,
  workspace  TEXT NOT NULL,
  user_id    TEXT NOT NULL,
  place      BIGINT NOT NULL,
  PRIMARY KEY (meeting_id, platform, workspace, user_id)
);
