// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"os"
	"strings"
	"testing"
)

// Questionnaires of other form libraries, in our format. README.md beside them
// says what could not be expressed.
func TestReach_fiveQuestionnairesOfElsewhereReadAndKeepTheirPromises(t *testing.T) {
	files := os.DirFS("testdata/reach")
	s, problems := Load(files)
	for _, p := range problems {
		t.Error(p.Text("en"))
	}
	told, err := os.ReadFile("testdata/reach/README.md")
	if err != nil {
		t.Fatal(err)
	}
	checks := map[string]int{}
	for _, r := range RunTests(files, s, world()) {
		id, _, _ := strings.Cut(r.File, "/")
		checks[id] += r.Checks
		for _, f := range r.Failed {
			t.Errorf("%s (%s): %s", r.File, r.Name, f)
		}
	}
	for _, id := range s.IDs() {
		if checks[id] < 5 {
			t.Errorf("%s has only %d checks", id, checks[id])
		}
		if strings.Count(string(told), id) < 2 {
			t.Errorf("README.md does not say what %s could not do", id)
		}
	}
	if len(s.IDs()) != 5 {
		t.Errorf("there are %d questionnaires", len(s.IDs()))
	}
}
