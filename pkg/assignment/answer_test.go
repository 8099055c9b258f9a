// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/money"
	"opgelucht/templates"
)

func questionOf(k dossier.Kind) *Question {
	t := dossier.Type{Kind: k, Options: []dossier.Option{{ID: "rent", Label: "Huur"}, {ID: "tax", Label: "Belasting"}}}
	return &Question{ID: "x", Type: t, Unknown: true, Per: []money.Period{money.Month, money.Week}}
}

// answered reads what was typed for a question; more are fields beside it.
func answered(q *Question, raw string, more ...string) answer {
	d := NewDraft()
	d.put("x", raw)
	for i := 0; i+1 < len(more); i += 2 {
		d.put("x"+more[i], more[i+1])
	}
	return read(q, d, "x", today)
}

func TestReadDate_readsADayAsPeopleWriteIt(t *testing.T) {
	for raw, want := range map[string]string{
		"17-6-2026": "2026-06-17", "17/06/2026": "2026-06-17", "17.6.2026": "2026-06-17", "17 6 2026": "2026-06-17", "  17-06-2026\n": "2026-06-17",
		"2026-06-17": "2026-06-17", "2026-6-7": "2026-06-07", "17 juni 2026": "2026-06-17", "17 JUNI 2026": "2026-06-17", "17 jun 2026": "2026-06-17",
		"1 sept. 2026": "2026-09-01", "3 March 2027": "2027-03-03", "31 okt 2026": "2026-10-31", "31 Oct 2026": "2026-10-31", "17  juni   2026": "2026-06-17",
		"١٧-٦-٢٠٢٦": "2026-06-17", "۱۷/۶/۲۰۲۶": "2026-06-17", "１７-６-２０２６": "2026-06-17", "29-2-2028": "2028-02-29", "31-12-1999": "1999-12-31",
	} {
		a := answered(questionOf(dossier.Date), raw)
		if a.issue != nil || a.guess || !a.filled || a.keep().Text != want || a.keep().Raw != strings.TrimSpace(raw) {
			t.Errorf("%q: %+v, want %s", raw, a.keep(), want)
		}
		if got := a.value.Date().Format(time.DateOnly); got != want {
			t.Errorf("%q: formulas see %s", raw, got)
		}
	}
}

func TestReadDate_readsOurOwnWayOfWritingInEveryMonth(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		for month := time.January; month <= time.December; month++ {
			day := time.Date(2027, month, 9, 0, 0, 0, 0, today.Location())
			shown := locale.DateIn(lang, day) // with hard spaces, as someone copies it from our page
			if a := answered(questionOf(dossier.Date), shown); a.issue != nil || a.keep().Text != day.Format(time.DateOnly) {
				t.Errorf("%q: %+v", shown, a.keep())
			}
		}
	}
}

func TestReadDate_refusesADayThatDoesNotExist(t *testing.T) {
	for _, raw := range []string{"31 juni 2026", "31-6-2026", "29-2-2026", "30 feb 2028", "0-6-2026", "00-00-0000", "32-1-2026", "1-13-2026", "1-0-2026", "17 foo 2026", "1-1-1899", "1-1-2101", "31-6", "2026-06-31"} {
		if a := answered(questionOf(dossier.Date), raw); a.issue == nil || a.issue.Key != "answer.noday" || a.issue.Args["Typed"] != raw || a.value.Answered() || !a.filled {
			t.Errorf("%q: %+v", raw, a.issue)
		}
	}
	for _, raw := range []string{"morgen", "17", "juni 2026", "17-6-202", "2026", "17-6-20266", "117-6-2026", "17--6-2026", "-", "17 juni 2026 of later"} {
		if a := answered(questionOf(dossier.Date), raw); a.issue == nil || a.issue.Key != "answer.date" || a.keep().State != dossier.Blank || a.keep().Raw != raw {
			t.Errorf("%q: %+v", raw, a)
		}
	}
}

func TestReadDate_saysSoWhenItGuessesTheYear(t *testing.T) {
	for raw, want := range map[string]string{
		"17-6-26": "2026-06-17", "1/2/27": "2027-02-01", "1-1-00": "2000-01-01", // two digits are of this century
		"17 juni": "2026-06-17", "25-12": "2026-12-25", "3 maart": "2027-03-03", "1-1": "2027-01-01", "24 nov": "2026-11-24", "23-11": "2026-11-23", "1.6": "2026-06-01",
	} {
		if a := answered(questionOf(dossier.Date), raw); a.issue != nil || !a.guess || a.keep().Text != want {
			t.Errorf("%q: %+v, want %s", raw, a, want)
		}
	}
}

func TestReadDate_takesTheNearestDayWhenThereIsNoYear(t *testing.T) {
	for on := today; on.Before(today.AddDate(4, 0, 0)); on = on.AddDate(0, 0, 13) {
		for off := -180; off <= 180; off++ {
			day := on.AddDate(0, 0, off)
			d := NewDraft()
			d.put("x", day.Format("2-1"))
			a := read(questionOf(dossier.Date), d, "x", on)
			if a.issue != nil || a.keep().Text != day.Format(time.DateOnly) {
				t.Fatalf("on %s, %q is %+v", on.Format(time.DateOnly), day.Format("2-1"), a.keep())
			}
		}
	}
}

func TestReadMoney_keepsWhatWasTypedBesideTheAmount(t *testing.T) {
	for raw, want := range map[string]dossier.Value{
		"1.234,56": {Cents: 123456}, "€ 50,-": {Cents: 5000}, "ca. 50": {Cents: 5000, About: true}, "50 euro": {Cents: 5000}, "1 234,56": {Cents: 123456},
		"٥٠": {Cents: 5000}, "0": {}, "ongeveer € 1.000,-": {Cents: 100000, About: true}, "12.50": {Cents: 1250}, "1.234": {Cents: 123400},
	} {
		want.Raw = raw
		a := answered(questionOf(dossier.Money), raw)
		if a.issue != nil || a.keep() != want || a.value.Cents() != want.Cents || !a.value.Answered() {
			t.Errorf("%q: %+v, want %+v", raw, a.keep(), want)
		}
		if guess := raw == "12.50" || raw == "1.234"; a.guess != guess {
			t.Errorf("%q: guess %v", raw, a.guess)
		}
	}
	for _, raw := range []string{"veel", "300-400", "-5", "12,345", "€", "1.2.3", "999999999999"} {
		if a := answered(questionOf(dossier.Money), raw); a.issue == nil || a.issue.Key != "answer.money" || a.keep().Raw != raw || a.keep().State != dossier.Blank {
			t.Errorf("%q: %+v", raw, a)
		}
	}
}

func TestReadMoney_keepsToItsBounds(t *testing.T) {
	q := questionOf(dossier.Money)
	q.Type.Min, q.Type.Max = "€ 1", "€ 500.000"
	for raw, key := range map[string]string{"0,99": "answer.least", "1": "", "500.000": "", "500.000,01": "answer.most", "0": "answer.least"} {
		a := answered(q, raw)
		if key == "" && a.issue != nil || key != "" && (a.issue == nil || a.issue.Key != key) {
			t.Errorf("%q: %+v, want %q", raw, a.issue, key)
		}
	}
	if a := answered(q, "0"); a.issue.Args["Least"] != "€ 1" {
		t.Errorf("%v", a.issue.Args)
	}
}

func TestReadPer_takesAnyPeriodThatExists(t *testing.T) {
	q := questionOf(dossier.MoneyPer)
	for per, want := range map[string]money.Period{"": money.Month, "month": money.Month, "week": money.Week, "2weeks": money.TwoWeeks} {
		a := answered(q, "100", ".per", per) // two weeks are not offered here, but the dossier may hold them
		if a.issue != nil || a.keep().Period != want || a.value.Per() != (money.Per{Cents: 10000, Period: want}) {
			t.Errorf("%q: %+v", per, a)
		}
	}
	if a := answered(q, "100", ".per", "fortnight"); a.issue == nil || a.issue.Key != "answer.period" {
		t.Errorf("%+v", a)
	}
	if a := answered(q, "veel", ".per", "week"); a.issue == nil || a.issue.Key != "answer.money" {
		t.Errorf("%+v", a)
	}
}

func TestReadNumber_takesWholeNumbersWithinBounds(t *testing.T) {
	q := questionOf(dossier.Number)
	for raw, want := range map[string]string{"2": "2", " 3 ": "3", "٣": "3", "-1": "-1", "007": "7", "1000000": "1000000"} {
		if a := answered(q, raw); a.issue != nil || a.keep().Text != want || !a.value.Answered() {
			t.Errorf("%q: %+v", raw, a)
		}
	}
	for _, raw := range []string{"2,5", "twee", "1000001", "-1000001", "99999999999999999999", "2 of 3", "1e3", "0x10"} {
		if a := answered(q, raw); a.issue == nil || a.issue.Key != "answer.number" {
			t.Errorf("%q: %+v", raw, a)
		}
	}
	q.Type.Min, q.Type.Max = "1", "10"
	for raw, key := range map[string]string{"0": "answer.least", "1": "", "10": "", "11": "answer.most"} {
		if a := answered(q, raw); (a.issue == nil) != (key == "") || a.issue != nil && a.issue.Key != key {
			t.Errorf("%q: %+v", raw, a.issue)
		}
	}
}

func TestReadChoice_takesOnlyWhatIsOffered(t *testing.T) {
	for _, c := range []struct {
		kind dossier.Kind
		raw  string
		want string // empty: refused
	}{
		{dossier.YesNo, "yes", "yes"}, {dossier.YesNo, "no", "no"}, {dossier.YesNo, "ja", ""}, {dossier.YesNo, "true", ""}, {dossier.YesNo, "YES", ""},
		{dossier.Choice, "rent", "rent"}, {dossier.Choice, "Huur", ""}, {dossier.Choice, "rent tax", ""}, {dossier.Choice, "food", ""},
		{dossier.Choices, "rent", "rent"}, {dossier.Choices, "rent  tax", "rent tax"}, {dossier.Choices, "rent food", ""},
	} {
		a := answered(questionOf(c.kind), c.raw)
		if c.want != "" && (a.issue != nil || a.keep().Text != c.want || !a.value.Answered()) {
			t.Errorf("%s %q: %+v", c.kind, c.raw, a)
		}
		if c.want == "" && (a.issue == nil || a.issue.Key != "answer.choose" || a.value.Answered()) {
			t.Errorf("%s %q: %+v", c.kind, c.raw, a)
		}
	}
}

func TestReadText_takesWordsUpToALength(t *testing.T) {
	for _, k := range []dossier.Kind{dossier.Text, dossier.LongText} {
		if a := answered(questionOf(k), strings.Repeat("é", maxTyped)); a.issue != nil {
			t.Errorf("%s: %+v", k, a.issue)
		}
		a := answered(questionOf(k), strings.Repeat("é", maxTyped+3))
		if a.issue == nil || a.issue.Key != "answer.long" || a.issue.Args["N"] != 3 {
			t.Errorf("%s: %+v", k, a.issue)
		}
	}
}

func TestRead_tellsNothingFromIDoNotKnow(t *testing.T) {
	q := questionOf(dossier.Money)
	for _, c := range []struct {
		raw, unknown string
		want         dossier.State
		filled       bool
	}{{"", "", dossier.Blank, false}, {"  ", "", dossier.Blank, false}, {"", "1", dossier.Unknown, true}, {"", "0", dossier.Blank, false}, {"50", "1", dossier.Answered, true}} {
		if a := answered(q, c.raw, ".unknown", c.unknown); a.keep().State != c.want || a.filled != c.filled || a.value.Answered() != (c.raw == "50") {
			t.Errorf("%q, %q: %+v", c.raw, c.unknown, a)
		}
	}
	q.Unknown = false
	if a := answered(q, "", ".unknown", "1"); a.filled || a.keep().State != dossier.Blank {
		t.Errorf("it counts where it is not offered: %+v", a)
	}
}

func TestTypedOf_typesBackWhatIsKept(t *testing.T) {
	words := map[dossier.Kind][]string{
		dossier.Text: {"Zonnestroom", "a"}, dossier.LongText: {"een\nverhaal"}, dossier.YesNo: {"yes", "no"}, dossier.Choice: {"rent"}, dossier.Choices: {"tax rent"},
		dossier.Number: {"2", "-3", "٣"}, dossier.Money: {"0", "1.234,56", "ca. 50", "12.50"}, dossier.MoneyPer: {"50", "ongeveer 1.000"}, dossier.Date: {"17-6-26", "1 juni", "2026-06-30"},
	}
	for kind, list := range words {
		typ := questionOf(kind).Type
		for _, raw := range list {
			kept, issue := ReadValue(typ, Typed{Text: raw, Per: money.FourWeeks}, today)
			again, issue2 := ReadValue(typ, TypedOf(typ, kept), today.AddDate(3, 0, 0)) // read again years later
			if issue != nil || issue2 != nil || !kept.Alike(again) {
				t.Errorf("%s %q: %+v becomes %+v, %v", kind, raw, kept, again, issue2)
			}
			kept.Raw = "" // a value that was computed was never typed
			if again, issue := ReadValue(typ, TypedOf(typ, kept), today); issue != nil || kept.Cents != again.Cents || kept.Text != again.Text {
				t.Errorf("%s %q without its writing: %+v becomes %+v, %v", kind, raw, kept, again, issue)
			}
		}
		for _, in := range []Typed{{}, {Unknown: true}} {
			kept, issue := ReadValue(typ, in, today)
			if again, _ := ReadValue(typ, TypedOf(typ, kept), today); issue != nil || again != kept {
				t.Errorf("%s: %+v becomes %+v", kind, kept, again)
			}
		}
	}
}

func TestIssues_haveWordsInEveryLanguage(t *testing.T) {
	words, err := locale.New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	keys := []string{
		"answer.long", "answer.choose", "answer.number", "answer.least", "answer.most", "answer.money", "answer.period", "answer.date", "answer.noday",
		"answer.norow", "answer.nochoice", "answer.emptyunknown", "answer.empty", "answer.say",
	}
	for _, lang := range words.Languages() {
		p := words.Printer(lang)
		for _, key := range keys {
			said := p.T(key, map[string]any{"N": 3, "Least": "€ 1", "Most": "€ 9", "Typed": "x", "Row": "r", "None": "n", "Text": "t"})
			if !p.Has(key) || strings.Contains(said, "<no value>") {
				t.Errorf("%s: %s says %q", lang, key, said)
			}
		}
	}
}

func FuzzReadValue(f *testing.F) {
	for i, raw := range []string{"17-6-2026", "31 juni", "€ 1.234,56", "ca. 50", "yes", "rent tax", "٣", "\xff", "", "0-0-00", "1 mei"} {
		f.Add(raw, i)
	}
	f.Fuzz(func(t *testing.T, raw string, i int) {
		kinds := dossier.Kinds()
		typ := questionOf(kinds[((i%9)+9)%9]).Type // rows are no value
		v, issue := ReadValue(typ, Typed{Text: raw, Per: money.Month}, today)
		if issue != nil {
			if v.State != dossier.Blank || v.Raw != strings.TrimSpace(raw) || issue.Args["Typed"] != v.Raw {
				t.Fatalf("%q: %+v, %+v", raw, v, issue)
			}
			return
		}
		if again, issue := ReadValue(typ, TypedOf(typ, v), today); issue != nil || !v.Alike(again) {
			t.Fatalf("%s %q: %+v becomes %+v", typ.Kind, raw, v, again)
		}
		if said := fmt.Sprint(Describe(typ, v, "nl"), Describe(typ, v, "en")); said == "" && v.Text != "" {
			t.Fatalf("%s %q: nothing is said of %+v", typ.Kind, raw, v)
		}
	})
}
