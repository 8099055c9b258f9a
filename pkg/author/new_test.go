// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"testing"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
)

// fresh is the folder that ships with one new assignment, as fmt leaves it.
func fresh(t *testing.T, change ...string) *Folder {
	t.Helper()
	f := Open(assignments.FS, nil).With(New("phone"))
	files := New("phone")
	files[assignment.LockFile] = f.lockText()
	return f.With(files)
}

func TestNew_passesEveryCheckAsItIs(t *testing.T) {
	f := fresh(t)
	for _, p := range f.Lint() {
		t.Errorf("%s [%s]", p.Text("nl"), p.Rule)
	}
	played := 0
	for _, r := range f.Examples() {
		played += r.Checks
		for _, why := range r.Failed {
			t.Errorf("%s: %s", r.File, why)
		}
	}
	if played < 10 {
		t.Errorf("%d checks", played)
	}
}
