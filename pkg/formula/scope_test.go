// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"maps"
	"slices"
	"testing"
	"time"

	"opgelucht/pkg/money"
)

// names is a scope in a map.
type names map[string]Type

func (n names) TypeOf(name string) (Type, bool) { t, ok := n[name]; return t, ok }
func (n names) Names() []string                 { return slices.Sorted(maps.Keys(n)) }

// values is a set of answers in a map.
type values map[string]Value

func (v values) Value(name string) Value { return v[name] }

var debtColumns = map[string]Type{
	"creditor":  {Kind: Text},
	"kind":      {Kind: Choice, Options: []string{"rent", "energy", "water", "health", "tax", "local_tax", "shop"}},
	"owed":      {Kind: Money},
	"stage":     {Kind: Choice, Options: []string{"bill", "warning", "collector", "bailiff", "court", "seizure"}},
	"threat":    {Kind: Choice, Options: []string{"none", "eviction", "cutoff", "insurance", "jail"}},
	"deadline":  {Kind: Date},
	"arranged":  {Kind: YesNo},
	"pays":      {Kind: MoneyPer},
	"urgent":    {Kind: YesNo},
	"preferent": {Kind: YesNo},
	"order":     {Kind: NumberKind},
}

var rowColumns = map[string]Type{
	"kind":   {Kind: Choice, Options: []string{"wage", "benefit", "rent", "energy", "health", "food"}},
	"amount": {Kind: MoneyPer},
	"sure":   {Kind: YesNo},
}

// example is what the budget and debts assignments know, and a little more.
var example = names{
	"adults": {Kind: NumberKind}, "kids": {Kind: NumberKind}, "partner": {Kind: YesNo}, "name": {Kind: Text},
	"work":     {Kind: Choice, Options: []string{"loondienst", "zzp", "none"}},
	"reasons":  {Kind: Choices, Options: []string{"income", "costs", "many"}},
	"birthday": {Kind: Date}, "start": {Kind: Date}, "wage": {Kind: MoneyPer}, "broken": {},
	"income": {Kind: Rows, Columns: rowColumns}, "expenses": {Kind: Rows, Columns: rowColumns},
	"total_in": {Kind: Money}, "total_out": {Kind: Money}, "left": {Kind: Money}, "reserve": {Kind: Money},
	"capacity": {Kind: Money}, "offer": {Kind: Money}, "debt.owed": {Kind: Money}, "months": {Kind: NumberKind},
	"debts": {Kind: Rows, Columns: debtColumns}, "dossier.debts": {Kind: Rows, Columns: debtColumns},
	"dossier.budget.capacity": {Kind: Money},
}

func per(c money.Cents, p money.Period) Value { return PerOf(money.Per{Cents: c, Period: p}) }

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

// weekdays skips Saturdays and Sundays only; the real calendar is elsewhere.
func weekdays(t time.Time, n int) time.Time {
	for n != 0 {
		t = t.AddDate(0, 0, sgn(n))
		if t.Weekday() != time.Saturday && t.Weekday() != time.Sunday {
			n -= sgn(n)
		}
	}
	return t
}

func sgn(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

var friday = Env{Today: day("2026-05-08"), AddWorkdays: weekdays}

func family() values {
	return values{
		"adults": NumberOf(2 * One), "kids": NumberOf(One * 5 / 2), "partner": YesNoOf(true), "name": TextOf("Sam"),
		"work": ChoiceOf("zzp"), "reasons": ChoicesOf("costs", "many"), "birthday": DateOf(day("1990-02-28")),
		"start": DateOf(day("2026-06-01")), "wage": per(1001, money.Week),
		"income": RowsOf(rowsOf([]map[string]Value{
			{"kind": ChoiceOf("wage"), "amount": per(185000, money.FourWeeks), "sure": YesNoOf(true)},
			{"kind": ChoiceOf("benefit"), "amount": per(10000, money.Quarter), "sure": YesNoOf(false)},
		})),
		"expenses": RowsOf(rowsOf([]map[string]Value{
			{"kind": ChoiceOf("rent"), "amount": per(75000, money.Month)},
			{"kind": ChoiceOf("food"), "amount": per(9000, money.Week)},
		})),
		"total_in": MoneyOf(203750), "total_out": MoneyOf(114000), "left": MoneyOf(89750), "reserve": MoneyOf(5000),
		"capacity": MoneyOf(5000), "offer": MoneyOf(2500), "debt.owed": MoneyOf(12995),
		"dossier.budget.capacity": MoneyOf(100000),
		"debts": RowsOf(rowsOf([]map[string]Value{
			{"kind": ChoiceOf("shop"), "owed": MoneyOf(12995), "urgent": YesNoOf(false), "arranged": YesNoOf(false), "pays": Inapplicable(), "deadline": DateOf(day("2026-05-20"))},
			{"kind": ChoiceOf("rent"), "owed": MoneyOf(124000), "urgent": YesNoOf(true), "arranged": YesNoOf(true), "pays": per(5000, money.Month), "deadline": DateOf(day("2026-05-10"))},
			{"kind": ChoiceOf("tax"), "owed": MoneyOf(83000), "urgent": YesNoOf(false), "arranged": YesNoOf(true), "pays": per(2500, money.Week), "deadline": Inapplicable()},
		})),
	}
}

func must(t testing.TB, src string, opts Options) *Formula {
	t.Helper()
	f, problem := Compile(src, example, opts)
	if problem != nil {
		t.Fatalf("%s: column %d: %v", src, problem.Column, problem)
	}
	return f
}

func eval(t testing.TB, src string, vars Vars) Value {
	t.Helper()
	v, err := must(t, src, Options{}).Eval(vars, friday)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return v
}

// show writes a value for comparing: "€ 5,00", "2,5", "yes", "-" when hidden,
// "?" when not answered, with "?" and what is missing behind it.
func show(v Value) string {
	text := "?"
	switch {
	case v.State() == NotApplicable:
		return "-"
	case !v.Answered():
	case v.Kind() == Money:
		text = euro(v.Cents())
	case v.Kind() == MoneyPer:
		text = euro(v.Cents()) + " per " + string(v.Per().Period)
	case v.Kind() == NumberKind:
		text = v.Number().Format("nl")
	case v.Kind() == YesNo && v.Holds():
		text = "yes"
	case v.Kind() == YesNo:
		text = "no"
	case v.Kind() == Date:
		text = v.Date().Format(time.DateOnly)
	default:
		text = v.Text()
	}
	if v.Incomplete() {
		text += " incomplete"
	}
	for _, name := range v.Missing() {
		text += " " + name
	}
	return text
}

func euro(c money.Cents) string {
	text := money.Format(c, "nl")
	return "€ " + text[len("€\u00a0"):]
}

// rowsOf makes rows of their values by column.
func rowsOf(cells []map[string]Value) []Row {
	rows := make([]Row, len(cells))
	for i, c := range cells {
		rows[i] = RowOf(c)
	}
	return rows
}
