// SPDX-License-Identifier: EUPL-1.2

// Package letter reads letters that an author wrote as Markdown with formulas,
// conditions and repetitions, and fills them in for one person.
//
//	{paper: Je naam}                      a dotted line; what stands there never reaches us
//	{debt.owed}                           a value
//	{if reason = "income"} … {else if …} … {else} … {end}
//	{for each debt in dossier.debts where not urgent} … {debt.creditor} … {end}
//
// A condition or repetition stands on a line of its own.
package letter

import (
	"html/template"
	"strconv"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/formula"
)

// Template is a letter that was read. It is never changed and can be used by
// many goroutines.
type Template struct {
	parts []part
	size  int // bytes of the source, for what a filled letter will take
}

// part is a piece of a letter, of one kind.
type part struct {
	text  string           // words, with Markdown
	value *formula.Formula // a value
	paper string           // what to write on a dotted line
	cases []branch         // the first that holds is used
	each  *loop
}

type branch struct {
	when  *formula.Formula // nil: otherwise
	parts []part
}

type loop struct {
	list  string
	row   string // what one row is called
	where *formula.Formula
	parts []part
}

// World gives a letter its values.
type World interface {
	// Rows gives the rows of a list; nil when nothing is known of it.
	Rows(list string) []formula.Row
	// Eval computes a formula; inside a repetition for rows[i].
	Eval(f *formula.Formula, rows []formula.Row, i int) formula.Value
	// Show writes a value as a person reads it; list names the rows it is of.
	Show(f *formula.Formula, v formula.Value, list string) string
}

// Piece is HTML of a letter, and the dotted line after it, if any.
type Piece struct {
	HTML  template.HTML `json:"h,omitempty"`
	Blank string        `json:"b,omitempty"` // what to write there; empty for none
}

// Used is a value that a letter names, as it stood when it was made.
type Used struct {
	Name  string `json:"n"`
	Shown string `json:"v"`
}

// Filled is a letter for one person.
type Filled struct {
	Pieces []Piece `json:"p"`
	Text   string  `json:"t"` // as plain text, to copy or to change
	Values []Used  `json:"u,omitempty"`
	Open   bool    `json:"o,omitempty"` // a value is not known yet: the letter is not ready
}

// Unknown is what stands in a letter for a value that is not known yet.
const Unknown = "…"

// Fill makes the letter for one person.
func (t *Template) Fill(w World) (Filled, error) { return t.fill(w, nil, 0, "") }

// FillEach makes a letter for each row that it is for, with the place of the row
// in the list.
func (t *Template) FillEach(w World, e Each) (letters []Filled, at []int, err error) {
	rows := Called(w.Rows(e.List), e.Row)
	for i := range rows {
		if e.Where != nil && !w.Eval(e.Where, rows, i).Holds() {
			continue
		}
		one, err := t.fill(w, rows, i, e.List)
		for k := range one.Values { // rows before this one come and go
			one.Values[k].Name = strings.TrimPrefix(one.Values[k].Name, e.List+" "+strconv.Itoa(i+1)+": ")
		}
		if err != nil {
			return nil, nil, err
		}
		letters, at = append(letters, one), append(at, i)
	}
	return letters, at, nil
}

func (t *Template) fill(w World, rows []formula.Row, i int, list string) (Filled, error) {
	f := &filler{world: w}
	f.source.Grow(2 * t.size)
	f.fill(t.parts, rows, i, list)
	return f.finish()
}

// filler writes the Markdown of a letter. Values stand outside it: a hole marks
// their place, so what a person wrote is never read as Markdown.
type filler struct {
	world  World
	source strings.Builder
	holes  []hole
	seen   map[string]bool
	used   []Used
	open   bool
}

type hole struct{ text, blank string }

func (f *filler) fill(parts []part, rows []formula.Row, i int, list string) {
	for _, p := range parts {
		switch {
		case p.value != nil:
			f.value(p.value, rows, i, list)
		case p.paper != "":
			f.hole(hole{blank: p.paper})
		case p.cases != nil:
			f.choose(p.cases, rows, i, list)
		case p.each != nil:
			f.repeat(p.each)
		default:
			f.source.WriteString(p.text)
		}
	}
}

func (f *filler) hole(h hole) {
	f.source.WriteString("{" + strconv.Itoa(len(f.holes)) + "}")
	f.holes = append(f.holes, h)
}

func (f *filler) value(v *formula.Formula, rows []formula.Row, i int, list string) {
	got := f.world.Eval(v, rows, i)
	text := Unknown
	if got.Answered() {
		text = f.world.Show(v, got, list)
	} else {
		f.open = true
	}
	f.hole(hole{text: text})
	name := v.Source()
	if list != "" {
		name = list + " " + strconv.Itoa(i+1) + ": " + name
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	if !f.seen[name] {
		f.seen[name] = true
		f.used = append(f.used, Used{Name: name, Shown: text})
	}
}

func (f *filler) choose(cases []branch, rows []formula.Row, i int, list string) {
	for _, c := range cases {
		if c.when == nil || f.world.Eval(c.when, rows, i).Holds() {
			f.fill(c.parts, rows, i, list)
			return
		}
	}
}

func (f *filler) repeat(l *loop) {
	rows := Called(f.world.Rows(l.list), l.row)
	for i := range rows {
		if l.where == nil || f.world.Eval(l.where, rows, i).Holds() {
			f.fill(l.parts, rows, i, l.list)
		}
	}
}

// Called gives rows whose columns can be named with the row as well.
func Called(rows []formula.Row, row string) []formula.Row {
	list := make([]formula.Row, len(rows))
	for i, r := range rows {
		list[i] = r.Called(row)
	}
	return list
}

// finish turns the Markdown into HTML and puts the values in.
func (f *filler) finish() (Filled, error) {
	m, err := content.NewLetter(f.source.String())
	if err != nil {
		return Filled{}, err
	}
	values := make([]string, len(m.Holes))
	for i, name := range m.Holes {
		n, err := strconv.Atoi(name)
		if err != nil || n >= len(f.holes) {
			continue // no hole of ours: too many for one letter
		}
		values[i] = f.holes[n].text
		if f.holes[n].blank != "" {
			values[i] = OnPaper(f.holes[n].blank)
		}
	}
	out := Filled{Values: f.used, Open: f.open, Text: plain(m.Text(values))}
	html := m.Around()
	for i, piece := range html {
		p := Piece{HTML: piece}
		if i < len(m.Holes) {
			n, _ := strconv.Atoi(m.Holes[i]) // read above
			if h := f.holes[n]; h.blank != "" {
				p.Blank = h.blank
			} else {
				p.HTML += template.HTML(template.HTMLEscapeString(h.text)) //nolint:gosec // escaped here
			}
		}
		out.add(p)
	}
	return out, nil
}

// add puts HTML to what came before it, unless a dotted line stands between.
func (f *Filled) add(p Piece) {
	if n := len(f.Pieces); n > 0 && f.Pieces[n-1].Blank == "" {
		f.Pieces[n-1].HTML += p.HTML
		f.Pieces[n-1].Blank = p.Blank
		return
	}
	f.Pieces = append(f.Pieces, p)
}

// plain takes the signs of Markdown out of a text that someone will read as it is.
func plain(text string) string {
	text = strings.NewReplacer("**", "", "\\\n", "\n").Replace(text)
	for strings.Contains(text, "\n\n\n") {
		text = strings.ReplaceAll(text, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(text) + "\n"
}
