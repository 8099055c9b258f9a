// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
)

// builder makes a definition out of a file, and collects what is wrong.
type builder struct {
	words    *words
	vocab    *dossier.Vocabulary
	d        *Definition
	logic    []string                 // what the logic hash is made of
	rowNodes map[string]*content.Node // formulas of rows, by question
	problems []content.Problem
}

func (b *builder) complain(p ...content.Problem) { b.problems = append(b.problems, p...) }

// build reads in two rounds: first what there is, so that formulas may name
// anything, then the formulas.
func (b *builder) build(n *content.Node) {
	b.complain(n.Only("title!", "version!", "language!", "why", "prepare", "minutes", "deadline_workdays", "layout", "needs",
		"pages!", "compute", "results", "letters", "counsellor", "renamed")...)
	d := b.d
	d.Version, d.Minutes, d.Workdays = number(n, "version", 1), number(n, "minutes", 10), number(n, "deadline_workdays", 5)
	d.Title, d.Why = b.words.say(n.Str("title")), b.words.say(n.Str("why"))
	for _, p := range n.Field("prepare").Texts() {
		d.Prepare = append(d.Prepare, b.words.say(p))
	}
	d.names = names{questions: map[string]*Question{}, pageOf: map[string]*Page{}, computes: map[string]*Compute{}, types: map[string]formula.Type{}}
	pages := n.Field("pages")
	b.complain(pages.Want(content.List)...)
	if pages == nil {
		return
	}
	for _, p := range pages.Items {
		b.page(p)
	}
	b.computes(n.Field("compute"))
	for i, p := range pages.Items {
		b.pageFormulas(p, d.Pages[i])
	}
	b.results(n.Field("results"))
	b.counsellor(n.Field("counsellor"))
	b.circles(n)
	d.LogicHash = hashOf(b.logic)
}

func (b *builder) page(n *content.Node) {
	b.complain(n.Only("id!", "title!", "text", "show_if", "questions!")...)
	p := &Page{ID: n.Str("id"), Title: b.words.say(n.Str("title"))}
	b.d.Pages = append(b.d.Pages, p)
	b.logic = append(b.logic, "page", p.ID)
	if text := n.Str("text"); text != "" {
		m, err := content.NewMarkup(b.words.say(text))
		if err != nil {
			b.complain(n.Field("text").At(content.Words{NL: "Deze tekst is niet te lezen.", EN: "This text cannot be read."}, content.Words{}))
		}
		p.text = m
	}
	list := n.Field("questions")
	b.complain(list.Want(content.List)...)
	if list == nil {
		return
	}
	for _, item := range list.Items {
		q := b.question(item, dossier.Type{}, false)
		p.Questions = append(p.Questions, q)
		if b.d.names.questions[q.ID] != nil {
			b.complain(item.At(content.Words{NL: "De naam '" + q.ID + "' komt twee keer voor.", EN: "The name '" + q.ID + "' occurs twice."}, content.Words{}))
		}
		b.d.names.questions[q.ID], b.d.names.pageOf[q.ID] = q, p
		b.d.names.types[q.ID] = formulaType(q)
	}
}

var questionKeys = []string{
	"id!", "type", "fact", "ask", "help", "example", "required", "unknown", "show_if", "check", "default", "min", "max", "per", "options",
	"prefill", "save", "private", "columns", "row", "row_title", "add", "empty", "none", "min_rows", "max_rows", "start_rows", "start_column",
	"compute", "from", "where", "option",
}

// question reads a question or a column; of is the column's type in the
// vocabulary, where the list has a fact.
func (b *builder) question(n *content.Node, of dossier.Type, column bool) *Question {
	b.complain(n.Only(questionKeys...)...)
	q := &Question{ID: n.Str("id"), Fact: n.Str("fact"), Type: of, Ask: b.words.say(n.Str("ask")), Help: b.words.say(n.Str("help")), Default: n.Str("default")}
	if formula.IsKeyword(q.ID) || strings.ContainsAny(q.ID, ". []") {
		b.complain(n.Field("id").At(content.Words{NL: "'" + q.ID + "' kan geen naam zijn.", EN: "'" + q.ID + "' cannot be a name."}, content.Words{}))
	}
	b.typeOf(n, q, column)
	if m := n.Str("min"); m != "" {
		q.Type.Min = m
	}
	if m := n.Str("max"); m != "" {
		q.Type.Max = m
	}
	q.Required = n.Str("required") != "no" && q.Type.Kind != Info
	q.Unknown = n.Str("unknown") != "no" && slices.Contains([]dossier.Kind{dossier.Money, dossier.MoneyPer, dossier.Number}, q.Type.Kind)
	for _, p := range n.Field("per").Texts() {
		if !money.Period(p).Known() {
			b.complain(n.Field("per").At(content.Words{NL: "De periode '" + p + "' bestaat niet.", EN: "There is no period '" + p + "'."}, content.Words{}))
		}
		q.Per = append(q.Per, money.Period(p))
	}
	if q.Type.Kind == dossier.MoneyPer && len(q.Per) == 0 {
		q.Per = []money.Period{money.Month, money.FourWeeks, money.Week, money.Year}
	}
	b.logic = append(b.logic, "question", q.ID, q.Fact, string(q.Type.Kind), fmt.Sprint(q.Required, q.Unknown), q.Type.Min, q.Type.Max, fmt.Sprint(q.Per))
	if q.Type.Kind == dossier.Rows {
		q.Rows = b.rows(n, q)
	}
	return q
}

// typeOf finds the type: from the fact, or written with the question.
func (b *builder) typeOf(n *content.Node, q *Question, column bool) {
	kind := n.Str("type")
	switch {
	case q.Fact != "":
		t, ok := b.vocab.Type(q.Fact)
		if !ok {
			b.complain(n.Field("fact").At(content.Words{NL: "Het dossier kent '" + q.Fact + "' niet.", EN: "The dossier does not know '" + q.Fact + "'."}, content.Nearest(q.Fact, b.vocab.Paths())))
		}
		q.Type = t
	case kind == string(Info) || slices.Contains(dossier.Kinds(), dossier.Kind(kind)):
		q.Type.Kind = dossier.Kind(kind)
	case kind != "":
		known := []string{string(Info)}
		for _, k := range dossier.Kinds() {
			known = append(known, string(k))
		}
		b.complain(n.Field("type").At(content.Words{NL: "Het soort vraag '" + kind + "' bestaat niet.", EN: "There is no type of question '" + kind + "'."}, content.Nearest(kind, known)))
	case !column || q.Type.Kind == "":
		b.complain(n.At(content.Words{NL: "Hier ontbreekt 'type' of 'fact'.", EN: "'type' or 'fact' is missing here."}, content.Words{}))
	}
	if o := n.Field("options"); o != nil {
		q.Type.Options = nil
		for _, id := range o.Keys {
			q.Type.Options = append(q.Type.Options, dossier.Option{ID: id, Label: b.words.say(o.Str(id))})
			b.logic = append(b.logic, "option", id)
		}
	}
}

func (b *builder) rows(n *content.Node, q *Question) *RowsSpec {
	r := &RowsSpec{
		Row: b.words.say(n.Str("row")), Add: b.words.say(n.Str("add")), Empty: b.words.say(n.Str("empty")), None: b.words.say(n.Str("none")),
		Min: number(n, "min_rows", 0), Max: number(n, "max_rows", 60), Start: n.Field("start_rows").Texts(), StartColumn: n.Str("start_column"),
	}
	if f := n.Field("compute"); f != nil {
		b.complain(f.Want(content.Map)...)
		b.rowNodes[q.ID] = f
	}
	columns := n.Field("columns")
	b.complain(columns.Want(content.List)...)
	if columns == nil {
		return r
	}
	for _, item := range columns.Items {
		of, ok := q.Type.Column(item.Str("id"))
		if !ok && q.Fact != "" {
			names := make([]string, len(q.Type.Columns))
			for i, c := range q.Type.Columns {
				names[i] = c.Path
			}
			b.complain(item.Field("id").At(content.Words{NL: "'" + q.Fact + "' heeft geen kolom '" + item.Str("id") + "'.", EN: "'" + q.Fact + "' has no column '" + item.Str("id") + "'."}, content.Nearest(item.Str("id"), names)))
		}
		r.Columns = append(r.Columns, b.question(item, of, true))
	}
	return r
}

// formulaType says what a formula sees of a question.
func formulaType(q *Question) formula.Type {
	t := kindOf(q.Type)
	if q.Rows == nil {
		return t
	}
	t.Columns = map[string]formula.Type{}
	for _, c := range q.Rows.Columns {
		t.Columns[c.ID] = kindOf(c.Type)
	}
	return t
}

func kindOf(t dossier.Type) formula.Type {
	kinds := map[dossier.Kind]formula.Kind{
		dossier.Text: formula.Text, dossier.LongText: formula.Text, dossier.YesNo: formula.YesNo, dossier.Choice: formula.Choice,
		dossier.Choices: formula.Choices, dossier.Number: formula.NumberKind, dossier.Money: formula.Money,
		dossier.MoneyPer: formula.MoneyPer, dossier.Date: formula.Date, dossier.Rows: formula.Rows,
	}
	f := formula.Type{Kind: kinds[t.Kind]}
	for _, o := range t.Options {
		f.Options = append(f.Options, o.ID)
	}
	if t.Kind == dossier.Rows {
		f.Columns = map[string]formula.Type{}
		for _, c := range t.Columns {
			f.Columns[c.Path] = kindOf(c)
		}
	}
	return f
}

// scope is what formulas of this assignment may name.
type scope struct{ b *builder }

// TypeOf gives the type of a question, a computed value or a dossier fact.
func (s scope) TypeOf(name string) (formula.Type, bool) {
	if path, ok := strings.CutPrefix(name, "dossier."); ok {
		t, known := s.b.vocab.Type(path)
		return kindOf(t), known
	}
	t, ok := s.b.d.names.types[name]
	return t, ok
}

// Names lists everything a formula may name.
func (s scope) Names() []string {
	var list []string
	for name := range s.b.d.names.types {
		list = append(list, name)
	}
	for _, p := range s.b.vocab.Paths() {
		list = append(list, "dossier."+p)
	}
	slices.Sort(list)
	return list
}

// compile reads a formula that stands at a node.
func (b *builder) compile(n *content.Node, src string, o formula.Options) *formula.Formula {
	o.Norms = b.d.norms
	f, p := formula.Compile(src, scope{b}, o)
	b.logic = append(b.logic, "formula", src)
	if p != nil {
		nl, adviceNL := p.Text("nl")
		en, adviceEN := p.Text("en")
		at := n.At(content.Words{NL: nl, EN: en}, content.Words{NL: adviceNL, EN: adviceEN})
		at.Column += p.Column - 1
		b.complain(at)
		return nil
	}
	return f
}

// condition reads a formula that says yes or no; nil where there is none.
func (b *builder) condition(n *content.Node, key string, o formula.Options) *formula.Formula {
	f := n.Field(key)
	if f == nil {
		return nil
	}
	o.Want = formula.YesNo
	return b.compile(f, f.Value, o)
}

// filled reads a text and the formulas in its holes.
func (b *builder) filled(n *content.Node, key string, line bool, o formula.Options) *text {
	src := n.Field(key)
	if src == nil {
		return nil
	}
	said := b.words.say(src.Value)
	m := content.NewLine(said)
	if !line {
		var err error
		if m, err = content.NewMarkup(said); err != nil {
			b.complain(src.At(content.Words{NL: "Deze tekst is niet te lezen.", EN: "This text cannot be read."}, content.Words{}))
			return nil
		}
	}
	t := &text{markup: m}
	for _, hole := range m.Holes {
		logic := len(b.logic)
		t.holes = append(t.holes, b.compile(src, hole, o))
		b.logic = b.logic[:logic] // words are no logic
	}
	return t
}

func workdays(n *content.Node) int {
	v, err := strconv.Atoi(n.Str("within_workdays"))
	if err != nil {
		return 0
	}
	return v
}
