-- SPDX-License-Identifier: EUPL-1.2
-- What somebody does here, and so what they may. Until now everyone could do all of
-- it. And the answer of a trainee that waits for a colleague.

ALTER TABLE counsellors ADD COLUMN role TEXT NOT NULL DEFAULT 'coordinator';

ALTER TABLE cases ADD COLUMN proposed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN proposal BLOB;
CREATE INDEX cases_proposed ON cases (tenant, team, list_key, id) WHERE proposed_by <> '';
