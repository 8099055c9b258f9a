// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"bytes"
	"context"

	"gorm.io/gorm"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Rekey brings a team to another key, whole or not at all. Every case counts it as a
// change, so that whoever works with the old key at that moment comes second. It
// answers Conflict when the team has another key than the one it was told.
func (db *DB) Rekey(ctx context.Context, t tenant.ID, team access.TeamID, r casework.Rekey) error {
	err := db.inTx(ctx, func(tx *gorm.DB) error {
		err := changed(tx.Model(&teamRow{}).Where("id = ? AND tenant = ? AND public = ?", string(team), string(t), r.Was).Update("public", r.Now))
		if err != nil {
			return err
		}
		if err := tx.Exec("UPDATE cases SET version = version + 1 WHERE tenant = ? AND team = ?", string(t), string(team)).Error; err != nil {
			return err
		}
		for _, step := range []func(*gorm.DB, tenant.ID, access.TeamID, casework.Rekey) error{rekeyCases, rekeySections, rekeyNotes, rekeyDrafts} {
			if err := step(tx, t, team, r); err != nil {
				return err
			}
		}
		for _, d := range r.Doors {
			q := tx.Model(&counsellorRow{}).Where("id = ? AND tenant = ? AND team = ?", string(d.ID), string(t), string(team))
			if err := changed(q.Update("team_key", d.TeamKey)); err != nil {
				return err
			}
		}
		return nil
	})
	db.intakes.Delete(t)
	return fault.Wrap("store.Rekey", err)
}

// kept is one row that the team's key opens.
type kept struct {
	CaseID, Name, Writer string
	Body                 []byte
}

// rewrite reads rows, and writes each of them anew.
func rewrite(tx *gorm.DB, t tenant.ID, team access.TeamID, read, write string, anew func(kept) ([]byte, error)) error {
	var rows []kept
	if err := tx.Raw(read, string(t), string(team)).Scan(&rows).Error; err != nil {
		return err
	}
	for _, row := range rows {
		body, err := anew(row)
		if err != nil {
			return err
		}
		if err := tx.Exec(write, body, row.CaseID, row.Name, string(t)).Error; err != nil {
			return err
		}
	}
	return nil
}

func rekeyCases(tx *gorm.DB, t tenant.ID, team access.TeamID, r casework.Rekey) error {
	return rewrite(tx, t, team, "SELECT id AS case_id, id AS name, team_key AS body FROM cases WHERE tenant = ? AND team = ?",
		"UPDATE cases SET team_key = ? WHERE id = ? AND id = ? AND tenant = ?",
		func(k kept) ([]byte, error) { return r.Case(access.CaseID(k.CaseID), k.Body) })
}

const ofTeam = " IN (SELECT id FROM cases WHERE tenant = ? AND team = ?)"

func rekeySections(tx *gorm.DB, t tenant.ID, team access.TeamID, r casework.Rekey) error {
	return rewrite(tx, t, team, "SELECT case_id, name, key_team AS body FROM sections WHERE length(key_team) > 0 AND case_id"+ofTeam,
		"UPDATE sections SET key_team = ? WHERE case_id = ? AND name = ? AND tenant = ?",
		func(k kept) ([]byte, error) { return r.Section(access.CaseID(k.CaseID), k.Name, k.Body) })
}

func rekeyNotes(tx *gorm.DB, t tenant.ID, team access.TeamID, r casework.Rekey) error {
	return rewrite(tx, t, team, "SELECT case_id, id AS name, writer, body FROM team_notes WHERE case_id"+ofTeam,
		"UPDATE team_notes SET body = ? WHERE case_id = ? AND id = ? AND tenant = ?",
		func(k kept) ([]byte, error) {
			return r.Note(access.CaseID(k.CaseID), casework.SealedTeamNote{ID: k.Name, Writer: access.CounsellorID(k.Writer), Body: k.Body})
		})
}

func rekeyDrafts(tx *gorm.DB, t tenant.ID, team access.TeamID, r casework.Rekey) error {
	return rewrite(tx, t, team, "SELECT case_id, counsellor AS name, body FROM staff_drafts WHERE case_id"+ofTeam,
		"UPDATE staff_drafts SET body = ? WHERE case_id = ? AND counsellor = ? AND tenant = ?",
		func(k kept) ([]byte, error) {
			return r.Draft(access.CaseID(k.CaseID), access.CounsellorID(k.Name), k.Body)
		})
}

// share holds a row that is read until what is being written is there; SQLite has one
// writer, and needs nothing.
func (db *DB) share() string {
	if db.dialect == dialectPostgres {
		return " FOR SHARE"
	}
	return ""
}

// saveUnder answers Conflict for what was sealed under a key that the team does not
// have any more. The row is held, so that the key stays until this is kept.
func (db *DB) saveUnder(tx *gorm.DB, c casework.Change) error {
	if len(c.Under) == 0 || c.New { // a new case tells by itself
		return nil
	}
	var public []byte
	if err := tx.Raw("SELECT public FROM teams WHERE id = ? AND tenant = ?"+db.share(), string(c.Case.Team), string(c.Case.Tenant)).Row().Scan(&public); err != nil {
		return err
	}
	if !bytes.Equal(public, c.Under) {
		db.intakes.Delete(c.Case.Tenant)
		return conflict()
	}
	return nil
}
