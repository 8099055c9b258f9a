// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
)

// unopened gives the sheets of a task that nobody of the team opened, also the
// copies of them.
func (d Dossier) unopened(of TaskID) []Submission {
	return slices.DeleteFunc(d.Standing(of), func(s Submission) bool { return seen(d.Remarks, s.Root()) })
}

// unsettled tells which facts can still be taken back with the sheet of another
// task.
func (d Dossier) unsettled(mine TaskID) func(dossier.Fact) bool {
	sheets := map[string]bool{}
	for _, sub := range d.Submissions {
		if sub.Of.Task != mine && !sub.Of.Back() && !seen(d.Remarks, sub.Root()) {
			sheets[sub.Root()] = true
		}
	}
	return func(f dossier.Fact) bool { return sheets[f.Source.Submission] }
}

// TakeBack takes what was handed in back, until somebody of the team opened it.
// The sheet and the facts it wrote go under the client's own key and hold no
// more; the client still finds them in the history. The move goes back to the
// client where nothing else waits for an answer. It answers Invalid once the
// sheet was opened; what was never handed in stays as it is.
func (s *Service) TakeBack(ctx context.Context, client access.Client, no int) error {
	return again(func() error {
		task, tasks, err := s.ownTask(ctx, client, no)
		if err != nil {
			return err
		}
		if task.State != TaskSubmitted {
			if task.State.Handed() || task.State == TaskReopened {
				return fault.At("terug", "takeback.seen", nil)
			}
			return nil
		}
		change, err := s.takeBack(ctx, client, tasks, task)
		if err != nil {
			return err
		}
		return fault.Wrap("casework.TakeBack", s.store.Save(ctx, change))
	})
}

// takeBack decides what taking a task back writes.
func (s *Service) takeBack(ctx context.Context, client access.Client, tasks []Task, task Task) (Change, error) {
	c, err := s.ownCase(ctx, client)
	if err != nil {
		return Change{}, err
	}
	folder, err := s.store.Folder(ctx, c.Tenant, c.ID)
	if err != nil {
		return Change{}, err
	}
	d, err := s.openFolder(folder, c, ownKeys(client))
	if err != nil {
		return Change{}, err
	}
	before, gone := c, d.unopened(task.ID)
	if len(gone) == 0 {
		return Change{}, fault.At("terug", "takeback.seen", nil)
	}
	resealed, err := s.withdraw(client, folder, d, gone)
	if err != nil {
		return Change{}, err
	}
	was := gone[0].Content.Was
	for _, to := range []TaskState{was, Work{Notes: d.without(gone).OpenNotes(task.ID)}.begun()} {
		if task.move(FromClient, ActTakeBack, to) {
			break
		}
	}
	c.Days.Active = s.today()
	waits, err := s.waits(ctx, client, c, d.without(gone))
	if err != nil {
		return Change{}, err
	}
	if !waits {
		c.Turn, c.Promised = TurnClient, time.Time{}
	}
	c.noteOf(changed(tasks, task))
	entries, err := s.tracedOwn(client, audit.TookBack, "")
	return Change{Case: c, Tasks: []Task{task}, Folder: FolderChange{Resealed: resealed}, Counts: moved(before, c), Audit: entries}, err
}

// withdraw puts sheets, and the facts that came with them, under the client's own
// key.
func (s *Service) withdraw(client access.Client, f Folder, d Dossier, gone []Submission) ([]Resealed, error) {
	var list []Resealed
	roots := map[string]bool{}
	for _, sub := range gone {
		roots[sub.Root()] = true
		sub.Of.Sections, sub.Content.Back = nil, s.now().In(zone)
		body, err := closeJSON(client.Own(), sub.Of.place(client.Case), sub.Content)
		if err != nil {
			return nil, err
		}
		list = append(list, Resealed{Table: "submissions", ID: sub.Of.ID, Body: body, Back: true})
	}
	for _, sealed := range f.Facts {
		var fact dossier.Fact
		if err := openJSON(d.keys[sealed.Section], sealed.place(client.Case), sealed.Body, &fact); err != nil {
			return nil, err
		}
		if sealed.Section == "" || !roots[fact.Source.Submission] {
			continue
		}
		sealed.Section = ""
		body, err := closeJSON(client.Own(), sealed.place(client.Case), fact)
		if err != nil {
			return nil, err
		}
		list = append(list, Resealed{Table: "facts", ID: sealed.ID, Body: body, Back: true})
	}
	return list, nil
}

// without gives a dossier as it is without some sheets.
func (d Dossier) without(gone []Submission) Dossier {
	d.Submissions = slices.DeleteFunc(slices.Clone(d.Submissions), func(sub Submission) bool {
		return slices.ContainsFunc(gone, func(g Submission) bool { return g.Of.ID == sub.Of.ID })
	})
	return d
}

// waits tells whether the client still waits for an answer: to a message, to a
// sheet that came in since the team wrote last, or in an emergency.
func (s *Service) waits(ctx context.Context, client access.Client, c Case, d Dossier) (bool, error) {
	if c.Urgency == Crisis {
		return true, nil
	}
	thread, err := s.store.Thread(ctx, c.Tenant, c.ID)
	if err != nil {
		return false, err
	}
	if len(thread) == 0 || thread[len(thread)-1].From == FromClient {
		return true, nil
	}
	last, err := thread[len(thread)-1].read(client.CaseKey)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(d.Submissions, func(sub Submission) bool {
		return !sub.Of.Back() && sub.Content.Client.At.After(last.At)
	}), nil
}
