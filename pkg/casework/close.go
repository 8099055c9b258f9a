// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Outcome is why a case was closed, in the words of the exchange of data on debt
// help of Dutch municipalities (DDAS v1.0, Uitstroom).
type Outcome string

// Outcomes are the reasons in the order in which they are offered.
var Outcomes = []Outcome{"completed", "self", "withdrawn", "absent", "unsuitable", "ineligible", "moved", "deceased", "other"}

// How long a closed case is kept: the client reads the day, and can take everything
// along until then. It is never erased shortly after the client did something.
// Source: the design of retention; a municipality's own term is to come.
const (
	closedMonths = 3
	quietDays    = 14
)

// Gone gives the day on which a closed case is erased; empty for one that is not
// closed.
func (c Case) Gone() Date {
	day := c.Closed.Time(zone)
	if day.IsZero() {
		return ""
	}
	gone := day.AddDate(0, closedMonths, 0)
	if quiet := c.Days.Active.Time(zone).AddDate(0, 0, quietDays); quiet.After(gone) {
		gone = quiet
	}
	return DateOf(gone)
}

// Closing is how a case is closed: why, and the last words to the client.
type Closing struct {
	Outcome Outcome
	Reply   Reply // text, and what the counsellor had read
}

// Close closes a case with a last message. It answers Invalid as Send does, and for
// an outcome that does not exist. Whatever the client writes opens it again.
func (s *Service) Close(ctx context.Context, t *tenant.Tenant, by access.Counsellor, id access.CaseID, in Closing) error {
	if err := need(by, access.MaySend); err != nil {
		return err
	}
	if !slices.Contains(Outcomes, in.Outcome) {
		return fault.At("uitkomst", "close.choose", nil)
	}
	r, err := in.Reply.check(s.now())
	if err != nil {
		return err
	}
	return again(func() error {
		o, err := s.OpenCase(ctx, by, id)
		if err != nil {
			return err
		}
		if err := o.ready(r, s.now()); err != nil {
			return err
		}
		change, err := s.close(ctx, t, by, o, in.Outcome, r.Text)
		if err != nil {
			return err
		}
		return fault.Wrap("casework.Close", s.store.Save(ctx, change))
	})
}

// close decides what closing writes.
func (s *Service) close(ctx context.Context, t *tenant.Tenant, by access.Counsellor, o Opened, why Outcome, text string) (Change, error) {
	change, err := s.send(ctx, t, by, o, Reply{Text: text, Calm: true}, s.now().In(zone))
	if err != nil {
		return Change{}, err
	}
	c := &change.Case
	c.Closed, c.Next = s.today(), ""
	label, err := c.label(o.key)
	if err != nil {
		return Change{}, err
	}
	label.Outcome = why
	if err := c.setLabel(o.key, label); err != nil {
		return Change{}, err
	}
	e, err := s.traced(o.key, *c, by, audit.Closed, TrailNote{Name: by.Name})
	change.Counts, change.Audit = moved(o.Case, *c), []audit.Entry{e}
	change.Tallies = append(change.Tallies, s.tallyEnd(o.Case, why)...)
	return change, err
}

// Purge erases the cases that are closed for longer than their term, of every
// municipality, and says how many. It needs no key.
func (s *Service) Purge(ctx context.Context) (int, error) {
	closed := DateOf(s.now().In(zone).AddDate(0, -closedMonths, 0))
	quiet := DateOf(s.now().In(zone).AddDate(0, 0, -quietDays))
	list, err := s.margin.Over(ctx, closed, quiet)
	if err != nil {
		return 0, err
	}
	for i, c := range list {
		e := audit.New(c.Tenant, audit.Day(s.now().In(zone)), audit.Operator, "", audit.Purged)
		change := Change{Case: c, Erase: true, Counts: c.gone(), Audit: []audit.Entry{e}, Tallies: s.tallyGone(c)}
		if err := s.store.Save(ctx, change); err != nil && !fault.Is(err, fault.Conflict) { // who wrote just now, keeps it
			return i, fault.Wrap("casework.Purge", err)
		}
	}
	return len(list), nil
}

// closedKey is where closed cases stand in a work list: after all others, the one
// that was closed last first.
func (c Case) closedKey() int64 {
	return ClosedKey + 1<<39 - c.Closed.Time(time.UTC).Unix()
}
