// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"opgelucht/pkg/money"
)

// states of a yes/no question, and what each reads as.
var states = map[string]Value{"yes": YesNoOf(true), "no": YesNoOf(false), "hidden": Inapplicable(), "open": Unanswered()}

var yesNoScope = names{"a": {Kind: YesNo}, "b": {Kind: YesNo}, "c": {Kind: YesNo}, "x": {Kind: Money}, "y": {Kind: Money}}

func logic(t *testing.T, src string, vars Vars) string {
	t.Helper()
	f, problem := Compile(src, yesNoScope, Options{})
	if problem != nil {
		t.Fatalf("%s: %v", src, problem)
	}
	v, err := f.Eval(vars, friday)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	if v.State() == NotAnswered {
		return "?"
	}
	return show(v)
}

func TestLogic_theWholeTruthTable(t *testing.T) {
	for _, row := range []struct{ a, b, and, or string }{
		{"yes", "yes", "yes", "yes"}, {"yes", "no", "no", "yes"}, {"yes", "hidden", "no", "yes"}, {"yes", "open", "?", "yes"},
		{"no", "yes", "no", "yes"}, {"no", "no", "no", "no"}, {"no", "hidden", "no", "no"}, {"no", "open", "no", "?"},
		{"hidden", "yes", "no", "yes"}, {"hidden", "no", "no", "no"}, {"hidden", "hidden", "no", "no"}, {"hidden", "open", "no", "?"},
		{"open", "yes", "?", "yes"}, {"open", "no", "no", "?"}, {"open", "hidden", "no", "?"}, {"open", "open", "?", "?"},
	} {
		vars := values{"a": states[row.a], "b": states[row.b]}
		if got := logic(t, "a and b", vars); got != row.and {
			t.Errorf("%s and %s = %s, want %s", row.a, row.b, got, row.and)
		}
		if got := logic(t, "a or b", vars); got != row.or {
			t.Errorf("%s or %s = %s, want %s", row.a, row.b, got, row.or)
		}
	}
	for a, want := range map[string]string{"yes": "no", "no": "yes", "hidden": "yes", "open": "?"} {
		if got := logic(t, "not a", values{"a": states[a]}); got != want {
			t.Errorf("not %s = %s, want %s", a, got, want)
		}
	}
}

// Writing a condition another way may not change what it says.
func TestLogic_otherWaysOfSayingTheSame(t *testing.T) {
	same := [][2]string{
		{"not (a and b)", "not a or not b"}, {"not (a or b)", "not a and not b"}, {"a and (b or c)", "a and b or a and c"},
		{"a or b and c", "(a or b) and (a or c)"}, {"a and b", "b and a"}, {"a or b", "b or a"}, {"not not not a", "not a"},
	}
	for an, a := range states {
		for bn, b := range states {
			for cn, c := range states {
				vars := values{"a": a, "b": b, "c": c}
				for _, pair := range same {
					if left, right := logic(t, pair[0], vars), logic(t, pair[1], vars); left != right {
						t.Errorf("a %s, b %s, c %s: %q is %s, %q is %s", an, bn, cn, pair[0], left, pair[1], right)
					}
				}
			}
		}
	}
}

func TestLogic_comparisonsOfEveryState(t *testing.T) {
	amounts := map[string]Value{"1": MoneyOf(1), "2": MoneyOf(2), "hidden": Inapplicable(), "open": Unanswered()}
	for _, row := range []struct{ x, y, equal, unequal, less, atLeast string }{
		{"1", "1", "yes", "no", "no", "yes"}, {"1", "2", "no", "yes", "yes", "no"}, {"2", "1", "no", "yes", "no", "yes"},
		{"1", "hidden", "no", "yes", "no", "no"}, {"hidden", "1", "no", "yes", "no", "no"}, {"hidden", "hidden", "no", "yes", "no", "no"},
		{"1", "open", "?", "?", "?", "?"}, {"open", "1", "?", "?", "?", "?"}, {"open", "open", "?", "?", "?", "?"},
		{"hidden", "open", "no", "yes", "no", "no"}, {"open", "hidden", "no", "yes", "no", "no"},
	} {
		vars := values{"x": amounts[row.x], "y": amounts[row.y]}
		for src, want := range map[string]string{"x = y": row.equal, "x != y": row.unequal, "x < y": row.less, "x >= y": row.atLeast} {
			if got := logic(t, src, vars); got != want {
				t.Errorf("%s with x %s, y %s = %s, want %s", src, row.x, row.y, got, want)
			}
		}
	}
}

// somewhere makes 0 to 7 rows of random debts, with gaps.
func somewhere(r *rand.Rand) []Row {
	rows := make([]Row, r.IntN(8))
	for i := range rows {
		owed := []Value{MoneyOf(money.Cents(r.IntN(100_000))), MoneyOf(money.Cents(r.IntN(100_000))), Unanswered(), Inapplicable()}[r.IntN(4)]
		urgent := []Value{YesNoOf(true), YesNoOf(false), Unanswered(), Inapplicable()}[r.IntN(4)]
		rows[i] = RowOf(map[string]Value{"owed": owed, "urgent": urgent})
	}
	return rows
}

// byHand adds up the slow way: what is answered counts; a gap that matters makes
// the total incomplete.
func byHand(rows []Row) (all, urgent money.Cents, gapAll, gapUrgent bool) {
	for _, row := range rows {
		owed, is := row.Get("owed"), row.Get("urgent")
		gapAll = gapAll || owed.State() == NotAnswered
		all += owed.Cents()
		gapUrgent = gapUrgent || is.State() == NotAnswered || is.Holds() && owed.State() == NotAnswered
		if is.Holds() {
			urgent += owed.Cents()
		}
	}
	return all, urgent, gapAll, gapUrgent
}

func TestSum_agreesWithAddingByHand(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	whole, part := must(t, "sum(debts.owed)", Options{}), must(t, "sum(debts.owed where urgent)", Options{})
	for range 2000 {
		rows := somewhere(r)
		vars := values{"debts": RowsOf(rows)}
		all, urgent, gapAll, gapUrgent := byHand(rows)
		if v, _ := whole.Eval(vars, friday); v.Cents() != all || v.Incomplete() != gapAll || !v.Answered() {
			t.Fatalf("%v: sum %s, by hand %d, gap %v", rows, show(v), all, gapAll)
		}
		if v, _ := part.Eval(vars, friday); v.Cents() != urgent || v.Incomplete() != gapUrgent || !v.Answered() {
			t.Fatalf("%v: sum where urgent %s, by hand %d, gap %v", rows, show(v), urgent, gapUrgent)
		}
	}
}

// any is "or" over the rows, all is "and", whatever the state of each row.
func TestAnyAll_areOrAndAndOverTheRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		rows := somewhere(r)
		or, and := "no", "yes"
		vars := values{"debts": RowsOf(rows)}
		for _, row := range rows {
			or, and = step(t, "or", or, row.Get("urgent")), step(t, "and", and, row.Get("urgent"))
		}
		for src, want := range map[string]string{"any(debts where urgent)": or, "all(debts where urgent)": and} {
			v := eval(t, src, vars)
			if got := map[bool]string{true: show(v), false: "?"}[v.Answered()]; got != want {
				t.Fatalf("%s over %v = %s, want %s", src, rows, got, want)
			}
		}
	}
}

func step(t *testing.T, word, sofar string, next Value) string {
	t.Helper()
	so := map[string]Value{"yes": YesNoOf(true), "no": YesNoOf(false), "?": Unanswered()}[sofar]
	return logic(t, fmt.Sprintf("a %s b", word), values{"a": so, "b": next})
}

// The three assignments of the design, end to end, each value feeding the next.
func TestExamples_computeInOrder(t *testing.T) {
	vars := family()
	for _, step := range []struct{ name, formula, want string }{
		{"total_in", "sum(income.amount.monthly)", "€ 2.037,50"},
		{"total_out", "sum(expenses.amount.monthly)", "€ 1.140,00"},
		{"left", "total_in - total_out", "€ 897,50"},
		{"reserve", "€ 50", "€ 50,00"},
		{"capacity", "max(left - reserve, € 0)", "€ 847,50"},
		{"", "reserve <= max(left, € 50)", "yes"},
		{"", "capacity > € 0", "yes"},
		{"dossier.budget.capacity", "capacity", "€ 847,50"},
		{"", "count(debts where urgent)", "1"},
		{"months", "round_up(sum(debts.owed) / dossier.budget.capacity)", "3"},
		{"", "months is answered and months <= 36", "yes"},
		{"months", "round_up(debt.owed / offer)", "6"},
		{"", "debt.owed - (months - 1) * offer", "€ 4,95"},
		{"", "offer <= dossier.budget.capacity", "yes"},
	} {
		v := eval(t, step.formula, vars)
		if got := show(v); got != step.want {
			t.Errorf("%s = %s, want %s", step.formula, got, step.want)
		}
		if step.name != "" {
			vars[step.name] = v
		}
	}
}

// With an income left open, every value after it says so, and no condition fires by mistake.
func TestExamples_aGapTravelsToTheEnd(t *testing.T) {
	vars := family()
	vars["income"] = RowsOf(append(vars["income"].Rows(), RowOf(map[string]Value{"kind": ChoiceOf("wage"), "amount": Unanswered()})))
	for _, step := range []struct{ name, formula, want string }{
		{"total_in", "sum(income.amount.monthly)", "€ 2.037,50 incomplete income.amount"},
		{"left", "total_in - total_out", "€ 897,50 incomplete income.amount"},
		{"capacity", "max(left - reserve, € 0)", "€ 847,50 incomplete income.amount"},
		{"", "round_up(€ 1.000 / capacity)", "2 incomplete income.amount"},
		{"reserve", "broken", "? broken"},
		{"capacity", "max(left - reserve, € 0)", "? income.amount broken"},
		{"", "capacity > € 0", "? income.amount broken"},
		{"", "capacity = € 0", "? income.amount broken"},
	} {
		v := eval(t, step.formula, vars)
		if got := show(v); got != step.want {
			t.Errorf("%s = %s, want %s", step.formula, got, step.want)
		}
		if step.name != "" {
			vars[step.name] = v
		}
	}
}

func TestCondition_costsTheSameHoweverItIsSettled(t *testing.T) {
	f, problem := Compile(`kind in ["rent", "tax"] or owed > € 5`, nil, Options{InRow: debtColumns, Group: "debts"})
	if problem != nil {
		t.Fatal(problem)
	}
	for _, c := range []struct {
		row   map[string]Value
		steps int // or, in and its column; then the comparison and its two sides
	}{
		{map[string]Value{"kind": ChoiceOf("tax"), "owed": MoneyOf(1)}, 3},
		{map[string]Value{"kind": ChoiceOf("shop"), "owed": MoneyOf(1)}, 6},
		{map[string]Value{"kind": ChoiceOf("shop"), "owed": Unanswered()}, 6},
		{map[string]Value{"kind": Unanswered(), "owed": MoneyOf(1000)}, 6},
	} {
		budget := NewBudget()
		all := budget.Left
		if _, err := f.EvalRow(rowsOf([]map[string]Value{c.row}), 0, nil, Env{Steps: budget}); err != nil || all-budget.Left != c.steps {
			t.Errorf("%v took %d steps (%v), want %d", c.row, all-budget.Left, err, c.steps)
		}
	}
}
