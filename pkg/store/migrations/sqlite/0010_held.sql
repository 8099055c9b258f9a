-- SPDX-License-Identifier: EUPL-1.2
-- How a case was before an answer that is not delivered yet, so that it can be taken
-- back: sealed, and empty once it was.

ALTER TABLE cases ADD COLUMN held BLOB;
