// SPDX-License-Identifier: EUPL-1.2

package preview

import (
	"testing"
	"testing/fstest"

	"opgelucht/pkg/content"
)

const text = `title: Wat?
pages:
  - id: one
    title: Een
    questions:
      - id: a
        type: text
        ask: Eerst?
      - id: list
        type: rows
        columns:
          - id: b
            type: text
  - id: two
    title: Twee
    questions:
      - {id: c, type: text, ask: Dan?}
results:
  - show: c
`

func TestNotesOf_putsWhatIsSaidAtItsQuestionAndMistakesFirst(t *testing.T) {
	at := func(file string, line int, warning bool) content.Problem {
		return content.Problem{File: file, Line: line, Column: 9, Warning: warning, Say: content.Words{NL: "Hier.", EN: "Here."}}
	}
	const own = "x/assignment.yaml"
	for _, c := range []struct {
		problem        content.Problem
		page, question string
	}{
		{at(own, 1, false), "", ""}, {at(own, 4, false), "", ""}, {at(own, 6, false), "one", "a"}, {at(own, 8, true), "one", "a"},
		{at(own, 13, false), "one", "list"}, {at(own, 15, false), "", ""}, {at(own, 17, false), "two", "c"}, {at(own, 19, false), "", ""},
		{at("x/en.yaml", 8, false), "", ""},
	} {
		files := fstest.MapFS{own: {Data: []byte(text)}}
		got := notesOf("x", files, []content.Problem{c.problem, c.problem})
		if len(got) != 1 || got[0].Page != c.page || got[0].Question != c.question {
			t.Errorf("line %d of %s is %+v, want %s %s", c.problem.Line, c.problem.File, got, c.page, c.question)
		}
	}
	got := notesOf("x", fstest.MapFS{own: {Data: []byte("title: [")}}, []content.Problem{at(own, 8, true), at(own, 1, false)})
	if len(got) != 2 || got[0].Severity != "error" || got[0].Where != "x/assignment.yaml:1:9" || got[1].Severity != "warning" {
		t.Errorf("of a file that cannot be read: %+v", got)
	}
}
