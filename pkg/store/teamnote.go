// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"

	"gorm.io/gorm"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

type teamNoteRow struct {
	ID     string `gorm:"primaryKey"`
	Tenant string
	CaseID string
	Writer string
	Day    string
	Body   []byte
}

// TableName is the table of the rows.
func (teamNoteRow) TableName() string { return "team_notes" }

const readTeamNotes = "SELECT id, writer, day, body FROM team_notes WHERE case_id = ? AND tenant = ? ORDER BY day, id"

func (r *teamNoteRow) fields() []any { return []any{&r.ID, &r.Writer, &r.Day, &r.Body} }

// TeamNotes gives the notes of the team about a case, by the day they were written.
func (db *DB) TeamNotes(ctx context.Context, t tenant.ID, id access.CaseID) ([]casework.SealedTeamNote, error) {
	rows, err := ask(ctx, db, (*teamNoteRow).fields, readTeamNotes, string(id), string(t))
	list := make([]casework.SealedTeamNote, len(rows))
	for i, r := range rows {
		list[i] = casework.SealedTeamNote{ID: r.ID, Writer: access.CounsellorID(r.Writer), Day: casework.Date(r.Day), Body: r.Body}
	}
	return list, fault.Wrap("store.TeamNotes", err)
}

// saveTeamNotes adds notes and takes others away.
func saveTeamNotes(tx *gorm.DB, c casework.Change) error {
	for _, n := range c.Notes {
		r := teamNoteRow{ID: n.ID, Tenant: string(c.Case.Tenant), CaseID: string(c.Case.ID), Writer: string(n.Writer), Day: string(n.Day), Body: n.Body}
		if err := tx.Create(&r).Error; err != nil {
			return err
		}
	}
	for _, id := range c.Unnoted {
		q := tx.Where("id = ? AND case_id = ? AND tenant = ?", id, string(c.Case.ID), string(c.Case.Tenant)).Delete(&teamNoteRow{})
		if err := changed(q); err != nil {
			return err
		}
	}
	return nil
}
