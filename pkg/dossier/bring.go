// SPDX-License-Identifier: EUPL-1.2

package dossier

import (
	"maps"
	"slices"
	"time"
)

// Meeting says what happens when a fact out of an earlier copy meets the record.
type Meeting string

// The meetings. Differs, LooksAlike and Gone are asked about: until a person
// chooses, the record stays as it is.
const (
	New        Meeting = "new"       // the record does not know it
	Same       Meeting = "same"      // the record says the same
	Completes  Meeting = "completes" // a row of which the copy knows more columns
	Differs    Meeting = "differs"   // the record says something else
	LooksAlike Meeting = "alike"     // a row that looks like another one
	Gone       Meeting = "gone"      // the client took it off the list, or has none
)

// Brought is one fact of a copy with what it meets.
type Brought struct {
	Meeting Meeting
	File    Fact
	Now     Fact // of the record; of Gone what took it off
}

// Key names what is brought, for a choice about it.
func (b Brought) Key() string { return b.File.Path + "/" + b.File.Row }

// Asked tells whether a person has to choose.
func (b Brought) Asked() bool {
	return b.Meeting == Differs || b.Meeting == LooksAlike || b.Meeting == Gone
}

// Meet compares the facts of a copy, at most one of each path and row, with the
// record. What was worked out is never replaced: it follows from the rest.
func (r *Record) Meet(v *Vocabulary, facts []Fact) []Brought {
	var list []Brought
	for _, f := range facts {
		t, ok := v.Type(f.Path)
		switch {
		case !ok:
		case f.Row != "":
			list = append(list, r.meetRow(t, f))
		default:
			list = append(list, r.meetPlain(f))
		}
	}
	return list
}

func (r *Record) meetPlain(f Fact) Brought {
	now, known := r.Fact(f.Path)
	b := Brought{Meeting: New, File: f, Now: now}
	switch {
	case f.None && (len(r.Rows(f.Path)) > 0 || now.None):
		b.Meeting = Same // there are rows now, or none is said already
	case !known || now.Value().State == Blank && !f.None:
	case now.By == ByComputer || now.Value().Alike(f.Value()):
		b.Meeting = Same
	case !f.None:
		b.Meeting = Differs
	}
	return b
}

func (r *Record) meetRow(t Type, f Fact) Brought {
	b := Brought{Meeting: New, File: f}
	if history := r.History(f.Path, f.Row); len(history) > 0 {
		b.Now = history[len(history)-1]
		b.Meeting = b.Now.against(f)
		return b
	}
	if none, ok := r.Fact(f.Path); ok && none.None && len(r.Rows(f.Path)) == 0 {
		b.Meeting, b.Now = Gone, none
		return b
	}
	for _, row := range r.Rows(f.Path) {
		if t.LooksLike(f.Values, row.Values) {
			b.Meeting, b.Now = LooksAlike, row
			break
		}
	}
	return b
}

// against tells what a row is beside the same row of a copy.
func (f Fact) against(file Fact) Meeting {
	if f.Removed {
		return Gone
	}
	meeting := Same
	for name, v := range file.Values {
		now, known := f.Values[name]
		switch {
		case !known || now.State == Blank:
			meeting = Completes
		case !now.Alike(v):
			return Differs
		}
	}
	return meeting
}

// Decision is what a person wants of something that is asked about.
type Decision string

// The decisions.
const (
	Keep  Decision = ""      // the record stays as it is
	Take  Decision = "take"  // the copy is right: column by column, and blank changes nothing
	Other Decision = "other" // a row that only looks alike: both stay
)

// Bring gives the facts to add to the record. They are the client's own, from a
// copy of a day; when they were filled in stays as old as it was.
func Bring(list []Brought, choices map[string]Decision, at time.Time, day string) []Fact {
	var facts []Fact
	for _, b := range list {
		choice := choices[b.Key()]
		if b.Meeting == Same || b.Asked() && choice == Keep || choice == Other && b.Meeting != LooksAlike {
			continue
		}
		f := Fact{
			Path: b.File.Path, Row: b.File.Row, Values: maps.Clone(b.File.Values), None: b.File.None, At: at, By: ByClient,
			Source: Source{Copy: day}, Said: b.File.SaidAt(),
		}
		switch {
		case b.Meeting == LooksAlike && choice == Other:
			f.Apart = []string{b.Now.Row}
		case b.Meeting == LooksAlike:
			f.Row, f.Values = b.Now.Row, over(b.Now.Values, b.File.Values, true)
		case f.Row != "" && b.Meeting != New && b.Meeting != Gone:
			f.Values = over(b.Now.Values, b.File.Values, b.Meeting == Differs)
		}
		facts = append(facts, f)
	}
	return facts
}

// over lays the columns of a copy over those of a row: the blanks are filled, and
// the rest only where the copy is right.
func over(now, file map[string]Value, right bool) map[string]Value {
	values := maps.Clone(now)
	if values == nil {
		values = map[string]Value{}
	}
	for name, v := range file {
		old, known := values[name]
		if v.State != Blank && (right || !known || old.State == Blank) {
			values[name] = v
		}
	}
	return values
}

// Current gives what a record says now, without what was worked out, in the order
// of a vocabulary: what a copy of it brings along. The rest is how many lines are
// older.
func (r *Record) Current(v *Vocabulary) (facts []Fact, rest int) {
	for _, t := range v.Facts {
		before := len(facts)
		if f, ok := r.Fact(t.Path); ok && f.By != ByComputer && (t.Kind != Rows || f.None && len(r.Rows(t.Path)) == 0) {
			facts = append(facts, f)
		}
		facts = append(facts, r.Rows(t.Path)...)
		mine := func(f Fact) bool { return f.By == ByComputer }
		rest += len(slices.DeleteFunc(r.All(t.Path), mine)) - (len(facts) - before)
	}
	return facts, rest
}
