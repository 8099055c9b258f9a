// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"testing"
	"time"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

func TestQuietOf_countsWorkingDaysFromWhatHappenedLast(t *testing.T) {
	s := newSite(t)
	c := s.given("budget") // on Monday the seventh
	k := s.talk(c).Case
	tasks, err := s.cases.Tasks(t.Context(), c, casework.Conversation{})
	s.must(err)
	for _, one := range []struct {
		day    int
		change func(*casework.Case, []casework.Task)
		want   casework.Quiet
	}{
		{9, nil, casework.QuietNot}, {10, nil, casework.QuietBit}, {18, nil, casework.QuietBit}, {20, nil, casework.QuietBit},
		{21, nil, casework.QuietLong}, {36, nil, casework.QuietLong}, {37, nil, casework.QuietPause}, {90, nil, casework.QuietPause},
		{90, func(k *casework.Case, _ []casework.Task) { k.Turn = casework.TurnCounsellor }, casework.QuietNot},
		{90, func(k *casework.Case, _ []casework.Task) { k.Urgency = casework.Crisis }, casework.QuietNot},
		{90, func(k *casework.Case, _ []casework.Task) { k.Closed = "2027-06-08" }, casework.QuietNot},
		{90, func(k *casework.Case, _ []casework.Task) { k.Until = "2027-12-08" }, casework.QuietNot},
		{90, func(_ *casework.Case, list []casework.Task) { list[0].State = casework.TaskSubmitted }, casework.QuietNot},
		{90, func(_ *casework.Case, list []casework.Task) { list[0].State = casework.TaskDeclined }, casework.QuietNot},
		{10, func(k *casework.Case, _ []casework.Task) { k.Days.Active = "2027-06-08" }, casework.QuietNot},
	} {
		here, list := k, append([]casework.Task(nil), tasks...)
		if one.change != nil {
			one.change(&here, list)
		}
		if got := casework.QuietOf(s.here, here, list, on(one.day, 9)); got != one.want {
			t.Errorf("on day %d: %q, want %q", one.day, got, one.want)
		}
	}
}

func TestPause_aClientMayPauseAndComesBackByDoingSomething(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.now = on(40, 9)
	s.refused("three weeks", s.cases.Pause(t.Context(), s.here, c, 3), fault.Invalid, "pause.weeks")
	s.must(s.cases.Pause(t.Context(), s.here, c, 2))
	s.counted("pausing")
	k := s.talk(c).Case
	if back := s.now.AddDate(0, 0, 14); k.Until < casework.DateOf(back) || k.Until > casework.DateOf(back.AddDate(0, 0, 3)) || k.Next != k.Until {
		t.Errorf("back on %s, next date %s", k.Until, k.Next)
	}
	if until := s.talk(c).Paused(); until != k.Until {
		t.Errorf("the client reads %q", until)
	}
	s.inTrays("pausing", s.noor, map[casework.Tray]int{later: 1, mine: 0})
	s.now = k.Until.Time(time.UTC).Add(9 * time.Hour)
	if n, err := s.cases.Wake(t.Context()); err != nil || n != 1 {
		t.Errorf("%d came back, %v", n, err)
	}
	s.must(s.cases.Snooze(t.Context(), s.here, s.noor, c.Case, casework.LaterDays(s.here, s.talk(c).Case, s.now)[0]))
	if talk := s.talk(c); talk.Case.Until == "" || talk.Paused() != "" {
		t.Errorf("the counsellor put it aside until %q, and the client reads of a pause until %q", talk.Case.Until, talk.Paused())
	}
	s.must(s.cases.Pause(t.Context(), s.here, c, 4))
	s.post(c, "Ik ben er weer.")
	if k := s.talk(c).Case; k.Until != "" || k.Turn != casework.TurnCounsellor {
		t.Errorf("after writing: %+v", k)
	}
	s.unwritten("while the team is to move", func() { s.must(s.cases.Pause(t.Context(), s.here, c, 2)) })
}
