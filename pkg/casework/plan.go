// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// Plan is the trajectory that a case follows and how far it is. It lies in the
// label, so that only the team and the client can open it.
type Plan struct {
	Trajectory string   `json:"id"`
	Behind     []string `json:"d,omitempty"` // steps that were sent or passed over
}

// maxBehind bounds the list of steps; no trajectory has as many.
const maxBehind = 60

// with gives the plan with steps behind it.
func (p Plan) with(steps ...string) Plan {
	p.Behind = slices.Clone(p.Behind)
	for _, step := range steps {
		if !slices.Contains(p.Behind, step) && len(p.Behind) < maxBehind {
			p.Behind = append(p.Behind, step)
		}
	}
	return p
}

// Follow lets a case follow a trajectory from its first step; none when the name
// is empty. One that it follows already stays where it is. It proposes and no
// more: nothing is handed out. It answers Invalid for a trajectory that is not there.
func (s *Service) Follow(ctx context.Context, by access.Counsellor, id access.CaseID, trajectory string) error {
	if _, ok := s.shelf.Of(by.Tenant).Assignments.Trajectory(trajectory, ""); !ok && trajectory != "" {
		return fault.At("plan", "plan.unknown", nil)
	}
	return s.replan(ctx, by, id, func(p Plan) Plan {
		if p.Trajectory == trajectory {
			return p
		}
		return Plan{Trajectory: trajectory}
	})
}

// PassOver puts a step of the plan behind the case without sending anything, or
// takes that back.
func (s *Service) PassOver(ctx context.Context, by access.Counsellor, id access.CaseID, step string, behind bool) error {
	return s.replan(ctx, by, id, func(p Plan) Plan {
		course, ok := s.shelf.Of(by.Tenant).Assignments.Trajectory(p.Trajectory, "")
		if !ok {
			return p
		}
		if _, known := course.Stage(step); known && behind {
			return p.with(step)
		}
		p.Behind = slices.DeleteFunc(slices.Clone(p.Behind), func(one string) bool { return one == step })
		return p
	})
}

// replan changes the plan of a case.
func (s *Service) replan(ctx context.Context, by access.Counsellor, id access.CaseID, change func(Plan) Plan) error {
	if err := need(by, access.MayAnswer); err != nil {
		return err
	}
	return again(func() error {
		o, err := s.teamCase(ctx, by, id)
		if err != nil {
			return err
		}
		c := o.Case
		moved, err := c.setPlan(o.key, change)
		if err != nil || !moved {
			return err
		}
		return fault.Wrap("casework.replan", s.store.Save(ctx, Change{Case: c}))
	})
}

// setPlan changes the plan in the label, and tells whether it became another.
func (c *Case) setPlan(key seal.Key, change func(Plan) Plan) (bool, error) {
	label, err := c.label(key)
	if err != nil {
		return false, err
	}
	next := change(label.Plan)
	if next.Trajectory == label.Plan.Trajectory && slices.Equal(next.Behind, label.Plan.Behind) {
		return false, nil
	}
	label.Plan = next
	return true, c.setLabel(key, label)
}

// took puts the steps that a reply takes behind the case.
func (c *Case) took(key seal.Key, steps []string) error {
	if len(steps) == 0 {
		return nil
	}
	_, err := c.setPlan(key, func(p Plan) Plan {
		if p.Trajectory == "" {
			return p
		}
		return p.with(steps...)
	})
	return err
}
