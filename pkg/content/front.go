// SPDX-License-Identifier: EUPL-1.2

package content

import "strings"

const fence = "---"

// Front takes a file apart into its head, between two lines of dashes, and the
// text below, with the line on which that begins. The places in the head stay
// those of the file.
func Front(file, text string) (head *Node, body string, bodyLine int, problems []Problem) {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	lines := strings.Split(text, "\n")
	if !isFence(lines[0]) {
		return nil, "", 0, []Problem{{File: file, Line: 1, Column: 1,
			Say:    Words{NL: "Het bestand begint niet met een regel '---'.", EN: "The file does not begin with a line '---'."},
			Advice: Words{NL: "Zet de kop bovenaan, tussen twee regels '---'.", EN: "Put the head on top, between two lines '---'."}}}
	}
	for i := 1; i < len(lines); i++ {
		if !isFence(lines[i]) {
			continue
		}
		// An empty first line keeps the numbers of the lines right.
		head, problems = Parse(file, []byte("\n"+strings.Join(lines[1:i], "\n")+"\n"))
		return head, strings.Join(lines[i+1:], "\n"), i + 2, problems
	}
	return nil, "", 0, []Problem{{File: file, Line: len(lines), Column: 1,
		Say:    Words{NL: "De kop heeft geen einde.", EN: "The head has no end."},
		Advice: Words{NL: "Zet onder de kop een regel '---'.", EN: "Put a line '---' under the head."}}}
}

func isFence(line string) bool { return strings.TrimRight(line, " ") == fence }
