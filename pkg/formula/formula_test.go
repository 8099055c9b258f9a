// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"slices"
	"strings"
	"testing"

	"opgelucht/pkg/money"
)

func TestCompile_knowsTheKindOfTheResult(t *testing.T) {
	for src, want := range map[string]Kind{
		"left - reserve": Money, "left * 2": Money, "2 * left": Money, "left / 2": Money, "left / reserve": NumberKind,
		"adults + kids": NumberKind, "-kids": NumberKind, "left > € 5": YesNo, "not partner": YesNo, "work": Choice,
		`if partner then "a" else "b"`: Text, "reasons": Choices, "today": Date, "days(today, 1)": Date,
		"sum(debts.owed)": Money, "sum(debts.order)": NumberKind, "count(debts)": NumberKind, "any(debts where urgent)": YesNo,
		"max(debts.deadline)": Date, "wage.yearly": Money, "broken": Unknown, "broken + 1": Unknown, "broken * left": Unknown,
		"broken.owed": Unknown, "sum(broken.owed)": Unknown, "count(broken where nonsense > 3)": NumberKind, "any(broken where x)": YesNo,
		"if partner then left else broken": Unknown, "max(broken, left)": Money, "broken = 3": YesNo, "broken and partner": YesNo,
		`broken in ["x"]`: YesNo, "round_up(broken)": NumberKind, "wage is answered": YesNo, "income is answered": YesNo,
	} {
		if got := must(t, src, Options{}).Type().Kind; got != want {
			t.Errorf("%s gives %v, want %v", src, got, want)
		}
	}
}

func TestCompile_acceptsWhatIsWanted(t *testing.T) {
	for src, want := range map[string]Kind{
		"partner": YesNo, "left": Money, "broken": YesNo, `"zzp"`: Choice, "work": Text, "wage": MoneyPer, "debts": Rows, "reasons": Choices,
	} {
		must(t, src, Options{Want: want})
	}
}

func TestCompile_listsTheNamesItNeeds(t *testing.T) {
	for _, c := range []struct {
		src            string
		opts           Options
		names, columns string
	}{
		{"left - reserve + left", Options{}, "left reserve", ""},
		{"sum(income.amount.monthly where sure) - wage.monthly", Options{}, "income wage", ""},
		{"sum(dossier.debts.owed where owed > dossier.budget.capacity)", Options{}, "dossier.budget.capacity dossier.debts", ""},
		{"today", Options{}, "", ""},
		{`kind = "rent" and pays.monthly > left`, Options{InRow: debtColumns}, "left", "kind pays"},
		{"owed / sum(debts.owed)", Options{InRow: debtColumns}, "debts", "owed"},
		{"count(broken)", Options{}, "broken", ""},
	} {
		f := must(t, c.src, c.opts)
		if got := strings.Join(f.Names(), " "); got != c.names {
			t.Errorf("%s: names %q, want %q", c.src, got, c.names)
		}
		if got := strings.Join(f.Columns(), " "); got != c.columns {
			t.Errorf("%s: columns %q, want %q", c.src, got, c.columns)
		}
		if f.Source() != c.src {
			t.Errorf("source %q, want %q", f.Source(), c.src)
		}
	}
}

// Of equal names the nearest place wins: the aggregate's rows, then the
// formula's own row, then the scope.
func TestCompile_columnsComeFirst(t *testing.T) {
	scope := names{
		"owed": {Kind: Text}, "today": {Kind: NumberKind},
		"debts": {Kind: Rows, Columns: map[string]Type{"owed": {Kind: NumberKind}}},
	}
	own := Options{InRow: map[string]Type{"owed": {Kind: Money}}}
	vars := values{"owed": TextOf("scope"), "today": NumberOf(7 * One), "debts": RowsOf(rowsOf([]map[string]Value{{"owed": NumberOf(3 * One)}}))}
	rows := rowsOf([]map[string]Value{{"owed": MoneyOf(500)}})
	for _, c := range []struct {
		src, want string
		opts      Options
	}{
		{"owed", "scope", Options{}}, {"owed", "€ 5,00", own}, {"sum(debts.owed where owed > 2)", "3", own}, {"today", "7", own},
	} {
		f, problem := Compile(c.src, scope, c.opts)
		if problem != nil {
			t.Fatalf("%s: %v", c.src, problem)
		}
		v, err := f.EvalRow(rows, 0, vars, friday)
		if err != nil || show(v) != c.want {
			t.Errorf("%s = %s, %v; want %s", c.src, show(v), err, c.want)
		}
	}
}

func TestCompile_limits(t *testing.T) {
	for src, ok := range map[string]bool{
		strings.Repeat("1+", 999) + "1":                                 true,
		strings.Repeat("1+", 1000) + "1":                                false,
		strings.Repeat("(", 39) + "1" + strings.Repeat(")", 39):         true,
		strings.Repeat("(", 40) + "1" + strings.Repeat(")", 40):         false,
		strings.Repeat("-", 39) + "1":                                   true,
		strings.Repeat("-", 40) + "1":                                   false,
		strings.Repeat("not ", 39) + "yes":                              true,
		strings.Repeat("not ", 40) + "yes":                              false,
		strings.Repeat("if yes then 1 else ", 41) + "1":                 false,
		strings.Repeat("(", 20_000):                                     false,
		strings.Repeat("round_up(", 41) + "1" + strings.Repeat(")", 41): false,
		"\xff\xfe": false,
	} {
		f, problem := Compile(src, example, Options{})
		if (problem == nil) != ok || (f != nil) != ok {
			t.Errorf("%.20q… (%d bytes): %v, want accepted %v", src, len(src), problem, ok)
		}
	}
}

func TestEvalRow_computesForOneRow(t *testing.T) {
	opts := Options{InRow: debtColumns, Group: "debts"}
	vars := family()
	rows := vars["debts"].Rows()
	for src, want := range map[string][3]string{
		`threat in ["eviction"] or (kind in ["rent"] and arranged)`: {"? debts.threat", "yes", "? debts.threat"},
		"if urgent then 1 else 2":                                   {"2", "1", "2"},
		"pays.monthly":                                              {"-", "€ 50,00", "€ 108,33"},
		"pays.monthly > € 60":                                       {"no", "no", "yes"},
		"divide(reserve, owed)":                                     {"€ 2,95", "€ 28,18", "€ 18,87"},
		"divide(reserve, owed) + left":                              {"€ 900,45", "€ 925,68", "€ 916,37"},
		"divide(€ 1, order)":                                        {"? debts.order", "? debts.order", "? debts.order"},
		"divide(sum(debts.owed), owed)":                             {"€ 129,95", "€ 1.240,00", "€ 830,00"},
		"divide(max(left - reserve, € 0), owed) <= owed":            {"yes", "yes", "yes"},
		"owed / sum(debts.owed)":                                    {"0,05906952", "0,56364917", "0,3772813"},
		"creditor":                                                  {"? debts.creditor", "? debts.creditor", "? debts.creditor"},
	} {
		f := must(t, src, opts)
		for i := range rows {
			v, err := f.EvalRow(rows, i, vars, friday)
			if err != nil || show(v) != want[i] {
				t.Errorf("row %d: %s = %s, %v; want %s", i, src, show(v), err, want[i])
			}
		}
	}
	for _, i := range []int{-1, 3} {
		for src, want := range map[string]string{"owed": "? debts.owed", "divide(reserve, owed)": "? debts.owed"} {
			v, err := must(t, src, opts).EvalRow(rows, i, vars, friday)
			if err != nil || show(v) != want {
				t.Errorf("row %d does not exist: %s = %s, %v", i, src, show(v), err)
			}
		}
	}
}

func TestDivide_rowsWithoutAnswerGetNoShare(t *testing.T) {
	f := must(t, "divide(left, owed)", Options{InRow: debtColumns, Group: "debts"})
	vars := values{"left": MoneyOf(100)}
	rows := rowsOf([]map[string]Value{{"owed": MoneyOf(1)}, {}, {"owed": Inapplicable()}, {"owed": MoneyOf(2)}})
	for i, want := range []string{"€ 0,33 incomplete debts.owed", "? debts.owed", "-", "€ 0,67 incomplete debts.owed"} {
		if v, err := f.EvalRow(rows, i, vars, friday); err != nil || show(v) != want {
			t.Errorf("row %d = %s, %v; want %s", i, show(v), err, want)
		}
	}
	for _, c := range []struct {
		rows []Row
		left Value
		want string
	}{
		{rowsOf([]map[string]Value{{"owed": MoneyOf(0)}}), MoneyOf(100), "?"},
		{rowsOf([]map[string]Value{{"owed": MoneyOf(5)}, {"owed": MoneyOf(-5)}}), MoneyOf(100), "?"},
		{rowsOf([]map[string]Value{{"owed": MoneyOf(5)}}), Unanswered(), "? left"},
		{rowsOf([]map[string]Value{{"owed": MoneyOf(5)}}), Inapplicable(), "-"},
		{rowsOf([]map[string]Value{{"owed": TextOf("x")}}), MoneyOf(100), "? debts.owed"},
	} {
		if v, err := f.EvalRow(c.rows, 0, values{"left": c.left}, friday); err != nil || show(v) != c.want {
			t.Errorf("%v of %s = %s, %v; want %s", c.rows, show(c.left), show(v), err, c.want)
		}
	}
}

// The shares of all rows together are the whole amount, to the cent.
func TestDivide_addsUp(t *testing.T) {
	f := must(t, "divide(left, owed)", Options{InRow: debtColumns})
	rows := make([]Row, 60)
	for i := range rows {
		rows[i] = RowOf(map[string]Value{"owed": MoneyOf(money.Cents(i*i*37 + 1))})
	}
	total := money.Cents(0)
	for i := range rows {
		v, _ := f.EvalRow(rows, i, values{"left": MoneyOf(10001)}, friday)
		total += v.Cents()
	}
	if total != 10001 {
		t.Errorf("60 shares of € 100,01 add up to %d", total)
	}
}

func TestExplain_listsWhatWasAdded(t *testing.T) {
	vars := family()
	rows := vars["debts"].Rows()
	vars["debts"] = RowsOf(append(slices.Clone(rows), RowOf(map[string]Value{"arranged": YesNoOf(true)}), RowOf(map[string]Value{"pays": MoneyOf(1)})))
	for src, want := range map[string]string{
		"left":                            "left=€ 897,50",
		"total_in - total_out":            "adds + total_in=€ 2.037,50 - total_out=€ 1.140,00",
		"total_in - (total_out - left)":   "adds + total_in=€ 2.037,50 - total_out=€ 1.140,00 + left=€ 897,50",
		"-left + € 5":                     "adds - left=€ 897,50 + [€ 5]=€ 5,00",
		"max(left - reserve, € 0)":        "left=€ 897,50 reserve=€ 50,00",
		"left / left":                     "left=€ 897,50",
		"left * 2 - (left + reserve) * 3": "adds + [left * 2]=€ 1.795,00 - [(left + reserve) * 3]=€ 2.842,50",
		"sum(debts.owed)": "adds + debts.owed=€ 2.199,95 incomplete debts.owed" +
			"{0 € 129,95; 1 € 1.240,00; 2 € 830,00; 3 ? debts.owed; 4 ? debts.owed}",
		"sum(debts.pays.monthly where arranged) + reserve": "adds + debts.pays=€ 158,33 incomplete debts.pays debts.arranged" +
			"{1 € 50,00; 2 € 108,33; 3 ? debts.pays; 4 ? debts.arranged} + reserve=€ 50,00",
		"sum(debts.pays.monthly)": "adds + debts.pays=€ 158,33 incomplete debts.pays" +
			"{1 € 50,00; 2 € 108,33; 3 ? debts.pays; 4 ? debts.pays}",
		"count(debts where urgent)":                     "adds + debts=1 incomplete debts.urgent{1 yes; 3 ? debts.urgent; 4 ? debts.urgent}",
		"any(debts where urgent)":                       "+ debts=yes{1 yes; 3 ? debts.urgent; 4 ? debts.urgent}",
		"round_up(sum(income.amount.monthly) / offer)":  "income.amount=€ 2.037,50{0 € 2.004,17; 1 € 33,33} offer=€ 25,00",
		"if partner then left + offer else reserve":     "adds + left=€ 897,50 + offer=€ 25,00",
		"if not partner then left + offer else reserve": "reserve=€ 50,00",
		"if broken then left else reserve":              "broken=? broken",
		"days(today, 1)":                                "today=2026-05-08",
		"€ 5":                                           "",
	} {
		e, err := must(t, src, Options{}).Explain(vars, friday)
		if got := strings.TrimSpace(account(e)); err != nil || got != want {
			t.Errorf("%s:\n got %s\nwant %s (%v)", src, got, want, err)
		}
		if whole := eval(t, src, vars); !e.Result.Equal(whole) {
			t.Errorf("%s: explained as %s, computed as %s", src, show(e.Result), show(whole))
		}
	}
}

func account(e Explanation) string {
	var b strings.Builder
	if e.Adds {
		b.WriteString("adds")
	}
	for _, term := range e.Terms {
		switch {
		case term.Minus:
			b.WriteString(" -")
		case e.Adds || strings.HasPrefix(term.Source, "any"):
			b.WriteString(" +")
		}
		b.WriteString(" " + term.Name)
		if term.Name == "" {
			b.WriteString("[" + term.Source + "]")
		}
		b.WriteString("=" + show(term.Value))
		for i, part := range term.Parts {
			b.WriteString([]string{"{", "; "}[min(i, 1)] + string(rune('0'+part.Row)) + " " + show(part.Value))
		}
		if len(term.Parts) > 0 {
			b.WriteString("}")
		}
	}
	return b.String()
}

func TestExplainRow_usesTheRow(t *testing.T) {
	vars := family()
	f := must(t, "owed - pays.monthly", Options{InRow: debtColumns, Group: "debts"})
	e, err := f.ExplainRow(vars["debts"].Rows(), 1, vars, friday)
	if got := account(e); err != nil || got != "adds + debts.owed=€ 1.240,00 - debts.pays=€ 50,00" || show(e.Result) != "€ 1.190,00" {
		t.Errorf("%s = %s, %v", got, show(e.Result), err)
	}
	hidden, _ := must(t, "sum(debts.owed)", Options{}).Explain(values{"debts": Inapplicable()}, friday)
	if got := account(hidden); got != "adds + debts.owed=€ 0,00" {
		t.Errorf("hidden rows: %s", got)
	}
}

func TestIsKeyword_keepsQuestionsFromWordsOfTheLanguage(t *testing.T) {
	for word, want := range map[string]bool{"where": true, "yes": true, "if": true, "sum": false, "left": false, "today": false} {
		if IsKeyword(word) != want {
			t.Errorf("IsKeyword(%q) = %v", word, !want)
		}
	}
}
