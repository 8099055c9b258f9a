// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/tenant"
)

// Filling is what a page of an assignment posted.
type Filling struct {
	Logic  string            // version that the page asked the questions of; empty where it does not say
	Page   string            // name of the page, drawn when it was shown; the row that it adds has it too
	Base   int               // revision that the page showed
	Beat   int               // how many times the page sent itself; 0 where no script counts
	Fields map[string]string // by path
	Add    string            // question to add a row to
	Remove Cell              // row to take off
	Undo   Cell              // row to put back
	Choose map[string]int    // conflicts that were settled: path → revision of the value that is meant, 0 for the one that stands
	Layout assignment.Layout // how the client wants to see it; empty: as it was
	Still  Cell              // what stood in the dossier is still right: a row, or without one all of a list
	Same   []assignment.Twin // rows that are the same as another one
	Apart  []assignment.Twin // rows that are not
}

// Cell names a row of a question.
type Cell struct{ Question, Row string }

// Filled is what became of a page that was posted.
type Filled struct {
	Work    Work
	Unkept  map[string]Unkept // answers that were not kept, by path
	Strange []string          // what belongs to no question of this assignment; then nothing was kept
	Changed map[string]bool   // paths of what was kept and was not so before
	NewRow  string            // id of the row that was added
	Full    int               // how many rows fit on a list to which one was to be added; 0 when it fitted
}

// Unkept is an answer that was not kept, as it can stand in its field, and why.
type Unkept struct {
	Typed string
	Why   *assignment.Issue
}

// Fill keeps what a page posted. Saving never validates: only numbers that give a
// person away, signs that nobody sees and what is far too long are not kept and
// are given back. A form with fields that no page of the assignment has keeps
// nothing at all. Whatever is posted twice is kept once.
func (s *Service) Fill(ctx context.Context, t *tenant.Tenant, client access.Client, no int, lang string, in Filling) (Filled, error) {
	var out Filled
	err := again(func() error {
		w, err := s.OpenTask(ctx, t, client, no, lang)
		if err != nil {
			return err
		}
		out = Filled{Work: w, Unkept: map[string]Unkept{}, Changed: map[string]bool{}}
		of, now := w.today(in)
		if out.Strange = strange(w.Outcome, of, now); len(out.Strange) > 0 {
			return nil
		}
		changed := out.apply(of, now, s.newID)
		if !changed && w.Task.State != TaskAssigned {
			return nil
		}
		if err := s.keepDraft(ctx, client, &out.Work); err != nil {
			return err
		}
		out.Work.Outcome = w.Def.Evaluate(out.Work.Outcome.Draft, w.world)
		return nil
	})
	return out, err
}

// today gives what was posted with the names that lists have now, and how to find
// the name of a field: a page of an older version may come in after the client
// moved on in another window. A name is empty where nothing is asked any more.
func (w Work) today(in Filling) (Filling, func(path string) string) {
	page := in.posting(nil)
	now := func(path string) string {
		to, asked := w.Def.PathNow(w.Outcome.Draft, page, path)
		if !asked {
			return ""
		}
		return to
	}
	for _, list := range []*string{&in.Add, &in.Remove.Question, &in.Undo.Question, &in.Still.Question} {
		if *list == "" {
			continue
		}
		*list = now(*list)
	}
	if in.Remove.Question == "" {
		in.Remove = Cell{}
	}
	if in.Undo.Question == "" {
		in.Undo = Cell{}
	}
	return in, now
}

// posting is what a page sent, with those of its fields that can be kept.
func (in Filling) posting(fields map[string]string) assignment.Posting {
	return assignment.Posting{Logic: in.Logic, Page: in.Page, Base: in.Base, Beat: in.Beat, Fields: fields}
}

// mostStrange is how many of the things that belong nowhere are given back.
const mostStrange = 5

// strange lists what was typed where this assignment asks nothing.
func strange(o *assignment.Outcome, in Filling, now func(string) string) []string {
	var list []string
	for _, path := range slices.Sorted(maps.Keys(in.Fields)) {
		if to := now(path); path == "" || to != "" && !o.Takes(to) {
			list = append(list, in.Fields[path])
		}
	}
	for _, cell := range []Cell{in.Remove, in.Undo} {
		if cell != (Cell{}) && !o.TakesRow(cell.Question, cell.Row) {
			list = append(list, "")
		}
	}
	if in.Add != "" && !o.IsList(in.Add) {
		list = append(list, "")
	}
	return list[:min(len(list), mostStrange)]
}

// apply merges what was posted into the draft.
func (f *Filled) apply(in Filling, now func(string) string, newID func() string) bool {
	draft, good := f.Work.Outcome.Draft, map[string]string{}
	for path, value := range in.Fields {
		clean, why := assignment.Unkept(value)
		if len(disclosure.Find(clean)) > 0 {
			why = &assignment.Issue{Key: "answer.numbers"}
		}
		if why != nil {
			f.Unkept[now(path)] = Unkept{Typed: clean, Why: why}
			continue
		}
		good[path] = value
		f.Changed[now(path)] = value != draft.Value(now(path))
	}
	changed := f.Work.Def.Merge(draft, in.posting(good))
	for path, rev := range in.Choose {
		changed = draft.Choose(now(path), rev) || changed
	}
	if in.Remove.Row != "" {
		changed = draft.RemoveRow(in.Remove.Question, in.Remove.Row) || changed
	}
	if in.Undo.Row != "" {
		changed = draft.UndoRow(in.Undo.Question, in.Undo.Row) || changed
	}
	if in.Add != "" {
		changed = f.addRow(in, newID) || changed
	}
	if in.Layout.Known() && in.Layout != draft.Layout {
		draft.Layout, changed = in.Layout, true
	}
	if in.Still.Question != "" {
		changed = draft.Apply(draft.Rev, f.Work.Outcome.StillToday(in.Still.Question, in.Still.Row)) || changed
	}
	return f.settle(in) || changed
}

// settle does what the client said of rows that look alike; what does not look
// alike is let be.
func (f *Filled) settle(in Filling) bool {
	if len(in.Same)+len(in.Apart) == 0 {
		return false
	}
	changed, draft := false, f.Work.Outcome.Draft
	for _, d := range f.Work.Outcome.Doubles() {
		switch {
		case slices.Contains(in.Same, d.Twin):
			changed = f.Work.Def.Join(draft, d.Twin) || changed
		case slices.Contains(in.Apart, d.Twin):
			changed = draft.KeepApart(d.Twin) || changed
		}
	}
	return changed
}

// pageName is how pages are named: ten letters and digits, as rows are.
var pageName = regexp.MustCompile(`^[a-z2-7]{10}$`)

// addRow adds a row that has the name of the page it was asked on, so that a
// button that was pressed twice adds one. When that row was taken off since, one
// more is meant.
func (f *Filled) addRow(in Filling, newID func() string) bool {
	o := f.Work.Outcome
	f.NewRow = in.Page
	if !pageName.MatchString(in.Page) || o.Draft.Gone(in.Add, in.Page) {
		f.NewRow = strings.ToLower(newID()[:10])
	}
	if o.TakesRow(in.Add, f.NewRow) {
		return false
	}
	if ok, most := o.Room(in.Add); !ok {
		f.NewRow, f.Full = "", most
		return false
	}
	return o.Draft.AddRow(in.Add, f.NewRow)
}
