// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	numbering = regexp.MustCompile(`^\s*(\d+\.|[-*])\s+`)
	ending    = regexp.MustCompile(`[.?!]['’"”)]*(\s+|$)`)
	quoted    = regexp.MustCompile(`(^|[\s(:])['‘][^\n]*?['’]([^\p{L}]|$)`)
)

// countWords counts what a reader reads as words.
func countWords(text string) int {
	n := 0
	for _, field := range strings.Fields(blanked(text)) {
		if strings.ContainsFunc(field, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// blanked puts one word in the place of every blank.
func blanked(text string) string {
	var b strings.Builder
	at := 0
	for _, blank := range Unfilled(text) {
		b.WriteString(text[at:blank.Start])
		b.WriteString("invulplek")
		at = blank.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// unquoted leaves out what stands between single quotes: words to say aloud,
// or words of the client. The sign in "'s avonds" opens no quote, that in
// "zo'n" closes none.
func unquoted(text string) string {
	return quoted.ReplaceAllString(strings.ReplaceAll(text, "'s ", "s "), "$1$2")
}

// sentences takes a body apart. Greeting and signature do not count, and the
// numbers of a list are no words.
func sentences(body string) []string {
	var found []string
	for line := range strings.SplitSeq(blanked(body), "\n") {
		line = strings.TrimSpace(numbering.ReplaceAllString(line, ""))
		if line == "invulplek" || strings.HasSuffix(line, ",") {
			continue
		}
		for _, s := range ending.Split(line, -1) {
			if countWords(s) > 0 {
				found = append(found, strings.TrimSpace(s))
			}
		}
	}
	return found
}
