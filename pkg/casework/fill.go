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
	Page   string            // name of the page, drawn when it was shown; the row that it adds has it too
	Base   int               // revision that the page showed
	Beat   int               // how many times the page sent itself; 0 where no script counts
	Fields map[string]string // by path
	Add    string            // question to add a row to
	Remove Cell              // row to take off
	Undo   Cell              // row to put back
	Choose map[string]int    // conflicts that were settled: path → revision of the value that is meant, 0 for the one that stands
	Layout assignment.Layout // how the client wants to see it; empty: as it was
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
		if out.Strange = strange(w.Outcome, in); len(out.Strange) > 0 {
			return nil
		}
		changed := out.apply(in, s.newID)
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

// mostStrange is how many of the things that belong nowhere are given back.
const mostStrange = 5

// strange lists what was typed where this assignment asks nothing.
func strange(o *assignment.Outcome, in Filling) []string {
	var list []string
	for _, path := range slices.Sorted(maps.Keys(in.Fields)) {
		if !o.Takes(path) {
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
func (f *Filled) apply(in Filling, newID func() string) bool {
	draft, good := f.Work.Outcome.Draft, map[string]string{}
	for path, value := range in.Fields {
		clean, why := assignment.Unkept(value)
		if len(disclosure.Find(clean)) > 0 {
			why = &assignment.Issue{Key: "answer.numbers"}
		}
		if why != nil {
			f.Unkept[path] = Unkept{Typed: clean, Why: why}
			continue
		}
		good[path] = value
		f.Changed[path] = value != draft.Value(path)
	}
	changed := draft.Merge(assignment.Posting{Page: in.Page, Base: in.Base, Beat: in.Beat, Fields: good})
	for path, rev := range in.Choose {
		changed = draft.Choose(path, rev) || changed
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
