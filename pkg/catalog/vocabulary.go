// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// vocabulary is every word of the shelf of a language. It is made when somebody
// first searches: most catalogs are only ever looked things up in.
type vocabulary struct {
	once  sync.Once
	words []string
	forms map[string][]string // the words that are forms of one another, by root
}

func (v *vocabulary) fill(shelf []entry) {
	v.once.Do(func() {
		v.forms = map[string][]string{}
		seen := map[string]bool{}
		for _, e := range shelf {
			for _, text := range []words{e.title, e.purpose, e.body} {
				for w := range strings.FieldsSeq(string(text)) {
					if !seen[w] {
						seen[w] = true
						v.words = append(v.words, w)
						v.forms[root(w)] = append(v.forms[root(w)], w)
					}
				}
			}
		}
	})
}

// root is the stem of a word without "ing" either, so that "ontruimd" and
// "ontruiming" meet, and "lenen" and "leningen".
func root(w string) string {
	for _, end := range []string{"ingen", "ing"} {
		if cut, ok := strings.CutSuffix(w, end); ok && len(cut) >= 3 {
			return stem(cut)
		}
	}
	return stem(w)
}

// way is how one word that was typed may stand in a text: as the beginning of a
// word, in another form, or only when there is no such word as another word that
// differs by a slip of the finger.
type way struct {
	begin string   // with the space before it, see words
	other []string // with a space before and behind
	slips bool
}

func (v *vocabulary) way(typed string) way {
	found := way{begin: " " + typed}
	other := v.forms[root(typed)]
	if len(other) == 0 && !slices.ContainsFunc(v.words, func(w string) bool { return strings.HasPrefix(w, typed) }) {
		found.slips, other = true, v.near(typed)
	}
	for _, w := range other {
		found.other = append(found.other, " "+w+" ")
	}
	return found
}

// near gives the words that are the fewest slips of the finger away.
func (v *vocabulary) near(typed string) []string {
	var found []string
	for n := 1; len(found) == 0 && n <= slipsIn(typed); n++ {
		for _, w := range v.words {
			if w[0] == typed[0] && slip(typed, w, n) {
				found = append(found, w)
			}
		}
	}
	return found
}

// slipsIn is how many slips of the finger a word may have: none in a short one,
// which soon looks like another, and two in a long one. The first letter is right.
func slipsIn(typed string) int {
	switch n := utf8.RuneCountInString(typed); {
	case n < 5:
		return 0
	case n < 7:
		return 1
	}
	return 2
}

// slip tells whether two words differ by no more than a few letters that are wrong,
// missing, too many or the wrong way round.
func slip(a, b string, most int) bool {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return false
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		if slices.Min(row) > most {
			return false
		}
		before, last, row = last, row, before
	}
	return last[len(b)] <= most
}

// How near a word of a text is to what was typed, in tenths.
const (
	exactly = 10
	form    = 9
	slipped = 8
)

// in tells how near the words of a text come to what was typed; 0: not at all.
func (w way) in(text words) int {
	switch {
	case strings.Contains(string(text), w.begin):
		return exactly
	case !slices.ContainsFunc(w.other, func(one string) bool { return strings.Contains(string(text), one) }):
		return 0
	case w.slips:
		return slipped
	}
	return form
}
