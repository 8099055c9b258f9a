// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/pkg/dossier"
)

const comparing = `title: Toen en nu
version: 1
language: nl
pages:
  - id: p
    title: Nu
    questions:
      - {id: now_a, fact: end.a, ask: Hoe is A?}
      - {id: now_b, fact: end.b, ask: Hoe is B?}
      - {id: now_c, fact: end.c, ask: Hoe is C?}
results:
  - compare: {now_a: begin.a, now_b: begin.b, now_c: begin.c}
`

const comparingFacts = `sections: [{id: s, label: S}]
facts:
  begin.a: {type: scale, label: A toen, min: 1, max: 10, section: s}
  begin.b: {type: scale, label: B toen, min: 1, max: 10, section: s}
  begin.c: {type: scale, label: C toen, min: 1, max: 10, section: s}
  end.a: {type: scale, label: A nu, min: 1, max: 10, section: s}
  end.b: {type: scale, label: B nu, min: 1, max: 10, section: s}
  end.c: {type: scale, label: C nu, min: 1, max: 10, section: s}
`

// The picture of then and now says what was answered and no more: a scale that
// was not answered then, or now, has no point, and nothing is added up.
func TestCompare_laysWhatWasAnsweredThenBesideNow(t *testing.T) {
	s, problems := Load(fstest.MapFS{"dossier.yaml": {Data: []byte(comparingFacts)}, "a/assignment.yaml": {Data: []byte(comparing)}})
	def, ok := s.Get("a", "nl")
	if !ok {
		t.Fatal(problems)
	}
	d := NewDraft()
	d.Apply(d.Rev, map[string]string{"now_a": "10", "now_b": "4"})
	before := world()
	list := def.Evaluate(d, before).Results()
	if len(list) != 1 || list[0].Beside == nil || list[0].Beside.Began() {
		t.Fatalf("without a beginning: %+v", list)
	}
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	var facts []dossier.Fact
	for path, text := range map[string]string{"begin.a": "1", "begin.c": "6"} {
		facts = append(facts, dossier.Fact{Path: path, At: at, Values: map[string]dossier.Value{"": {Text: text}}})
	}
	before.Record = dossier.NewRecord(facts)
	c := def.Evaluate(d, before).Results()[0].Beside
	want := []struct {
		label     string
		then, now *Point
	}{
		{"Hoe is A?", &Point{"1", 0}, &Point{"10", 9}},
		{"Hoe is B?", nil, &Point{"4", 3}},
		{"Hoe is C?", &Point{"6", 5}, nil},
	}
	same := func(a, b *Point) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
	for i, w := range want {
		if got := c.Rows[i]; got.Label != w.label || got.Span != 9 || !same(got.Then, w.then) || !same(got.Now, w.now) {
			t.Errorf("%s: %+v", w.label, got)
		}
	}
	if !c.Began() {
		t.Error("a beginning is known")
	}
}
