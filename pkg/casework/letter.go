// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/letter"
	"opgelucht/pkg/tenant"
)

// LetterChange is a value that a letter names and that is something else now.
type LetterChange = letter.Change

// LetterView is a letter, with what came of its values since it was made.
type LetterView struct {
	assignment.Letter
	Moved     []LetterChange // values that the dossier says otherwise now
	TakenBack bool           // with its sheet: it can be read, and not changed
}

// Letter gives a letter that came out of an assignment, as its writer left it. It
// answers NotFound for one that did not come out.
func (s *Service) Letter(ctx context.Context, t *tenant.Tenant, client access.Client, no int, id, lang string) (LetterView, error) {
	_, sub, err := s.Result(ctx, client, no)
	if err != nil {
		return LetterView{}, err
	}
	i := sub.Content.find(id)
	if i < 0 {
		return LetterView{}, fault.New(fault.NotFound, "")
	}
	kept := sub.Content.Letters[i]
	view := LetterView{Letter: kept, TakenBack: sub.Of.Back()}
	now, here, err := s.lettersNow(ctx, t, client, no, lang, sub.Content.Client.At)
	if err != nil {
		return LetterView{}, err
	}
	for _, l := range here {
		if kept.Same(l) {
			view.Title, view.Help = l.Title, l.Help
		}
	}
	for _, l := range now {
		if kept.Same(l) {
			view.Moved = letter.Moved(view.Values, l.Values)
		}
	}
	return view, nil
}

// find gives the place of a letter on a sheet; -1 when it is not there.
func (s Sheet) find(id string) int {
	return slices.IndexFunc(s.Letters, func(l assignment.Letter) bool { return l.Name() == id })
}

// lettersNow makes the letters anew, of the day they were made on: in Dutch, and
// with titles and help as the reader speaks.
func (s *Service) lettersNow(ctx context.Context, t *tenant.Tenant, client access.Client, no int, lang string, at time.Time) (now, here []assignment.Letter, err error) {
	w, err := s.OpenTask(ctx, t, client, no, lang)
	if err != nil {
		return nil, nil, err
	}
	if here, err = w.Outcome.Letters(); err != nil {
		return nil, nil, fault.Wrap("casework.lettersNow", err)
	}
	now, err = s.letters(ctx, t, w, at)
	return now, here, err
}

// letters makes the letters that come out of a task. They are in Dutch, whatever
// the client speaks: who gets them reads Dutch.
func (s *Service) letters(ctx context.Context, t *tenant.Tenant, w Work, at time.Time) ([]assignment.Letter, error) {
	dutch, err := s.shelf.Of(t.ID).Pinned(ctx, w.Task.Assignment, w.Task.LogicHash, assignment.Source)
	if err != nil {
		return nil, err
	}
	if len(dutch.LetterIDs()) == 0 {
		return nil, nil // most assignments have none: nothing to work out once more
	}
	world := s.world(t, w.record)
	world.Today = at
	list, err := dutch.Evaluate(w.Outcome.Draft, world).Letters()
	return list, fault.Wrap("casework.letters", err)
}

// ChangeLetter keeps a letter as its writer changed it, beside how it was. It
// answers Invalid for a text that cannot be kept, and on a sheet that was taken back.
func (s *Service) ChangeLetter(ctx context.Context, client access.Client, no int, id, typed string) error {
	text, err := checkText("brief", typed)
	if err != nil {
		return err
	}
	return again(func() error {
		c, sub, err := s.Result(ctx, client, no)
		if err != nil {
			return err
		}
		i := sub.Content.find(id)
		if i < 0 {
			return fault.New(fault.NotFound, "")
		}
		if sub.Of.Back() {
			return fault.New(fault.Invalid, "letter.tookback") // nothing hangs on it any more
		}
		sheet := sub.Content
		sheet.Of = sub.Root()
		sheet.Letters = slices.Clone(sheet.Letters)
		sheet.Letters[i] = sheet.Letters[i].Again(text)
		folder, err := s.store.Folder(ctx, c.Tenant, c.ID)
		if err != nil {
			return err
		}
		next := sub.Of
		next.ID, next.No, next.Day = s.newID(), len(folder.Submissions)+1, s.today()
		change, err := s.file(client, c, folder, nil, nil, &next, sheet)
		if err != nil {
			return err
		}
		return fault.Wrap("casework.ChangeLetter", s.store.Save(ctx, Change{Case: c, Folder: change}))
	})
}
