// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"opgelucht/pkg/casework"
)

// following is a case that follows the short trajectory, with steps behind it.
func (s stage) following(behind ...string) casework.Opened {
	o := s.opened()
	o.Label.Plan = casework.Plan{Trajectory: "kort", Behind: behind}
	return o
}

// busyClient is one who was given the list of debts and is not done with it.
func (s stage) busyClient() casework.Opened {
	o := s.following("welcome", "debts")
	o.Tasks = []casework.Task{{No: 1, Assignment: "schuldenlijst", State: casework.TaskStarted}}
	return o
}

// allBehind is a case of which every step was taken.
func (s stage) allBehind() casework.Opened {
	course, _ := s.shelf.Assignments.Trajectory("kort", s.in.Language)
	var steps []string
	for _, one := range course.Steps {
		steps = append(steps, one.ID)
	}
	return s.following(steps...)
}

// nextTaken puts the next step of the plan in the answer, as its button does.
func (s stage) nextTaken(o casework.Opened, st *state) {
	course, _ := s.course(s.in, o)
	next, _ := course.Next(o.Label.Plan.Behind)
	s.hand(s.in, o, &st.reply, next)
	s.insert(s.in, o, &st.reply, next.Message)
	st.saved = true
}
