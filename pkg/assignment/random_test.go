// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"opgelucht/assignments"
	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
)

// tour asks an outcome everything that a page could ask.
func tour(t testing.TB, o *Outcome) {
	t.Helper()
	all := o.Issues()
	for _, p := range o.Def.Pages {
		for _, open := range append([]string{""}, o.Draft.RowIDs(p.Questions[0].ID)...) {
			f := o.Form(p, open)
			f.Mark(append(o.PageIssues(p), all...))
			for _, in := range f.Inputs() {
				if in.Value != o.Draft.Value(in.Path) {
					t.Fatalf("%s shows %q", in.Path, in.Value)
				}
			}
		}
	}
	for _, open := range all {
		if open.Sentence().Key == "" || open.Page == "" || open.Label == "" {
			t.Fatalf("%+v says nothing", open)
		}
	}
	for _, p := range o.Screens() {
		if done, asked := o.Done(p); done > asked || asked > len(p.Questions) {
			t.Fatalf("%d of %d are answered", done, asked)
		}
	}
	for _, r := range o.Results() {
		if strings.Contains(strings.ToLower(string(r.HTML)), "<script") {
			t.Fatalf("an answer became part of the page: %s", r.HTML)
		}
	}
}

// kept checks that a sheet comes back as it was sealed.
func kept(t testing.TB, o *Outcome) {
	t.Helper()
	first, err := json.Marshal(o.Submission(today))
	if err != nil {
		t.Fatal(err)
	}
	var s Submission
	if err := json.Unmarshal(first, &s); err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(s)
	if err != nil || !bytes.Equal(first, second) {
		i := 0
		for i < min(len(first), len(second)) && first[i] == second[i] {
			i++
		}
		t.Fatalf("a sheet comes back as another, %v: %.60s and %.60s", err, first[max(i-20, 0):], second[max(i-20, 0):])
	}
	nothing := len(s.Answers) == 0 && len(o.Def.picks()) == 0 // else there may be nothing to choose from
	if s.Title == "" || nothing || !s.At.Equal(today) {
		t.Fatalf("%q of %s with %d answers", s.Title, s.At, len(s.Answers))
	}
}

func TestShippedAssignments_bearAnyAnswer(t *testing.T) {
	for _, id := range shipped().IDs() {
		nl, en := definition(t, id, "nl"), definition(t, id, "en")
		for seed := range uint64(400) {
			s := &Stranger{Rand: rand.New(rand.NewPCG(seed, 3)), Draft: NewDraft(), Sloppy: true}
			w := world()
			if seed%2 == 0 {
				s.Draft = nl.Prefill(World{}, newIDs())
			}
			s.Fill(nl)
			o := nl.Evaluate(s.Draft, w)
			tour(t, o)
			kept(t, o)
			w.Record = dossier.NewRecord(o.Facts(today, dossier.Source{Assignment: id, Version: nl.Version}))
			again := en.Evaluate(en.Prefill(w, newIDs()), w) // the client changed the language
			tour(t, again)
			kept(t, again)
		}
	}
}

func TestShippedAssignments_askNothingTwiceAndWriteNothingTwice(t *testing.T) {
	ready := 0
	for _, id := range shipped().IDs() {
		def := definition(t, id, source)
		src := dossier.Source{Assignment: id, Version: def.Version}
		for seed := range uint64(1500) {
			s := &Stranger{Rand: rand.New(rand.NewPCG(seed, 4)), Draft: NewDraft(), Factual: true}
			s.Fill(def)
			o := def.Evaluate(s.Draft, world())
			if Blocking(o.Issues()) {
				continue // it could not be handed in
			}
			ready++
			w := world()
			w.Record = dossier.NewRecord(o.Facts(today, src))
			next := def.Evaluate(def.Prefill(w, newIDs()), w)
			for _, i := range next.Issues() {
				if !i.Warning {
					t.Fatalf("%s %d asks again: %s (%v)", id, seed, i.Label, i.Issue)
				}
			}
			if facts := next.Facts(today, src); len(facts) > 0 {
				t.Fatalf("%s %d writes %s again: %+v, was %+v", id, seed, facts[0].Path, facts[0].Values, w.Record.History(facts[0].Path, facts[0].Row))
			}
		}
	}
	if ready < 200 {
		t.Errorf("only %d could be handed in: this test says little", ready)
	}
}

func TestShippedAssignments_haveTheSameLogicInEveryLanguage(t *testing.T) {
	for range 5 { // and each time they are read
		s, _ := Load(assignments.FS, "en")
		for _, id := range s.IDs() {
			nl, ok1 := s.Get(id, "nl")
			en, ok2 := s.Get(id, "en")
			if !ok1 || !ok2 || nl.Language != "nl" || en.Language != "en" || nl.Title == en.Title {
				t.Fatalf("%s is not there in two languages", id)
			}
			if nl.LogicHash != en.LogicHash || nl.LogicHash != definition(t, id, "nl").LogicHash || EarlierHash(nl.LogicHash) {
				t.Errorf("%s: %s and %s", id, nl.LogicHash, en.LogicHash)
			}
			if other, _ := s.Get(id, "ar"); other != nl {
				t.Errorf("%s: a language without words is not Dutch", id)
			}
		}
	}
	if _, ok := shipped().Get("nothing", "nl"); ok {
		t.Error("an assignment that does not exist")
	}
}

func TestLogicHash_followsTheRulesAndNotTheWords(t *testing.T) {
	const dutch = "title: T\nversion: 1\nlanguage: nl\npages:\n  - id: p\n    title: P\n    questions: [{id: a, type: money, ask: Wat?}]\ncompute: {b: a + € 1}\n"
	build := func(text string) string {
		t.Helper()
		n, problems := content.Parse("x.yaml", []byte(text))
		b := &builder{rowNodes: map[string]*content.Node{}, words: &words{lang: source}, vocab: &dossier.Vocabulary{}, d: &Definition{ID: "x", Language: source, vocab: &dossier.Vocabulary{}}}
		b.build(n)
		if problems = append(problems, b.problems...); len(problems) > 0 {
			t.Fatal(problems)
		}
		return b.d.LogicHash
	}
	hash := build(dutch)
	if build(strings.ReplaceAll(dutch, "Wat?", "Hoeveel?")) != hash {
		t.Error("other words are other logic")
	}
	for _, c := range [][2]string{{"€ 1}", "€ 2}"}, {"type: money", "type: money, required: no"}, {"type: money", "type: money, max: € 5"}, {"id: a, ", "id: a, show_if: today = today, "}} {
		if build(strings.Replace(dutch, c[0], c[1], 1)) == hash {
			t.Errorf("%q for %q is the same logic", c[1], c[0])
		}
	}
}

func FuzzEvaluate(f *testing.F) {
	for _, j := range junk {
		f.Add(uint64(len(j)), j)
	}
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		ids := shipped().IDs()
		def := definition(t, ids[seed%uint64(len(ids))], source)
		s := &Stranger{Rand: rand.New(rand.NewPCG(seed, 5)), Draft: NewDraft(), Sloppy: true}
		s.Fill(def)
		for path := range s.Draft.Fields {
			if s.IntN(3) == 0 {
				s.Draft.Apply(s.Draft.Rev, map[string]string{path: strings.ToValidUTF8(text, "?")}) // else JSON does that
			}
		}
		o := def.Evaluate(s.Draft, world())
		tour(t, o)
		kept(t, o)
	})
}
