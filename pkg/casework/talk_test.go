// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

func TestPost_writingMoreNeverMakesTheAnswerLater(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	for _, tt := range []struct {
		name     string
		now      time.Time
		answered bool
		promised time.Time
		waits    time.Time // since when, as the team sees it
	}{
		{"the next day", on(8, 11), false, on(9, 17), moment},
		{"when the answer is overdue", on(10, 9), false, on(9, 17), moment},
		{"after an answer", on(10, 15), true, on(14, 17), on(10, 15)},
		{"and more after that", on(11, 15), false, on(14, 17), on(10, 15)},
	} {
		if s.now = tt.now; tt.answered {
			s.send(c, casework.Reply{})
			if o := s.open(c); o.Case.Turn != casework.TurnClient || !o.Case.Promised.IsZero() {
				t.Errorf("after an answer the case is %+v", o.Case)
			}
		}
		s.post(c, tt.name)
		o := s.open(c)
		if o.Case.Turn != casework.TurnCounsellor || !o.Case.Promised.Equal(tt.promised) || !o.Label.Wrote.Equal(tt.waits) {
			t.Errorf("%s: promised for %v, waiting since %v; want %v and %v", tt.name, o.Case.Promised, o.Label.Wrote, tt.promised, tt.waits)
		}
		if last := o.Letters[len(o.Letters)-1]; last.Text != tt.name || !last.At.Equal(tt.now) || o.Case.Days.Active != casework.DateOf(tt.now) {
			t.Errorf("%s: the last message is %+v", tt.name, last)
		}
	}
}

func TestPost_inAnEmergencyIsAnsweredTheSameWorkingDay(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.spoedcheck(c, 1, "eviction")
	s.send(c, casework.Reply{})
	s.now = on(8, 11)
	s.post(c, "Er kwam weer een brief.")
	if o := s.open(c); o.Case.Urgency != casework.Crisis || !o.Case.Promised.Equal(on(8, 17)) {
		t.Errorf("the case is %+v", o.Case)
	}
}

func TestPost_whatIsSentIsNoDraftAnyMore(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.SaveDraft(t.Context(), c, "Ik wil nog zeggen"))
	if got := s.talk(c).Draft; got != "Ik wil nog zeggen" {
		t.Errorf("the draft is %q", got)
	}
	s.post(c, "Ik wil nog zeggen dat het lukt.")
	if got := s.talk(c); got.Draft != "" || len(got.Letters) != 2 {
		t.Errorf("after sending: %+v", got)
	}
	if n := s.number("SELECT count(*) FROM cases WHERE length(client_draft) > 0"); n != 0 {
		t.Error("the row still holds a draft")
	}
}

func TestPost_whatCannotBeKeptIsNotWrittenAndTheDraftStays(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.SaveDraft(t.Context(), c, "bewaar mij"))
	s.unwritten("texts that are refused", func() {
		for what, text := range giveaways() {
			s.refused(what, s.cases.Post(t.Context(), s.here, c, text), fault.Invalid, "message.numbers")
			s.refused("a draft with "+what, s.cases.SaveDraft(t.Context(), c, text), fault.Invalid, "message.numbers")
		}
		s.refused("no text", s.cases.Post(t.Context(), s.here, c, " "), fault.Invalid, "message.empty")
		s.refused("a long text", s.cases.Post(t.Context(), s.here, c, strings.Repeat("x", 5001)), fault.Invalid, "message.long")
	})
	if got := s.talk(c).Draft; got != "bewaar mij" {
		t.Errorf("the draft is %q", got)
	}
	s.must(s.cases.SaveDraft(t.Context(), c, ""))
	if got := s.talk(c).Draft; got != "" {
		t.Errorf("an empty draft is kept as %q", got)
	}
}

func TestPost_ofManyAtOnceEachLandsOnce(t *testing.T) {
	const many = 8
	s := newSite(t)
	c := s.begin()
	failed := make([]error, many)
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() { failed[i] = s.cases.Post(t.Context(), s.here, c, fmt.Sprint("bericht ", i)) })
	}
	all.Wait()
	for i, err := range failed {
		if err != nil {
			t.Errorf("message %d: %v", i, err)
		}
	}
	var seqs []int
	seen := map[string]int{}
	for _, l := range s.talk(c).Letters {
		seqs, seen[l.Text] = append(seqs, l.Seq), seen[l.Text]+1
	}
	if want := []int{1, 2, 3, 4, 5, 6, 7, 8, 9}; !slices.Equal(seqs, want) || len(seen) != many+1 {
		t.Errorf("the messages are numbered %v, and are %v", seqs, seen)
	}
}

func TestRemoveMessage_leavesAnEmptyPlaceAndNoText(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.send(c, casework.Reply{Text: "Wat fijn."})
	s.post(c, "Dit had ik niet moeten schrijven.")
	s.must(s.cases.RemoveMessage(t.Context(), c, 3))
	for who, letters := range map[string][]casework.Letter{"the client": s.talk(c).Letters, "the team": s.open(c).Letters} {
		if l := letters[2]; len(letters) != 3 || !l.Removed || l.Text != "" || l.Seq != 3 || l.From != casework.FromClient || casework.DateOf(l.At) != "2027-06-07" {
			t.Errorf("%s reads %+v", who, letters)
		}
		if letters[0].Removed || letters[1].Removed {
			t.Errorf("%s misses more: %+v", who, letters)
		}
	}
	if n := s.number("SELECT count(*) FROM messages WHERE seq = 3 AND length(body) > 0"); n != 0 {
		t.Error("the row still holds the text")
	}
	s.must(s.cases.RemoveMessage(t.Context(), c, 3)) // twice is no error
	s.post(c, "En verder.")
	if l := s.talk(c).Letters; l[3].Seq != 4 || l[3].Text != "En verder." {
		t.Errorf("the next message is %+v", l[3])
	}
}

func TestRemoveMessage_onlyTakesAwayWhatTheClientWrote(t *testing.T) {
	s := newSite(t)
	c, other := s.begin(), s.begin()
	s.send(c, casework.Reply{Text: "Wat fijn."})
	s.unwritten("removing what is not theirs", func() {
		for _, seq := range []int{-1, 0, 2, 3} {
			s.refused(fmt.Sprint("message ", seq), s.cases.RemoveMessage(t.Context(), c, seq), fault.NotFound, "")
		}
		stranger := other
		stranger.Case = c.Case
		s.refused("someone else's", s.cases.RemoveMessage(t.Context(), stranger, 1), fault.NotFound, "")
	})
}

func TestRename_changesTheNameForBothAndNothingElse(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.Rename(t.Context(), c, "  Kleine  Merel "))
	if o := s.open(c); o.Label.Nick != "Kleine Merel" || o.Label.Language != "nl" || !o.Label.Wrote.Equal(moment) || !reflect.DeepEqual(s.talk(c).Label, o.Label) {
		t.Errorf("the team reads %+v, the client %+v", o.Label, s.talk(c).Label)
	}
	s.unwritten("names that cannot be used", func() {
		s.refused("none", s.cases.Rename(t.Context(), c, " "), fault.Invalid, "nick.empty")
		s.refused("a long one", s.cases.Rename(t.Context(), c, strings.Repeat("x", 25)), fault.Invalid, "nick.long")
		s.refused("a number", s.cases.Rename(t.Context(), c, "123456782"), fault.Invalid, "message.numbers")
	})
}

func TestErase_nothingIsLeftAndNothingIsFound(t *testing.T) {
	s := newSite(t)
	empty := s.dump("audit", "audit_heads", "tallies")
	c := s.given("spoedcheck", "budget")
	kept, err := s.cases.Code(t.Context(), c)
	s.must(err)
	s.spoedcheck(c, 1, "water")
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Text: "half"}))
	s.must(s.cases.SaveDraft(t.Context(), c, "half"))
	s.must(s.cases.Erase(t.Context(), c))
	if got := s.dump("audit", "audit_heads", "tallies"); got != empty {
		t.Errorf("this is left:\n%s", got)
	}
	in, err := s.cases.Inbox(t.Context(), s.noor, casework.TrayTeam, casework.Cursor{})
	if err != nil || len(in.Rows) != 0 || len(in.Counts) != 0 {
		t.Errorf("the work list is %+v, %v", in, err)
	}
	for what, err := range s.everything(c) {
		s.refused(what, err, fault.NotFound, "")
	}
	_, err = s.gate.OpenCode(t.Context(), s.here.ID, kept.Code)
	s.refused("the code", err, fault.Invalid, "code.unknown")
}

// everything does all that can be done with a case, erasing last, and gives what
// each answers.
func (s *site) everything(c access.Client) map[string]error {
	ctx, did := s.t.Context(), map[string]error{}
	_, did["reading"] = s.cases.Conversation(ctx, c)
	_, did["the code"] = s.cases.Code(ctx, c)
	_, _, did["the dossier"] = s.cases.OwnDossier(ctx, c)
	_, _, did["a result"] = s.cases.Result(ctx, c, 1)
	_, did["a task"] = s.cases.OpenTask(ctx, s.here, c, 1, "nl")
	_, did["filling in"] = s.cases.Fill(ctx, s.here, c, 1, "nl", casework.Filling{})
	_, did["handing in"] = s.cases.Submit(ctx, s.here, c, 1, "nl")
	_, did["the team reading"] = s.cases.OpenCase(ctx, s.noor, c.Case)
	did["keeping the code"] = s.cases.KeepCode(ctx, c, "", false)
	did["forgetting the code"] = s.cases.ForgetCode(ctx, c)
	did["taking along"] = s.cases.TakeAlong(ctx, c)
	did["posting"] = s.cases.Post(ctx, s.here, c, "Hallo")
	did["a draft"] = s.cases.SaveDraft(ctx, c, "Hallo")
	did["removing"] = s.cases.RemoveMessage(ctx, c, 1)
	did["renaming"] = s.cases.Rename(ctx, c, "Merel")
	did["declining"] = s.cases.Decline(ctx, c, 1)
	did["doing it on paper"] = s.cases.OnPaper(ctx, c, 1)
	_, did["taking a step"] = s.cases.TakeStep(ctx, s.here, c, "safe")
	did["passing a step over"] = s.cases.PassStep(ctx, c, "safe")
	did["more time"] = s.cases.MoreTime(ctx, s.here, c, 1, "2027-06-18")
	did["taking back"] = s.cases.TakeBack(ctx, c, 1)
	_, did["the team looking"] = s.cases.Look(ctx, s.noor, c.Case)
	did["the team accepting"] = s.cases.Accept(ctx, s.noor, c.Case, "x", casework.Reply{Seen: 99, Sheets: 99})
	did["sharing"] = s.cases.Share(ctx, c, "debts", true)
	did["correcting"] = s.cases.Correct(ctx, s.here, c, casework.Correction{Path: "debts"}, "nl")
	did["the team writing"] = s.cases.SaveReply(ctx, s.noor, c.Case, casework.Reply{Text: "Hallo"})
	did["the team sending"] = s.cases.Send(ctx, s.here, s.noor, c.Case, casework.Reply{Text: "Hallo", Seen: 99})
	did["erasing"] = s.cases.Erase(ctx, c)
	return did
}

func TestService_aDatabaseThatIsGoneIsAFaultOfOurs(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.must(s.db.Close())
	did := s.everything(c)
	_, did["starting"] = s.cases.Start(t.Context(), s.here, casework.Starting{Text: "Hallo"})
	_, did["the list"] = s.cases.Inbox(t.Context(), s.noor, casework.TrayTeam, casework.Cursor{})
	for what, err := range did {
		s.refused(what, err, fault.Internal, "")
	}
}
