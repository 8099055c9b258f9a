-- SPDX-License-Identifier: EUPL-1.2
-- The day until which a counsellor put a case aside.

ALTER TABLE cases ADD COLUMN until_on TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_later ON cases (until_on) WHERE until_on <> '';
