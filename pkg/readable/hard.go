// SPDX-License-Identifier: EUPL-1.2

package readable

import (
	"slices"
	"strings"
)

// Hard is a word to avoid, with what to write.
type Hard struct {
	Word   string
	Use    string
	Letter bool // people meet it on letters: it may stand when it is explained once
}

// Found is a hard word in a text.
type Found struct {
	Hard
	As string // how it is written there
	At int
}

// endings are what a Dutch word can have behind it and still be the same word.
var endings = []string{"", "s", "en", "n", "e", "'s"}

// HardWords is a list of hard words, made ready to be looked for in many texts.
type HardWords struct {
	byStart map[string][]hardWord // by the first two bytes of the first word, or all of a shorter one
}

type hardWord struct {
	Hard
	words []string // in small letters
	no    int      // in the list
}

// Ready makes a list ready. An entry without a letter is never found.
func Ready(list []Hard) HardWords {
	h := HardWords{byStart: map[string][]hardWord{}}
	for i, one := range list {
		if words := strings.Fields(strings.ToLower(one.Word)); len(words) > 0 {
			start := words[0][:min(2, len(words[0]))]
			h.byStart[start] = append(h.byStart[start], hardWord{Hard: one, words: words, no: i})
		}
	}
	return h
}

// Find finds the hard words in a text, each place once; of words that begin alike
// the longest wins, and of two as long the first in the list.
func (h HardWords) Find(text string) []Found {
	var found []Found
	all := Words(text)
	small := make([]string, len(all))
	for i, w := range all {
		small[i] = strings.ToLower(w.Text)
	}
	for i := 0; i < len(all); {
		best, length := h.at(small[i:])
		if length == 0 {
			i++
			continue
		}
		last := all[i+length-1]
		found = append(found, Found{Hard: best.Hard, As: text[all[i].At : last.At+len(last.Text)], At: all[i].At})
		i += length
	}
	return found
}

// at gives the hard word with which a text begins, and how many words it takes; 0
// when there is none.
func (h HardWords) at(text []string) (best hardWord, length int) {
	for _, n := range []int{1, 2} {
		if n > len(text[0]) {
			break
		}
		for _, one := range h.byStart[text[0][:n]] {
			if n := one.matches(text); n > length || n > 0 && n == length && one.no < best.no {
				best, length = one, n
			}
		}
	}
	return best, length
}

// matches gives how many words a hard word takes here; 0 when it is not here.
func (h hardWord) matches(text []string) int {
	if len(text) < len(h.words) {
		return 0
	}
	for i, word := range h.words {
		if i < len(h.words)-1 && text[i] != word {
			return 0
		}
		rest, ok := strings.CutPrefix(text[i], word)
		if !ok || !slices.Contains(endings, rest) {
			return 0
		}
	}
	return len(h.words)
}
