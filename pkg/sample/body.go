// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"slices"
	"strings"

	"opgelucht/pkg/content"
)

// body compares the blanks in the text with those in the head.
func (r *reader) body(m Message, text string, firstLine int) {
	if strings.TrimSpace(text) == "" {
		r.problems = append(r.problems, about(r.file, firstLine,
			content.Words{NL: "Onder de kop staat geen tekst.", EN: "There is no text under the head."},
			content.Words{NL: "Schrijf het bericht onder de tweede regel '---'.", EN: "Write the message under the second line '---'."}))
	}
	seen := map[string]bool{}
	for _, b := range Unfilled(text) {
		name := strings.Trim(b.Text, "{}")
		if !b.Named || seen[name] {
			continue
		}
		seen[name] = true
		r.blank(m, name, lineColumn(text, b.Start, firstLine))
	}
	for _, name := range m.Blanks {
		if !seen[name] {
			r.say("blanks", content.Words{
				NL: "De invulplek {" + name + "} komt niet voor in de tekst.",
				EN: "The blank {" + name + "} does not occur in the text."},
				content.Words{NL: "Haal hem weg bij 'blanks'.", EN: "Remove it from 'blanks'."})
		}
	}
}

// blank checks one {name} that the text uses.
func (r *reader) blank(m Message, name string, at place) {
	p := content.Problem{File: r.file, Line: at.line, Column: at.column}
	switch {
	case !slices.Contains(BlankNames(), name):
		p.Say = content.Words{NL: "De invulplek {" + name + "} bestaat niet.", EN: "The blank {" + name + "} does not exist."}
		p.Advice = content.Nearest(name, BlankNames())
	case !slices.Contains(m.Blanks, name):
		p.Say = content.Words{NL: "De invulplek {" + name + "} staat niet in de kop.", EN: "The blank {" + name + "} is not in the head."}
		p.Advice = content.Words{NL: "Zet hem bij 'blanks'.", EN: "Add it to 'blanks'."}
	default:
		return
	}
	r.problems = append(r.problems, p)
}

// place is where something stands in a file, counted from 1.
type place struct{ line, column int }

func lineColumn(text string, offset, firstLine int) place {
	before := text[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return place{firstLine + strings.Count(before, "\n"), 1 + len([]rune(before[start:]))}
}
