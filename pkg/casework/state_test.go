// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"opgelucht/pkg/casework"
)

// ways are all moves of a task that are allowed, written out: who and what, then
// "from > to". What is not here must be refused.
var ways = map[string]string{
	"client fill": "assigned > started, declined > started, paper > started, assigned > reopened, declined > reopened, paper > reopened",
	"client hand in": "assigned > submitted, started > submitted, submitted > submitted, seen > submitted, accepted > submitted, " +
		"reopened > submitted, declined > submitted, paper > submitted",
	"client take back":  "submitted > started, submitted > seen, submitted > accepted, submitted > reopened",
	"client decline":    "assigned > declined, started > declined, reopened > declined, paper > declined",
	"client paper":      "assigned > paper, started > paper, reopened > paper, declined > paper",
	"counsellor look":   "submitted > seen",
	"counsellor accept": "seen > accepted, reopened > accepted, declined > accepted, paper > accepted",
	"counsellor ask":    "seen > reopened, accepted > reopened, reopened > reopened, declined > reopened, paper > reopened",
}

var acts = []casework.Act{
	casework.ActFill, casework.ActHandIn, casework.ActTakeBack, casework.ActDecline, casework.ActPaper, casework.ActLook, casework.ActAccept, casework.ActAsk,
}

func TestMayMove_onlyWhatIsWrittenOutIsAllowed(t *testing.T) {
	allowed, walked := 0, 0
	for _, by := range []casework.Author{casework.FromClient, casework.FromCounsellor, ""} {
		for _, act := range acts {
			list := strings.Split(ways[fmt.Sprint(by, " ", act)], ", ")
			for _, from := range append(casework.States(), "") {
				for _, to := range append(casework.States(), "") {
					want := slices.Contains(list, fmt.Sprint(from, " > ", to))
					if got := casework.MayMove(by, act, from, to); got != want {
						t.Errorf("%s may %s from %q to %q: %v, not %v", by, act, from, to, got, want)
					}
					walked++
					if want {
						allowed++
					}
				}
			}
		}
	}
	if allowed != 36 || walked != 3*8*9*9 {
		t.Errorf("%d of %d ways were allowed: this proves little", allowed, walked)
	}
}

// Nothing the team says or fails to say keeps a client from going on.
func TestMayMove_aClientCanHandInFromEverywhereAndEveryStateIsReached(t *testing.T) {
	for _, at := range casework.States() {
		if !casework.MayMove(casework.FromClient, casework.ActHandIn, at, casework.TaskSubmitted) {
			t.Errorf("who is at %s cannot hand in", at)
		}
	}
	reached := []casework.TaskState{casework.TaskAssigned}
	for range casework.States() {
		for _, from := range reached {
			for _, to := range casework.States() {
				for _, act := range acts {
					for _, by := range []casework.Author{casework.FromClient, casework.FromCounsellor} {
						if casework.MayMove(by, act, from, to) && !slices.Contains(reached, to) {
							reached = append(reached, to)
						}
					}
				}
			}
		}
	}
	if len(reached) != len(casework.States()) {
		t.Errorf("only %v are reached", reached)
	}
}

func TestNote_theListSpeaksOfWhatTheTeamHasToLookAt(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck", "budget")
	note := func(when, assignment string, state casework.TaskState) {
		t.Helper()
		if k := s.talk(c).Case; k.Task != (casework.TaskNote{Assignment: assignment, State: state}) {
			t.Errorf("%s the list says %+v", when, k.Task)
		}
	}
	note("at first", "budget", casework.TaskAssigned)
	s.spoedcheck(c, 1)
	note("when an older task is handed in", "spoedcheck", casework.TaskSubmitted)
	s.look(c)
	note("when it was opened", "spoedcheck", casework.TaskSeen)
	s.must(s.cases.Decline(t.Context(), c, 2))
	note("when the newest is refused meanwhile", "spoedcheck", casework.TaskSeen)
	s.send(c, casework.Reply{})
	note("after the answer", "budget", casework.TaskDeclined)
	s.fill(c, 2, casework.Filling{Fields: map[string]string{"adults": "1"}})
	note("when the newest is begun", "budget", casework.TaskStarted)
	s.send(c, casework.Reply{Give: []casework.Give{{Assignment: "schuldenlijst", Workdays: 3}}})
	note("when another one is given", "schuldenlijst", casework.TaskAssigned)
	s.must(s.cases.Decline(t.Context(), c, 2))
	note("when an older one is refused", "schuldenlijst", casework.TaskAssigned)
}
