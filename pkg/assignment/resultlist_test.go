// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"testing"
	"testing/fstest"
)

const listed = `title: Lijn
version: 1
language: nl
pages:
  - id: p
    title: Lijn
    questions:
      - id: line
        fact: line
        ask: Wat gebeurde er?
        row: een regel
        add: Nog een
        columns:
          - {id: what, ask: Wat?}
          - {id: day, ask: Wanneer?}
        compute:
          reason: if what = "x" then "first" else "rest"
          twice: "2 * 3"
results:
  - list: line
    order_by: day
    columns: [what, reason, twice]
`

const listedFacts = `sections: [{id: s, label: S}]
facts:
  line:
    type: rows
    label: Lijn
    section: s
    columns:
      what: {type: text, label: Wat}
      day: {type: date, label: Dag}
      reason: {type: choice, label: Reden, computed: yes, options: {first: Gaat voor, rest: De rest}}
`

// A list on the result page says what was worked out for a row in words, and a
// list ordered by a day goes by the day; a row without a day comes last.
func TestResults_aListShowsWhatWasComputedAndGoesByItsDays(t *testing.T) {
	s, problems := Load(fstest.MapFS{"dossier.yaml": {Data: []byte(listedFacts)}, "a/assignment.yaml": {Data: []byte(listed)}})
	def, ok := s.Get("a", "nl")
	if !ok {
		t.Fatal(problems)
	}
	d := NewDraft()
	for _, row := range [][2]string{{"z", ""}, {"y", "2025-03-01"}, {"x", "2024-03-01"}} {
		rid := "r" + row[0]
		d.AddRow("line", rid)
		d.Apply(d.Rev, map[string]string{cell("line", rid, "what"): row[0], cell("line", rid, "day"): row[1]})
	}
	list := def.Evaluate(d, world()).Results()
	if len(list) != 1 || list[0].List == nil || len(list[0].List.Groups) != 1 {
		t.Fatalf("%+v", list)
	}
	want := [][]string{{"x", "Gaat voor", "6"}, {"y", "De rest", "6"}, {"z", "De rest", "6"}}
	if !slices.EqualFunc(list[0].List.Groups[0].Rows, want, slices.Equal[[]string]) {
		t.Errorf("%q", list[0].List.Groups[0].Rows)
	}
}
