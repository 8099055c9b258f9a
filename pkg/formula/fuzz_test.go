// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"opgelucht/pkg/money"
)

// seeds are real formulas and every mistake of the golden file.
func seeds(f *testing.F) {
	for _, m := range mistakes {
		f.Add(m.src, uint8(0))
	}
	for i, src := range []string{
		"sum(income.amount.monthly)", `sum(expenses.amount.monthly where kind = "rent") / total_in`, "max(left - reserve, € 0)",
		`threat in ["eviction", "cutoff"] or (kind in ["rent"] and stage in ["court"])`, "if urgent then 1 else 2",
		"divide(reserve, owed)", "workdays(today, 5)", "days(start, -1) < deadline", "all(debts where not arranged)", "left * 12.5%",
		"round_up(debt.owed / offer)", `reasons not in ["costs"]`, "min(debts.deadline where arranged) is not answered", "€ 50,- + -left",
		`owed + collection_costs(owed, deadline)`, `limitation(kind, days(today, 3))`, `norm("bank_free.single", start) - free_bank("couple", birthday)`,
		`collection_costs_periodic(left, reserve, start)`, `protected_high("single", wage.monthly, today) - protected_low(name, left, today)`,
	} {
		f.Add(src, uint8(i))
	}
}

// twisted makes every third or so value missing, hidden or of a wrong kind.
func twisted(seed uint8) values {
	vars := family()
	i := int(seed)
	for _, name := range example.Names() {
		vars[name] = twist(vars[name], i)
		i += int(seed) + 1
	}
	return vars
}

func twist(v Value, i int) Value {
	switch i % 13 {
	case 0:
		return Unanswered()
	case 1:
		return Inapplicable()
	case 2:
		return TextOf("x")
	case 3:
		return Value{kind: Money, state: Answered, n: 1<<63 - 1, incomplete: true}.lacking("income.amount")
	case 4:
		return NumberOf(maxNumber)
	case 5:
		return NumberOf(-1 << 63)
	}
	if rows := v.Rows(); len(rows) > 0 {
		return RowsOf(append(rowsOf([]map[string]Value{nil, {"owed": twist(Value{}, i/13), "urgent": MoneyOf(1), "pays": per(1<<62, money.Week)}}), rows...))
	}
	return v
}

// FuzzFormula: reading and computing never panic, always end, and keep the
// promises that do not depend on the formula.
func FuzzFormula(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src string, seed uint8) {
		opts := Options{Norms: figures}
		if seed%2 == 1 {
			opts = Options{InRow: debtColumns, Group: "debts", Norms: figures}
		}
		formula, problem := Compile(src, example, opts)
		if problem != nil {
			checkProblem(t, src, problem)
			return
		}
		vars := twisted(seed)
		rows := vars["debts"].Rows()
		v, err := formula.EvalRow(rows, int(seed)%3, vars, friday)
		e, explainErr := formula.ExplainRow(rows, int(seed)%3, vars, friday)
		if err != nil && !errors.Is(err, ErrBudget) || explainErr != nil && !errors.Is(explainErr, ErrBudget) {
			t.Fatalf("%q: %v, %v", src, err, explainErr)
		}
		if err == nil && explainErr == nil && !e.Result.Equal(v) {
			t.Fatalf("%q: computed %s, explained %s", src, show(v), show(e.Result))
		}
		checkResult(t, src, formula, v)
		if e.Adds && v.Answered() && explainErr == nil {
			checkAdds(t, src, e)
		}
	})
}

func checkProblem(t *testing.T, src string, p *Problem) {
	t.Helper()
	for _, lang := range []string{"nl", "en"} {
		message, advice := p.Text(lang)
		if message == "" || p.Hint != "" && advice == "" {
			t.Fatalf("%q: no text for %q, %q", src, p.Key, p.Hint)
		}
	}
	if p.Column < 1 || p.Column > len([]rune(src))+1 {
		t.Fatalf("%q: column %d", src, p.Column)
	}
}

// checkResult: an answered result has the kind the checker promised.
func checkResult(t *testing.T, src string, f *Formula, v Value) {
	t.Helper()
	if v.Answered() && !matches(v.kind, f.Type().Kind) {
		t.Fatalf("%q: %v, but the checker said %v", src, v.Kind(), f.Type().Kind)
	}
	if v.State() == NotApplicable && (v.Incomplete() || len(v.Missing()) > 0) {
		t.Fatalf("%q: hidden and yet waiting for %v", src, v.Missing())
	}
}

// checkAdds: the terms of an explanation add up to the result.
func checkAdds(t *testing.T, src string, e Explanation) {
	t.Helper()
	total := int64(0)
	for _, term := range e.Terms {
		if term.Minus {
			total -= term.Value.n
		} else {
			total += term.Value.n
		}
	}
	if total != e.Result.n {
		t.Fatalf("%q: terms add up to %d, result is %d", src, total, e.Result.n)
	}
}

// FuzzTree makes formulas that are nearly always valid, so that the evaluator
// is reached more often than random text reaches it.
func FuzzTree(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8}, uint8(0))
	f.Fuzz(func(t *testing.T, choices []byte, seed uint8) {
		g := grower{choices: choices[:min(len(choices), 150)]}
		src := g.grow([]string{"money", "number", "yesno"}[int(seed)%3], 0)
		formula, problem := Compile(src, example, Options{Norms: figures})
		if problem != nil {
			if problem.Key != "too_long" && problem.Key != "nested" {
				t.Fatalf("%q: %v", src, problem)
			}
			return
		}
		v, err := formula.Eval(twisted(seed), friday)
		if err != nil && !errors.Is(err, ErrBudget) {
			t.Fatalf("%q: %v", src, err)
		}
		checkResult(t, src, formula, v)
	})
}

type grower struct{ choices []byte }

// patterns: each %m, %n and %y becomes an amount, a number, a yes or no.
var patterns = map[string][]string{
	"money": {"left", "reserve", "€ 1.234,56", "wage.monthly", "sum(debts.owed where urgent)", "(%m + %m)", "(%m - %m)", "(%m * %n)", "(%m / %n)", "-(%m)",
		"max(%m, %m)", "(if %y then %m else %m)", "sum(debts.owed where owed > %m)", "max(income.amount.monthly where %y)",
		"collection_costs(%m, days(start, %n))", "collection_costs_periodic(%m, %m, today)", `free_bank("single", days(today, %n))`, `protected_high("couple", %m, start)`,
		`protected_low("single", %m, today)`, `norm("bank_free.couple", days(start, %n))`},
	"number": {"adults", "2.5", "40%", "count(debts where %y)", "(%m / %m)", "(%n * %n)", "(%n / %n)", "round_up(%n)", "round_down(%n)", "min(%n, %n)", "-(%n)", "sum(debts.order)"},
	"yesno": {"partner", "yes", "(%m < %m)", "(%n = %n)", "(%m != %m)", "(%y and %y)", "(%y or %y)", "(not %y)", `(work in ["zzp"])`, `(reasons not in ["costs"])`,
		"(%m is answered)", "any(debts where arranged or %y)", "all(debts where owed >= %m)", "(days(start, %n) > today)", "(workdays(start, %n) <= birthday)",
		`(limitation("rent", days(start, %n)) < today)`},
}

func (g *grower) grow(kind string, depth int) string {
	choice := 0
	if len(g.choices) > 0 && depth < 8 {
		choice, g.choices = int(g.choices[0]), g.choices[1:]
	}
	list := patterns[kind]
	src := list[choice%len(list)]
	for _, hole := range [][2]string{{"%m", "money"}, {"%n", "number"}, {"%y", "yesno"}} {
		for strings.Contains(src, hole[0]) {
			src = strings.Replace(src, hole[0], g.grow(hole[1], depth+1), 1)
		}
	}
	return src
}

// These are the computed values and conditions of the two largest
// example assignments.
var budgetFormulas = []string{
	"sum(income.amount.monthly)", "sum(expenses.amount.monthly)", "total_in - total_out", "max(left - reserve, € 0)",
	`sum(expenses.amount.monthly where kind = "rent") / total_in`, "left < € 0", "left >= € 0 and capacity = € 0", "capacity > € 0",
	"any(income where sure = no)", `any(expenses where kind = "health")`, "reserve <= max(left, € 50)",
}

var debtRowFormulas = []string{
	`threat in ["eviction", "cutoff", "insurance", "jail"] or (kind in ["rent", "energy", "water", "health"] and stage in ["bailiff", "court"])`,
	`kind in ["tax", "local_tax"]`, "if urgent then 1 else if preferent then 2 else 3",
}

var debtFormulas = []string{
	"sum(debts.owed)", "count(debts where urgent)", "sum(debts.owed where preferent)", "sum(debts.pays.monthly where arranged)",
	"round_up(sum(debts.owed) / dossier.budget.capacity)", `any(debts where threat = "eviction")`, `any(debts where threat = "cutoff")`,
	`any(debts where threat = "insurance")`, `any(debts where stage = "seizure")`, "months is answered and months <= 36",
}

func compileAll(b testing.TB, opts Options, sources []string) []*Formula {
	var formulas []*Formula
	for _, src := range sources {
		formulas = append(formulas, must(b, src, opts))
	}
	return formulas
}

func BenchmarkCompile15(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		compileAll(b, Options{}, budgetFormulas)
		compileAll(b, Options{}, debtFormulas[:4])
	}
}

func BenchmarkBudget40Rows(b *testing.B) {
	vars := family()
	var rows []Row
	for i := range 40 {
		rows = append(rows, RowOf(map[string]Value{"kind": ChoiceOf("food"), "amount": per(money.Cents(1000+i), money.Week)}))
	}
	vars["expenses"] = RowsOf(rows)
	formulas := compileAll(b, Options{}, budgetFormulas)
	b.ReportAllocs()
	for b.Loop() {
		evalAll(b, formulas, vars)
	}
}

func evalAll(b testing.TB, formulas []*Formula, vars Vars) {
	for _, f := range formulas {
		if _, err := f.Eval(vars, friday); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDebts60Rows(b *testing.B) {
	vars := family()
	var rows []Row
	for i := range 60 {
		rows = append(rows, RowOf(map[string]Value{
			"kind": ChoiceOf("shop"), "owed": MoneyOf(money.Cents(10000 + i)), "stage": ChoiceOf("court"), "threat": ChoiceOf("none"),
			"arranged": YesNoOf(i%2 == 0), "pays": per(5000, money.Month), "urgent": Value{}, "preferent": Value{}, "order": Value{},
		}))
	}
	vars["debts"] = RowsOf(rows)
	perRow := compileAll(b, Options{InRow: debtColumns, Group: "debts"}, debtRowFormulas)
	formulas := compileAll(b, Options{}, debtFormulas)
	b.ReportAllocs()
	for b.Loop() {
		for i := range rows {
			for j, name := range []string{"urgent", "preferent", "order"} {
				v, _ := perRow[j].EvalRow(rows, i, vars, friday)
				rows[i].Set(slices.Index(rows[i].names, name), v)
			}
		}
		evalAll(b, formulas, vars)
	}
}

func BenchmarkDivide60Rows(b *testing.B) {
	f := must(b, "divide(left, owed)", Options{InRow: debtColumns})
	rows := make([]Row, 60)
	for i := range rows {
		rows[i] = RowOf(map[string]Value{"owed": MoneyOf(money.Cents(10000 + i))})
	}
	vars := values{"left": MoneyOf(10001)}
	b.ReportAllocs()
	for b.Loop() {
		for i := range rows {
			if _, err := f.EvalRow(rows, i, vars, friday); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// The heaviest legal formula is stopped; this is how long that takes.
func BenchmarkHeaviest(b *testing.B) {
	rows := make([]Row, 5000)
	for i := range rows {
		rows[i] = RowOf(map[string]Value{"owed": MoneyOf(1)})
	}
	vars := values{"debts": RowsOf(rows)}
	f := must(b, fmt.Sprint("sum(debts.owed)", strings.Repeat(" + sum(debts.owed where owed > € 0)", 55)), Options{})
	for b.Loop() {
		if _, err := f.Eval(vars, friday); !errors.Is(err, ErrBudget) {
			b.Fatal("not stopped")
		}
	}
}
