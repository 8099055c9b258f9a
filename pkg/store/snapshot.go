// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/fault"
)

type snapshotRow struct {
	Logic      string `gorm:"primaryKey"`
	Assignment string
	Version    int
	Words      string
	Body       []byte
}

// TableName is the table of the rows.
func (snapshotRow) TableName() string { return "snapshots" }

// Unkept gives those of a list that were never kept, or with other words.
func (db *DB) Unkept(ctx context.Context, list []assignment.Snapshot) ([]assignment.Snapshot, error) {
	var rows []snapshotRow
	if err := db.read.WithContext(ctx).Select("logic", "words").Find(&rows).Error; err != nil {
		return nil, fault.Wrap("store.Unkept", err)
	}
	words := map[string]string{}
	for _, r := range rows {
		words[r.Logic] = r.Words
	}
	return slices.DeleteFunc(slices.Clone(list), func(s assignment.Snapshot) bool {
		kept, ok := words[s.Logic]
		return ok && kept == s.Words
	}), nil
}

// KeepSnapshots writes assignments as they are now. One with the same logic and
// other words takes the place of the older one: a better word reaches everyone.
func (db *DB) KeepSnapshots(ctx context.Context, list []assignment.Snapshot) error {
	better := clause.OnConflict{
		Columns:   []clause.Column{{Name: "logic"}},
		Where:     clause.Where{Exprs: []clause.Expression{gorm.Expr("snapshots.words <> excluded.words")}},
		DoUpdates: clause.AssignmentColumns([]string{"assignment", "version", "words", "body"}),
	}
	if len(list) == 0 {
		return nil
	}
	return fault.Wrap("store.KeepSnapshots", db.inTx(ctx, func(tx *gorm.DB) error {
		for _, s := range list {
			row := snapshotRow{Logic: s.Logic, Assignment: s.Assignment, Version: s.Version, Words: s.Words, Body: s.Body}
			if err := tx.Clauses(better).Create(&row).Error; err != nil {
				return err
			}
		}
		return nil
	}))
}

// Snapshot gives an assignment as it was; NotFound when it was never kept.
func (db *DB) Snapshot(ctx context.Context, logic string) ([]byte, error) {
	var row snapshotRow
	if err := db.read.WithContext(ctx).Where("logic = ?", logic).Take(&row).Error; err != nil {
		return nil, found("store.Snapshot", err)
	}
	return row.Body, nil
}

// Retired gives the last form of every assignment that was kept and is not on
// the list: those whose files are gone.
func (db *DB) Retired(ctx context.Context, present []string) ([]assignment.Snapshot, error) {
	q := db.read.WithContext(ctx).Order("assignment, version DESC")
	if len(present) > 0 {
		q = q.Where("assignment NOT IN ?", present)
	}
	var rows []snapshotRow
	if err := q.Find(&rows).Error; err != nil {
		return nil, fault.Wrap("store.Retired", err)
	}
	var list []assignment.Snapshot
	last := ""
	for _, r := range rows {
		if r.Assignment != last {
			one := assignment.Snapshot{Assignment: r.Assignment, Version: r.Version, Logic: r.Logic, Words: r.Words, Body: r.Body}
			list, last = append(list, one), r.Assignment
		}
	}
	return list, nil
}
