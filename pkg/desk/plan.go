// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"slices"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/web"
)

// plan is the trajectory of a case beside the box: it proposes the next step, and
// one press puts that step in the answer. Nothing goes out by itself.
type plan struct {
	ID      string // empty when the case follows none
	Title   string
	Self    bool // the client may take the steps themself
	Choices []choice
	About   []about // what each trajectory is for, when there is none yet
	No, Of  int     // which step is next, out of how many
	Next    *step   // nil when all steps are behind
	Wait    string  // what comes before the next step, in words
	Steps   []step
	Taken   []string // steps that are in the answer
}

type about struct{ Title, For, Not string }

type step struct {
	ID, Title, Note string
	Message         string   // title of the sample message
	Gives           []string // titles of what goes along
	Day             string   // the next date
	In              bool     // it is in the answer
	Behind          bool
}

func (d *Desk) course(r *web.Request, o casework.Opened) (*assignment.Trajectory, bool) {
	return d.shelf.Of(r.Tenant.ID).Assignments.Trajectory(o.Label.Plan.Trajectory, r.Language)
}

// steer changes which trajectory the case follows and which steps are behind it,
// as the form asks. The page says which trajectory it showed: one that was
// changed elsewhere meanwhile is left alone.
func (d *Desk) steer(r *web.Request, o *casework.Opened) error {
	ctx, by, id := r.Request().Context(), r.Counsellor(), o.Case.ID
	changed := false
	if want := r.Field("plan"); r.Form().Has("plan") && want != r.Field("plan.was") {
		if err := d.cases.Follow(ctx, by, id, want); err != nil {
			return err
		}
		changed = true
	}
	for field, behind := range map[string]bool{"over": true, "toch": false} {
		if one := r.Field(field); one != "" {
			if err := d.cases.PassOver(ctx, by, id, one, behind); err != nil {
				return err
			}
			changed = true
		}
	}
	if !changed {
		return nil
	}
	again, err := d.cases.OpenCase(ctx, by, id)
	if err == nil {
		o.Label, o.Case.Version = again.Label, again.Case.Version
	}
	return err
}

// take gives the step that the form asks to put in the answer.
func (d *Desk) take(r *web.Request, o casework.Opened) (assignment.Stage, bool) {
	course, ok := d.course(r, o)
	if !ok {
		return assignment.Stage{}, false
	}
	return course.Stage(r.Field("stap"))
}

// hand lets what belongs to a step go along: its assignments with their day, or
// else only the next date. What the client is still busy with is not given twice.
func (d *Desk) hand(r *web.Request, o casework.Opened, reply *casework.Reply, s assignment.Stage) {
	reply.Steps = append(reply.Steps, s.ID)
	handed := false
	for _, id := range s.Assignments {
		if busy(o, id) {
			continue
		}
		d.attach(r, reply, id)
		for i := range reply.Give {
			if reply.Give[i].Assignment == id {
				reply.Give[i].Workdays, handed = s.Workdays, true
			}
		}
	}
	if !handed {
		reply.Next = casework.DateOf(r.Tenant.Calendar().AddWorkdays(r.Now(), s.Workdays))
	}
}

// busy tells whether the client was given an assignment and has not handed it in.
func busy(o casework.Opened, id string) bool {
	return slices.ContainsFunc(o.Tasks, func(t casework.Task) bool {
		return t.Assignment == id && (t.State == casework.TaskAssigned || t.State == casework.TaskStarted)
	})
}

// keepSteps drops the steps of which nothing is left in the answer.
func (d *Desk) keepSteps(r *web.Request, o casework.Opened, reply *casework.Reply) {
	course, ok := d.course(r, o)
	reply.Steps = slices.DeleteFunc(reply.Steps, func(id string) bool {
		s, known := assignment.Stage{}, false
		if ok {
			s, known = course.Stage(id)
		}
		left := slices.Contains(reply.Samples, s.Message) || slices.ContainsFunc(s.Assignments, func(a string) bool { return gives(*reply, a) })
		return !known || !left
	})
	slices.Sort(reply.Steps)
	reply.Steps = slices.Compact(reply.Steps)
}

// planOf makes what stands beside the box about the trajectory.
func (d *Desk) planOf(r *web.Request, o casework.Opened, reply casework.Reply) plan {
	course, ok := d.course(r, o)
	p := plan{Choices: []choice{{Label: r.Words.T("plan.none", nil), On: !ok}}, Taken: reply.Steps}
	for _, t := range d.shelf.Of(r.Tenant.ID).Assignments.Trajectories(r.Language) {
		label := r.Words.T("plan.option", map[string]any{"Title": t.Title, "N": t.Weeks})
		p.Choices = append(p.Choices, choice{Value: t.ID, Label: label, On: ok && t.ID == course.ID})
		p.About = append(p.About, about{label, t.For, t.NotWhen})
	}
	if !ok {
		return p
	}
	p.ID, p.Title, p.Self, p.Of = course.ID, course.Title, course.Self, len(course.Steps)
	behind := o.Label.Plan.Behind
	for _, s := range course.Steps {
		one := d.step(r, s, reply)
		one.Behind = slices.Contains(behind, s.ID)
		p.Steps = append(p.Steps, one)
	}
	next, more := course.Next(slices.Concat(behind, reply.Steps))
	if !more {
		return p
	}
	for i, one := range p.Steps {
		if one.ID == next.ID {
			p.No, p.Next = i+1, &p.Steps[i]
		}
	}
	p.Wait = d.before(r, o, course, next)
	return p
}

func (d *Desk) step(r *web.Request, s assignment.Stage, reply casework.Reply) step {
	one := step{ID: s.ID, Title: s.Title, Note: s.Note, In: slices.Contains(reply.Steps, s.ID), Day: brief(r, r.Tenant.Calendar().AddWorkdays(r.Now(), s.Workdays))}
	if m, ok := d.shelf.Of(r.Tenant.ID).Message(r.Language, s.Message); ok && s.Message != "" {
		one.Message = m.Title
	}
	for _, id := range s.Assignments {
		if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(id, r.Language); ok {
			one.Gives = append(one.Gives, def.Title)
		}
	}
	return one
}

// before says what comes before the next step: an emergency, or the feedback that
// the step before asks for. It holds nobody back.
func (d *Desk) before(r *web.Request, o casework.Opened, course *assignment.Trajectory, next assignment.Stage) string {
	if o.Case.Urgency == casework.Crisis {
		return r.Words.T("plan.crisis", nil)
	}
	before, ok := course.Before(next.ID)
	if !ok || !before.Feedback {
		return ""
	}
	for _, id := range before.Assignments {
		def, known := d.shelf.Of(r.Tenant.ID).Assignment(id, r.Language)
		if known && busy(o, id) {
			return r.Words.T("plan.busy", map[string]any{"Nick": o.Label.Nick, "Title": def.Title})
		}
		if known && o.Case.Turn == casework.TurnCounsellor && o.Case.Task.State == casework.TaskSubmitted && o.Case.Task.Assignment == id {
			return r.Words.T("plan.feedback", map[string]any{"Title": def.Title})
		}
	}
	return ""
}
