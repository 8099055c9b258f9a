// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// giveaways are texts with a number that gives a person away.
func giveaways() map[string]string {
	return map[string]string{
		"a citizen service number": "Mijn bsn is 123456782.",
		"a bank account":           "Stort het op NL91 ABNA 0417 1643 00",
		"a payment card":           "kaart 4111 1111 1111 1111",
		"an access code":           "mijn code: " + access.NewCode().Text(),
	}
}

func TestStart_keepsTheCaseWithItsMessageItsKeysAndTheSession(t *testing.T) {
	s := newSite(t)
	session, err := s.cases.Start(t.Context(), s.here, casework.Starting{Text: "  Ik ben bang.\r\nWat nu?\n", Nick: "Merel", Language: "en", Shared: true})
	s.must(err)
	c := *session.Client
	for table, want := range map[string]int{"cases": 1, "clients": 1, "messages": 1, "sessions": 1, "counts": 1, "tasks": 0, "facts": 0} {
		if n := s.number("SELECT count(*) FROM " + table); n != want {
			t.Errorf("%s holds %d rows, want %d", table, n, want)
		}
	}
	talk := s.talk(c)
	if talk.Case.Turn != casework.TurnCounsellor || !talk.Case.Promised.Equal(on(9, 17)) || talk.Case.Days != (casework.Days{Created: "2027-06-07", Active: "2027-06-07"}) {
		t.Errorf("the case is %+v", talk.Case)
	}
	if len(talk.Letters) != 1 || talk.Letters[0].Text != "Ik ben bang.\nWat nu?" || talk.Letters[0].Seq != 1 || !talk.Letters[0].At.Equal(moment) {
		t.Errorf("the conversation is %+v", talk.Letters)
	}
	o := s.open(c)
	if o.Label.Nick != "Merel" || o.Label.Language != "en" || !o.Label.Wrote.Equal(moment) || o.Letters[0].From != casework.FromClient {
		t.Errorf("the team reads %+v", o)
	}
	read, err := s.sessions.Read(t.Context(), session.Ticket)
	if err != nil || read.Client.Case != c.Case || !read.Shared || !read.IdleUntil.Equal(moment.Add(access.IdleTimeShared)) {
		t.Errorf("the session reads %+v, %v", read, err)
	}
	in, err := s.cases.Inbox(t.Context(), s.noor, casework.TrayTeam, casework.Cursor{})
	want := casework.Count{Team: "TEAM", Kind: casework.CountAnswer, Day: "2027-06-09", N: 1}
	if err != nil || len(in.Rows) != 1 || len(in.Counts) != 1 || in.Counts[0] != want {
		t.Errorf("the work list is %+v, %v", in, err)
	}
}

func TestStart_nothingIsStoredWhenTheTextCannotBeKept(t *testing.T) {
	s := newSite(t)
	texts := map[string]string{"": "message.empty", " \r\n\t ": "message.empty", strings.Repeat("x", casework.MaxText+1): "message.long"}
	for _, text := range giveaways() {
		texts[text] = "message.numbers"
	}
	s.unwritten("texts that are refused", func() {
		for text, key := range texts {
			session, err := s.cases.Start(t.Context(), s.here, casework.Starting{Text: text, Nick: "Merel"})
			s.refused(key, err, fault.Invalid, key)
			if session != nil || fault.As(err).Fields[0].Name != "bericht" {
				t.Errorf("%s: %+v, %+v", key, session, fault.As(err).Fields)
			}
		}
	})
	if n := s.number("SELECT count(*) FROM cases"); n != 0 {
		t.Errorf("there are %d cases", n)
	}
}

func TestStart_takesFiveThousandCharactersAndNotOneMore(t *testing.T) {
	s := newSite(t)
	for _, tt := range []struct {
		name, text string
		over       int
	}{
		{"exactly", strings.Repeat("x", 5000), 0},
		{"in characters and not in bytes", strings.Repeat("€", 5000), 0},
		{"space around it does not count", "\n " + strings.Repeat("x", 5000) + "\r\n", 0},
		{"a line end counts once", strings.Repeat("ab\r\n", 1666) + "ab", 0},
		{"one more", strings.Repeat("x", 5001), 1},
		{"twelve more", strings.Repeat("€", 5012), 12},
	} {
		_, err := s.cases.Start(t.Context(), s.here, casework.Starting{Text: tt.text})
		if tt.over == 0 {
			s.must(err)
			continue
		}
		s.refused(tt.name, err, fault.Invalid, "message.long")
		if n := fault.As(err).Args["N"]; n != tt.over {
			t.Errorf("%s: %v too many, want %d", tt.name, n, tt.over)
		}
	}
}

func TestStart_isClosedWhileNobodyCanAnswer(t *testing.T) {
	s := closedSite(t, seal.NewStretcher(4, 100))
	s.team("elders", "ELDERS", "fuut") // another municipality's team is nobody here
	s.unwritten("a start without a team", func() {
		_, err := s.cases.Start(t.Context(), s.here, casework.Starting{Text: "Hallo"})
		s.refused("a start without a team", err, fault.Invalid, "start.closed")
	})
}

func TestStart_tooManyAtOnceAreAskedToComeBackAndNothingIsStored(t *testing.T) {
	s := newSite(t)
	full := access.NewGate(s.db, access.KeysFrom(seal.NewKey()), seal.NewStretcher(0, 0), func() time.Time { return s.now })
	busy := casework.New(casework.Parts{Store: s.db, Margin: s.db, Gate: full, Sessions: s.sessions, Catalog: shelf(), Now: func() time.Time { return s.now }, NewID: func() string { return "ID" }})
	s.unwritten("a start that waits in vain", func() {
		_, err := busy.Start(t.Context(), s.here, casework.Starting{Text: "Hallo"})
		s.refused("a full queue", err, fault.Busy, "busy")
		if fault.As(err).RetryAfter == 0 {
			t.Error("it does not say when to come back")
		}
	})
}

func TestStart_aWriteThatFailsHalfwayLeavesNothing(t *testing.T) {
	for _, table := range []string{"clients", "messages", "sessions", "counts"} {
		s := newSite(t)
		s.breakOn(table)
		s.unwritten("a start that fails at "+table, func() {
			if _, err := s.cases.Start(t.Context(), s.here, casework.Starting{Text: "Hallo"}); !fault.Is(err, fault.Internal) {
				t.Errorf("it answers %v", err)
			}
		})
	}
}

func TestStart_whatIsWrittenLiesSealedInTheFile(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.SaveDraft(t.Context(), c, "een half bericht"))
	kept, err := s.cases.Code(t.Context(), c)
	s.must(err)
	for _, file := range []string{s.file, s.file + "-wal"} {
		text, err := os.ReadFile(file)
		s.must(err)
		for _, secret := range []string{"post niet open", "Merel", "half bericht", kept.Code.Text(), strings.Join(kept.Code.Groups(), "")} {
			if strings.Contains(string(text), secret) {
				t.Errorf("%q can be read in %s", secret, file)
			}
		}
	}
}

func TestCode_isShownUntilTheClientHasKeptIt(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	kept, err := s.cases.Code(t.Context(), c)
	s.must(err)
	if kept.Skipped || !kept.Promised.Equal(on(9, 17)) {
		t.Errorf("the code is shown with %+v", kept)
	}
	opened, err := s.gate.OpenCode(t.Context(), s.here.ID, kept.Code)
	if err != nil || opened.Case != c.Case || opened.CaseKey != c.CaseKey {
		t.Errorf("the code opens %+v, %v", opened, err)
	}
	groups := kept.Code.Groups()
	wrong := "0000"
	if groups[5] == wrong {
		wrong = "1111"
	}
	for _, typed := range []string{"", wrong, groups[5][:3], groups[5] + "0"} {
		err := s.cases.KeepCode(t.Context(), c, typed, false)
		s.refused("a wrong last group", err, fault.Invalid, "code.last")
		if fault.As(err).Fields[0].Name != "laatste" {
			t.Errorf("it is said at %+v", fault.As(err).Fields)
		}
	}
	if again, err := s.cases.Code(t.Context(), c); err != nil || again.Code != kept.Code {
		t.Errorf("after a wrong group: %+v, %v", again, err)
	}
	s.must(s.cases.KeepCode(t.Context(), c, " "+groups[5]+" ", false))
	_, err = s.cases.Code(t.Context(), c)
	s.refused("a code that was kept", err, fault.Gone, "code.gone")
	if n := s.number("SELECT count(*) FROM cases WHERE length(code) > 0"); n != 0 {
		t.Error("the row still holds the code")
	}
	s.unwritten("keeping it once more", func() { s.must(s.cases.KeepCode(t.Context(), c, "", false)) })
	if _, err := s.gate.OpenCode(t.Context(), s.here.ID, kept.Code); err != nil {
		t.Errorf("a code that was kept opens nothing: %v", err)
	}
}

func TestCode_keepingItCanBePutOffOnce(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.KeepCode(t.Context(), c, "", true))
	kept, err := s.cases.Code(t.Context(), c)
	if err != nil || !kept.Skipped {
		t.Fatalf("put off once: %+v, %v", kept, err)
	}
	s.refused("putting it off again", s.cases.KeepCode(t.Context(), c, "", true), fault.Invalid, "code.last")
	s.must(s.cases.KeepCode(t.Context(), c, kept.Code.Groups()[5], true))
	_, err = s.cases.Code(t.Context(), c)
	s.refused("a code that was kept", err, fault.Gone, "code.gone")
}

func TestForgetCode_whoComesBackWithTheCodeHasIt(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.ForgetCode(t.Context(), c))
	_, err := s.cases.Code(t.Context(), c)
	s.refused("a code that was typed", err, fault.Gone, "code.gone")
	s.unwritten("forgetting it again", func() { s.must(s.cases.ForgetCode(t.Context(), c)) })
}
