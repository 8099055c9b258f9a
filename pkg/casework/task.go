// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"strconv"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Work is a task that a client opened.
type Work struct {
	Case    Case
	Task    Task
	Def     *assignment.Definition
	Outcome *assignment.Outcome
	record  *dossier.Record
	folder  Folder
}

// Tasks gives a client's tasks, oldest first.
func (s *Service) Tasks(ctx context.Context, client access.Client) ([]Task, error) {
	return s.store.Tasks(ctx, client.Tenant, client.Case)
}

// OpenTask gives a client's task with what was filled in; one that was not
// begun starts with what the dossier knows.
func (s *Service) OpenTask(ctx context.Context, t *tenant.Tenant, client access.Client, no int, lang string) (Work, error) {
	tasks, err := s.Tasks(ctx, client)
	if err != nil {
		return Work{}, err
	}
	if no < 1 || no > len(tasks) {
		return Work{}, fault.New(fault.NotFound, "")
	}
	w := Work{Task: tasks[no-1]}
	if w.Case, err = s.ownCase(ctx, client); err != nil {
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
	w.record = d.Record
	draft, err := w.draft(client, s.world(t, w.record))
	if err != nil {
		return Work{}, err
	}
	w.Outcome = w.Def.Evaluate(draft, s.world(t, w.record))
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
		return d, openJSON(client.Own(), w.Task.place(), w.Task.Draft, d)
	}
	n := 0
	return w.Def.Prefill(world, func() string {
		n++
		return strings.ToLower(string(w.Task.ID[:6])) + strconv.Itoa(n)
	}), nil
}

// Filling is what a page of an assignment posted.
type Filling struct {
	Base   int               // revision that the page showed
	Fields map[string]string // by path
	Add    string            // question to add a row to
	Remove Cell              // row to take off
	Undo   Cell              // row to put back
	Choose map[string]bool   // conflicts that were settled: path → the other value
	Layout assignment.Layout // how the client wants to see it; empty: as it was
}

// Cell names a row of a question.
type Cell struct{ Question, Row string }

// Filled is what became of a page that was posted.
type Filled struct {
	Work    Work
	Stopped map[string]string // answers with numbers that give a person away: not kept, by path
	NewRow  string            // id of the row that was added
}

// Fill keeps what a page posted. Saving never validates; only numbers that give
// a person away are not kept, and are given back.
func (s *Service) Fill(ctx context.Context, t *tenant.Tenant, client access.Client, no int, lang string, in Filling) (Filled, error) {
	var out Filled
	err := again(func() error {
		w, err := s.OpenTask(ctx, t, client, no, lang)
		if err != nil {
			return err
		}
		out = Filled{Work: w, Stopped: map[string]string{}}
		changed := out.apply(in, s.newID)
		if !changed && w.Task.State != TaskAssigned {
			return nil
		}
		if err := s.keepDraft(ctx, client, &out.Work); err != nil {
			return err
		}
		out.Work.Outcome = w.Def.Evaluate(out.Work.Outcome.Draft, s.world(t, w.record))
		return nil
	})
	return out, err
}

// apply merges what was posted into the draft.
func (f *Filled) apply(in Filling, newID func() string) bool {
	draft, good := f.Work.Outcome.Draft, map[string]string{}
	for path, value := range in.Fields {
		if len(disclosure.Find(value)) > 0 {
			f.Stopped[path] = value
			continue
		}
		good[path] = clip(value)
	}
	changed := draft.Apply(in.Base, good)
	for path, other := range in.Choose {
		changed = draft.Choose(path, other) || changed
	}
	if in.Add != "" {
		f.NewRow = strings.ToLower(newID()[:10])
		draft.AddRow(in.Add, f.NewRow)
		changed = true
	}
	if in.Remove.Row != "" {
		changed = draft.RemoveRow(in.Remove.Question, in.Remove.Row) || changed
	}
	if in.Layout.Known() && in.Layout != draft.Layout {
		draft.Layout, changed = in.Layout, true
	}
	if in.Undo.Row != "" {
		changed = draft.UndoRow(in.Undo.Question, in.Undo.Row) || changed
	}
	return changed
}

// keepDraft seals the draft and writes it. A task that was handed in stays so:
// a change to it is a new version that was not handed in yet.
func (s *Service) keepDraft(ctx context.Context, client access.Client, w *Work) error {
	body, err := closeJSON(client.Own(), w.Task.place(), w.Outcome.Draft)
	if err != nil {
		return err
	}
	w.Task.Draft = body
	if w.Task.State == TaskAssigned || w.Task.State == TaskDeclined {
		w.Task.State = TaskStarted
	}
	err = s.store.Save(ctx, Change{Case: w.Case, Quiet: true, Tasks: []Task{w.Task}})
	w.Task.Revision++
	return fault.Wrap("casework.keepDraft", err)
}

// Decline says that a client does not want a task now; no reason is asked, and
// it can be begun all the same later.
func (s *Service) Decline(ctx context.Context, client access.Client, no int) error {
	return again(func() error {
		tasks, err := s.Tasks(ctx, client)
		if err != nil {
			return err
		}
		if no < 1 || no > len(tasks) {
			return fault.New(fault.NotFound, "")
		}
		task := tasks[no-1]
		if task.State == TaskSubmitted || task.State == TaskDeclined {
			return nil
		}
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		task.State = TaskDeclined
		c.Task = TaskNote{Assignment: task.Assignment, State: TaskDeclined}
		return fault.Wrap("casework.Decline", s.store.Save(ctx, Change{Case: c, Tasks: []Task{task}}))
	})
}
