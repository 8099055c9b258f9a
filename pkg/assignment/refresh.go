// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"time"

	"opgelucht/pkg/dossier"
)

// Refresh brings a draft up to what the dossier says now, where the client typed
// nothing since: another assignment or the dossier page may have said more
// meanwhile, and an old prefilled value must not come back over it. What the
// client typed here, and did not hand in yet, is never touched.
func (d *Definition) Refresh(draft *Draft, w World) {
	f := refresher{draft, draft.Rev + 1, w}
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			switch {
			case q.Fact == "":
			case q.Rows != nil:
				f.list(q)
			default:
				if fact, ok := w.Record.Fact(q.Fact); ok {
					f.value(q, q.ID, fact.Value())
				}
			}
		}
	}
}

// refresher writes what the dossier knows as one more revision of a draft.
type refresher struct {
	draft *Draft
	rev   int
	world World
}

// value brings one value; what is blank in the dossier brings nothing.
func (f refresher) value(q *Question, path string, v dossier.Value) {
	if v.State == dossier.Blank || f.draft.own(path) || f.draft.own(path+".per") || f.draft.own(path+".unknown") {
		return
	}
	if a := read(q, f.draft, path, f.world.Today); a.issue == nil && a.keep().Alike(v) {
		return
	}
	raw, per, unknown := retype(q.Type, v)
	f.write(path, raw)
	f.write(path+".per", per)
	if unknown {
		f.write(path+".unknown", "1")
	} else {
		f.write(path+".unknown", "")
	}
}

func (f refresher) write(path, value string) {
	if f.draft.Value(path) == value {
		return
	}
	if f.draft.Fields[path] == nil {
		f.draft.Fields[path] = &Field{}
	}
	field := f.draft.Fields[path]
	field.Log = append(field.Log, Entry{Rev: f.rev, Value: value, Known: true})
	f.draft.Rev = f.rev
}

// list brings the rows that came, and takes off those that went.
func (f refresher) list(q *Question) {
	here := false
	for _, fact := range f.world.Record.Rows(q.Fact) {
		r, takes := f.draft.row(q.ID, fact.Row), q.takesFact(fact, f.world)
		here = here || takes
		switch {
		case r == nil && !takes:
			continue
		case r == nil:
			f.draft.Rows[q.ID] = append(f.draft.Rows[q.ID], &Row{ID: fact.Row, Added: f.rev})
			f.draft.Rev = f.rev
		case r.Removed > f.draft.Handed:
			continue // taken off here, and not handed in yet
		case r.Removed != 0:
			r.Removed, f.draft.Rev = 0, f.rev
		}
		for _, c := range q.Rows.Columns {
			if v, ok := fact.Values[c.ID]; ok {
				f.value(c, cell(q.ID, fact.Row, c.ID), v)
			}
		}
	}
	for _, r := range f.draft.Rows[q.ID] {
		history := f.world.Record.History(q.Fact, r.ID)
		if r.Removed == 0 && len(history) > 0 && history[len(history)-1].Removed && !f.typed(q, r.ID) {
			r.Removed, f.draft.Rev = f.rev, f.rev
		}
	}
	if here && !f.draft.own(q.ID+".none") {
		f.write(q.ID+".none", "")
	}
}

// typed tells whether somebody typed in a row since the draft was handed in.
func (f refresher) typed(q *Question, row string) bool {
	for _, c := range q.Rows.Columns {
		if path := cell(q.ID, row, c.ID); f.draft.own(path) || f.draft.own(path+".per") || f.draft.own(path+".unknown") {
			return true
		}
	}
	return false
}

// Known says of an answer that nobody typed it here: it stood in the dossier.
type Known struct {
	At     time.Time // when the client said it last
	Source dossier.Source
	Old    bool   // so long ago that it must be asked after
	Still  bool   // the client says that it is right
	Tick   string // what the field that says so then holds
	Name   string // of that field
	Text   string // where it came from and how old it is, in words; put in by the door
}

// stillPath is the field that says that an answer is still right, with the day on
// which that was said: a tick of long ago says nothing of now. No question and no
// column can have a colon in its name.
func stillPath(path string) string { return path + ":still" }

// StillToday gives the fields to write for saying that a row of a list, or all rows,
// are still right.
func (o *Outcome) StillToday(question, row string) map[string]string {
	fields := map[string]string{}
	for _, id := range o.Draft.RowIDs(question) {
		if row == "" || row == id {
			fields[stillPath(rowPath(question, id))] = o.world.Today.Format(time.DateOnly)
		}
	}
	return fields
}

func rowPath(question, row string) string { return question + "[" + row + "]" }

// still tells whether the client said that an answer of the dossier is right, since
// it was filled in and not long ago.
func (o *Outcome) still(path string, since time.Time) bool {
	day, err := time.ParseInLocation(time.DateOnly, o.Draft.Value(stillPath(path)), o.world.Today.Location())
	if err != nil || day.After(o.world.Today) || dossier.Old(day, o.world.Today) {
		return false
	}
	return day.Format(time.DateOnly) > since.In(day.Location()).Format(time.DateOnly)
}

// knownAnswer tells where an answer came from that nobody typed here; nil for one that
// somebody did.
func (o *Outcome) knownAnswer(q *Question, path, row, still string) *Known {
	fact, column := q.Fact, ""
	if row != "" {
		column = q.ID
	}
	if fact == "" || o.Draft.own(path) || o.Draft.own(path+".per") || o.Draft.own(path+".unknown") {
		return nil
	}
	if a := o.given(path); !a.filled {
		return nil
	}
	f, at := o.world.Record.Since(fact, row, column)
	if at.IsZero() || f.Values[column].State == dossier.Blank {
		return nil
	}
	k := &Known{At: at, Source: f.Source, Old: dossier.Old(at, o.world.Today), Still: o.still(still, at), Tick: o.world.Today.Format(time.DateOnly)}
	k.Name = FieldPrefix + stillPath(still)
	return k
}

// KnownAnswer tells where the answer of a plain question came from; nil when it was
// typed here.
func (o *Outcome) KnownAnswer(q *Question) *Known { return o.knownAnswer(q, q.ID, "", q.ID) }

// knownColumn is KnownAnswer for a column of a row; whole rows are said to be right.
func (o *Outcome) knownColumn(q, column *Question, row string) *Known {
	of := *column
	of.Fact = q.Fact
	return o.knownAnswer(&of, cell(q.ID, row, column.ID), row, rowPath(q.ID, row))
}

// KnownRow tells where a row came from: it is as old as the oldest of its answers
// that nobody typed here.
func (o *Outcome) KnownRow(q *Question, row string) *Known {
	var oldest *Known
	for _, c := range q.Rows.Columns {
		k := o.knownColumn(q, c, row)
		if k != nil && (oldest == nil || k.At.Before(oldest.At)) {
			oldest = k
		}
	}
	return oldest
}
