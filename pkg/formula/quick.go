// SPDX-License-Identifier: EUPL-1.2

package formula

import "strings"

// settles tells what a condition says when that is plain: columns and words that
// are all there, compared with each other. Not sure: it must be evaluated whole.
// Rows are many and most of their conditions are like this.
func (r *run) settles(n *node) (yes, sure bool) {
	if !r.step() {
		return false, false
	}
	switch n.op {
	case opOr, opAnd:
		decisive := n.op == opOr
		if yes, sure = r.settles(n.kids[0]); !sure || yes == decisive {
			return yes, sure
		}
		return r.settles(n.kids[1])
	case opNot:
		yes, sure = r.settles(n.kids[0])
		return !yes, sure
	case opIn:
		return holds(n, r.peek(n.kids[0]))
	case opCompare:
		return stands(n.sign, r.peek(n.kids[0]), r.peek(n.kids[1]))
	}
	v := r.peek(n)
	if v == nil || v.kind != YesNo {
		return false, false
	}
	return v.n != 0, true
}

// holds tells whether a word is in a list of words.
func holds(n *node, v *Value) (yes, sure bool) {
	if v == nil || !n.words || !wordedKind(v.kind) {
		return false, false
	}
	for i := range n.list {
		if n.list[i].s == v.s {
			return !n.negated, true
		}
	}
	return n.negated, true
}

// stands tells whether two words, or two amounts, numbers or days, compare so.
func stands(sign string, left, right *Value) (yes, sure bool) {
	switch {
	case left == nil || right == nil:
		return false, false
	case wordedKind(left.kind) && wordedKind(right.kind):
		return says(sign, strings.Compare(left.s, right.s)), true
	case left.kind != right.kind || left.kind != YesNo && !ordered(left.kind):
		return false, false
	case left.n < right.n:
		return says(sign, -1), true
	case left.n > right.n:
		return says(sign, 1), true
	}
	return says(sign, 0), true
}

// peek looks at a literal or a column where it stands; nil when it is something
// else, or not there in full.
func (r *run) peek(n *node) *Value {
	var v *Value
	switch {
	case n.op == opLiteral:
		return n.value
	case n.part != partNone:
		return nil
	case n.op == opColumn:
		v = r.row.ref(n.name)
	case n.op == opOwn && r.index >= 0 && r.index < len(r.own):
		v = r.own[r.index].ref(n.name)
	}
	if v == nil || v.state != Answered || v.incomplete || !matches(v.kind, n.kind) {
		return nil
	}
	return v
}
