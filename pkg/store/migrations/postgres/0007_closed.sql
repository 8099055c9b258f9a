-- SPDX-License-Identifier: EUPL-1.2
-- The day on which a case was closed; after a term it is erased.

ALTER TABLE cases ADD COLUMN closed_on TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_closed ON cases (closed_on) WHERE closed_on <> '';
