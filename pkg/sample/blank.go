// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The blanks the service fills in. Their names are part of the texts people
// write, so they are Dutch in every language.
const (
	BlankNickname   = "bijnaam"
	BlankCounsellor = "hulpverlener"
	BlankDate       = "datum" // the agreed next moment, never a date from a letter
	BlankAssignment = "opdracht"
	BlankAmount     = "bedrag"
)

// BlankNames are all blanks the service fills in.
func BlankNames() []string {
	return []string{BlankNickname, BlankCounsellor, BlankDate, BlankAssignment, BlankAmount}
}

// Values fill the blanks. An empty value leaves its blank open.
type Values struct {
	Nickname   string
	Counsellor string
	Date       string // already written out in the reader's language
	Assignment string // title in the reader's language
	Amount     string // already written out, with the euro sign
}

// Blank is a place in a text that still has to be filled.
type Blank struct {
	Text  string // as it stands in the text, with its brackets
	Named bool   // {datum}: the service fills it; false for [naam]: a person does
	Start int    // byte offset in the text
	End   int    // byte offset after it
}

// Fill gives the body with the blanks filled for which there is a value. It
// replaces in one pass: what a value holds is never filled again, and brackets
// in a value do not make a new blank.
func (m Message) Fill(v Values) string {
	pairs := []string{
		BlankNickname, v.Nickname,
		BlankCounsellor, v.Counsellor,
		BlankDate, v.Date,
		BlankAssignment, v.Assignment,
		BlankAmount, v.Amount,
	}
	var swaps []string
	for i := 0; i < len(pairs); i += 2 {
		if value := strings.TrimSpace(pairs[i+1]); value != "" {
			swaps = append(swaps, "{"+pairs[i]+"}", harmless(value))
		}
	}
	return strings.NewReplacer(swaps...).Replace(m.Body)
}

// harmless turns brackets in a value round, so that a nickname like "[x]"
// cannot block the sending of a message.
func harmless(value string) string {
	return strings.NewReplacer("[", "(", "]", ")", "{", "(", "}", ")").Replace(value)
}

// Unfilled finds every blank that is still open in a text about to be sent, in
// order: {datum} as well as [naam]. A bracket that lost its other half counts
// too when a word follows it, because it is what remains of a blank.
func Unfilled(text string) []Blank {
	var found []Blank
	for at := 0; at < len(text); {
		open := strings.IndexAny(text[at:], "[{")
		if open < 0 {
			break
		}
		start := at + open
		end, ok := closing(text, start)
		if !ok {
			at = start + 1
			continue
		}
		found = append(found, Blank{Text: text[start:end], Named: text[start] == '{', Start: start, End: end})
		at = end
	}
	return found
}

// closing finds where the blank that opens at start ends. A blank does not run
// past its line, nor past the opening of another one.
func closing(text string, start int) (end int, ok bool) {
	inside := text[start+1:]
	if line := strings.IndexByte(inside, '\n'); line >= 0 {
		inside = inside[:line]
	}
	stop := strings.IndexAny(inside, "[]{}")
	if stop >= 0 && (inside[stop] == ']' || inside[stop] == '}') {
		return start + 1 + stop + 1, true
	}
	if stop >= 0 {
		inside = inside[:stop]
	}
	first, _ := utf8.DecodeRuneInString(inside)
	return start + 1 + len(strings.TrimRight(inside, " \r")), unicode.IsLetter(first)
}

// free counts the [places] a person fills in.
func free(text string) int {
	n := 0
	for _, b := range Unfilled(text) {
		if !b.Named {
			n++
		}
	}
	return n
}
