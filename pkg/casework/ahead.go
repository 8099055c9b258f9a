// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Ahead is the next step that a client may take without waiting for anyone.
type Ahead struct {
	Course *assignment.Trajectory
	Step   assignment.Stage
	No     int      // which step of the trajectory it is, from 1
	Give   []string // the assignments of the step that the client was not given yet
	Behind []string // ids of the steps that are behind
	Chosen bool     // the case follows the trajectory; else it is only on offer
}

// Ahead gives the step of the trajectory for working alone that a client may take
// now. There is none while something cannot wait, while an assignment is still to
// be done, when the team chose another trajectory, and when all steps are behind.
func (s *Service) Ahead(of tenant.ID, c Case, label Label, tasks []Task, lang string) (Ahead, bool) {
	course, ok := s.shelf.Of(of).Assignments.SelfHelp(lang)
	plan := label.Plan
	if !ok || c.Urgency == Crisis || plan.Trajectory != "" && plan.Trajectory != course.ID || slices.ContainsFunc(tasks, open) {
		return Ahead{}, false
	}
	a := Ahead{Course: course, Chosen: plan.Trajectory == course.ID, Behind: plan.Behind}
	for i, step := range course.Steps {
		if slices.Contains(plan.Behind, step.ID) {
			continue
		}
		give := slices.DeleteFunc(slices.Clone(step.Assignments), func(id string) bool {
			return slices.ContainsFunc(tasks, func(t Task) bool { return t.Assignment == id })
		})
		if len(give) > 0 { // one with only a letter is for the team
			a.Step, a.No, a.Give = step, i+1, give
			return a, true
		}
	}
	return Ahead{}, false
}

// open tells whether a task lies with the client. One that they refused, or do on
// paper, holds nothing up.
func open(t Task) bool {
	return t.State == TaskAssigned || t.State == TaskStarted || t.State == TaskReopened
}

// TakeStep gives a client the assignments of the step that is ahead, in their own
// move: nobody has to answer first. It answers the number of the first of them, and
// 0 when another step is ahead by now; then nothing changed.
func (s *Service) TakeStep(ctx context.Context, t *tenant.Tenant, client access.Client, step string) (int, error) {
	first := 0
	err := s.ahead(ctx, client, step, func(c *Case, tasks []Task, a Ahead) ([]Task, error) {
		var wanted []Give
		for _, id := range a.Give {
			wanted = append(wanted, Give{Assignment: id, Workdays: a.Step.Workdays})
		}
		given, _, err := s.give(t, *c, lastNo(tasks), wanted, s.now().In(zone))
		if err != nil {
			return nil, err
		}
		first = given[0].No
		if c.Turn == TurnClient { // the team looks again when the client is ready
			c.Next = max(c.Next, given[len(given)-1].Due)
		}
		return given, nil
	})
	return first, err
}

// PassStep puts the step that is ahead behind the client without doing it. Nothing
// changes when another step is ahead by now.
func (s *Service) PassStep(ctx context.Context, client access.Client, step string) error {
	return s.ahead(ctx, client, step, func(*Case, []Task, Ahead) ([]Task, error) { return nil, nil })
}

// ahead puts the step that is ahead behind the client, with what do gives them.
func (s *Service) ahead(ctx context.Context, client access.Client, step string, do func(*Case, []Task, Ahead) ([]Task, error)) error {
	return again(func() error {
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		label, err := c.label(client.CaseKey)
		if err != nil {
			return err
		}
		tasks, err := s.store.Tasks(ctx, client.Tenant, client.Case)
		if err != nil {
			return err
		}
		h, err := c.held(client.CaseKey, s.now())
		if err != nil {
			return err
		}
		a, ok := s.Ahead(client.Tenant, c, label, h.tasks(tasks), "")
		if !ok || a.Step.ID != step {
			return nil // pressed twice, or the team chose something else meanwhile
		}
		given, err := do(&c, tasks, a)
		if err != nil {
			return err
		}
		c.Days.Active = s.today()
		label.Plan = Plan{Trajectory: a.Course.ID, Behind: label.Plan.Behind}.with(step)
		if err := c.setLabel(client.CaseKey, label); err != nil {
			return err
		}
		c.noteOf(slices.Concat(tasks, given))
		return fault.Wrap("casework.ahead", s.store.Save(ctx, Change{Case: c, Given: given}))
	})
}
