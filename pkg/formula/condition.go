// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"slices"
	"strings"
)

// settles tells what a condition says when that is plain: columns and words that
// are all there, compared with each other. Not sure: it must be evaluated whole.
// Rows are many and most of their conditions are like this. The condition itself
// is paid for; what is in it costs as much as when it is evaluated.
func (r *run) settles(n *node) (yes, sure bool) {
	switch n.op {
	case opOr, opAnd:
		if yes, sure = r.settlesPart(n.kids[0]); !sure || yes == (n.op == opOr) {
			return yes, sure
		}
		return r.settlesPart(n.kids[1])
	case opNot:
		yes, sure = r.settlesPart(n.kids[0])
		return !yes, sure
	case opIn:
		if v := r.peek(n.kids[0]); v != nil && n.words && worded(v.kind) && r.step() {
			return holds(n, v), true
		}
	case opCompare:
		left, right := r.peek(n.kids[0]), r.peek(n.kids[1])
		if left != nil && right != nil && r.step() && r.step() {
			order, ok := order(left, right)
			return says(n.name, order), ok
		}
	default:
		if v := r.peek(n); v != nil && v.kind == YesNo {
			return v.n != 0, true
		}
	}
	return false, false
}

func (r *run) settlesPart(n *node) (yes, sure bool) {
	if !r.step() {
		return false, false
	}
	return r.settles(n)
}

// holds tells whether a word is in a list of words, or is not, as the node asks.
func holds(n *node, v *Value) bool {
	return slices.ContainsFunc(n.list, func(item Value) bool { return item.s == v.s }) != n.negated
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

// truth reads a condition: a hidden question reads as no; known is false when
// it is not answered.
func truth(v Value) (yes, known bool) {
	if v.state == NotApplicable {
		return false, true
	}
	return v.n != 0, v.state == Answered && v.kind == YesNo
}

// either is "or" when decisive is yes, "and" when it is no. One decisive side
// settles it, whatever the other side is.
func (r *run) either(n *node, decisive bool) Value {
	left := r.eval(n.kids[0])
	l, lKnown := truth(left)
	if lKnown && l == decisive {
		return YesNoOf(decisive).with(left)
	}
	right := r.eval(n.kids[1])
	rr, rKnown := truth(right)
	switch {
	case rKnown && rr == decisive:
		return YesNoOf(decisive).with(right)
	case lKnown && rKnown:
		return YesNoOf(!decisive).with(left).with(right)
	}
	return Value{}.with(left).with(right)
}

func not(v Value) Value {
	yes, known := truth(v)
	if !known {
		return Value{}.with(v)
	}
	return YesNoOf(!yes).with(v)
}

// compare: a hidden question is not equal to anything, and neither less nor
// more; with an answer missing the outcome is not known.
func compare(sign string, left, right Value) Value {
	if left.state == NotApplicable || right.state == NotApplicable {
		return YesNoOf(sign == "!=")
	}
	order, ok := order(&left, &right)
	if !ok {
		return Value{}.with(left).with(right)
	}
	return YesNoOf(says(sign, order)).with(left).with(right)
}

// says tells whether a comparison holds of things in that order.
func says(sign string, order int) bool {
	switch sign {
	case "=":
		return order == 0
	case "!=":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

// order compares two values of one kind; text and choices by their letters.
func order(left, right *Value) (int, bool) {
	switch {
	case left.state != Answered || right.state != Answered:
		return 0, false
	case worded(left.kind) && worded(right.kind):
		return strings.Compare(left.s, right.s), true
	case left.kind != right.kind || left.kind != YesNo && !ordered(left.kind):
		return 0, false
	case left.n < right.n:
		return -1, true
	case left.n > right.n:
		return 1, true
	}
	return 0, true
}

// in: of several choices, one that is in the list is enough.
func in(n *node, v Value) Value {
	switch {
	case v.state == NotApplicable:
		return YesNoOf(n.negated)
	case v.state == NotAnswered:
		return Value{}.with(v)
	case v.kind == Choices:
		any := slices.ContainsFunc(n.list, func(item Value) bool { return slices.Contains(v.more.list, item.s) })
		return YesNoOf(any != n.negated)
	case worded(v.kind) && n.words:
		return YesNoOf(holds(n, &v)).with(v)
	}
	for i := range n.list {
		switch order, ok := order(&v, &n.list[i]); {
		case !ok:
			return Value{}
		case order == 0:
			return YesNoOf(!n.negated).with(v)
		}
	}
	return YesNoOf(n.negated).with(v)
}
