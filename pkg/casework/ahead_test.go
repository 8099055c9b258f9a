// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"slices"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
)

// ahead gives the step that a client may take now; empty when there is none.
func (s *site) ahead(c access.Client) casework.Ahead {
	s.t.Helper()
	o := s.open(c)
	a, _ := s.cases.Ahead(s.here.ID, o.Case, o.Label, o.Tasks, "nl")
	return a
}

// take takes a step and gives the number of its task.
func (s *site) take(c access.Client, step string) int {
	s.t.Helper()
	no, err := s.cases.TakeStep(s.t.Context(), s.here, c, step)
	s.must(err)
	return no
}

func TestAhead_aClientTakesOneStepAfterTheOtherBeforeAnyoneAnswers(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	if a := s.ahead(c); a.Step.ID != "safe" || a.No != 1 || a.Chosen || !slices.Equal(a.Give, []string{"veilig-starten"}) {
		t.Errorf("ahead is %+v", a)
	}
	promised := s.open(c).Case.Promised
	if no := s.take(c, "safe"); no != 1 {
		t.Errorf("the task is %d", no)
	}
	if no := s.take(c, "safe"); no != 0 { // pressed twice
		t.Errorf("pressed twice it gives %d", no)
	}
	o := s.open(c)
	if len(o.Tasks) != 1 || o.Tasks[0].Assignment != "veilig-starten" || o.Tasks[0].Due == "" || !o.Case.Promised.Equal(promised) || o.Case.Turn != casework.TurnCounsellor {
		t.Errorf("%+v, %+v", o.Tasks, o.Case)
	}
	if p := s.plan(c); p.Trajectory != "zelfhulp" || !slices.Equal(p.Behind, []string{"safe"}) {
		t.Errorf("the team sees %+v", p)
	}
	if a := s.ahead(c); a.Step.ID != "" {
		t.Errorf("with a task to do, %s is ahead", a.Step.ID)
	}
	s.must(s.cases.Decline(t.Context(), c, 1))
	if a := s.ahead(c); a.Step.ID != "check" || !a.Chosen {
		t.Errorf("after that ahead is %+v", a)
	}
	s.must(s.cases.PassStep(t.Context(), c, "safe")) // not the one that is ahead
	s.must(s.cases.PassStep(t.Context(), c, "check"))
	if a := s.ahead(c); a.Step.ID != "post" || len(s.open(c).Tasks) != 1 {
		t.Errorf("a step passed over leaves %+v", a)
	}
}

func TestAhead_isWhatTheTeamLeavesToTheClient(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.Follow(t.Context(), s.noor, c.Case, "kort"))
	if a := s.ahead(c); a.Step.ID != "" || s.take(c, "safe") != 0 || len(s.open(c).Tasks) > 0 {
		t.Errorf("beside a trajectory of the team %s is ahead", a.Step.ID)
	}
	s.must(s.cases.Follow(t.Context(), s.noor, c.Case, "zelfhulp"))
	s.send(c, casework.Reply{Text: "Dag", Give: []casework.Give{{Assignment: "veilig-starten", Workdays: 3}}})
	s.must(s.cases.Decline(t.Context(), c, 1))
	if a := s.ahead(c); a.Step.ID != "check" || !a.Chosen {
		t.Errorf("what was given already is ahead again: %+v", a)
	}
	before := s.open(c).Case.Next
	s.take(c, "check")
	if after := s.open(c); after.Case.Next < before || after.Case.Next < after.Tasks[1].Due || after.Case.Turn != casework.TurnClient {
		t.Errorf("the team looks again on %s, the step is due on %s", after.Case.Next, after.Tasks[1].Due)
	}
}

func TestAhead_nothingIsAheadWhileSomethingCannotWait(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	o := s.open(c)
	o.Case.Urgency = casework.Crisis
	if _, ok := s.cases.Ahead(s.here.ID, o.Case, o.Label, nil, "nl"); ok {
		t.Error("a step is ahead of an emergency")
	}
}

func TestAhead_endsWhenEveryStepIsBehind(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	n := 0
	for a := s.ahead(c); a.Step.ID != ""; a = s.ahead(c) {
		s.must(s.cases.PassStep(t.Context(), c, a.Step.ID))
		if n++; n > 30 {
			t.Fatal("it has no end")
		}
	}
	if n < 10 {
		t.Errorf("only %d steps", n)
	}
}
