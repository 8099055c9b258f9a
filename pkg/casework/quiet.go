// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Quiet says how long a step lies with a client without anything happening. It is
// shown on pages that somebody opens by themself; nobody is sent anything.
type Quiet string

// How long it is quiet, in working days. Source: the clocks of the design, after the
// practice of written debt help.
const (
	QuietNot   Quiet = ""
	QuietBit   Quiet = "bit"   // 3: a kind word
	QuietLong  Quiet = "long"  // 10: something smaller
	QuietPause Quiet = "pause" // 21: a pause
)

var quietAfter = []struct {
	days  int
	quiet Quiet
}{{21, QuietPause}, {10, QuietLong}, {3, QuietBit}}

// QuietOf tells how long it is quiet in a case. It never is while the team is to
// move, in an emergency, when nothing was given, and when it was put aside or closed.
func QuietOf(t *tenant.Tenant, c Case, tasks []Task, now time.Time) Quiet {
	if c.Turn != TurnClient || c.Urgency == Crisis || c.Closed != "" || c.Until != "" || !slices.ContainsFunc(tasks, open) {
		return QuietNot
	}
	since := c.Days.Active.Time(zone)
	for _, one := range quietAfter {
		if today := DateOf(now.In(zone)); !since.IsZero() && DateOf(t.Calendar().AddWorkdays(since, one.days)) <= today {
			return one.quiet
		}
	}
	return QuietNot
}

// pauseWeeks are how many weeks a client may choose to pause.
var pauseWeeks = []int{2, 4}

// Pause puts a case aside for some weeks because its client wants to. It comes back by
// itself, and at once when they do something. It answers Invalid for another number of
// weeks. Nothing changes while the team is to move.
func (s *Service) Pause(ctx context.Context, t *tenant.Tenant, client access.Client, weeks int) error {
	if !slices.Contains(pauseWeeks, weeks) {
		return fault.At("weken", "pause.weeks", nil)
	}
	return s.relabel(ctx, client, func(c *Case, label *Label) (bool, error) {
		if c.Turn != TurnClient || c.Closed != "" {
			return false, nil
		}
		day := DateOf(t.Calendar().AddWorkdays(s.now().AddDate(0, 0, 7*weeks-1), 1).In(zone))
		c.Until, c.Next, c.Days.Active, label.Paused = day, day, s.today(), day
		return true, nil
	})
}

// Paused gives the day until which a client chose to pause; empty when they did not, or
// did something since. That a counsellor put the case aside is no pause.
func (t Conversation) Paused() Date {
	if t.Case.Until == "" || t.Case.Until != t.Label.Paused {
		return ""
	}
	return t.Case.Until
}
