// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"opgelucht/pkg/access"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

type caseRow struct {
	ID             string `gorm:"primaryKey"`
	Tenant         string
	Team           string
	Client         string
	Version        int
	Turn           string
	Urgency        int
	PromisedAt     int64 // Unix seconds; 0 for none
	LegalOn        string
	NextOn         string
	LastSeq        int
	TaskAssignment string
	TaskState      string
	CreatedOn      string
	ActiveOn       string
	ListKey        int64
	Label          []byte
	TeamKey        []byte
	ClientDraft    []byte
	Code           []byte
	TeamPublic     []byte `gorm:"->;-:migration"` // of the team, only read
}

// TableName is the table of the rows.
func (caseRow) TableName() string { return "cases" }

func caseRowOf(c casework.Case) caseRow {
	r := caseRow{
		ID: string(c.ID), Tenant: string(c.Tenant), Team: string(c.Team), Client: string(c.Client),
		Version: c.Version, Turn: string(c.Turn), Urgency: int(c.Urgency),
		LegalOn: string(c.Legal), NextOn: string(c.Next), LastSeq: c.LastSeq,
		TaskAssignment: c.Task.Assignment, TaskState: string(c.Task.State),
		CreatedOn: string(c.Days.Created), ActiveOn: string(c.Days.Active), ListKey: c.ListKey(),
		Label: c.Sealed.Label, TeamKey: c.Sealed.TeamKey, ClientDraft: c.Sealed.ClientDraft, Code: c.Sealed.Code,
	}
	if !c.Promised.IsZero() {
		r.PromisedAt = c.Promised.Unix()
	}
	return r
}

func (r caseRow) noun() casework.Case {
	c := casework.Case{
		ID: access.CaseID(r.ID), Tenant: tenant.ID(r.Tenant), Team: access.TeamID(r.Team), Client: access.ClientID(r.Client),
		Version: r.Version, Turn: casework.Turn(r.Turn), Urgency: casework.Urgency(r.Urgency),
		Legal: casework.Date(r.LegalOn), Next: casework.Date(r.NextOn), LastSeq: r.LastSeq,
		Task: casework.TaskNote{Assignment: r.TaskAssignment, State: casework.TaskState(r.TaskState)},
		Days: casework.Days{Created: casework.Date(r.CreatedOn), Active: casework.Date(r.ActiveOn)},
		Sealed: casework.Sealed{
			Label: r.Label, TeamKey: r.TeamKey, TeamPublic: r.TeamPublic, ClientDraft: r.ClientDraft, Code: r.Code,
		},
	}
	if r.PromisedAt != 0 {
		c.Promised = time.Unix(r.PromisedAt, 0).In(calendar.Zone()) // counted by its day there, wherever the server stands
	}
	return c
}

// found turns gorm's "no such row" into NotFound.
func found(place string, err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return fault.New(fault.NotFound, "")
	}
	return fault.Wrap(place, err)
}

// Case gives one case within a scope, with the public key of its team.
func (db *DB) Case(ctx context.Context, s casework.Scope, id access.CaseID) (casework.Case, error) {
	q := db.read.WithContext(ctx).Table("cases").
		Select("cases.*, teams.public AS team_public").Joins("JOIN teams ON teams.id = cases.team").
		Where("cases.id = ? AND cases.tenant = ?", string(id), string(s.Tenant))
	switch { // a scope that names nobody finds nothing
	case s.Client != "" && s.Team == "":
		q = q.Where("cases.client = ?", string(s.Client))
	case s.Team != "" && s.Client == "":
		q = q.Where("cases.team = ?", string(s.Team))
	default:
		return casework.Case{}, fault.New(fault.NotFound, "")
	}
	var r caseRow
	if err := q.Take(&r).Error; err != nil {
		return casework.Case{}, found("store.Case", err)
	}
	return r.noun(), nil
}

// Inbox gives one page of a team's cases and the counts of all of them: two
// statements, both along an index.
func (db *DB) Inbox(ctx context.Context, q casework.InboxQuery) ([]casework.Case, []casework.Count, error) {
	var rows []caseRow
	err := db.read.WithContext(ctx).Table("cases").
		Select("id, tenant, team, turn, urgency, promised_at, legal_on, next_on, last_seq, task_assignment, task_state, list_key, label, team_key").
		Where("tenant = ? AND team = ? AND (list_key, id) > (?, ?)", string(q.Scope.Tenant), string(q.Scope.Team), q.After.Key, string(q.After.ID)).
		Order("list_key, id").Limit(q.Limit).Find(&rows).Error
	if err != nil {
		return nil, nil, fault.Wrap("store.Inbox", err)
	}
	cases := make([]casework.Case, len(rows))
	for i, r := range rows {
		cases[i] = r.noun()
	}
	counts, err := db.counts(ctx, q.Scope)
	return cases, counts, err
}

type countRow struct {
	Team string `gorm:"primaryKey"`
	Kind string `gorm:"primaryKey"`
	Day  string `gorm:"primaryKey"`
	N    int
}

// TableName is the table of the rows.
func (countRow) TableName() string { return "counts" }

func (db *DB) counts(ctx context.Context, s casework.Scope) ([]casework.Count, error) {
	var rows []countRow
	err := db.read.WithContext(ctx).Joins("JOIN teams ON teams.id = counts.team AND teams.tenant = ?", string(s.Tenant)).
		Where("counts.team = ? AND counts.n <> 0", string(s.Team)).Find(&rows).Error
	if err != nil {
		return nil, fault.Wrap("store.counts", err)
	}
	counts := make([]casework.Count, len(rows))
	for i, r := range rows {
		counts[i] = casework.Count{Team: access.TeamID(r.Team), Kind: casework.CountKind(r.Kind), Day: casework.Date(r.Day), N: r.N}
	}
	return counts, nil
}
