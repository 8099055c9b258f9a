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
	golden := Open(os.DirFS("../assignment/testdata/examples"), nil).With(New("phone"))
	for _, id := range golden.IDs() {
		for _, lang := range []string{"nl", "en"} {
			got, ok := golden.Explain(id, lang)
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
		}
	}
}

func TestExplain_leavesNoSignOfFormulasInWhatShips(t *testing.T) {
	f := Open(assignments.FS, nil)
	for _, id := range f.IDs() {
		for _, lang := range []string{"nl", "en"} {
			got, ok := f.Explain(id, lang)
			if sign := regexp.MustCompile(`!=|<=|>=| = |is answered|\bsum\(|\bcount\(`).FindString(got); !ok || sign != "" {
				t.Errorf("%s in %s: %v, has %q", id, lang, ok, sign)
			}
		}
	}
	if _, ok := f.Explain("nothing", "nl"); ok {
		t.Error("something was told of an assignment that is not there")
	}
}
