// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"testing"
)

// atOnce is how long everything that goes along with one letter may take together,
// in minutes, and aLot is what is much for one week.
const (
	atOnce = 25
	aLot   = 15
)

// each gives every trajectory that ships, with the minutes of each step.
func each(t *testing.T, do func(course *Trajectory, minutes map[string]int)) {
	t.Helper()
	courses := shipped().Trajectories(source)
	if len(courses) < 8 {
		t.Fatalf("only %d trajectories ship", len(courses))
	}
	for _, course := range courses {
		minutes := map[string]int{}
		for _, step := range course.Steps {
			for _, id := range step.Assignments {
				minutes[step.ID] += definition(t, id, source).Minutes
			}
		}
		do(course, minutes)
	}
}

func TestTrajectories_askOneSmallStepAtATime(t *testing.T) {
	each(t, func(course *Trajectory, minutes map[string]int) {
		for _, step := range course.Steps {
			if n := minutes[step.ID]; len(step.Assignments) > 2 || n > atOnce || len(step.Assignments) == 2 && n > aLot {
				t.Errorf("%s/%s asks %v at once, %d minutes", course.ID, step.ID, step.Assignments, n)
			}
		}
		for i, step := range course.Steps[1:] {
			before := course.Steps[i]
			if minutes[step.ID] >= aLot && minutes[before.ID] >= aLot && before.Workdays < 4 {
				t.Errorf("%s: %s comes %d days after %s, and both are a lot", course.ID, step.ID, before.Workdays, before.ID)
			}
		}
	})
}

// Asking for time or proposing a payment can make the time of an old debt count
// again (article 3:318 BW): whether it may be too old is looked at before.
func TestTrajectories_lookWhetherADebtIsTooOldBeforeAnyLetter(t *testing.T) {
	letters, seen := []string{"brief-uitstel", "brief-betaalvoorstel"}, 0
	each(t, func(course *Trajectory, _ map[string]int) {
		looked := false
		for _, step := range course.Steps {
			looked = looked || slices.Contains(step.Assignments, "verjaard")
			for _, id := range step.Assignments {
				if !slices.Contains(letters, id) {
					continue
				}
				if seen++; !looked {
					t.Errorf("%s gives %s before anyone looked whether a debt is too old", course.ID, id)
				}
			}
		}
	})
	if seen < 3 {
		t.Errorf("only %d letters were found in the trajectories", seen)
	}
}

func TestTrajectories_endWithinTheWeeksTheySay(t *testing.T) {
	each(t, func(course *Trajectory, _ map[string]int) {
		days := 0
		for _, step := range course.Steps {
			days += step.Workdays
			if step.ID == "close" || step.ID == "bye" {
				break // what comes after the help is over does not count
			}
		}
		if course.ID == "crisis" { // one of its steps two to seven is taken
			return
		}
		if days > 5*course.Weeks {
			t.Errorf("%s says %d weeks and takes %d working days", course.ID, course.Weeks, days)
		}
	})
}
