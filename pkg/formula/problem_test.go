// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/problems.golden anew")

// mistakes is at least one formula for every message and every advice.
var mistakes = []struct {
	src  string
	opts Options
}{
	{src: strings.Repeat(" ", 2000) + "1"}, {src: ""}, {src: "  "},
	{src: "left > “€ 50”"}, {src: "left ; 2"}, {src: "left × 2"}, {src: "!partner"}, {src: "left ≤ € 5"}, {src: "work = 'zzp'"},
	{src: `work == "zzp"`}, {src: "left <> € 5"}, {src: "partner && yes"}, {src: "left => € 5"},
	{src: `work = "zzp`}, {src: "left * 1.000"}, {src: "adults + 1.000.000"}, {src: "adults * 0,5"}, {src: "max(adults, 0,5)"},
	{src: "adults + 999999999999"}, {src: "left * 0.1234567%"},
	{src: "left > € 12.50"}, {src: "left > € veel"}, {src: "left > € 1.2.3"}, {src: "left > € 200.000.000"},
	{src: "capacity >"}, {src: "(left"}, {src: "if partner then 1"}, {src: "sum(debts.owed"},
	{src: "if partner dan 1 else 2"}, {src: "kids is ingevuld"}, {src: "(left]"}, {src: "left is leeg"},
	{src: "partner en kids > 0"}, {src: "partner of yes"}, {src: "partner AND yes"}, {src: "kids > 0 adn partner"}, {src: "1 < kids < 5"}, {src: "left )"}, {src: "left reserve"}, {src: "debts where urgent"},
	{src: "left + * 2"}, {src: "left + if partner then € 1 else € 2"}, {src: "partner = True"}, {src: "Niet partner"}, {src: "work in [zzp]"}, {src: "partner = ja"},
	{src: strings.Repeat("(", 41) + "1" + strings.Repeat(")", 41)},
	{src: "totaal(income.amount)"}, {src: "cuont(debts)"}, {src: "vergelijk(left)"}, {src: "(left)(2)"},
	{src: "sum()"}, {src: "round_up(1, 2)"}, {src: "days(today)"}, {src: "divide(left)"},
	{src: "sum(2)"}, {src: "count((debts))"}, {src: "sum(sum(debts.owed))"}, {src: "sum(max(left, reserve))"},
	{src: "sum(debts.owed * 2)"}, {src: "sum(debts.owed, € 5)"}, {src: "count(debts = 1)"},
	{src: "capacty > € 5"}, {src: "iets_heel_anders"}, {src: "work = zzp"}, {src: "wage.weekly"}, {src: "wage.montly"}, {src: "dossier.budget.capacty"}, {src: "wage.monthly.yearly"}, {src: "Left"},
	{src: "sum(income.montly)"}, {src: "sum(income.amount.montly)"}, {src: "sum(debts.interest)"}, {src: "any(debts where urgnet)"},
	{src: "debts.owed"}, {src: "debts.urgent"}, {src: `debts.kind = "rent"`}, {src: "debts.interest > € 1"}, {src: "dossier.debts.owed"},
	{src: "sum(debts.owed where debts.urgent)"},
	{src: "sum(debts)"}, {src: "count(debts.urgent)"}, {src: "count(debts.owed)"}, {src: "any(debts.urgent)"}, {src: "count(debts.urgnet)"}, {src: "any(debts.interest)"},
	{src: "any(debts)"}, {src: "all(debts)"}, {src: "sum(left)"}, {src: "sum(dets.owed)"}, {src: "count(dets)"}, {src: "count(appels)"}, {src: "sum(left where urgent)"},
	{src: "any(debts where count(income) > 1)"}, {src: "sum(debts.owed where sum(debts.owed) > € 1)"}, {src: "any(debts where max(income.amount.monthly) > owed)"},
	{src: "debts"}, {src: "debts = 1"}, {src: "max(debts)"}, {src: "wage > € 5"}, {src: "sum(income.amount)"}, {src: "wage"}, {src: "income.amount.monthly"},
	{src: "left and partner"}, {src: "not left"}, {src: "if left then 1 else 2"}, {src: "any(debts where owed)"}, {src: "left", opts: Options{Want: YesNo}}, {src: "wage and yes"},
	{src: "if partner then left else 0"}, {src: "left = 10"}, {src: "10 > left"}, {src: `left = "veel"`}, {src: "birthday > 2000"}, {src: "left in [10]"}, {src: `adults in ["twee"]`},
	{src: `work > "zzp"`}, {src: "partner < yes"}, {src: `reasons = "costs"`},
	{src: `work = "loondinst"`}, {src: `work = "vakantie"`}, {src: `work in ["zzp", "loondinst"]`}, {src: `reasons in ["cots"]`}, {src: `any(debts where kind = "rnet")`}, {src: `work = "@money"`},
	{src: "capacity + 10"}, {src: "capacity - 2.5"}, {src: "left * reserve"}, {src: "2 / left"}, {src: "work + 1"}, {src: "today + 1"}, {src: "left + partner"}, {src: "wage + left"}, {src: "debts + 1"},
	{src: "-work"}, {src: "-partner"}, {src: "max(left, 0)"}, {src: "max(left, adults)"}, {src: "max(work, 1)"}, {src: "max(partner)"},
	{src: "round_up(left)"}, {src: "days(left, 1)"}, {src: "workdays(today, left)"}, {src: "round_down(work)"}, {src: "sum(debts.kind)"}, {src: "sum(debts.deadline)"}, {src: "min(debts.urgent)"}, {src: "min(debts.urgent, 1)"},
	{src: "divide(left, owed)"},
	{src: "divide(owed, owed)", opts: Options{InRow: debtColumns}}, {src: "divide(left, reserve)", opts: Options{InRow: debtColumns}},
	{src: "divide(left, kind)", opts: Options{InRow: debtColumns}}, {src: "divide(adults, owed)", opts: Options{InRow: debtColumns}}, {src: "divide(left, owed + owed)", opts: Options{InRow: debtColumns}},
	{src: "adults", opts: Options{Want: Money}}, {src: "left", opts: Options{Want: NumberKind}}, {src: "owd", opts: Options{InRow: debtColumns}},
	{src: "norm()"}, {src: "norm(left)", opts: withLaw}, {src: "norm(left, today)", opts: withLaw}, {src: `norm(2, today)`, opts: withLaw}, {src: `bedrag("bank_free", today)`},
	{src: `norm("bank_fre.single", today)`, opts: withLaw}, {src: `norm("huur", today)`, opts: withLaw}, {src: `norm("bank_free.single", today)`},
	{src: `norm("bank_free.singel", today)`, opts: withLaw}, {src: `norm("bank_free.x", today)`, opts: withLaw}, {src: `norm("bank_free", today)`, opts: withLaw},
	{src: `norm("bank_free.single", left)`, opts: withLaw}, {src: `norm("bank_free.single", today) + 1`, opts: withLaw},
	{src: "incassokosten(left, today)"}, {src: "colection_costs(left, today)"}, {src: "collection_costs(left)"}, {src: "collection_costs(adults, today)", opts: withLaw}, {src: "collection_costs(left, 2024)", opts: withLaw},
	{src: "collection_costs(wage, today)", opts: withLaw}, {src: "collection_costs(debts.owed, today)", opts: withLaw},
	{src: "collection_costs_periodic(left, today)"}, {src: "collection_costs_periodic(left, today, today)", opts: withLaw},
	{src: "verjaart(left)"}, {src: `limitation("rnet", today)`, opts: withLaw}, {src: `limitation("x", today)`, opts: withLaw}, {src: "limitation(work, today)", opts: withLaw}, {src: "limitation(left, today)", opts: withLaw}, {src: `limitation("rent", left)`, opts: withLaw},
	{src: `limitation("rent", today) + 1`, opts: withLaw}, {src: `free_bank("sinlge", today)`, opts: withLaw}, {src: "free_bank(partner, today)", opts: withLaw}, {src: "free_bank()"},
	{src: `protected_low("single", today)`}, {src: `protected_low("single", 2, today)`, opts: withLaw}, {src: "protected_high(1, left, today)", opts: withLaw}, {src: `protectd_high("single", left, today)`},
}

func TestProblems_sayWhatIsWrongInBothLanguages(t *testing.T) {
	var b strings.Builder
	keys, hinted := map[string]bool{}, map[string]bool{}
	for _, m := range mistakes {
		f, p := Compile(m.src, example, m.opts)
		if p == nil {
			t.Errorf("%q is accepted as %v", m.src, f.Type().Kind)
			continue
		}
		keys[p.Key], hinted[p.Hint] = true, true
		if len(m.src) > 60 {
			m.src = m.src[:12] + "…"
		}
		nl, nlHint := p.Text("nl")
		en, enHint := p.Text("en")
		fmt.Fprintf(&b, "%s\n  %d %s\n  nl %s → %s\n  en %s → %s\n", m.src, p.Column, p.Key, nl, nlHint, en, enHint)
	}
	for key := range messages {
		if !keys[key] {
			t.Errorf("no golden formula for message %q", key)
		}
	}
	for key := range hints {
		if !hinted[key] {
			t.Errorf("no golden formula for advice %q", key)
		}
	}
	compareGolden(t, "testdata/problems.golden", b.String())
}

func compareGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Fatalf("%s:%d\n got %s\nwant %s", path, i+1, gotLines[i], wantLines[i])
		}
	}
	if len(gotLines) != len(wantLines) {
		t.Fatalf("%s has %d lines, now %d", path, len(wantLines), len(gotLines))
	}
}

// Every message fills all its places, in both languages, and with the same words.
func TestProblems_leaveNoPlaceOpen(t *testing.T) {
	for _, m := range mistakes {
		_, p := Compile(m.src, example, m.opts)
		if p == nil {
			continue
		}
		for _, lang := range []string{"nl", "en", "ar", ""} {
			message, advice := p.Text(lang)
			if message == "" || strings.ContainsAny(message+advice, "{}@") && !strings.Contains(m.src, "@") {
				t.Errorf("%q in %q: %q, %q", m.src, lang, message, advice)
			}
			if p.Hint != "" && advice == "" {
				t.Errorf("%q: no text for advice %q", m.src, p.Hint)
			}
		}
		if p.Column < 1 || p.Column > MaxLength+1 || p.Error() == "" {
			t.Errorf("%q: column %d, error %q", m.src, p.Column, p.Error())
		}
	}
}

func TestProblems_theWordsOfTheDesign(t *testing.T) {
	for _, c := range []struct{ src, message, advice string }{
		{"capacity + 10", "Ik kan een bedrag en een getal niet met '+' combineren.", "Schrijf '€ 10' als je euro's bedoelt."},
		{"capacty > € 5", "Er is geen veld 'capacty'.", "Bedoelde je 'capacity'?"},
		{"partner en kids > 0", "Ik had hier het einde verwacht, maar er staat 'en'.", "Bedoelde je 'and'?"},
		{"capacity >", "De formule is niet af.", ""},
		{"totaal(income.amount)", "De functie 'totaal' bestaat niet.", "Bedoelde je 'sum'?"},
		{"sum(income.amount)", "'income.amount' is een bedrag per periode.", "Schrijf 'income.amount.monthly' (per maand) of 'income.amount.yearly' (per jaar)."},
		{`work = "loondinst"`, "De keuze 'loondinst' bestaat hier niet.", "Bedoelde je \"loondienst\"?"},
	} {
		_, p := Compile(c.src, example, Options{})
		if p == nil {
			t.Errorf("%q is accepted", c.src)
			continue
		}
		if message, advice := p.Text("nl"); message != c.message || advice != c.advice {
			t.Errorf("%q: %q → %q", c.src, message, advice)
		}
	}
}

// What an author typed is shown as it is, also when it looks like one of our places.
func TestProblem_wordsOfTheAuthorAreNotFilledIn(t *testing.T) {
	p := &Problem{Key: "choice", Hint: "did_you_mean_text", Args: args("option", "{suggest}", "suggest", "zzp")}
	if message, _ := p.Text("nl"); message != "De keuze '{suggest}' bestaat hier niet." {
		t.Errorf("message %q", message)
	}
}

func TestKind_hasTheNameOfTheFiles(t *testing.T) {
	for k := Unknown; k <= Rows; k++ {
		if k.String() == "" || kindWords[k.String()].nl == "" || kindWords[k.String()].en == "" {
			t.Errorf("kind %d has no name or words", k)
		}
	}
	if Kind(99).String() != "unknown" {
		t.Errorf("an unlisted kind is %q", Kind(99))
	}
}
