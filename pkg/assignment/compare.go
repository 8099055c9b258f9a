// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strconv"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
)

// Comparison lays points of a scale beside what the dossier held before: for the
// one who gave both. It adds nothing up and judges nothing.
type Comparison struct {
	Rows []Compared `json:"r"`
}

// Began tells whether anything of then is known.
func (c *Comparison) Began() bool {
	return slices.ContainsFunc(c.Rows, func(one Compared) bool { return one.Then != nil })
}

// Compared is one scale, then and now.
type Compared struct {
	Label string `json:"l"`
	Low   string `json:"f"` // the lowest point, and the highest
	High  string `json:"h"`
	Then  *Point `json:"t,omitempty"` // nil: not answered
	Now   *Point `json:"n,omitempty"`
	Span  int    `json:"s"` // steps from one end to the other
}

// Point is a point of a scale: what it is called, and how many steps it lies
// from the low end.
type Point struct {
	Value string `json:"v"`
	At    int    `json:"a"`
}

// comparedRule is a question with a scale, and the fact that held it before.
type comparedRule struct {
	question, fact string
}

// compared reads which questions are laid beside which facts.
func (b *builder) compared(n *content.Node) []comparedRule {
	var list []comparedRule
	for _, id := range n.Keys {
		fact := n.Str(id)
		if q := b.d.names.questions[id]; q == nil || q.Type.Kind != dossier.Scale {
			b.complain(n.Field(id).At(content.Words{NL: "'" + id + "' is geen vraag met een cijfer.", EN: "'" + id + "' is no question with a scale."},
				content.Words{NL: "Schrijf het id van een vraag van het soort 'scale'.", EN: "Write the id of a question of type 'scale'."}).Named("compare"))
			continue
		}
		if t, ok := b.d.vocab.Type(fact); !ok || t.Kind != dossier.Scale {
			b.complain(n.Field(id).At(content.Words{NL: "'" + fact + "' is geen feit met een cijfer.", EN: "'" + fact + "' is no fact with a scale."},
				content.Words{NL: "Schrijf een pad uit dossier.yaml van het soort 'scale'.", EN: "Write a path of dossier.yaml of type 'scale'."}).Named("compare"))
			continue
		}
		list = append(list, comparedRule{question: id, fact: fact})
	}
	return list
}

func (o *Outcome) comparison(rules []comparedRule) *Comparison {
	c := &Comparison{}
	for _, r := range rules {
		then, _ := o.Def.vocab.Type(r.fact)
		then = then.Bounded()
		q := o.Def.names.questions[r.question]
		low, high := ends(then)
		one := Compared{Label: q.Ask, Low: then.Min, High: then.Max, Span: high - low}
		if f, ok := o.world.Record.Fact(r.fact); ok {
			one.Then = pointOf(then, f.Value())
		}
		if a, ok := o.asked(r.question); ok {
			one.Now = pointOf(q.Type.Bounded(), a.keep())
		}
		c.Rows = append(c.Rows, one)
	}
	return c
}

// ends are the lowest and the highest point of a scale.
func ends(t dossier.Type) (low, high int) {
	low, _ = strconv.Atoi(t.Min) // a scale with other ends is refused when it is read
	high, _ = strconv.Atoi(t.Max)
	return low, high
}

// pointOf is nil for what is not answered.
func pointOf(t dossier.Type, v dossier.Value) *Point {
	n, err := strconv.Atoi(v.Text)
	low, high := ends(t)
	if err != nil || n < low || n > high {
		return nil
	}
	return &Point{Value: v.Text, At: n - low}
}
