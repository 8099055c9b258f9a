// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Work is a task that a client opened.
type Work struct {
	Case    Case
	Task    Task
	State   TaskState // of the task, as far as it reached the client
	Def     *assignment.Definition
	Outcome *assignment.Outcome
	Notes   []Remark // what the team wrote beside its answers, since it was handed in last
	record  *dossier.Record
	folder  Folder
	Dossier Dossier
	tasks   []Task // of the case
	world   assignment.World
	newer   *assignment.Definition // nil when the task is on the newest version
}

// Given finds the newest task of an assignment; false when it was never given.
func (w Work) Given(assignment string) (Task, bool) {
	for _, t := range slices.Backward(w.tasks) {
		if t.Assignment == assignment {
			return t, true
		}
	}
	return Task{}, false
}

// Tasks gives a client's tasks, oldest first, as far as they reached the client.
func (s *Service) Tasks(ctx context.Context, client access.Client, talk Conversation) ([]Task, error) {
	tasks, err := s.store.Tasks(ctx, client.Tenant, client.Case)
	return talk.held.tasks(tasks), err
}

// ownTask gives a task of a client by its number, among all of them.
func (s *Service) ownTask(ctx context.Context, client access.Client, no int) (Task, []Task, error) {
	tasks, err := s.store.Tasks(ctx, client.Tenant, client.Case)
	if err != nil {
		return Task{}, nil, err
	}
	i := slices.IndexFunc(tasks, func(t Task) bool { return t.No == no })
	if i < 0 {
		return Task{}, nil, fault.New(fault.NotFound, "")
	}
	return tasks[i], tasks, nil
}

// OpenTask gives a client's task with what was filled in; one that was not
// begun starts with what the dossier knows.
func (s *Service) OpenTask(ctx context.Context, t *tenant.Tenant, client access.Client, no int, lang string) (Work, error) {
	task, tasks, err := s.ownTask(ctx, client, no)
	if err != nil {
		return Work{}, err
	}
	w := Work{Task: task, tasks: tasks}
	if w.Case, err = s.ownCase(ctx, client); err != nil {
		return Work{}, err
	}
	h, err := w.Case.held(client.CaseKey, s.now())
	if err != nil {
		return Work{}, err
	}
	if w.State, err = h.stateOf(task); err != nil {
		return Work{}, err
	}
	if w.Def, err = s.shelf.Of(t.ID).Pinned(ctx, w.Task.Assignment, w.Task.LogicHash, lang); err != nil {
		return Work{}, err
	}
	if w.folder, err = s.store.Folder(ctx, client.Tenant, client.Case); err != nil {
		return Work{}, err
	}
	d, err := s.openFolder(w.folder, w.Case, ownKeys(client))
	if err != nil {
		return Work{}, err
	}
	d.Remarks = h.remarks(d.Remarks)
	w.record, w.Dossier, w.Notes = d.Record, d, d.OpenNotes(w.Task.ID)
	w.world = s.world(t, w.record)
	w.world.Unsettled = d.unsettled(w.Task.ID)
	draft, err := w.draft(client, w.world)
	if err != nil {
		return Work{}, err
	}
	s.findNewer(&w, lang)
	w.Outcome = w.Def.Evaluate(draft, w.world)
	return w, nil
}

// world is what an evaluation knows beside the answers.
func (s *Service) world(t *tenant.Tenant, r *dossier.Record) assignment.World {
	return assignment.World{Today: s.now().In(zone), AddWorkdays: t.Calendar().AddWorkdays, Record: r}
}

// draft opens what was typed, or begins anew. Rows that stand ready have the
// same ids each time, so that a page opened twice means the same rows.
func (w Work) draft(client access.Client, world assignment.World) (*assignment.Draft, error) {
	if len(w.Task.Draft) > 0 {
		d := assignment.NewDraft()
		if err := openJSON(client.Own(), w.Task.place(), w.Task.Draft, d); err != nil {
			return nil, err
		}
		w.Def.Refresh(d, world)
		return d, nil
	}
	n := 0
	return w.Def.Prefill(world, func() string {
		n++
		return strings.ToLower(string(w.Task.ID[:6])) + strconv.Itoa(n)
	}), nil
}

// keepDraft seals the draft and writes it. A task that was handed in stays so:
// a change to it is a new version that was not handed in yet.
func (s *Service) keepDraft(ctx context.Context, client access.Client, w *Work) error {
	body, err := closeJSON(client.Own(), w.Task.place(), w.Outcome.Draft)
	if err != nil {
		return err
	}
	w.Task.Draft = body
	begins := w.Task.move(FromClient, ActFill, w.begun())
	if begins { // the list of the team says so too
		w.Case.noteOf(changed(w.tasks, w.Task))
	}
	err = s.store.Save(ctx, Change{Case: w.Case, Quiet: !begins, Tasks: []Task{w.Task}})
	w.Task.Revision++
	return fault.Wrap("casework.keepDraft", err)
}

// begun is how a task is when it is being filled in: the team may still ask about
// a sheet that it has.
func (w Work) begun() TaskState {
	if len(Asked(w.Notes)) > 0 {
		return TaskReopened
	}
	return TaskStarted
}

// Decline says that a client does not want a task now; no reason is asked, and
// it can be begun all the same later.
func (s *Service) Decline(ctx context.Context, client access.Client, no int) error {
	return s.leave(ctx, client, no, func(_ *Case, t *Task) bool { return t.move(FromClient, ActDecline, TaskDeclined) })
}

// OnPaper says that a client does a task on paper. Doing it here stays possible.
func (s *Service) OnPaper(ctx context.Context, client access.Client, no int) error {
	return s.leave(ctx, client, no, func(_ *Case, t *Task) bool { return t.move(FromClient, ActPaper, TaskPaper) })
}

// leave changes a task without its answers. It leaves the move to whose it was:
// nothing of this waits for an answer. Nothing is written when do says so.
func (s *Service) leave(ctx context.Context, client access.Client, no int, do func(*Case, *Task) bool) error {
	return again(func() error {
		task, tasks, err := s.ownTask(ctx, client, no)
		if err != nil {
			return err
		}
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		h, err := c.held(client.CaseKey, s.now())
		if err != nil {
			return err
		}
		if _, err := h.stateOf(task); err != nil {
			return err
		}
		if !do(&c, &task) {
			return nil
		}
		c.noteOf(changed(tasks, task))
		return fault.Wrap("casework.leave", s.store.Save(ctx, Change{Case: c, Tasks: []Task{task}}))
	})
}
