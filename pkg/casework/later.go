// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Bounds of a day that a client chooses, in working days.
const (
	maxLater = 40 // from now
)

// laterChoices are how many working days a page offers to go on for.
var laterChoices = []int{2, 5, 10, 15}

// MayWait tells whether there is a day to move: what is not handed in, or asked
// for again.
func (t Task) MayWait() bool {
	switch t.State {
	case TaskAssigned, TaskStarted, TaskReopened, TaskPaper:
		return true
	}
	return false
}

// LaterDays offers working days after the day of a task, or after today where
// that is gone by. They end where MoreTime does.
func (t Task) LaterDays(of *tenant.Tenant, now time.Time) []Date {
	from := now.In(zone)
	if due := t.Due.Time(zone); due.After(from) {
		from = due
	}
	var list []Date
	last := DateOf(of.Calendar().AddWorkdays(now, maxLater))
	for _, n := range laterChoices {
		if day := DateOf(of.Calendar().AddWorkdays(from, n)); day <= last {
			list = append(list, day)
		}
	}
	return list
}

// MoreTime gives a client a later day for a task; no reason is asked and nobody
// has to agree. It answers Invalid for a day on which nobody works, that is not
// later, or that is too far away.
func (s *Service) MoreTime(ctx context.Context, t *tenant.Tenant, client access.Client, no int, day Date) error {
	cal, at := t.Calendar(), day.Time(zone)
	if at.IsZero() || !cal.IsWorkday(at) || day <= s.today() || day > DateOf(cal.AddWorkdays(s.now(), maxLater)) {
		return fault.At("dag", "later.day", nil)
	}
	var wrong error
	err := s.leave(ctx, client, no, func(task *Task) bool {
		if wrong = nil; !task.MayWait() || day == task.Due {
			return false
		}
		if day < task.Due {
			wrong = fault.At("dag", "later.sooner", nil)
			return false
		}
		if task.FirstDue == "" {
			task.FirstDue = task.Due
		}
		task.Due = day
		return true
	})
	if err == nil {
		err = wrong
	}
	return err
}
