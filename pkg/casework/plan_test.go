// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"slices"
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// plan gives the trajectory of a case as the team reads it.
func (s *site) plan(c access.Client) casework.Plan {
	s.t.Helper()
	return s.open(c).Label.Plan
}

func TestPlan_isChosenKeptAndTakenBackWithoutSendingAnything(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	before := s.open(c)
	s.must(s.cases.Follow(t.Context(), s.noor, c.Case, "kort"))
	if p := s.plan(c); p.Trajectory != "kort" || len(p.Behind) > 0 {
		t.Errorf("the plan is %+v", p)
	}
	s.must(s.cases.PassOver(t.Context(), s.noor, c.Case, "welcome", true))
	s.must(s.cases.PassOver(t.Context(), s.noor, c.Case, "debts", true))
	s.must(s.cases.PassOver(t.Context(), s.noor, c.Case, "welcome", false))
	s.must(s.cases.PassOver(t.Context(), s.noor, c.Case, "no-such-step", true))
	s.must(s.cases.Follow(t.Context(), s.noor, c.Case, "kort")) // once more changes nothing
	if p := s.plan(c); !slices.Equal(p.Behind, []string{"debts"}) {
		t.Errorf("behind are %v", p.Behind)
	}
	after := s.open(c)
	if len(after.Letters) != len(before.Letters) || len(after.Tasks) > 0 || after.Case.Turn != before.Case.Turn || !after.Case.Promised.Equal(before.Case.Promised) {
		t.Error("choosing a trajectory did something to the client")
	}
	s.unwritten("a trajectory that is not there", func() {
		s.refused("lang", s.cases.Follow(t.Context(), s.noor, c.Case, "niet-daar"), fault.Invalid, "plan.unknown")
	})
	s.must(s.cases.Follow(t.Context(), s.noor, c.Case, ""))
	if p := s.plan(c); p.Trajectory != "" || len(p.Behind) > 0 {
		t.Errorf("no plan is %+v", p)
	}
}

func TestPlan_aStepIsBehindOnceItsLetterIsSent(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.Follow(t.Context(), s.noor, c.Case, "kort"))
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Text: "Dag", Steps: []string{"welcome"}}))
	if o := s.open(c); len(o.Label.Plan.Behind) > 0 || !slices.Equal(o.Draft.Steps, []string{"welcome"}) {
		t.Errorf("half written: %+v, %+v", o.Label.Plan, o.Draft)
	}
	s.send(c, casework.Reply{Text: "Dag", Steps: []string{"welcome"}, Give: []casework.Give{{Assignment: "spoedcheck", Workdays: 3}}})
	s.send(c, casework.Reply{Text: "Nog iets"})
	s.post(c, "Dank je.") // what the client writes leaves it where it is
	s.must(s.cases.Rename(t.Context(), c, "Merel"))
	if p := s.plan(c); p.Trajectory != "kort" || !slices.Equal(p.Behind, []string{"welcome"}) {
		t.Errorf("the plan is %+v", p)
	}
	other := s.begin()
	s.send(other, casework.Reply{Text: "Dag", Steps: []string{"welcome"}})
	if p := s.plan(other); p.Trajectory != "" || len(p.Behind) > 0 {
		t.Errorf("a case without a trajectory has %+v", p)
	}
}

func TestPlan_isSealedAndNobodyElseCanChangeIt(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.Follow(t.Context(), s.noor, c.Case, "een-vraag"))
	if strings.Contains(s.dump(), "een-vraag") {
		t.Error("the database shows which trajectory a case follows")
	}
	stranger := s.team(s.here.ID, "OTHER", "uil")
	s.unwritten("another team", func() {
		s.refused("choosing", s.cases.Follow(t.Context(), stranger, c.Case, "kort"), fault.NotFound, "")
		s.refused("passing over", s.cases.PassOver(t.Context(), stranger, c.Case, "welcome", true), fault.NotFound, "")
	})
}
