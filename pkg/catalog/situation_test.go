// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"opgelucht/pkg/content"
)

// told is one of the situations that were written down before the ranking was
// looked at; see testdata/situations/README.md.
type told struct {
	Situation
	id   string
	fits []string
}

var eventOccasion = map[string]string{"start": "welkom", "handed-in": "feedback", "late": "herinneren", "declined": "tegenslag", "silent": "stilte", "next": "opdracht klaarzetten"}

func situations(t testing.TB) []told {
	t.Helper()
	files, _ := filepath.Glob("testdata/situations/*.yaml")
	var all []told
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list, problems := content.Parse(file, text)
		for _, n := range list.Inside() {
			problems = append(problems, n.Only("id!", "about!", "phase!", "event!", "days", "urgency", "assignment", "alerts", "replies", "facts", "words", "group", "easy", "fits!", "reason")...)
			phase, _ := strconv.Atoi(n.Str("phase"))
			s := told{id: n.Str("id"), fits: n.Field("fits").Texts()}
			s.Lang, s.Phase, s.Occasion, s.Assignment, s.Group = "nl", phase, eventOccasion[n.Str("event")], n.Str("assignment"), n.Str("group")
			s.Easy = n.Str("easy") == "true"
			s.Urgent = n.Str("urgency") == "crisis"
			if a := n.Field("alerts"); a != nil {
				s.Stake = strings.Join(a.Texts(), " ")
			}
			s.Words = n.Str("words")
			all = append(all, s)
		}
		for _, p := range problems {
			t.Error(p)
		}
	}
	return all
}

// TestSuggest_putsAFittingMessageInTheFirstThree is the promise of the list, on
// situations that were written down before the ranking was looked at.
func TestSuggest_putsAFittingMessageInTheFirstThree(t *testing.T) {
	c := shelf(t)
	found, all := 0, situations(t)
	for _, s := range all {
		got := ids(c.Suggest(s.Situation))
		got = got[:min(3, len(got))]
		if slices.ContainsFunc(got, func(id string) bool { return slices.Contains(s.fits, id) }) {
			found++
			continue
		}
		t.Logf("%s wants %v, got %v", s.id, s.fits, got)
	}
	t.Logf("%d of %d", found, len(all))
	if len(all) != 120 || found*10 < len(all)*9 {
		t.Errorf("%d of %d situations find a fitting message in the first three, want 9 of 10 of 120", found, len(all))
	}
}
