// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"

	"gorm.io/gorm"
)

// reading gives what reads for a request. In SQLite every reading is short and
// along an index: once begun it is not broken off when the reader goes away,
// because watching for that costs more than the reading itself.
func (db *DB) reading(ctx context.Context) *gorm.DB {
	if db.dialect == dialectSQLite && ctx.Err() == nil {
		ctx = context.WithoutCancel(ctx)
	}
	return db.read.WithContext(ctx)
}

// ask runs a statement that comes with nearly every request, and scans its rows
// into the fields that are named for them, in the order of the columns. gorm
// would find out anew, for every field of every row, where it belongs.
func ask[T any](ctx context.Context, db *DB, fields func(*T) []any, query string, values ...any) (list []T, err error) {
	rows, err := db.reading(ctx).Raw(query, values...).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // what it could say, Err says
	var one, blank T
	into := fields(&one) // what is scanned is copied, so that one place serves all rows
	for rows.Next() {
		one = blank
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, rows.Err()
}

// askOne is ask for one row; gorm.ErrRecordNotFound when there is none.
func askOne[T any](ctx context.Context, db *DB, fields func(*T) []any, query string, values ...any) (one T, err error) {
	list, err := ask(ctx, db, fields, query, values...)
	if err != nil {
		return one, err
	}
	if len(list) == 0 {
		return one, gorm.ErrRecordNotFound
	}
	return list[0], nil
}
