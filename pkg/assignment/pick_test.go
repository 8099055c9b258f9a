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
