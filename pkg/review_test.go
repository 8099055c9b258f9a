// SPDX-License-Identifier: EUPL-1.2

package pkg_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What a text needs to go out; see the rubric at the top of docs/content-review.md.
const (
	leastSum       = 12
	leastEmergency = 14
)

// urgent are the assignments that somebody opens on the day that something stops.
var urgent = []string{"spoedcheck", "beslag-rekening", "dagvaarding", "energie-water", "huur", "zorgverzekering"}

// score is one row of docs/content-review.md.
type score struct {
	id   string
	of   []int // clear, kind, step, true, promise, plain words, length
	sum  int
	line int
}

var (
	scoreRow = regexp.MustCompile(`^\| ([a-z0-9-]+) \|((?: \d+ \|){7}) (\d+) \|(?: \d{4}-\d\d-\d\d \|)? \S.* \|$`)
	occasion = regexp.MustCompile(`(?m)^occasion: *([a-z-]+)`)
)

// readScores reads every row; one that looks like a row and is none is told of.
func readScores(t *testing.T) []score {
	t.Helper()
	text, err := os.ReadFile("../docs/content-review.md")
	if err != nil {
		t.Fatal(err)
	}
	var list []score
	for i, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| |") || strings.HasPrefix(line, "| **") || strings.HasPrefix(line, "| id ") {
			continue
		}
		row := scoreRow.FindStringSubmatch(line)
		if row == nil {
			t.Errorf("line %d is no row of scores: %s", i+1, line)
			continue
		}
		one := score{id: row[1], line: i + 1}
		for _, n := range strings.Fields(strings.ReplaceAll(row[2], "|", "")) {
			one.of = append(one.of, number(t, n))
		}
		one.sum = number(t, row[3])
		list = append(list, one)
	}
	return list
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// texts are what has to be read: every assignment and every sample message, with
// whether it is about an emergency.
func texts(t *testing.T) map[string]bool {
	t.Helper()
	list := map[string]bool{}
	for _, file := range glob(t, "../assignments/*/assignment.yaml") {
		id := filepath.Base(filepath.Dir(file))
		list[id] = slices.Contains(urgent, id)
	}
	for _, file := range glob(t, "../templates/messages/nl/*/*.md") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		id := strings.TrimSuffix(filepath.Base(file), ".md")
		if _, both := list[id]; both {
			id = "message " + id
		}
		of := occasion.FindStringSubmatch(string(text))
		list[id] = of != nil && of[1] == "spoed"
	}
	return list
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal(pattern, err)
	}
	return files
}

func TestReview_everyTextIsScoredOnceAndNoRowIsOfATextThatIsGone(t *testing.T) {
	all, rows := texts(t), map[string]int{}
	for _, s := range readScores(t) {
		id := s.id
		if rows[id]++; rows[id] == 2 {
			if _, both := all["message "+id]; both {
				id = "message " + id
				rows[id]++
			} else {
				t.Errorf("%s has a second row in line %d", id, s.line)
			}
		}
		if _, there := all[id]; !there {
			t.Errorf("line %d is about %s, which is not there", s.line, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if rows[id] == 0 {
			t.Errorf("%s was never read", id)
		}
	}
}

func TestReview_everyTextReachesItsBar(t *testing.T) {
	all := texts(t)
	for _, s := range readScores(t) {
		if wrong := s.under(all[s.id]); wrong != "" {
			t.Errorf("line %d, %s: %s", s.line, s.id, wrong)
		}
	}
}

// under says what keeps a text from going out; empty when nothing does.
func (s score) under(emergency bool) string {
	sum := 0
	for _, n := range s.of {
		if sum += n; n < 1 || n > 2 {
			return fmt.Sprintf("a %d", n)
		}
	}
	switch {
	case sum != s.sum:
		return fmt.Sprintf("the sum is %d, not %d", sum, s.sum)
	case sum < leastSum:
		return fmt.Sprintf("%d is less than %d", sum, leastSum)
	case emergency && sum < leastEmergency:
		return fmt.Sprintf("%d is less than %d, and it is about an emergency", sum, leastEmergency)
	case s.of[3] != 2 || s.of[4] != 2:
		return "no 2 for True and for Promise"
	}
	return ""
}

func TestReview_theBarStopsWhatIsUnderIt(t *testing.T) {
	for _, one := range []struct {
		of        []int
		sum       int
		emergency bool
		ok        bool
	}{
		{[]int{2, 2, 2, 2, 2, 2, 2}, 14, true, true}, {[]int{1, 2, 2, 2, 2, 2, 1}, 12, false, true},
		{[]int{1, 2, 2, 2, 2, 2, 1}, 12, true, false}, {[]int{1, 1, 2, 2, 2, 2, 1}, 11, false, false},
		{[]int{2, 2, 2, 1, 2, 2, 2}, 13, false, false}, {[]int{2, 2, 2, 2, 1, 2, 2}, 13, false, false},
		{[]int{0, 2, 2, 2, 2, 2, 2}, 12, false, false}, {[]int{2, 2, 2, 2, 2, 2, 1}, 14, false, false},
		{[]int{3, 2, 2, 2, 2, 1, 1}, 13, false, false},
	} {
		if got := (score{of: one.of, sum: one.sum}).under(one.emergency); (got == "") != one.ok {
			t.Errorf("%v, sum %d: %q", one.of, one.sum, got)
		}
	}
}
