// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"testing"
	"testing/fstest"
)

const chosen = `title: Rust
version: 1
language: nl
pages:
  - id: p
    title: Rust
    questions:
      - id: calm
        type: choices
        ask: Wat geeft rust?
        options: {walk: Lopen, write: Schrijven, other: Iets anders}
results:
  - if: calm is answered
    text: "Dit geeft rust: {calm}."
`

// What someone ticked is given back in the words of the page; a hole that stays
// empty looks as if nothing was taken in.
func TestResults_givesBackEveryChoiceThatWasTicked(t *testing.T) {
	s, problems := Load(fstest.MapFS{"dossier.yaml": {Data: []byte("sections: []\nfacts: {}\n")}, "a/assignment.yaml": {Data: []byte(chosen)}})
	def, ok := s.Get("a", "nl")
	if !ok {
		t.Fatal(problems)
	}
	for ticked, want := range map[string]string{"walk": "Dit geeft rust: Lopen.", "walk other": "Dit geeft rust: Lopen, Iets anders."} {
		d := NewDraft()
		d.Apply(d.Rev, map[string]string{"calm": ticked})
		list := def.Evaluate(d, world()).Results()
		if len(list) != 1 || !strings.Contains(string(list[0].HTML), want) {
			t.Errorf("%s: %+v", ticked, list)
		}
	}
}
