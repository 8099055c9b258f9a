// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"math"
	"slices"
	"strings"

	"opgelucht/pkg/sample"
)

// A word that clients use for it says most. One in the title or the purpose says
// what a message is for; one in the text only that it speaks of it.
const (
	inHears = 3
	inHead  = 2
	inText  = 1
)

// place is a message that has a word, and what the word weighs there.
type place struct {
	family string
	weight int
}

// echo finds the messages that have a word of the client in them. A rare word
// says more than a common one: "deurwaarder" more than "brief". It looks at
// words only, never at who wrote them.
type echo struct {
	places map[string][]place    // by stem
	said   map[string][][]string // by family: what clients say, as stems of three words or more
	all    int                   // how many messages there are, plainer forms not counted
}

func newEcho(shelf []entry) echo {
	e := echo{places: map[string][]place{}, said: map[string][][]string{}}
	hears, heads, texts := map[string]string{}, map[string]string{}, map[string]string{}
	var order []string
	for _, one := range shelf {
		f := family(one.message)
		if _, known := heads[f]; !known {
			order = append(order, f)
		}
		hears[f] += " " + one.message.Hears
		for part := range strings.SplitSeq(one.message.Hears, ",") {
			if list := stems(part); len(list) >= minSaid {
				e.said[f] = append(e.said[f], list)
			}
		}
		heads[f] += " " + one.message.Title + " " + one.message.Purpose
		texts[f] += " " + one.message.Body
	}
	e.all = len(order)
	for _, f := range order {
		seen := map[string]bool{}
		e.add(seen, hears[f], place{f, inHears})
		e.add(seen, heads[f], place{f, inHead})
		e.add(seen, texts[f], place{f, inText})
	}
	return e
}

func (e *echo) add(seen map[string]bool, text string, at place) {
	for _, w := range terms(text) {
		if s := stem(w); len(s) >= 2 && !seen[s] {
			seen[s] = true
			e.places[s] = append(e.places[s], at)
		}
	}
}

// rarity is 0 for a word in a sixth of the messages or more, and one more each time
// that it stands in half as many.
func (e echo) rarity(places int) float64 {
	return max(0, math.Log2(float64(e.all)/float64(places))-2.5)
}

// ofSelf are the words with which everybody speaks of themselves. Messages, which
// say "je", have them only where they quote, and there they look rare and telling.
var ofSelf = map[string]bool{"ik": true, "mij": true, "me": true, "mijn": true, "m'n": true, "my": true, "i": true, "mine": true}

// mostWords is how many words of one text count for a message: a long letter has
// something of everything.
const mostWords = 4

// of weighs every message, by family, by the words of a text that it has.
func (e echo) of(text string) map[string]int {
	hits, seen := map[string][]int{}, map[string]bool{}
	for _, w := range terms(text) {
		if ofSelf[w] {
			continue
		}
		for _, s := range e.parts(stem(w)) {
			if seen[s] {
				continue
			}
			seen[s] = true
			places := e.places[s]
			for _, p := range places {
				hits[p.family] = append(hits[p.family], int(math.Round(float64(p.weight)*e.rarity(len(places)))))
			}
		}
	}
	found := map[string]int{}
	for f, list := range hits {
		slices.SortFunc(list, func(a, b int) int { return b - a })
		for _, n := range list[:min(len(list), mostWords)] {
			found[f] += n
		}
	}
	list := stems(text)
	for f, all := range e.said {
		for _, words := range all {
			if says(list, words) {
				found[f] += inSaid
			}
		}
	}
	return found
}

// A saying of a few common words, as "er niet meer zijn", counts as a whole: each
// word of it says nothing.
const (
	minSaid = 3
	inSaid  = 12
	between = 2 // words that may stand in between
)

func stems(text string) []string {
	list := terms(text)
	for i, w := range list {
		list[i] = stem(w)
	}
	return list
}

// says tells whether some words stand in a text in their order, and close together.
func says(text, words []string) bool {
	for start := range text {
		at := 0
		for _, w := range text[start:min(len(text), start+len(words)+between)] {
			if w == words[at] {
				if at++; at == len(words) {
					return true
				}
			}
		}
	}
	return false
}

// minPart is the number of letters of the shortest part of a long word.
const minPart = 3

// parts are the words that a text is known by: the word itself or, when no
// message has it, the two words it is made of, as in "verkeersboete".
func (e echo) parts(s string) []string {
	if len(e.places[s]) > 0 {
		return []string{s}
	}
	for i := len(s) - minPart; i >= minPart; i-- {
		one, two := stem(s[:i]), stem(s[i:])
		if len(e.places[one]) > 0 && len(e.places[two]) > 0 && len(s[:i]) >= minPart {
			return []string{one, two}
		}
	}
	return nil
}

// speaks tells whether a message can answer somebody who just wrote: the ones
// that break a silence cannot.
func speaks(m sample.Message) bool { return m.Occasion != "stilte" && m.Occasion != "herinneren" }
