-- SPDX-License-Identifier: EUPL-1.2
-- Whose case it is: a counsellor of the team, or nobody's yet. The work list is
-- counted for each of them.

ALTER TABLE cases ADD COLUMN owner TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_of_owner ON cases (tenant, team, owner, list_key, id);

CREATE TABLE counts_of_owner (
  team  TEXT NOT NULL,
  owner TEXT NOT NULL,
  kind  TEXT NOT NULL,
  day   TEXT NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (team, owner, kind, day)
);
INSERT INTO counts_of_owner (team, owner, kind, day, n) SELECT team, '', kind, day, n FROM counts;
DROP TABLE counts;
ALTER TABLE counts_of_owner RENAME TO counts;
