// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"slices"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
)

// budget fills in a budget of € 2.000 in and € 800 out.
func (s *site) budget(c access.Client, no int) {
	s.t.Helper()
	s.row(c, no, "income", map[string]string{"kind": "wage", "amount": "2000"})
	s.row(c, no, "expenses", map[string]string{"kind": "rent", "amount": "800"})
	s.fill(c, no, casework.Filling{Fields: map[string]string{"adults": "1"}})
}

// record opens the client's own dossier.
func (s *site) record(c access.Client) *dossier.Record {
	s.t.Helper()
	_, d, err := s.cases.OwnDossier(s.t.Context(), c)
	s.must(err)
	return d.Record
}

func TestSubmit_waitsForWhatMustBeAnsweredAndWritesNothing(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	answers := calm()
	delete(answers, "court")
	answers["sale"] = "misschien"
	s.fill(c, 1, casework.Filling{Fields: answers})
	s.unwritten("handing in what is not ready", func() {
		h, err := s.cases.Submit(t.Context(), s.here, c, 1, "nl")
		s.must(err)
		var open []string
		for _, o := range h.Open {
			open = append(open, o.Path)
		}
		if !slices.Equal(open, []string{"court", "sale"}) || h.Crisis || h.Work.Task.No != 1 {
			t.Errorf("open are %v", open)
		}
	})
}

func TestSubmit_aWarningDoesNotHoldAnyoneUp(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.budget(c, 1) // without a health insurance, of which it warns
	if open := s.work(c, 1).Outcome.Issues(); len(open) == 0 || assignment.Blocking(open) {
		t.Fatalf("open are %+v: this proves nothing", open)
	}
	s.submit(c, 1)
}

func TestSubmit_factsStateAndTurnAreWrittenTogether(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.budget(c, 1)
	s.now = on(8, 11)
	if h := s.submit(c, 1); h.Crisis || h.Open != nil {
		t.Errorf("handed in: %+v", h)
	}
	o := s.open(c)
	if o.Tasks[0].State != casework.TaskSubmitted || o.Case.Task != (casework.TaskNote{Assignment: "budget", State: casework.TaskSubmitted}) {
		t.Errorf("the task is %+v, in the list %+v", o.Tasks[0], o.Case.Task)
	}
	if o.Case.Turn != casework.TurnCounsellor || !o.Case.Promised.Equal(on(10, 17)) || !o.Label.Wrote.Equal(on(8, 11)) || o.Case.Urgency != casework.Ordinary {
		t.Errorf("the case is %+v, waiting since %v", o.Case, o.Label.Wrote)
	}
	if len(o.Dossier.Submissions) != 1 || len(o.Dossier.Sections) != 4 {
		t.Fatalf("the team opens %+v", o.Dossier)
	}
	sub := o.Dossier.Submissions[0].Of
	if sub.Task != o.Tasks[0].ID || sub.No != 1 || sub.Version != 2 || sub.LogicHash != o.Tasks[0].LogicHash || sub.Day != "2027-06-08" {
		t.Errorf("the sheet is %+v", sub)
	}
	if want := []string{"expenses", "income", "plan", "situation"}; !slices.Equal(sub.Sections, want) {
		t.Errorf("it opens with the keys of %v", sub.Sections)
	}
	for path, cents := range map[string]int64{"budget.income": 200_000, "budget.expenses": 80_000, "budget.left": 120_000, "budget.reserve": 5_000, "budget.capacity": 115_000} {
		f, ok := o.Dossier.Record.Fact(path)
		by := dossier.ByComputer
		if path == "budget.reserve" {
			by = dossier.ByClient
		}
		source := dossier.Source{Assignment: "budget", Version: 2, Submission: sub.ID}
		if !ok || int64(f.Value().Cents) != cents || f.By != by || f.Source != source || !f.At.Equal(on(8, 11)) {
			t.Errorf("%s: %+v", path, f)
		}
	}
}

func TestSubmit_thatFailsHalfwayLeavesNothing(t *testing.T) {
	for _, table := range []string{"sections", "submissions", "facts", "counts"} {
		s := newSite(t)
		c := s.given("budget")
		s.budget(c, 1)
		s.breakOn(table)
		s.unwritten("handing in that fails at "+table, func() {
			if _, err := s.cases.Submit(t.Context(), s.here, c, 1, "nl"); !fault.Is(err, fault.Internal) {
				t.Errorf("it answers %v", err)
			}
		})
	}
}

func TestSubmit_againKeepsEachSheetAndRepeatsNoFact(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.budget(c, 1)
	s.submit(c, 1)
	facts := s.number("SELECT count(*) FROM facts")
	s.now = on(9, 10)
	s.unwritten("the same answers again", func() { s.submit(c, 1) })
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "3"}})
	s.submit(c, 1)
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "1"}})
	s.submit(c, 1)
	if n := s.number("SELECT count(*) FROM facts"); n != facts+2 {
		t.Errorf("another number and back made %d facts of %d", n, facts)
	}
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "2"}})
	if w := s.work(c, 1); w.Task.State != casework.TaskSubmitted {
		t.Errorf("after a change the task is %+v", w.Task)
	}
	s.submit(c, 1)
	if h := s.record(c).History("household.adults", ""); len(h) != 4 || h[0].Value().Text != "1" || h[3].Value().Text != "2" {
		t.Errorf("the number of adults was %+v", h)
	}
	if subs := s.open(c).Dossier.Submissions; len(subs) != 4 || subs[0].Of.No != 1 || subs[3].Of.No != 4 {
		t.Errorf("the sheets are %+v", subs)
	}
	_, sub, err := s.cases.Result(t.Context(), c, 1)
	if err != nil || sub.Of.No != 4 || !sub.Content.Client.At.Equal(on(9, 10)) {
		t.Errorf("shown is %+v, %v", sub.Of, err)
	}
}

func TestSubmit_theNextTaskAsksNothingThatIsKnown(t *testing.T) {
	s := newSite(t)
	c := s.given("budget", "budget")
	s.budget(c, 1)
	s.submit(c, 1)
	d := s.work(c, 2).Outcome.Draft
	if d.Value("adults") != "1" || len(d.RowIDs("income")) != 1 || len(d.RowIDs("expenses")) != 1 {
		t.Errorf("the next one begins with %+v", d.Fields)
	}
}

func TestSubmit_aRedSpoedcheckPutsTheCaseOnTop(t *testing.T) {
	for _, tt := range []struct {
		name     string
		urgent   []string
		now      time.Time
		promised time.Time
		legal    casework.Date
	}{
		{"losing the house", []string{"eviction"}, moment, on(7, 17), "2027-06-10"},
		{"no food, of which the law says nothing", []string{"food"}, moment, on(7, 17), ""},
		{"both", []string{"food", "energy"}, moment, on(7, 17), "2027-06-10"},
		{"near closing time", []string{"water"}, on(7, 16), on(8, 17), "2027-06-10"},
		{"before a closure", []string{"insurance"}, on(23, 10), on(23, 17), "2027-06-29"},
	} {
		s := newSite(t)
		c := s.given("budget", "spoedcheck")
		s.now = tt.now
		if h := s.spoedcheck(c, 2, tt.urgent...); !h.Crisis {
			t.Errorf("%s: handed in is no crisis", tt.name)
		}
		o := s.open(c)
		if o.Case.Urgency != casework.Crisis || o.Case.Turn != casework.TurnCounsellor || !o.Case.Promised.Equal(tt.promised) || o.Case.Legal != tt.legal || o.Label.Crisis != 2 {
			t.Errorf("%s: %+v, said in task %d", tt.name, o.Case, o.Label.Crisis)
		}
		in, err := s.cases.Inbox(t.Context(), s.noor, casework.TrayTeam, casework.Cursor{})
		want := casework.Count{Team: "TEAM", Owner: s.noor.ID, Kind: casework.CountCrisis, Day: casework.DateOf(tt.promised), N: 1}
		if err != nil || len(in.Counts) != 1 || in.Counts[0] != want {
			t.Errorf("%s: counted are %+v, %v", tt.name, in.Counts, err)
		}
	}
}

// A client who then says that all is well again is still called back: only a
// counsellor ends an emergency.
func TestSubmit_aCalmSpoedcheckDoesNotTakeACrisisBack(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.spoedcheck(c, 1, "eviction")
	if h := s.spoedcheck(c, 1); !h.Crisis {
		t.Error("handed in is no crisis any more")
	}
	if k := s.open(c).Case; k.Urgency != casework.Crisis || k.Legal != "2027-06-10" || !k.Promised.Equal(on(7, 17)) {
		t.Errorf("the case is %+v", k)
	}
}

func TestSubmit_whoWritesInAnotherLanguageIsReadInTheTeamsOwn(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck", "spoedcheck")
	answers := calm()
	answers["eviction"] = "yes"
	s.fill(c, 1, casework.Filling{Fields: answers})
	h, err := s.cases.Submit(t.Context(), s.here, c, 1, "en")
	if s.must(err); !h.Crisis {
		t.Error("an emergency in English is none")
	}
	_, sub, err := s.cases.Result(t.Context(), c, 1)
	s.must(err)
	team := s.open(c).Dossier.Submissions[0].Content
	if sub.Content.Client.Answers[0].Value != "Yes" || team.ForTeam().Answers[0].Value != "Ja" || team.ForTeam().Alerts[0].Text != "Ontruiming dreigt. Eerste gesprek binnen 3 werkdagen." {
		t.Errorf("the client reads %+v, the team %+v", sub.Content.Client.Answers[0], team.ForTeam())
	}
	s.spoedcheck(c, 2)
	if sheet := s.open(c).Dossier.Submissions[1].Content; sheet.Team != nil || sheet.ForTeam().Answers[0].Value != "Nee" {
		t.Errorf("in the team's own language the sheet is %+v", sheet)
	}
}

// What someone answers about themselves is read on the sheet and kept as no fact.
func TestSubmit_theQuestionAboutTheClientItselfIsNoFact(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"low": "yes"}})
	if h := s.spoedcheck(c, 1); !h.Crisis {
		t.Error("it is no crisis")
	}
	for _, path := range []string{"low", "crisis.low"} {
		if s.record(c).Has(path) {
			t.Errorf("%s is a fact", path)
		}
	}
	if alerts := s.open(c).Dossier.Submissions[0].Content.ForTeam().Alerts; len(alerts) != 1 || !alerts[0].Urgent {
		t.Errorf("the team sees %+v", alerts)
	}
}
