// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"os"
	"strings"
	"testing"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
)

const unordered = `# eerst een opmerking
version: 1
# over de titel
title: T

language: nl
pages:
  - title: P
    # bij de naam
    id: p
    questions:
      - ask: "Wat: nu?"
        type: choice

        options:
          a: A   
          b: |
            twee
            # geen opmerking
        id: x
      - {type: money, id: y, ask: Wat?}   # blijft zo
compute:
  z: y + € 1
why: |
  Eerst.

  Dan.
results:
- text: Klaar
  if: z > € 1
# tot slot
`

const inOrder = `# eerst een opmerking
# over de titel
title: T

version: 1
language: nl
why: |
  Eerst.

  Dan.
pages:
    # bij de naam
  - id: p
    title: P
    questions:
      - id: x
        type: choice

        ask: "Wat: nu?"
        options:
          a: A   
          b: |
            twee
            # geen opmerking
      - {type: money, id: y, ask: Wat?}   # blijft zo
compute:
  z: y + € 1
results:
- if: z > € 1
  text: Klaar
# tot slot
`

func TestFmt_putsNamesInOrderAndKeepsEverythingElse(t *testing.T) {
	got := assignmentForm.ordered("x.yaml", strings.Split(unordered, "\n"))
	if got != inOrder {
		t.Errorf("got\n%s", got)
	}
	if again := assignmentForm.ordered("x.yaml", strings.Split(got, "\n")); again != got {
		t.Errorf("another time it gives\n%s", again)
	}
	if flat("x", got) != flat("x", unordered) {
		t.Error("it says something else")
	}
}

func TestFmt_leavesWhatItCannotReadAlone(t *testing.T) {
	for _, text := range []string{"title: a: b\nversion: 1", "- x", "", "{version: 1, title: T}", "version: 1\n\ttitle: T"} {
		if got := assignmentForm.ordered("x.yaml", strings.Split(text, "\n")); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestFmt_raisesTheVersionWhenTheLogicChangedAndNotForWords(t *testing.T) {
	f := fresh(t)
	if files := f.Fmt(); len(files) > 0 {
		t.Fatalf("a new assignment changes: %v", files)
	}
	source := New("phone")["phone/assignment.yaml"]
	for change, version := range map[[2]string]string{
		{"Wat kost je telefoon?", "Wat kost je toestel?"}:            "version: 1\n",
		{"if: contract = no", "if: contract = no and stops = today"}: "version: 1\n", // results are no logic of a question
		{"show_if: contract = yes", "show_if: contract != no"}:       "version: 2\n",
	} {
		g := f.With(map[string]string{"phone/assignment.yaml": strings.Replace(source, change[0], change[1], 1)})
		if change[0] == "if: contract = no" {
			version = "version: 2\n" // but every formula counts
		}
		files := g.Fmt()
		text, ok := files["phone/assignment.yaml"]
		if ok != (version == "version: 2\n") || ok && !strings.Contains(text, version) {
			t.Errorf("%q: %v\n%s", change[1], ok, text)
		}
		for _, p := range g.With(files).Lint() {
			if p.Rule == "version" {
				t.Errorf("after fmt: %s", p.Text("nl"))
			}
		}
	}
}

func TestFmt_whatShipsIsInOrder(t *testing.T) {
	for name := range Open(assignments.FS, nil).Fmt() {
		t.Errorf("%s is not as fmt leaves it; run: opgelucht assignment fmt --dir assignments", name)
	}
	if _, err := os.Stat("../../assignments/" + assignment.LockFile); err != nil {
		t.Error(err)
	}
}

func FuzzFmt(f *testing.F) {
	f.Add(unordered)
	f.Add("pages:\n- questions: [a]\n  id: b\n-\n  title: x\n  id: y")
	f.Add("pages:\n  - 0: \r    questions:") // a line that ends where we do not see one
	f.Add("pages:\n  - 0: \u2028    questions:")
	f.Fuzz(func(t *testing.T, text string) {
		got := assignmentForm.ordered("x.yaml", strings.Split(text, "\n"))
		if got != text && flat("x", got) != flat("x", text) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
