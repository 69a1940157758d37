CREATE TABLE workspace (
  platform    TEXT NOT NULL,
  id          TEXT NOT NULL,
  last_number BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (platform, id)
);

--bun:split

CREATE TABLE person (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL DEFAULT '',
  zone        TEXT NOT NULL DEFAULT '',
  zone_chosen BOOLEAN NOT NULL DEFAULT FALSE
);

--bun:split

CREATE TABLE identity (
  platform  TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  PRIMARY KEY (platform, workspace, user_id)
);

--bun:split

CREATE INDEX identity_person ON identity (person_id);

--bun:split

CREATE TABLE meeting (
  id           TEXT PRIMARY KEY,
  platform     TEXT NOT NULL,
  workspace    TEXT NOT NULL,
  request      TEXT NOT NULL,
  title        TEXT NOT NULL,
  organizer    TEXT NOT NULL,
  starts_at    BIGINT NOT NULL,
  duration     BIGINT NOT NULL CHECK (duration > 0),
  zone         TEXT NOT NULL,
  room         TEXT NOT NULL,
  reminders    TEXT NOT NULL,
  members_only BOOLEAN NOT NULL,
  ended_at     BIGINT,
  cancelled_at BIGINT,
  created_at   BIGINT NOT NULL,
  revision     BIGINT NOT NULL,
  UNIQUE (platform, workspace, request)
);

--bun:split

CREATE INDEX meeting_organizer ON meeting (organizer, starts_at);

--bun:split

CREATE INDEX meeting_start ON meeting (starts_at);

--bun:split

CREATE TABLE host (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  PRIMARY KEY (meeting_id, person_id)
);

--bun:split

CREATE INDEX host_person ON host (person_id);

--bun:split

CREATE TABLE posting (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  platform   TEXT NOT NULL,
  workspace  TEXT NOT NULL,
  channel    TEXT NOT NULL,
  place      BIGINT NOT NULL,
  number     BIGINT NOT NULL,
  card       TEXT NOT NULL,
  PRIMARY KEY (meeting_id, platform, workspace, channel)
);

--bun:split

CREATE INDEX posting_number ON posting (platform, workspace, number);

--bun:split

CREATE INDEX posting_channel ON posting (platform, workspace, channel);

--bun:split

CREATE TABLE announcement (
  id          TEXT PRIMARY KEY,
  meeting_id  TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  revision    BIGINT NOT NULL,
  kind        TEXT NOT NULL,
  platform    TEXT NOT NULL,
  workspace   TEXT NOT NULL,
  channel     TEXT NOT NULL,
  due_at      BIGINT NOT NULL,
  next_at     BIGINT NOT NULL,
  priority    BIGINT NOT NULL,
  state       TEXT NOT NULL
    CHECK (state IN ('pending', 'leased', 'sending', 'sent', 'skipped', 'void', 'dead', 'unsure')),
  attempts    BIGINT NOT NULL,
  sends       BIGINT NOT NULL,
  fence       BIGINT NOT NULL,
  began_at    BIGINT,
  message     TEXT NOT NULL,
  problem     TEXT NOT NULL
);

--bun:split

-- While one is leased or being sent, next_at is the end of its lease.
CREATE INDEX announcement_due ON announcement (next_at, priority) WHERE state IN ('pending', 'leased', 'sending');

--bun:split

CREATE INDEX announcement_meeting ON announcement (meeting_id, state);

--bun:split

CREATE TABLE ticket (
  hash       TEXT PRIMARY KEY,
  platform   TEXT NOT NULL,
  workspace  TEXT NOT NULL,
  user_id    TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

--bun:split

CREATE TABLE session (
  hash      TEXT PRIMARY KEY,
  platform  TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  used_at   BIGINT NOT NULL
);

--bun:split

CREATE TABLE request (
  id       TEXT PRIMARY KEY,
  made_at  BIGINT NOT NULL,
  until    BIGINT NOT NULL,
  answer   TEXT
);

--bun:split

CREATE TABLE lease (
  name   TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until  BIGINT NOT NULL
);

--bun:split

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
