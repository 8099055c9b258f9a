// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"slices"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/money"
	"opgelucht/pkg/norm"
)

// law is a calculation that the law prescribes, as formulas call it.
type law struct {
	title content.Words
	takes []Kind // a Choice is a value of the table options
	gives Kind
	// options is the table whose values the first argument can be.
	options string
	work    func(t *norm.Tables, v []Value) (Value, norm.Ground)
}

// laws are called like the functions of the language; what they compute is in norm.
var laws = map[string]law{
	"collection_costs": {
		title: content.Words{NL: "Incassokosten volgens de wet", EN: "Collection costs by law"},
		takes: []Kind{Money, Date}, gives: Money,
		work: func(t *norm.Tables, v []Value) (Value, norm.Ground) {
			return amountOn(norm.CollectionCosts(t, v[0].Cents(), v[1].Date()))
		}},
	"collection_costs_periodic": {
		title: content.Words{NL: "Incassokosten bij een vaste betaling", EN: "Collection costs of a regular payment"},
		takes: []Kind{Money, Money, Date}, gives: Money,
		work: func(t *norm.Tables, v []Value) (Value, norm.Ground) {
			return amountOn(norm.CollectionCostsPeriodic(t, v[0].Cents(), v[1].Cents(), v[2].Date()))
		}},
	"limitation": {
		title: content.Words{NL: "Dag waarop de schuld verjaard kan zijn", EN: "Day on which the debt may be time-barred"},
		takes: []Kind{Choice, Date}, gives: Date, options: "limitation",
		work: func(t *norm.Tables, v []Value) (Value, norm.Ground) {
			day, ground := norm.Limitation(t, v[0].s, v[1].Date())
			return DateOf(day), ground
		}},
	"free_bank": {
		title: content.Words{NL: "Bedrag dat op je rekening vrij blijft", EN: "Amount that stays free in your account"},
		takes: []Kind{Choice, Date}, gives: Money, options: "bank_free",
		work: func(t *norm.Tables, v []Value) (Value, norm.Ground) {
			return amountOn(norm.FreeBank(t, v[0].s, v[1].Date()))
		}},
	"protected_low": {
		title: content.Words{NL: "Minstens vrij bij beslag op je inkomen", EN: "At least free when your income is seized"},
		takes: []Kind{Choice, Money, Date}, gives: Money, options: "welfare_norm",
		work: func(t *norm.Tables, v []Value) (Value, norm.Ground) {
			return amountOn(norm.ProtectedLow(t, v[0].s, v[1].Cents(), v[2].Date()))
		}},
	"protected_high": {
		title: content.Words{NL: "Hoogstens vrij bij beslag op je inkomen", EN: "At most free when your income is seized"},
		takes: []Kind{Choice, Money, Date}, gives: Money, options: "protected_max",
		work: func(t *norm.Tables, v []Value) (Value, norm.Ground) {
			return amountOn(norm.ProtectedHigh(t, v[0].s, v[1].Cents(), v[2].Date()))
		}},
}

func amountOn(c money.Cents, g norm.Ground) (Value, norm.Ground) { return MoneyOf(c), g }

// law checks the arguments of a calculation of the law.
func (c *checker) law(n *node) Type {
	l := laws[n.name]
	for i, kid := range n.kids {
		t := c.value(kid)
		switch {
		case c.problem != nil || t.Kind == Unknown:
		case l.takes[i] == Choice && worded(t.Kind):
			c.lawOption(n, kid, t, Type{Kind: Choice, Options: c.norms.Table(l.options).Values()})
		case t.Kind != l.takes[i]:
			c.fail(kid, "argument", "like_"+n.name, "function", n.name, "found", t.Kind.word())
		}
	}
	n.rare = &rare{norms: c.norms}
	return Type{Kind: l.gives}
}

// lawOption checks that the table has what is asked of it. Of a choice it is
// enough that one option is there: the others are not known, and the page says so.
func (c *checker) lawOption(n, kid *node, t, want Type) {
	if kid.op == opLiteral {
		c.optionText(kid, want)
		return
	}
	if len(t.Options) == 0 || len(want.Options) == 0 {
		return
	}
	if slices.ContainsFunc(t.Options, func(o string) bool { return slices.Contains(want.Options, o) }) {
		return
	}
	c.fail(kid, "option_other", "one_of", "function", n.name, "list", strings.Join(want.Options, ", "))
}

// figure checks norm("table.value", date).
func (c *checker) figure(n *node) Type {
	name, day := n.kids[0], n.kids[1]
	if name.op != opLiteral || name.kind != Text {
		return c.fail(name, "norm_literal", "like_norm")
	}
	kind, ok := c.norms.Kind(name.value.s)
	if !ok {
		return c.failNorm(name)
	}
	if t := c.value(day); c.problem == nil && t.Kind != Date && t.Kind != Unknown {
		return c.fail(day, "argument", "like_norm", "function", "norm", "found", t.Kind.word())
	}
	n.rare = &rare{norms: c.norms}
	if kind == norm.Money {
		return Type{Kind: Money}
	}
	return Type{Kind: NumberKind}
}

// failNorm explains which part of "table.value" does not exist.
func (c *checker) failNorm(n *node) Type {
	id, value, dotted := strings.Cut(n.value.s, ".")
	table := c.norms.Table(id)
	key, known, prefix := "norm_value", table.Values(), id+"."
	if table == nil {
		key, known, prefix, value = "norm_table", c.norms.IDs(), "", id
	}
	pairs := []string{"table", id, "value", value}
	suggest, ok := nearest(value, known)
	switch {
	case ok:
		return c.fail(n, key, "did_you_mean_text", append(pairs, "suggest", prefix+suggest)...)
	case len(known) == 0:
		return c.fail(n, key, "", pairs...)
	case table != nil && !dotted:
		return c.fail(n, "norm_dot", "one_of", append(pairs, "list", strings.Join(known, ", "))...)
	}
	return c.fail(n, key, "one_of", append(pairs, "list", strings.Join(known, ", "))...)
}

// lawful computes a calculation of the law or a figure.
func (r *run) lawful(n *node) Value {
	given := make([]Value, len(n.kids))
	for i, kid := range n.kids {
		given[i] = r.eval(kid)
	}
	for _, v := range given {
		if v.state == NotApplicable {
			return v
		}
	}
	for i, v := range given {
		if !asked(n, i, v) {
			return Value{}.withAll(given)
		}
	}
	if r.steps -= lawSteps; !r.step() {
		return Value{}
	}
	var v Value
	var ground norm.Ground
	if n.op == opNorm {
		v, ground = figureOn(n, given)
	} else {
		v, ground = laws[n.name].work(n.norms, given)
	}
	r.keep(ground)
	for _, gap := range ground.Gaps {
		v = Value{}.with(v).lacking(gap.String())
	}
	return v.withAll(given)
}

// lawSteps is what a calculation of the law costs: it looks through the rows of
// a few tables.
const lawSteps = 20

// asked says whether a value can be an argument of the law: of the right kind,
// and no negative amount.
func asked(n *node, i int, v Value) bool {
	want := [...]Kind{Text, Date}[i&1]
	if n.op == opLaw {
		want = laws[n.name].takes[i]
	}
	return v.state == Answered && (v.kind == want || want == Choice && v.kind == Text) && (want != Money || v.n >= 0)
}

func figureOn(n *node, given []Value) (Value, norm.Ground) {
	number, ground := n.norms.Value(given[0].s, given[1].Date())
	if n.kind == Money {
		return MoneyOf(money.Cents(number)), ground
	}
	return NumberOf(Number(number)), ground
}

// keep remembers on what the value rests, each row of a table once.
func (r *run) keep(g norm.Ground) {
	for _, use := range g.Uses {
		if !slices.Contains(r.uses, use) {
			r.uses = append(r.uses, use)
		}
	}
}

// lawTitle names a calculation of the law or a figure, for people.
func (n *node) lawTitle() content.Words {
	if n.op == opNorm {
		return n.norms.Title(n.kids[0].value.s)
	}
	return laws[n.name].title
}

func isLaw(o op) bool { return o == opLaw || o == opNorm }
