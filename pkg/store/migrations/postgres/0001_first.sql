-- SPDX-License-Identifier: EUPL-1.2
-- Everything a person wrote is sealed (BYTEA); what stands in clear is what must
-- be readable while nobody is signed in: whose turn it is, and by which day.

CREATE TABLE teams (
  id         TEXT PRIMARY KEY,
  tenant     TEXT NOT NULL,
  name       TEXT NOT NULL,
  public     BYTEA NOT NULL,
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
  salt        BYTEA NOT NULL,
  public      BYTEA NOT NULL,
  by_password BYTEA NOT NULL,
  by_recovery BYTEA,
  second_key  BYTEA,
  last_step   BIGINT NOT NULL DEFAULT 0,
  team_key    BYTEA,
  UNIQUE (tenant, user_name)
);

CREATE TABLE cases (
  id              TEXT PRIMARY KEY,
  tenant          TEXT NOT NULL,
  team            TEXT NOT NULL REFERENCES teams (id),
  client          TEXT NOT NULL,
  version         BIGINT NOT NULL,
  turn            TEXT NOT NULL,
  urgency         BIGINT NOT NULL,
  promised_at     BIGINT NOT NULL,
  legal_on        TEXT NOT NULL,
  next_on         TEXT NOT NULL,
  last_seq        BIGINT NOT NULL,
  task_assignment TEXT NOT NULL,
  task_state      TEXT NOT NULL,
  created_on      TEXT NOT NULL,
  active_on       TEXT NOT NULL,
  list_key        BIGINT NOT NULL,
  label           BYTEA NOT NULL,
  team_key        BYTEA NOT NULL,
  client_draft    BYTEA,
  code            BYTEA
);
CREATE INDEX cases_in_order ON cases (tenant, team, list_key, id);

CREATE TABLE clients (
  id       TEXT PRIMARY KEY,
  tenant   TEXT NOT NULL,
  case_id  TEXT NOT NULL REFERENCES cases (id),
  lookup   BYTEA NOT NULL UNIQUE,
  public   BYTEA NOT NULL,
  private  BYTEA NOT NULL,
  case_key BYTEA NOT NULL
);
CREATE INDEX clients_of_case ON clients (case_id);

CREATE TABLE messages (
  id      TEXT PRIMARY KEY,
  tenant  TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES cases (id),
  seq     BIGINT NOT NULL,
  sender  TEXT NOT NULL,
  day     TEXT NOT NULL,
  body    BYTEA,
  UNIQUE (case_id, seq)
);

CREATE TABLE tasks (
  id          TEXT PRIMARY KEY,
  tenant      TEXT NOT NULL,
  case_id     TEXT NOT NULL REFERENCES cases (id),
  no          BIGINT NOT NULL,
  assignment  TEXT NOT NULL,
  version     BIGINT NOT NULL,
  logic_hash  TEXT NOT NULL,
  state       TEXT NOT NULL,
  assigned_on TEXT NOT NULL,
  due_on      TEXT NOT NULL,
  revision    BIGINT NOT NULL,
  draft       BYTEA,
  UNIQUE (case_id, no)
);

CREATE TABLE staff_drafts (
  case_id    TEXT NOT NULL REFERENCES cases (id),
  counsellor TEXT NOT NULL REFERENCES counsellors (id),
  tenant     TEXT NOT NULL,
  body       BYTEA NOT NULL,
  PRIMARY KEY (case_id, counsellor)
);

CREATE TABLE sections (
  case_id    TEXT NOT NULL REFERENCES cases (id),
  name       TEXT NOT NULL,
  tenant     TEXT NOT NULL,
  key_client BYTEA NOT NULL,
  key_team   BYTEA,
  PRIMARY KEY (case_id, name)
);

CREATE TABLE submissions (
  id         TEXT PRIMARY KEY,
  tenant     TEXT NOT NULL,
  case_id    TEXT NOT NULL REFERENCES cases (id),
  task_id    TEXT NOT NULL REFERENCES tasks (id),
  no         BIGINT NOT NULL,
  assignment TEXT NOT NULL,
  version    BIGINT NOT NULL,
  logic_hash TEXT NOT NULL,
  sections   TEXT NOT NULL,
  day        TEXT NOT NULL,
  body       BYTEA NOT NULL
);
CREATE INDEX submissions_of_case ON submissions (case_id);

CREATE TABLE facts (
  id      TEXT PRIMARY KEY,
  tenant  TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES cases (id),
  section TEXT NOT NULL,
  seq     BIGINT NOT NULL,
  day     TEXT NOT NULL,
  body    BYTEA NOT NULL,
  UNIQUE (case_id, seq)
);

CREATE TABLE counts (
  team TEXT NOT NULL,
  kind TEXT NOT NULL,
  day  TEXT NOT NULL,
  n    BIGINT NOT NULL,
  PRIMARY KEY (team, kind, day)
);

CREATE TABLE sessions (
  hash       BYTEA PRIMARY KEY,
  kind       TEXT NOT NULL,
  principal  TEXT NOT NULL,
  tenant     TEXT NOT NULL,
  day        TEXT NOT NULL,
  blob       BYTEA NOT NULL,
  idle_until BIGINT NOT NULL,
  until      BIGINT NOT NULL,
  shared     BIGINT NOT NULL
);
CREATE INDEX sessions_of ON sessions (principal);
CREATE INDEX sessions_until ON sessions (until);
