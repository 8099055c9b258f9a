// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"
)

// Draft is everything a client typed for one task, as it was typed. Nothing in
// it is ever lost: each field keeps all its values.
type Draft struct {
	Rev    int               `json:"r"`
	Fields map[string]*Field `json:"f,omitempty"` // by path: "adults", "income[rid].amount", "reserve.unknown"
	Rows   map[string][]*Row `json:"l,omitempty"` // by question, in the order they were added
	Layout Layout            `json:"y,omitempty"` // how the client wants to see it; empty: as the author made it

	Moves    []Move    `json:"m,omitempty"` // steps to other versions of the assignment, oldest first
	Parked   []*Parked `json:"p,omitempty"` // answers to what is asked no more
	Declined string    `json:"d,omitempty"` // logic of the version that the client did not want
}

// Field is what was typed in one place, newest last.
type Field struct {
	Log   []Entry `json:"l"`
	Other *Entry  `json:"o,omitempty"` // typed elsewhere at the same time; still to choose
}

// Entry is one value of a field, with the revision that wrote it.
type Entry struct {
	Rev   int    `json:"r"`
	Value string `json:"v"`
}

// Row is a row of a list. Its id is random and names it for ever.
type Row struct {
	ID      string `json:"i"`
	Added   int    `json:"a"`
	Removed int    `json:"x,omitempty"` // revision that took it off; 0 while it is there
}

// NewDraft makes an empty draft.
func NewDraft() *Draft { return &Draft{Fields: map[string]*Field{}, Rows: map[string][]*Row{}} }

// Value gives what stands in a field now.
func (d *Draft) Value(path string) string {
	if f := d.Fields[path]; f != nil && len(f.Log) > 0 {
		return f.Log[len(f.Log)-1].Value
	}
	return ""
}

// touched tells whether somebody typed in a field; what stood ready was not typed.
func (d *Draft) touched(path string) bool {
	f := d.Fields[path]
	return f != nil && len(f.Log) > 0 && f.Log[len(f.Log)-1].Rev > 0
}

// at gives what stood in a field at a revision.
func (f *Field) at(rev int) string {
	value := ""
	for _, e := range f.Log {
		if e.Rev > rev {
			break
		}
		value = e.Value
	}
	return value
}

// Conflict gives the value that was typed elsewhere at the same time.
func (d *Draft) Conflict(path string) (string, bool) {
	if f := d.Fields[path]; f != nil && f.Other != nil {
		return f.Other.Value, true
	}
	return "", false
}

// Apply merges what a page posted, field by field. The page showed revision
// base. What the page did not change is left alone, so a page that was open for
// long never brings back an old value; what was changed here and elsewhere
// becomes the new value and the other one is kept beside it, until somebody
// chooses: a page that saves in the background never asked. It tells whether
// anything changed.
func (d *Draft) Apply(base int, posted map[string]string) bool {
	changed := false
	for path, value := range posted {
		changed = d.merge(path, base, value) || changed
	}
	if changed {
		d.Rev++
	}
	return changed
}

// merge puts one value that was posted in its field, at the revision that comes.
func (d *Draft) merge(path string, base int, value string) bool {
	f := d.Fields[path]
	if f == nil {
		f = &Field{}
	}
	if !f.merge(base, d.Rev, value) {
		return false
	}
	d.Fields[path] = f
	d.revive(path)
	return true
}

func (f *Field) merge(base, rev int, value string) bool {
	shown, now := f.at(base), f.at(rev)
	if value == shown || value == now {
		return false
	}
	if now != shown {
		f.Other = &Entry{Rev: rev, Value: now}
	} else if f.Other != nil && f.Other.Value == value {
		f.Other = nil // both windows agree
	}
	f.Log = append(f.Log, Entry{Rev: rev + 1, Value: value})
	return true
}

// Choose settles a conflict: the value that stands, or the other one.
func (d *Draft) Choose(path string, other bool) bool {
	f := d.Fields[path]
	if f == nil || f.Other == nil {
		return false
	}
	d.Rev++
	if other {
		f.Log = append(f.Log, Entry{Rev: d.Rev, Value: f.Other.Value})
	}
	f.Other = nil
	return true
}

// revive brings a row back that was taken off while somebody typed in it.
func (d *Draft) revive(path string) {
	question, rest, ok := strings.Cut(path, "[")
	id, _, closed := strings.Cut(rest, "]")
	if !ok || !closed {
		return
	}
	if r := d.row(question, id); r != nil {
		r.Removed = 0
	}
}

func (d *Draft) row(question, id string) *Row {
	i := slices.IndexFunc(d.Rows[question], func(r *Row) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return d.Rows[question][i]
}

// AddRow adds a row with a new id.
func (d *Draft) AddRow(question, id string) {
	d.Rev++
	d.Rows[question] = append(d.Rows[question], &Row{ID: id, Added: d.Rev})
}

// RemoveRow takes a row off a list; what was typed in it stays findable.
func (d *Draft) RemoveRow(question, id string) bool {
	r := d.row(question, id)
	if r == nil || r.Removed != 0 {
		return false
	}
	d.Rev++
	r.Removed = d.Rev
	return true
}

// UndoRow puts a row back.
func (d *Draft) UndoRow(question, id string) bool {
	r := d.row(question, id)
	if r == nil || r.Removed == 0 {
		return false
	}
	d.Rev++
	r.Removed = 0
	return true
}

// RowIDs gives the rows that are on a list.
func (d *Draft) RowIDs(question string) []string {
	var ids []string
	for _, r := range d.Rows[question] {
		if r.Removed == 0 {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// LastRemoved gives the row that was taken off last, to undo.
func (d *Draft) LastRemoved(question string) (string, bool) {
	id, last := "", 0
	for _, r := range d.Rows[question] {
		if r.Removed > last {
			id, last = r.ID, r.Removed
		}
	}
	return id, last > 0
}

// cell is the path of a column in a row.
func cell(question, row, column string) string { return question + "[" + row + "]." + column }
