// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"cmp"
	"context"
	"errors"
	"slices"
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

const readCase = "SELECT cases.id, cases.tenant, team, client, version, turn, urgency, promised_at, legal_on, next_on, last_seq, " +
	"task_assignment, task_state, cases.created_on, active_on, list_key, label, team_key, client_draft, code, teams.public " +
	"FROM cases JOIN teams ON teams.id = cases.team WHERE cases.id = ? AND cases.tenant = ?"

func (r *caseRow) fields() []any {
	return []any{
		&r.ID, &r.Tenant, &r.Team, &r.Client, &r.Version, &r.Turn, &r.Urgency, &r.PromisedAt, &r.LegalOn, &r.NextOn, &r.LastSeq,
		&r.TaskAssignment, &r.TaskState, &r.CreatedOn, &r.ActiveOn, &r.ListKey, &r.Label, &r.TeamKey, &r.ClientDraft, &r.Code, &r.TeamPublic,
	}
}

// Case gives one case within a scope, with the public key of its team.
func (db *DB) Case(ctx context.Context, s casework.Scope, id access.CaseID) (casework.Case, error) {
	var r caseRow
	var err error
	switch { // a scope that names nobody finds nothing
	case s.Client != "" && s.Team == "":
		r, err = askOne(ctx, db, (*caseRow).fields, readCase+" AND cases.client = ?", string(id), string(s.Tenant), string(s.Client))
	case s.Team != "" && s.Client == "":
		r, err = askOne(ctx, db, (*caseRow).fields, readCase+" AND cases.team = ?", string(id), string(s.Tenant), string(s.Team))
	default:
		return casework.Case{}, fault.New(fault.NotFound, "")
	}
	if err != nil {
		return casework.Case{}, found("store.Case", err)
	}
	return r.noun(), nil
}

// readInbox gives one page of a work list, and below it the counts of all of it.
const readInbox = "SELECT * FROM (SELECT id, turn, urgency, promised_at, legal_on, next_on, last_seq, " +
	"task_assignment, task_state, list_key, label, team_key, '' AS kind, '' AS day, 0 AS n FROM cases " +
	"WHERE tenant = ? AND team = ? AND (list_key, id) > (?, ?) ORDER BY list_key, id LIMIT ?) AS page " +
	"UNION ALL SELECT '', '', 0, 0, '', '', 0, '', '', 0, NULL, NULL, kind, day, n FROM counts " +
	"JOIN teams ON teams.id = counts.team WHERE teams.tenant = ? AND team = ? AND n <> 0"

// inboxRow is a case or a count.
type inboxRow struct {
	caseRow
	kind, day string
	n         int
}

func (r *inboxRow) fields() []any {
	return []any{
		&r.ID, &r.Turn, &r.Urgency, &r.PromisedAt, &r.LegalOn, &r.NextOn, &r.LastSeq,
		&r.TaskAssignment, &r.TaskState, &r.ListKey, &r.Label, &r.TeamKey, &r.kind, &r.day, &r.n,
	}
}

// Inbox gives one page of a team's cases and the counts of all of them: one
// statement, along two indexes, so that both are of the same moment.
func (db *DB) Inbox(ctx context.Context, q casework.InboxQuery) ([]casework.Case, []casework.Count, error) {
	of, team := string(q.Scope.Tenant), string(q.Scope.Team)
	rows, err := ask(ctx, db, (*inboxRow).fields, readInbox, of, team, q.After.Key, string(q.After.ID), q.Limit, of, team)
	if err != nil {
		return nil, nil, fault.Wrap("store.Inbox", err)
	}
	var cases []casework.Case
	var counts []casework.Count
	for _, r := range rows {
		if r.ID != "" {
			r.Tenant, r.Team = of, team
			cases = append(cases, r.noun())
			continue
		}
		counts = append(counts, casework.Count{Team: q.Scope.Team, Kind: casework.CountKind(r.kind), Day: casework.Date(r.day), N: r.n})
	}
	slices.SortStableFunc(cases, func(a, b casework.Case) int { // a union promises no order
		return cmp.Or(cmp.Compare(a.ListKey(), b.ListKey()), cmp.Compare(a.ID, b.ID))
	})
	return cases, counts, nil
}

type countRow struct {
	Team string `gorm:"primaryKey"`
	Kind string `gorm:"primaryKey"`
	Day  string `gorm:"primaryKey"`
	N    int
}

// TableName is the table of the rows.
func (countRow) TableName() string { return "counts" }
