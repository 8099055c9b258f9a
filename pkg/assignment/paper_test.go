// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/assignments"
	"opgelucht/pkg/dossier"
)

// withPrivate is a small assignment that asks something on paper only.
func withPrivate(t *testing.T) *Definition {
	t.Helper()
	vocabulary, err := fs.ReadFile(assignments.FS, "dossier.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf(plain, "      - {id: name, type: text, ask: Je naam?, private: yes}\n      - {id: say, type: info, ask: Rustig aan.}\n      - {id: day, type: date, ask: Welke dag?, show_if: \"a > € 5\"}\n")
	s, problems := Load(fstest.MapFS{"dossier.yaml": {Data: vocabulary}, "x/assignment.yaml": {Data: []byte(text)}})
	d, ok := s.Get("x", "nl")
	if !ok {
		t.Fatal(problems)
	}
	return d
}

func TestPaper_emptyHoldsAllQuestionsAndNothingOfAnyone(t *testing.T) {
	d := withPrivate(t)
	list := d.Paper()[0].Questions
	if len(list) != 4 || list[0].No != 1 || list[1].Kind != Paper || list[1].No != 0 || list[2].Kind != Info || list[3].No != 2 || list[3].Only != "a > € 5" {
		t.Fatalf("%+v", list)
	}
	for _, id := range shipped().IDs() {
		def := definition(t, id, source)
		asked := 0
		for _, p := range def.Paper() {
			for _, q := range p.Questions {
				if asked++; q.Answer != "" || q.Typed != "" || q.List != nil && len(q.List.Rows) > 0 {
					t.Errorf("%s: %s has an answer", id, q.Ask)
				}
			}
		}
		if asked != len(def.names.questions) {
			t.Errorf("%s: %d of %d questions are on paper", id, asked, len(def.names.questions))
		}
	}
}

func TestPaper_filledHoldsWhatWasTypedAsItReadsAndAsItWasWritten(t *testing.T) {
	d := withPrivate(t)
	draft := NewDraft()
	draft.Apply(0, map[string]string{"a": "12.50", "name": "Merel", "day": "begin maart"})
	o := d.Evaluate(draft, world())
	list := o.Paper()[0].Questions
	if got := strings.ReplaceAll(list[0].Answer, "\u00a0", " "); got != "€ 12,50" || list[0].Typed != "12.50" {
		t.Errorf("an amount is %q, typed %q", got, list[0].Typed)
	}
	if list[1].Answer != "" || list[1].Typed != "" {
		t.Errorf("what is private is %+v", list[1])
	}
	if list[3].Typed != "begin maart" || list[3].Only != "" {
		t.Errorf("a day is %+v", list[3])
	}
	draft.Apply(draft.Rev, map[string]string{"a": "veel"})
	list = d.Evaluate(draft, world()).Paper()[0].Questions
	if len(list) != 3 || list[0].Answer != "veel" { // the day is not asked any more
		t.Errorf("%+v", list)
	}
}

func TestTakes_whatIsPrivateIsNeverTaken(t *testing.T) {
	o := withPrivate(t).Evaluate(NewDraft(), world())
	for path, want := range map[string]bool{
		"a": true, "a.unknown": true, "a.per": false, "day": true, "name": false, "name.unknown": false, "say": false, "": false, "x": false, "a.b.c": false, "a[x].b": false, "a[": false,
	} {
		if got := o.Takes(path); got != want {
			t.Errorf("%q is taken: %v", path, got)
		}
	}
}

func TestUnkept_letsEveryScriptThrough(t *testing.T) {
	for _, text := range []string{"", "Gewoon", "een\r\ntwee\tdrie", "مرحبا \u200f(1)\u200e", "ትግርኛ", "日本語", "👨\u200d👩\u200d👧", "a\u0301", "\u061c٥٠"} {
		if clean, why := Unkept(text); why != nil || clean != text {
			t.Errorf("%q becomes %q, %+v", text, clean, why)
		}
	}
}

// What a page shows of a question it can also post, for every kind.
func TestTakes_everythingThatAPageShows(t *testing.T) {
	for _, id := range shipped().IDs() {
		o := fill(t, id, NewDraft())
		for _, p := range o.Screens() {
			for _, q := range p.Questions {
				if q.Rows != nil {
					o.Draft.AddRow(q.ID, "r1")
				}
			}
			for _, in := range o.Form(p, "r1").Inputs() {
				if q, ok := o.Def.Question(in.Path); ok && q.Pick != nil && in.Kind == Info {
					continue // there is nothing to choose from yet: the page only says so
				}
				if answered := in.Kind != Info && in.Kind != Paper; o.Takes(in.Path) != answered {
					t.Errorf("%s: %s of kind %s is taken: %v", id, in.Path, in.Kind, !answered)
				}
				if in.Unknown && !o.Takes(in.Path+".unknown") || in.Kind == dossier.MoneyPer && !o.Takes(in.Path+".per") {
					t.Errorf("%s: a part of %s is not taken", id, in.Path)
				}
			}
		}
	}
}
