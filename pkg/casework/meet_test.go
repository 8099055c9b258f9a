// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"strings"
	"testing"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

func TestMeet_anAppointmentIsWholeToComeAndBringsNoNumbers(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	for _, one := range []struct {
		m   casework.Meet
		key string
	}{
		{casework.Meet{Clock: "14:30", Place: "Stadhuis"}, "appoint.day"},
		{casework.Meet{Day: "2027-06-04", Clock: "14:30", Place: "Stadhuis"}, "appoint.day"},
		{casework.Meet{Day: "2028-07-04", Clock: "14:30", Place: "Stadhuis"}, "appoint.day"},
		{casework.Meet{Day: "2027-06-15", Place: "Stadhuis"}, "appoint.clock"},
		{casework.Meet{Day: "2027-06-15", Clock: "25:30", Place: "Stadhuis"}, "appoint.clock"},
		{casework.Meet{Day: "2027-06-15", Clock: "14:30", Place: "  "}, "appoint.place"},
		{casework.Meet{Day: "2027-06-15", Clock: "14:30", Place: strings.Repeat("x", 201)}, "appoint.long"},
		{casework.Meet{Day: "2027-06-15", Clock: "14:30", Place: "Zie 123456782"}, "message.numbers"},
	} {
		r := casework.Reply{Text: "Kom langs.", Seen: 1, Meet: one.m}
		s.unwritten(one.key, func() {
			s.refused(one.key, s.cases.Send(t.Context(), s.here, s.noor, c.Case, r), fault.Invalid, one.key)
		})
	}
	s.refused("a draft with a number", s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Meet: casework.Meet{Place: "123456782"}}), fault.Invalid, "message.numbers")
	s.send(c, casework.Reply{Meet: casework.Meet{Place: "Stadhuis"}}) // a place alone is no appointment
	if _, ok := s.talk(c).NextMeet(s.now); ok {
		t.Error("there is an appointment without a day")
	}
	s.send(c, casework.Reply{Meet: casework.Meet{Day: "2027-06-20", Clock: "09:00", Place: "Bieb"}})
	s.send(c, casework.Reply{Meet: casework.Meet{Day: "2027-06-15", Clock: "14:30", Place: " Stadhuis, Plein 1 "}})
	if l, ok := s.talk(c).NextMeet(s.now); !ok || l.Meet.Place != "Stadhuis, Plein 1" || !l.Meet.At().Equal(on(15, 14).Add(30*60e9)) {
		t.Errorf("the next is %+v", l.Meet)
	}
	if l, ok := s.talk(c).NextMeet(on(16, 9)); !ok || l.Meet.Place != "Bieb" {
		t.Errorf("the day after it is %+v", l.Meet)
	}
	if _, ok := s.talk(c).NextMeet(on(21, 9)); ok {
		t.Error("one that is over still comes")
	}
}

func TestChooseWay_isTheClientsToChange(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.refused("a way that is none", s.cases.ChooseWay(t.Context(), c, "phone"), fault.Invalid, "way.choose")
	for _, way := range casework.Ways {
		s.must(s.cases.ChooseWay(t.Context(), c, way))
		if o := s.open(c); o.Label.Way != way {
			t.Errorf("the team reads %q, not %q", o.Label.Way, way)
		}
	}
	s.unwritten("choosing the same", func() { s.must(s.cases.ChooseWay(t.Context(), c, casework.WayBoth)) })
}
