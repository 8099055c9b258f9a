-- SPDX-License-Identifier: EUPL-1.2
-- The log of who read, shared, took along, deleted and signed in. Rows are added
-- and never changed; the oldest may go only once the log begins after them.

CREATE TABLE audit (
  tenant TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  id     TEXT NOT NULL,
  at     INTEGER NOT NULL,
  actor  TEXT NOT NULL,
  who    TEXT NOT NULL,
  about  TEXT NOT NULL,
  action TEXT NOT NULL,
  trail  TEXT NOT NULL,
  body   BLOB,
  mac    BLOB NOT NULL,
  PRIMARY KEY (tenant, seq)
) WITHOUT ROWID;
CREATE INDEX audit_of_trail ON audit (tenant, trail, seq) WHERE trail <> '';

CREATE TABLE audit_heads (
  tenant    TEXT PRIMARY KEY,
  seq       INTEGER NOT NULL,
  mac       BLOB NOT NULL,
  first_seq INTEGER NOT NULL,
  prior     BLOB NOT NULL,
  proof     BLOB NOT NULL
);

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;

CREATE TRIGGER audit_keeps BEFORE DELETE ON audit
WHEN OLD.seq >= (SELECT first_seq FROM audit_heads WHERE tenant = OLD.tenant)
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
