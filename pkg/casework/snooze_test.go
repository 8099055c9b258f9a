// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"fmt"
	"testing"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

const later = casework.TrayLater

func TestSnooze_aCaseIsPutAsideAndComesBackOnItsDay(t *testing.T) {
	s := newSite(t)
	c := s.begin() // on a Monday; an answer is promised for Wednesday
	s.must(s.cases.Assign(t.Context(), s.noor, c.Case, casework.Handing{To: s.noor.ID}))
	s.must(s.cases.Snooze(t.Context(), s.here, s.noor, c.Case, "2027-06-09"))
	s.inTrays("putting aside", s.noor, map[casework.Tray]int{mine: 0, team: 0, later: 1})
	s.counted("putting aside")
	woken := func(want int) {
		t.Helper()
		if n, err := s.cases.Wake(t.Context()); err != nil || n != want {
			t.Errorf("%d came back, %v, want %d", n, err, want)
		}
	}
	s.now = on(8, 23)
	woken(0)
	s.now = on(9, 0)
	woken(1)
	woken(0)
	s.inTrays("coming back", s.noor, map[casework.Tray]int{mine: 1, later: 0})
	s.counted("coming back")
}

func TestSnooze_whatTheClientWritesBringsItBackAtOnce(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.Snooze(t.Context(), s.here, s.noor, c.Case, "2027-06-09"))
	s.post(c, "Nog iets.")
	s.inTrays("writing", s.noor, map[casework.Tray]int{free: 1, later: 0})
	s.must(s.cases.Snooze(t.Context(), s.here, s.noor, c.Case, "2027-06-08"))
	s.send(c, casework.Reply{})
	s.inTrays("answering", s.noor, map[casework.Tray]int{mine: 1, later: 0})
}

func TestLaterDays_areWorkingDaysAndNeverBeyondAPromise(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	k := s.talk(c).Case
	for _, one := range []struct {
		change func(*casework.Case)
		want   string
	}{
		{func(*casework.Case) {}, "[2027-06-08 2027-06-09]"},
		{func(k *casework.Case) { k.Promised = on(7, 17) }, "[]"},
		{func(k *casework.Case) { k.Promised = on(4, 17) }, "[]"},
		{func(k *casework.Case) { k.Urgency = casework.Crisis }, "[]"},
		{func(k *casework.Case) { k.Closed = "2027-06-07" }, "[]"},
	} {
		k := k
		one.change(&k)
		if got := fmt.Sprint(casework.LaterDays(s.here, k, s.now)); got != one.want {
			t.Errorf("%+v: %s, want %s", k, got, one.want)
		}
	}
	k.Turn = casework.TurnClient
	days := casework.LaterDays(s.here, k, s.now)
	if len(days) != 20 || days[4] != "2027-06-14" || days[13] != "2027-06-28" { // the 24th is closed, the weekends are free
		t.Errorf("%v", days)
	}
}

func TestSnooze_onlyUntilOneOfThoseDays(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.unwritten("days that cannot be", func() {
		for _, day := range []casework.Date{"", "2027-06-07", "2027-06-10", "2027-06-12", "gisteren"} {
			s.refused(string(day), s.cases.Snooze(t.Context(), s.here, s.noor, c.Case, day), fault.Invalid, "aside.day")
		}
	})
}
