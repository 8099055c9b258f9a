// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"time"

	"opgelucht/pkg/money"
	"opgelucht/pkg/norm"
)

// run is one evaluation. It never fails on a value: what cannot be computed
// (division by zero, an amount that does not fit, a value of the wrong kind) is
// not answered.
type run struct {
	vars  Vars
	env   Env
	steps int
	spent bool
	own   []Row      // the rows of the formula's own group
	index int        // which of them the formula is for
	row   Row        // the row an aggregate is at
	uses  []norm.Use // the rows of the tables of the law that were looked at
}

func newRun(rows []Row, i int, vars Vars, env Env) run {
	r := run{vars: vars, env: env, steps: MaxSteps, own: rows, index: i}
	if env.Steps != nil {
		r.steps = env.Steps.Left
	}
	return r
}

// finish gives back the budget that is left.
func (r *run) finish() error {
	if r.env.Steps != nil {
		r.env.Steps.Left = max(r.steps, 0)
	}
	if r.spent {
		return ErrBudget
	}
	return nil
}

// step spends one unit of work; false means: stop.
func (r *run) step() bool {
	r.steps--
	r.spent = r.spent || r.steps < 0
	return !r.spent
}

func (r *run) eval(n *node) Value {
	if !r.step() {
		return Value{}
	}
	if n.op >= opOr && n.op <= opIn {
		left := r.steps
		if yes, sure := r.settles(n); sure {
			return YesNoOf(yes)
		}
		if !r.spent {
			r.steps = left // what follows does that work again, and pays for it
		}
	}
	switch n.op {
	case opLiteral:
		return *n.value
	case opUnknown:
		return Unanswered(n.label)
	case opName, opOwn, opColumn, opToday:
		return r.name(n)
	case opIf:
		return r.choose(n)
	case opOr:
		return r.either(n, true)
	case opAnd:
		return r.either(n, false)
	case opNot:
		return not(r.eval(n.kids[0]))
	case opCompare:
		return compare(n.name, r.eval(n.kids[0]), r.eval(n.kids[1]))
	case opIn:
		return in(n, r.eval(n.kids[0]))
	case opAnswered:
		return YesNoOf(r.eval(n.kids[0]).Answered() != n.negated)
	case opAdd, opSub, opMul, opDiv:
		return arithmetic(n.op, r.eval(n.kids[0]), r.eval(n.kids[1]))
	case opNeg:
		return negate(r.eval(n.kids[0]))
	}
	return r.call(n)
}

func (r *run) call(n *node) Value {
	switch n.op {
	case opMin, opMax:
		return r.extreme(n)
	case opRoundUp, opRoundDown:
		return round(n.op, r.eval(n.kids[0]))
	case opDivide:
		return r.divide(n)
	case opWorkdays, opDays:
		return r.later(n.op, r.eval(n.kids[0]), r.eval(n.kids[1]))
	case opLaw, opNorm:
		return r.lawful(n)
	}
	return r.aggregate(n)
}

// name fetches a value and takes the monthly or yearly part if asked.
func (r *run) name(n *node) Value {
	var v Value
	switch {
	case n.op == opToday:
		return r.today()
	case n.op == opColumn:
		v = r.row.Get(n.name)
	case n.op == opName && r.vars != nil:
		v = r.vars.Value(n.name)
	case n.op == opOwn && r.index >= 0 && r.index < len(r.own):
		v = r.own[r.index].Get(n.name)
	}
	if v.state == Answered && v.kind == n.kind && n.part == partNone { // nearly always
		return v
	}
	return settled(v, n)
}

func (r *run) today() Value {
	if r.env.Today.IsZero() {
		return Unanswered("today")
	}
	return DateOf(r.env.Today)
}

// settled names what is missing and takes the part of an amount with a period.
// A value of another kind than the checker was promised (an old answer to a
// changed question) is no answer.
func settled(v Value, n *node) Value {
	switch {
	case v.state == NotAnswered && v.Missing() == nil:
		return Unanswered(n.label)
	case v.state != Answered:
		return v
	case n.part == partNone && matches(v.kind, n.kind):
		return v
	case n.part == partNone || v.kind != MoneyPer:
		return Unanswered(n.label)
	case n.part == partMonthly:
		return MoneyOf(v.Per().Monthly()).with(v)
	}
	return MoneyOf(v.Per().Yearly()).with(v)
}

func matches(is, promised Kind) bool {
	return promised == Unknown || comparable2(promised, is)
}

func (r *run) choose(n *node) Value {
	condition := r.eval(n.kids[0])
	switch {
	case condition.Holds():
		return r.eval(n.kids[1]).with(condition)
	case condition.state == NotAnswered:
		return Value{}.with(condition)
	}
	return r.eval(n.kids[2]).with(condition)
}

// arithmetic: a hidden operand leaves nothing to show; a missing one leaves the
// result not answered.
func arithmetic(o op, left, right Value) Value {
	if left.state == NotApplicable || right.state == NotApplicable {
		return Inapplicable()
	}
	if left.state != Answered || right.state != Answered {
		return Value{}.with(left).with(right)
	}
	result, ok := compute(o, left, right)
	if !ok {
		return Value{}.with(left).with(right)
	}
	return result.with(left).with(right)
}

// compute does the sum; not ok when it is divided by zero, does not fit, or
// makes no sense for these kinds.
func compute(o op, left, right Value) (Value, bool) {
	kind, allowed := combine(o, left.kind, right.kind)
	if !allowed || kind == Unknown {
		return Value{}, false
	}
	a, b := money.Cents(left.n), money.Cents(right.n)
	var result money.Cents
	var ok bool
	switch {
	case o == opAdd:
		result, ok = money.Add(a, b)
	case o == opSub:
		result, ok = money.Sub(a, b)
	case o == opMul: // at least one is a number, with 8 decimals
		result, ok = money.MulDiv(a, right.n, int64(One))
	default: // amount ÷ number gives an amount, like ÷ like gives a number
		result, ok = money.MulDiv(a, int64(One), right.n)
	}
	return Value{kind: kind, state: Answered, n: int64(result)}, ok
}

func negate(v Value) Value {
	if v.state == NotApplicable {
		return v
	}
	zero := Value{kind: v.kind, state: Answered}
	return arithmetic(opSub, zero, v)
}

func round(o op, v Value) Value {
	if v.state != Answered || v.kind != NumberKind {
		return v.orMissing()
	}
	n, ok := v.Number().roundDown()
	if o == opRoundUp {
		n, ok = v.Number().roundUp()
	}
	if !ok {
		return Value{}.with(v)
	}
	return NumberOf(n).with(v)
}

// orMissing keeps "hidden" hidden and makes everything else not answered.
func (v Value) orMissing() Value {
	if v.state == NotApplicable {
		return v
	}
	return Value{}.with(v)
}

// extreme is min or max of its arguments. Hidden ones do not count; one that is
// not answered leaves the result not answered.
func (r *run) extreme(n *node) Value {
	best, seen := Inapplicable(), false
	var gaps Value
	for _, kid := range n.kids {
		v := r.eval(kid)
		if v.state == Answered && !ordered(v.kind) {
			v = Value{} // only possible below a name of Unknown kind
		}
		gaps = gaps.with(v)
		if v.state == NotAnswered {
			seen, best = true, Value{}
		}
		if v.state != Answered || seen && best.state != Answered {
			continue
		}
		if !seen || better(n.op == opMax, v, best) {
			best = Value{kind: v.kind, state: Answered, n: v.n}
		}
		best.incomplete, seen = best.incomplete || v.incomplete, true
	}
	if best.state == Answered && best.incomplete || best.state == NotAnswered {
		return best.lacking(gaps.Missing()...)
	}
	return best
}

func better(larger bool, v, best Value) bool {
	order, ok := order(&v, &best)
	return ok && (larger && order > 0 || !larger && order < 0)
}

// farthest is how many days a date can be moved: enough for any term, and it
// keeps the work of counting working days small.
const farthest = 4000

// later moves a date by days or working days; only whole numbers make sense.
func (r *run) later(o op, date, count Value) Value {
	if date.state == NotApplicable || count.state == NotApplicable {
		return Inapplicable()
	}
	n, whole := count.Number().Int()
	answered := date.state == Answered && date.kind == Date && count.state == Answered && count.kind == NumberKind
	if !answered || !whole || n < -farthest || n > farthest {
		return Value{}.with(date).with(count)
	}
	if o == opDays {
		return DateOf(date.Date().AddDate(0, 0, n)).with(date).with(count)
	}
	return r.workdays(date, n).with(date).with(count)
}

// workdays pays for the days it walks through.
func (r *run) workdays(date Value, n int) Value {
	r.steps -= max(n, -n)
	if r.env.AddWorkdays == nil || !r.step() {
		return Value{}
	}
	var moved time.Time = r.env.AddWorkdays(date.Date(), n)
	return DateOf(moved)
}
