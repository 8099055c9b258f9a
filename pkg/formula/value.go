// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"math"
	"slices"
	"time"

	"opgelucht/pkg/money"
)

// State says how far an answer is.
type State uint8

// The three states. The zero Value is not answered.
const (
	NotAnswered   State = iota // empty, or "Dat weet ik niet"
	Answered                   // there is a value
	NotApplicable              // the question is hidden
)

// Value is one answer or one computed result. The zero Value is not answered.
// Values are not changed after they are made.
type Value struct {
	kind       Kind
	state      State
	incomplete bool
	n          int64  // cents, fixed point, 0/1, days since 1970
	s          string // text, choice, period
	more       *more
}

// more keeps what few values have, so that most stay small.
type more struct {
	list    []string
	rows    []Row
	missing []string
}

// MoneyOf is an amount.
func MoneyOf(c money.Cents) Value { return Value{kind: Money, state: Answered, n: negatable(int64(c))} }

// negatable moves the one integer that has no opposite.
func negatable(n int64) int64 { return max(n, -math.MaxInt64) }

// PerOf is an amount with its period.
func PerOf(p money.Per) Value {
	return Value{kind: MoneyPer, state: Answered, n: negatable(int64(p.Cents)), s: string(p.Period)}
}

// NumberOf is a number.
func NumberOf(n Number) Value {
	return Value{kind: NumberKind, state: Answered, n: negatable(int64(n))}
}

// YesNoOf is yes (true) or no.
func YesNoOf(yes bool) Value {
	v := Value{kind: YesNo, state: Answered}
	if yes {
		v.n = 1
	}
	return v
}

// ChoiceOf is one chosen option, by its id.
func ChoiceOf(option string) Value { return Value{kind: Choice, state: Answered, s: option} }

// ChoicesOf is any number of chosen options, by id. None chosen is an answer too.
func ChoicesOf(options ...string) Value {
	return Value{kind: Choices, state: Answered, more: &more{list: slices.Clone(options)}}
}

// TextOf is written text.
func TextOf(text string) Value { return Value{kind: Text, state: Answered, s: text} }

// DateOf is a day; the clock time is dropped, the calendar day of t's own zone kept.
func DateOf(t time.Time) Value {
	y, m, d := t.Date()
	days := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay
	return Value{kind: Date, state: Answered, n: days}
}

// RowsOf is a repeating group that has been answered; no rows is an answer.
// The rows are kept, not copied.
func RowsOf(rows []Row) Value {
	return Value{kind: Rows, state: Answered, more: &more{rows: rows}}
}

// Unanswered is "nothing filled in yet". With names, it says which questions
// the value is waiting for.
func Unanswered(missing ...string) Value {
	v := Value{}
	if len(missing) > 0 {
		v.more = &more{missing: slices.Clone(missing)}
	}
	return v
}

// Inapplicable is the value of a hidden question.
func Inapplicable() Value { return Value{state: NotApplicable} }

const secondsPerDay = 24 * 60 * 60

// Kind is what sort of value it is; Unknown when there is none.
func (v Value) Kind() Kind { return v.kind }

// State says whether there is a value.
func (v Value) State() State { return v.state }

// Answered says there is a value (perhaps an incomplete total).
func (v Value) Answered() bool { return v.state == Answered }

// Holds says whether a condition fires: only a certain yes does.
func (v Value) Holds() bool { return v.state == Answered && v.kind == YesNo && v.n != 0 }

// Cents is the amount of a Money or MoneyPer value, else 0.
func (v Value) Cents() money.Cents {
	if v.kind != Money && v.kind != MoneyPer {
		return 0
	}
	return money.Cents(v.n)
}

// Per is the amount with its period of a MoneyPer value.
func (v Value) Per() money.Per {
	if v.kind != MoneyPer {
		return money.Per{}
	}
	return money.Per{Cents: money.Cents(v.n), Period: money.Period(v.s)}
}

// Number is the number of a NumberKind value, else 0.
func (v Value) Number() Number {
	if v.kind != NumberKind {
		return 0
	}
	return Number(v.n)
}

// Text is the text of a Text value or the option id of a Choice.
func (v Value) Text() string {
	if v.kind != Text && v.kind != Choice {
		return ""
	}
	return v.s
}

// List is the option ids of a Choices value.
func (v Value) List() []string {
	if v.more == nil {
		return nil
	}
	return v.more.list
}

// Date is the day of a Date value, at midnight UTC; else the zero time.
func (v Value) Date() time.Time {
	if v.kind != Date || v.state != Answered {
		return time.Time{}
	}
	return time.Unix(v.n*secondsPerDay, 0).UTC()
}

// Rows is the rows of a Rows value. Do not change them.
func (v Value) Rows() []Row {
	if v.more == nil {
		return nil
	}
	return v.more.rows
}

// Incomplete says that a total was made while answers were missing.
func (v Value) Incomplete() bool { return v.incomplete }

// Missing names the questions that a total or an unanswered result waits for:
// "reserve", or "debts.owed" for a column.
func (v Value) Missing() []string {
	if v.more == nil {
		return nil
	}
	return v.more.missing
}

// Equal says that two values are the same answer with the same gaps.
func (v Value) Equal(w Value) bool {
	return v.kind == w.kind && v.state == w.state && v.incomplete == w.incomplete && v.n == w.n && v.s == w.s &&
		slices.Equal(v.List(), w.List()) && slices.Equal(v.Missing(), w.Missing()) &&
		slices.EqualFunc(v.Rows(), w.Rows(), Row.Equal)
}

// with adds the gaps of a value that went into v. A name is mentioned once.
// A hidden value waits for nothing.
func (v Value) with(source Value) Value {
	if source.whole() { // nearly always
		return v
	}
	return v.waiting(source)
}

func (v Value) waiting(source Value) Value {
	if v.state == NotApplicable {
		return v
	}
	v.incomplete = v.incomplete || v.state == Answered
	return v.lacking(source.Missing()...)
}

func (v Value) withAll(sources []Value) Value {
	for _, source := range sources {
		v = v.with(source)
	}
	return v
}

// whole says that a value waits for nothing.
func (v Value) whole() bool {
	return v.state == NotApplicable || v.state == Answered && !v.incomplete
}

// lacking adds names of what is missing, in order, each once.
func (v Value) lacking(names ...string) Value {
	for _, name := range names {
		if slices.Contains(v.Missing(), name) {
			continue
		}
		fresh := more{}
		if v.more != nil {
			fresh = *v.more
		}
		fresh.missing = append(slices.Clip(fresh.missing), name)
		v.more = &fresh
	}
	return v
}
