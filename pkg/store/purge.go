// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// overAtOnce bounds how many cases are erased in one go.
const overAtOnce = 100

// Due gives cases of every municipality that were put aside until a day or one before
// it, the first hundred of them.
func (db *DB) Due(ctx context.Context, until casework.Date) ([]casework.Case, error) {
	return db.across(ctx, "store.Due", "until_on", "until_on <> '' AND until_on <= ?", string(until))
}

// Over gives cases of every municipality that were closed on a day or before it and
// in which nothing happened after another day, the first hundred of them.
func (db *DB) Over(ctx context.Context, closed, active casework.Date) ([]casework.Case, error) {
	return db.across(ctx, "store.Over", "closed_on", "closed_on <> '' AND closed_on <= ? AND active_on <= ?", string(closed), string(active))
}

// across reads cases of every municipality, for work that needs no key and that
// nobody asks for.
func (db *DB) across(ctx context.Context, place, order, which string, values ...any) ([]casework.Case, error) {
	var rows []caseRow
	err := db.reading(ctx).Where(which, values...).Order(order + ", id").Limit(overAtOnce).Omit("TeamPublic").Find(&rows).Error
	list := make([]casework.Case, len(rows))
	for i, r := range rows {
		list[i] = r.noun()
	}
	return list, fault.Wrap(place, err)
}
