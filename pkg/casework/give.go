// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"time"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Bounds of a due date, in working days.
const (
	// DefaultWorkdays is when the counsellor looks again, when nothing is agreed.
	DefaultWorkdays = 5
	maxWorkdays     = 60
)

// lastNo is the highest number of a task of a case.
func lastNo(tasks []Task) int {
	last := 0
	for _, t := range tasks {
		last = max(last, t.No)
	}
	return last
}

// give takes assignments from the shelf and freezes them into tasks: editing
// the shelf later never changes what a client is half way through.
func (s *Service) give(t *tenant.Tenant, c Case, last int, wanted []Give, now time.Time) ([]Task, []LetterTask, error) {
	var tasks []Task
	var notes []LetterTask
	for i, g := range wanted {
		def, ok := s.shelf.Of(t.ID).Offered(g.Assignment, t.Languages[0])
		if !ok || g.Workdays < 1 || g.Workdays > maxWorkdays {
			return nil, nil, fault.At("opdracht", "reply.assignment", nil)
		}
		task := Task{
			ID: TaskID(s.newID()), Case: c.ID, No: last + i + 1, Assignment: def.ID, Version: def.Version,
			LogicHash: def.LogicHash, State: TaskAssigned, Assigned: DateOf(now),
			Due: DateOf(t.Calendar().AddWorkdays(now, g.Workdays)),
		}
		tasks = append(tasks, task)
		notes = append(notes, LetterTask{No: task.No, Assignment: def.ID, Due: task.Due})
	}
	return tasks, notes, nil
}

// nextDate is the agreed next day: the counsellor's choice, else the last due
// date, else five working days. No case is without one.
func nextDate(t *tenant.Tenant, r Reply, given []Task, now time.Time) Date {
	if r.Next != "" {
		return r.Next
	}
	next := Date("")
	for _, task := range given {
		next = max(next, task.Due)
	}
	if next == "" {
		next = DateOf(t.Calendar().AddWorkdays(now, DefaultWorkdays))
	}
	return next
}
