// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"fmt"
	"slices"
	"strings"

	"opgelucht/pkg/content"
)

// Pairs compares the languages with each other: every message exists in all of
// them, for the same moment and reader, with the same blanks in the head and
// as many places for a person to fill. Variants must name a message that exists.
func Pairs(messages []Message) []content.Problem {
	byKey := map[string]Message{}
	for _, m := range messages {
		byKey[m.Lang+"/"+m.ID] = m
	}
	var problems []content.Problem
	for _, m := range messages {
		if _, ok := byKey[m.Lang+"/"+m.VariantOf]; m.VariantOf != "" && !ok {
			problems = append(problems, about(m.File, 0, content.Words{
				NL: "Er is geen bericht '" + m.VariantOf + "' om een kort bericht van te zijn.",
				EN: "There is no message '" + m.VariantOf + "' to be a plainer form of."}, content.Words{}))
		}
		for _, lang := range Languages() {
			other, ok := byKey[lang+"/"+m.ID]
			switch {
			case !ok:
				problems = append(problems, about(m.File, 0, content.Words{
					NL: "Dit bericht bestaat niet in de taal '" + lang + "'.",
					EN: "This message does not exist in the language '" + lang + "'."},
					content.Words{NL: "Maak het bestand met dezelfde naam.", EN: "Make the file with the same name."}))
			case m.Lang == Languages()[0] && lang != m.Lang:
				problems = append(problems, differences(m, other)...)
			}
		}
	}
	return problems
}

// differences lists what a translation has otherwise than its source.
func differences(source, other Message) []content.Problem {
	var problems []content.Problem
	say := func(nl, en string, args ...any) {
		problems = append(problems, about(other.File, 0,
			content.Words{NL: fmt.Sprintf(nl, args...), EN: fmt.Sprintf(en, args...)},
			content.Words{NL: "Maak het gelijk aan " + source.File + ".", EN: "Make it the same as " + source.File + "."}))
	}
	if source.Fit != other.Fit || source.Assignment != other.Assignment || source.VariantOf != other.VariantOf {
		say("Fase, gelegenheid, aanpak, groep, niveau, opdracht of kort bericht is anders.",
			"Phase, occasion, move, group, level, assignment or variant_of differs.")
	}
	if a, b := sorted(source.Blanks), sorted(other.Blanks); a != b {
		say("De invulplekken zijn anders: %s in plaats van %s.", "The blanks differ: %s instead of %s.", b, a)
	}
	if a, b := free(source.Body), free(other.Body); a != b {
		say("Er staan %d plekken [ ] om in te vullen in plaats van %d.", "There are %d places [ ] to fill instead of %d.", b, a)
	}
	return problems
}

func sorted(names []string) string {
	names = slices.Clone(names)
	slices.Sort(names)
	return strings.Join(names, ", ")
}
