// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"errors"
	"strings"
	"testing"

	"opgelucht/pkg/money"
)

func TestEval_computesWithAnswers(t *testing.T) {
	for src, want := range map[string]string{
		// Amounts and numbers.
		"total_in - total_out":         "€ 897,50",
		"-left":                        "€ -897,50",
		"--left":                       "€ 897,50",
		"left * 2":                     "€ 1.795,00",
		"0.5 * left":                   "€ 448,75",
		"left * 40%":                   "€ 359,00",
		"left * 12.5 %":                "€ 112,19",
		"left / 3":                     "€ 299,17",
		"left / reserve":               "17,95",
		"adults + 0.5":                 "2,5",
		"adults / 3":                   "0,66666667",
		"adults - kids":                "-0,5",
		"2 + 3 * 4 - 10 / 4":           "11,5",
		"(2 + 3) * 4":                  "20",
		"€ 1.234,56":                   "€ 1.234,56",
		"€ 1.234":                      "€ 1.234,00",
		"€1234,5" + "0":                "€ 1.234,50",
		"€ 50,-":                       "€ 50,00",
		"€ 50,-- + € 1,=":              "€ 51,00",
		"€\u00a050":                    "€ 50,00",
		"max(€ 50,-left)":              "€ 50,00",
		"max(€ 50,60)":                 "€ 50,60",
		"wage.monthly":                 "€ 43,38",
		"wage.yearly":                  "€ 520,52",
		"wage.monthly * 12":            "€ 520,56",
		"left / 0":                     "?",
		"left / (adults - 2)":          "?",
		"left / € 0":                   "?",
		"round_up(€ 1.000,01/€ 1.000)": "2",
		"round_up(debt.owed / offer)":  "6",
		"round_up(2)":                  "2",
		"round_up(-1.5)":               "-1",
		"round_down(-1.5)":             "-2",
		"round_down(kids)":             "2",
		"debt.owed - (6 - 1)*offer":    "€ 4,95",
		"max(left - reserve, € 0)":     "€ 847,50",
		"max(reserve - left, € 0)":     "€ 0,00",
		"min(left, reserve, € 60)":     "€ 50,00",
		"max(left)":                    "€ 897,50",
		"max(birthday, start)":         "2026-06-01",
		// Conditions.
		"left < € 0":                             "no",
		"left >= € 0 and capacity = € 50":        "yes",
		"left >= € 0 and not capacity = € 50":    "no",
		"partner or broken":                      "yes",
		"partner and kids > 0":                   "yes",
		"partner = yes":                          "yes",
		"partner != no":                          "yes",
		`work = "zzp"`:                           "yes",
		`work != "zzp"`:                          "no",
		`work in ["loondienst", "zzp"]`:          "yes",
		`work not in ["loondienst", "zzp"]`:      "no",
		`reasons in ["many", "income"]`:          "yes",
		`reasons in ["income"]`:                  "no",
		`reasons not in ["income"]`:              "yes",
		`name = "Sam"`:                           "yes",
		`"zzp" = work`:                           "yes",
		"adults in [1, 2]":                       "yes",
		"capacity in [€ 50, € 60]":               "yes",
		"partner in [no]":                        "no",
		"kids is answered":                       "yes",
		"kids is not answered":                   "no",
		"birthday < start":                       "yes",
		"start >= days(today, 24)":               "yes",
		"start > days(today, 24)":                "no",
		"total_out / total_in > 40%":             "yes",
		"if left < € 0 then € 0 else left":       "€ 897,50",
		"if no then 1 else if yes then 2 else 3": "2",
		`if partner then "samen" else work`:      "samen",
		"5 * (if partner then 2 else 1)":         "10",
		"not not partner":                        "yes",
		// Dates.
		"today":                "2026-05-08",
		"days(start, -1)":      "2026-05-31",
		"days(today, adults)":  "2026-05-10",
		"workdays(today, 1)":   "2026-05-11",
		"workdays(today, -5)":  "2026-05-01",
		"days(today, 1.5)":     "?",
		"days(today, 1000000)": "?",
		// Rows.
		"sum(income.amount.monthly)":                                  "€ 2.037,50",
		"sum(income.amount.yearly)":                                   "€ 24.450,00",
		"sum(income.amount.monthly) - sum(expenses.amount.monthly)":   "€ 897,50",
		`sum(expenses.amount.monthly where kind = "rent") / total_in`: "0,36809816",
		"sum(debts.owed)":                                             "€ 2.199,95",
		"sum(debts.owed where urgent)":                                "€ 1.240,00",
		"sum(debts.owed where owed > reserve * 20)":                   "€ 1.240,00",
		"sum(debts.pays.monthly where arranged)":                      "€ 158,33",
		"sum(debts.pays.monthly)":                                     "€ 158,33",
		"count(debts)":                                                "3",
		"count(debts where urgent)":                                   "1",
		`count(debts where kind in ["tax", "rent"])`:                  "2",
		"any(income where sure = no)":                                 "yes",
		"any(income where not sure)":                                  "yes",
		"all(debts where arranged)":                                   "no",
		"all(debts where owed > € 100)":                               "yes",
		"min(debts.owed)":                                             "€ 129,95",
		"max(debts.owed where not urgent)":                            "€ 830,00",
		"min(debts.deadline)":                                         "2026-05-10",
		"any(debts where deadline < days(today, 7))":                  "yes",
		"max(sum(debts.owed), € 5.000)":                               "€ 5.000,00",
		"round_up(sum(debts.owed) / dossier.budget.capacity)":         "3",
	} {
		if got := show(eval(t, src, family())); got != want {
			t.Errorf("%s = %s, want %s", src, got, want)
		}
	}
}

func TestEval_saysWhatIsMissing(t *testing.T) {
	vars := family()
	vars["reserve"], vars["partner"], vars["work"], vars["start"] = Unanswered(), Unanswered(), Unanswered(), Unanswered()
	vars["left"] = MoneyOf(89750).lacking("income.amount")
	vars["expenses"] = Value{}
	vars["capacity"] = Unanswered("reserve", "income")
	for src, want := range map[string]string{
		"reserve":                           "? reserve",
		"total_in - reserve":                "? reserve",
		"reserve + offer * kids":            "? reserve",
		"-reserve":                          "? reserve",
		"reserve / capacity":                "? reserve income",
		"max(reserve, € 0)":                 "? reserve",
		"max(€ 0, reserve, capacity)":       "? reserve income",
		"reserve < € 50":                    "? reserve",
		"reserve != € 50":                   "? reserve",
		`work in ["zzp"]`:                   "? work",
		"not partner":                       "? partner",
		"partner and no":                    "no",
		"no and partner":                    "no",
		"partner and yes":                   "? partner",
		"partner or yes":                    "yes",
		"partner or no":                     "? partner",
		"partner or reserve > € 1":          "? partner reserve",
		"reserve is answered":               "no",
		"reserve is not answered":           "yes",
		"if partner then 1 else 2":          "? partner",
		"if yes then 1 else adults":         "1",
		"days(start, 1)":                    "? start",
		"round_up(capacity / € 1)":          "? reserve income",
		"sum(expenses.amount.monthly)":      "? expenses",
		"count(expenses)":                   "? expenses",
		`any(expenses where kind = "rent")`: "? expenses",
		`all(expenses where kind = "rent")`: "? expenses",
		"max(expenses.amount.monthly)":      "? expenses",
	} {
		if got := show(eval(t, src, vars)); got != want {
			t.Errorf("%s = %s, want %s", src, got, want)
		}
	}
}

func TestEval_marksTotalsThatMissAnswers(t *testing.T) {
	vars := family()
	vars["debts"] = RowsOf(rowsOf([]map[string]Value{
		{"owed": MoneyOf(10000), "urgent": YesNoOf(true), "pays": Inapplicable(), "arranged": YesNoOf(false)},
		{"urgent": YesNoOf(true), "pays": Unanswered(), "arranged": YesNoOf(true)},
		{"owed": MoneyOf(50), "pays": per(700, money.Month), "arranged": YesNoOf(true)},
		{"owed": Inapplicable(), "urgent": Inapplicable(), "pays": Inapplicable(), "arranged": Inapplicable()},
	}))
	vars["left"] = Value{kind: Money, state: Answered, n: 100, incomplete: true}.lacking("income.amount")
	for src, want := range map[string]string{
		"sum(debts.owed)":                    "€ 100,50 incomplete debts.owed",
		"sum(debts.owed where arranged)":     "€ 0,50 incomplete debts.owed",
		"sum(debts.owed where urgent)":       "€ 100,00 incomplete debts.owed debts.urgent",
		"sum(debts.pays.monthly)":            "€ 7,00 incomplete debts.pays",
		"count(debts)":                       "4",
		"count(debts where urgent)":          "2 incomplete debts.urgent",
		"count(debts where not urgent)":      "1 incomplete debts.urgent",
		"any(debts where urgent)":            "yes",
		"any(debts where owed > € 500)":      "? debts.owed",
		"any(debts where owed = € 100)":      "yes",
		"all(debts where owed > € 10)":       "no",
		"all(debts where owed != € 10)":      "? debts.owed",
		"all(debts where arranged)":          "no",
		"min(debts.owed)":                    "€ 0,50 incomplete debts.owed",
		"max(debts.owed)":                    "€ 100,00 incomplete debts.owed",
		"min(debts.owed where owed > € 900)": "? debts.owed",
		"min(debts.deadline)":                "? debts.deadline",
		"left - sum(debts.owed)":             "€ -99,50 incomplete income.amount debts.owed",
		"max(left, € 0)":                     "€ 1,00 incomplete income.amount",
		"left > € 0":                         "yes incomplete income.amount",
		"if left > € 0 then 1 else 2":        "1 incomplete income.amount",
		"left is answered":                   "yes",
		"sum(debts.owed where left > € 0)":   "€ 100,50 incomplete income.amount debts.owed",
	} {
		if got := show(eval(t, src, vars)); got != want {
			t.Errorf("%s = %s, want %s", src, got, want)
		}
	}
}

func TestEval_hiddenQuestionsCountAsNothing(t *testing.T) {
	vars := family()
	for _, name := range []string{"reserve", "partner", "work", "reasons", "start", "debts", "wage"} {
		vars[name] = Inapplicable()
	}
	vars["offer"] = Unanswered()
	for src, want := range map[string]string{
		"reserve":                       "-",
		"left - reserve":                "-",
		"offer - reserve":               "-",
		"-reserve":                      "-",
		"wage.monthly":                  "-",
		"max(reserve, € 0)":             "€ 0,00",
		"max(reserve, offer)":           "? offer",
		"max(reserve)":                  "-",
		"reserve = € 0":                 "no",
		"reserve != € 0":                "yes",
		"reserve < € 0":                 "no",
		"reserve >= € 0":                "no",
		"reserve = offer":               "no",
		"reserve != offer":              "yes",
		`work in ["zzp"]`:               "no",
		`work not in ["zzp"]`:           "yes",
		`reasons in ["costs"]`:          "no",
		"partner":                       "-",
		"not partner":                   "yes",
		"partner and yes":               "no",
		"partner or yes":                "yes",
		"partner or no":                 "no",
		"partner or offer > € 1":        "? offer",
		"reserve is answered":           "no",
		"if partner then 1 else 2":      "2",
		"days(start, 1)":                "-",
		"workdays(start, 1)":            "-",
		"round_up(reserve / € 1)":       "-",
		"sum(debts.owed)":               "€ 0,00",
		"sum(debts.order)":              "0",
		"count(debts where urgent)":     "0",
		"max(debts.owed)":               "-",
		"any(debts where urgent) or no": "no",
		"all(debts where urgent) or no": "no",
		"left - sum(debts.owed)":        "€ 897,50",
	} {
		if got := show(eval(t, src, vars)); got != want {
			t.Errorf("%s = %s, want %s", src, got, want)
		}
	}
}

func TestEval_noRowsIsAnAnswer(t *testing.T) {
	vars := values{"debts": RowsOf(nil)}
	for src, want := range map[string]string{
		"sum(debts.owed)":         "€ 0,00",
		"count(debts)":            "0",
		"any(debts where urgent)": "no",
		"all(debts where urgent)": "yes",
		"max(debts.owed)":         "?",
	} {
		if got := show(eval(t, src, vars)); got != want {
			t.Errorf("%s = %s, want %s", src, got, want)
		}
	}
}

func TestEval_whatDoesNotFitIsNotAnswered(t *testing.T) {
	const top = money.Cents(1<<63 - 1)
	vars := values{
		"left": MoneyOf(top), "reserve": MoneyOf(top), "adults": NumberOf(maxNumber), "offer": MoneyOf(1),
		"debts": RowsOf(rowsOf([]map[string]Value{{"owed": MoneyOf(top)}, {"owed": MoneyOf(1)}})),
	}
	for _, src := range []string{
		"left + reserve", "-left - reserve", "left * 2", "left / 0.5", "left / offer", "adults * adults", "adults + 1",
		"round_up(adults)", "sum(debts.owed)", "adults / 0.1",
	} {
		if got := show(eval(t, src, vars)); got != "?" {
			t.Errorf("%s = %s, want not answered", src, got)
		}
	}
}

// A value of another kind than the scope promised (an old answer to a changed
// question) is no value; it never makes the evaluation fail.
func TestEval_valuesOfTheWrongKindAreNotAnswered(t *testing.T) {
	vars := family()
	for name := range vars {
		vars[name] = TextOf("oud")
	}
	vars["debts"] = RowsOf(rowsOf([]map[string]Value{{"owed": TextOf("oud"), "urgent": MoneyOf(1), "pays": MoneyOf(1)}, nil}))
	for src, want := range map[string]string{
		"left - reserve": "? left reserve", "-left": "? left", "left < € 5": "? left", "partner and yes": "? partner", "not partner": "? partner", "wage.monthly": "? wage",
		"max(left, € 5)": "? left", "round_up(adults)": "? adults", "days(start, 1)": "? start", "sum(income.amount.monthly)": "? income",
		"sum(debts.owed)":           "€ 0,00 incomplete debts.owed",
		"count(debts where urgent)": "0 incomplete debts.urgent",
		"sum(debts.pays.monthly)":   "€ 0,00 incomplete debts.pays",
		"any(debts where urgent)":   "? debts.urgent",
		"adults in [1, 2]":          "? adults",
	} {
		if got := show(eval(t, src, vars)); got != want {
			t.Errorf("%s = %s, want %s", src, got, want)
		}
	}
}

func TestEval_withoutVarsOrWorldNothingIsAnswered(t *testing.T) {
	for _, src := range []string{"left", "today", "workdays(start, 1)", "sum(debts.owed)", "count(broken)", "sum(broken.x)", "any(broken where x = 1)"} {
		v, err := must(t, src, Options{}).Eval(nil, Env{})
		if err != nil || v.State() != NotAnswered {
			t.Errorf("%s = %s, %v; want not answered", src, show(v), err)
		}
	}
	v, err := must(t, "workdays(start, 1)", Options{}).Eval(family(), Env{})
	if err != nil || v.State() != NotAnswered {
		t.Errorf("without a calendar: %s, %v", show(v), err)
	}
}

func TestEval_stopsWhenTheBudgetIsSpent(t *testing.T) {
	rows := make([]Row, 5000)
	for i := range rows {
		rows[i] = RowOf(map[string]Value{"owed": MoneyOf(1)})
	}
	vars := values{"debts": RowsOf(rows)}
	heavy := must(t, "sum(debts.owed)"+strings.Repeat(" + sum(debts.owed where owed > € 0)", 55), Options{})
	if _, err := heavy.Eval(vars, friday); !errors.Is(err, ErrBudget) {
		t.Errorf("the heaviest formula gives %v, want ErrBudget", err)
	}
	if _, err := heavy.Explain(vars, friday); !errors.Is(err, ErrBudget) {
		t.Errorf("explaining it gives %v, want ErrBudget", err)
	}
	shared := Env{Steps: &Budget{Left: 12_000}}
	once := must(t, "sum(debts.owed)", Options{})
	if _, err := once.Eval(vars, shared); err != nil || shared.Steps.Left >= 12_000 || shared.Steps.Left <= 0 {
		t.Errorf("the first of a shared budget: %v, %d left", err, shared.Steps.Left)
	}
	_, _ = once.Eval(vars, shared)
	if _, err := once.Eval(vars, shared); !errors.Is(err, ErrBudget) || shared.Steps.Left != 0 {
		t.Errorf("the third of a shared budget: %v, %d left", err, shared.Steps.Left)
	}
	if NewBudget().Left != MaxSteps {
		t.Error("a new budget is not full")
	}
}

// Walking through working days is work too.
func TestEval_workdaysCostSteps(t *testing.T) {
	env := Env{Today: friday.Today, AddWorkdays: weekdays, Steps: &Budget{Left: 100}}
	if _, err := must(t, "workdays(today, 200)", Options{}).Eval(nil, env); !errors.Is(err, ErrBudget) {
		t.Errorf("200 working days on 100 steps: %v", err)
	}
}
