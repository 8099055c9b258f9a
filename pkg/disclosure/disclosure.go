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

// runs cuts a text at everything that cannot stand inside a number.
func runs(text string) []run {
	var list []run
	var cur run
	gap := ""
	flush := func() {
		if len(cur.chars) >= 8 {
			list = append(list, cur)
		}
		cur, gap = run{}, ""
	}
	for i, r := range text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		c, ok := plain(r)
		switch {
		case ok:
			if len(cur.chars) == 0 {
				cur.before = text[:i]
			}
			cur.chars = append(cur.chars, c)
			cur.starts, cur.ends = append(cur.starts, i), append(cur.ends, i+size)
			cur.gaps = append(cur.gaps, gap)
			gap = ""
		case separates(r) && utf8.RuneCountInString(gap) < 4 && len(cur.chars) > 0:
			gap += string(r)
		default:
			flush()
		}
	}
	flush()
	return list
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
