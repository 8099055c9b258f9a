// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"testing"

	"opgelucht/pkg/casework"
)

func TestBusy_isWhatTheClientHasAndDidNotHandIn(t *testing.T) {
	o := casework.Opened{Tasks: []casework.Task{
		{Assignment: "budget", State: casework.TaskSubmitted}, {Assignment: "spoedcheck", State: casework.TaskAssigned},
		{Assignment: "schuldenlijst", State: casework.TaskStarted}, {Assignment: "brief-uitstel", State: casework.TaskDeclined},
	}}
	for id, want := range map[string]bool{"budget": false, "spoedcheck": true, "schuldenlijst": true, "brief-uitstel": false, "drie-dingen": false} {
		if got := busy(o, id); got != want {
			t.Errorf("busy with %s: %v", id, got)
		}
	}
}
