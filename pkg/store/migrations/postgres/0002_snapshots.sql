-- SPDX-License-Identifier: EUPL-1.2
-- Assignments as they were when someone began them: texts of authors, nothing of
-- anyone who filled them in.

CREATE TABLE snapshots (
  logic      TEXT PRIMARY KEY,
  assignment TEXT NOT NULL,
  version    INTEGER NOT NULL,
  words      TEXT NOT NULL,
  body       BYTEA NOT NULL
);
CREATE INDEX snapshots_of_assignment ON snapshots (assignment, version);
