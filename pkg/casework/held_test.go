// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// sees gives all that a client is shown.
func (s *site) sees(c access.Client) string {
	s.t.Helper()
	talk := s.talk(c)
	tasks, err := s.cases.Tasks(s.t.Context(), c, talk)
	s.must(err)
	d := s.own(c)
	k := talk.Case
	for i := range tasks {
		tasks[i].Draft, tasks[i].Revision = nil, 0
	}
	text, err := json.Marshal([]any{k.Turn, k.Promised.UTC(), k.Urgency, k.Legal, k.Next, k.Closed, k.Task, talk.Label, talk.Letters, tasks, d.Remarks})
	s.must(err)
	return string(text)
}

// stays is what taking back brings to what it was: everything but what counts up.
func (s *site) stays() string {
	return s.dump("cases", "staff_drafts", "audit", "audit_heads", "tallies", "tasks", "counts")
}

func TestUnsend_theClientSeesNothingUntilItIsDelivered(t *testing.T) {
	s := newSite(t)
	c, o, sheet := s.checked()
	s.undoable(2 * time.Minute)
	before, reply := s.sees(c), casework.Reply{
		Notes: []casework.Note{{Sheet: sheet, Path: "court", Text: "Is er een brief?", Ask: true}}, Give: []casework.Give{{Assignment: "budget", Workdays: 5}},
	}
	s.must(s.answer(o, reply))
	if got := s.sees(c); got != before {
		t.Errorf("before delivery the client sees\n%s\nand not\n%s", got, before)
	}
	if _, err := s.cases.OpenTask(t.Context(), s.here, c, 2, "nl"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a task that did not arrive opens: %v", err)
	}
	if w := s.work(c, 1); w.State != casework.TaskSeen || len(w.Notes) != 0 {
		t.Errorf("the task is %s with %d notes", w.State, len(w.Notes))
	}
	s.refused("declining what did not arrive", s.cases.Decline(t.Context(), c, 2), fault.NotFound, "")
	s.now = s.now.Add(2 * time.Minute)
	talk := s.talk(c)
	if len(talk.Letters) != 3 || talk.Case.Turn != casework.TurnClient || len(s.work(c, 1).Notes) != 1 {
		t.Errorf("after delivery there are %d letters and it is the %s's turn", len(talk.Letters), talk.Case.Turn)
	}
	if at := talk.Letters[2].At; !at.Equal(s.now) {
		t.Errorf("it came at %v, want %v", at, s.now)
	}
	s.work(c, 2)
	s.refused("taking it back", s.cases.Unsend(t.Context(), s.noor, c.Case), fault.Invalid, "held.gone")
}

func TestUnsend_everythingIsAsItWasAndTheTextADraft(t *testing.T) {
	s := newSite(t)
	c, o, sheet := s.checked()
	s.undoable(2 * time.Minute)
	rows, seen, told, listed := s.stays(), s.sees(c), s.told(), o.Case.ListKey()
	reply := casework.Reply{Accept: []string{sheet}, Give: []casework.Give{{Assignment: "budget", Workdays: 5}}, Calm: true, Next: "2027-06-20"}
	s.must(s.answer(o, reply))
	s.must(s.cases.Unsend(t.Context(), s.noor, c.Case))
	if s.stays() != rows {
		t.Error("rows are not as they were")
	}
	s.counted("taking back")
	s.wantTold("after taking back", told)
	after := s.open(c)
	if s.sees(c) != seen || after.Case.ListKey() != listed || after.Case.Owner != o.Case.Owner || after.Held != nil {
		t.Errorf("the case is %+v", after.Case)
	}
	reply.Text, reply.Seen, reply.Sheets = "Kijk eens.", o.Case.LastSeq, o.Sheets
	if !reflect.DeepEqual(after.Draft, reply) {
		t.Errorf("the draft is %+v", after.Draft)
	}
	s.must(s.answer(after, after.Draft)) // and it can be sent again
	s.now = s.now.Add(time.Hour)
	if w := s.work(c, 2); w.Task.Assignment != "budget" {
		t.Errorf("task 2 is %s", w.Task.Assignment)
	}
}

func TestUnsend_whatTheClientDidMeanwhileStays(t *testing.T) {
	s := newSite(t)
	s.undoable(2 * time.Minute)
	c := s.begin()
	promised := s.talk(c).Case.Promised
	s.send(c, casework.Reply{Text: "Te snel."})
	s.now = s.now.Add(time.Minute)
	s.post(c, "Nog iets.")
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Text: "En dit."}))
	s.must(s.cases.Unsend(t.Context(), s.noor, c.Case))
	talk, o := s.talk(c), s.open(c)
	if len(talk.Letters) != 2 || !talk.Case.Promised.Equal(promised) || talk.Case.Turn != casework.TurnCounsellor {
		t.Errorf("%d letters, promised %v", len(talk.Letters), talk.Case.Promised)
	}
	if o.Draft.Text != "Te snel.\n\nEn dit." {
		t.Errorf("the draft is %q", o.Draft.Text)
	}
	s.counted("taking back after the client wrote")
	s.post(c, "En nog iets.")
	s.send(c, casework.Reply{Text: "Nu goed."})
	if n := len(s.open(c).Letters); n != 4 {
		t.Errorf("%d letters", n)
	}
}

func TestUnsend_onlyTheSenderAndOneAtATime(t *testing.T) {
	s := newSite(t)
	s.undoable(2 * time.Minute)
	c := s.begin()
	s.send(c, casework.Reply{Text: "Eerst dit."})
	o := s.open(c)
	s.unwritten("a second answer", func() {
		s.refused("a second answer", s.answer(o, casework.Reply{}), fault.Invalid, "held.waits")
		in := casework.Closing{Outcome: "self", Reply: casework.Reply{Text: "Dag.", Seen: 9, Sheets: 9}}
		s.refused("closing", s.cases.Close(t.Context(), s.here, s.noor, c.Case, in), fault.Invalid, "held.waits")
	})
	other := s.colleague("fuut")
	s.must(s.cases.GiveReason(t.Context(), other, c.Case, casework.Reason{Why: casework.WhyAsked}))
	s.refused("a colleague", s.cases.Unsend(t.Context(), other, c.Case), fault.Invalid, "held.gone")
	s.must(s.cases.Unsend(t.Context(), s.noor, c.Case))
	s.refused("twice", s.cases.Unsend(t.Context(), s.noor, c.Case), fault.Invalid, "held.gone")
}

func TestHold_whatIsWrittenAtNightWaitsForOpening(t *testing.T) {
	s := newSite(t)
	s.undoable(2 * time.Minute)
	c := s.begin() // on a Monday; an answer is promised for Wednesday
	s.now = on(7, 22)
	s.send(c, casework.Reply{Text: "Goedenavond.", Hold: true, Give: []casework.Give{{Assignment: "budget", Workdays: 1}}})
	opens := s.open(c).Held.Until
	s.now = opens.Add(-time.Second)
	if n := len(s.talk(c).Letters); n != 1 {
		t.Errorf("at night the client sees %d letters", n)
	}
	s.now = opens
	talk := s.talk(c)
	if len(talk.Letters) != 2 || !talk.Letters[1].At.Equal(opens) || opens.Day() != 8 {
		t.Errorf("%d letters at opening, %v", len(talk.Letters), opens)
	}
	if due := s.work(c, 1).Task.Due; due != "2027-06-09" {
		t.Errorf("due on %s: days are counted from when the client has it", due)
	}
}

func TestOpening_isNeverAfterAPromiseNorInAnEmergency(t *testing.T) {
	s := newSite(t)
	k := s.talk(s.begin()).Case
	for _, one := range []struct {
		now    time.Time
		change func(*casework.Case)
		want   bool
	}{
		{on(7, 22), func(*casework.Case) {}, true},
		{on(7, 12), func(*casework.Case) {}, false},
		{on(7, 22), func(k *casework.Case) { k.Promised = on(7, 17) }, false},
		{on(7, 22), func(k *casework.Case) { k.Turn, k.Promised = casework.TurnClient, time.Time{} }, true},
		{on(7, 22), func(k *casework.Case) { k.Urgency = casework.Crisis }, false},
	} {
		c := k
		one.change(&c)
		if _, got := casework.Opening(s.here, c, one.now); got != one.want {
			t.Errorf("at %v with %+v: %v", one.now, c, got)
		}
	}
}

// Whatever a client does while an answer is under way, taking it back or not, the
// counts stay right and nothing of theirs goes.
func TestUnsend_anyOrderOfDoingKeepsTheCountsAndTheLetters(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		s := newSite(t)
		s.undoable(2 * time.Minute)
		c, dice := s.begin(), rand.New(rand.NewPCG(seed, 1))
		letters := 1
		for range 12 {
			switch dice.IntN(4) {
			case 0:
				s.post(c, "Iets.")
				letters++
			case 1:
				r := casework.Reply{Text: "Antwoord.", Seen: 99, Sheets: 99, Give: []casework.Give{{Assignment: "budget", Workdays: 3}}}
				if err := s.cases.Send(t.Context(), s.here, s.noor, c.Case, r); err == nil {
					letters++
				} else {
					s.refused("sending", err, fault.Invalid, "held.waits")
				}
			case 2:
				if err := s.cases.Unsend(t.Context(), s.noor, c.Case); err == nil {
					letters--
				}
			case 3:
				s.now = s.now.Add(time.Minute)
			}
			s.counted("a step")
		}
		s.now = s.now.Add(time.Hour)
		if n := len(s.talk(c).Letters); n != letters {
			t.Errorf("seed %d: %d letters, want %d", seed, n, letters)
		}
	}
}

// Taking back an answer leaves a gap in the numbers of tasks when the client was given
// one meanwhile: each is still found by its own number.
func TestUnsend_tasksAreFoundByTheirNumberAlsoWhenOneIsMissing(t *testing.T) {
	s := newSite(t)
	s.undoable(2 * time.Minute)
	c := s.begin()
	s.send(c, casework.Reply{Give: []casework.Give{{Assignment: "budget", Workdays: 5}}})
	no := s.take(c, "safe")
	if s.must(s.cases.Unsend(t.Context(), s.noor, c.Case)); no != 2 {
		t.Fatalf("the step is task %d", no)
	}
	s.must(s.cases.Decline(t.Context(), c, no))
	if no = s.take(c, "check"); no != 3 {
		t.Fatalf("the next step is task %d", no)
	}
	s.spoedcheck(c, no)
	s.takeBack(c, no)
	if w := s.work(c, no); w.State != casework.TaskStarted {
		t.Errorf("after taking it back it is %s", w.State)
	}
	s.refused("the one that is missing", s.cases.TakeBack(t.Context(), c, 1), fault.NotFound, "")
}
