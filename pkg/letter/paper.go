// SPDX-License-Identifier: EUPL-1.2

package letter

import (
	"html/template"
	"regexp"
	"strings"
)

// onPaper is how a dotted line stands in a letter as plain text. Letters are in
// Dutch, because who gets them reads Dutch.
var onPaper = regexp.MustCompile(`\[op papier: ([^\]\n]{1,80})\]`)

// OnPaper writes a dotted line as plain text.
func OnPaper(what string) string { return "[op papier: " + what + "]" }

// Again gives a letter whose plain text was changed: paragraphs, lines and dotted
// lines are kept, nothing of it is read as Markdown.
func Again(text string) Filled {
	out := Filled{Text: text}
	for i, paragraph := range strings.Split(strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")), "\n\n") {
		open := "<p>"
		if i > 0 {
			open = "\n<p>"
		}
		out.add(Piece{HTML: template.HTML(open)}) //nolint:gosec // our own
		out.paragraph(paragraph)
		out.add(Piece{HTML: "</p>"})
	}
	return out
}

func (f *Filled) paragraph(text string) {
	last := 0
	for _, at := range onPaper.FindAllStringSubmatchIndex(text, -1) {
		f.add(Piece{HTML: lines(text[last:at[0]]), Blank: text[at[2]:at[3]]})
		last = at[1]
	}
	f.add(Piece{HTML: lines(text[last:])})
}

func lines(text string) template.HTML {
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(text), "\n", "<br>\n")) //nolint:gosec // escaped here
}

// Moved lists the values that are not what a letter says any more.
func Moved(then, now []Used) []Change {
	shown := map[string]string{}
	for _, u := range now {
		shown[u.Name] = u.Shown
	}
	var list []Change
	for _, u := range then {
		if got, ok := shown[u.Name]; !ok || got != u.Shown {
			list = append(list, Change{Name: u.Name, Then: u.Shown, Now: got})
		}
	}
	return list
}

// Change is a value that a letter names and that is something else now; Now is
// empty when it is gone.
type Change struct{ Name, Then, Now string }
