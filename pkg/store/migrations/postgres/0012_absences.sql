-- SPDX-License-Identifier: EUPL-1.2
-- On which days somebody of a team is not there, and who answers meanwhile.

CREATE TABLE absences (
  id         TEXT PRIMARY KEY,
  tenant     TEXT NOT NULL,
  team       TEXT NOT NULL REFERENCES teams (id),
  counsellor TEXT NOT NULL REFERENCES counsellors (id),
  substitute TEXT NOT NULL REFERENCES counsellors (id),
  from_on    TEXT NOT NULL,
  to_on      TEXT NOT NULL
);
CREATE INDEX absences_of_team ON absences (tenant, team, to_on);
