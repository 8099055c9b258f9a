// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"testing"

	"opgelucht/assignments"
)

func TestLint_whatShipsIsClean(t *testing.T) {
	f := Open(assignments.FS, nil)
	for _, p := range f.Lint() {
		if !p.Info {
			t.Errorf("%s [%s]", p.Text("nl"), p.Rule)
		} else {
			t.Logf("%s [%s]", p.Text("nl"), p.Rule)
		}
	}
	if len(f.IDs()) < 3 {
		t.Errorf("only %v", f.IDs())
	}
}
