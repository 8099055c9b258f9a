// SPDX-License-Identifier: EUPL-1.2

package dossier

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/content"
)

func text(s string) map[string]Value { return map[string]Value{"": {Text: s}} }

func debt(creditor string) map[string]Value { return map[string]Value{"creditor": {Text: creditor}} }

func TestNewRecord_saysWhatWasFilledInLastAndKeepsTheRest(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 6, d, 12, 0, 0, 0, time.UTC) }
	r := NewRecord([]Fact{
		{Path: "household.adults", Values: text("1"), At: day(1)},
		{Path: "debts", Row: "a", Values: debt("De Linde"), At: day(1)},
		{Path: "debts", Row: "b", Values: debt("Zonnestroom"), At: day(1)},
		{Path: "household.adults", Values: text("2"), At: day(2)},
		{Path: "debts", Row: "a", Values: debt("De Linde Wonen"), At: day(3)},
		{Path: "debts", Row: "b", Removed: true, At: day(4)},
		{Path: "debts", Row: "c", Values: debt("Jurk en Zo"), At: day(5)},
	})
	if f, ok := r.Fact("household.adults"); !ok || f.Value().Text != "2" {
		t.Errorf("adults: %+v", f)
	}
	rows := r.Rows("debts")
	if len(rows) != 2 || rows[0].Values["creditor"].Text != "De Linde Wonen" || rows[1].Row != "c" {
		t.Errorf("rows: %+v", rows)
	}
	if h := r.History("debts", "a"); len(h) != 2 || h[0].Values["creditor"].Text != "De Linde" {
		t.Errorf("history: %+v", h)
	}
	if h := r.History("debts", "b"); len(h) != 2 {
		t.Error("a row that was taken off lost its history")
	}
	if r.Has("income") || !r.Has("debts") || len(r.Rows("income")) != 0 {
		t.Error("known and unknown are mixed up")
	}
	var nobody *Record
	if _, ok := nobody.Fact("x"); ok || nobody.Has("x") || nobody.Rows("x") != nil || nobody.History("x", "") != nil {
		t.Error("an empty record knows something")
	}
}

func TestFact_comesBackFromWhatIsSealed(t *testing.T) {
	f := Fact{Path: "income", Row: "r", By: ByClient, At: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Source: Source{Assignment: "budget", Version: 2, Submission: "s"},
		Values: map[string]Value{"amount": {Cents: 185000, Period: "4weeks", Raw: "1.850"}, "sure": {State: Unknown}}}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var g Fact
	if err := json.Unmarshal(b, &g); err != nil || g.Values["amount"] != f.Values["amount"] || g.Values["sure"] != f.Values["sure"] || g.Source != f.Source || !g.At.Equal(f.At) {
		t.Errorf("%s gives %+v, %v", b, g, err)
	}
}

func TestLoad_readsTypesAndRefusesUnknownOnes(t *testing.T) {
	n, problems := content.Parse("dossier.yaml", []byte(`
sections: [{id: debts, label: Schulden}]
facts:
  debts:
    type: rows
    label: Schulden
    section: debts
    columns:
      kind: {type: choice, label: Soort, options: {rent: Huur}}
  a.b: {type: mony, label: X, section: debst}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	v, problems := Load(n, func(s string) string { return strings.ToUpper(s) })
	var all strings.Builder
	for _, p := range problems {
		all.WriteString(p.Text("nl") + "\n")
	}
	for _, want := range []string{"'mony' bestaat niet. Bedoelde je 'money'?", "'debst' bestaat niet. Bedoelde je 'debts'?"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %q in %s", want, all.String())
		}
	}
	d, ok := v.Type("debts")
	if !ok || d.Label != "SCHULDEN" || len(v.Of("debts")) != 1 || len(v.Paths()) != 2 {
		t.Errorf("%+v", v)
	}
	kind, ok := d.Column("kind")
	if o, found := kind.Option("rent"); !ok || !found || o.Label != "HUUR" {
		t.Errorf("%+v", kind)
	}
	if _, ok := kind.Option("x"); ok {
		t.Error("an option that does not exist")
	}
}

// What was taken back stays in the history and holds no more; what holds is what
// was said before or since.
func TestRecord_whatWasTakenBackHoldsNoMore(t *testing.T) {
	plain := func(text string, back bool) Fact {
		return Fact{Path: "p", Values: map[string]Value{"": {Text: text}}, By: ByClient, Withdrawn: back}
	}
	row := func(id, text string, back bool) Fact {
		f := plain(text, back)
		f.Path, f.Row = "rows", id
		return f
	}
	r := NewRecord([]Fact{
		plain("first", false), plain("taken back", true), row("a", "was", false), row("a", "taken back", true), row("b", "taken back", true),
	})
	if f, ok := r.Fact("p"); !ok || f.Value().Text != "first" {
		t.Errorf("what holds is %+v", f)
	}
	if f, ok := r.Last("rows", "a"); !ok || f.Value().Text != "was" {
		t.Errorf("of the row holds %+v", f)
	}
	if _, ok := r.Last("rows", "b"); ok || len(r.Rows("rows")) != 1 {
		t.Errorf("the rows are %+v", r.Rows("rows"))
	}
	if len(r.History("p", "")) != 2 || len(r.History("rows", "b")) != 1 || len(r.All("rows")) != 3 {
		t.Error("the history lacks something")
	}
	if only := NewRecord([]Fact{plain("taken back", true), row("b", "taken back", true)}); only.Has("p") || only.Has("rows") {
		t.Error("something is known of what was only ever taken back")
	}
}
