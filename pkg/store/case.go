// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
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
	Owner          string
	Version        int
	Turn           string
	Urgency        int
	PromisedAt     int64 // Unix seconds; 0 for none
	LegalOn        string
	NextOn         string
	UntilOn        string
	ClosedOn       string
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
	Held           []byte
	ProposedBy     string
	Proposal       []byte
	TeamPublic     []byte `gorm:"->;-:migration"` // of the team, only read
}

// TableName is the table of the rows.
func (caseRow) TableName() string { return "cases" }

func caseRowOf(c casework.Case) caseRow {
	r := caseRow{
		ID: string(c.ID), Tenant: string(c.Tenant), Team: string(c.Team), Client: string(c.Client), Owner: string(c.Owner),
		Version: c.Version, Turn: string(c.Turn), Urgency: int(c.Urgency),
		LegalOn: string(c.Legal), NextOn: string(c.Next), UntilOn: string(c.Until), ClosedOn: string(c.Closed), LastSeq: c.LastSeq,
		TaskAssignment: c.Task.Assignment, TaskState: string(c.Task.State),
		CreatedOn: string(c.Days.Created), ActiveOn: string(c.Days.Active), ListKey: c.ListKey(),
		Label: c.Sealed.Label, TeamKey: c.Sealed.TeamKey, ClientDraft: c.Sealed.ClientDraft, Code: c.Sealed.Code, Held: c.Sealed.Held,
		ProposedBy: string(c.Proposed), Proposal: c.Sealed.Proposal,
	}
	if !c.Promised.IsZero() {
		r.PromisedAt = c.Promised.Unix()
	}
	return r
}

func (r caseRow) noun() casework.Case {
	c := casework.Case{
		ID: access.CaseID(r.ID), Tenant: tenant.ID(r.Tenant), Team: access.TeamID(r.Team), Client: access.ClientID(r.Client), Owner: access.CounsellorID(r.Owner), Proposed: access.CounsellorID(r.ProposedBy),
		Version: r.Version, Turn: casework.Turn(r.Turn), Urgency: casework.Urgency(r.Urgency),
		Legal: casework.Date(r.LegalOn), Next: casework.Date(r.NextOn), Until: casework.Date(r.UntilOn), Closed: casework.Date(r.ClosedOn), LastSeq: r.LastSeq,
		Task: casework.TaskNote{Assignment: r.TaskAssignment, State: casework.TaskState(r.TaskState)},
		Days: casework.Days{Created: casework.Date(r.CreatedOn), Active: casework.Date(r.ActiveOn)},
		Sealed: casework.Sealed{
			Label: r.Label, TeamKey: r.TeamKey, TeamPublic: r.TeamPublic, ClientDraft: r.ClientDraft, Code: r.Code, Held: r.Held, Proposal: r.Proposal,
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

// caseColumns are those of a whole case, with the public key of its team.
const caseColumns = "cases.id, cases.tenant, team, client, owner, version, turn, urgency, promised_at, legal_on, next_on, until_on, closed_on, last_seq, " +
	"task_assignment, task_state, cases.created_on, active_on, list_key, label, team_key, client_draft, code, held, proposed_by, proposal, teams.public"

const readCase = "SELECT " + caseColumns + " FROM cases JOIN teams ON teams.id = cases.team WHERE cases.id = ? AND cases.tenant = ?"

func (r *caseRow) fields() []any {
	return []any{
		&r.ID, &r.Tenant, &r.Team, &r.Client, &r.Owner, &r.Version, &r.Turn, &r.Urgency, &r.PromisedAt, &r.LegalOn, &r.NextOn, &r.UntilOn, &r.ClosedOn, &r.LastSeq,
		&r.TaskAssignment, &r.TaskState, &r.CreatedOn, &r.ActiveOn, &r.ListKey, &r.Label, &r.TeamKey, &r.ClientDraft, &r.Code, &r.Held, &r.ProposedBy, &r.Proposal, &r.TeamPublic,
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

// pageOf gives one page of a part of a work list, in its order.
func pageOf(which string) string {
	return "SELECT * FROM (SELECT id, owner, (SELECT name FROM counsellors WHERE counsellors.id = cases.owner) AS owner_name, turn, urgency, promised_at, legal_on, next_on, until_on, closed_on, last_seq, " +
		"task_assignment, task_state, list_key, label, team_key, proposed_by, '' AS counts FROM cases " +
		"WHERE tenant = ? AND team = ?" + which + " AND (list_key, id) > (?, ?) AND list_key < ? ORDER BY list_key, id LIMIT ?) AS page"
}

// both gives the first of two pages together, in their order.
func both(one, other string) string {
	return "SELECT * FROM (" + one + " UNION ALL " + other + " ORDER BY list_key, id LIMIT ?) AS pages"
}

// readCounts gives the counts of all of a work list below its page, in one row: a
// line each of kind, number, owner and day, of which the last two may be empty.
const readCounts = " UNION ALL SELECT '', '', NULL, '', 0, 0, '', '', '', '', 0, '', '', 0, NULL, NULL, '', " +
	"string_agg(kind || ' ' || n || ' ' || owner || ' ' || day, '\n') FROM counts " +
	"JOIN teams ON teams.id = counts.team WHERE teams.tenant = ? AND team = ? AND n <> 0"

const ofOwner = " AND owner = ?"

const ofProposed = " AND proposed_by <> ''"

// trays are the statements of the parts of a work list, each along an index: what
// one counsellor has and what nobody has are two pages, of which the first few of
// both together are the page.
var trays = map[casework.Tray]string{
	casework.TrayNow:  both(pageOf(ofOwner), pageOf(ofOwner)) + readCounts,
	casework.TrayTeam: pageOf("") + readCounts, casework.TrayMine: pageOf(ofOwner) + readCounts,
	casework.TrayFree: pageOf(ofOwner) + readCounts, casework.TrayCrisis: pageOf("") + readCounts,
	casework.TrayLater: pageOf("") + readCounts, casework.TrayClosed: pageOf("") + readCounts, casework.TrayCheck: pageOf(ofProposed) + readCounts,
}

// trayValues are what the statement of a tray asks for.
func trayValues(q casework.InboxQuery) []any {
	of, team := string(q.Scope.Tenant), string(q.Scope.Team)
	after, before := q.After, casework.LaterKey // what is put aside or closed stands in a tray of its own
	switch q.Tray {
	case casework.TrayCrisis:
		before = casework.CalmKey
	case casework.TrayLater:
		before, after.Key = casework.ClosedKey, max(after.Key, casework.LaterKey)
	case casework.TrayCheck:
		before = casework.ClosedKey
	case casework.TrayClosed:
		before, after.Key = casework.ClosedKey+1<<40, max(after.Key, casework.ClosedKey)
	}
	page := func(which ...any) []any {
		return slices.Concat([]any{of, team}, which, []any{after.Key, string(after.ID), before, q.Limit})
	}
	pages := map[casework.Tray][]any{
		casework.TrayNow: slices.Concat(page(string(q.Owner)), page(""), []any{q.Limit}), casework.TrayTeam: page(), casework.TrayMine: page(string(q.Owner)),
		casework.TrayFree: page(""), casework.TrayCrisis: page(), casework.TrayLater: page(), casework.TrayClosed: page(), casework.TrayCheck: page(),
	}
	return append(pages[q.Tray], of, team)
}

// inboxRow is a case, or all counts.
type inboxRow struct {
	caseRow
	ownerName *string
	counts    *string // nil for no counts at all
}

func (r *inboxRow) fields() []any {
	return []any{
		&r.ID, &r.Owner, &r.ownerName, &r.Turn, &r.Urgency, &r.PromisedAt, &r.LegalOn, &r.NextOn, &r.UntilOn, &r.ClosedOn, &r.LastSeq,
		&r.TaskAssignment, &r.TaskState, &r.ListKey, &r.Label, &r.TeamKey, &r.ProposedBy, &r.counts,
	}
}

// Inbox gives one page of a part of a team's cases and the counts of all of them:
// one statement, along two indexes, so that both are of the same moment.
func (db *DB) Inbox(ctx context.Context, q casework.InboxQuery) ([]casework.Case, []casework.Count, error) {
	if q.Tray == casework.TrayNow && q.Owner == "" {
		q.Tray = casework.TrayFree // nobody has what nobody has
	}
	rows, err := ask(ctx, db, (*inboxRow).fields, trays[q.Tray], trayValues(q)...)
	if err != nil {
		return nil, nil, fault.Wrap("store.Inbox", err)
	}
	var cases []casework.Case
	var counts []casework.Count
	for _, r := range rows {
		if r.ID != "" {
			r.Tenant, r.Team = string(q.Scope.Tenant), string(q.Scope.Team)
			c := r.noun()
			if r.ownerName != nil {
				c.OwnerName = *r.ownerName
			}
			cases = append(cases, c)
		} else if r.counts != nil {
			if counts, err = countsIn(q.Scope.Team, *r.counts); err != nil {
				return nil, nil, fault.Wrap("store.Inbox", err)
			}
		}
	}
	slices.SortStableFunc(cases, func(a, b casework.Case) int { // a union promises no order
		return cmp.Or(cmp.Compare(a.ListKey(), b.ListKey()), cmp.Compare(a.ID, b.ID))
	})
	return cases, counts, nil
}

// countsIn reads what readCounts wrote.
func countsIn(team access.TeamID, lines string) ([]casework.Count, error) {
	var counts []casework.Count
	for line := range strings.SplitSeq(lines, "\n") {
		part := strings.Split(line, " ")
		if len(part) != 4 {
			return nil, fmt.Errorf("a count of %d parts", len(part))
		}
		n, err := strconv.Atoi(part[1])
		if err != nil {
			return nil, err
		}
		counts = append(counts, casework.Count{Team: team, Owner: access.CounsellorID(part[2]), Kind: casework.CountKind(part[0]), Day: casework.Date(part[3]), N: n})
	}
	return counts, nil
}

type countRow struct {
	Team  string `gorm:"primaryKey"`
	Owner string `gorm:"primaryKey"`
	Kind  string `gorm:"primaryKey"`
	Day   string `gorm:"primaryKey"`
	N     int
}

// TableName is the table of the rows.
func (countRow) TableName() string { return "counts" }
