// SPDX-License-Identifier: EUPL-1.2

package library

import (
	"regexp"
	"slices"

	"opgelucht/pkg/content"
)

// pairs compares the languages with each other: every page exists in all of
// them, with the same number, topic, sources and dates, and as many headings and
// items of lists.
func (l *Library) pairs() []content.Problem {
	var problems []content.Problem
	for _, lang := range Languages() {
		for _, p := range l.pages[lang] {
			for _, other := range Languages() {
				i := slices.IndexFunc(l.pages[other], func(o Page) bool { return o.ID == p.ID })
				if i < 0 {
					problems = append(problems, content.Problem{File: p.file,
						Say:    content.Words{NL: "Deze pagina bestaat niet in de taal '" + other + "'.", EN: "This page does not exist in the language '" + other + "'."},
						Advice: content.Words{NL: "Maak het bestand met dezelfde naam.", EN: "Make the file with the same name."}})
				} else if lang == Languages()[0] && other != lang {
					problems = append(problems, differences(p, l.pages[other][i])...)
				}
			}
		}
	}
	return problems
}

var item = regexp.MustCompile(`(?m)^(?:[-*]|\d+\.)\s`)

// differences lists what a translation has otherwise than its source.
func differences(source, other Page) []content.Problem {
	if source.head == nil || other.head == nil {
		return nil // told already
	}
	var problems []content.Problem
	say := func(key, nl, en string) {
		problems = append(problems, other.at(key, content.Words{NL: nl, EN: en},
			content.Words{NL: "Maak het gelijk aan " + source.file + ".", EN: "Make it the same as " + source.file + "."}))
	}
	if source.Number != other.Number {
		say("number", "Het nummer is anders.", "The number differs.")
	}
	if source.Topic != other.Topic {
		say("topic", "Het onderwerp is anders.", "The topic differs.")
	}
	if !slices.Equal(source.See, other.See) {
		say("see", "De pagina's bij 'see' zijn anders.", "The pages under 'see' differ.")
	}
	if !slices.EqualFunc(source.Sources, other.Sources, func(a, b Source) bool { return a.Address == b.Address && a.Date.Equal(b.Date) }) {
		say("sources", "De bronnen of hun dagen zijn anders.", "The sources or their days differ.")
	}
	if !source.Checked.Equal(other.Checked) || !source.Review.Equal(other.Review) || source.Owner != other.Owner {
		say("checked", "De dag van nakijken, de dag van opnieuw lezen of de eigenaar is anders.", "The day of checking, the day of reading again or the owner differs.")
	}
	if len(source.Parts) != len(other.Parts) || len(item.FindAllString(source.body, -1)) != len(item.FindAllString(other.body, -1)) {
		problems = append(problems, content.Problem{File: other.file, Line: other.bodyLine, Column: 1,
			Say:    content.Words{NL: "Er zijn meer of minder koppen of regels van een lijst.", EN: "There are more or fewer headings or items of lists."},
			Advice: content.Words{NL: "Maak het gelijk aan " + source.file + ".", EN: "Make it the same as " + source.file + "."}})
	}
	return problems
}
