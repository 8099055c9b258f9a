-- SPDX-License-Identifier: EUPL-1.2
-- What the team says of an answer, a sheet or a fact: sealed with the keys of the
-- sections it is about. And the day that the team set for a task, where the client
-- chose a later one.

CREATE TABLE remarks (
  id       TEXT PRIMARY KEY,
  tenant   TEXT NOT NULL,
  case_id  TEXT NOT NULL REFERENCES cases (id),
  sheet    TEXT NOT NULL,
  sections TEXT NOT NULL,
  day      TEXT NOT NULL,
  body     BYTEA NOT NULL
);
CREATE INDEX remarks_of_case ON remarks (case_id);

ALTER TABLE tasks ADD COLUMN first_due TEXT NOT NULL DEFAULT '';
