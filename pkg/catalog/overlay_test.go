// SPDX-License-Identifier: EUPL-1.2

package catalog_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/content"
	"opgelucht/pkg/store"
	"opgelucht/pkg/tenant"
)

// ground is a server's folders on disk, over what ships.
type ground struct {
	*catalog.Overlaid
	t       *testing.T
	db      *store.DB
	folders []catalog.Folder
	news    []catalog.News
}

func newGround(t *testing.T) *ground {
	t.Helper()
	db, err := store.Open(context.Background(), store.Options{Source: filepath.Join(t.TempDir(), "x.db"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	g := &ground{t: t, db: db}
	for _, name := range []tenant.ID{"", "zee", "duin"} {
		path := filepath.Join(t.TempDir(), string(name))
		g.folders = append(g.folders, catalog.Folder{Tenant: name, Path: path, Files: os.DirFS(path)})
	}
	return g
}

// open starts the server over what is on disk now.
func (g *ground) open() {
	g.t.Helper()
	shipped, problems := catalog.Load()
	if bad := content.Errors(problems); len(bad) > 0 {
		g.t.Fatal(bad)
	}
	var err error
	if g.Overlaid, g.news, err = catalog.Overlay(context.Background(), shipped, g.db, g.folders); err != nil {
		g.t.Fatal(err)
	}
}

// write puts a file in a municipality's folder; a shipped assignment is written
// with texts changed.
func (g *ground) write(of tenant.ID, name, text string) {
	g.t.Helper()
	i := slices.IndexFunc(g.folders, func(f catalog.Folder) bool { return f.Tenant == of })
	file := filepath.Join(g.folders[i].Path, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		g.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		g.t.Fatal(err)
	}
}

func shippedBudget(t *testing.T, change ...string) string {
	t.Helper()
	text, err := os.ReadFile("../../assignments/budget/assignment.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.NewReplacer(change...).Replace(string(text))
	if len(change) > 0 && changed == string(text) {
		t.Fatalf("%q is not in the budget", change)
	}
	return changed
}

// look looks until the folders have settled, and gives what was found.
func (g *ground) look() []catalog.News {
	g.t.Helper()
	var all []catalog.News
	for range 2 {
		news, err := g.Look(context.Background())
		if err != nil {
			g.t.Fatal(err)
		}
		all = append(all, news...)
	}
	return all
}

func (g *ground) title(of tenant.ID, id string) string {
	d, ok := g.Of(of).Offered(id, "nl")
	if !ok {
		return ""
	}
	return d.Title
}

func (g *ground) wants(of tenant.ID, id, title string) {
	g.t.Helper()
	if got := g.title(of, id); got != title {
		g.t.Errorf("%q offers %s as %q, want %q", of, id, got, title)
	}
}

const oneQuestion = `
title: Parkeren
version: 1
language: nl
minutes: 5
why: Dan weten we of je kunt parkeren.
pages:
  - id: one
    title: Je auto
    questions:
      - {id: car, type: yesno, ask: Heb je een auto?}
`

func TestOverlay_aMunicipalitysAssignmentsReachNobodyElse(t *testing.T) {
	g := newGround(t)
	g.write("", "budget/assignment.yaml", shippedBudget(t, "title: Mijn budget", "title: Budget van ons allen"))
	g.write("zee", "budget/assignment.yaml", shippedBudget(t, "title: Mijn budget", "title: Budget aan zee"))
	g.write("zee", "parkeren/assignment.yaml", oneQuestion)
	g.open()
	g.wants("zee", "budget", "Budget aan zee")
	g.wants("zee", "parkeren", "Parkeren")
	g.wants("zee", "schuldenlijst", "Mijn schuldenlijst")
	g.wants("duin", "budget", "Budget van ons allen")
	g.wants("duin", "parkeren", "")
	if g.Of("duin") != g.Of("nog-een") {
		t.Error("municipalities without a folder do not share one shelf")
	}
	// The same questions in other words: who is half way elsewhere keeps the words of elsewhere.
	logic := logicOf(t, g, "zee", "budget")
	g.write("", "budget/assignment.yaml", shippedBudget(t, "title: Mijn budget", "title: Nieuw budget", "version: 1", "version: 2", "ask: Met hoeveel volwassenen", "max: 9\n        ask: Met hoeveel volwassenen"))
	g.look()
	if logicOf(t, g, "duin", "budget") == logic {
		t.Fatal("the questions did not change: this proves nothing")
	}
	for of, want := range map[tenant.ID]string{"zee": "Budget aan zee", "duin": "Budget van ons allen"} {
		if d, err := g.Of(of).Pinned(context.Background(), "budget", logic, "nl"); err != nil || d.Title != want {
			t.Errorf("%s goes on with %q, %v; want %q", of, d.Title, err, want)
		}
	}
}

func logicOf(t *testing.T, g *ground, of tenant.ID, id string) string {
	t.Helper()
	d, ok := g.Of(of).Offered(id, "nl")
	if !ok {
		t.Fatalf("%s offers no %s", of, id)
	}
	return d.LogicHash
}

func TestOverlay_aBrokenFileLeavesTheLastGoodOneAndSaysWhere(t *testing.T) {
	g := newGround(t)
	g.write("zee", "budget/assignment.yaml", "title: [")
	g.write("zee", "parkeren/assignment.yaml", oneQuestion)
	g.open()
	g.wants("zee", "budget", "Mijn budget") // the one that ships
	g.wants("zee", "parkeren", "Parkeren")
	where := filepath.Join(g.folders[1].Path, "budget", "assignment.yaml")
	if bad := content.Errors(g.news[1].Problems); len(bad) == 0 || bad[0].File != where || bad[0].Line == 0 {
		t.Errorf("it says %v", bad)
	}
	g.write("zee", "budget/assignment.yaml", shippedBudget(t, "title: Mijn budget", "title: Budget aan zee"))
	g.look()
	g.wants("zee", "budget", "Budget aan zee")
	g.write("zee", "budget/assignment.yaml", "title: [")
	g.write("zee", "parkeren/assignment.yaml", strings.Replace(oneQuestion, "title: Parkeren", "title: Je auto kwijt", 1))
	if news := g.look(); len(news) != 1 || len(content.Errors(news[0].Problems)) == 0 {
		t.Errorf("it found %+v", news)
	}
	g.wants("zee", "budget", "Budget aan zee")
	g.wants("zee", "parkeren", "Je auto kwijt") // what is good in the same folder goes live
	if err := os.RemoveAll(g.folders[1].Path); err != nil {
		t.Fatal(err)
	}
	g.look()
	g.wants("zee", "budget", "Mijn budget")
	g.wants("zee", "parkeren", "")
	if d, ok := g.Of("zee").Assignment("parkeren", "nl"); !ok || d.Title != "Je auto kwijt" {
		t.Error("what was handed out has no name any more")
	}
	if _, ok := g.Of("duin").Assignment("parkeren", "nl"); ok {
		t.Error("what is gone at one municipality shows at another")
	}
	logic := "" // and after a restart, without the files
	if d, ok := g.Of("zee").Assignment("parkeren", "nl"); ok {
		logic = d.LogicHash
	}
	g.open()
	if d, err := g.Of("zee").Pinned(context.Background(), "parkeren", logic, "nl"); err != nil || d.Title != "Je auto kwijt" {
		t.Errorf("a task under way asks %v, %v", d, err)
	}
	if _, err := g.Of("duin").Pinned(context.Background(), "parkeren", logic, "nl"); err == nil {
		t.Error("another municipality opens it")
	}
}

func TestLook_waitsForWhoIsWritingAndReadsOnlyWhatChanged(t *testing.T) {
	g := newGround(t)
	g.write("zee", "parkeren/assignment.yaml", oneQuestion)
	g.open()
	if news := g.look(); len(news) != 0 {
		t.Errorf("nothing changed, and it read %+v", news)
	}
	before := g.Of("zee")
	g.write("zee", "parkeren/assignment.yaml", oneQuestion+"\n# half")
	if news, err := g.Look(context.Background()); err != nil || len(news) != 0 {
		t.Errorf("it did not wait: %+v, %v", news, err)
	}
	g.write("zee", "parkeren/assignment.yaml", strings.Replace(oneQuestion, "title: Parkeren", "title: Heel", 1))
	if news := g.look(); len(news) != 1 || news[0].Folder.Tenant != "zee" {
		t.Errorf("it read %+v", news)
	}
	g.wants("zee", "parkeren", "Heel")
	if d, _ := before.Offered("parkeren", "nl"); d.Title != "Parkeren" {
		t.Error("a shelf changed under its reader")
	}
	g.write("zee", "parkeren/assignment.yaml", oneQuestion)
	if news, err := g.Reload(context.Background()); err != nil || len(news) != len(g.folders) {
		t.Errorf("reloading read %+v, %v", news, err)
	}
	g.wants("zee", "parkeren", "Parkeren")
}

func TestOverlay_whatCountsForNothingIsTold(t *testing.T) {
	g := newGround(t)
	g.write("zee", "dossier.yaml", "facts: {}")
	g.write("zee", "Mijn Map/assignment.yaml", oneQuestion)
	g.write("zee", "groot/assignment.yaml", oneQuestion+"# "+strings.Repeat("x", 256<<10))
	g.write("zee", "goed/assignment.yaml", oneQuestion)
	g.write("zee", "goed/brief.nl.md", strings.Repeat("x", 300<<10))
	if err := os.RemoveAll(g.folders[0].Path); err != nil {
		t.Fatal(err)
	}
	g.folders[0].Files, g.folders[0].Path = os.DirFS("nergens"), "nergens"
	g.open()
	var all strings.Builder
	for _, n := range g.news {
		for _, p := range n.Problems {
			all.WriteString(p.Text("en") + "\n")
		}
	}
	for _, want := range []string{"nergens: There is no such folder", "dossier.yaml: The facts of the dossier", "Mijn Map: An assignment cannot", "groot/assignment.yaml: This file is larger", "brief.nl.md: This file is larger"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %q in\n%s", want, all.String())
		}
	}
	if ids := g.Of("zee").Assignments.IDs(); slices.Contains(ids, "Mijn Map") || slices.Contains(ids, "groot") || slices.Contains(ids, "goed") {
		t.Errorf("it offers %v", ids)
	}
}

func TestOverlay_whoWritesMayHaveAVocabularyOfTheirOwn(t *testing.T) {
	g := newGround(t)
	g.folders = g.folders[:1]
	g.folders[0].Whole = true
	g.write("", "dossier.yaml", "sections: [{id: car, label: Auto}]\nfacts:\n  car.owned: {type: yesno, label: Heeft een auto, section: car}\n")
	g.write("", "parkeren/assignment.yaml", strings.Replace(oneQuestion, "type: yesno", "fact: car.owned", 1))
	g.open()
	if n := len(g.news[0].Problems); n > 3 || g.news[0].Broken("parkeren") {
		t.Errorf("of %d problems the first are %v", n, g.news[0].Problems[:min(n, 4)])
	}
	g.wants("", "parkeren", "Parkeren")
	g.wants("", "budget", "Mijn budget")
	if _, ok := g.Of("").Assignments.Vocabulary("nl").Type("car.owned"); !ok {
		t.Error("the dossier does not know the fact")
	}
	g.write("", "dossier.yaml", "sections: [")
	if news := g.look(); len(news) != 1 || !news[0].Broken("parkeren") {
		t.Errorf("of a vocabulary that cannot be read it says %+v", news)
	}
	g.wants("", "parkeren", "Parkeren")
}

// Hundreds of municipalities without a folder of their own cost next to nothing.
func BenchmarkLook_threeHundredMunicipalitiesOfWhichTenHaveTheirOwn(b *testing.B) {
	text, err := os.ReadFile("../../assignments/budget/assignment.yaml")
	if err != nil {
		b.Fatal(err)
	}
	var folders []catalog.Folder
	for i := range 300 {
		path := filepath.Join(b.TempDir(), "assignments")
		if i < 10 {
			if err := os.MkdirAll(filepath.Join(path, "budget"), 0o700); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(path, "budget", "assignment.yaml"), text, 0o600); err != nil {
				b.Fatal(err)
			}
		}
		folders = append(folders, catalog.Folder{Tenant: tenant.ID("g" + strconv.Itoa(i)), Path: path, Files: os.DirFS(path)})
	}
	shipped, _ := catalog.Load()
	o, _, err := catalog.Overlay(context.Background(), shipped, nil, folders)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if news, err := o.Look(context.Background()); len(news) > 0 || err != nil {
			b.Fatal(news, err)
		}
	}
}

func TestOverlay_whatAMunicipalityOnceHadAndNobodyCanReadAnyMoreClosesNothing(t *testing.T) {
	g := newGround(t)
	g.write("zee", "parkeren/assignment.yaml", oneQuestion)
	old := assignment.Snapshot{Assignment: "oud@zee", Version: 1, Logic: "x@zee", Words: "w", Body: []byte("no bundle")}
	if err := g.db.KeepSnapshots(context.Background(), []assignment.Snapshot{old}); err != nil {
		t.Fatal(err)
	}
	g.open()
	g.wants("zee", "parkeren", "Parkeren")
	g.wants("duin", "budget", "Mijn budget")
	if _, ok := g.Of("zee").Assignment("oud", "nl"); ok {
		t.Error("it was read all the same: this proves nothing")
	}
}
