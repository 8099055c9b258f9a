// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"html/template"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/letter"
)

// letterRule is a letter that can come out of an assignment.
type letterRule struct {
	id    string
	title *text
	body  *letter.Template
	help  *letter.Template // what it says, in the reader's own language; nil in Dutch
	when  *formula.Formula
	each  letter.Each
}

// Letter is a letter that came out, ready to be read, changed and printed. Its
// text is Dutch, because who gets it reads Dutch.
type Letter struct {
	ID    string `json:"i"`
	Row   int    `json:"r,omitempty"` // which row of the list it is for, from 1; 0 for a letter that stands alone
	List  string `json:"q,omitempty"` // the list of that row: "dossier.debts"
	RowID string `json:"w,omitempty"` // and what names the row for ever
	Title string `json:"n"`
	letter.Filled
	Help template.HTML `json:"-"` // what it says, for who does not read Dutch
}

// Name is what a letter is called in addresses: its id, with the row it is for.
func (l Letter) Name() string {
	if l.Row == 0 {
		return l.ID
	}
	return l.ID + "-" + strconv.Itoa(l.Row)
}

// Same tells whether two letters are the same one, made at two moments: rows before
// theirs come and go.
func (l Letter) Same(m Letter) bool {
	if l.RowID == "" {
		return l.Name() == m.Name()
	}
	return l.ID == m.ID && l.RowID == m.RowID
}

// Again gives the letter with a text that its writer changed.
func (l Letter) Again(text string) Letter {
	values := l.Values
	l.Filled = letter.Again(text)
	l.Values = values
	return l
}

var letterFile = regexp.MustCompile(`^[a-z0-9_-]+(\.[a-z]{2})?\.md$`)

// letters reads the letters of an assignment.
func (b *builder) letters(n *content.Node) {
	if n == nil {
		return
	}
	for _, item := range n.Items {
		rule := &letterRule{id: item.Str("id"), when: b.condition(item, "show_if", formula.Options{})}
		if f := item.Field("for_each"); f != nil {
			var ok bool
			if rule.each, ok = letter.ParseEach(f.Value, lists{b}); !ok {
				b.complain(f.At(content.Words{NL: "Hier hoort een rij uit een lijst.", EN: "A row of a list belongs here."}, content.Words{NL: "Bijvoorbeeld: debt in dossier.debts", EN: "For example: debt in dossier.debts"}))
			}
		}
		in := rule.each.Options()
		rule.each.Where, rule.title = b.condition(item, "where", in), b.filled(item, "title", true, in)
		rule.body = b.letter(item, item.Str("file"), rule.each)
		if help := item.Str("reading_help"); help != "" && b.d.Language != source {
			rule.help = b.letter(item, inLanguage(help, b.d.Language), rule.each)
		}
		if rule.body != nil && rule.title != nil {
			b.d.letters = append(b.d.letters, rule)
		}
	}
}

// inLanguage names the same file in another language: letter.en.md, letter.ar.md.
func inLanguage(file, lang string) string {
	base := strings.TrimSuffix(file, ".md")
	if i := strings.LastIndexByte(base, '.'); i >= 0 {
		base = base[:i]
	}
	return base + "." + lang + ".md"
}

// letter reads one file.
func (b *builder) letter(n *content.Node, file string, each letter.Each) *letter.Template {
	at := n
	if f := n.Field("file"); f != nil {
		at = f
	}
	if !letterFile.MatchString(file) {
		b.complain(at.At(content.Words{NL: "'" + file + "' is geen naam van een brief.", EN: "'" + file + "' is no name of a letter."}, content.Words{NL: "Bijvoorbeeld: letter.nl.md", EN: "For example: letter.nl.md"}))
		return nil
	}
	body, err := b.read(file)
	if err != nil {
		b.complain(at.At(content.Words{NL: "Het bestand '" + file + "' is er niet.", EN: "There is no file '" + file + "'."}, content.Words{}))
		return nil
	}
	t, problems := letter.Parse(b.d.ID+"/"+file, body, each, lists{b})
	b.complain(problems...)
	if len(problems) > 0 {
		return nil
	}
	return t
}

// lists lets a letter read its formulas with the names of the assignment.
type lists struct{ b *builder }

// Compile reads a formula of a letter.
func (l lists) Compile(src string, o formula.Options) (*formula.Formula, *formula.Problem) {
	o.Norms = l.b.d.norms
	f, problem := formula.Compile(src, l.b.d, o)
	if f != nil {
		l.b.reads(f)
	}
	return f, problem
}

// Columns gives what a row of a list has.
func (l lists) Columns(list string) (map[string]formula.Type, bool) {
	t, ok := l.b.d.TypeOf(list)
	if path, known := strings.CutPrefix(list, "dossier."); ok && known {
		l.b.d.names.reads[path] = true
	}
	return t.Columns, ok && t.Kind == formula.Rows
}

// Lists names the lists of the assignment and of the dossier.
func (l lists) Lists() []string {
	var names []string
	for _, name := range l.b.d.Names() {
		if _, ok := l.Columns(name); ok {
			names = append(names, name)
		}
	}
	return names
}

// Letters gives the letters that come out. Ask the definition in Dutch for the
// letters themselves, and that in the reader's language for titles and help.
func (o *Outcome) Letters() ([]Letter, error) {
	var list []Letter
	w := letterWorld{o}
	for _, r := range o.Def.letters {
		if !o.holds(r.when) {
			continue
		}
		if r.each.List == "" {
			one, err := r.body.Fill(w)
			if err != nil {
				return nil, err
			}
			list = append(list, Letter{ID: r.id, Title: r.title.markup.Text(o.fill(r.title, nil, nil, 0)), Filled: one, Help: r.helpIn(w)})
			continue
		}
		letters, at, err := r.body.FillEach(w, r.each)
		if err != nil {
			return nil, err
		}
		rows, helps, ids := letter.Called(w.Rows(r.each.List), r.each.Row), r.helpEach(w), o.rowIDs(r.each.List)
		for i, one := range letters {
			l := Letter{ID: r.id, Row: at[i] + 1, List: r.each.List, Title: r.title.markup.Text(w.fill(r.title, rows, at[i], r.each.List)), Filled: one}
			if at[i] < len(ids) {
				l.RowID = ids[at[i]]
			}
			if i < len(helps) {
				l.Help = firstOf(helps[i])
			}
			list = append(list, l)
		}
	}
	return list, nil
}

// rowIDs names the rows of a list, in its order.
func (o *Outcome) rowIDs(list string) []string {
	path, known := strings.CutPrefix(list, "dossier.")
	if !known {
		if q := o.Def.names.questions[list]; q != nil {
			return o.usedRows(q)
		}
		return nil
	}
	var ids []string
	for _, f := range o.world.Record.Rows(path) {
		ids = append(ids, f.Row)
	}
	return ids
}

// helpIn gives what a letter that stands alone says, in the reader's own language.
func (r *letterRule) helpIn(w letterWorld) template.HTML {
	if r.help == nil {
		return ""
	}
	one, err := r.help.Fill(w)
	if err != nil {
		return ""
	}
	return firstOf(one)
}

// helpEach gives it for the letters of each row, made once for all of them.
func (r *letterRule) helpEach(w letterWorld) []letter.Filled {
	if r.help == nil {
		return nil
	}
	all, _, _ := r.help.FillEach(w, r.each) // fails only where the letter itself did
	return all
}

func firstOf(f letter.Filled) template.HTML {
	if len(f.Pieces) == 0 {
		return ""
	}
	return f.Pieces[0].HTML
}

// letterWorld is what a letter sees of an outcome.
type letterWorld struct{ o *Outcome }

// Rows gives the rows of a list.
func (w letterWorld) Rows(list string) []formula.Row { return w.o.Value(list).Rows() }

// Eval computes a formula of a letter.
func (w letterWorld) Eval(f *formula.Formula, rows []formula.Row, i int) formula.Value {
	return w.o.eval(f, rows, i)
}

// Show writes a value as a letter says it.
func (w letterWorld) Show(f *formula.Formula, v formula.Value, list string) string {
	if list != "" {
		name := strings.TrimSpace(f.Source())
		name = name[strings.LastIndexByte(name, '.')+1:]
		if c, ok := w.o.rowsOf(list).Column(name); ok {
			return w.o.show(v, c)
		}
	}
	return w.o.show(v, w.o.typeNamed(f, nil))
}

// rowsOf gives the type of a list that a formula names.
func (o *Outcome) rowsOf(list string) dossier.Type {
	if q := o.Def.names.questions[list]; q != nil && q.Rows != nil {
		t := q.Type
		t.Columns = nil
		for _, c := range q.Rows.Columns {
			column := c.Type
			column.Path = c.ID
			t.Columns = append(t.Columns, column)
		}
		return t
	}
	t, _ := o.Def.vocab.Type(strings.TrimPrefix(list, "dossier."))
	return t
}

// fill gives the values for the holes of a text about a row of a list.
func (w letterWorld) fill(t *text, rows []formula.Row, i int, list string) []string {
	values := make([]string, len(t.holes))
	for k, f := range t.holes {
		values[k] = letter.Unknown
		if f != nil {
			values[k] = w.Show(f, w.Eval(f, rows, i), list)
		}
	}
	return values
}

// LetterIDs names the letters that an assignment can give.
func (d *Definition) LetterIDs() []string {
	ids := map[string]bool{}
	for _, r := range d.letters {
		ids[r.id] = true
	}
	return slices.Sorted(maps.Keys(ids))
}
