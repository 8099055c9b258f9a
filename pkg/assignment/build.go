// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
)

// builder makes a definition out of a file, and collects what is wrong.
type builder struct {
	words    *words
	vocab    *dossier.Vocabulary
	d        *Definition
	logic    *logic                   // nil until it is read: it is the same in every language
	rowNodes map[string]*content.Node // formulas of rows, by question
	problems []content.Problem
	read     func(file string) (string, error) // of the folder of the assignment
	compiled compiled                          // shared by the languages of one assignment
}

// compiled keeps formulas by where they stand: they are the same in every
// language, and are most of what an assignment takes in memory.
type compiled map[formulaAt]*formula.Formula

type formulaAt struct {
	node *content.Node
	src  string
}

func (b *builder) complain(p ...content.Problem) { b.problems = append(b.problems, p...) }

// build reads in two rounds: first what there is, so that formulas may name
// anything, then the formulas.
func (b *builder) build(n *content.Node) {
	b.complain(Keys.Check(n, "assignment")...)
	d := b.d
	d.Version, d.Minutes, d.Workdays = number(n, "version", 1), number(n, "minutes", 10), number(n, "deadline_workdays", 5)
	d.Title, d.Why = b.words.say(n.Str("title")), b.words.say(n.Str("why"))
	b.needs(n)
	b.workForm(n)
	for _, p := range n.Field("prepare").Texts() {
		d.Prepare = append(d.Prepare, b.words.say(p))
	}
	d.Read = n.Field("read").Texts()
	d.names = names{questions: map[string]*Question{}, pageOf: map[string]*Page{}, computes: map[string]*Compute{}, types: map[string]formula.Type{}, reads: map[string]bool{}}
	pages := n.Field("pages")
	if !b.bounds(n) || pages == nil {
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
	b.letters(n.Field("letters"))
	b.counsellor(n.Field("counsellor"))
	b.circles(n)
	if b.logic == nil {
		b.logic = b.logicOf(n)
	}
	d.logic, d.LogicHash = b.logic, b.logic.hash()
}

func (b *builder) page(n *content.Node) {
	p := &Page{ID: n.Str("id"), Title: b.words.say(n.Str("title")), Read: n.Field("read").Texts()}
	b.d.Pages = append(b.d.Pages, p)
	if text := n.Str("text"); text != "" {
		m, err := content.NewMarkup(b.words.say(text))
		if err != nil {
			b.complain(n.Field("text").At(content.Words{NL: "Deze tekst is niet te lezen.", EN: "This text cannot be read."}, content.Words{}))
		}
		p.text = m
	}
	list := n.Field("questions")
	if list == nil {
		return
	}
	for _, item := range list.Items {
		q := b.question(item, dossier.Type{}, false)
		p.Questions = append(p.Questions, q)
		if b.d.names.questions[q.ID] != nil {
			b.complain(item.At(content.Words{NL: "De naam '" + q.ID + "' komt twee keer voor.", EN: "The name '" + q.ID + "' occurs twice."}, content.Words{}).Named("twice"))
		}
		b.d.names.questions[q.ID], b.d.names.pageOf[q.ID] = q, p
		b.name(q)
	}
}

// name lets formulas name a question, and the columns of a row that it chooses.
func (b *builder) name(q *Question) {
	if q.Type.Kind == Paper || q.Type.Kind == Info {
		return // nothing that a formula could see
	}
	b.d.names.types[q.ID] = formulaType(q)
	if q.Pick == nil || q.Pick.row == nil {
		return
	}
	for _, c := range q.Pick.row.Rows.Columns {
		b.d.names.types[q.ID+"."+c.ID] = kindOf(c.Type)
	}
}

var layouts = []string{string(Pages), string(Steps), string(List)}

// needs reads what must be known first, how it is shown, and old names.
func (b *builder) needs(n *content.Node) {
	for _, path := range n.Field("needs").Texts() {
		if _, ok := b.vocab.Type(path); !ok {
			b.complain(n.Field("needs").At(unknownFact(path), content.Nearest(path, b.vocab.Paths())).Named("fact"))
			continue
		}
		b.d.Needs = append(b.d.Needs, path)
	}
	b.d.Layout = Layout(cmp.Or(n.Str("layout"), string(Pages)))
	if !slices.Contains(layouts, string(b.d.Layout)) {
		b.complain(n.Field("layout").At(content.Words{NL: "De indeling '" + string(b.d.Layout) + "' bestaat niet.", EN: "There is no layout '" + string(b.d.Layout) + "'."}, content.Nearest(string(b.d.Layout), layouts)).Named("word"))
	}
	b.d.Renamed = map[string]string{}
	if old := n.Field("renamed"); old != nil {
		for _, name := range old.Keys {
			b.d.Renamed[name] = old.Str(name)
		}
	}
}

func unknownFact(path string) content.Words {
	return content.Words{NL: "Het dossier kent '" + path + "' niet.", EN: "The dossier does not know '" + path + "'."}
}

// compile reads a formula that stands at a node.
func (b *builder) compile(n *content.Node, src string, o formula.Options) *formula.Formula {
	if f := b.compiled[formulaAt{n, src}]; f != nil {
		b.reads(f)
		return f
	}
	o.Norms = b.d.norms
	f, p := formula.Compile(src, b.d, o)
	if p != nil {
		nl, adviceNL := p.Text("nl")
		en, adviceEN := p.Text("en")
		at := n.At(content.Words{NL: nl, EN: en}, content.Words{NL: adviceNL, EN: adviceEN})
		at.Column += p.Column - 1
		b.complain(at.Named("formula"))
		return nil
	}
	if b.compiled != nil {
		b.compiled[formulaAt{n, src}] = f
	}
	b.reads(f)
	return f
}

// reads notes what a formula takes from the dossier.
func (b *builder) reads(f *formula.Formula) {
	for _, name := range f.Names() {
		if path, ok := strings.CutPrefix(name, "dossier."); ok {
			b.d.names.reads[path] = true
		}
	}
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
		t.holes = append(t.holes, b.compile(src, hole, o))
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
