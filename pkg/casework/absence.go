// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Absence is the days on which somebody of a team is not there, both included, and
// who answers their clients meanwhile.
type Absence struct {
	ID         string
	Team       access.TeamID
	Counsellor access.CounsellorID
	Substitute access.CounsellorID
	From, To   Date
	// The names are read with it and never written.
	Name, SubstituteName string
}

// On tells whether an absence covers a day.
func (a Absence) On(day Date) bool { return a.From <= day && day <= a.To }

// maxAway bounds an absence, in days: who is away for longer hands over their cases.
const maxAway = 92

// Away keeps that somebody will not be there. Colleagues do it for themselves; for
// somebody else it takes the right to divide. It answers Invalid for days that do not
// go up, are over or too many, for a substitute who is the same person, and for days
// on which one of both is away already, or replaces somebody.
func (s *Service) Away(ctx context.Context, by access.Counsellor, a Absence) error {
	if a.Counsellor != by.ID && !by.Role.May(access.MayDivide) {
		return fault.New(fault.NotFound, "")
	}
	known, err := s.Absences(ctx, by)
	if err != nil {
		return err
	}
	if err := a.check(s.today(), known); err != nil {
		return err
	}
	a.ID, a.Team = s.newID(), by.Team
	change := Change{Case: Case{Tenant: by.Tenant, Team: by.Team}, Quiet: true, Away: &a}
	return fault.Wrap("casework.Away", s.store.Save(ctx, change))
}

func (a Absence) check(today Date, known []Absence) error {
	from, to := a.From.Time(zone), a.To.Time(zone)
	switch {
	case from.IsZero():
		return fault.At("van", "away.day", nil)
	case to.IsZero() || to.Before(from):
		return fault.At("tot", "away.order", nil)
	case a.To < today:
		return fault.At("tot", "away.over", nil)
	case to.Sub(from).Hours() > 24*maxAway:
		return fault.At("tot", "away.long", nil)
	case a.Substitute == "" || a.Substitute == a.Counsellor:
		return fault.At("wie", "away.who", nil)
	}
	for _, other := range known {
		if other.To < a.From || a.To < other.From {
			continue
		}
		switch {
		case other.Counsellor == a.Counsellor:
			return fault.At("van", "away.twice", nil)
		case other.Counsellor == a.Substitute:
			return fault.At("wie", "away.both", map[string]any{"Name": other.Name})
		case other.Substitute == a.Counsellor:
			return fault.At("van", "away.needed", map[string]any{"Name": other.Name})
		}
	}
	return nil
}

// Back takes an absence away, before or while it lasts.
func (s *Service) Back(ctx context.Context, by access.Counsellor, id string) error {
	known, err := s.Absences(ctx, by)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(known, func(a Absence) bool { return a.ID == id })
	if i < 0 || known[i].Counsellor != by.ID && !by.Role.May(access.MayDivide) {
		return fault.New(fault.NotFound, "")
	}
	change := Change{Case: Case{Tenant: by.Tenant, Team: by.Team}, Quiet: true, Present: id}
	return fault.Wrap("casework.Back", s.store.Save(ctx, change))
}

// Absences gives those of the counsellor's team that are not over, the first first.
func (s *Service) Absences(ctx context.Context, by access.Counsellor) ([]Absence, error) {
	return s.margin.Absences(ctx, by.Tenant, by.Team, s.today())
}

// Replaced gives the absences of those whom a counsellor replaces today.
func (s *Service) Replaced(ctx context.Context, by access.Counsellor) ([]Absence, error) {
	known, err := s.Absences(ctx, by)
	today := s.today()
	return slices.DeleteFunc(known, func(a Absence) bool { return a.Substitute != by.ID || !a.On(today) }), err
}

// covers tells whether somebody replaces a colleague today.
func (s *Service) covers(ctx context.Context, by access.Counsellor, colleague access.CounsellorID) (bool, error) {
	replaced, err := s.Replaced(ctx, by)
	return slices.ContainsFunc(replaced, func(a Absence) bool { return a.Counsellor == colleague }), err
}

// Instead tells a client that whose case it is is not there today, and who answers
// meanwhile; false on any other day.
func (s *Service) Instead(ctx context.Context, c Case) (Absence, bool, error) {
	if c.Owner == "" || c.Closed != "" {
		return Absence{}, false, nil
	}
	known, err := s.margin.Absences(ctx, c.Tenant, c.Team, s.today())
	if err != nil {
		return Absence{}, false, err
	}
	i := slices.IndexFunc(known, func(a Absence) bool { return a.Counsellor == c.Owner && a.On(s.today()) })
	if i < 0 {
		return Absence{}, false, nil
	}
	return known[i], true, nil
}

// CanWait tells whether an answer is due that a client may rather wait longer for.
func (c Case) CanWait() bool { return c.Turn == TurnCounsellor && c.Urgency != Crisis }

// WaitFor is a client's choice to wait for their own counsellor: the promise then
// counts from the day on which they are back. Taking it back, they are promised an
// answer as if they wrote now. There is nothing to choose in an emergency, nor when
// no answer is due.
func (s *Service) WaitFor(ctx context.Context, t *tenant.Tenant, client access.Client, wait bool) error {
	return s.relabel(ctx, client, func(c *Case, label *Label) (bool, error) {
		away, ok, err := s.Instead(ctx, *c)
		if err != nil || !ok || !c.CanWait() {
			return false, err
		}
		from := s.now()
		if label.Waits = ""; wait {
			label.Waits, from = away.To, away.To.Time(zone).AddDate(0, 0, 1)
		}
		c.Promised = t.Calendar().Promise(from, t.AnswerWorkdays)
		return true, nil
	})
}
