// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// stands lists the cases of a tray as one counsellor sees it, and how many are
// counted there.
func (s *site) stands(by access.Counsellor, tray casework.Tray) (ids []access.CaseID, counted int) {
	s.t.Helper()
	in, err := s.cases.Inbox(s.t.Context(), by, tray, casework.Cursor{})
	s.must(err)
	for _, r := range in.Rows {
		ids = append(ids, r.Case.ID)
	}
	for _, n := range in.Counts {
		if tray.Holds(n, by.ID) {
			counted += n.N
		}
	}
	return ids, counted
}

// inTrays holds what stands in each tray against what is promised.
func (s *site) inTrays(after string, by access.Counsellor, want map[casework.Tray]int) {
	s.t.Helper()
	for tray, n := range want {
		if ids, counted := s.stands(by, tray); len(ids) != n || counted != n {
			s.t.Errorf("%s: %q of %s holds %d and counts %d, want %d", after, tray, by.Name, len(ids), counted, n)
		}
	}
}

const (
	team   = casework.TrayTeam
	mine   = casework.TrayMine
	free   = casework.TrayFree
	crisis = casework.TrayCrisis
)

func TestAssign_aCaseStandsInTheTrayOfWhoseItIs(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	a, b, c := s.begin(), s.begin(), s.begin()
	s.inTrays("three new cases", s.noor, map[casework.Tray]int{team: 3, mine: 0, free: 3, crisis: 0})
	s.must(s.cases.Assign(t.Context(), s.noor, a.Case, casework.Handing{To: s.noor.ID}))
	s.must(s.cases.Assign(t.Context(), s.noor, a.Case, casework.Handing{To: s.noor.ID})) // it is theirs already
	s.must(s.cases.Assign(t.Context(), s.noor, b.Case, casework.Handing{To: fuut.ID}))
	s.inTrays("one taken and one given", s.noor, map[casework.Tray]int{team: 3, mine: 1, free: 1})
	s.inTrays("one taken and one given", fuut, map[casework.Tray]int{team: 3, mine: 1, free: 1})
	s.send(c, casework.Reply{})
	s.inTrays("one answered", s.noor, map[casework.Tray]int{mine: 2, free: 0})
	s.must(s.cases.Assign(t.Context(), s.noor, a.Case, casework.Handing{To: ""}))
	s.inTrays("one put back", s.noor, map[casework.Tray]int{mine: 1, free: 1})
	s.must(s.cases.Erase(t.Context(), b))
	s.inTrays("one erased", fuut, map[casework.Tray]int{team: 2, mine: 0})
	if rows, err := s.cases.Inbox(t.Context(), fuut, team, casework.Cursor{}); err != nil || rows.Rows[len(rows.Rows)-1].Owner != "Noor" {
		t.Errorf("%+v, %v", rows.Rows, err)
	}
	if o := s.open(c); o.Case.Owner != s.noor.ID {
		t.Errorf("who answered first does not go on with it: %q", o.Case.Owner)
	}
}

func TestInbox_theTrayOfEmergenciesHoldsThoseOfEverybody(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	for range 3 {
		c := s.given("spoedcheck")
		s.spoedcheck(c, 1, "food")
	}
	s.begin()
	s.inTrays("three emergencies of a colleague", fuut, map[casework.Tray]int{team: 4, mine: 0, free: 1, crisis: 3})
	if ids, _ := s.stands(fuut, crisis); len(ids) != 3 {
		t.Errorf("%v", ids)
	}
}

func TestOpenCase_ofAColleagueAsksAReasonThatTheClientReads(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	fuut.Name = "Fuut"
	c := s.begin()
	s.send(c, casework.Reply{}) // it is Noor's now
	opens := func() error {
		_, err := s.cases.OpenCase(t.Context(), fuut, c.Case)
		return err
	}
	for what, err := range map[string]error{
		"opening": opens(), "sending": s.cases.Send(t.Context(), s.here, fuut, c.Case, casework.Reply{Text: "Hallo", Seen: 9}),
		"giving away": s.cases.Assign(t.Context(), fuut, c.Case, casework.Handing{To: fuut.ID}),
	} {
		if !casework.NeedsReasonFor(err) {
			t.Errorf("%s: %v", what, err)
		}
	}
	s.unwritten("reasons that say nothing", func() {
		give := func(r casework.Reason) error { return s.cases.GiveReason(t.Context(), fuut, c.Case, r) }
		s.refused("none", give(casework.Reason{}), fault.Invalid, "reason.choose")
		s.refused("another without words", give(casework.Reason{Why: casework.WhyOther, Text: "  "}), fault.Invalid, "reason.empty")
		s.refused("a long one", give(casework.Reason{Why: casework.WhyAway, Text: strings.Repeat("x", 301)}), fault.Invalid, "reason.long")
		s.refused("a number", give(casework.Reason{Why: casework.WhyAway, Text: "123456782"}), fault.Invalid, "message.numbers")
	})
	s.must(s.cases.GiveReason(t.Context(), fuut, c.Case, casework.Reason{Why: casework.WhyAway, Text: "De belofte loopt vandaag af."}))
	s.must(opens())
	list, err := s.cases.Traces(t.Context(), c)
	s.must(err)
	if n := len(list); n < 2 || list[n-2].Note.Why != casework.WhyAway || list[n-2].Note.Text != "De belofte loopt vandaag af." || list[n-2].Note.Name != "Fuut" {
		t.Errorf("the client reads %+v", list)
	}
	if s.dump(); strings.Contains(s.dump(), "belofte loopt") {
		t.Error("the reason lies open")
	}
	s.now = s.now.Add(24 * time.Hour)
	if err := opens(); !casework.NeedsReasonFor(err) {
		t.Errorf("the next day: %v", err)
	}
}

func TestSaveReply_keepsWhatIsTypedWhenAColleagueTookTheCaseMeanwhile(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	c := s.begin()
	s.must(s.cases.Assign(t.Context(), s.noor, c.Case, casework.Handing{To: s.noor.ID}))
	s.must(s.cases.SaveReply(t.Context(), fuut, c.Case, casework.Reply{Text: "half af"}))
	s.must(s.cases.GiveReason(t.Context(), fuut, c.Case, casework.Reason{Why: casework.WhyUrgent}))
	if o, err := s.cases.OpenCase(t.Context(), fuut, c.Case); err != nil || o.Draft.Text != "half af" {
		t.Errorf("%+v, %v", o.Draft, err)
	}
}

func TestAssign_ofACaseOfAnotherTeamIsNotFound(t *testing.T) {
	s := newSite(t)
	other := s.team(s.here.ID, "ZUID", "reiger")
	c := s.begin()
	s.refused("taking", s.cases.Assign(t.Context(), other, c.Case, casework.Handing{To: other.ID}), fault.NotFound, "")
	s.refused("a reason", s.cases.GiveReason(t.Context(), other, c.Case, casework.Reason{Why: casework.WhyAway}), fault.NotFound, "")
	_, err := s.cases.Owner(t.Context(), other, c.Case)
	s.refused("whose it is", err, fault.NotFound, "")
}
