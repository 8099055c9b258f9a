// SPDX-License-Identifier: EUPL-1.2

// Package disclosure finds numbers in a text that would give a person away: a
// BSN, a bank account, a payment card, and the access code of this service.
//
// It looks at numbers only and stops nothing that fails its checks, so amounts,
// dates, phone numbers and file numbers of creditors pass.
package disclosure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is a sort of number.
type Kind string

// The sorts that are found.
const (
	BSN  Kind = "bsn"  // citizen service number, eleven test
	IBAN Kind = "iban" // bank account, ISO 13616
	Card Kind = "card" // payment card, Luhn
	Code Kind = "code" // our own access code
)

// Finding is one number in a text, by byte offsets.
type Finding struct {
	Kind       Kind
	Start, End int
}

// Find gives the numbers in a text, in order, without overlap.
func Find(text string) []Finding {
	var found []Finding
	for _, run := range runs(text) {
		found = append(found, run.find()...)
	}
	return found
}

// Without gives the text with a placeholder in the place of each number.
func Without(text, placeholder string) string {
	for range 8 { // a placeholder never makes a number; what it joins is looked at again
		found := Find(text)
		if len(found) == 0 {
			return text
		}
		var b strings.Builder
		last := 0
		for _, f := range found {
			b.WriteString(text[last:f.Start])
			b.WriteString(placeholder)
			last = f.End
		}
		b.WriteString(text[last:])
		text = b.String()
	}
	return text
}

// Piece is a part of a text: plain, or a number of a kind.
type Piece struct {
	Text string
	Kind Kind // empty for plain text
}

// Marked cuts a text into pieces, for a page that marks the numbers.
func Marked(text string) []Piece {
	var pieces []Piece
	last := 0
	for _, f := range Find(text) {
		if f.Start > last {
			pieces = append(pieces, Piece{Text: text[last:f.Start]})
		}
		pieces = append(pieces, Piece{Text: text[f.Start:f.End], Kind: f.Kind})
		last = f.End
	}
	if last < len(text) {
		pieces = append(pieces, Piece{Text: text[last:]})
	}
	return pieces
}

// run is a stretch of letters and digits with at most thin separators between,
// in which a number may stand.
type run struct {
	chars  []byte // letters in capitals, digits as 0 to 9
	starts []int  // byte offset of each char
	ends   []int
	gaps   []string // what stood before each char
	before string   // the text before the run, to know an amount
}

// maxGap is how many separators may stand between two characters of a number.
const maxGap = 4

// runs cuts a text at everything that cannot stand inside a number, and leaves
// out what is too short for one or holds too few digits.
func runs(text string) []run {
	var list []run
	from, to, chars, digits, gap := 0, 0, 0, 0, 0
	flush := func() {
		if chars >= minChars && digits >= minDigits {
			list = append(list, newRun(text, from, to, chars))
		}
		chars, digits, gap = 0, 0, 0
	}
	for i, r := range text {
		c, ok := plain(r)
		switch {
		case ok:
			if chars == 0 {
				from = i
			}
			if digit(c) {
				digits++
			}
			to, gap = i+width(text, i, r), 0
			chars++
		case chars > 0 && gap < maxGap && separates(r):
			gap++
		default:
			flush()
		}
	}
	flush()
	return list
}

// The least that can be a number: a BSN without its zero has eight characters,
// and every account has two check digits.
const (
	minChars  = 8
	minDigits = 2
)

// newRun reads the stretch from from to to, which holds n characters.
func newRun(text string, from, to, n int) run {
	r := run{chars: make([]byte, 0, n), starts: make([]int, 0, n), ends: make([]int, 0, n), gaps: make([]string, 0, n), before: text[:from]}
	end := from
	for k, c := range text[from:to] {
		p, ok := plain(c)
		if !ok {
			continue
		}
		i := from + k
		r.chars, r.gaps = append(r.chars, p), append(r.gaps, text[end:i])
		end = i + width(text, i, c)
		r.starts, r.ends = append(r.starts, i), append(r.ends, end)
	}
	return r
}

// width counts the bytes of the character at i; a byte that is none counts as one.
func width(text string, i int, r rune) int {
	if r != utf8.RuneError {
		return utf8.RuneLen(r)
	}
	_, n := utf8.DecodeRuneInString(text[i:])
	return n
}

// plain gives a digit of any script as 0 to 9 and a Latin letter as a capital.
func plain(r rune) (byte, bool) {
	if d, ok := Digit(r); ok {
		return d, true
	}
	if r >= 'a' && r <= 'z' {
		return byte(r - 'a' + 'A'), true
	}
	if r >= 'A' && r <= 'Z' {
		return byte(r), true
	}
	return 0, false
}

// Digit reads a decimal digit of any script.
func Digit(r rune) (byte, bool) {
	if r >= '0' && r <= '9' {
		return byte(r), true
	}
	if r < 0x80 || !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	zero := r
	for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
		zero--
	}
	// blocks of digits begin at a multiple of 16 or at 6 above one (Unicode Nd)
	for d := range rune(10) {
		if z := r - d; z%16 == 0 || z%16 == 6 {
			if unicode.Is(unicode.Nd, z) && unicode.Is(unicode.Nd, z+9) && !unicode.Is(unicode.Nd, z-1) {
				return byte('0' + d), true
			}
		}
	}
	return byte('0' + (r-zero)%10), true
}

// dashes are what people, phones and word processors put between digits.
const dashes = "-./_·\u2010\u2011\u2012\u2013\u2014\u2212"

func separates(r rune) bool {
	return strings.ContainsRune(dashes, r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
}
