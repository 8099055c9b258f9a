// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"opgelucht/pkg/dossier"
)

// What somebody filled in stays, however often and however empty an assignment is
// handed in again: only what they take off the list themselves leaves it.
func TestFacts_blankNeverDeletesWhatSomebodyFilledIn(t *testing.T) {
	kept := 0
	for _, id := range shipped().IDs() {
		def := definition(t, id, source)
		src := dossier.Source{Assignment: id, Version: def.Version}
		for seed := range uint64(300) {
			s := &Stranger{Rand: rand.New(rand.NewPCG(seed, 11)), Draft: NewDraft(), Sloppy: seed%2 == 0}
			s.Fill(def)
			w := world()
			w.Record = dossier.NewRecord(def.Evaluate(s.Draft, w).Facts(today, src))
			next := def.Prefill(w, newIDs())
			emptied := map[string]string{}
			for path := range next.Fields {
				if s.IntN(3) > 0 {
					emptied[path] = ""
				}
			}
			next.Apply(next.Rev, emptied)
			for _, q := range next.Rows {
				for _, r := range q {
					if s.IntN(5) == 0 {
						r.Removed = next.Rev // taken off by the client
					}
				}
			}
			later := def.Evaluate(next, w).Facts(today.Add(time.Hour), src)
			after := w.Record.With(later...)
			for _, path := range def.vocab.Paths() {
				kept += stays(t, w.Record, after, next, path)
			}
		}
	}
	if kept < 2000 {
		t.Errorf("only %d values were looked at: this proves little", kept)
	}
}

// takenOff tells whether the client took a row off its list, whatever the question
// of that list is called.
func takenOff(d *Draft, id string) bool {
	for question := range d.Rows {
		if r := d.row(question, id); r != nil && r.Removed != 0 {
			return true
		}
	}
	return false
}

// stays checks every value of a path that somebody filled in.
func stays(t *testing.T, before, after *dossier.Record, d *Draft, path string) int {
	t.Helper()
	n := 0
	if f, ok := before.Fact(path); ok && f.By == dossier.ByClient && !f.None && f.Value().State != dossier.Blank {
		n++
		if now, _ := after.Fact(path); now.Value().State == dossier.Blank {
			t.Fatalf("%s was %+v and is blank", path, f.Value())
		}
	}
	of, _ := shipped().Vocabulary(source).Type(path)
	for _, f := range before.Rows(path) {
		if takenOff(d, f.Row) {
			continue
		}
		now := after.Row(path, f.Row)
		if now == nil {
			t.Fatalf("%s %s is off the list, and nobody took it off", path, f.Row)
		}
		for name, v := range f.Values {
			if c, _ := of.Column(name); c.Computed || v.State == dossier.Blank {
				continue
			}
			if n++; now.Values[name] == (dossier.Value{}) && v != (dossier.Value{}) {
				t.Fatalf("%s %s: %s was %+v and is gone", path, f.Row, name, v)
			}
		}
	}
	return n
}

func TestFacts_aSumWhoseAmountsAreGoneIsNotKnownAnyMore(t *testing.T) {
	o := fill(t, "schuldenlijst", NewDraft(), "debts[a].creditor", "Zonnestroom", "debts[a].owed", "390")
	w := world()
	w.Record = dossier.NewRecord(o.Facts(today, dossier.Source{Assignment: "schuldenlijst", Version: 1}))
	if f, ok := w.Record.Fact("debts_summary.total"); !ok || f.Value().Cents != 39000 {
		t.Fatalf("the sum begins as %+v", f)
	}
	d := o.Def.Prefill(w, newIDs())
	d.RemoveRow("debts", "a")
	src := dossier.Source{Assignment: "schuldenlijst", Version: 1, Submission: "s2"}
	later := o.Def.Evaluate(d, w).Facts(today.Add(time.Hour), src)
	w.Record = w.Record.With(later...)
	f, _ := w.Record.Fact("debts_summary.total")
	if f.Value().State != dossier.Blank || f.By != dossier.ByComputer || f.Source != src || len(w.Record.History("debts_summary.total", "")) != 2 {
		t.Errorf("the sum of an empty list is %+v", f)
	}
	if more := o.Def.Evaluate(d, w).Facts(today.Add(2*time.Hour), src); len(more) > 0 {
		t.Errorf("handed in once more it writes %q", written(more))
	}
	other := dossier.NewRecord([]dossier.Fact{{Path: "debts_summary.total", By: dossier.ByClient, Values: map[string]dossier.Value{"": {Cents: 100}}}})
	w.Record = other
	for _, f := range o.Def.Evaluate(NewDraft(), w).Facts(today, src) {
		t.Errorf("what somebody filled in is taken away: %+v", f)
	}
}

func TestFacts_twoAssignmentsCompleteTheSameRow(t *testing.T) {
	w := world()
	w.Record = dossier.NewRecord([]dossier.Fact{{Path: "debts", Row: "a", By: dossier.ByClient, At: today, Values: map[string]dossier.Value{
		"collector": {Text: "Incasso Vlot"}, "creditor": {Text: "Zonnestroom"}, "order": {Text: "1"},
	}}})
	def := definition(t, "schuldenlijst", source)
	d := def.Prefill(w, newIDs())
	d.Apply(d.Rev, map[string]string{"debts[a].owed": "390", "debts[a].creditor": ""})
	w.Record = w.Record.With(def.Evaluate(d, w).Facts(today.Add(time.Hour), from)...)
	row := w.Record.Row("debts", "a")
	want := map[string]dossier.Value{"collector": {Text: "Incasso Vlot"}, "creditor": {Text: "Zonnestroom"}, "owed": {Cents: 39000, Raw: "390"}}
	got := maps.Clone(row.Values)
	for _, c := range []string{"urgent", "preferent", "order"} {
		delete(got, c)
	}
	if !maps.Equal(got, want) {
		t.Errorf("the debt is %+v", got)
	}
}
