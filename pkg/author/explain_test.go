// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"opgelucht/assignments"
)

func TestExplain_isAsAPersonWouldTellIt(t *testing.T) {
	f := fresh(t)
	for _, id := range f.IDs() {
		for _, lang := range []string{"nl", "en"} {
			got, ok := f.Explain(id, lang)
			if !ok {
				t.Fatalf("%s cannot be told", id)
			}
			file := filepath.Join("testdata", "explain", id+"."+lang+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want, err := os.ReadFile(file); err != nil || string(want) != got {
				t.Errorf("%s: %v\n%s", file, err, got)
			}
			if sign := regexp.MustCompile(`!=|<=|>=| = |is answered|\bsum\(`).FindString(got); sign != "" {
				t.Errorf("%s in %s has %q", id, lang, sign)
			}
		}
	}
	if _, ok := Open(assignments.FS, nil).Explain("nothing", "nl"); ok {
		t.Error("something was told of an assignment that is not there")
	}
}
