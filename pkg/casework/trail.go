// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"encoding/hex"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Margin reads what stands beside a case: its part of the log, and what colleagues
// write down for each other.
type Margin interface {
	// TeamNotes gives the notes of the team about a case, oldest first.
	TeamNotes(ctx context.Context, t tenant.ID, id access.CaseID) ([]SealedTeamNote, error)
	// Due gives the cases of every municipality that were put aside until a day, or one
	// before it.
	Due(ctx context.Context, until Date) ([]Case, error)
	// Over gives the cases of every municipality that were closed on a day or before
	// it, and in which nothing happened after another day.
	Over(ctx context.Context, closed, active Date) ([]Case, error)
	// Messages hands over messages, case by case, and says how many.
	Messages(ctx context.Context, q SearchQuery, take func(SearchRow) error) (int, error)
	// Absences gives those of a team that are not over on a day, the first first.
	Absences(ctx context.Context, t tenant.ID, team access.TeamID, day Date) ([]Absence, error)
	// Owned gives some cases of a counsellor, whole.
	Owned(ctx context.Context, t tenant.ID, team access.TeamID, owner access.CounsellorID, most int) ([]Case, error)
	// SaveEach writes changes together; one that came second is left out. It says how
	// many were written.
	SaveEach(ctx context.Context, list []Change) (int, error)
	// Trail gives what was logged under some trails, oldest first.
	Trail(ctx context.Context, t tenant.ID, trails ...string) ([]audit.Entry, error)
}

// trailOf names a case in the log. Only who has the key can work it out, so the log
// alone does not tell which lines are about whom. What the team did hangs on the key
// of the case; what the client did on their own, so that the team cannot follow it.
func trailOf(key seal.Key, id access.CaseID) string {
	return hex.EncodeToString(key.Derive("trail").MAC([]byte(id))[:16])
}

// TrailNote is what a client may read of an entry; it is sealed.
type TrailNote struct {
	Name    string `json:"n,omitempty"` // of the counsellor, as the client knows them
	Section string `json:"s,omitempty"`
	Why     Why    `json:"w,omitempty"` // of who opened a case of a colleague
	Text    string `json:"t,omitempty"`
}

// Trace is one thing that somebody did with a case, as the client reads it.
type Trace struct {
	At     time.Time // of a client: the day
	Own    bool      // the client did it themselves
	Action audit.Action
	Note   TrailNote
}

func trailPlace(e string, id access.CaseID) seal.Place {
	return seal.Place{Table: "audit", Column: "body", Row: e, Case: string(id)}
}

// traced makes the entry of a counsellor who does something with a case.
func (s *Service) traced(key seal.Key, c Case, by access.Counsellor, a audit.Action, note TrailNote) (audit.Entry, error) {
	e := audit.Entry{Tenant: c.Tenant, ID: s.newID(), At: s.now(), Actor: audit.Counsellor, Who: string(by.ID), Action: a, Trail: trailOf(key, c.ID)}
	var err error
	e.Body, err = closeJSON(key, trailPlace(e.ID, c.ID), note)
	return e, err
}

// tracedOwn makes the entry of a client who does something with their own case.
func (s *Service) tracedOwn(client access.Client, a audit.Action, section string) ([]audit.Entry, error) {
	e := audit.Entry{
		Tenant: client.Tenant, ID: s.newID(), At: audit.Day(s.now().In(zone)), Actor: audit.Client, Action: a, Trail: trailOf(client.Own(), client.Case),
	}
	if section == "" {
		return []audit.Entry{e}, nil
	}
	var err error
	e.Body, err = closeJSON(client.Own(), trailPlace(e.ID, client.Case), TrailNote{Section: section})
	return []audit.Entry{e}, err
}

// Traces gives a client what was done with their case: who read it, and what they
// did themselves. Oldest first.
func (s *Service) Traces(ctx context.Context, client access.Client) ([]Trace, error) {
	entries, err := s.margin.Trail(ctx, client.Tenant, trailOf(client.CaseKey, client.Case), trailOf(client.Own(), client.Case))
	if err != nil {
		return nil, err
	}
	list := make([]Trace, len(entries))
	for i, e := range entries {
		list[i] = Trace{At: e.At.In(zone), Own: e.Actor == audit.Client, Action: e.Action}
		if len(e.Body) == 0 {
			continue
		}
		key := client.CaseKey
		if e.Actor == audit.Client {
			key = client.Own()
		}
		if err := openJSON(key, trailPlace(e.ID, client.Case), e.Body, &list[i].Note); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// TakeAlong logs that the client takes a copy of everything along. It is called
// before the copy is given: without its entry there is none.
func (s *Service) TakeAlong(ctx context.Context, client access.Client) error {
	entries, err := s.tracedOwn(client, audit.Exported, "")
	if err != nil {
		return err
	}
	c, err := s.ownCase(ctx, client)
	if err != nil {
		return err
	}
	return fault.Wrap("casework.TakeAlong", s.store.Save(ctx, Change{Case: c, Quiet: true, Audit: entries}))
}

// logRead logs that a counsellor reads a case, before anything of it is shown. It
// gives when they had looked before this look.
func (s *Service) logRead(ctx context.Context, by access.Counsellor, o Opened) (time.Time, error) {
	now := s.now()
	before, anew := s.looks.isNew(o.Case.ID, by.ID, now)
	if !anew {
		return before, nil
	}
	before, err := s.lookedBefore(ctx, by, o)
	if err != nil {
		return before, err
	}
	e, err := s.traced(o.key, o.Case, by, audit.Read, TrailNote{Name: by.Name})
	if err != nil {
		return before, err
	}
	if err := s.store.Save(ctx, Change{Case: o.Case, Quiet: true, Audit: []audit.Entry{e}}); err != nil {
		return before, fault.Wrap("casework.logRead", err)
	}
	s.looks.logged(o.Case.ID, by, now, before)
	return before, nil
}

// lookedBefore gives when a counsellor looked at a case last, as the log has it; the
// zero time for never.
func (s *Service) lookedBefore(ctx context.Context, by access.Counsellor, o Opened) (time.Time, error) {
	entries, err := s.margin.Trail(ctx, by.Tenant, trailOf(o.key, o.Case.ID))
	if err != nil {
		return time.Time{}, err
	}
	var last time.Time
	for _, e := range entries {
		if e.Action == audit.Read && e.Who == string(by.ID) {
			last = e.At
		}
	}
	return last, nil
}
