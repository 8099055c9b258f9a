// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
)

var from = dossier.Source{Assignment: "budget", Version: 1}

// again hands facts in, and gives what the same draft writes after that.
func again(t testing.TB, o *Outcome, w World, src dossier.Source) (facts, second []dossier.Fact) {
	t.Helper()
	facts = o.Facts(today, src)
	w.Record = dossier.NewRecord(facts)
	return facts, o.Def.Evaluate(o.Draft, w).Facts(today.Add(time.Hour), src)
}

// written lists facts as "path row", by path.
func written(facts []dossier.Fact) []string {
	var list []string
	for _, f := range facts {
		list = append(list, strings.TrimSpace(f.Path+" "+f.Row))
	}
	slices.Sort(list)
	return list
}

// newIDs gives ids for rows that stand ready.
func newIDs() func() string {
	n := 0
	return func() string { n++; return fmt.Sprint("ready", n) }
}

func TestFacts_areWhatIsNewOrChanged(t *testing.T) {
	o := fill(t, "budget", NewDraft(), "adults", "2", "income[a].kind", "wage", "income[a].amount", "1.850", "expenses[x].kind", "rent", "expenses[x].amount", "680", "reserve", "50")
	facts, second := again(t, o, world(), from)
	want := []string{"budget.capacity", "budget.expenses", "budget.income", "budget.left", "budget.reserve", "expenses x", "household.adults", "income a"}
	if got := written(facts); !slices.Equal(got, want) {
		t.Errorf("wrote %q", got)
	}
	for _, f := range facts {
		if by := map[bool]dossier.Author{true: dossier.ByComputer, false: dossier.ByClient}[strings.HasPrefix(f.Path, "budget.") && f.Path != "budget.reserve"]; f.By != by || f.At != today || f.Source != from {
			t.Errorf("%s is by %s at %s of %+v", f.Path, f.By, f.At, f.Source)
		}
	}
	if len(second) > 0 {
		t.Errorf("handed in twice, it writes %q again", written(second))
	}
	w := world()
	w.Record = dossier.NewRecord(facts)
	changed := fill(t, "budget", o.Draft, "adults", "3", "income[a].amount", "1.900")
	if got := written(definition(t, "budget", source).Evaluate(changed.Draft, w).Facts(today, from)); !slices.Equal(got, []string{"budget.capacity", "budget.income", "budget.left", "household.adults", "income a"}) { // what goes out stayed the same
		t.Errorf("after two changes it writes %q", got)
	}
	next := dossier.Source{Assignment: "budget", Version: 2}
	if got := written(definition(t, "budget", source).Evaluate(o.Draft, w).Facts(today, next)); !slices.Contains(got, "budget.left") {
		t.Errorf("a figure stays that of an older version: %q", got)
	}
}

func TestFacts_leaveOutWhatWasLeftBlankOrCannotBeRead(t *testing.T) {
	o := fill(t, "budget", NewDraft(), "adults", "veel", "children", "", "reserve", "300-400")
	if got := written(o.Facts(today, from)); len(got) > 0 {
		t.Errorf("wrote %q", got)
	}
	w := world()
	w.Record = dossier.NewRecord(fill(t, "budget", NewDraft(), "adults", "2", "children", "1").Facts(today, from))
	if got := written(definition(t, "budget", source).Evaluate(NewDraft(), w).Facts(today, from)); len(got) > 0 {
		t.Errorf("blank writes %q over what was known", got)
	}
	unknown := fill(t, "budget", NewDraft(), "reserve.unknown", "1").Facts(today, from)
	if len(unknown) != 1 || unknown[0].Value() != (dossier.Value{State: dossier.Unknown}) {
		t.Errorf("not knowing is an answer: %+v", unknown)
	}
}

func TestFacts_keepTheQuestionAboutTheClientOutOfTheDossier(t *testing.T) {
	o := fill(t, "spoedcheck", NewDraft(), "eviction", "no", "energy", "no", "water", "no", "insurance", "no", "court", "no", "seizure", "no", "sale", "no", "food", "no", "low", "yes")
	for _, f := range o.Facts(today, from) {
		if strings.Contains(f.Path, "low") {
			t.Errorf("%s", f.Path)
		}
	}
	if a := o.Alerts(); len(a) == 0 || !a[0].Urgent || !strings.Contains(a[0].Text, "113") {
		t.Errorf("nobody is told: %+v", a)
	}
}

func TestFacts_keepColumnsThatAreNotAsked(t *testing.T) {
	w := world()
	w.Record = dossier.NewRecord([]dossier.Fact{{Path: "income", Row: "a", Values: map[string]dossier.Value{
		"kind": {Text: "wage"}, "amount": {Cents: 100000, Period: money.Month, Raw: "1.000"}, "note": {Text: "van vroeger"}, "sure": {Text: "yes"}}}})
	d := definition(t, "budget", source).Prefill(w, newIDs())
	d.Apply(d.Rev, map[string]string{"income[a].amount": "1.100", "income[a].sure": ""})
	facts := definition(t, "budget", source).Evaluate(d, w).Facts(today, from)
	i := slices.IndexFunc(facts, func(f dossier.Fact) bool { return f.Row == "a" })
	if i < 0 {
		t.Fatalf("%q", written(facts))
	}
	want := map[string]dossier.Value{"kind": {Text: "wage"}, "amount": {Cents: 110000, Period: money.Month, Raw: "1.100"}, "note": {Text: "van vroeger"}, "sure": {Text: "yes"}}
	if !maps.Equal(facts[i].Values, want) {
		t.Errorf("%+v", facts[i].Values)
	}
}

func TestFacts_sayThatARowIsGoneAndThatThereAreNone(t *testing.T) {
	w := world()
	o := fill(t, "schuldenlijst", NewDraft(), "debts[a].creditor", "Zonnestroom", "debts[a].owed", "390", "debts[b].creditor", "Zeker Zorg", "debts[b].owed", "50")
	facts := o.Facts(today, from)
	w.Record = dossier.NewRecord(facts)
	d := o.Def.Prefill(w, newIDs())
	if got := d.RowIDs("debts"); !slices.Equal(got, []string{"a", "b"}) {
		t.Fatalf("known rows %q", got)
	}
	d.RemoveRow("debts", "a")
	d.AddRow("debts", "new") // added and taken off again: the dossier never heard of it
	d.RemoveRow("debts", "new")
	gone := o.Def.Evaluate(d, w).Facts(today, from)
	i := slices.IndexFunc(gone, func(f dossier.Fact) bool { return f.Path == "debts" })
	if i < 0 || !gone[i].Removed || gone[i].Row != "a" || slices.Contains(written(gone), "debts b") || slices.Contains(written(gone), "debts new") {
		t.Errorf("%+v", gone)
	}
	d.RemoveRow("debts", "b")
	d.Apply(d.Rev, map[string]string{"debts.none": "1"})
	none := o.Def.Evaluate(d, w).Facts(today.Add(time.Hour), from)
	if got := written(none); !slices.Contains(got, "debts a") || !slices.Contains(got, "debts b") || !slices.Contains(got, "debts") {
		t.Errorf("%q", got)
	}
	w.Record = dossier.NewRecord(slices.Concat(facts, none))
	if len(w.Record.Rows("debts")) != 0 || !w.Record.Has("debts") {
		t.Error("the dossier still holds rows")
	}
	if got := written(o.Def.Evaluate(d, w).Facts(today.Add(2*time.Hour), from)); len(got) > 0 {
		t.Errorf("none is written once more: %q", got)
	}
}

func TestFacts_writeADayOnceHoweverItWasWritten(t *testing.T) {
	o := fill(t, "schuldenlijst", NewDraft(), "debts[a].creditor", "x", "debts[a].kind", "rent", "debts[a].owed", "€ 390,-", "debts[a].stage", "warning", "debts[a].threat", "court", "debts[a].deadline", "17 juni 2027")
	w := world()
	w.Record = dossier.NewRecord(o.Facts(today, from))
	later := o.Def.Evaluate(o.Def.Prefill(w, newIDs()), w)
	if got := later.Facts(today, from); len(got) > 0 {
		t.Errorf("nothing changed, and it writes %q", written(got))
	}
}

func TestPrefill_asksNothingTwice(t *testing.T) {
	o := fill(t, "schuldenlijst", NewDraft(), "debts.none", "1")
	w := world()
	w.Record = dossier.NewRecord(o.Facts(today, from))
	again := o.Def.Evaluate(o.Def.Prefill(w, newIDs()), w)
	if again.Draft.Value("debts.none") != "1" || Blocking(again.Issues()) {
		t.Error("someone without debts is asked for them again")
	}
	debt := dossier.Fact{Path: "debts", Row: "a", At: today.Add(time.Hour), Values: map[string]dossier.Value{"creditor": {Text: "x"}}}
	gone := debt
	gone.Removed, gone.At = true, today.Add(2*time.Hour)
	w.Record = w.Record.With(debt)
	if d := o.Def.Prefill(w, newIDs()); d.Value("debts.none") != "" || len(d.RowIDs("debts")) != 1 {
		t.Error("a debt that came later is not there")
	}
	w.Record = w.Record.With(gone)
	if d := o.Def.Prefill(w, newIDs()); d.Value("debts.none") != "" {
		t.Error("having none is filled in from before there was one")
	}
}

func TestPrefill_takesWhatTheDossierPageKept(t *testing.T) {
	w := world()
	w.Record = dossier.NewRecord([]dossier.Fact{
		{Path: "household.adults", Values: map[string]dossier.Value{"": {Text: "2"}}},
		{Path: "household.children", Values: map[string]dossier.Value{"": {State: dossier.Unknown}}},
		{Path: "income", Row: "a", Values: map[string]dossier.Value{"kind": {Text: "benefit"}, "amount": {Cents: 60000, Period: money.TwoWeeks}, "sure": {Text: "yes"}}},
	})
	def := definition(t, "budget", source)
	o := def.Evaluate(def.Prefill(w, newIDs()), w)
	if got := o.Draft.Value("children.unknown"); o.Draft.Value("adults") != "2" || got != "1" || o.Draft.Value("reserve") != "€ 50" {
		t.Errorf("%q, %q, %q", o.Draft.Value("adults"), got, o.Draft.Value("reserve"))
	}
	if v := o.Value("total_in"); v.Cents() != 130000 || v.Incomplete() {
		t.Errorf("€ 600 per 2 weeks is %d a month", v.Cents())
	}
	for _, p := range []string{"home", "in"} {
		page, _ := def.Page(p)
		if open := o.PageIssues(page); len(open) > 0 {
			t.Errorf("%s asks %+v", p, open[0])
		}
	}
}

func TestPrefill_makesRowsReadyThatCountOnceTheyAreFilledIn(t *testing.T) {
	def := definition(t, "budget", source)
	d := def.Prefill(World{}, newIDs())
	if got := d.RowIDs("expenses"); len(got) != 6 || d.Value("expenses[ready1].kind") != "rent" {
		t.Fatalf("%q", got)
	}
	o := def.Evaluate(d, world())
	if o.Value("expenses").Answered() || o.Value("total_out").Cents() != 0 {
		t.Error("rows that only stand ready count")
	}
	d.Apply(d.Rev, map[string]string{"expenses[ready1].amount": "680"})
	o = def.Evaluate(d, world())
	if rows := o.Value("expenses").Rows(); len(rows) != 1 || o.Value("total_out").Cents() != 68000 {
		t.Errorf("%d rows", len(rows))
	}
	d.AddRow("expenses", "own")
	d.Apply(d.Rev, map[string]string{"expenses[own].kind": "transport"}) // chosen by hand: not what stood ready
	o = def.Evaluate(d, world())
	open := slices.IndexFunc(o.Issues(), func(i Open) bool { return i.Path == "expenses[own].amount" })
	if rows := o.Value("expenses").Rows(); len(rows) != 2 || open < 0 {
		t.Errorf("%d rows; a row that was begun is dropped without a word", len(rows))
	}
}

func TestReview_saysBackWhatWasFilledIn(t *testing.T) {
	o := fill(t, "budget", NewDraft(), "adults", "veel", "income[a].kind", "wage", "income[a].amount", "ca. 1.850", "income[a].amount.per", "4weeks", "income[b].amount", "300-400", "reserve.unknown", "1")
	got := map[string]string{}
	for _, l := range o.Review() {
		got[l.Path] = l.Value
		for _, r := range l.Rows {
			for _, c := range r.Rows {
				got[l.Path+" "+r.Row+" "+c.Label] = strings.ReplaceAll(c.Value, "\u00a0", " ")
			}
		}
	}
	want := map[string]string{
		"adults": "“veel”", "children": "niet ingevuld", "income": "", "income a Soort inkomen": "Loon uit werk", "income a Bedrag": "ongeveer € 1.850,00 per 4 weken",
		"income b Bedrag": "“300-400”", "expenses": "niet ingevuld", "reserve": "weet je niet",
	}
	if !maps.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for _, l := range fill(t, "spoedcheck", NewDraft(), "eviction", "no").Review() {
		if l.Path == "eviction_date" || l.Path == "" || l.Page == "" {
			t.Errorf("%+v is said back and was not asked", l)
		}
	}
}
