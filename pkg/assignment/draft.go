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
	Beats  []Beat            `json:"b,omitempty"` // of pages that save themselves, newest last
	Handed int               `json:"h,omitempty"` // revision that was handed in last: what was typed until then is the dossier's
	Apart  []Twin            `json:"p,omitempty"` // rows that look alike and are not the same, says the client

	Moves    []Move    `json:"m,omitempty"` // steps to other versions of the assignment, oldest first
	Parked   []*Parked `json:"k,omitempty"` // answers to what is asked no more
	Declined string    `json:"d,omitempty"` // logic of the version that the client did not want
}

// Beat is the last time a page sent itself, counted on that page. What it sent
// before and comes in later, over a slow line, is no news.
type Beat struct {
	Page string `json:"p"`
	N    int    `json:"n"`
}

// mostBeats is of how many pages the last beat is known.
const mostBeats = 20

// Field is what was typed in one place, newest last.
type Field struct {
	Log    []Entry `json:"l"`
	Others []int   `json:"c,omitempty"` // revisions of what was typed elsewhere at the same time; still to choose
}

// Entry is one value of a field, with the revision that wrote it and the page it
// was typed on.
type Entry struct {
	Rev   int    `json:"r"`
	Value string `json:"v"`
	Page  string `json:"p,omitempty"`
	Known bool   `json:"k,omitempty"` // nobody typed it here: it came from the dossier later
}

// Posting is what one page sends. A page that is sent again, because the answer
// got lost or somebody went back to it, has the same name and the same base.
type Posting struct {
	Page   string // name of the page as it was shown, drawn at random; may be empty
	Logic  string // version that the page asked the questions of; empty: a page of before pages said so
	Base   int    // revision that the page showed
	Beat   int    // how many times the page sent itself; 0 where it does not count
	Fields map[string]string
}

// Row is a row of a list. Its id is random and names it for ever.
type Row struct {
	ID      string `json:"i"`
	Added   int    `json:"a"`
	Removed int    `json:"x,omitempty"` // revision that took it off; 0 while it is there
	Back    int    `json:"b,omitempty"` // revision in which somebody typed in it while it was off the list
}

// NewDraft makes an empty draft.
func NewDraft() *Draft { return &Draft{Fields: map[string]*Field{}, Rows: map[string][]*Row{}} }

// Value gives what stands in a field now.
func (d *Draft) Value(path string) string {
	if f := d.Fields[path]; f != nil {
		return f.now()
	}
	return ""
}

// now gives what was typed last.
func (f *Field) now() string {
	if len(f.Log) == 0 {
		return ""
	}
	return f.Log[len(f.Log)-1].Value
}

// touched tells whether somebody typed in a field; what stood ready was not typed.
func (d *Draft) touched(path string) bool {
	f := d.Fields[path]
	return f != nil && len(f.Log) > 0 && f.Log[len(f.Log)-1].Rev > 0 && !f.Log[len(f.Log)-1].Known
}

// own tells whether somebody typed in a field since the draft was handed in: the
// dossier does not have it yet.
func (d *Draft) own(path string) bool {
	return d.touched(path) && d.Fields[path].Log[len(d.Fields[path].Log)-1].Rev > d.Handed
}

// HandIn notes that everything in the draft went to the dossier.
func (d *Draft) HandIn() { d.Handed = d.Rev }

// known gives the value of a field that a page knows: what it showed, or what was
// typed on it since.
func (f *Field) known(p Posting) string {
	value := ""
	for _, e := range f.Log {
		if e.Rev <= p.Base || p.Page != "" && e.Page == p.Page {
			value = e.Value
		}
	}
	return value
}

// at gives what stood in a field at a revision.
func (f *Field) at(rev int) string { return f.known(Posting{Base: rev}) }

// Others gives the values that were typed elsewhere at the same time and that
// nobody chose from yet.
func (d *Draft) Others(path string) []Entry { return d.Fields[path].others() }

func (f *Field) others() []Entry {
	if f == nil {
		return nil
	}
	var list []Entry
	for _, e := range f.Log {
		if slices.Contains(f.Others, e.Rev) {
			list = append(list, e)
		}
	}
	return list
}

// Apply merges what a page without a name posted; see Merge.
func (d *Draft) Apply(base int, posted map[string]string) bool {
	return d.Merge(Posting{Base: base, Fields: posted})
}

// Merge takes over what a page posted, field by field. What the page did not
// change is left alone, so a page that was open for long never brings back an old
// value; what was changed here and elsewhere becomes the new value and the others
// are kept beside it, until somebody chooses: a page that saves in the background
// never asked. What was typed on the page itself is no other window. It tells
// whether anything changed.
func (d *Draft) Merge(p Posting) bool {
	p.Base = max(p.Base, 0)
	news, counted := d.beat(p)
	if !news {
		return false
	}
	changed := false
	for path, value := range p.Fields {
		changed = d.merge(p, path, value) || changed
	}
	if changed {
		d.Rev++
	}
	return changed || counted
}

// merge puts one value that was posted in its field, at the revision that comes.
func (d *Draft) merge(p Posting, path, value string) bool {
	f := d.Fields[path]
	if f == nil {
		f = &Field{}
	}
	if !f.merge(p, d.Rev+1, value) {
		return false
	}
	d.Fields[path] = f
	d.revive(path, d.Rev+1)
	return true
}

func (f *Field) merge(p Posting, rev int, value string) bool {
	known, now := f.known(p), f.last()
	if value == known || value == now && p.Page == "" { // a page with a name must be known to have typed it too
		return false
	}
	if now != known && now != value {
		f.Others = append(f.Others, f.Log[len(f.Log)-1].Rev)
	}
	f.Log = append(f.Log, Entry{Rev: rev, Value: value, Page: p.Page})
	f.agree(value)
	return true
}

// beat notes how far a page is, and tells whether what it sends is news.
func (d *Draft) beat(p Posting) (news, counted bool) {
	if p.Beat <= 0 || p.Page == "" {
		return true, false
	}
	i := slices.IndexFunc(d.Beats, func(b Beat) bool { return b.Page == p.Page })
	if i < 0 {
		d.Beats = append(d.Beats, Beat{Page: p.Page, N: p.Beat})
		d.Beats = d.Beats[max(0, len(d.Beats)-mostBeats):]
		return true, true
	}
	before := d.Beats[i].N
	d.Beats[i].N = max(before, p.Beat)
	return p.Beat >= before, p.Beat > before
}

// agree leaves out of the others what says the same as the value that stands, or
// as each other.
func (f *Field) agree(value string) {
	said, left := map[string]bool{value: true}, []int(nil)
	for _, e := range slices.Backward(f.Log) {
		if slices.Contains(f.Others, e.Rev) && !said[e.Value] {
			said[e.Value], left = true, append(left, e.Rev)
		}
	}
	f.Others = left
}

// Choose settles which value is meant: the one that stands, at revision 0, or one
// of the others.
func (d *Draft) Choose(path string, rev int) bool {
	f := d.Fields[path]
	if f == nil || len(f.Others) == 0 || rev != 0 && !slices.Contains(f.Others, rev) {
		return false
	}
	d.Rev++
	for _, e := range d.Others(path) {
		if e.Rev == rev {
			f.Log = append(f.Log, Entry{Rev: d.Rev, Value: e.Value})
		}
	}
	f.Others = nil
	return true
}

// revive brings a row back that was taken off while somebody typed in it.
func (d *Draft) revive(path string, rev int) {
	question, rest, ok := strings.Cut(path, "[")
	id, _, closed := strings.Cut(rest, "]")
	if !ok || !closed {
		return
	}
	if r := d.row(question, id); r != nil && r.Removed != 0 {
		r.Removed, r.Back = 0, rev
	}
}

func (d *Draft) row(question, id string) *Row {
	i := slices.IndexFunc(d.Rows[question], func(r *Row) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return d.Rows[question][i]
}

// AddRow adds a row. One with the same id is there already: a button that was
// pressed twice adds one row.
func (d *Draft) AddRow(question, id string) bool {
	if d.row(question, id) != nil {
		return false
	}
	d.Rev++
	d.Rows[question] = append(d.Rows[question], &Row{ID: id, Added: d.Rev})
	return true
}

// Gone tells whether a row was taken off.
func (d *Draft) Gone(question, id string) bool {
	r := d.row(question, id)
	return r != nil && r.Removed != 0
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
