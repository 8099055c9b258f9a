// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"slices"
	"strings"

	"opgelucht/pkg/norm"
)

// checker gives every node its type. It stops at the first problem. After a
// problem, and for names of Unknown kind, the type is Unknown, which fits everywhere.
type checker struct {
	scope       Scope
	own         map[string]Type // columns of the formula's own row
	group       string
	inner       map[string]Type // columns of the rows an aggregate is in
	innerGroup  string
	inAggregate bool
	inDivide    bool
	names       map[string]bool
	columns     map[string]bool
	norms       *norm.Tables
	problem     *Problem
}

// fail notes the problem at the node, if it is the first.
func (c *checker) fail(n *node, key, hint string, pairs ...string) Type {
	if c.problem == nil {
		c.problem = &Problem{Column: int(n.at) + 1, Key: key, Hint: hint, Args: args(pairs...)}
	}
	return Type{}
}

func (c *checker) check(n *node) Type {
	if c.problem != nil {
		return Type{}
	}
	t := c.typeOf(n)
	n.kind = t.Kind
	return t
}

func (c *checker) typeOf(n *node) Type {
	switch {
	case isAggregate(n.op):
		return c.aggregate(n)
	case n.op >= opMin:
		return c.function(n)
	}
	switch n.op {
	case opLiteral:
		return Type{Kind: n.kind}
	case opName:
		return c.name(n)
	case opIf:
		return c.choose(n)
	case opOr, opAnd, opNot:
		for _, kid := range n.kids {
			c.condition(kid)
		}
		return Type{Kind: YesNo}
	case opCompare:
		return c.compare(n)
	case opIn:
		return c.in(n)
	case opAnswered:
		c.check(n.kids[0])
		return Type{Kind: YesNo}
	}
	return c.arithmetic(n)
}

// condition wants yes or no.
func (c *checker) condition(n *node) {
	t := c.check(n)
	if t.Kind == YesNo || t.Kind == Unknown || c.problem != nil {
		return
	}
	c.plain(n, t)
	c.fail(n, "condition", "condition_how", "found", t.Kind.word())
}

// plain refuses what is not one single value: rows, and amounts with a period.
func (c *checker) plain(n *node, t Type) {
	switch t.Kind {
	case MoneyPer:
		c.fail(n, "per", "per_how", "name", n.name, "suggest", n.name)
	case Rows:
		c.fail(n, "rows", "rows_how", "name", n.name)
	}
}

// value checks a node that must be one single value.
func (c *checker) value(n *node) Type {
	t := c.check(n)
	c.plain(n, t)
	return t
}

// choose is "if … then … else …": both ways must give the same kind.
func (c *checker) choose(n *node) Type {
	c.condition(n.kids[0])
	yes, no := c.value(n.kids[1]), c.value(n.kids[2])
	switch {
	case yes.Kind == Unknown || no.Kind == Unknown:
		return Type{}
	case yes.Kind == no.Kind && slices.Equal(yes.Options, no.Options):
		return yes
	case worded(yes.Kind) && worded(no.Kind):
		return Type{Kind: Text}
	}
	return c.fail(n.kids[2], "branches", "", "left", yes.Kind.word(), "right", no.Kind.word())
}

// worded says that a value is one piece of text: a choice is compared by its id.
func worded(k Kind) bool { return k == Text || k == Choice }

func ordered(k Kind) bool { return k == Money || k == NumberKind || k == Date }

func (c *checker) compare(n *node) Type {
	left, right := n.kids[0], n.kids[1]
	c.quoted(left, right)
	l, r := c.value(left), c.value(right)
	if c.problem != nil || l.Kind == Unknown || r.Kind == Unknown {
		return Type{Kind: YesNo}
	}
	switch {
	case l.Kind == Choices || r.Kind == Choices:
		c.fail(n, "choices", "choices_how", "name", left.name)
	case !comparable2(l.Kind, r.Kind):
		c.failPair(n, "compare", l, r)
	case n.name != "=" && n.name != "!=" && !ordered(l.Kind):
		c.fail(n, "order", "use_equals", "sign", n.name, "kind", l.Kind.word())
	default:
		c.option(left, r)
		c.option(right, l)
	}
	return Type{Kind: YesNo}
}

func comparable2(l, r Kind) bool { return l == r || worded(l) && worded(r) }

// quoted catches work = wage: the name of a choice without quotes.
func (c *checker) quoted(left, right *node) {
	for _, pair := range [][2]*node{{left, right}, {right, left}} {
		choice, word := pair[0], pair[1]
		if choice.op != opName || word.op != opName || c.problem != nil {
			continue
		}
		f, ok := c.find(choice.name)
		if _, exists := c.find(word.name); !ok || exists || !slices.Contains(f.typ.Options, word.name) {
			continue
		}
		c.fail(word, "name", "quote_choice", "name", word.name, "suggest", word.name)
	}
}

// option checks that a written choice exists.
func (c *checker) option(literal *node, t Type) {
	if literal.op == opLiteral && (t.Kind == Choice || t.Kind == Choices) {
		c.optionText(literal, t)
	}
}

func (c *checker) optionText(n *node, t Type) {
	if len(t.Options) == 0 || slices.Contains(t.Options, n.value.s) {
		return
	}
	if suggest, ok := nearest(n.value.s, t.Options); ok {
		c.fail(n, "choice", "did_you_mean_text", "option", n.value.s, "suggest", suggest)
		return
	}
	c.fail(n, "choice", "one_of", "option", n.value.s, "list", strings.Join(t.Options, ", "))
}

// in checks every item of "kind in [...]" as if it were compared with "=".
func (c *checker) in(n *node) Type {
	left := c.value(n.kids[0])
	for _, item := range n.kids[1:] {
		if c.problem != nil || left.Kind == Unknown {
			break
		}
		if !comparable2(left.Kind, item.kind) && (left.Kind != Choices || item.kind != Text) {
			c.failPair(item, "compare", left, Type{Kind: item.kind})
		}
		c.option(item, left)
	}
	if c.problem == nil { // the values are in the list; the nodes were for the messages
		n.kids = []*node{n.kids[0]}
	}
	return Type{Kind: YesNo}
}

// arithmetic knows: amount ± amount, amount × number, amount ÷ number, amount ÷
// amount, and everything with numbers alone.
func (c *checker) arithmetic(n *node) Type {
	left := c.value(n.kids[0])
	if n.op == opNeg {
		if left.Kind != Money && left.Kind != NumberKind && left.Kind != Unknown {
			return c.fail(n, "negate", "", "kind", left.Kind.word())
		}
		return left
	}
	right := c.value(n.kids[1])
	if c.problem != nil {
		return Type{}
	}
	if t, ok := combine(n.op, left.Kind, right.Kind); ok {
		return Type{Kind: t}
	}
	return c.failPair(n, "combine", left, right)
}

func combine(o op, l, r Kind) (Kind, bool) {
	for _, k := range []Kind{l, r} {
		if k != Money && k != NumberKind && k != Unknown {
			return Unknown, false
		}
	}
	switch {
	case l == Unknown || r == Unknown:
		return Unknown, true
	case o == opAdd || o == opSub:
		return l, l == r
	case o == opMul:
		return min(l, r), l == NumberKind || r == NumberKind // Money < NumberKind
	case l == r:
		return NumberKind, true
	}
	return l, l == Money
}

var signs = map[op]string{opAdd: "+", opSub: "-", opMul: "*", opDiv: "/"}

// failPair explains that two kinds do not go together.
func (c *checker) failPair(n *node, key string, l, r Type) Type {
	sign, hint := signs[n.op], ""
	if n.op == opCompare {
		sign = n.name
	}
	pairs := []string{"sign", sign, "left", l.Kind.word(), "right", r.Kind.word()}
	if len(n.kids) > 1 && (l.Kind == Money) != (r.Kind == Money) && n.op != opDiv {
		for _, kid := range n.kids[:2] {
			if kid.op == opLiteral && kid.kind == NumberKind {
				hint, pairs = "euro", append(pairs, "suggest", "€ "+euroAmount(kid.value.Number()))
			}
		}
	}
	return c.fail(n, key, hint, pairs...)
}

// euroAmount writes 10 as "10" and 2.5 as "2,50".
func euroAmount(n Number) string {
	text := n.Format("nl")
	if at := strings.IndexByte(text, ','); at >= 0 && len(text)-at == 2 {
		return text + "0"
	}
	return text
}

// wantResult checks what the whole formula gives.
func (c *checker) wantResult(n *node, t Type, want Kind) {
	if t.Kind == Unknown || t.Kind == want {
		return
	}
	c.plain(n, t)
	switch {
	case want == Unknown || want == Choice && t.Kind == Text || want == Text && t.Kind == Choice:
	case want == YesNo:
		c.fail(n, "condition", "condition_how", "found", t.Kind.word())
	default:
		c.fail(n, "result", "", "want", want.word(), "found", t.Kind.word())
	}
}
