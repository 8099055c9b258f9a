// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

const movedQuestions = `      - {id: name, type: text, ask: Hoe noem je jezelf?, required: no}
      - {id: many, type: text, ask: Hoe vaak?, required: no}
      - {id: color, type: choice, ask: Welke kleur?, options: {red: Rood, green: Groen}}
      - {id: colors, type: choices, ask: Welke kleuren?, options: {red: Rood, green: Groen}}
      - {id: agreed, type: yesno, ask: Vind je het goed?}
      - {id: cost, type: money_per, ask: Wat kost het?}
      - {id: saved, type: money, ask: Wat heb je opzij?}
      - id: jobs
        type: rows
        ask: Je werk
        row: werk
        add: Nog werk
        empty: Niets
        columns:
          - {id: boss, type: text, ask: Bij wie?}
          - {id: pay, type: money, ask: Hoeveel?}
`

// steps are changes of movedQuestions, "old|new".
func moved(t *testing.T, version int, more string, steps ...string) *Definition {
	t.Helper()
	text := movedQuestions
	for _, s := range steps {
		old, now, ok := strings.Cut(s, "|")
		if !ok || !strings.Contains(text, old) {
			t.Fatalf("there is no %q", old)
		}
		text = strings.ReplaceAll(text, old, now)
	}
	return versionOf(t, version, text, more)
}

// filledIn is a draft of the first version.
func filledIn() *Draft {
	d := NewDraft()
	d.AddRow("jobs", "r1")
	d.AddRow("jobs", "r2")
	d.Apply(d.Rev, map[string]string{
		"name": "Merel", "many": "twintig", "color": "green", "colors": "red green", "agreed": "yes", "cost": "100", "cost.per": "week", "saved.unknown": "1",
		"jobs[r1].boss": "bakker", "jobs[r1].pay": "900", "jobs[r2].boss": "markt", "jobs[r2].pay": "1.100",
	})
	return d
}

func TestMoveTo_whatStaysTravelsAndWhatHasNoPlaceIsParked(t *testing.T) {
	tests := []struct {
		name   string
		more   string
		change []string
		values map[string]string // by path, afterwards
		parked []string          // "question: answer"
	}{
		{name: "only words", change: []string{"Hoe noem je jezelf?|Hoe heet je?"}, values: map[string]string{"name": "Merel", "jobs[r1].pay": "900"}},
		{name: "a question is gone", change: []string{"      - {id: name, type: text, ask: Hoe noem je jezelf?, required: no}\n|"},
			values: map[string]string{"name": "", "many": "twintig"}, parked: []string{"Hoe noem je jezelf?: Merel"}},
		{name: "a question has another name", more: "renamed: {name: nick}\n", change: []string{"id: name|id: nick"}, values: map[string]string{"nick": "Merel", "name": ""}},
		{name: "another name, in two steps", more: "renamed: {name: nick, nick: called}\n", change: []string{"id: name|id: called"}, values: map[string]string{"called": "Merel"}},
		{name: "a text became a number, and what was typed is shown", change: []string{"id: many, type: text|id: many, type: number"}, values: map[string]string{"many": "twintig"}},
		{name: "an answer cannot be chosen any more", change: []string{"green: Groen|blue: Blauw"}, values: map[string]string{"color": "", "colors": "red"},
			parked: []string{"Welke kleur?: Groen", "Welke kleuren?: Rood, Groen"}},
		{name: "a choice became a text", change: []string{"id: color, type: choice|id: color, type: text", "Welke kleur?, options: {red: Rood, green: Groen}|Welke kleur?"}, values: map[string]string{"color": "Groen"}},
		{name: "a yes is no consent", change: []string{"id: agreed, type: yesno|id: agreed, type: confirm"}, values: map[string]string{"agreed": ""}, parked: []string{"Vind je het goed?: Ja"}},
		{name: "an amount without its period is another amount", change: []string{"id: cost, type: money_per|id: cost, type: money"}, values: map[string]string{"cost": ""}, parked: []string{"Wat kost het?: 100 per week"}},
		{name: "not knowing cannot be said any more", change: []string{"id: saved, type: money|id: saved, unknown: no, type: money"}, values: map[string]string{"saved.unknown": ""}, parked: []string{"Wat heb je opzij?: weet je niet"}},
		{name: "a list and a column have other names", more: "renamed: {jobs: work, jobs.pay: wage}\n", change: []string{"id: jobs|id: work", "id: pay|id: wage"},
			values: map[string]string{"work[r1].boss": "bakker", "work[r2].wage": "1.100", "jobs[r2].pay": ""}},
		{name: "a column is gone", change: []string{"          - {id: pay, type: money, ask: Hoeveel?}\n|"}, values: map[string]string{"jobs[r2].boss": "markt"},
			parked: []string{"Je werk 1: Hoeveel?: 900", "Je werk 2: Hoeveel?: 1.100"}},
		{name: "a list is gone", change: []string{movedQuestions[strings.Index(movedQuestions, "      - id: jobs"):] + "|"}, values: map[string]string{"jobs[r1].boss": ""},
			parked: []string{"Je werk 1: Bij wie?: bakker", "Je werk 1: Hoeveel?: 900", "Je werk 2: Bij wie?: markt", "Je werk 2: Hoeveel?: 1.100"}},
	}
	one := moved(t, 1, "")
	for _, tt := range tests {
		two, d := moved(t, 2, tt.more, tt.change...), filledIn()
		one.MoveTo(two, d, world(), func() string { return "n" })
		for path, want := range tt.values {
			if got := d.Value(path); got != want {
				t.Errorf("%s: %s is %q, want %q", tt.name, path, got, want)
			}
		}
		if got := toldParked(d); fmt.Sprint(got) != fmt.Sprint(tt.parked) {
			t.Errorf("%s: parked are %q, want %q", tt.name, got, tt.parked)
		}
		if rows := len(d.RowIDs("jobs")) + len(d.RowIDs("work")); len(d.Moves) != 1 || (rows == 2) != (tt.name != "a list is gone") {
			t.Errorf("%s: %d rows after %+v", tt.name, rows, d.Moves)
		}
		two.MoveTo(moved(t, 3, ""), d, world(), func() string { return "n" }) // what is asked again comes back
		for path, want := range map[string]string{"name": "Merel", "many": "twintig", "color": "green", "cost": "100", "cost.per": "week", "agreed": "yes", "jobs[r1].boss": "bakker", "jobs[r2].pay": "1.100"} {
			if got := d.Value(path); tt.more == "" && got != want && tt.name != "a choice became a text" {
				t.Errorf("%s, and back: %s is %q, want %q", tt.name, path, got, want)
			}
		}
	}
}

func TestForm_saysWhichQuestionsAreNewOrChangedUntilSomethingIsTyped(t *testing.T) {
	one := moved(t, 1, "")
	two := moved(t, 2, "renamed: {name: nick}\n", "id: name|id: nick", "id: many, type: text|id: many, type: number", "green: Groen|blue: Blauw",
		"ask: Wat heb je opzij?}|ask: Wat heb je opzij?}\n      - {id: pets, type: yesno, ask: Heb je een huisdier?}")
	d := filledIn()
	one.MoveTo(two, d, world(), nil)
	notes := func() map[string]string {
		found := map[string]string{}
		for _, in := range two.Evaluate(d, world()).Form(two.Pages[0], "r1").Inputs() {
			if in.Note != "" {
				found[in.Path] = in.Note
			}
		}
		return found
	}
	if got := notes(); fmt.Sprint(got) != "map[color:changed colors:changed many:changed pets:new]" {
		t.Errorf("after the step: %v", got)
	}
	d.Apply(d.Rev, map[string]string{"many": "20", "pets": "no"})
	if got := notes(); fmt.Sprint(got) != "map[color:changed colors:changed]" {
		t.Errorf("after typing: %v", got)
	}
}

func toldParked(d *Draft) []string {
	var list []string
	for _, p := range d.ShownParked(source) {
		list = append(list, p.Title()+": "+p.Text(source))
	}
	return list
}

func TestForget_whatTheClientDeletesIsGoneAndAnOldWindowDoesNotBringItBack(t *testing.T) {
	one, two := moved(t, 1, ""), moved(t, 2, "", "      - {id: name, type: text, ask: Hoe noem je jezelf?, required: no}\n|")
	d := filledIn()
	page := Posting{Logic: one.LogicHash, Base: d.Rev}
	one.MoveTo(two, d, world(), nil)
	if d.Forget("9.name") || !d.Forget(d.Parked[0].Key()) || d.Forget(d.Parked[0].Key()) {
		t.Error("deleting does not say what it did")
	}
	if strings.Contains(fmt.Sprint(everTyped(copyDraft(t, d))), "Merel") || len(toldParked(d)) > 0 {
		t.Errorf("it is still there: %q", everTyped(d))
	}
	if two.Merge(d, with(page, map[string]string{"name": "Merel"})) || len(toldParked(d)) > 0 {
		t.Error("an old window brought it back")
	}
	if !two.Merge(d, with(page, map[string]string{"name": "Merel de Vries"})) || fmt.Sprint(toldParked(d)) != "[Hoe noem je jezelf?: Merel de Vries]" {
		t.Errorf("what was typed anew is %q", toldParked(d))
	}
}

func TestMerge_anOldWindowAsksNothingThatNobodyTypedOtherwise(t *testing.T) {
	one, two := moved(t, 1, ""), moved(t, 2, "", "{id: colors, type: choices, ask: Welke kleuren?, options: {red: Rood, green: Groen}}|{id: colors, type: choices, ask: Welke kleuren?, options: {red: Rood, blue: Blauw}}")
	d := filledIn()
	page := Posting{Logic: one.LogicHash, Base: d.Rev}
	one.MoveTo(two, d, world(), nil)
	if two.Merge(d, with(page, map[string]string{"colors": "red"})); d.Value("colors") != "red" {
		t.Errorf("the choice is %q", d.Value("colors"))
	}
	if others := d.Others("colors"); len(others) > 0 {
		t.Errorf("it asks about %v, which nobody typed", others)
	}
	d = filledIn()
	one.MoveTo(two, d, world(), nil)
	two.Merge(d, with(page, map[string]string{"colors": ""})) // wiped out in the old window
	if others := d.Others("colors"); len(others) > 0 || d.Value("colors") != "" {
		t.Errorf("after wiping out it is %q, asked %v", d.Value("colors"), others)
	}
}

func TestPathNow_anOldWindowReachesTheListThatHasAnotherName(t *testing.T) {
	one, two := moved(t, 1, ""), moved(t, 2, "renamed: {jobs: work}\n", "id: jobs|id: work", "      - {id: name, type: text, ask: Hoe noem je jezelf?, required: no}\n|")
	d := filledIn()
	page := Posting{Logic: one.LogicHash, Base: d.Rev}
	one.MoveTo(two, d, world(), nil)
	for path, want := range map[string]string{"jobs": "work", "jobs[r1].pay": "work[r1].pay", "many": "many", "name": ""} {
		if got, ok := two.PathNow(d, page, path); ok != (want != "") || ok && got != want {
			t.Errorf("%s is now %q, %v", path, got, ok)
		}
	}
}

func TestDifferences_andTheHashNeverDisagree(t *testing.T) {
	alike := 0
	var versions []*Definition
	for seed := range uint64(60) {
		versions = append(versions, someVersion(t, rand.New(rand.NewPCG(seed, 8)), 1, nil))
	}
	for seed := range 3600 {
		a, b := versions[seed%60], versions[seed/60]
		list := Differences(a, b)
		if same := a.LogicHash == b.LogicHash; same != (len(list) == 0) || same != (ClassOf(list) == Same) {
			t.Fatalf("seed %d: %s and %s, %v", seed, a.LogicHash, b.LogicHash, list)
		} else if same {
			alike++
		}
	}
	if alike == 0 || alike > 400 {
		t.Errorf("%d are the same: this test says little", alike)
	}
	for _, change := range []string{
		"required: no}\n      - {id: many|required: yes}\n      - {id: many", "type: rows|type: rows\n        min_rows: 1", "type: rows|type: rows\n        max_rows: 3",
		"row: werk|row: werk\n        none: Geen", "ask: Bij wie?|ask: Bij wie?, show_if: pay > € 1", "options: {red: Rood, green|options: {blue: Blauw, red: Rood, green",
		"ask: Wat kost het?|ask: Wat kost het?, per: [week]", "ask: Hoe vaak?|ask: Hoe vaak?, default: vaak",
		"ask: Wat heb je opzij?|ask: Wat heb je opzij?, check: [{rule: saved > € 1, say: Meer}]",
	} {
		a, b := moved(t, 1, ""), moved(t, 1, "", change)
		if list := Differences(a, b); a.LogicHash == b.LogicHash || len(list) == 0 || ClassOf(list) == Same {
			t.Errorf("%q is no difference: %v", change, list)
		}
	}
	a, b := moved(t, 1, ""), moved(t, 1, "", "{red: Rood, green: Groen}|{green: Groen, red: Rood}", "Welke kleur?|Kies een kleur", "row: werk|row: een baan")
	if list := Differences(a, b); len(list) > 0 || a.LogicHash != b.LogicHash {
		t.Errorf("words and the order of answers are differences: %v", list)
	}
}
