// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
)

// later gives the assignment once more, and lets days pass.
func (s *site) later(c access.Client, id string, days int) {
	s.t.Helper()
	s.now = s.now.AddDate(0, 0, days)
	s.send(c, casework.Reply{Give: []casework.Give{{Assignment: id, Workdays: 5}}})
}

// plain gives the question of a task that has this id.
func plain(w casework.Work, id string) *assignment.Question {
	for _, p := range w.Def.Pages {
		for _, q := range p.Questions {
			if q.ID == id {
				return q
			}
		}
	}
	return nil
}

func TestOpenTask_anOldAnswerIsAskedAfterAndNeverSilentlyNew(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "2", "children": "1"}})
	s.row(c, 1, "income", map[string]string{"kind": "wage", "amount": "1.850", "sure": "yes"})
	s.row(c, 1, "expenses", map[string]string{"kind": "rent", "amount": "700"})
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"reserve": "50"}})
	first := s.now
	s.submit(c, 1)
	s.look(c) // what can still be taken back is repeated with each sheet
	s.later(c, "budget", 10)
	if k := s.work(c, 2).Outcome.KnownAnswer(plain(s.work(c, 2), "adults")); k == nil || k.Old || !k.At.Equal(first) || k.Source.Assignment != "budget" {
		t.Fatalf("after 10 days it says %+v", k)
	}
	s.later(c, "budget", 80)
	k := s.work(c, 3).Outcome.KnownAnswer(plain(s.work(c, 3), "adults"))
	if k == nil || !k.Old || k.Still {
		t.Fatalf("after 90 days it says %+v", k)
	}
	row := s.record(c).Rows("income")[0].Row
	// Handed in without a word: nothing is new, and the sheet says so.
	s.submit(c, 3)
	s.look(c)
	if h := s.record(c).History("household.adults", ""); len(h) != 1 {
		t.Errorf("an answer that nobody looked at is new: %+v", h)
	}
	sheet := s.open(c).Dossier.Submissions[1].Content.ForTeam()
	if l := sheet.Answers[0]; !l.Old || l.Since == nil || !l.Since.Equal(first) {
		t.Errorf("the counsellor reads it as of today: %+v", l)
	}
	// Said to be right: a word of today, and no new value.
	s.later(c, "budget", 1)
	s.fill(c, 4, casework.Filling{Fields: map[string]string{"adults:still": s.now.Format("2006-01-02")}, Still: casework.Cell{Question: "income"}})
	if k := s.work(c, 4).Outcome.KnownAnswer(plain(s.work(c, 4), "adults")); k == nil || !k.Still {
		t.Fatalf("the tick is lost: %+v", k)
	}
	s.submit(c, 4)
	h := s.record(c).History("household.adults", "")
	if len(h) != 2 || h[1].Value().Text != "2" || len(h[1].Still) != 1 || !h[1].At.Equal(s.now) {
		t.Errorf("saying that it is right wrote %+v", h)
	}
	if h := s.record(c).History("income", row); len(h) != 2 || len(h[1].Still) != 3 {
		t.Errorf("of the row it wrote %+v", h)
	}
	if h := s.record(c).History("household.children", ""); len(h) != 1 {
		t.Errorf("what was not ticked is new: %+v", h)
	}
	s.fill(c, 4, casework.Filling{Fields: map[string]string{"children": "3"}}) // and back: typed once more is said once more
	s.fill(c, 4, casework.Filling{Fields: map[string]string{"children": "1"}})
	s.submit(c, 4)
	if h := s.record(c).History("household.children", ""); len(h) != 2 || h[1].Value().Text != "1" || len(h[1].Still) != 1 {
		t.Errorf("what was typed once more is as old as it was: %+v", h)
	}
	if h := s.record(c).History("household.adults", ""); len(h) != 2 {
		t.Errorf("handed in once more it is said again: %+v", h)
	}
	s.later(c, "budget", 1)
	if k := s.work(c, 5).Outcome.KnownAnswer(plain(s.work(c, 5), "adults")); k == nil || k.Old {
		t.Errorf("what was said yesterday is asked after: %+v", k)
	}
}

func TestOpenTask_anOldDraftNeverBringsAnOldValueBack(t *testing.T) {
	s := newSite(t)
	c, shop, energy := s.indebted()
	s.later(c, "schuldenlijst", 1)
	s.fill(c, 2, casework.Filling{Fields: map[string]string{"debts[" + shop + "].collector": "Incasso Vlot"}}) // begun
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Typed: typed{"owed": {Text: "450"}}}))
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: energy, Remove: true}))
	s.submit(c, 2)
	row := s.record(c).Row("debts", shop)
	if row.Values["owed"].Cents != 45_000 || row.Values["collector"].Text != "Incasso Vlot" {
		t.Errorf("the debt is %+v", row.Values)
	}
	if s.record(c).Row("debts", energy) != nil {
		t.Error("a debt that was taken off is back")
	}
	if cents, _ := s.total(c); cents != 45_000 {
		t.Errorf("the sum is %d", cents)
	}
	// Of a task that was handed in, what was typed then is of then.
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Typed: typed{"owed": {Text: "500"}}}))
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"debts[" + shop + "].collector": "Incasso Snel"}})
	s.submit(c, 1)
	if row := s.record(c).Row("debts", shop); row.Values["owed"].Cents != 50_000 || row.Values["collector"].Text != "Incasso Snel" {
		t.Errorf("changing an old task brings back %+v", row.Values)
	}
}

// alikeTask hands out the list again and adds a debt that looks like the shop's.
func (s *site) alikeTask() (c access.Client, shop string, twin assignment.Twin) {
	s.t.Helper()
	c, shop, _ = s.indebted()
	s.later(c, "schuldenlijst", 1)
	other := s.row(c, 2, "debts", map[string]string{"creditor": "web-winkel B.V.", "collector": "Incasso Vlot", "kind": "shop", "owed": "305"})
	d := s.work(c, 2).Outcome.Doubles()
	if len(d) != 1 || d[0].Twin != (assignment.Twin{List: "debts", Row: other, Like: shop}) || len(d[0].Columns) < 4 {
		s.t.Fatalf("it asks %+v", d)
	}
	return c, shop, d[0].Twin
}

func TestFill_theSameDebtTwiceBecomesOneThatKeepsWhatEachKnows(t *testing.T) {
	s := newSite(t)
	c, shop, twin := s.alikeTask()
	s.fill(c, 2, casework.Filling{Same: []assignment.Twin{twin}})
	s.submit(c, 2)
	if rows := s.record(c).Rows("debts"); len(rows) != 2 {
		t.Fatalf("there are %d debts", len(rows))
	}
	v := s.record(c).Row("debts", shop).Values
	if v["owed"].Cents != 30_500 || v["collector"].Text != "Incasso Vlot" || v["stage"].State != dossier.Answered || v["stage"].Text == "" {
		t.Errorf("the one debt is %+v", v)
	}
	if cents, _ := s.total(c); cents != 40_500 {
		t.Errorf("the sum is %d", cents)
	}
}

func TestFill_twoDebtsThatLookAlikeStayTwoAndAreNotAskedAgain(t *testing.T) {
	s := newSite(t)
	c, shop, twin := s.alikeTask()
	s.fill(c, 2, casework.Filling{Apart: []assignment.Twin{twin}})
	if d := s.work(c, 2).Outcome.Doubles(); len(d) != 0 {
		t.Fatalf("it is asked again: %+v", d)
	}
	s.fill(c, 2, casework.Filling{Fields: map[string]string{"debts[" + twin.Row + "].stage": "bill", "debts[" + twin.Row + "].threat": "none"}})
	s.submit(c, 2)
	if rows := s.record(c).Rows("debts"); len(rows) != 3 || len(s.record(c).Row("debts", twin.Row).Apart) != 1 || s.record(c).Row("debts", twin.Row).Apart[0] != shop {
		t.Errorf("the debts are %+v", rows)
	}
	s.later(c, "schuldenlijst", 1)
	if d := s.work(c, 3).Outcome.Doubles(); len(d) != 0 {
		t.Errorf("another assignment asks again: %+v", d)
	}
}

func TestFill_rowsThatDoNotLookAlikeAreNeverJoined(t *testing.T) {
	s := newSite(t)
	c, shop, energy := s.indebted()
	s.later(c, "schuldenlijst", 1)
	s.fill(c, 2, casework.Filling{Same: []assignment.Twin{{List: "debts", Row: energy, Like: shop}, {List: "x", Row: "y", Like: "z"}}})
	s.submit(c, 2)
	if rows := s.record(c).Rows("debts"); len(rows) != 2 {
		t.Errorf("there are %d debts", len(rows))
	}
}
