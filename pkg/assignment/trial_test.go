// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"testing"
)

func TestTrial_theShippedAssignmentsBearEverything(t *testing.T) {
	for _, id := range shipped().IDs() {
		d := definition(t, id, source)
		mishaps, shown := d.Trial(world())
		for _, m := range mishaps {
			t.Errorf("%s %s (%s): %s", id, m.Part, m.Case, m.Say.EN)
		}
		for _, p := range d.Pages {
			for _, q := range p.Questions {
				if !shown["pages."+p.ID+".questions."+q.ID] {
					t.Errorf("%s: nobody was asked %s", id, q.ID)
				}
			}
		}
	}
}

func TestTrial_findsAHoleThatCanStayEmpty(t *testing.T) {
	mishaps, shown := kinds(t).Trial(world())
	if len(mishaps) != 1 || mishaps[0].Part != "results.0" || mishaps[0].Case == "" {
		t.Errorf("%+v", mishaps)
	}
	if !shown["pages.all.questions.debt"] || !shown["results.0"] {
		t.Errorf("%v", shown)
	}
	if again, _ := kinds(t).Trial(world()); again[0] != mishaps[0] {
		t.Errorf("another time it is %+v", again)
	}
}
