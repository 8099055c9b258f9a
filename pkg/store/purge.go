// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// overAtOnce bounds how many cases are erased in one go.
const overAtOnce = 100

// Over gives cases of every municipality that were closed on a day or before it and
// in which nothing happened after another day, the first hundred of them.
func (db *DB) Over(ctx context.Context, closed, active casework.Date) ([]casework.Case, error) {
	var rows []caseRow
	err := db.reading(ctx).Where("closed_on <> '' AND closed_on <= ? AND active_on <= ?", string(closed), string(active)).
		Order("closed_on, id").Limit(overAtOnce).Omit("TeamPublic").Find(&rows).Error
	list := make([]casework.Case, len(rows))
	for i, r := range rows {
		list[i] = r.noun()
	}
	return list, fault.Wrap("store.Over", err)
}
