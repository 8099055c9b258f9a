-- SPDX-License-Identifier: EUPL-1.2
-- What colleagues write down for each other about a case: sealed under the team's
-- key, which the client does not have.

CREATE TABLE team_notes (
  id      TEXT PRIMARY KEY,
  tenant  TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES cases (id),
  writer  TEXT NOT NULL,
  day     TEXT NOT NULL,
  body    BYTEA NOT NULL
);
CREATE INDEX team_notes_of_case ON team_notes (case_id);
