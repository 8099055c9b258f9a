// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"sync"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
)

// PageSize is how many cases one page of the work list shows.
const PageSize = 25

// Cursor is where a page of the work list begins: after this case.
type Cursor struct {
	Key int64
	ID  access.CaseID
}

// Tray is a part of the work list.
type Tray string

// The trays.
const (
	TrayNow    Tray = ""       // those of one counsellor, and those that nobody took yet
	TrayTeam   Tray = "team"   // all cases of the team
	TrayMine   Tray = "mine"   // those of one counsellor
	TrayFree   Tray = "free"   // those that nobody took yet
	TrayCrisis Tray = "crisis" // emergencies, whosever they are
	TrayLater  Tray = "later"  // those of the team that were put aside
	TrayClosed Tray = "closed" // those of the team that are closed
	TrayCheck  Tray = "check"  // those with an answer that a colleague still has to read
)

// Holds tells whether cases that are counted together stand in a tray.
func (t Tray) Holds(n Count, me access.CounsellorID) bool {
	apart := map[CountKind]Tray{CountClosed: TrayClosed, CountLater: TrayLater, CountCheck: TrayCheck}
	if own, ok := apart[n.Kind]; ok || t == TrayClosed || t == TrayLater || t == TrayCheck {
		return ok && own == t
	}
	switch t {
	case TrayNow:
		return n.Owner == me || n.Owner == ""
	case TrayMine:
		return n.Owner == me
	case TrayFree:
		return n.Owner == ""
	case TrayCrisis:
		return n.Kind == CountCrisis
	}
	return true
}

// InboxQuery asks for one page of a team's work list.
type InboxQuery struct {
	Scope Scope
	Tray  Tray
	Owner access.CounsellorID // of TrayNow and TrayMine
	After Cursor              // zero for the first page
	Limit int
}

// Row is one case in the work list.
type Row struct {
	Case  Case
	Label Label
	Owner string // name of whose case it is
}

// Inbox is one page of the work list with the counts of all of it.
type Inbox struct {
	Rows   []Row
	Counts []Count
	Next   *Cursor // nil on the last page
}

// Inbox gives a page of the work list: nearest promise first. One statement,
// whatever the number of cases; and one write for those that the team sees for
// the first time, so that their keys open quickly from then on.
func (s *Service) Inbox(ctx context.Context, by access.Counsellor, tray Tray, after Cursor) (Inbox, error) {
	return s.inbox(ctx, by, InboxQuery{Tray: tray, Owner: by.ID, After: after})
}

func (s *Service) inbox(ctx context.Context, by access.Counsellor, q InboxQuery) (Inbox, error) {
	q.Scope, q.Limit = Scope{Tenant: by.Tenant, Team: by.Team}, PageSize+1
	cases, counts, err := s.store.Inbox(ctx, q)
	if err != nil {
		return Inbox{}, err
	}
	in := Inbox{Counts: counts}
	if len(cases) > PageSize {
		cases = cases[:PageSize]
		last := cases[PageSize-1]
		in.Next = &Cursor{Key: last.ListKey(), ID: last.ID}
	}
	var seen Change
	if in.Rows, seen, err = rowsFor(by, cases); err != nil {
		return Inbox{}, err
	}
	if len(seen.Keys) > 0 {
		_ = s.store.Save(ctx, seen) // the list is right without it, and the next reading tries again
	}
	return in, nil
}

// InboxFor is Inbox for the cases of a colleague whom the counsellor replaces today. It
// answers NotFound for any other.
func (s *Service) InboxFor(ctx context.Context, by access.Counsellor, colleague access.CounsellorID, after Cursor) (Inbox, error) {
	covers, err := s.covers(ctx, by, colleague)
	if err != nil {
		return Inbox{}, err
	}
	if !covers {
		return Inbox{}, fault.New(fault.NotFound, "")
	}
	return s.inbox(ctx, by, InboxQuery{Tray: TrayMine, Owner: colleague, After: after})
}

// rowsFor opens what the list shows of cases, and says which keys the team had
// not sealed for itself yet.
func rowsFor(by access.Counsellor, cases []Case) ([]Row, Change, error) {
	rows, seen := make([]Row, 0, len(cases)), Change{Case: Case{Tenant: by.Tenant, Team: by.Team}, Quiet: true}
	list := sync.OnceValue(by.List) // derived once for the page
	for _, c := range cases {
		key, err := c.keyWith(by, list)
		if err != nil {
			return nil, Change{}, err
		}
		label, err := c.label(key)
		if err != nil {
			return nil, Change{}, err
		}
		was := c.Sealed.TeamKey
		if c.resealFor(list, key) {
			seen.Keys = append(seen.Keys, TeamKey{Case: c.ID, Was: was, Now: c.Sealed.TeamKey})
		}
		rows = append(rows, Row{Case: c, Label: label, Owner: c.OwnerName})
	}
	return rows, seen, nil
}
