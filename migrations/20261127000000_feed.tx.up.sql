-- The links by which calendars read somebody's meetings. Whoever reads by one is found by its hash; sealed it is shown again.
CREATE TABLE feed (
  platform  TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  hash      TEXT NOT NULL UNIQUE,
  sealed    TEXT NOT NULL,
  PRIMARY KEY (platform, workspace, user_id)
);
