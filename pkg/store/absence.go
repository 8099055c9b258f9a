// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

type absenceRow struct {
	ID         string `gorm:"primaryKey"`
	Tenant     string
	Team       string
	Counsellor string
	Substitute string
	FromOn     string
	ToOn       string
	Name       *string `gorm:"->;-:migration"`
	Other      *string `gorm:"->;-:migration"`
}

// TableName is the table of the rows.
func (absenceRow) TableName() string { return "absences" }

func (r *absenceRow) fields() []any {
	return []any{&r.ID, &r.Team, &r.Counsellor, &r.Substitute, &r.FromOn, &r.ToOn, &r.Name, &r.Other}
}

const readAbsences = "SELECT id, team, counsellor, substitute, from_on, to_on, " +
	"(SELECT name FROM counsellors WHERE counsellors.id = absences.counsellor), (SELECT name FROM counsellors WHERE counsellors.id = absences.substitute) " +
	"FROM absences WHERE tenant = ? AND team = ? AND to_on >= ? ORDER BY from_on, id"

// goneLife is how long the absences of a team are remembered: they are asked for with
// every work list, and hardly ever change. Another server may know a minute later.
const goneLife = time.Minute

type gone struct {
	list []casework.Absence
	from casework.Date
	till time.Time
}

// Absences gives those of a team that are not over on a day, the first first.
func (db *DB) Absences(ctx context.Context, t tenant.ID, team access.TeamID, day casework.Date) ([]casework.Absence, error) {
	key, now := string(t)+"/"+string(team), db.now()
	known, ok := db.gone.Load(key)
	if g, _ := known.(gone); ok && now.Before(g.till) && g.from <= day {
		return slices.DeleteFunc(slices.Clone(g.list), func(a casework.Absence) bool { return a.To < day }), nil
	}
	list, err := db.absences(ctx, t, team, day)
	if err == nil {
		db.gone.Store(key, gone{slices.Clone(list), day, now.Add(goneLife)})
	}
	return list, err
}

func (db *DB) absences(ctx context.Context, t tenant.ID, team access.TeamID, day casework.Date) ([]casework.Absence, error) {
	rows, err := ask(ctx, db, (*absenceRow).fields, readAbsences, string(t), string(team), string(day))
	list := make([]casework.Absence, len(rows))
	for i, r := range rows {
		list[i] = casework.Absence{
			ID: r.ID, Team: access.TeamID(r.Team), Counsellor: access.CounsellorID(r.Counsellor), Substitute: access.CounsellorID(r.Substitute),
			From: casework.Date(r.FromOn), To: casework.Date(r.ToOn), Name: text(r.Name), SubstituteName: text(r.Other),
		}
	}
	return list, fault.Wrap("store.Absences", err)
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// saveAway keeps an absence, or takes one away; those that are over go with it.
func saveAway(tx *gorm.DB, c casework.Change) error {
	of := func() *gorm.DB {
		return tx.Where("tenant = ? AND team = ?", string(c.Case.Tenant), string(c.Case.Team))
	}
	if c.Present != "" {
		return changed(of().Where("id = ?", c.Present).Delete(&absenceRow{}))
	}
	if c.Away == nil {
		return nil
	}
	a := c.Away
	r := absenceRow{
		ID: a.ID, Tenant: string(c.Case.Tenant), Team: string(a.Team), Counsellor: string(a.Counsellor), Substitute: string(a.Substitute),
		FromOn: string(a.From), ToOn: string(a.To),
	}
	return tx.Omit("Name", "Other").Create(&r).Error
}

// Owned gives some cases of a counsellor, whole.
func (db *DB) Owned(ctx context.Context, t tenant.ID, team access.TeamID, owner access.CounsellorID, most int) ([]casework.Case, error) {
	const read = "SELECT " + caseColumns + " FROM cases JOIN teams ON teams.id = cases.team WHERE cases.tenant = ? AND cases.team = ? AND cases.owner = ? ORDER BY list_key, cases.id LIMIT ?"
	rows, err := ask(ctx, db, (*caseRow).fields, read, string(t), string(team), string(owner), most)
	cases := make([]casework.Case, len(rows))
	for i, r := range rows {
		cases[i] = r.noun()
	}
	return cases, fault.Wrap("store.Owned", err)
}

// SaveEach writes changes together; one that came second is left out. It says how
// many were written.
func (db *DB) SaveEach(ctx context.Context, list []casework.Change) (int, error) {
	n := 0
	err := db.inTx(ctx, func(tx *gorm.DB) error {
		n = 0
		for _, c := range list {
			err := tx.Transaction(func(inner *gorm.DB) error { return db.saveAll(inner, c) })
			if fault.Is(err, fault.Conflict) {
				continue
			}
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil {
		return 0, fault.Wrap("store.SaveEach", err)
	}
	return n, nil
}
