-- SPDX-License-Identifier: EUPL-1.2
-- How often something happened, by team and month. No line is about a case, and
-- none is erased with one.

CREATE TABLE tallies (
  tenant  TEXT NOT NULL,
  team    TEXT NOT NULL REFERENCES teams (id),
  month   TEXT NOT NULL,
  measure TEXT NOT NULL,
  cell    TEXT NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (tenant, month, team, measure, cell)
);
CREATE INDEX cases_created ON cases (tenant, created_on, team);
