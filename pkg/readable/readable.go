// SPDX-License-Identifier: EUPL-1.2

// Package readable measures how easy a Dutch text is to read: long sentences,
// hard words, and the score of Flesch-Douma. A score is a smoke alarm, no proof.
// Places are bytes from the beginning of the text.
package readable

import (
	"regexp"
	"strings"
	"unicode"
)

// Word is a word in a text.
type Word struct {
	Text string
	At   int
}

// Sentence is a sentence in a text.
type Sentence struct {
	Text  string
	At    int
	Words int
}

var (
	hole    = regexp.MustCompile(`\{[^{}\n]*\}`)
	address = regexp.MustCompile(`\]\([^)\s]*\)`)
	bullet  = regexp.MustCompile(`(?m)^[ \t]*(?:[-+]|\d{1,2}\.)[ \t]+`)
	ending  = regexp.MustCompile(`[.?!…]+['’"”)]*(?:\s+|$)|\n[ \t]*\n|\n\x01`)
	spoken  = regexp.MustCompile(`(^|[\s(:])(?:['‘][^'’\n]*['’]|["“][^"”\n]*["”])`)
	short   = regexp.MustCompile(`(?i)\b(?:bijv|bv|o\.a|m\.b\.t|d\.w\.z|nr|blz|ca|enz|evt|art)\.`)
)

// flat takes markup out and puts one word in the place of every value, without
// moving anything.
func flat(text string) string {
	text = hole.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat("x", len(s)) })
	text = address.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
	text = short.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, ".", "x") })
	text = bullet.ReplaceAllStringFunc(text, func(s string) string { return "\x01" + strings.Repeat(" ", len(s)-1) })
	bytes := []byte(text) // not runes: bytes that are no text stay where they are
	for i, c := range bytes {
		if strings.IndexByte("*_#>`[]", c) >= 0 {
			bytes[i] = ' '
		}
	}
	return string(bytes)
}

// Words gives what a reader reads as words, numbers too.
func Words(text string) []Word { return words(flat(text), 0) }

func words(text string, from int) []Word {
	var list []Word
	start := -1
	end := func(i int) {
		if start < 0 {
			return
		}
		raw := text[start:i]
		trimmed := strings.TrimLeftFunc(raw, notWord)
		at := from + start + len(raw) - len(trimmed)
		if trimmed = strings.TrimRightFunc(trimmed, notWord); trimmed != "" {
			list = append(list, Word{Text: trimmed, At: at})
		}
		start = -1
	}
	for i, r := range text {
		switch space := unicode.IsSpace(r) || r == '/' || r == '\x01'; {
		case space:
			end(i)
		case start < 0:
			start = i
		}
	}
	end(len(text))
	return list
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// Sentences takes a text apart. Items of a list are sentences of their own.
func Sentences(text string) []Sentence {
	clean := flat(text)
	var list []Sentence
	add := func(from, to int) {
		piece := clean[from:to]
		n := len(words(piece, from))
		if n == 0 {
			return
		}
		blank := func(r rune) bool { return unicode.IsSpace(r) || r == '\x01' }
		end := from + len(strings.TrimRightFunc(piece, blank))
		for end < to && strings.IndexByte("*_`", text[end]) >= 0 {
			end++
		}
		from += strings.IndexFunc(piece, func(r rune) bool { return !blank(r) })
		for from > 0 && strings.IndexByte("*_`", text[from-1]) >= 0 {
			from--
		}
		list = append(list, Sentence{Text: text[from:end], At: from, Words: n})
	}
	last := 0
	for _, at := range ending.FindAllStringIndex(clean, -1) {
		add(last, at[1])
		last = at[1]
	}
	add(last, len(clean))
	return list
}

// Score is the measure of one or more texts.
type Score struct {
	Sentences, Words, Syllables int
	Longest                     Sentence
}

// Measure measures texts together, as one reader meets them.
func Measure(texts ...string) Score {
	var s Score
	for _, text := range texts {
		for _, one := range Sentences(text) {
			s.Sentences++
			if one.Words > s.Longest.Words {
				s.Longest = one
			}
		}
		for _, w := range Words(text) {
			s.Words++
			s.Syllables += Syllables(w.Text)
		}
	}
	return s
}

// Douma gives the score of Flesch as Douma adapted it to Dutch: 80 to 90 is
// easy, under 70 is a reason to look again. A text without words scores 0.
func (s Score) Douma() float64 {
	if s.Words == 0 || s.Sentences == 0 {
		return 0
	}
	return 206.835 - 0.93*float64(s.Words)/float64(s.Sentences) - 77*float64(s.Syllables)/float64(s.Words)
}

// Address finds how a text speaks to its reader: the places of u and uw, and
// those of je and jij. What is quoted, to be said aloud, does not count.
func Address(text string) (formal, familiar []Word) {
	clean := spoken.ReplaceAllStringFunc(flat(text), func(s string) string { return strings.Repeat(" ", len(s)) })
	for _, w := range words(clean, 0) {
		switch strings.ToLower(w.Text) {
		case "u", "uw", "uzelf":
			formal = append(formal, w)
		case "je", "jij", "jou", "jouw", "jezelf":
			familiar = append(familiar, w)
		}
	}
	return formal, familiar
}
