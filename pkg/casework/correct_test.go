// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
)

type typed = map[string]assignment.Typed

func (s *site) correct(c access.Client, in casework.Correction) error {
	s.t.Helper()
	return s.cases.Correct(s.t.Context(), s.here, c, in, "nl")
}

// indebted begins a case with debts of € 300, and of € 100 for the energy.
func (s *site) indebted() (c access.Client, shop, energy string) {
	s.t.Helper()
	c = s.given("schuldenlijst")
	shop = s.row(c, 1, "debts", debt())
	energy = s.row(c, 1, "debts", map[string]string{"creditor": "Energie", "kind": "energy", "owed": "100", "stage": "warning", "threat": "none"})
	s.submit(c, 1)
	return c, shop, energy
}

// total gives the sum of the debts in cents, and when it was worked out; -1
// when there is none.
func (s *site) total(c access.Client) (int64, time.Time) {
	s.t.Helper()
	f, ok := s.record(c).Fact("debts_summary.total")
	if !ok || f.Value().State != dossier.Answered {
		return -1, f.At
	}
	return int64(f.Value().Cents), f.At
}

func TestCorrect_theNewValueStandsBesideTheOldAndTheSumFollows(t *testing.T) {
	s := newSite(t)
	c, shop, _ := s.indebted()
	s.now = on(10, 9)
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Typed: typed{"owed": {Text: "€ 450,50"}}}))
	h := s.record(c).History("debts", shop)
	if len(h) != 2 || h[0].Values["owed"].Cents != 30_000 || h[1].Values["owed"].Cents != 45_050 || h[1].Values["creditor"].Text != "Webwinkel" {
		t.Fatalf("the debt was %+v", h)
	}
	if h[0].Source.Assignment != "schuldenlijst" || h[0].Source.Version != 1 || h[0].Source.Submission == "" || !h[0].At.Equal(moment) || h[0].By != dossier.ByClient {
		t.Errorf("the first comes from %+v", h[0])
	}
	if h[1].Source != (dossier.Source{Submission: h[0].Source.Submission}) || !h[1].At.Equal(on(10, 9)) || h[1].By != dossier.ByClient {
		t.Errorf("the correction comes from %+v", h[1])
	}
	if cents, at := s.total(c); cents != 55_050 || !at.Equal(on(10, 9)) {
		t.Errorf("the sum is %d since %v", cents, at)
	}
	f, _ := s.record(c).Fact("debts_summary.total")
	if f.By != dossier.ByComputer || f.Source != h[0].Source || len(s.record(c).History("debts_summary.total", "")) != 2 {
		t.Errorf("the sum comes from %+v", f)
	}
	if h := s.record(c).History("debts_summary.count", ""); len(h) != 1 {
		t.Errorf("a number that stays was written again: %+v", h)
	}
	if o := s.open(c); len(o.Dossier.Record.History("debts", shop)) != 2 || o.Dossier.Submissions[0].Content.ForTeam().Values[1].Cents != 40_000 {
		t.Error("the team does not read the correction, or a sheet that was handed in changed")
	}
}

func TestCorrect_whatFollowsInTheRowItselfIsWorkedOutAgain(t *testing.T) {
	s := newSite(t)
	c, shop, _ := s.indebted()
	row := func() map[string]dossier.Value { h := s.record(c).History("debts", shop); return h[len(h)-1].Values }
	if row()["urgent"].Text == "yes" {
		t.Fatal("the debt comes first already: this proves nothing")
	}
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Typed: typed{"stage": {Text: "court"}, "threat": {Text: "court"}}}))
	if v := row(); v["urgent"].Text != "yes" || v["order"].Text != "1" || v["stage"].Text != "court" {
		t.Errorf("the debt is %+v", v)
	}
	if f, _ := s.record(c).Fact("debts_summary.urgent"); f.Value().Text != "1" {
		t.Errorf("the number that comes first is %+v", f)
	}
}

func TestCorrect_ofAPlainFactCanSayThatItIsNotKnown(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.budget(c, 1)
	s.submit(c, 1)
	for _, tt := range []struct {
		in   assignment.Typed
		want dossier.Value
	}{
		{assignment.Typed{Text: "3"}, dossier.Value{Text: "3"}},
		{assignment.Typed{Unknown: true}, dossier.Value{State: dossier.Unknown}},
		{assignment.Typed{}, dossier.Value{State: dossier.Blank}},
	} {
		s.must(s.correct(c, casework.Correction{Path: "household.adults", Typed: typed{"": tt.in}}))
		if f, _ := s.record(c).Fact("household.adults"); f.Value() != tt.want {
			t.Errorf("%+v is kept as %+v", tt.in, f.Value())
		}
	}
	if h := s.record(c).History("household.adults", ""); len(h) != 4 {
		t.Errorf("the history is %+v", h)
	}
	s.must(s.correct(c, casework.Correction{Path: "budget.reserve", Typed: typed{"": {Text: "200"}}}))
	if f, _ := s.record(c).Fact("budget.capacity"); f.Value().Cents != 100_000 {
		t.Errorf("what is left to spare is %+v", f)
	}
}

func TestCorrect_whatCannotBeReadIsSaidAtItsFieldAndNotWritten(t *testing.T) {
	s := newSite(t)
	c, shop, _ := s.indebted()
	s.unwritten("what cannot be read", func() {
		err := s.correct(c, casework.Correction{Path: "debts", Row: shop, Typed: typed{
			"owed": {Text: "veel"}, "creditor": {Text: "NL91ABNA0417164300"}, "deadline": {Text: "31-2-2027"}, "stage": {Text: "bill"},
		}})
		s.refused("a correction", err, fault.Invalid, "dossier.invalid")
		said := map[string]string{}
		for _, f := range fault.As(err).Fields {
			said[f.Name] = f.Key
		}
		if len(said) != 3 || said["owed"] != "answer.money" || said["creditor"] != "message.numbers" || said["deadline"] != "answer.noday" {
			t.Errorf("it says %v", said)
		}
	})
}

func TestCorrect_aRowThatIsTakenOffLeavesTheListAndTheSum(t *testing.T) {
	s := newSite(t)
	c, shop, energy := s.indebted()
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Remove: true}))
	if rows := s.record(c).Rows("debts"); len(rows) != 1 || rows[0].Row != energy {
		t.Errorf("the list is %+v", rows)
	}
	if cents, _ := s.total(c); cents != 10_000 {
		t.Errorf("the sum is %d", cents)
	}
	if h := s.record(c).History("debts", shop); len(h) != 2 || h[0].Values["owed"].Cents != 30_000 || !h[1].Removed {
		t.Errorf("what it was is %+v", h)
	}
}

// A sum of nothing is not the sum of what stood there.
func TestCorrect_noSumStandsBesideAnEmptyList(t *testing.T) {
	s := newSite(t)
	c, shop, energy := s.indebted()
	for _, row := range []string{shop, energy} {
		s.must(s.correct(c, casework.Correction{Path: "debts", Row: row, Remove: true}))
	}
	if cents, _ := s.total(c); cents > 0 {
		t.Errorf("the list is empty and the sum is %d", cents)
	}
	if h := s.record(c).History("debts_summary.total", ""); h[0].Value().Cents != 40_000 {
		t.Errorf("what it was is %+v", h)
	}
	s.row(c, 1, "debts", debt())
	s.submit(c, 1)
	if cents, _ := s.total(c); cents <= 0 {
		t.Errorf("with a debt again the sum is %d", cents)
	}
}

func TestCorrect_whatIsNotThereOrWasWorkedOutIsNotFound(t *testing.T) {
	s := newSite(t)
	c, shop, energy := s.indebted()
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: energy, Remove: true}))
	some := typed{"": {Text: "1"}}
	s.unwritten("corrections of what is not there", func() {
		for what, in := range map[string]casework.Correction{
			"no such path":           {Path: "huh", Typed: some},
			"never filled in":        {Path: "household.adults", Typed: some},
			"a sum":                  {Path: "debts_summary.total", Typed: some},
			"a sum, to remove":       {Path: "debts_summary.total", Remove: true},
			"no such row":            {Path: "debts", Row: "nietes", Typed: typed{"owed": {Text: "1"}}},
			"no such column":         {Path: "debts", Row: shop, Typed: typed{"huh": {Text: "1"}}},
			"a column worked out":    {Path: "debts", Row: shop, Typed: typed{"urgent": {Text: "yes"}}},
			"a row as a plain fact":  {Path: "debts", Row: shop, Typed: some},
			"a list as a plain fact": {Path: "debts", Typed: some},
			"a list, to remove":      {Path: "debts", Remove: true},
			"a row that was removed": {Path: "debts", Row: energy, Typed: typed{"owed": {Text: "1"}}},
			"a row, removed twice":   {Path: "debts", Row: energy, Remove: true},
		} {
			s.refused(what, s.correct(c, in), fault.NotFound, "")
		}
	})
}

func TestCorrect_thatThereIsNothingIsNoValueToCorrect(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst")
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"debts.none": "1"}})
	s.submit(c, 1)
	if f, ok := s.record(c).Fact("debts"); !ok || !f.None {
		t.Fatalf("the list says %+v: this proves nothing", f)
	}
	s.unwritten("correcting none", func() {
		s.refused("correcting none", s.correct(c, casework.Correction{Path: "debts", Typed: typed{"": {Text: "1"}}}), fault.NotFound, "")
		s.refused("clearing none", s.correct(c, casework.Correction{Path: "debts", Typed: typed{"": {}}}), fault.NotFound, "")
	})
}

func TestCorrect_inAHiddenSectionStaysHidden(t *testing.T) {
	s := newSite(t)
	c, shop, _ := s.indebted()
	s.share(c, "debts", false)
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Typed: typed{"owed": {Text: "450"}}}))
	if cents, _ := s.total(c); cents != 55_000 {
		t.Errorf("the client reads a sum of %d", cents)
	}
	if d := s.open(c).Dossier; d.Record.Has("debts") || d.Record.Has("debts_summary.total") {
		t.Error("the team reads a correction in a hidden section")
	}
}

func TestCorrect_movesNoTurnAndNoPromise(t *testing.T) {
	s := newSite(t)
	c, shop, _ := s.indebted()
	s.send(c, casework.Reply{Next: "2027-06-30"})
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Remove: true}))
	if k := s.open(c).Case; k.Turn != casework.TurnClient || k.Next != "2027-06-30" || !k.Promised.IsZero() {
		t.Errorf("the case is %+v", k)
	}
}

func TestCorrect_theEmergencyFollowsTheAnswersThatTheDossierKeeps(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"eviction": "yes", "eviction_date": "15-6-2027"}})
	s.spoedcheck(c, 1, "eviction")
	says := func(path string) string { f, _ := s.record(c).Fact(path); return f.Value().Text }
	if says("crisis.first_date") != "2027-06-15" || says("crisis.level") != "red" {
		t.Fatalf("it begins with %q and %q", says("crisis.first_date"), says("crisis.level"))
	}
	s.must(s.correct(c, casework.Correction{Path: "crisis.eviction_date", Typed: typed{"": {}}}))
	if says("crisis.first_date") != "" {
		t.Errorf("the first day that counts is %q, and no day is left", says("crisis.first_date"))
	}
	s.must(s.correct(c, casework.Correction{Path: "crisis.eviction", Typed: typed{"": {Text: "unsure"}}}))
	if says("crisis.level") != "orange" || says("crisis.kind") != "none" {
		t.Errorf("in doubt it says %q, %q", says("crisis.level"), says("crisis.kind"))
	}
	s.must(s.correct(c, casework.Correction{Path: "crisis.eviction", Typed: typed{"": {Text: "yes"}}}))
	if says("crisis.level") != "red" || says("crisis.kind") != "eviction" {
		t.Errorf("certain again it says %q, %q", says("crisis.level"), says("crisis.kind"))
	}
}

// Whether someone still sees a way on is no fact. What it made of the emergency
// must not be taken back because the dossier does not know it.
func TestCorrect_whatTheDossierDoesNotExplainStaysAsItWas(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck", "schuldenlijst")
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"low": "yes"}})
	s.spoedcheck(c, 1)
	shop := s.row(c, 2, "debts", debt())
	s.submit(c, 2)
	for _, in := range []casework.Correction{
		{Path: "debts", Row: shop, Typed: typed{"owed": {Text: "450"}}}, {Path: "crisis.seizure", Typed: typed{"": {Text: "unsure"}}},
	} {
		s.must(s.correct(c, in))
		level, _ := s.record(c).Fact("crisis.level")
		kind, _ := s.record(c).Fact("crisis.kind")
		if level.Value().Text != "red" || kind.Value().Text != "support" {
			t.Errorf("after correcting %s it says %q, %q", in.Path, level.Value().Text, kind.Value().Text)
		}
	}
	if cents, _ := s.total(c); cents != 45_000 {
		t.Errorf("the sum of the debts is %d", cents)
	}
}
