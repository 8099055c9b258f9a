// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

func TestOpenTask_aNumberThatWasNotGivenIsNotFound(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.unwritten("numbers that were not given", func() {
		for _, no := range []int{-1, 0, 2, 99} {
			_, err := s.cases.OpenTask(t.Context(), s.here, c, no, "nl")
			s.refused("opening", err, fault.NotFound, "")
			_, err = s.cases.Fill(t.Context(), s.here, c, no, "nl", casework.Filling{Fields: map[string]string{"adults": "1"}})
			s.refused("filling in", err, fault.NotFound, "")
			_, err = s.cases.Submit(t.Context(), s.here, c, no, "nl")
			s.refused("handing in", err, fault.NotFound, "")
			s.refused("doing it on paper", s.cases.OnPaper(t.Context(), c, no), fault.NotFound, "")
			s.refused("asking for time", s.cases.MoreTime(t.Context(), s.here, c, no, "2027-06-18"), fault.NotFound, "")
			s.refused("taking back", s.cases.TakeBack(t.Context(), c, no), fault.NotFound, "")
			s.refused("declining", s.cases.Decline(t.Context(), c, no), fault.NotFound, "")
			_, _, err = s.cases.Result(t.Context(), c, no)
			s.refused("what came out", err, fault.NotFound, "")
		}
	})
	_, _, err := s.cases.Result(t.Context(), c, 1)
	s.refused("what came out of a task that was not handed in", err, fault.NotFound, "")
}

func TestOpenTask_anAssignmentThatLeftTheShelfIsNotFound(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	_, err := s.raw.Exec("UPDATE tasks SET assignment = 'van-vroeger'")
	s.must(err)
	_, err = s.cases.OpenTask(t.Context(), s.here, c, 1, "nl")
	s.refused("an assignment that is gone", err, fault.NotFound, "")
}

func TestOpenTask_openedTwiceShowsTheSameRowsInTheLanguageAskedFor(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.unwritten("opening", func() {
		first, second := s.work(c, 1), s.work(c, 1)
		rows := first.Outcome.Draft.RowIDs("expenses")
		if len(rows) != 6 || !slices.Equal(rows, second.Outcome.Draft.RowIDs("expenses")) || first.Outcome.Draft.Value("reserve") != "€ 50" {
			t.Errorf("ready stand %v, then %v", rows, second.Outcome.Draft.RowIDs("expenses"))
		}
	})
	w, err := s.cases.OpenTask(t.Context(), s.here, c, 1, "en")
	if err != nil || w.Def.Language != "en" || w.Def.LogicHash != w.Task.LogicHash {
		t.Errorf("in English: %+v, %v", w.Def, err)
	}
}

func TestFill_keepsWhatWasTypedHoweverWrongItIs(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	typed := map[string]string{"adults": "een paar", "children": "-3", "reserve": "€ 99999999"}
	f := s.fill(c, 1, casework.Filling{Fields: typed})
	if len(f.Unkept) != 0 || f.Work.Task.State != casework.TaskStarted || f.Work.Task.Revision != 1 {
		t.Errorf("filled in: %+v", f)
	}
	w := s.work(c, 1)
	for path, want := range typed {
		if got := w.Outcome.Draft.Value(path); got != want {
			t.Errorf("%s is kept as %q, want %q", path, got, want)
		}
	}
	if w.Task.State != casework.TaskStarted || w.Task.Revision != 1 || len(w.Task.Draft) == 0 {
		t.Errorf("the task is %+v", w.Task)
	}
	s.unwritten("the same again", func() { s.fill(c, 1, casework.Filling{Fields: typed}) })
}

func TestFill_aTaskThatIsOnlyLookedAtHasBegunAndMovesNothing(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	before := s.talk(c).Case
	s.fill(c, 1, casework.Filling{})
	if w := s.work(c, 1); w.Task.State != casework.TaskStarted {
		t.Errorf("the task is %+v", w.Task)
	}
	after := s.talk(c).Case
	if after.Turn != before.Turn || !after.Promised.Equal(before.Promised) || after.Next != before.Next || after.ListKey() != before.ListKey() {
		t.Errorf("the case is %+v", after)
	}
	if want := (casework.TaskNote{Assignment: "budget", State: casework.TaskStarted}); after.Task != want {
		t.Errorf("the list says %+v", after.Task)
	}
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "1"}})
	if again := s.talk(c).Case; again.Version != after.Version {
		t.Errorf("going on writes the case again: %+v", again)
	}
}

func TestFill_givesBackOnlyNumbersThatGiveAPersonAway(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst")
	id := s.row(c, 1, "debts", nil)
	creditor, collector := "debts["+id+"].creditor", "debts["+id+"].collector"
	for what, text := range giveaways() {
		f := s.fill(c, 1, casework.Filling{Fields: map[string]string{creditor: text, collector: "Incasso"}})
		if back := f.Unkept[creditor]; len(f.Unkept) != 1 || back.Typed != text || back.Why.Key != "answer.numbers" {
			t.Errorf("%s: given back are %v", what, f.Unkept)
		}
		for _, d := range []casework.Work{f.Work, s.work(c, 1)} {
			if d.Outcome.Draft.Value(creditor) != "" || d.Outcome.Draft.Value(collector) != "Incasso" {
				t.Errorf("%s: kept is %+v", what, d.Outcome.Draft.Fields)
			}
		}
	}
}

func TestFill_rowsComeAndGoAndComeBack(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	id := s.row(c, 1, "income", map[string]string{"amount": "1200"})
	rows := func() []string { return s.work(c, 1).Outcome.Draft.RowIDs("income") }
	if !slices.Equal(rows(), []string{id}) || id != strings.ToLower(id) || len(id) != 10 {
		t.Errorf("added is %q, there are %v", id, rows())
	}
	cell := casework.Cell{Question: "income", Row: id}
	if s.fill(c, 1, casework.Filling{Remove: cell}); len(rows()) != 0 {
		t.Errorf("after taking it off there are %v", rows())
	}
	s.unwritten("taking off what is off", func() { s.fill(c, 1, casework.Filling{Remove: cell}) })
	s.fill(c, 1, casework.Filling{Undo: cell})
	if d := s.work(c, 1).Outcome.Draft; !slices.Equal(rows(), []string{id}) || d.Value("income["+id+"].amount") != "1200" {
		t.Errorf("put back are %v", rows())
	}
}

func TestFill_whatAnotherWindowTypedIsKeptBesideUntilSomeoneChooses(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	base := s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "1"}}).Work.Outcome.Draft.Rev
	post := func(base int, value string) casework.Filled {
		f, err := s.cases.Fill(t.Context(), s.here, c, 1, "nl", casework.Filling{Base: base, Fields: map[string]string{"adults": value}})
		s.must(err)
		return f
	}
	post(base, "2")
	f := post(base, "3")
	others := f.Work.Outcome.Draft.Others("adults")
	if f.Work.Outcome.Draft.Value("adults") != "3" || len(others) != 1 || others[0].Value != "2" {
		t.Fatalf("it stands at %q beside %v", f.Work.Outcome.Draft.Value("adults"), others)
	}
	post(base, "1") // the window shows 1 and changes nothing: it brings nothing back
	if d := s.work(c, 1).Outcome.Draft; d.Value("adults") != "3" {
		t.Errorf("an old page made it %q", d.Value("adults"))
	}
	s.fill(c, 1, casework.Filling{Choose: map[string]int{"adults": others[0].Rev}})
	d := s.work(c, 1).Outcome.Draft
	if len(d.Others("adults")) > 0 || d.Value("adults") != "2" {
		t.Errorf("chosen is %q", d.Value("adults"))
	}
}

func TestFill_ofManyAtOnceLosesNothing(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	answers := calm()
	var all sync.WaitGroup
	for path, value := range answers {
		all.Go(func() {
			_, err := s.cases.Fill(t.Context(), s.here, c, 1, "nl", casework.Filling{Fields: map[string]string{path: value}})
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
		})
	}
	all.Wait()
	w := s.work(c, 1)
	for path, want := range answers {
		if got := w.Outcome.Draft.Value(path); got != want {
			t.Errorf("%s is %q", path, got)
		}
	}
	if w.Task.Revision != len(answers) {
		t.Errorf("%d answers made %d revisions", len(answers), w.Task.Revision)
	}
}

// What is half filled in is the client's alone, until they hand it in.
func TestFill_theTeamCannotReadWhatWasNotHandedIn(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "2"}})
	o := s.open(c)
	if len(o.Dossier.Sections) != 0 || len(o.Dossier.Submissions) != 0 || len(o.Tasks) != 1 || o.Tasks[0].State != casework.TaskStarted {
		t.Errorf("the team opens %+v", o)
	}
	stolen := c
	stolen.Private = s.noor.TeamKey // the team has the case key, and not the client's own
	if _, err := s.cases.OpenTask(t.Context(), s.here, stolen, 1, "nl"); !fault.Is(err, fault.Internal) {
		t.Errorf("with the team's keys it answers %v", err)
	}
	if _, err := s.cases.Conversation(t.Context(), access.Client{Tenant: c.Tenant, ID: c.ID, Case: c.Case}); !fault.Is(err, fault.Internal) {
		t.Errorf("without keys the conversation answers %v", err)
	}
}

func TestDecline_needsNoReasonAndCanBeComeBackFrom(t *testing.T) {
	s := newSite(t)
	c := s.given("budget", "spoedcheck")
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "2"}})
	s.must(s.cases.Decline(t.Context(), c, 1))
	w := s.work(c, 1)
	if w.Task.State != casework.TaskDeclined || w.Outcome.Draft.Value("adults") != "2" {
		t.Errorf("the task is %+v", w.Task)
	}
	if k := s.open(c).Case; k.Task != (casework.TaskNote{Assignment: "spoedcheck", State: casework.TaskAssigned}) || k.Turn != casework.TurnClient {
		t.Errorf("the team sees %+v", k)
	}
	s.unwritten("declining twice", func() { s.must(s.cases.Decline(t.Context(), c, 1)) })
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "3"}})
	if w := s.work(c, 1); w.Task.State != casework.TaskStarted {
		t.Errorf("begun all the same, the task is %+v", w.Task)
	}
	s.spoedcheck(c, 2)
	s.unwritten("declining what was handed in", func() { s.must(s.cases.Decline(t.Context(), c, 2)) })
}
