// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
)

// bring takes over a copy of 1 June, and gives how many facts that were.
func (s *site) bring(c access.Client, in casework.Bringing) int {
	s.t.Helper()
	in.Made = on(1, 10)
	n, err := s.cases.Bring(s.t.Context(), s.here, c, in, "nl")
	s.must(err)
	return n
}

// copyDebt is a debt as a copy has it, with whatever it says of its maker.
func copyDebt(row, creditor string, cents int64) dossier.Fact {
	return dossier.Fact{
		Path: "debts", Row: row, At: on(1, 9).AddDate(0, -3, 0), By: dossier.ByComputer, Source: dossier.Source{Assignment: "spoedcheck", Version: 9, Submission: "forged"},
		Values: map[string]dossier.Value{"creditor": {Text: creditor}, "kind": {Text: "shop"}, "owed": {Cents: money.Cents(cents)}},
	}
}

func TestBring_isTheClientsOwnAndAsOldAsItWas(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	if n := s.bring(c, casework.Bringing{Facts: []dossier.Fact{copyDebt("a", "Webwinkel", 30_000)}}); n != 1 {
		t.Fatalf("%d facts were brought", n)
	}
	f := s.record(c).Row("debts", "a")
	if f == nil || f.By != dossier.ByClient || f.Source != (dossier.Source{Copy: "2027-06-01"}) || !f.At.Equal(s.now) || !f.SaidAt().Equal(on(1, 9).AddDate(0, -3, 0)) {
		t.Errorf("it is %+v", f)
	}
	if d := s.open(c).Dossier; d.Record.Has("debts") || d.Sections[0].Shared {
		t.Error("the team reads what was not shown to it")
	}
	s.share(c, "debts", true)
	if !s.open(c).Dossier.Record.Has("debts") {
		t.Error("it cannot be shown")
	}
	s.unwritten("brought twice", func() {
		if n := s.bring(c, casework.Bringing{Facts: []dossier.Fact{copyDebt("a", "Webwinkel", 30_000)}}); n != 0 {
			t.Errorf("%d facts are new", n)
		}
	})
	other := s.begin()
	s.bring(other, casework.Bringing{Facts: []dossier.Fact{copyDebt("a", "Webwinkel", 30_000)}, Shared: true})
	if !s.open(other).Dossier.Record.Has("debts") {
		t.Error("who chose to show it does not")
	}
}

func TestBring_aSumFollowsWhatWasBroughtAndNothingElseChanges(t *testing.T) {
	s := newSite(t)
	c, shop, energy := s.indebted()
	s.now = on(10, 9)
	in := casework.Bringing{Facts: []dossier.Fact{copyDebt(shop, "Webwinkel", 90_000), copyDebt("new", "Jurk en Zo", 5_000), {
		Path: "debts_summary.total", By: dossier.ByComputer, At: on(1, 9), Values: map[string]dossier.Value{"": {Cents: 1}},
	}}}
	if n := s.bring(c, in); n != 1 {
		t.Errorf("%d facts were brought without a choice", n)
	}
	if cents, _ := s.total(c); cents != 45_000 {
		t.Errorf("the sum is %d", cents)
	}
	in.Choose = map[string]dossier.Decision{"debts/" + shop: dossier.Take, "debts/" + energy: dossier.Take}
	s.bring(c, in)
	if cents, at := s.total(c); cents != 105_000 || !at.Equal(on(10, 9)) {
		t.Errorf("with the choice the sum is %d", cents)
	}
	if v := s.record(c).Row("debts", shop).Values; v["stage"].Text != "bill" || v["owed"].Cents != 90_000 {
		t.Errorf("what the copy does not know is gone: %+v", v)
	}
	if !s.open(c).Dossier.Record.Has("debts") {
		t.Error("a section that was shown is hidden")
	}
	if k := s.open(c).Case; k.Turn != casework.TurnCounsellor {
		t.Errorf("the turn moved: %+v", k)
	}
}

func TestBring_isWholeOrNotAtAll(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.breakOn("facts")
	s.unwritten("a disk that is full", func() {
		in := casework.Bringing{Made: on(1, 10), Facts: []dossier.Fact{copyDebt("a", "Webwinkel", 1)}}
		if _, err := s.cases.Bring(t.Context(), s.here, c, in, "nl"); err == nil {
			t.Error("it says that all is well")
		}
	})
}
