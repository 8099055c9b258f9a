// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/pkg/norm"
)

// figures are tables with amounts that nobody takes for real ones. They begin
// in 2020; what they give is not known from 2030 on.
var figures = figuresFrom(map[string]string{
	"collection_costs": "up_to_1=€ 2.500,00 percent_1=15% up_to_2=€ 5.000,00 percent_2=10% up_to_3=€ 10.000,00 percent_3=5% " +
		"up_to_4=€ 200.000,00 percent_4=1% percent_5=0,5% minimum=€ 40,00 maximum=€ 6.775,00",
	"collection_costs_periodic": "below=€ 100,00 most=€ 50,00",
	"limitation":                "shop=2 rent=5",
	"limitation_counting":       "days_after=1",
	"bank_free":                 "single=€ 1.000,00 couple=€ 2.000,00",
	"welfare_norm":              "single=€ 800,00 couple=unknown",
	"protected_max":             "single=€ 1.000,00 couple=€ 2.000,00",
	"protected_share":           "income=90% norm=90% income_cap=90%",
})

func figuresFrom(tables map[string]string) *norm.Tables {
	files := fstest.MapFS{}
	for id, values := range tables {
		head, row := "title: {nl: "+id+" nl, en: "+id+" en}\nvalues:\n", ""
		for _, pair := range splitPairs(values) {
			name, value, _ := strings.Cut(pair, "=")
			kind := "number"
			if strings.HasSuffix(value, "%") {
				kind = "percent"
			}
			if strings.HasPrefix(value, "€") || value == "unknown" {
				kind = "money"
			}
			head += "  " + name + ": {kind: " + kind + ", nl: " + name + " nl, en: " + name + " en}\n"
			row += "      " + name + ": " + value + "\n"
		}
		certainty := "checked"
		if id == "limitation_counting" {
			certainty = "estimate"
		}
		files["norms/"+id+".yaml"] = &fstest.MapFile{Data: []byte(head + "rows:\n  - from: 2020-01-01\n    until: 2029-12-31\n    source: Test\n" +
			"    certainty: " + certainty + "\n    confirm: nobody\n    checked: 2026-01-01\n    values:\n" + row)}
	}
	t, _ := norm.Load(files) // the checker of tables asks for more than these tests need
	return t
}

// splitPairs cuts "a=€ 1,00 b=2" before each name.
func splitPairs(text string) []string {
	var pairs []string
	for word := range strings.FieldsSeq(text) {
		if strings.Contains(word, "=") {
			pairs = append(pairs, word)
			continue
		}
		pairs[len(pairs)-1] += " " + word
	}
	return pairs
}

var withLaw = Options{Norms: figures}

func TestFigures_areRead(t *testing.T) {
	if n := len(figures.IDs()); n != 8 {
		t.Fatalf("%d tables, want 8", n)
	}
}

func TestLaw_computesWithFiguresOfTheDay(t *testing.T) {
	vars := family()
	vars["hidden"], vars["kind"] = Inapplicable(), ChoiceOf("rent")
	for src, want := range map[string]string{
		`collection_costs(€ 1.000, today)`:                        "€ 150,00",
		`collection_costs(€ 0, start)`:                            "€ 40,00",
		`collection_costs(€ 1.000, days(today, 2000))`:            "? collection_costs@2031-10-29",
		`collection_costs(-reserve, today)`:                       "?",
		`collection_costs(left, birthday)`:                        "? collection_costs@1990-02-28",
		`collection_costs(sum(debts.owed), today)`:                "€ 329,99",
		`collection_costs_periodic(€ 99, € 20, today)`:            "€ 30,00",
		`collection_costs_periodic(€ 100, € 20, today)`:           "€ 40,00",
		`limitation("rent", today)`:                               "2031-05-09",
		`limitation("shop", today)`:                               "2028-05-09",
		`limitation("shop", today) < days(today, 800)`:            "yes",
		`free_bank("single", today)`:                              "€ 1.000,00",
		`free_bank(name, today)`:                                  "? bank_free.Sam@2026-05-08",
		`protected_high("single", € 1.000, today)`:                "€ 900,00",
		`protected_high("single", € 2.000, today)`:                "€ 1.000,00",
		`protected_low("single", € 700, today)`:                   "€ 630,00",
		`protected_low("single", € 2.000, today)`:                 "€ 720,00",
		`protected_low("couple", € 2.000, today)`:                 "? welfare_norm.couple@2026-05-08",
		`norm("bank_free.couple", today)`:                         "€ 2.000,00",
		`norm("protected_share.norm", today) * 2`:                 "1,8",
		`norm("limitation.rent", start)`:                          "5",
		`norm("bank_free.couple", birthday)`:                      "? bank_free@1990-02-28",
		`norm("bank_free.couple", birthday) is answered`:          "no",
		`left + collection_costs(€ 1.000, today)`:                 "€ 1.047,50",
		`max(norm("bank_free.couple", birthday), € 5)`:            "? bank_free@1990-02-28",
		`if partner then free_bank("single", today) else € 0`:     "€ 1.000,00",
		`sum(debts.owed where owed > free_bank("single", start))`: "€ 1.240,00",
	} {
		if got := show(evalLaw(t, src, vars)); got != want {
			t.Errorf("%s: %s, want %s", src, got, want)
		}
	}
}

func evalLaw(t testing.TB, src string, vars Vars) Value {
	t.Helper()
	v, err := must(t, src, withLaw).Eval(vars, friday)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return v
}

// The three states: a missing answer leaves the outcome open, a hidden one
// leaves nothing to show, and an incomplete total stays incomplete.
func TestLaw_keepsTheThreeStates(t *testing.T) {
	src := "collection_costs(left, start)"
	for _, c := range []struct {
		name string
		vars values
		want string
	}{
		{"nothing", values{}, "? left start"},
		{"no day", values{"left": MoneyOf(100000)}, "? start"},
		{"hidden day", values{"left": MoneyOf(100000), "start": Inapplicable()}, "-"},
		{"hidden and missing", values{"start": Inapplicable()}, "-"},
		{"another kind", values{"left": TextOf("x"), "start": DateOf(day("2026-01-01"))}, "? left"},
		{"all there", values{"left": MoneyOf(100000), "start": DateOf(day("2026-01-01"))}, "€ 150,00"},
	} {
		if got := show(evalLaw(t, src, c.vars)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	vars := values{"debts": RowsOf(rowsOf([]map[string]Value{{"owed": MoneyOf(100000)}, {}}))}
	if got := show(evalLaw(t, "collection_costs(sum(debts.owed), today)", vars)); got != "€ 150,00 incomplete debts.owed" {
		t.Errorf("of an incomplete total: %s", got)
	}
	got := show(evalLaw(t, `sum(debts.owed) + norm("bank_free.single", birthday)`, values{"debts": vars["debts"], "birthday": DateOf(day("1990-02-28"))}))
	if got != "? debts.owed bank_free@1990-02-28" {
		t.Errorf("both missing: %s", got)
	}
}

func TestLaw_worksInARow(t *testing.T) {
	rows := rowsOf([]map[string]Value{
		{"owed": MoneyOf(100000), "deadline": DateOf(day("2026-05-20"))},
		{"owed": MoneyOf(100000), "deadline": DateOf(day("1999-05-20"))},
		{"owed": MoneyOf(100000)},
	})
	f := must(t, "owed + collection_costs(owed, deadline)", Options{InRow: debtColumns, Group: "debts", Norms: figures})
	for i, want := range []string{"€ 1.150,00", "? collection_costs@1999-05-20", "? debts.deadline"} {
		v, err := f.EvalRow(rows, i, nil, friday)
		if got := show(v); err != nil || got != want {
			t.Errorf("row %d: %s, %v, want %s", i, got, err, want)
		}
	}
}

func TestLaw_withoutTablesIsNotKnown(t *testing.T) {
	f := must(t, `collection_costs(€ 1.000, today)`, Options{})
	v, err := f.Eval(nil, friday)
	if err != nil || show(v) != "? collection_costs@2026-05-08" {
		t.Errorf("%s, %v", show(v), err)
	}
	if _, p := Compile(`norm("bank_free.single", today)`, example, Options{}); p == nil || p.Key != "norm_table" {
		t.Errorf("a table that is not there: %v", p)
	}
}

func TestExplain_saysOnWhichFiguresAValueRests(t *testing.T) {
	f := must(t, `left + collection_costs(€ 1.000, today) - norm("bank_free.single", today)`, withLaw)
	e, err := f.Explain(family(), friday)
	if err != nil || !e.Adds || len(e.Terms) != 3 || !f.AsksLaw() {
		t.Fatalf("%+v, %v", e, err)
	}
	checkAdds(t, "", e)
	if got := e.Terms[1].Law; got.NL != "Incassokosten volgens de wet" || e.Terms[2].Law.EN != "bank_free en: single en" || e.Terms[0].Law.NL != "" {
		t.Errorf("terms are called %+v", e.Terms)
	}
	var tables []string
	for _, use := range e.Norms {
		tables = append(tables, use.Table)
		if use.Basis.Source != "Test" || use.Basis.Certainty != norm.Checked || use.From != day("2020-01-01") {
			t.Errorf("%+v", use)
		}
	}
	if !slices.Equal(tables, []string{"collection_costs", "bank_free"}) {
		t.Errorf("it rests on %v", tables)
	}
	e, _ = must(t, `limitation("rent", today)`, withLaw).Explain(nil, friday)
	if ground := (norm.Ground{Uses: e.Norms}); len(e.Norms) != 2 || ground.Certainty() != norm.Estimate {
		t.Errorf("an estimate is not called one: %+v", e.Norms)
	}
	e, _ = must(t, "left", withLaw).Explain(family(), friday)
	if len(e.Norms) != 0 || must(t, "left", withLaw).AsksLaw() {
		t.Errorf("%+v", e.Norms)
	}
	e, _ = must(t, `max(left, collection_costs(reserve, start))`, withLaw).Explain(family(), friday)
	if len(e.Terms) != 4 || e.Terms[1].Law.EN != "Collection costs by law" || e.Terms[2].Name != "reserve" || e.Terms[3].Name != "start" {
		t.Errorf("%+v", e.Terms)
	}
	e, _ = must(t, `collection_costs(reserve, start)`, withLaw).Explain(family(), friday)
	if len(e.Terms) != 2 || e.Terms[0].Name != "reserve" {
		t.Errorf("%+v", e.Terms)
	}
	e, _ = must(t, `if partner then left else free_bank("single", today)`, withLaw).Explain(family(), friday)
	if len(e.Norms) != 0 {
		t.Errorf("what was not taken is cited: %+v", e.Norms)
	}
}

func TestLaw_staysWithinTheBudget(t *testing.T) {
	rows := make([]Row, 5000)
	for i := range rows {
		rows[i] = RowOf(map[string]Value{"owed": MoneyOf(1)})
	}
	f := must(t, "sum(debts.owed where collection_costs(owed, today) + collection_costs(owed, today) > € 0)", withLaw)
	if _, err := f.Eval(values{"debts": RowsOf(rows)}, friday); !errors.Is(err, ErrBudget) {
		t.Errorf("not stopped: %v", err)
	}
}
