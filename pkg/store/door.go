// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

type clientRow struct {
	ID      string `gorm:"primaryKey"`
	Tenant  string
	CaseID  string
	Lookup  []byte
	Public  []byte
	Private []byte
	CaseKey []byte
}

// TableName is the table of the rows.
func (clientRow) TableName() string { return "clients" }

func clientRowOf(d access.ClientDoor) clientRow {
	return clientRow{
		ID: string(d.ID), Tenant: string(d.Tenant), CaseID: string(d.Case),
		Lookup: d.Lookup, Public: d.Public, Private: d.Private, CaseKey: d.CaseKey,
	}
}

// ClientDoor finds a client by the HMAC of the stretched code.
func (db *DB) ClientDoor(ctx context.Context, t tenant.ID, lookup []byte) (access.ClientDoor, error) {
	var r clientRow
	if err := db.reading(ctx).Where("lookup = ? AND tenant = ?", lookup, string(t)).Take(&r).Error; err != nil {
		return access.ClientDoor{}, found("store.ClientDoor", err)
	}
	return access.ClientDoor{
		ID: access.ClientID(r.ID), Tenant: tenant.ID(r.Tenant), Case: access.CaseID(r.CaseID),
		Lookup: r.Lookup, Public: r.Public, Private: r.Private, CaseKey: r.CaseKey,
	}, nil
}

type counsellorRow struct {
	ID         string `gorm:"primaryKey"`
	Tenant     string
	Team       string
	UserName   string
	Name       string
	Role       string
	State      string
	Salt       []byte
	Public     []byte
	ByPassword []byte
	ByRecovery []byte
	SecondKey  []byte
	LastStep   int64
	TeamKey    []byte
	TeamPublic []byte `gorm:"->;-:migration"`
}

// TableName is the table of the rows.
func (counsellorRow) TableName() string { return "counsellors" }

func counsellorRowOf(d access.CounsellorDoor) counsellorRow {
	return counsellorRow{
		ID: string(d.ID), Tenant: string(d.Tenant), Team: string(d.Team), UserName: d.User, Name: d.Name, Role: string(d.Role),
		State: string(d.State), Salt: d.Salt, Public: d.Public, ByPassword: d.ByPassword, ByRecovery: d.ByRecovery,
		SecondKey: d.SecondKey, LastStep: d.LastStep, TeamKey: d.TeamKey,
	}
}

func (r counsellorRow) noun() access.CounsellorDoor {
	return access.CounsellorDoor{
		ID: access.CounsellorID(r.ID), Tenant: tenant.ID(r.Tenant), Team: access.TeamID(r.Team), User: r.UserName, Name: r.Name, Role: access.Role(r.Role),
		State: access.CounsellorState(r.State), Salt: r.Salt, Public: r.Public, ByPassword: r.ByPassword, ByRecovery: r.ByRecovery,
		SecondKey: r.SecondKey, LastStep: r.LastStep, TeamKey: r.TeamKey, TeamPublic: r.TeamPublic,
	}
}

// CounsellorDoor finds a counsellor of a municipality by sign-in name.
func (db *DB) CounsellorDoor(ctx context.Context, t tenant.ID, user string) (access.CounsellorDoor, error) {
	var r counsellorRow
	err := db.reading(ctx).Table("counsellors").Select("counsellors.*, teams.public AS team_public").
		Joins("JOIN teams ON teams.id = counsellors.team").
		Where("counsellors.tenant = ? AND counsellors.user_name = ?", string(t), user).Take(&r).Error
	if err != nil {
		return access.CounsellorDoor{}, found("store.CounsellorDoor", err)
	}
	return r.noun(), nil
}

// Counsellors gives the accounts of a team, by name.
func (db *DB) Counsellors(ctx context.Context, t tenant.ID, team access.TeamID) ([]access.CounsellorDoor, error) {
	var rows []counsellorRow
	err := db.reading(ctx).Where("tenant = ? AND team = ?", string(t), string(team)).Order("name, id").Find(&rows).Error
	if err != nil {
		return nil, fault.Wrap("store.Counsellors", err)
	}
	doors := make([]access.CounsellorDoor, len(rows))
	for i, r := range rows {
		doors[i] = r.noun()
	}
	return doors, nil
}

// SaveCounsellor writes an account, new or changed. It answers Conflict for a
// sign-in name that another account of the municipality has.
func (db *DB) SaveCounsellor(ctx context.Context, d access.CounsellorDoor) error {
	err := db.inTx(ctx, func(tx *gorm.DB) error { return saveCounsellor(tx, d) })
	return fault.Wrap("store.SaveCounsellor", duplicate(err))
}

func saveCounsellor(tx *gorm.DB, d access.CounsellorDoor) error {
	r := counsellorRowOf(d)
	return tx.Omit("TeamPublic").Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "id"}},
		DoUpdates: clause.AssignmentColumns([]string{
			"name", "role", "state", "salt", "by_password", "by_recovery", "second_key", "last_step", "team_key",
		}),
	}).Create(&r).Error
}

// UseStep marks a time step of the second factor as used, in one statement. It
// answers Conflict for a step that is not later than the last one used.
func (db *DB) UseStep(ctx context.Context, t tenant.ID, id access.CounsellorID, step int64) error {
	err := db.inTx(ctx, func(tx *gorm.DB) error {
		return changed(tx.Model(&counsellorRow{}).Where("id = ? AND tenant = ? AND last_step < ?", string(id), string(t), step).
			Update("last_step", step))
	})
	return fault.Wrap("store.UseStep", err)
}

type teamRow struct {
	ID        string `gorm:"primaryKey"`
	Tenant    string
	Name      string
	Public    []byte
	CreatedOn string
}

// TableName is the table of the rows.
func (teamRow) TableName() string { return "teams" }

// AddTeam keeps a new team with its first member, who holds its key: a team
// without one could never read anything.
func (db *DB) AddTeam(ctx context.Context, team casework.Team, name string, first access.CounsellorDoor) error {
	r := teamRow{
		ID: string(team.ID), Tenant: string(first.Tenant), Name: name, Public: team.Public,
		CreatedOn: db.now().UTC().Format(time.DateOnly),
	}
	err := db.inTx(ctx, func(tx *gorm.DB) error {
		if err := tx.Create(&r).Error; err != nil {
			return err
		}
		return saveCounsellor(tx, first)
	})
	return fault.Wrap("store.AddTeam", duplicate(err))
}

// intakeLife is how long the team that new cases go to is remembered. It hardly
// ever changes, and a case may come to the one that was first a minute ago.
const intakeLife = time.Minute

type intake struct {
	team casework.Team
	till time.Time
}

// IntakeTeam gives the team that new cases of a municipality go to: its first.
func (db *DB) IntakeTeam(ctx context.Context, t tenant.ID) (casework.Team, error) {
	now := db.now()
	if known, ok := db.intakes.Load(t); ok && now.Before(known.(intake).till) {
		return known.(intake).team, nil
	}
	var r teamRow
	err := db.reading(ctx).Where("tenant = ?", string(t)).Order("created_on, id").Take(&r).Error
	if err != nil {
		return casework.Team{}, found("store.IntakeTeam", err)
	}
	team := casework.Team{ID: access.TeamID(r.ID), Public: r.Public}
	db.intakes.Store(t, intake{team, now.Add(intakeLife)})
	return team, nil
}
