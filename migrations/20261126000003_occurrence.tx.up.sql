-- Which occurrence of its meeting it is about; the first is 0.
ALTER TABLE announcement ADD COLUMN nth BIGINT NOT NULL DEFAULT 0;

--bun:split

-- Which occurrence is at hand: the one that starts_at, duration, room, ended_at and cancelled_at are of, and a posting's card.
ALTER TABLE meeting ADD COLUMN nth BIGINT NOT NULL DEFAULT 0;

--bun:split

CREATE TABLE occurrence (
  meeting_id   TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  nth          BIGINT NOT NULL,
  starts_at    BIGINT NOT NULL,
  duration     BIGINT NOT NULL CHECK (duration > 0),
  room         TEXT NOT NULL,
  ended_at     BIGINT,
  cancelled_at BIGINT,
  PRIMARY KEY (meeting_id, nth)
);

--bun:split

-- It refers to the meeting alone: the program before this step makes meetings of which no occurrence is here.
CREATE TABLE card (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  nth        BIGINT NOT NULL,
  platform   TEXT NOT NULL,
  workspace  TEXT NOT NULL,
  channel    TEXT NOT NULL,
  message    TEXT NOT NULL,
  PRIMARY KEY (meeting_id, nth, platform, workspace, channel)
);

--bun:split

INSERT INTO occurrence (meeting_id, nth, starts_at, duration, room, ended_at, cancelled_at)
SELECT id, nth, starts_at, duration, room, ended_at, cancelled_at FROM meeting;

--bun:split

INSERT INTO card (meeting_id, nth, platform, workspace, channel, message)
SELECT p.meeting_id, m.nth, p.platform, p.workspace, p.channel, p.card
FROM posting AS p JOIN meeting AS m ON m.id = p.meeting_id WHERE p.card <> '';
