// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// laterDays is how many working days ahead a case may be put aside at most.
const laterDays = 20

// LaterDays gives the days until which a case may be put aside: working days from
// tomorrow on, and never beyond the day on which the client was promised an answer.
// There are none for an emergency, for a closed case, and on the day of the promise.
func LaterDays(t *tenant.Tenant, c Case, now time.Time) []Date {
	if c.Closed != "" || c.Urgency == Crisis {
		return nil
	}
	var list []Date
	for n := 1; n <= laterDays; n++ {
		day := DateOf(t.Calendar().AddWorkdays(now, n).In(zone))
		if c.Turn == TurnCounsellor && day > DateOf(c.Promised.In(zone)) {
			break
		}
		list = append(list, day)
	}
	return list
}

// wakeRounds bounds how many times a hundred cases are brought back in one go.
const wakeRounds = 100

// Snooze puts a case aside until a day; it comes back on that day by itself, and at
// once when the client does something. It answers Invalid for a day that is not
// among LaterDays.
func (s *Service) Snooze(ctx context.Context, t *tenant.Tenant, by access.Counsellor, id access.CaseID, until Date) error {
	if err := need(by, access.MayAnswer); err != nil {
		return err
	}
	return again(func() error {
		o, err := s.teamCase(ctx, by, id)
		if err != nil {
			return err
		}
		c := o.Case
		for _, day := range LaterDays(t, c, s.now()) {
			if c.Until = until; day == until {
				return fault.Wrap("casework.Snooze", s.store.Save(ctx, Change{Case: c, Counts: moved(o.Case, c)}))
			}
		}
		return fault.At("tot", "aside.day", nil)
	})
}

// Wake brings back the cases whose day has come, of every municipality, and says how
// many. It needs no key.
func (s *Service) Wake(ctx context.Context) (int, error) {
	n := 0
	for range wakeRounds {
		list, err := s.margin.Due(ctx, s.today())
		if err != nil || len(list) == 0 {
			return n, err
		}
		for _, before := range list {
			c := before
			c.Until = ""
			err := s.store.Save(ctx, Change{Case: c, Counts: moved(before, c)})
			if err != nil && !fault.Is(err, fault.Conflict) { // who wrote just now, brought it back
				return n, fault.Wrap("casework.Wake", err)
			}
			n++
		}
	}
	return n, nil
}
