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

// FindHard finds the hard words of a list in a text, each place once; of words
// that begin alike the longest wins.
func FindHard(text string, list []Hard) []Found {
	var found []Found
	all := Words(text)
	for i := 0; i < len(all); {
		best, length := Hard{}, 0
		for _, h := range list {
			if n := matches(all[i:], strings.Fields(h.Word)); n > length {
				best, length = h, n
			}
		}
		if length == 0 {
			i++
			continue
		}
		last := all[i+length-1]
		found = append(found, Found{Hard: best, As: text[all[i].At : last.At+len(last.Text)], At: all[i].At})
		i += length
	}
	return found
}

// matches gives how many words a hard word takes here; 0 when it is not here.
func matches(text []Word, hard []string) int {
	if len(hard) == 0 || len(text) < len(hard) {
		return 0
	}
	for i, h := range hard {
		got, h := strings.ToLower(text[i].Text), strings.ToLower(h)
		if i < len(hard)-1 && got != h {
			return 0
		}
		rest, ok := strings.CutPrefix(got, h)
		if !ok || !slices.Contains(endings, rest) {
			return 0
		}
	}
	return len(hard)
}
