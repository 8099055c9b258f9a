// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"maps"
	"slices"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/formula"
)

// computes reads the computed values, in an order in which each comes after
// those it needs.
func (b *builder) computes(n *content.Node) {
	if n == nil {
		return
	}
	left := slices.Clone(n.Keys)
	for len(left) > 0 {
		next, ok := b.ready(n, left)
		for _, id := range left {
			if !ok { // a circle, which is told once at the end: here they fit everywhere
				b.d.names.types[id] = formula.Type{}
			}
		}
		for _, id := range left {
			if id == next {
				b.compute(n, id)
			}
		}
		left = slices.DeleteFunc(left, func(id string) bool { return id == next })
	}
}

// ready gives a compute that names none of those still to be read; the first, and
// false, when there is no such one.
func (b *builder) ready(n *content.Node, left []string) (string, bool) {
	for _, id := range left {
		src := formulaOf(n.Field(id))
		free := true
		for _, other := range left {
			free = free && (other == id || !mentions(src, other))
		}
		if free {
			return id, true
		}
	}
	return left[0], false
}

func formulaOf(n *content.Node) string {
	if n.Kind == content.Text {
		return n.Value
	}
	return n.Str("formula")
}

// mentions tells whether a formula holds a name as a word of its own.
func mentions(src, name string) bool {
	words := strings.FieldsFunc(src, func(r rune) bool {
		return !(r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	return slices.Contains(words, name)
}

func (b *builder) compute(n *content.Node, id string) {
	at, c := n.Field(id), &Compute{ID: id}
	src := at
	if at.Kind == content.Map {
		c.Label, c.Explain, c.Save = b.words.say(at.Str("label")), b.words.say(at.Str("explain")), at.Str("save")
		if src = at.Field("formula"); src == nil {
			return
		}
	}
	if c.Save != "" {
		if _, ok := b.vocab.Type(c.Save); !ok {
			b.complain(at.Field("save").At(content.Words{NL: "Het dossier kent '" + c.Save + "' niet.", EN: "The dossier does not know '" + c.Save + "'."}, content.Nearest(c.Save, b.vocab.Paths())).Named("fact"))
		}
	}
	b.rowComputes() // a total may name what a row works out
	if _, known := b.d.names.types[id]; !known {
		b.d.names.types[id] = formula.Type{} // one that names itself is a circle
	}
	if c.f = b.compile(src, src.Value, formula.Options{}); c.f != nil {
		b.d.names.types[id] = c.f.Type()
	} else {
		b.d.names.types[id] = formula.Type{} // fits everywhere: one mistake gives one message
	}
	b.d.Computes = append(b.d.Computes, c)
	b.d.names.computes[id] = c
}

// rowComputes reads the formulas of rows once, before anything names them.
func (b *builder) rowComputes() {
	for _, p := range b.d.Pages { // in the order of the file, so that the hash of the logic is the same each time
		for _, q := range p.Questions {
			if q.Rows != nil && q.Rows.computes == nil {
				b.rowCompute(q)
			}
		}
	}
}

func (b *builder) rowCompute(q *Question) {
	q.Rows.computes = []rowCompute{}
	n := b.rowNodes[q.ID]
	if n == nil {
		return
	}
	columns := b.d.names.types[q.ID].Columns
	for _, id := range n.Keys {
		at := n.Field(id)
		f := b.compile(at, at.Value, formula.Options{InRow: columns, Group: q.ID})
		t := formula.Type{}
		if f != nil {
			q.Rows.computes = append(q.Rows.computes, rowCompute{id, f})
			t = f.Type()
		}
		columns[id] = t
	}
}

// pageFormulas reads the conditions and checks of a page.
func (b *builder) pageFormulas(n *content.Node, p *Page) {
	b.rowComputes()
	p.showIf = b.condition(n, "show_if", formula.Options{})
	list := n.Field("questions")
	if list == nil {
		return
	}
	for i, item := range list.Items {
		q := p.Questions[i]
		q.rules = b.rules(item, formula.Options{})
		b.prefill(item, q)
		b.picked(item, q)
		if q.Rows == nil || item.Field("columns") == nil {
			continue
		}
		b.takesPart(item, q)
		in := formula.Options{InRow: b.d.names.types[q.ID].Columns, Group: q.ID}
		q.Rows.title = b.filled(item, "row_title", true, in)
		for k, c := range item.Field("columns").Items {
			q.Rows.Columns[k].rules = b.rules(c, in)
		}
	}
}

// rules reads the conditions of one question or column.
func (b *builder) rules(n *content.Node, o formula.Options) rules {
	r := rules{show: b.condition(n, "show_if", o), checks: b.checks(n, o)}
	if must := n.Str("required"); must != "" && must != "yes" && must != "no" {
		r.must = b.condition(n, "required", o)
	}
	return r
}

// prefill reads the formula that fills a question in before anyone typed.
func (b *builder) prefill(n *content.Node, q *Question) {
	f := n.Field("prefill")
	if f == nil {
		return
	}
	if q.Rows != nil || q.Fact != "" || q.Pick != nil {
		b.complain(f.At(content.Words{NL: "Hier kan 'prefill' niet: deze vraag wordt uit het dossier gevuld.", EN: "'prefill' cannot stand here: this question is filled from the dossier."}, content.Words{}))
		return
	}
	q.rules.prefill = b.compile(f, f.Value, formula.Options{Want: b.d.names.types[q.ID].Kind})
}

// picked reads which rows can be chosen and how each is called.
func (b *builder) picked(n *content.Node, q *Question) {
	if q.Pick == nil || q.Pick.row == nil {
		return
	}
	in := formula.Options{InRow: kindOf(q.Pick.row.Type).Columns, Group: q.ID}
	q.Pick.where = b.condition(n, "where", in)
	q.Pick.title = b.filled(n, "option", true, in)
}

func (b *builder) checks(n *content.Node, o formula.Options) []check {
	list := n.Field("check")
	if list == nil {
		return nil
	}
	var checks []check
	for _, item := range list.Items {
		c := check{rule: b.condition(item, "rule", o), say: b.filled(item, "say", true, o), warning: item.Str("level") == "warning"}
		if c.rule != nil && c.say != nil {
			checks = append(checks, c)
		}
	}
	return checks
}

var tones = []string{"good", "info", "warning", "urgent"}

func (b *builder) results(n *content.Node) {
	if n == nil {
		return
	}
	for _, item := range n.Items {
		r := resultRule{
			show: item.Str("show"), tone: item.Str("tone"), when: b.condition(item, "if", formula.Options{}),
			text: b.filled(item, "text", false, formula.Options{}), list: item.Str("list"), order: item.Str("order_by"), cols: item.Field("columns").Texts(),
		}
		if r.tone != "" && !slices.Contains(tones, r.tone) {
			b.complain(item.Field("tone").At(content.Words{NL: "De toon '" + r.tone + "' bestaat niet.", EN: "There is no tone '" + r.tone + "'."}, content.Nearest(r.tone, tones)).Named("word"))
		}
		if r.show != "" && b.d.names.computes[r.show] == nil {
			b.complain(item.Field("show").At(content.Words{NL: "'" + r.show + "' wordt nergens uitgerekend.", EN: "'" + r.show + "' is not computed anywhere."}, content.Words{}))
			continue
		}
		if r.list != "" {
			r.group = b.groups(item, r.list)
		}
		if pairs := item.Field("compare"); pairs != nil {
			r.beside = b.compared(pairs)
		}
		b.d.results = append(b.d.results, r)
	}
	b.d.results = slices.Clone(b.d.results) // without the room that growing left
}

func (b *builder) groups(n *content.Node, rows string) []groupRule {
	q := b.d.names.questions[rows]
	if q == nil || q.Rows == nil {
		b.complain(n.Field("list").At(content.Words{NL: "'" + rows + "' is geen lijst.", EN: "'" + rows + "' is no list."}, content.Words{}))
		return nil
	}
	in := formula.Options{InRow: b.d.names.types[rows].Columns, Group: rows}
	var groups []groupRule
	if list := n.Field("groups"); list != nil {
		for _, g := range list.Items {
			groups = append(groups, groupRule{when: b.condition(g, "if", in), title: b.words.say(g.Str("title"))})
		}
	}
	return groups
}

func (b *builder) counsellor(n *content.Node) {
	if n == nil {
		return
	}
	none := formula.Options{}
	for _, a := range items(n, "alerts") {
		b.d.counsel.alerts = append(b.d.counsel.alerts, alertRule{
			when: b.condition(a, "if", none), text: b.filled(a, "text", true, none), urgent: a.Str("urgent") == "yes", workdays: workdays(a)})
	}
	for _, r := range items(n, "replies") {
		b.d.counsel.replies = append(b.d.counsel.replies, replyRule{
			when: b.condition(r, "if", none), title: b.words.say(r.Str("title")), text: b.filled(r, "text", true, none)})
	}
	for _, x := range items(n, "next") {
		b.d.counsel.next = append(b.d.counsel.next, nextRule{when: b.condition(x, "if", none), id: x.Str("assignment")})
	}
}

func items(n *content.Node, key string) []*content.Node {
	if f := n.Field(key); f != nil {
		return f.Items
	}
	return nil
}

// circles refuses values that need each other: a question shown on the ground
// of a value that is computed from its own answer.
func (b *builder) circles(n *content.Node) {
	needs := map[string][]string{}
	for id, q := range b.d.names.questions {
		for _, f := range []*formula.Formula{q.rules.show, b.d.names.pageOf[id].showIf} {
			if f != nil {
				needs[id] = append(needs[id], f.Names()...)
			}
		}
		b.pickNeeds(id, q, needs)
		if q.Rows != nil {
			for _, c := range q.Rows.computes {
				needs[id] = append(needs[id], c.f.Names()...)
			}
			for _, c := range q.Rows.Columns {
				if c.rules.show != nil {
					needs[id] = append(needs[id], c.rules.show.Names()...)
				}
			}
		}
	}
	for id, c := range b.d.names.computes {
		if c.f != nil {
			needs[id] = c.f.Names()
		}
	}
	state := map[string]int{}
	var visit func(string) bool
	visit = func(id string) bool {
		if state[id] == 1 {
			return true
		}
		if state[id] == 2 {
			return false
		}
		state[id] = 1
		circle := slices.ContainsFunc(needs[id], visit)
		state[id] = 2
		return circle
	}
	for _, id := range slices.Sorted(maps.Keys(needs)) {
		if visit(id) {
			at := n
			if c := n.Field("compute").Field(id); c != nil {
				at = c
			}
			b.complain(at.At(content.Words{NL: "'" + id + "' heeft zichzelf nodig.", EN: "'" + id + "' needs itself."}, content.Words{NL: "Een berekening mag niet in een kringetje lopen.", EN: "A computation cannot run in a circle."}).Named("circle"))
			return
		}
	}
}

// pickNeeds says what a chosen row needs, and that its columns need the choice.
func (b *builder) pickNeeds(id string, q *Question, needs map[string][]string) {
	if q.Pick == nil || q.Pick.row == nil {
		return
	}
	if q.Pick.where != nil {
		needs[id] = append(needs[id], q.Pick.where.Names()...)
	}
	for _, c := range q.Pick.row.Rows.Columns {
		needs[id+"."+c.ID] = []string{id}
	}
}
