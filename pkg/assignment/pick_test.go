// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"testing"

	"opgelucht/pkg/dossier"
)

func TestFirst_namesWhatComesBeforeUntilTheDossierHasIt(t *testing.T) {
	letter := definition(t, "brief-uitstel", "nl")
	if list := shipped().First(letter, nil); len(list) != 1 || list[0].ID != "schuldenlijst" {
		t.Errorf("before a letter comes %v", list)
	}
	r := dossier.NewRecord([]dossier.Fact{{Path: "debts", Row: "r1", By: dossier.ByClient, Values: map[string]dossier.Value{"creditor": {Text: "Webwinkel"}}}})
	if list := shipped().First(letter, r); len(list) != 0 {
		t.Errorf("with a debt in the dossier comes %v first", list)
	}
	if list := shipped().First(definition(t, "spoedcheck", "nl"), nil); len(list) != 0 {
		t.Errorf("before the Spoedcheck comes %v", list)
	}
}

// A row that an earlier assignment wrote has no column of a later one: that is not
// an amount of nothing.
func TestPick_anAmountThatNobodyFilledInIsNotNothing(t *testing.T) {
	w := world()
	w.Record = dossier.NewRecord([]dossier.Fact{{Path: "debts", Row: "d1", Values: map[string]dossier.Value{"creditor": {Text: "Webwinkel"}, "kind": {Text: "shop"}, "pays": {Cents: 0, Period: "month"}}}})
	o := definition(t, "incassokosten", "nl").Evaluate(NewDraft().typing("debt", "d1"), w)
	if v := o.Value("debt.creditor"); !v.Answered() {
		t.Fatalf("the debt is not chosen: %v", v)
	}
	for _, column := range []string{"debt.owed", "debt.share"} {
		if v := o.Value(column); v.Answered() {
			t.Errorf("%s is %v, want not answered", column, v)
		}
	}
	if v := o.Value("debt.pays"); !v.Answered() {
		t.Errorf("nothing a month was filled in, and is %v", v)
	}
}
