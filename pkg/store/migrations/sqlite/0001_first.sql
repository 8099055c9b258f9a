-- SPDX-License-Identifier: EUPL-1.2
-- Everything a person wrote is sealed (BLOB); what stands in clear is what must
-- be readable while nobody is signed in: whose turn it is, and by which day.

CREATE TABLE teams (
  id         TEXT PRIMARY KEY,
  tenant     TEXT NOT NULL,
  name       TEXT NOT NULL,
  public     BLOB NOT NULL,
  created_on TEXT NOT NULL
);
CREATE INDEX teams_of_tenant ON teams (tenant, created_on, id);

CREATE TABLE counsellors (
  id          TEXT PRIMARY KEY,
  tenant      TEXT NOT NULL,
  team        TEXT NOT NULL REFERENCES teams (id),
  user_name   TEXT NOT NULL,
  name        TEXT NOT NULL,
  state       TEXT NOT NULL,
  salt        BLOB NOT NULL,
  public      BLOB NOT NULL,
  by_password BLOB NOT NULL,
  by_recovery BLOB,
  second_key  BLOB,
  last_step   INTEGER NOT NULL DEFAULT 0,
  team_key    BLOB,
  UNIQUE (tenant, user_name)
);

CREATE TABLE cases (
  id              TEXT PRIMARY KEY,
  tenant          TEXT NOT NULL,
  team            TEXT NOT NULL REFERENCES teams (id),
  client          TEXT NOT NULL,
  version         INTEGER NOT NULL,
  turn            TEXT NOT NULL,
  urgency         INTEGER NOT NULL,
  promised_at     INTEGER NOT NULL,
  legal_on        TEXT NOT NULL,
  next_on         TEXT NOT NULL,
  last_seq        INTEGER NOT NULL,
  task_assignment TEXT NOT NULL,
  task_state      TEXT NOT NULL,
  created_on      TEXT NOT NULL,
  active_on       TEXT NOT NULL,
  list_key        INTEGER NOT NULL,
  label           BLOB NOT NULL,
  team_key        BLOB NOT NULL,
  client_draft    BLOB,
  code            BLOB
);
CREATE INDEX cases_in_order ON cases (tenant, team, list_key, id);

CREATE TABLE clients (
  id       TEXT PRIMARY KEY,
  tenant   TEXT NOT NULL,
  case_id  TEXT NOT NULL REFERENCES cases (id),
  lookup   BLOB NOT NULL UNIQUE,
  public   BLOB NOT NULL,
  private  BLOB NOT NULL,
  case_key BLOB NOT NULL
);
CREATE INDEX clients_of_case ON clients (case_id);

CREATE TABLE messages (
  id      TEXT PRIMARY KEY,
  tenant  TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES cases (id),
  seq     INTEGER NOT NULL,
  sender  TEXT NOT NULL,
  day     TEXT NOT NULL,
  body    BLOB,
  UNIQUE (case_id, seq)
);

CREATE TABLE tasks (
  id          TEXT PRIMARY KEY,
  tenant      TEXT NOT NULL,
  case_id     TEXT NOT NULL REFERENCES cases (id),
  no          INTEGER NOT NULL,
  assignment  TEXT NOT NULL,
  version     INTEGER NOT NULL,
  logic_hash  TEXT NOT NULL,
  state       TEXT NOT NULL,
  assigned_on TEXT NOT NULL,
  due_on      TEXT NOT NULL,
  revision    INTEGER NOT NULL,
  draft       BLOB,
  UNIQUE (case_id, no)
);

CREATE TABLE staff_drafts (
  case_id    TEXT NOT NULL REFERENCES cases (id),
  counsellor TEXT NOT NULL REFERENCES counsellors (id),
  tenant     TEXT NOT NULL,
  body       BLOB NOT NULL,
  PRIMARY KEY (case_id, counsellor)
);

CREATE TABLE sections (
  case_id    TEXT NOT NULL REFERENCES cases (id),
  name       TEXT NOT NULL,
  tenant     TEXT NOT NULL,
  key_client BLOB NOT NULL,
  key_team   BLOB,
  PRIMARY KEY (case_id, name)
);

CREATE TABLE submissions (
  id         TEXT PRIMARY KEY,
  tenant     TEXT NOT NULL,
  case_id    TEXT NOT NULL REFERENCES cases (id),
  task_id    TEXT NOT NULL REFERENCES tasks (id),
  no         INTEGER NOT NULL,
  assignment TEXT NOT NULL,
  version    INTEGER NOT NULL,
  logic_hash TEXT NOT NULL,
  sections   TEXT NOT NULL,
  day        TEXT NOT NULL,
  body       BLOB NOT NULL
);
CREATE INDEX submissions_of_case ON submissions (case_id);

CREATE TABLE facts (
  id      TEXT PRIMARY KEY,
  tenant  TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES cases (id),
  section TEXT NOT NULL,
  seq     INTEGER NOT NULL,
  day     TEXT NOT NULL,
  body    BLOB NOT NULL,
  UNIQUE (case_id, seq)
);

CREATE TABLE counts (
  team TEXT NOT NULL,
  kind TEXT NOT NULL,
  day  TEXT NOT NULL,
  n    INTEGER NOT NULL,
  PRIMARY KEY (team, kind, day)
);

CREATE TABLE sessions (
  hash       BLOB PRIMARY KEY,
  kind       TEXT NOT NULL,
  principal  TEXT NOT NULL,
  tenant     TEXT NOT NULL,
  day        TEXT NOT NULL,
  blob       BLOB NOT NULL,
  idle_until INTEGER NOT NULL,
  until      INTEGER NOT NULL,
  shared     INTEGER NOT NULL
);
CREATE INDEX sessions_of ON sessions (principal);
CREATE INDEX sessions_until ON sessions (until);
