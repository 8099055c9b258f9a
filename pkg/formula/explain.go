// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/norm"
)

// Term is one part of a calculation.
type Term struct {
	Name   string // when the part is a name or a total of a column: "total_in", "debts.owed"; else empty
	Source string // the part as written
	Minus  bool   // it is taken off
	Row    int    // index of the row, from 0; -1 when it is not one row of a total
	Value  Value
	Parts  []Term        // of a total: each row's value; rows left out by "where" are absent
	Within []Term        // of a part of a sum that is none of these: the named values in it
	Law    content.Words // of a calculation or figure of the law: how it is called
}

// Explanation answers "Hoe komen we aan dit bedrag?".
type Explanation struct {
	Result Value
	Terms  []Term     // what is added and taken off, or else the named values that went in
	Adds   bool       // the terms, with their signs, add up to Result
	Taken  string     // the formula as written, or the branch of its "if" that was taken
	Norms  []norm.Use // the rows of the tables of the law that went in, each once
}

// Explain computes the formula and lists what went into it. The only error is ErrBudget.
func (f *Formula) Explain(vars Vars, env Env) (Explanation, error) {
	return f.ExplainRow(nil, 0, vars, env)
}

// ExplainRow is Explain for a row formula; see EvalRow.
func (f *Formula) ExplainRow(rows []Row, i int, vars Vars, env Env) (Explanation, error) {
	r := newRun(rows, i, vars, env)
	e := Explanation{Result: r.eval(f.root)}
	root := r.taken(f.root)
	e.Taken = f.slice(root)
	if isAggregate(root.op) || root.op == opAdd || root.op == opSub || root.op == opNeg {
		e.Adds = root.op != opAny && root.op != opAll && root.op != opSmallest && root.op != opLargest
		e.Terms = r.added(f, root, false, nil)
	} else {
		e.Terms = r.named(f, root)
	}
	e.Norms = r.uses
	return e, r.finish()
}

// taken follows "if" to the branch that was taken.
func (r *run) taken(n *node) *node {
	for n.op == opIf {
		condition := r.eval(n.kids[0])
		switch {
		case condition.state == NotAnswered:
			return n.kids[0]
		case condition.Holds():
			n = n.kids[1]
		default:
			n = n.kids[2]
		}
	}
	return n
}

// added lists the terms of a sum of terms, with their signs.
func (r *run) added(f *Formula, n *node, minus bool, terms []Term) []Term {
	switch n = r.taken(n); n.op {
	case opAdd, opSub:
		terms = r.added(f, n.kids[0], minus, terms)
		return r.added(f, n.kids[1], minus != (n.op == opSub), terms)
	case opNeg:
		return r.added(f, n.kids[0], !minus, terms)
	}
	term := r.term(f, n)
	term.Minus = minus
	if term.Name == "" && term.Law.NL == "" {
		term.Within = r.named(f, n)
	}
	return append(terms, term)
}

// named lists every name, total and figure of the law below n once, in the order
// of the formula; of a calculation of the law also what it was given.
func (r *run) named(f *Formula, n *node) []Term {
	var terms []Term
	seen := map[string]bool{}
	n.visit(func(part *node) bool {
		isName := part.op == opName || part.op == opOwn || part.op == opToday
		inner := isLaw(part.op) && part != n
		if !isName && !isAggregate(part.op) && !inner {
			return true
		}
		if term := r.term(f, part); !seen[term.Source] {
			seen[term.Source] = true
			terms = append(terms, term)
		}
		return inner
	})
	return terms
}

func (r *run) term(f *Formula, n *node) Term {
	t := Term{Source: f.slice(n), Row: -1, Value: r.eval(n)}
	switch n.op {
	case opName, opOwn, opToday:
		t.Name = n.label
		if n.op == opToday {
			t.Name = "today"
		}
	case opSum, opSmallest, opLargest:
		t.Name, t.Parts = n.column.label, r.parts(n)
	case opCount, opAny, opAll:
		t.Name, t.Parts = n.name, r.parts(n)
	case opLaw, opNorm:
		t.Law = n.lawTitle()
	}
	return t
}

// slice is the part of the source that n was read from.
func (f *Formula) slice(n *node) string {
	runes := []rune(f.source)
	return strings.TrimSpace(string(runes[n.at:min(int(n.end), len(runes))]))
}

// parts is each row of a total: its value, or for count, any and all what the
// condition gave. Hidden values are left out, missing ones are not.
func (r *run) parts(n *node) []Term {
	group := Value{}
	if r.vars != nil {
		group = r.vars.Value(n.name)
	}
	if group.kind != Rows || group.state != Answered {
		return nil
	}
	outer := r.row
	defer func() { r.row = outer }()
	parts := make([]Term, 0, len(group.Rows()))
	for i, row := range group.Rows() {
		if r.row = row; !r.step() {
			break
		}
		if part, ok := r.part(n); ok {
			part.Row = i
			parts = append(parts, part)
		}
	}
	return parts
}

func (r *run) part(n *node) (Term, bool) {
	counts, condition := r.meets(n.where)
	if !counts && condition.state != NotAnswered {
		return Term{}, false
	}
	switch {
	case !counts: // it cannot be said whether this row counts
		return Term{Name: n.label, Value: Value{}.with(condition)}, true
	case n.column == nil:
		return Term{Name: n.label, Value: YesNoOf(true)}, true
	}
	v := r.eval(n.column)
	return Term{Name: n.column.label, Value: v}, v.state != NotApplicable
}
