// SPDX-License-Identifier: EUPL-1.2

package catalog_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

const (
	pastVocabulary = `
sections: [{id: home, label: Thuis}]
facts:
  home.adults: {type: number, label: Volwassenen, section: home}
`
	pastAssignment = `
title: Wie wonen er?
version: 1
language: nl
pages:
  - id: one
    title: Thuis
    questions:
      - {id: adults, fact: home.adults, ask: Met hoeveel ben je?}
`
)

// pastShelf is a shelf with one assignment, changed as asked, that remembers in db.
func pastShelf(t *testing.T, db *store.DB, change ...string) *catalog.Shelf {
	t.Helper()
	files := fstest.MapFS{"dossier.yaml": {Data: []byte(pastVocabulary)}}
	if len(change) != 1 { // one word alone: the files are gone
		files["thuis/assignment.yaml"] = &fstest.MapFile{Data: []byte(strings.NewReplacer(change...).Replace(pastAssignment))}
	}
	list, _ := assignment.Load(files)
	all, _, err := catalog.Overlay(context.Background(), &catalog.Shelf{Catalog: catalog.New(nil), Assignments: list}, db, nil)
	if err != nil {
		t.Fatal(err)
	}
	return all.Of("waterhoven")
}

func asked(t *testing.T, s *catalog.Shelf, logic string) string {
	t.Helper()
	d, err := s.Pinned(context.Background(), "thuis", logic, "nl")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, q := range d.Pages[0].Questions {
		list = append(list, q.Ask)
	}
	return strings.Join(list, " ")
}

func TestPinned_whatWasKeptUnderAnEarlierHashStillGetsBetterWords(t *testing.T) {
	db, err := store.Open(context.Background(), store.Options{Source: filepath.Join(t.TempDir(), "x.db"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	list, err := pastShelf(t, db).Assignments.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	const earlier = "c7aec739f5524acb"
	if !assignment.EarlierHash(earlier) || assignment.EarlierHash(list[0].Logic) {
		t.Error("hashes of earlier days are not told apart")
	}
	list[0].Logic = earlier
	if err := db.KeepSnapshots(context.Background(), list); err != nil {
		t.Fatal(err)
	}
	if got := asked(t, pastShelf(t, db, "Met hoeveel ben je?", "Met hoeveel zijn jullie?"), earlier); got != "Met hoeveel zijn jullie?" {
		t.Errorf("after a better word the task asks %q", got)
	}
	changed := pastShelf(t, db, "ask: Met hoeveel ben je?}", "ask: Met hoeveel ben je?}\n      - {id: pets, type: yesno, ask: Heb je dieren?}", "version: 1", "version: 2")
	if got := asked(t, changed, earlier); got != "Met hoeveel ben je?" {
		t.Errorf("after a new question the task asks %q", got)
	}
}

func TestPinned_aTaskUnderWayKeepsItsQuestionsAndGetsBetterWords(t *testing.T) {
	db, err := store.Open(context.Background(), store.Options{Source: filepath.Join(t.TempDir(), "x.db"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	first := pastShelf(t, db)
	d, _ := first.Offered("thuis", "nl")
	logic := d.LogicHash

	if got := asked(t, pastShelf(t, db, "Met hoeveel ben je?", "Met hoeveel zijn jullie?"), logic); got != "Met hoeveel zijn jullie?" {
		t.Errorf("after a better word the task asks %q", got)
	}
	changed := pastShelf(t, db, "ask: Met hoeveel ben je?}", "ask: Met hoeveel ben je?}\n      - {id: pets, type: yesno, ask: Heb je dieren?}", "version: 1", "version: 2")
	if got := asked(t, changed, logic); got != "Met hoeveel zijn jullie?" {
		t.Errorf("after a new question the task asks %q", got)
	}
	if d, _ := changed.Offered("thuis", "nl"); d.LogicHash == logic || len(d.Pages[0].Questions) != 2 {
		t.Error("a new task does not ask the new question")
	}
	gone := pastShelf(t, db, "weg")
	if got := asked(t, gone, logic); got != "Met hoeveel zijn jullie?" {
		t.Errorf("after the files are gone the task asks %q", got)
	}
	if _, ok := gone.Offered("thuis", "nl"); ok {
		t.Error("what is gone can still be handed out")
	}
	if d, ok := gone.Assignment("thuis", "nl"); !ok || d.Title != "Wie wonen er?" {
		t.Error("what is gone has no name any more")
	}
	if _, err := gone.Pinned(context.Background(), "nooit", "x", "nl"); !fault.Is(err, fault.NotFound) {
		t.Errorf("what never was gives %v", err)
	}
}
