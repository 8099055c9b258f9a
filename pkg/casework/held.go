// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"cmp"
	"context"
	"slices"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/report"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Held is an answer that was sent and is not delivered yet. Until then the client
// sees nothing of it, and who sent it can take it back as if it never was.
type Held struct {
	Until   time.Time
	By      access.CounsellorID
	Message MessageID
	Seq     int
	Reply   Reply
	Before  standing
	Told    Told
	Wrote   time.Time
	Behind  []string             // steps of the plan that were behind before it
	Given   []TaskID             // went along with it
	States  map[TaskID]TaskState // of tasks that moved with it, as they were
	Remarks []string             // went along with it
	Tallies []report.Tally
}

// standing is what an answer changes of a case.
type standing struct {
	Turn     Turn
	Urgency  Urgency
	Promised time.Time
	Legal    Date
	Next     Date
	Until    Date
	Closed   Date
	Active   Date
	Owner    access.CounsellorID
	Task     TaskNote
}

func (c Case) standing() standing {
	return standing{c.Turn, c.Urgency, c.Promised, c.Legal, c.Next, c.Until, c.Closed, c.Days.Active, c.Owner, c.Task}
}

// Opening gives the moment until which an answer may be held: when the team opens
// again. There is none while it is open, in an emergency, and when the answer was
// promised before then.
func Opening(t *tenant.Tenant, c Case, now time.Time) (time.Time, bool) {
	at := t.Calendar().Opens(now)
	late := c.Turn == TurnCounsellor && c.Promised.Before(at)
	return at, at.After(now) && !late && c.Urgency != Crisis
}

// deliverAt says when an answer reaches the client.
func (s *Service) deliverAt(t *tenant.Tenant, c Case, r Reply) time.Time {
	now := s.now().In(zone)
	if at, ok := Opening(t, c, now); ok && r.Hold {
		return at
	}
	return now.Add(s.undo)
}

// held gives the answer that is not delivered yet.
func (c Case) held(key seal.Key, now time.Time) (*Held, error) {
	if len(c.Sealed.Held) == 0 {
		return nil, nil // nothing is held: an ordinary answer, not an error
	}
	var h Held
	if err := openJSON(key, c.place("held"), c.Sealed.Held, &h); err != nil || !now.Before(h.Until) {
		return nil, err
	}
	return &h, nil
}

// hold keeps how a case was before an answer, until that is delivered.
func (c *Case) hold(key seal.Key, before Case, were []Task, r Reply, at time.Time, change Change) error {
	label, err := before.label(key)
	if err != nil {
		return err
	}
	r.Aside = "" // a note of the team is not the client's to open, and stays
	h := Held{
		Until: at, By: change.Draft.By, Message: change.Messages[0].ID, Seq: change.Messages[0].Seq, Reply: r, Before: before.standing(),
		Told: label.Told, Wrote: label.Wrote, Behind: label.Plan.Behind, States: map[TaskID]TaskState{}, Tallies: change.Tallies,
	}
	for _, t := range change.Given {
		h.Given = append(h.Given, t.ID)
	}
	for _, m := range change.Folder.Remarks {
		h.Remarks = append(h.Remarks, m.ID)
	}
	for _, t := range were {
		if slices.ContainsFunc(change.Tasks, func(moved Task) bool { return moved.ID == t.ID }) {
			h.States[t.ID] = t.State
		}
	}
	c.Sealed.Held, err = closeJSON(key, c.place("held"), h)
	return err
}

// without gives a case as if an answer had not been sent. What the client did since
// stays done.
func (h Held) without(c Case) Case {
	b := h.Before
	if c.Turn == TurnClient { // nobody did anything since
		c.Turn, c.Promised, c.Until, c.Closed, c.Days.Active = b.Turn, b.Promised, b.Until, b.Closed, b.Active
	} else if !b.Promised.IsZero() && b.Promised.Before(c.Promised) {
		c.Promised = b.Promised // writing more never makes the answer later
	}
	if c.Urgency == Ordinary && b.Urgency == Crisis {
		c.Urgency, c.Legal = b.Urgency, b.Legal
	}
	if c.Owner == h.By {
		c.Owner = b.Owner
	}
	c.Next, c.Task = b.Next, b.Task
	return c
}

// label takes what an answer wrote out of the label.
func (h Held) label(l Label, c Case) Label {
	l.Told.Taken, l.Told.Crisis = h.Told.Taken, h.Told.Crisis
	if c.Turn == TurnCounsellor && h.Before.Turn == TurnCounsellor {
		l.Wrote = h.Wrote // they wait since then
	}
	l.Plan.Behind = slices.DeleteFunc(slices.Clone(l.Plan.Behind), func(step string) bool {
		return slices.Contains(h.Reply.Steps, step) && !slices.Contains(h.Behind, step)
	})
	return l
}

// tasks gives the tasks as if an answer had not been sent.
func (h *Held) tasks(list []Task) []Task {
	if h == nil {
		return list
	}
	list = slices.DeleteFunc(slices.Clone(list), func(t Task) bool { return slices.Contains(h.Given, t.ID) })
	for i, t := range list {
		if t.State == TaskAccepted || t.State == TaskReopened { // else the client went on with it since
			list[i].State = cmp.Or(h.States[t.ID], t.State)
		}
	}
	return list
}

// remarks leaves out those that come with an answer.
func (h *Held) remarks(list []Remark) []Remark {
	if h == nil {
		return list
	}
	return slices.DeleteFunc(list, func(r Remark) bool { return !r.At.Before(h.Until) })
}

// stateOf gives the state of a task as far as it reached the client. It answers
// NotFound for one that comes with the answer.
func (h *Held) stateOf(t Task) (TaskState, error) {
	list := h.tasks([]Task{t})
	if len(list) == 0 {
		return "", fault.New(fault.NotFound, "")
	}
	return list[0].State, nil
}

// seen gives a case as far as it reached the client.
func (h *Held) seen(c Case) Case {
	if h == nil {
		return c
	}
	return h.without(c)
}

// seenBy gives a client's case as far as it reached them.
func (s *Service) seenBy(client access.Client, c Case) (Case, error) {
	h, err := c.held(client.CaseKey, s.now())
	return h.seen(c), err
}

// ready answers Invalid for a reply to a case in which something came in since the
// counsellor looked, or in which an answer is still under way.
func (o Opened) ready(r Reply, now time.Time) error {
	if err := r.upToDate(o.Case, o.Sheets); err != nil {
		return err
	}
	h, err := o.Case.held(o.key, now)
	if err == nil && h != nil {
		err = fault.At("tekst", "held.waits", nil)
	}
	return err
}

// veil hides an answer that is not delivered yet from what a client is shown.
func (t *Conversation) veil(h *Held) {
	if t.held = h; h == nil {
		return
	}
	t.Case = h.without(t.Case)
	t.Label = h.label(t.Label, t.Case)
	t.Letters = slices.DeleteFunc(t.Letters, func(l Letter) bool { return l.ID == h.Message })
}

// Undelivered gives the moment at which a counsellor's own answer reaches the
// client; the zero time when none is under way.
func (s *Service) Undelivered(ctx context.Context, by access.Counsellor, id access.CaseID) (time.Time, error) {
	o, err := s.anyCase(ctx, by, id)
	if err != nil {
		return time.Time{}, err
	}
	h, err := o.Case.held(o.key, s.now())
	if err != nil || h == nil || h.By != by.ID {
		return time.Time{}, err
	}
	return h.Until, nil
}

// Unsend takes an answer back that was not delivered yet: the text is a draft
// again, before what stands in the box by now. It answers Invalid once it was
// delivered, for who did not send it, and when the client already began on what
// came with it.
func (s *Service) Unsend(ctx context.Context, by access.Counsellor, id access.CaseID) error {
	return again(func() error {
		o, err := s.teamCase(ctx, by, id)
		if err != nil {
			return err
		}
		h, err := o.Case.held(o.key, s.now())
		if err != nil {
			return err
		}
		if h == nil || h.By != by.ID {
			return fault.At("tekst", "held.gone", nil)
		}
		if o.Tasks, err = s.store.Tasks(ctx, by.Tenant, id); err != nil {
			return err
		}
		if o.Draft, err = s.replyDraft(ctx, by, id); err != nil {
			return err
		}
		change, err := h.unsend(o, by)
		if err != nil {
			return err
		}
		return fault.Wrap("casework.Unsend", s.store.Save(ctx, change))
	})
}

// unsend decides what taking an answer back writes.
func (h Held) unsend(o Opened, by access.Counsellor) (Change, error) {
	c := h.without(o.Case)
	tasks := h.tasks(o.Tasks)
	if c.Task = (TaskNote{}); len(tasks) > 0 {
		c.Task = h.Before.Task
		c.noteOf(tasks)
	}
	if c.LastSeq == h.Seq {
		c.LastSeq--
	}
	c.Sealed.Held = nil
	label, err := o.Case.label(o.key)
	if err != nil {
		return Change{}, err
	}
	if err := c.setLabel(o.key, h.label(label, c)); err != nil {
		return Change{}, err
	}
	r := h.Reply
	if o.Draft.Text != "" {
		r.Text += "\n\n" + o.Draft.Text
	}
	r.Seen, r.Aside = c.LastSeq, o.Draft.Aside
	body, err := closeJSON(by.Own(), staffDraftPlace(c.ID, by.ID), r)
	change := Change{
		Case: c, Counts: moved(o.Case, c), Draft: &StaffDraft{By: by.ID, Body: body},
		Unsent: Unsent{Message: h.Message, Tasks: h.Given, Remarks: h.Remarks},
	}
	for _, t := range tasks {
		if !slices.ContainsFunc(o.Tasks, func(now Task) bool { return now.ID == t.ID && now.State == t.State }) {
			change.Tasks = append(change.Tasks, t)
		}
	}
	for _, one := range h.Tallies {
		one.N = -one.N
		change.Tallies = append(change.Tallies, one)
	}
	return change, err
}
