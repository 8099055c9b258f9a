// SPDX-License-Identifier: EUPL-1.2

package dossier

import (
	"testing"
	"time"
)

func vocabulary() *Vocabulary {
	v := &Vocabulary{Facts: []Type{{Path: "adults", Kind: Number}, {Path: "sum", Kind: Money}, debtList}, byPath: map[string]*Type{}}
	for i := range v.Facts {
		v.byPath[v.Facts[i].Path] = &v.Facts[i]
	}
	return v
}

func TestBring_addsWhatIsNewAndAsksAboutTheRest(t *testing.T) {
	now := time.Date(2027, 6, 7, 10, 0, 0, 0, time.UTC)
	long := now.AddDate(-1, 0, 0)
	fact := func(row string, values map[string]Value) Fact {
		return Fact{Path: "debts", Row: row, Values: values, At: now, By: ByClient}
	}
	gone := fact("g", nil)
	gone.Removed = true
	record := NewRecord([]Fact{
		{Path: "adults", Values: text("2"), At: now, By: ByClient}, {Path: "sum", Values: map[string]Value{"": {Cents: 1}}, At: now, By: ByComputer},
		fact("a", row("De Linde", "rent", 10000)), fact("b", row("Zonnestroom", "energy", 0)), fact("c", row("Jurk en Zo", "shop", 5000)), gone,
	})
	file := func(path, id string, values map[string]Value) Fact {
		return Fact{Path: path, Row: id, Values: values, At: long, By: ByComputer, Source: Source{Assignment: "budget", Version: 9, Submission: "s"}}
	}
	list := record.Meet(vocabulary(), []Fact{
		file("adults", "", text("3")), file("sum", "", map[string]Value{"": {Cents: 2}}), file("nothing", "", text("x")),
		file("debts", "a", row("De Linde", "rent", 10000)), file("debts", "b", map[string]Value{"kind": {Text: "energy"}, "owed": {Cents: 39000}}), file("debts", "c", row("Jurk en Zo", "shop", 7000)),
		file("debts", "d", row("zonne-stroom", "energy", 900)), file("debts", "e", row("Waterland", "water", 900)), file("debts", "g", row("Weg", "shop", 1)),
	})
	want := []Meeting{Differs, Same, Same, Completes, Differs, LooksAlike, New, Gone}
	if len(list) != len(want) {
		t.Fatalf("%d meetings", len(list))
	}
	for i, b := range list {
		if b.Meeting != want[i] {
			t.Errorf("%s is %s, not %s", b.Key(), b.Meeting, want[i])
		}
	}
	after := record.With(Bring(list, nil, now, "2026-06-07")...)
	if f, _ := after.Fact("adults"); f.Value().Text != "2" || after.Row("debts", "c").Values["owed"].Cents != 5000 || after.Row("debts", "g") != nil || after.Row("debts", "d") != nil {
		t.Error("without a choice something of the record changed")
	}
	b := after.Row("debts", "b")
	if b.Values["owed"].Cents != 39000 || b.Values["creditor"].Text != "Zonnestroom" || b.By != ByClient || b.Source != (Source{Copy: "2026-06-07"}) {
		t.Errorf("a row that the copy completes is %+v", b)
	}
	if _, said := after.Since("debts", "b", "owed"); !said.Equal(long) {
		t.Errorf("what was brought is as new as %v", said)
	}
	if _, said := after.Since("debts", "b", "creditor"); !said.Equal(now) {
		t.Errorf("what stood there is as old as %v", said)
	}
	all := map[string]Decision{"adults/": Take, "debts/c": Take, "debts/d": Other, "debts/g": Take}
	after = record.With(Bring(list, all, now, "2026-06-07")...)
	if f, _ := after.Fact("adults"); f.Value().Text != "3" || after.Row("debts", "c").Values["owed"].Cents != 7000 || after.Row("debts", "g") == nil || after.Row("debts", "d").Apart[0] != "b" {
		t.Error("a choice was not followed")
	}
	after = record.With(Bring(list, map[string]Decision{"debts/d": Take, "debts/c": Other}, now, "2026-06-07")...)
	if after.Row("debts", "d") != nil || after.Row("debts", "b").Values["owed"].Cents != 900 || after.Row("debts", "c").Values["owed"].Cents != 5000 {
		t.Error("the same debt did not become one")
	}
}
