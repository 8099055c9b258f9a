// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

func TestSend_messageAssignmentsAndNextDayAreOneAct(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.now = on(8, 11)
	s.send(c, casework.Reply{Text: " Kijk eens.\r\n", Samples: []string{"welkom"}, Give: []casework.Give{
		{Assignment: "spoedcheck", Workdays: 2}, {Assignment: "budget", Workdays: 5},
	}})
	want := []casework.LetterTask{{No: 1, Assignment: "spoedcheck", Due: "2027-06-10"}, {No: 2, Assignment: "budget", Due: "2027-06-15"}}
	talk := s.talk(c)
	l := talk.Letters[1]
	if l.From != casework.FromCounsellor || l.Name != "Noor" || l.Text != "Kijk eens." || !l.At.Equal(on(8, 11)) || !reflect.DeepEqual(l.Tasks, want) || l.Samples[0] != "welkom" {
		t.Errorf("the client reads %+v", l)
	}
	k := talk.Case
	if k.Turn != casework.TurnClient || !k.Promised.IsZero() || k.Next != "2027-06-15" || k.Task != (casework.TaskNote{Assignment: "budget", State: casework.TaskAssigned}) {
		t.Errorf("the case is %+v", k)
	}
	tasks, err := s.cases.Tasks(t.Context(), c, casework.Conversation{})
	if err != nil || len(tasks) != 2 || tasks[1].No != 2 || tasks[1].Due != "2027-06-15" || tasks[1].State != casework.TaskAssigned {
		t.Errorf("the tasks are %+v, %v", tasks, err)
	}
	s.send(c, casework.Reply{Give: []casework.Give{{Assignment: "schuldenlijst", Workdays: 1}}})
	if tasks, err = s.cases.Tasks(t.Context(), c, casework.Conversation{}); err != nil || len(tasks) != 3 || tasks[2].No != 3 {
		t.Errorf("more tasks are %+v, %v", tasks, err)
	}
	in, err := s.cases.Inbox(t.Context(), s.noor, casework.TrayTeam, casework.Cursor{})
	if want := (casework.Count{Team: "TEAM", Owner: s.noor.ID, Kind: casework.CountClient, N: 1}); err != nil || len(in.Counts) != 1 || in.Counts[0] != want {
		t.Errorf("counted are %+v, %v", in.Counts, err)
	}
}

func TestSend_theNextDayIsAlwaysSet(t *testing.T) {
	s := newSite(t)
	for want, r := range map[casework.Date]casework.Reply{
		"2027-06-14": {},
		"2027-06-30": {Next: "2027-06-30", Give: []casework.Give{{Assignment: "budget", Workdays: 1}}},
		"2027-06-08": {Give: []casework.Give{{Assignment: "budget", Workdays: 1}}},
	} {
		c := s.begin()
		if s.send(c, r); s.talk(c).Case.Next != want {
			t.Errorf("%+v: the next day is %s", r, s.talk(c).Case.Next)
		}
	}
}

func TestSend_whatCannotBeSentIsNotWritten(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Text: "half"}))
	tests := []struct {
		text, key string
		give      []casework.Give
	}{
		{"Dag {bijnaam}, hoe is het?", "reply.blanks", nil},
		{"Tot {x}.", "reply.blanks", nil},
		{"Bel [naam van het bedrijf].", "reply.blanks", nil},
		{"Bel [naam", "reply.blanks", nil},
		{"  ", "message.empty", nil},
		{strings.Repeat("x", 5001), "message.long", nil},
		{"Kijk eens.", "reply.assignment", []casework.Give{{Assignment: "budget", Workdays: 5}, {Assignment: "bestaat-niet", Workdays: 5}}},
		{"Kijk eens.", "reply.assignment", []casework.Give{{Assignment: "budget", Workdays: 0}}},
	}
	for _, text := range giveaways() {
		tests = append(tests, struct {
			text, key string
			give      []casework.Give
		}{text, "message.numbers", nil})
	}
	s.unwritten("replies that are refused", func() {
		for _, tt := range tests {
			err := s.cases.Send(t.Context(), s.here, s.noor, c.Case, casework.Reply{Text: tt.text, Give: tt.give, Seen: 1})
			s.refused(tt.key, err, fault.Invalid, tt.key)
		}
	})
	err := s.cases.Send(t.Context(), s.here, s.noor, c.Case, casework.Reply{Text: "Dag {bijnaam}, bel [naam].", Seen: 1})
	if args := fault.As(err).Args; args["N"] != 2 || args["First"] != "{bijnaam}" {
		t.Errorf("open blanks are told as %v", args)
	}
}

// The counsellor answers what they read, and nothing else.
func TestSend_waitsWhenTheClientWroteMeanwhile(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	seen := s.open(c).Case.LastSeq
	s.post(c, "O ja, er is ook een dagvaarding.")
	r := casework.Reply{Text: "Rustig maar.", Seen: seen}
	s.unwritten("an answer to less than all", func() {
		s.refused("an answer to less than all", s.cases.Send(t.Context(), s.here, s.noor, c.Case, r), fault.Invalid, "reply.newer")
		r.Seen = 0
		s.refused("an answer to nothing", s.cases.Send(t.Context(), s.here, s.noor, c.Case, r), fault.Invalid, "reply.newer")
	})
	r.Seen = s.open(c).Case.LastSeq
	s.must(s.cases.Send(t.Context(), s.here, s.noor, c.Case, r))
}

func TestSaveReply_whatIsHalfWrittenIsKeptUntilItIsSent(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	half := casework.Reply{Text: "Dag {bijnaam}", Samples: []string{"welkom"}, Give: []casework.Give{{Assignment: "budget", Workdays: 5}}, Next: "2027-06-18", Seen: 1, Calm: true}
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Text: "Dag"}))
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, half))
	if got := s.open(c).Draft; !reflect.DeepEqual(got, half) {
		t.Errorf("the draft is %+v", got)
	}
	colleague := s.colleague("fuut")
	s.must(s.cases.GiveReason(t.Context(), colleague, c.Case, casework.Reason{Why: casework.WhyAsked}))
	if o, err := s.cases.OpenCase(t.Context(), colleague, c.Case); err != nil || !reflect.DeepEqual(o.Draft, casework.Reply{}) {
		t.Errorf("a colleague reads %+v, %v", o.Draft, err)
	}
	s.must(s.cases.SaveReply(t.Context(), colleague, c.Case, casework.Reply{Text: "van Fuut"}))
	for what, text := range giveaways() {
		s.unwritten(what, func() {
			s.refused(what, s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Text: text}), fault.Invalid, "message.numbers")
		})
	}
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Text: strings.Repeat("x", 30_000)}))
	if n := len(s.open(c).Draft.Text); n != 4*casework.MaxText {
		t.Errorf("a long draft is kept with %d characters", n)
	}
	s.send(c, casework.Reply{})
	if got := s.open(c).Draft; !reflect.DeepEqual(got, casework.Reply{}) {
		t.Errorf("after sending the draft is %+v", got)
	}
	if o, err := s.cases.OpenCase(t.Context(), colleague, c.Case); err != nil || o.Draft.Text != "van Fuut" {
		t.Errorf("a colleague's draft is %+v, %v", o.Draft, err)
	}
}

func TestOpenCase_isNotFoundForAnotherTeamAndAnotherMunicipality(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	elsewhere := s.team("duin", "DUIN", "fuut")
	posing := elsewhere
	posing.Team = "TEAM"
	strangers := map[string]access.Counsellor{
		"another team": s.team(s.here.ID, "ZUID", "reiger"), "another municipality": elsewhere, "one who names our team": posing, "nobody": {},
	}
	s.unwritten("strangers", func() {
		for who, by := range strangers {
			_, err := s.cases.OpenCase(t.Context(), by, c.Case)
			s.refused(who+" opening", err, fault.NotFound, "")
			_, err = s.cases.Look(t.Context(), by, c.Case)
			s.refused(who+" looking", err, fault.NotFound, "")
			s.refused(who+" accepting", s.cases.Accept(t.Context(), by, c.Case, "x", casework.Reply{Seen: 9, Sheets: 9}), fault.NotFound, "")
			s.refused(who+" writing", s.cases.SaveReply(t.Context(), by, c.Case, casework.Reply{Text: "x"}), fault.NotFound, "")
			s.refused(who+" sending", s.cases.Send(t.Context(), s.here, by, c.Case, casework.Reply{Text: "x", Seen: 9}), fault.NotFound, "")
			if in, err := s.cases.Inbox(t.Context(), by, casework.TrayTeam, casework.Cursor{}); err != nil || len(in.Rows)+len(in.Counts) != 0 {
				t.Errorf("%s lists %+v, %v", who, in, err)
			}
		}
		_, err := s.cases.OpenCase(t.Context(), s.noor, "bestaat-niet")
		s.refused("a case that never was", err, fault.NotFound, "")
	})
}

// Queries can be wrong; keys cannot. Whoever gets the rows of another team by a
// mistake of ours still reads nothing.
func TestOpenCase_theRowsWithoutTheTeamsKeyOpenNothing(t *testing.T) {
	s := newSite(t)
	fresh, answered := s.begin(), s.given("spoedcheck") // one wrapped to the team, one sealed by a member
	s.spoedcheck(answered, 1)
	thief := s.noor
	thief.TeamKey = seal.NewPair()
	s.unwritten("a wrong key", func() {
		for _, c := range []access.Client{fresh, answered} {
			for what, err := range map[string]error{
				"opening": func() error { _, err := s.cases.OpenCase(t.Context(), thief, c.Case); return err }(),
				"writing": s.cases.SaveReply(t.Context(), thief, c.Case, casework.Reply{Text: "x"}),
				"sending": s.cases.Send(t.Context(), s.here, thief, c.Case, casework.Reply{Text: "x", Seen: 9}),
				"listing": func() error {
					_, err := s.cases.Inbox(t.Context(), thief, casework.TrayTeam, casework.Cursor{})
					return err
				}(),
			} {
				if !errors.Is(err, seal.ErrOpen) {
					t.Errorf("%s answers %v", what, err)
				}
			}
		}
	})
}

func TestOpenCase_aCaseThatWasMovedToAnotherRowDoesNotOpen(t *testing.T) {
	s := newSite(t)
	a, b := s.begin(), s.begin()
	_, err := s.raw.Exec("UPDATE cases SET team_key = (SELECT team_key FROM cases WHERE id = ?), label = (SELECT label FROM cases WHERE id = ?) WHERE id = ?", a.Case, a.Case, b.Case)
	s.must(err)
	if _, err := s.cases.OpenCase(t.Context(), s.noor, b.Case); !errors.Is(err, seal.ErrOpen) {
		t.Errorf("it answers %v", err)
	}
}

func TestSend_theFirstAnswerMakesTheCaseQuickToOpenAndChangesNoKey(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	way := func() int { return s.number("SELECT unicode(substr(team_key, 1, 1)) FROM cases") }
	before := way()
	s.send(c, casework.Reply{})
	after := way()
	s.post(c, "Dank je.")
	s.send(c, casework.Reply{})
	if before == after || way() != after {
		t.Errorf("the way to the key is %d, then %d, then %d", before, after, way())
	}
	if l := s.open(c).Letters; len(l) != 4 || !reflect.DeepEqual(l, s.talk(c).Letters) {
		t.Errorf("the team reads %+v", l)
	}
}

func TestSend_anEmergencyThatCameInWhileWritingIsReadFirst(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	page := s.open(c)
	s.spoedcheck(c, 1, "eviction")
	late := casework.Reply{Text: "Tot volgende week.", Seen: page.Case.LastSeq, Sheets: page.Sheets, Calm: true}
	s.refused("answering unseen", s.cases.Send(t.Context(), s.here, s.noor, c.Case, late), fault.Invalid, "reply.handed")
	if k := s.open(c).Case; k.Urgency != casework.Crisis || k.Turn != casework.TurnCounsellor || k.Legal == "" {
		t.Errorf("the case is %+v", k)
	}
	late.Sheets = s.open(c).Sheets
	s.must(s.cases.Send(t.Context(), s.here, s.noor, c.Case, late))
}

func TestSend_anEmergencyLastsUntilSomeoneSaysThatItIsOver(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.spoedcheck(c, 1, "eviction")
	s.send(c, casework.Reply{})
	if k := s.open(c).Case; k.Urgency != casework.Crisis || k.Legal != "2027-06-10" || k.Turn != casework.TurnClient || !k.Promised.IsZero() {
		t.Errorf("after an answer the case is %+v", k)
	}
	s.send(c, casework.Reply{Calm: true})
	if k := s.open(c).Case; k.Urgency != casework.Ordinary || k.Legal != "" {
		t.Errorf("after a calm answer the case is %+v", k)
	}
	s.post(c, "Dank je.")
	if k := s.open(c).Case; !k.Promised.Equal(on(9, 17)) {
		t.Errorf("after that an answer is promised for %v", k.Promised)
	}
}
