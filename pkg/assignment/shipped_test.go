// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"testing"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/calendar"
)

var today = time.Date(2026, 11, 24, 12, 0, 0, 0, calendar.Zone())

func world() World {
	return World{Today: today, AddWorkdays: calendar.New(calendar.OfficeWeek(), nil).AddWorkdays}
}

func TestShippedAssignments_readWithoutAMistake(t *testing.T) {
	s, problems := Load(assignments.FS, "en")
	for _, p := range problems {
		t.Error(p.Text("nl"))
	}
	if len(s.IDs()) < 4 {
		t.Errorf("%d assignments, want at least 4", len(s.IDs()))
	}
}

func TestShippedAssignments_keepWhatTheirExamplesPromise(t *testing.T) {
	s, _ := Load(assignments.FS, "en")
	results, checks := RunTests(assignments.FS, s, world()), 0
	for _, r := range results {
		checks += r.Checks
		for _, f := range r.Failed {
			t.Errorf("%s (%s): %s", r.File, r.Name, f)
		}
	}
	if len(results) < 15 || checks < 60 {
		t.Errorf("%d examples with %d checks were played", len(results), checks)
	}
}
