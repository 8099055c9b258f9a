// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"crypto/rand"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/content"
	"opgelucht/pkg/fault"
)

// publish puts another version of the budget on the shelf, as after an update of
// the server. Changes are "old", "new".
func (s *site) publish(change ...string) {
	s.t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(assignments.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == assignment.LockFile {
			return err
		}
		text, err := fs.ReadFile(assignments.FS, name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	})
	s.must(err)
	const file = "budget/assignment.yaml"
	text := string(files[file].Data)
	for i := 0; i < len(change); i += 2 {
		if !strings.Contains(text, change[i]) {
			s.t.Fatalf("the budget has no %q", change[i])
		}
		text = strings.Replace(text, change[i], change[i+1], 1)
	}
	files[file] = &fstest.MapFile{Data: []byte(text)}
	list, problems := assignment.Load(files, "en")
	for _, p := range content.Errors(problems) {
		if p.Rule != "translation-missing" && p.Rule != "translation-stale" {
			s.t.Fatal(p)
		}
	}
	next, _, err := catalog.Overlay(s.t.Context(), &catalog.Shelf{Catalog: shelf().Catalog, Assignments: list, Norms: shelf().Norms}, s.db, nil)
	s.must(err)
	s.cases = casework.New(casework.Parts{Store: s.db, Margin: s.db, Gate: s.gate, Sessions: s.sessions, Catalog: next, NewID: rand.Text, Now: func() time.Time { return s.now }})
}

// withoutChildren is a second version: a question is gone, another came, and the
// spending has another name.
var withoutChildren = []string{
	"version: 2", "version: 3", `      - id: children
        fact: household.children
        ask: Hoeveel kinderen wonen er bij je?
        help: Tel ook kinderen mee die er een deel van de week zijn.
        required: no
`, `      - id: pets
        type: yesno
        ask: Heb je een huisdier?
        required: no
`,
}

func (s *site) agree(c access.Client, no int, logic string) (casework.Work, bool) {
	s.t.Helper()
	w, taken, err := s.cases.TakeVersion(s.t.Context(), s.here, c, no, "nl", logic)
	s.must(err)
	return w, taken
}

func (s *site) news(c access.Client, no int) casework.News {
	s.t.Helper()
	n, ok := s.work(c, no).News()
	if !ok {
		s.t.Fatal("there is no news")
	}
	return n
}

func TestTakeVersion_onlyWhoAgreesMovesAndNothingTypedIsLost(t *testing.T) {
	s := newSite(t)
	s.publish()
	c := s.given("budget")
	if _, ok := s.work(c, 1).News(); ok {
		t.Error("there is news while nothing changed")
	}
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "2", "children": "3"}})
	old := s.work(c, 1)
	s.publish("Tel jezelf mee.", "Reken jezelf mee.")
	if w := s.work(c, 1); w.Def.Pages[0].Questions[0].Help != "Reken jezelf mee." || w.Task.Revision != old.Task.Revision {
		t.Errorf("a better word did not reach the task: %+v", w.Task)
	}
	s.publish(withoutChildren...)
	n := s.news(c, 1)
	if n.Class != assignment.Breaking || strings.Join(n.Gone, "|") != "Hoeveel kinderen wonen er bij je?" || strings.Join(n.Added, "|") != "Heb je een huisdier?" || n.Parks != 1 || n.Declined {
		t.Errorf("the news is %+v", n)
	}
	if w := s.work(c, 1); len(w.Def.Pages[0].Questions) != 2 || w.Def.Pages[0].Questions[1].ID != "children" {
		t.Error("the questions changed by themselves")
	}
	s.unwritten("agreeing to another version", func() {
		if _, taken := s.agree(c, 1, "0123456789abcdef0123"); taken {
			t.Error("a version that is not there was taken")
		}
	})
	w, taken := s.agree(c, 1, n.Logic)
	if !taken || w.Task.Version != 3 || w.Def.Pages[0].Questions[1].ID != "pets" || w.Outcome.Draft.Value("adults") != "2" {
		t.Errorf("%v, %+v", taken, w.Task)
	}
	s.unwritten("pressing twice", func() {
		if _, taken := s.agree(c, 1, n.Logic); !taken {
			t.Error("pressing twice is refused")
		}
	})
	if w = s.work(c, 1); w.Task.Version != 3 || w.Task.State != casework.TaskStarted {
		t.Errorf("the task is %+v", w.Task)
	}
	if _, ok := w.News(); ok {
		t.Error("there is still news")
	}
	f, err := s.cases.Fill(t.Context(), s.here, c, 1, "nl", casework.Filling{ // a window that was open all the time
		Logic: old.Def.LogicHash, Base: old.Outcome.Draft.Rev, Fields: map[string]string{"adults": "2", "children": "4"},
	})
	s.must(err)
	if d := f.Work.Outcome.Draft; d.Value("children") != "" || d.Value("adults") != "2" {
		t.Error("an old window put an answer where nothing is asked")
	}
	list, err := s.cases.Parked(t.Context(), c, "nl")
	s.must(err)
	if len(list) != 1 || len(list[0].Answers) != 1 || list[0].Answers[0].Text("nl") != "4" || list[0].Answers[0].Title() != "Hoeveel kinderen wonen er bij je?" {
		t.Fatalf("parked are %+v", list)
	}
	s.must(s.cases.ForgetParked(t.Context(), s.here, c, 1, "nl", list[0].Answers[0].Key()))
	if list, err = s.cases.Parked(t.Context(), c, "nl"); err != nil || len(list) > 0 {
		t.Errorf("after deleting: %+v, %v", list, err)
	}
}

func TestKeepVersion_whoDoesNotWantItIsNotAskedAgainUntilThereIsAnotherOne(t *testing.T) {
	s := newSite(t)
	s.publish()
	c := s.given("budget")
	s.publish(withoutChildren...)
	first := s.news(c, 1)
	if first.Parks != 0 {
		t.Errorf("of a task that was not begun %d are parked", first.Parks)
	}
	keep := func(logic string) {
		t.Helper()
		s.must(s.cases.KeepVersion(t.Context(), s.here, c, 1, "nl", logic))
	}
	s.unwritten("keeping what is not there", func() { keep("nothing") })
	keep(first.Logic)
	s.unwritten("keeping twice", func() { keep(first.Logic) })
	if n := s.news(c, 1); !n.Declined || n.Logic != first.Logic {
		t.Errorf("after no: %+v", n)
	}
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "1"}})
	if n := s.news(c, 1); !n.Declined {
		t.Error("filling in asks again")
	}
	s.publish("version: 2", "version: 4", "min_rows: 1", "min_rows: 2")
	n := s.news(c, 1)
	if n.Declined || n.Logic == first.Logic || strings.Join(n.Changed, "|") != "Wat erin komt" {
		t.Errorf("of the third version: %+v", n)
	}
	if w, taken := s.agree(c, 1, n.Logic); !taken || w.Task.Version != 4 || w.Outcome.Draft.Value("adults") != "1" {
		t.Errorf("moving on all the same: %v %+v", taken, w.Task)
	}
}

func TestNews_oldFilesThatWerePutBackAreNoNews(t *testing.T) {
	s := newSite(t)
	s.publish("version: 2", "version: 5", "min_rows: 1", "min_rows: 2")
	c := s.given("budget")
	s.publish("version: 2", "version: 4")
	if n, ok := s.work(c, 1).News(); ok {
		t.Errorf("an older version is offered: %+v", n)
	}
	if w := s.work(c, 1); w.Task.Version != 5 || w.Def.Version != 5 {
		t.Errorf("the task is on %d and asks %d", w.Task.Version, w.Def.Version)
	}
}

func TestTakeVersion_aTaskThatWasNotBegunOrWasHandedInKeepsItsState(t *testing.T) {
	s := newSite(t)
	s.publish()
	c := s.given("spoedcheck", "budget", "budget")
	s.fill(c, 2, casework.Filling{Fields: map[string]string{"adults": "1", "income.none": "1", "reserve": "0"}})
	w := s.work(c, 2)
	for _, row := range w.Outcome.Draft.RowIDs("expenses") {
		s.fill(c, 2, casework.Filling{Remove: casework.Cell{Question: "expenses", Row: row}})
	}
	s.submit(c, 2)
	s.publish(withoutChildren...)
	if w, taken := s.agree(c, 3, s.news(c, 3).Logic); !taken || w.Task.State != casework.TaskAssigned || w.Task.Version != 3 || len(s.work(c, 3).Task.Draft) > 0 {
		t.Errorf("one that was not begun: %v, %+v", taken, w.Task)
	}
	s.submit(c, 2) // again, as it was: the sheet is there already
	_, d, err := s.cases.OwnDossier(t.Context(), c)
	s.must(err)
	if len(d.Submissions) != 1 || d.Submissions[0].Of.Version != 2 || d.Submissions[0].Of.LogicHash != w.Def.LogicHash {
		t.Errorf("handed in again: %+v", d.Submissions)
	}
	if w, taken := s.agree(c, 2, s.news(c, 2).Logic); !taken || w.Task.State != casework.TaskSubmitted {
		t.Errorf("one that was handed in: %v, %+v", taken, w.Task)
	}
	s.submit(c, 2)
	if _, d, err = s.cases.OwnDossier(t.Context(), c); err != nil || len(d.Submissions) != 2 || d.Submissions[1].Of.Version != 3 {
		t.Errorf("after agreeing it is handed in as %+v, %v", d.Submissions, err)
	}
	_, _, err = s.cases.TakeVersion(t.Context(), s.here, c, 9, "nl", "x")
	s.refused("a task that was not given", err, fault.NotFound, "")
}

func TestTakeVersion_andAWindowThatSavesAtTheSameMomentBothCount(t *testing.T) {
	for range 8 {
		s := newSite(t)
		s.publish()
		c := s.given("budget")
		s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "2"}})
		old := s.work(c, 1)
		s.publish(withoutChildren...)
		logic := s.news(c, 1).Logic
		var wait sync.WaitGroup
		wait.Go(func() {
			if _, taken, err := s.cases.TakeVersion(t.Context(), s.here, c, 1, "nl", logic); err != nil || !taken {
				t.Errorf("taking the version: %v, %v", taken, err)
			}
		})
		wait.Go(func() {
			in := casework.Filling{Logic: old.Def.LogicHash, Base: old.Outcome.Draft.Rev, Fields: map[string]string{"adults": "3", "children": "4"}}
			if _, err := s.cases.Fill(t.Context(), s.here, c, 1, "nl", in); err != nil {
				t.Errorf("filling in: %v", err)
			}
		})
		wait.Wait()
		w := s.work(c, 1)
		aside := w.Outcome.Draft.ShownParked("nl")
		if w.Task.Version != 3 || w.Outcome.Draft.Value("adults") != "3" || len(aside) != 1 || aside[0].Text("nl") != "4" {
			t.Fatalf("version %d, %q, %+v", w.Task.Version, w.Outcome.Draft.Value("adults"), aside)
		}
	}
}
