// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

const closed = casework.TrayClosed

// shut closes a case with last words.
func (s *site) shut(c access.Client) {
	s.t.Helper()
	o := s.open(c)
	s.must(s.cases.Close(s.t.Context(), s.here, s.noor, c.Case, casework.Closing{
		Outcome: "completed", Reply: casework.Reply{Text: "Het was goed om met je te werken.", Seen: o.Case.LastSeq, Sheets: o.Sheets},
	}))
}

func TestClose_aCaseGoesToItsTrayWithLastWordsAndADayOnWhichItGoes(t *testing.T) {
	s := newSite(t)
	c, other := s.given("spoedcheck"), s.begin()
	s.spoedcheck(c, 1, "food") // an emergency
	s.shut(c)
	s.inTrays("closing", s.noor, map[casework.Tray]int{team: 1, mine: 0, free: 1, crisis: 0, closed: 1})
	talk := s.talk(c)
	if got := talk.Letters[len(talk.Letters)-1].Text; got != "Het was goed om met je te werken." {
		t.Errorf("the last words are %q", got)
	}
	k := talk.Case
	if k.Closed != "2027-06-07" || k.Gone() != "2027-09-07" || k.Turn != casework.TurnClient || k.Next != "" || k.Urgency != casework.Ordinary {
		t.Errorf("%+v, gone on %s", k, k.Gone())
	}
	if o := s.open(c); o.Label.Outcome != "completed" {
		t.Errorf("closed as %q", o.Label.Outcome)
	}
	if s.talk(other).Case.Gone() != "" {
		t.Error("an open case has a day on which it goes")
	}
}

func TestPost_whatTheClientWritesOpensAClosedCaseAgain(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.shut(c)
	s.now = on(21, 11)
	s.post(c, "Er kwam toch weer een brief.")
	if k := s.talk(c).Case; k.Closed != "" || k.Turn != casework.TurnCounsellor || k.Promised.IsZero() {
		t.Errorf("%+v", k)
	}
	s.inTrays("opening again", s.noor, map[casework.Tray]int{mine: 1, closed: 0})
	s.counted("opening again")
}

func TestSend_anAnswerOpensAClosedCaseAgain(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.shut(c)
	s.send(c, casework.Reply{Text: "Eén ding nog."})
	if k := s.talk(c).Case; k.Closed != "" || k.Next == "" {
		t.Errorf("%+v", k)
	}
	s.inTrays("answering", s.noor, map[casework.Tray]int{mine: 1, closed: 0})
}

func TestClose_whatCannotBeSentDoesNotClose(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	seen := casework.Reply{Text: "Dag.", Seen: 1}
	s.open(c) // that they read it is logged
	s.unwritten("closing wrongly", func() {
		shut := func(in casework.Closing) error { return s.cases.Close(t.Context(), s.here, s.noor, c.Case, in) }
		s.refused("no outcome", shut(casework.Closing{Reply: seen}), fault.Invalid, "close.choose")
		s.refused("one that we made up", shut(casework.Closing{Outcome: "weg", Reply: seen}), fault.Invalid, "close.choose")
		s.refused("no words", shut(casework.Closing{Outcome: "self"}), fault.Invalid, "message.empty")
		s.refused("a blank", shut(casework.Closing{Outcome: "self", Reply: casework.Reply{Text: "Dag [naam]", Seen: 1}}), fault.Invalid, "reply.blanks")
		s.refused("something newer", shut(casework.Closing{Outcome: "self", Reply: casework.Reply{Text: "Dag."}}), fault.Invalid, "reply.newer")
	})
}

func TestPurge_erasesAfterTheTermAndNeverShortlyAfterTheClientDidSomething(t *testing.T) {
	s := newSite(t)
	early, late, open := s.begin(), s.begin(), s.begin()
	s.shut(early)
	s.now = on(9, 10)
	s.shut(late)
	purged := func(want int) {
		t.Helper()
		if n, err := s.cases.Purge(t.Context()); err != nil || n != want {
			t.Errorf("at %s: %d erased, %v, want %d", s.now.Format("2 January"), n, err, want)
		}
	}
	s.now = on(7, 10).AddDate(0, 3, -1)
	purged(0)
	s.now = on(7, 10).AddDate(0, 3, 0)
	purged(1)
	_, err := s.cases.Conversation(t.Context(), early)
	s.refused("what was erased", err, fault.NotFound, "")
	s.inTrays("purging", s.noor, map[casework.Tray]int{team: 1, closed: 1})
	// Who looks at what they wrote and writes again keeps it.
	s.post(late, "Mag het nog even blijven?")
	s.now = s.now.AddDate(0, 6, 0)
	purged(0)
	s.talk(open)
	s.counted("purging")
	if strings.Contains(s.dump(), string(early.Case)) {
		t.Error("something still names it")
	}
	if n := s.number("SELECT count(*) FROM audit WHERE action = 'case.purged' AND trail = ''"); n != 1 {
		t.Errorf("%d lines tell of it", n)
	}
}

// What is counted by month and team names the outcome, and no case.
func TestClose_whyStandsSealed(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.shut(c)
	if strings.Contains(s.dump("tallies"), "completed") {
		t.Error("the outcome lies open")
	}
	thief := s.noor
	thief.TeamKey = seal.NewPair()
	if err := s.cases.Close(t.Context(), s.here, thief, c.Case, casework.Closing{Outcome: "self", Reply: casework.Reply{Text: "Dag.", Seen: 9}}); err == nil {
		t.Error("closed without the key")
	}
}
