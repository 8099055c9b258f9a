// SPDX-License-Identifier: EUPL-1.2

package locale

import (
	"fmt"

	"opgelucht/pkg/content"
)

// Unpaired tells which words stand in one language only: such a page would speak
// two languages at once.
func (b *Bundle) Unpaired() []content.Problem {
	var problems []content.Problem
	say := func(lang, key, nl, en string) {
		problems = append(problems, content.Problem{File: b.files[lang+" "+key], Rule: "words", Say: content.Words{NL: fmt.Sprintf(nl, key), EN: fmt.Sprintf(en, key)}})
	}
	first := b.Printer(Default)
	for _, lang := range b.langs {
		if lang == Default {
			continue
		}
		other := b.Printer(lang)
		for _, key := range b.Keys(Default) {
			if !other.Has(key) {
				say(Default, key, "'%s' is niet vertaald naar "+lang+".", "'%s' is not translated to "+lang+".")
			}
		}
		for _, key := range b.Keys(lang) {
			if !first.Has(key) {
				say(lang, key, "'%s' is er niet in het Nederlands.", "'%s' is not there in Dutch.")
			}
		}
	}
	return problems
}
