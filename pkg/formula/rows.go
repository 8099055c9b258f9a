// SPDX-License-Identifier: EUPL-1.2

package formula

import "opgelucht/pkg/money"

// aggregate looks at all rows. Rows that were never answered leave the result
// not answered; a hidden group of rows counts as nothing: € 0, 0, no.
func (r *run) aggregate(n *node) Value {
	group := Value{}
	if r.vars != nil {
		group = r.vars.Value(n.name)
	}
	switch {
	case group.state == NotApplicable:
		return empty(n)
	case group.state == NotAnswered || group.kind != Rows:
		return settled(Unanswered(group.Missing()...), n)
	}
	outer := r.row
	defer func() { r.row = outer }()
	switch n.op {
	case opAny, opAll:
		return r.anyAll(n, group.Rows())
	case opCount:
		return r.count(n, group.Rows())
	}
	return r.collect(n, group.Rows()).with(group)
}

// empty is what an aggregate over a hidden group gives.
func empty(n *node) Value {
	switch n.op {
	case opSum:
		return Value{kind: n.kind, state: Answered}
	case opCount:
		return NumberOf(0)
	}
	return Inapplicable() // any and all then read as no
}

// meets says whether the row at hand counts. When that depends on a missing
// answer it does not, and the gap is in the value.
func (r *run) meets(where *node) (bool, Value) {
	if where == nil {
		return true, Value{state: NotApplicable}
	}
	v := r.eval(where)
	return v.Holds(), v
}

// collect is sum, min and max of a column. Rows without an answer are skipped
// and make the result incomplete; hidden ones are just skipped.
func (r *run) collect(n *node, rows []Row) Value {
	total := Value{kind: n.kind, state: Answered}
	found, fits := false, true
	for _, row := range rows {
		r.row = row
		counts, condition := r.meets(n.where)
		if !counts && condition.state != NotAnswered {
			continue
		}
		total = total.with(condition)
		if !counts {
			continue
		}
		v := r.eval(n.column)
		total = total.with(v)
		if r.spent || v.state != Answered {
			continue
		}
		fits = total.take(n.op, v, !found) && fits
		found = true
	}
	if !fits || !found && n.op != opSum {
		return Value{}.lacking(total.Missing()...)
	}
	return total
}

// take adds v to a total, or keeps it when it is the best so far.
func (v *Value) take(o op, next Value, first bool) bool {
	if first {
		v.kind, v.n = next.kind, next.n
		return true
	}
	if o == opSum {
		sum, ok := money.Add(money.Cents(v.n), money.Cents(next.n))
		v.n = int64(sum)
		return ok && v.kind == next.kind
	}
	if better(o == opLargest, next, *v) {
		v.n = next.n
	}
	return true
}

func (r *run) count(n *node, rows []Row) Value {
	total := NumberOf(0)
	for _, row := range rows {
		if !r.step() {
			break
		}
		r.row = row
		counts, condition := r.meets(n.where)
		if condition.state == NotAnswered || counts {
			total = total.with(condition)
		}
		if counts {
			total.n += int64(One)
		}
	}
	return total
}

// anyAll: one yes settles any, one no settles all; otherwise a missing answer
// leaves it open.
func (r *run) anyAll(n *node, rows []Row) Value {
	decisive := n.op == opAny
	open := false
	result := YesNoOf(!decisive)
	for _, row := range rows {
		r.row = row
		v := r.eval(n.where)
		yes, known := truth(v)
		if known && yes == decisive {
			return YesNoOf(decisive).with(v)
		}
		open = open || !known
		result = result.with(v)
	}
	if open {
		return Value{}.lacking(result.Missing()...)
	}
	return result
}

// divide gives this row's share of an amount, in proportion to a column. Rows
// without an answer get no share and make the others incomplete.
func (r *run) divide(n *node) Value {
	amount, mine := r.eval(n.kids[0]), r.eval(n.kids[1])
	switch {
	case amount.state == NotApplicable || mine.state == NotApplicable:
		return Inapplicable()
	case amount.state != Answered || amount.kind != Money || mine.state != Answered:
		return Value{}.with(amount).with(mine)
	}
	weights, gaps := r.weights(n.kids[1])
	shares, ok := money.Share(amount.Cents(), weights)
	if !ok || r.spent {
		return Value{}.with(amount).with(gaps)
	}
	return MoneyOf(shares[r.index]).with(amount).with(gaps)
}

// weights is the column of every row, 0 where there is none; gaps is
// incomplete when an answer is missing.
func (r *run) weights(column *node) ([]int64, Value) {
	mine := r.index
	defer func() { r.index = mine }()
	weights, gaps := make([]int64, len(r.own)), Value{state: Answered}
	for i := range r.own {
		r.index = i
		v := r.eval(column)
		gaps = gaps.with(v)
		if v.state == Answered && (v.kind == Money || v.kind == NumberKind) {
			weights[i] = v.n
		}
	}
	return weights, gaps
}
