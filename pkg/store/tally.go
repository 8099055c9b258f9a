// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/report"
	"opgelucht/pkg/tenant"
)

type tallyRow struct {
	Tenant  string `gorm:"primaryKey"`
	Month   string `gorm:"primaryKey"`
	Team    string `gorm:"primaryKey"`
	Measure string `gorm:"primaryKey"`
	Cell    string `gorm:"primaryKey"`
	N       int
}

// TableName is the table of the rows.
func (tallyRow) TableName() string { return "tallies" }

func (r tallyRow) key() string { return r.Month + " " + r.Team + " " + r.Measure + " " + r.Cell }

// saveTallies adds to what was counted.
func saveTallies(tx *gorm.DB, c casework.Change) error {
	if len(c.Tallies) == 0 {
		return nil
	}
	rows := make([]tallyRow, len(c.Tallies))
	for i, t := range c.Tallies {
		rows[i] = tallyRow{Tenant: string(c.Case.Tenant), Month: t.Month, Team: t.Team, Measure: string(t.Measure), Cell: t.Cell, N: t.N}
	}
	rows = addedUp(rows, tallyRow.key, func(r *tallyRow) *int { return &r.N })
	return tx.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "tenant"}, {Name: "month"}, {Name: "team"}, {Name: "measure"}, {Name: "cell"}},
		DoUpdates: clause.Assignments(map[string]any{"n": gorm.Expr("tallies.n + excluded.n")}),
	}).Create(&rows).Error
}

// begun counts cases by the month in which they began. Those that are gone were
// counted when they went.
const begun = "SELECT substr(created_on, 1, 7) AS month, team, count(*) AS n FROM cases " +
	"WHERE tenant = ? AND created_on >= ? AND created_on <= ? GROUP BY substr(created_on, 1, 7), team"

// Tallies gives what was counted in the teams of a municipality in a year.
func (db *DB) Tallies(ctx context.Context, t tenant.ID, year int) ([]report.Tally, error) {
	var rows, still []tallyRow
	from, to := fmt.Sprintf("%04d-01", year), fmt.Sprintf("%04d-12", year)
	q := db.reading(ctx).Where("tenant = ? AND month >= ? AND month <= ? AND n <> 0", string(t), from, to)
	if err := q.Order("month, team, measure, cell").Find(&rows).Error; err != nil {
		return nil, fault.Wrap("store.Tallies", err)
	}
	if err := db.reading(ctx).Raw(begun, string(t), from+"-01", to+"-31").Scan(&still).Error; err != nil {
		return nil, fault.Wrap("store.Tallies", err)
	}
	for i := range still {
		still[i].Measure = string(report.Started)
	}
	list := make([]report.Tally, 0, len(rows)+len(still))
	for _, r := range slices.Concat(rows, still) {
		list = append(list, report.Tally{Team: r.Team, Month: r.Month, Measure: report.Measure(r.Measure), Cell: r.Cell, N: r.N})
	}
	return list, nil
}

// Teams gives the teams of a municipality by name.
func (db *DB) Teams(ctx context.Context, t tenant.ID) ([]casework.TeamName, error) {
	var rows []teamRow
	err := db.reading(ctx).Where("tenant = ?", string(t)).Order("name, id").Find(&rows).Error
	list := make([]casework.TeamName, len(rows))
	for i, r := range rows {
		list[i] = casework.TeamName{ID: access.TeamID(r.ID), Name: r.Name}
	}
	return list, fault.Wrap("store.Teams", err)
}
