// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"regexp"
	"strings"
	"testing"

	"opgelucht/assignments"
	"opgelucht/pkg/dossier"
)

// codeWord is what only who writes assignments understands.
var codeWord = regexp.MustCompile(`[a-z]_[a-z]|[a-z]\.[a-z]|[a-z]\(`)

func TestComputed_isWorkedOutInWordsThatPeopleKnow(t *testing.T) {
	s, _ := Load(assignments.FS, "en")
	sums := 0
	for _, id := range s.IDs() {
		for _, name := range s.ExampleNames(id) {
			for _, lang := range []string{"nl", "en"} {
				def, _ := s.Get(id, lang)
				example, ok := s.Example(id, name, world())
				if !ok {
					t.Fatalf("%s/%s cannot be played", id, name)
				}
				w := world()
				w.Record = dossier.NewRecord(example.Known)
				o := def.Evaluate(example.Draft, w)
				for _, c := range def.Computes {
					if c.Label == "" {
						continue
					}
					v := o.Computed(c)
					sums++
					for _, step := range v.Steps {
						if strings.TrimSpace(step.Label) == "" || step.Label == "today" || codeWord.MatchString(step.Label) {
							t.Errorf("%s/%s in %s: %s has a step %q", id, name, lang, v.Label, step.Label)
						}
					}
					if codeWord.MatchString(v.Formula) {
						t.Errorf("%s/%s in %s: %s is told as %s", id, name, lang, v.Label, v.Formula)
					}
				}
			}
		}
	}
	if sums < 500 {
		t.Errorf("only %d sums were looked at", sums)
	}
}
