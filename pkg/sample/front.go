// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"strings"

	"opgelucht/pkg/content"
)

const fence = "---"

// split takes a file apart into its head, between two lines of dashes, and the
// text below. The places in the head stay those of the file.
func split(file, text string) (head *content.Node, body string, bodyLine int, problems []content.Problem) {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	lines := strings.Split(text, "\n")
	if !isFence(lines[0]) {
		return nil, "", 0, []content.Problem{about(file, 1,
			content.Words{NL: "Het bestand begint niet met een regel '---'.", EN: "The file does not begin with a line '---'."},
			content.Words{NL: "Zet de kop bovenaan, tussen twee regels '---'.", EN: "Put the head on top, between two lines '---'."})}
	}
	for i := 1; i < len(lines); i++ {
		if !isFence(lines[i]) {
			continue
		}
		// An empty first line keeps the numbers of the lines right.
		head, problems = content.Parse(file, []byte("\n"+strings.Join(lines[1:i], "\n")+"\n"))
		return head, strings.Join(lines[i+1:], "\n"), i + 2, problems
	}
	return nil, "", 0, []content.Problem{about(file, len(lines),
		content.Words{NL: "De kop heeft geen einde.", EN: "The head has no end."},
		content.Words{NL: "Zet onder de kop een regel '---'.", EN: "Put a line '---' under the head."})}
}

func isFence(line string) bool { return strings.TrimRight(line, " ") == fence }

// about makes a problem at a line of a file; line 0 is the file as a whole.
func about(file string, line int, say, advice content.Words) content.Problem {
	p := content.Problem{File: file, Line: line, Say: say, Advice: advice}
	if line > 0 {
		p.Column = 1
	}
	return p
}
