// SPDX-License-Identifier: EUPL-1.2

package assignment

import "testing"

func TestPaths_areTheOnesOfCells(t *testing.T) {
	q := &Question{ID: "debts", Rows: &RowsSpec{Columns: []*Question{{ID: "creditor"}, {ID: "n"}, {ID: "a_rather_long_name_of_a_column_indeed"}}}}
	o := &Outcome{Draft: NewDraft(), paths: map[string]map[string][]string{}}
	for range 2 { // worked out, then remembered
		for i, path := range o.pathsOf(q, "r1") {
			if want := cell("debts", "r1", q.Rows.Columns[i].ID); path != want {
				t.Errorf("%q, want %q", path, want)
			}
		}
	}
}
