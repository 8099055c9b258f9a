// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// News is a newer version of an assignment than the one that a task is on. A
// client moves to it when they want to, and never by itself.
type News struct {
	assignment.News
	Logic    string // names the version: who agrees, agrees to this one
	Declined bool   // the client goes on with the old one
	Parks    int    // answers that would have no place
}

// News tells whether there is a newer version. A lower number is no newer one:
// somebody may have put old files back.
func (w Work) News() (News, bool) {
	if w.newer == nil {
		return News{}, false
	}
	n := News{News: assignment.NewsOf(w.Def, w.newer), Logic: w.newer.LogicHash}
	draft := w.Outcome.Draft
	n.Declined = draft.Declined == n.Logic
	before := len(draft.ShownParked(w.Def.Language))
	trial := draft.Clone()
	w.Def.MoveTo(w.newer, trial, w.world, func() string { return "" })
	n.Parks = max(0, len(trial.ShownParked(w.Def.Language))-before)
	return n, true
}

// findNewer looks whether the shelf has a newer version.
func (s *Service) findNewer(w *Work, lang string) {
	now, ok := s.shelf.Of(w.Case.Tenant).Offered(w.Task.Assignment, lang)
	if ok && now.Version > w.Def.Version && now.LogicHash != w.Def.LogicHash {
		w.newer = now
	}
}

// TakeVersion moves a task to the newer version that the client agreed to, with
// all that was typed, in one write. It says false when that is no longer the
// newest one: then there is something else to agree to first.
func (s *Service) TakeVersion(ctx context.Context, t *tenant.Tenant, client access.Client, no int, lang, logic string) (Work, bool, error) {
	var w Work
	taken := false
	err := again(func() (err error) {
		if w, err = s.OpenTask(ctx, t, client, no, lang); err != nil {
			return err
		}
		if taken = w.newer == nil && w.Def.LogicHash == logic; taken {
			return nil // pressed twice
		}
		if w.newer == nil || w.newer.LogicHash != logic {
			return nil
		}
		taken = true
		w.Task.Version, w.Task.LogicHash = w.newer.Version, w.newer.LogicHash
		if len(w.Task.Draft) == 0 { // nothing was typed yet
			return fault.Wrap("casework.TakeVersion", s.store.Save(ctx, Change{Case: w.Case, Quiet: true, Tasks: []Task{w.Task}}))
		}
		draft := w.Outcome.Draft
		w.Def.MoveTo(w.newer, draft, w.world, func() string { return strings.ToLower(s.newID()[:10]) })
		w.Outcome = w.newer.Evaluate(draft, w.world)
		w.Def, w.newer = w.newer, nil
		return s.keepDraft(ctx, client, &w)
	})
	return w, taken, err
}

// KeepVersion remembers that the client goes on with the version they have: they
// are not asked again until there is yet another one.
func (s *Service) KeepVersion(ctx context.Context, t *tenant.Tenant, client access.Client, no int, lang, logic string) error {
	return again(func() error {
		w, err := s.OpenTask(ctx, t, client, no, lang)
		if err != nil || w.newer == nil || w.newer.LogicHash != logic || w.Outcome.Draft.Declined == logic {
			return err
		}
		w.Outcome.Draft.Declined = logic
		return s.keepDraft(ctx, client, &w)
	})
}

// ForgetParked deletes one answer that is asked no more, or with no key all of
// them.
func (s *Service) ForgetParked(ctx context.Context, t *tenant.Tenant, client access.Client, no int, lang, key string) error {
	return again(func() error {
		w, err := s.OpenTask(ctx, t, client, no, lang)
		if err != nil {
			return err
		}
		draft := w.Outcome.Draft
		if key != "" && !draft.Forget(key) || key == "" && !draft.ForgetParked() {
			return nil
		}
		return s.keepDraft(ctx, client, &w)
	})
}

// ParkedAnswers are what is kept aside of one task.
type ParkedAnswers struct {
	Task    Task
	Answers []*assignment.Parked
}

// Parked gives everything that is kept aside for a client, task by task.
func (s *Service) Parked(ctx context.Context, client access.Client, lang string) ([]ParkedAnswers, error) {
	tasks, err := s.store.Tasks(ctx, client.Tenant, client.Case)
	if err != nil {
		return nil, err
	}
	var list []ParkedAnswers
	for _, task := range tasks {
		if len(task.Draft) == 0 {
			continue
		}
		d := assignment.NewDraft()
		if err := openJSON(client.Own(), task.place(), task.Draft, d); err != nil {
			return nil, err
		}
		if answers := d.ShownParked(lang); len(answers) > 0 {
			list = append(list, ParkedAnswers{task, answers})
		}
	}
	return list, nil
}
