// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// look opens a case as the desk does: what it shows is seen.
func (s *site) look(c access.Client) casework.Opened {
	s.t.Helper()
	o, err := s.cases.Look(s.t.Context(), s.noor, c.Case)
	s.must(err)
	return o
}

func (s *site) takeBack(c access.Client, no int) {
	s.t.Helper()
	s.must(s.cases.TakeBack(s.t.Context(), c, no))
}

// own opens a client's own dossier.
func (s *site) own(c access.Client) casework.Dossier {
	s.t.Helper()
	_, d, err := s.cases.OwnDossier(s.t.Context(), c)
	s.must(err)
	return d
}

func (s *site) state(c access.Client, no int) casework.TaskState {
	s.t.Helper()
	tasks, err := s.cases.Tasks(s.t.Context(), c, casework.Conversation{})
	s.must(err)
	return tasks[no-1].State
}

func TestTakeBack_theSheetAndItsFactsHoldNoMoreAndEverythingTypedIsThere(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.budget(c, 1)
	s.submit(c, 1)
	before := s.number("SELECT count(*) FROM facts")
	s.takeBack(c, 1)
	if st := s.state(c, 1); st != casework.TaskStarted {
		t.Errorf("the task is %s", st)
	}
	if w := s.work(c, 1); w.Outcome.Draft.Value("adults") != "1" || len(w.Outcome.Draft.RowIDs("income")) != 1 {
		t.Errorf("typed was %+v", w.Outcome.Draft.Fields)
	}
	d := s.own(c)
	for _, path := range []string{"household.adults", "budget.left", "income", "expenses"} {
		if _, holds := d.Record.Fact(path); holds || d.Record.Has(path) {
			t.Errorf("%s still holds", path)
		}
	}
	if h := d.Record.History("household.adults", ""); len(h) != 1 || !h[0].Withdrawn || h[0].Value().Text != "1" {
		t.Errorf("the history says %+v", h)
	}
	if n := len(d.Record.All("income")); n != 1 {
		t.Errorf("%d rows are left to find", n)
	}
	if n := s.number("SELECT count(*) FROM facts"); n != before {
		t.Errorf("of %d facts %d are kept", before, n)
	}
	if _, sub, err := s.cases.Result(t.Context(), c, 1); err != nil || !sub.Of.Back() || sub.Content.Back.IsZero() || len(sub.Content.Client.Answers) == 0 {
		t.Errorf("the client finds %+v, %v", sub.Of, err)
	}
	s.unwritten("taking back twice", func() { s.takeBack(c, 1) })
	s.submit(c, 1)
	if f, ok := s.record(c).Fact("household.adults"); !ok || f.Withdrawn || len(s.record(c).History("household.adults", "")) != 2 {
		t.Errorf("handed in once more it is %+v", f)
	}
}

// What nobody opened stays unread: the team's keys open nothing of it any more.
func TestTakeBack_theTeamsKeysOpenNothingOfIt(t *testing.T) {
	s := newSite(t)
	c := s.given("budget", "schuldenlijst")
	s.budget(c, 1)
	s.submit(c, 1)
	s.row(c, 2, "debts", debt())
	s.submit(c, 2)
	keys := map[string]seal.Key{}
	for _, sec := range s.folder(c).Sections {
		keys[sec.Name] = s.sectionKey(c, s.folder(c), sec.Name)
	}
	if facts, _ := openedBy(c, s.folder(c), "income", keys["income"]); facts == 0 {
		t.Fatal("the key opened nothing before: this proves nothing")
	}
	s.takeBack(c, 1)
	f := s.folder(c)
	for name, key := range keys {
		if name == "debts" {
			continue
		}
		for _, fact := range f.Facts {
			for _, section := range []string{name, ""} {
				at := seal.Place{Table: "facts", Column: "body/" + section, Row: fact.ID, Case: string(c.Case)}
				if _, err := seal.Open(key, at, fact.Body); err == nil {
					t.Errorf("the key of %s opens a fact", name)
				}
			}
		}
	}
	o := s.look(c)
	if len(o.Dossier.Submissions) != 1 || len(o.Gone) != 1 || o.Gone[0].Assignment != "budget" || o.Dossier.Record.Has("income") {
		t.Errorf("the team opens %+v, gone are %+v", o.Dossier.Submissions, o.Gone)
	}
	if o.Tasks[0].State != casework.TaskStarted || o.Tasks[1].State != casework.TaskSeen {
		t.Errorf("the tasks are %+v", o.Tasks)
	}
}

func TestTakeBack_isOverOnceSomeoneOpenedIt(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.spoedcheck(c, 1)
	if o := s.look(c); o.Tasks[0].State != casework.TaskSeen || o.Case.Task.State != casework.TaskSeen {
		t.Errorf("the page shows %+v", o.Tasks)
	}
	s.unwritten("taking back what was opened, and looking again", func() {
		s.refused("taking back", s.cases.TakeBack(t.Context(), c, 1), fault.Invalid, "takeback.seen")
		s.look(c)
	})
	d := s.own(c)
	if said, ok := d.Said(d.Submissions[0]); !ok || said.Kind != casework.RemarkSeen || said.Name != "Noor" || !said.At.Equal(moment) {
		t.Errorf("the client reads %+v", said)
	}
}

// A sheet that the team cannot open was not seen, whatever page was shown.
func TestLook_whatIsHiddenIsNotSeen(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.budget(c, 1)
	s.submit(c, 1)
	s.share(c, "income", false)
	s.unwritten("looking at what is hidden", func() { s.look(c) })
	s.takeBack(c, 1)
	if st := s.state(c, 1); st != casework.TaskStarted {
		t.Errorf("the task is %s", st)
	}
}

// Handing in again and taking that back leaves the task, and the sheet that was
// opened, as they were.
func TestTakeBack_ofASecondSheetLeavesTheFirstAsItWas(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.budget(c, 1)
	s.submit(c, 1)
	o := s.look(c)
	s.must(s.cases.Accept(t.Context(), s.noor, c.Case, o.Dossier.Submissions[0].Of.ID, casework.Reply{Seen: o.Case.LastSeq, Sheets: o.Sheets}))
	s.now = on(8, 9)
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "2"}})
	s.submit(c, 1)
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "3"}})
	s.submit(c, 1)
	s.takeBack(c, 1)
	if st := s.state(c, 1); st != casework.TaskAccepted {
		t.Errorf("the task is %s", st)
	}
	if f, ok := s.record(c).Fact("household.adults"); !ok || f.Value().Text != "1" || len(s.record(c).History("household.adults", "")) != 3 {
		t.Errorf("what holds is %+v", f)
	}
	if d := s.own(c); len(d.Standing(s.work(c, 1).Task.ID)) != 1 || len(d.Submissions) != 3 {
		t.Errorf("%d sheets are left", len(d.Submissions))
	}
}

// What two sheets say is not taken back with one of them.
func TestTakeBack_whatAnotherSheetSaysTooStays(t *testing.T) {
	s := newSite(t)
	c := s.given("budget", "budget")
	s.budget(c, 1)
	s.submit(c, 1)
	s.submit(c, 2) // begins with what is known and says the same
	s.takeBack(c, 1)
	r := s.record(c)
	if f, ok := r.Fact("household.adults"); !ok || f.Value().Text != "1" || len(r.Rows("income")) != 1 {
		t.Errorf("what holds is %+v, %+v", f, r.Rows("income"))
	}
	if f, ok := r.Fact("budget.left"); !ok || f.Value().Cents != 120_000 {
		t.Errorf("the sum is %+v", f)
	}
}

// Who put right on the dossier page what they then take back, takes that back too,
// with the sums that followed.
func TestTakeBack_takesWhatWasPutRightInItAlong(t *testing.T) {
	s := newSite(t)
	c, shop, _ := s.indebted()
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Typed: typed{"owed": {Text: "€ 450,50"}}}))
	s.takeBack(c, 1)
	if r := s.record(c); len(r.Rows("debts")) != 0 || r.Has("debts_summary.total") {
		t.Errorf("still hold %+v", r.Rows("debts"))
	}
	err := s.correct(c, casework.Correction{Path: "debts", Row: shop, Typed: typed{"owed": {Text: "€ 1"}}})
	s.refused("putting right what holds no more", err, fault.NotFound, "")
}

func TestTakeBack_theMoveGoesBackOnlyWhenNothingElseWaits(t *testing.T) {
	for _, tt := range []struct {
		name  string
		do    func(*site, access.Client)
		waits bool
	}{
		{"only this", func(s *site, c access.Client) { s.spoedcheck(c, 1) }, false},
		{"a message too", func(s *site, c access.Client) { s.spoedcheck(c, 1); s.post(c, "Hallo?") }, true},
		{"a message before", func(s *site, c access.Client) { s.post(c, "Hallo?"); s.spoedcheck(c, 1) }, true},
		{"another sheet too", func(s *site, c access.Client) { s.spoedcheck(c, 1); s.spoedcheck(c, 2) }, true},
		{"another sheet that was opened and not answered", func(s *site, c access.Client) { s.spoedcheck(c, 2); s.look(c); s.spoedcheck(c, 1) }, true},
		{"another sheet that was answered", func(s *site, c access.Client) {
			s.spoedcheck(c, 2)
			s.now = s.now.Add(1)
			s.send(c, casework.Reply{})
			s.now = s.now.Add(1)
			s.spoedcheck(c, 1)
		}, false},
		{"an emergency", func(s *site, c access.Client) { s.spoedcheck(c, 1, "eviction") }, true},
	} {
		s := newSite(t)
		c := s.given("spoedcheck", "spoedcheck")
		s.now = on(8, 9)
		tt.do(s, c)
		before := s.talk(c).Case
		s.takeBack(c, 1)
		k := s.talk(c).Case
		if tt.waits && (k.Turn != before.Turn || !k.Promised.Equal(before.Promised) || k.Urgency != before.Urgency) {
			t.Errorf("%s: the case is %+v", tt.name, k)
		}
		if !tt.waits && (k.Turn != casework.TurnClient || !k.Promised.IsZero()) {
			t.Errorf("%s: the case is %+v", tt.name, k)
		}
		s.counted(tt.name)
	}
}

// Of looking and taking back at the same moment one is first, and both agree on it.
func TestTakeBack_andLookingAtOnceAgree(t *testing.T) {
	s := newSite(t)
	taken, shown := 0, 0
	for range 12 {
		c := s.given("spoedcheck")
		s.spoedcheck(c, 1)
		var back error
		var o casework.Opened
		var all sync.WaitGroup
		all.Go(func() { back = s.cases.TakeBack(t.Context(), c, 1) })
		all.Go(func() { o = s.look(c) })
		all.Wait()
		sheets := len(o.Dossier.Submissions)
		switch {
		case back == nil && sheets == 0 && s.state(c, 1) == casework.TaskStarted:
			taken++
		case fault.Is(back, fault.Invalid) && sheets == 1 && s.state(c, 1) == casework.TaskSeen:
			shown++
		default:
			t.Errorf("taking back answers %v and the page shows %d sheets of a task that is %s", back, sheets, s.state(c, 1))
		}
	}
	t.Logf("%d were taken back, %d shown", taken, shown)
}

func TestTakeBack_nobodyElseCan(t *testing.T) {
	s := newSite(t)
	c, other := s.given("spoedcheck"), s.given("spoedcheck")
	s.spoedcheck(c, 1)
	s.unwritten("somebody else", func() {
		posing := other
		posing.Case = c.Case
		if err := s.cases.TakeBack(t.Context(), posing, 1); !fault.Is(err, fault.NotFound) {
			t.Errorf("with another's name it answers %v", err)
		}
		stolen := c
		stolen.Private = s.noor.TeamKey
		if err := s.cases.TakeBack(t.Context(), stolen, 1); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("without the client's key it answers %v", err)
		}
	})
}

func TestSubmit_takenBackAndChangedSaysOnlyWhatWasHandedInLast(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst")
	row := s.row(c, 1, "debts", debt())
	s.submit(c, 1)
	s.takeBack(c, 1)
	s.fill(c, 1, casework.Filling{Remove: casework.Cell{Question: "debts", Row: row}})
	s.row(c, 1, "debts", map[string]string{"creditor": "Zorgzaam", "kind": "health", "owed": "120", "stage": "bill"})
	s.submit(c, 1)
	rows := s.look(c).Dossier.Record.Rows("debts")
	if len(rows) != 1 || rows[0].Values["creditor"].Text != "Zorgzaam" {
		t.Errorf("the team reads %+v", rows)
	}
	if i := slices.IndexFunc(s.record(c).All("debts"), func(f dossier.Fact) bool { return f.Withdrawn }); i < 0 {
		t.Error("the client does not find what they took back")
	}
}
