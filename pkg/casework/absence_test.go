// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

func TestAway_theDaysAndTheSubstituteMakeSense(t *testing.T) {
	s := newSite(t)
	fuut, wulp := s.colleague("fuut"), s.colleague("wulp")
	fuut.Role, wulp.Role = access.RoleCounsellor, access.RoleCounsellor
	away := func(who, by access.CounsellorID, from, to casework.Date) casework.Absence {
		return casework.Absence{Counsellor: who, Substitute: by, From: from, To: to}
	}
	s.must(s.cases.Away(t.Context(), fuut, away(fuut.ID, s.noor.ID, "2027-06-08", "2027-06-14")))
	for _, one := range []struct {
		a   casework.Absence
		key string
	}{
		{away(wulp.ID, s.noor.ID, "", "2027-06-14"), "away.day"},
		{away(wulp.ID, s.noor.ID, "2027-06-09", "2027-06-08"), "away.order"},
		{away(wulp.ID, s.noor.ID, "2027-06-09", ""), "away.order"},
		{away(wulp.ID, s.noor.ID, "2027-06-01", "2027-06-06"), "away.over"},
		{away(wulp.ID, s.noor.ID, "2027-06-09", "2027-10-06"), "away.long"},
		{away(wulp.ID, wulp.ID, "2027-06-09", "2027-06-10"), "away.who"},
		{away(wulp.ID, "", "2027-06-09", "2027-06-10"), "away.who"},
		{away(wulp.ID, fuut.ID, "2027-06-14", "2027-06-20"), "away.both"},
		{away(fuut.ID, wulp.ID, "2027-06-14", "2027-06-20"), "away.twice"},
	} {
		by := wulp
		if one.a.Counsellor == fuut.ID {
			by = fuut
		}
		s.unwritten(one.key, func() { s.refused(one.key, s.cases.Away(t.Context(), by, one.a), fault.Invalid, one.key) })
	}
	s.refused("who replaces", s.cases.Away(t.Context(), s.noor, away(s.noor.ID, wulp.ID, "2027-06-14", "2027-06-15")), fault.Invalid, "away.needed")
	s.refused("for a colleague", s.cases.Away(t.Context(), wulp, away(fuut.ID, wulp.ID, "2027-07-01", "2027-07-02")), fault.NotFound, "")
	s.must(s.cases.Away(t.Context(), s.noor, away(wulp.ID, fuut.ID, "2027-06-15", "2027-06-20"))) // the day after fuut is back
	list, err := s.cases.Absences(t.Context(), s.noor)
	s.must(err)
	if len(list) != 2 || list[0].Name != "Fuut" || list[0].SubstituteName != "Noor" {
		t.Fatalf("absences %+v", list)
	}
	s.refused("taking a colleague's away", s.cases.Back(t.Context(), wulp, list[0].ID), fault.NotFound, "")
	s.must(s.cases.Back(t.Context(), fuut, list[0].ID))
	s.now = on(21, 9)
	if list, err = s.cases.Absences(t.Context(), s.noor); err != nil || len(list) != 0 {
		t.Errorf("what is over still shows: %+v, %v", list, err)
	}
}

func TestAway_theSubstituteOpensWithoutAReasonOnThoseDaysOnly(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	c := s.begin()
	s.must(s.cases.Assign(t.Context(), s.noor, c.Case, casework.Handing{To: s.noor.ID}))
	s.must(s.cases.Away(t.Context(), s.noor, casework.Absence{Counsellor: s.noor.ID, Substitute: fuut.ID, From: "2027-06-08", To: "2027-06-09"}))
	for day, opens := range map[int]bool{7: false, 8: true, 9: true, 10: false} {
		s.now = on(day, 10)
		_, err := s.cases.OpenCase(t.Context(), fuut, c.Case)
		if opens && err != nil || !opens && !casework.NeedsReasonFor(err) {
			t.Errorf("on the %dth: %v", day, err)
		}
		in, err := s.cases.InboxFor(t.Context(), fuut, s.noor.ID, casework.Cursor{})
		if opens && (err != nil || len(in.Rows) != 1) || !opens && !fault.Is(err, fault.NotFound) {
			t.Errorf("the list on the %dth: %d, %v", day, len(in.Rows), err)
		}
	}
	s.now = on(8, 10)
	s.must(s.cases.Send(t.Context(), s.here, fuut, c.Case, casework.Reply{Text: "Ik antwoord voor Noor.", Seen: 1}))
	if o := s.open(c); o.Case.Owner != s.noor.ID {
		t.Errorf("it became %s's", o.Case.Owner)
	}
}

func TestWaitFor_aClientMayWaitForTheirOwnCounsellorAndThinkAgain(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	c := s.begin() // on a Monday
	promised := s.talk(c).Case.Promised
	s.unwritten("nobody is away", func() { s.must(s.cases.WaitFor(t.Context(), s.here, c, true)) })
	s.must(s.cases.Assign(t.Context(), s.noor, c.Case, casework.Handing{To: s.noor.ID}))
	s.must(s.cases.Away(t.Context(), s.noor, casework.Absence{Counsellor: s.noor.ID, Substitute: fuut.ID, From: "2027-06-07", To: "2027-06-13"}))
	a, ok, err := s.cases.Instead(t.Context(), s.talk(c).Case)
	if s.must(err); !ok || a.SubstituteName != "Fuut" {
		t.Fatalf("the client reads %+v", a)
	}
	s.must(s.cases.WaitFor(t.Context(), s.here, c, true))
	s.counted("waiting")
	if k := s.talk(c); k.Label.Waits != "2027-06-13" || k.Case.Promised.Format("2006-01-02 15") != "2027-06-16 17" {
		t.Errorf("promised for %v", k.Case.Promised)
	}
	s.must(s.cases.WaitFor(t.Context(), s.here, c, false))
	if k := s.talk(c); k.Label.Waits != "" || !k.Case.Promised.Equal(promised) {
		t.Errorf("promised for %v, was %v", k.Case.Promised, promised)
	}
	s.counted("thinking again")
}

func TestHandOver_aThousandCasesInOneActAndEachClientIsAsked(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	const many = 1000
	clients := make([]access.Client, 3)
	for i := range clients {
		clients[i] = s.begin()
	}
	for range many - len(clients) {
		s.begin()
	}
	for {
		in, err := s.cases.Inbox(t.Context(), s.noor, casework.TrayFree, casework.Cursor{})
		s.must(err)
		if len(in.Rows) == 0 {
			break
		}
		for _, r := range in.Rows {
			s.must(s.cases.Assign(t.Context(), s.noor, r.Case.ID, casework.Handing{To: fuut.ID, Unopened: true}))
		}
	}
	if h := s.talk(clients[0]).Label.Handed; h.On != "" {
		t.Errorf("who had nobody is told of %+v", h)
	}
	worker := fuut
	worker.Role = access.RoleCounsellor
	handing := casework.Handing{To: s.noor.ID, From: "Fuut", Name: "Noor", Note: "Alles staat in het plan."}
	_, err := s.cases.HandOver(t.Context(), worker, fuut.ID, handing)
	s.refused("without the right", err, fault.Invalid, "owner.choose")
	n, err := s.cases.HandOver(t.Context(), s.noor, fuut.ID, handing)
	if s.must(err); n != many {
		t.Errorf("%d went over", n)
	}
	if _, counted := s.stands(s.noor, mine); counted != many {
		t.Errorf("%d are counted", counted)
	}
	if o := s.open(clients[0]); len(o.Notes) != 1 || o.Label.Handed.To != "Noor" {
		t.Errorf("the case has %d notes and says %+v", len(o.Notes), o.Label.Handed)
	}
	s.must(s.cases.AnswerHandover(t.Context(), clients[0], casework.SaysFine))
	s.must(s.cases.AnswerHandover(t.Context(), clients[1], casework.SaysOther))
	s.must(s.cases.AnswerHandover(t.Context(), clients[1], casework.SaysFine)) // it was answered
	if a, b := s.open(clients[0]), s.open(clients[1]); a.Case.Owner != s.noor.ID || b.Case.Owner != "" || b.Label.Handed.Says != casework.SaysOther {
		t.Errorf("they belong to %q and %q", a.Case.Owner, b.Case.Owner)
	}
	if n, err := s.cases.HandOver(t.Context(), s.noor, fuut.ID, handing); err != nil || n != 0 {
		t.Errorf("again: %d, %v", n, err)
	}
}
