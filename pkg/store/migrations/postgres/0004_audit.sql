-- SPDX-License-Identifier: EUPL-1.2
-- The log of who read, shared, took along, deleted and signed in. Rows are added
-- and never changed; the oldest may go only once the log begins after them.

CREATE TABLE audit (
  tenant TEXT NOT NULL,
  seq    BIGINT NOT NULL,
  id     TEXT NOT NULL,
  at     BIGINT NOT NULL,
  actor  TEXT NOT NULL,
  who    TEXT NOT NULL,
  about  TEXT NOT NULL,
  action TEXT NOT NULL,
  trail  TEXT NOT NULL,
  body   BYTEA,
  mac    BYTEA NOT NULL,
  PRIMARY KEY (tenant, seq)
);
CREATE INDEX audit_of_trail ON audit (tenant, trail, seq) WHERE trail <> '';

CREATE TABLE audit_heads (
  tenant    TEXT PRIMARY KEY,
  seq       BIGINT NOT NULL,
  mac       BYTEA NOT NULL,
  first_seq BIGINT NOT NULL,
  prior     BYTEA NOT NULL,
  proof     BYTEA NOT NULL
);

CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' THEN IF OLD.seq < (SELECT first_seq FROM audit_heads WHERE tenant = OLD.tenant) THEN RETURN OLD; END IF; END IF; RAISE EXCEPTION 'the log is only added to'; END
$$;

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_only_grows();
