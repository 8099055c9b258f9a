// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"opgelucht/pkg/sample"
)

// What a hit in each part of a message is worth. A title says most; words in
// the body only help when nothing else matches.
const (
	inTitle   = 100
	inPurpose = 10
	inBody    = 1
)

// SearchMessages finds the messages in which every word of the query begins a
// word of the title, purpose or text, or is a form of one; best first. Accents and
// capitals do not count, and a word that stands nowhere is read as the one it is a
// slip of the finger away from. An empty query gives the whole shelf.
func (c *Catalog) SearchMessages(lang, query string) []sample.Message {
	wanted := telltale(terms(query))
	if len(wanted) == 0 {
		return c.Messages(lang)
	}
	known, ok := c.words[lang]
	if !ok {
		return nil
	}
	known.fill(c.messages[lang])
	var ways []way
	for _, w := range wanted {
		ways = append(ways, known.way(w))
	}
	return c.pick(lang, func(e entry) int { return e.score(ways) })
}

// little are words that say nothing of what a text is about.
var little = strings.Fields("de het een zich is van the a an of")

// telltale leaves out the words that say nothing, when others are left.
func telltale(typed []string) []string {
	told := slices.DeleteFunc(slices.Clone(typed), func(w string) bool { return slices.Contains(little, w) })
	if len(told) == 0 {
		return typed
	}
	return told
}

// score is zero unless every wanted word is found.
func (e entry) score(wanted []way) int {
	total := 0
	for _, w := range wanted {
		best := max(inTitle*w.in(e.title), inPurpose*w.in(e.purpose))
		if best == 0 {
			best = inBody * w.in(e.body)
		}
		if best == 0 {
			return 0
		}
		total += best
	}
	return total
}

// words are the words of a text, folded, each once, with a space before and
// behind: one string for thousands of texts takes a fifth of what slices do.
type words string

func wordsOf(text string) words {
	var b strings.Builder
	seen := map[string]bool{}
	for _, w := range terms(text) {
		if !seen[w] {
			seen[w] = true
			b.WriteString(" " + w)
		}
	}
	return words(b.String() + " ")
}

// have tells whether one of the words is this one.
func (w words) have(word string) bool { return strings.Contains(string(w), " "+word+" ") }

// terms takes a text apart into words to search by: folded, letters and
// figures only.
func terms(text string) []string {
	return strings.FieldsFunc(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// accents maps the letters with accents of Dutch, and of its neighbours, to
// plain ones. A table suffices: the texts are Dutch and English.
var accents = func() map[rune]string {
	table := map[rune]string{'æ': "ae", 'œ': "oe", 'ß': "ss", 'ĳ': "ij"}
	for plain, marked := range map[string]string{
		"a": "àáâãäå", "c": "ç", "e": "èéêë", "i": "ìíîï", "n": "ñ",
		"o": "òóôõöø", "u": "ùúûü", "y": "ýÿ",
	} {
		for _, r := range marked {
			table[r] = plain
		}
	}
	return table
}()

// Fold makes a text lower case without accents, also when an accent is a
// character of its own.
func Fold(text string) string {
	text = strings.ToLower(text)
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
			continue
		}
		switch plain, ok := accents[r]; {
		case ok:
			b.WriteString(plain)
		case unicode.Is(unicode.Mn, r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
