// SPDX-License-Identifier: EUPL-1.2

package formula

import "strings"

// Problem is one mistake in a formula, for the author of an assignment.
type Problem struct {
	Column int               // where it is, counted in characters from 1
	Key    string            // which mistake: a key of the messages
	Args   map[string]string // the words in the message; "@money" is the name of a kind
	Hint   string            // which advice; empty when there is none
}

// Text gives the message and the advice in English or, for every other
// language, in Dutch. The advice is empty when there is none.
func (p *Problem) Text(lang string) (message, advice string) {
	message = p.fill(messages[p.Key], lang)
	if p.Hint != "" {
		advice = p.fill(hints[p.Hint], lang)
	}
	return message, advice
}

// Error lets a Problem travel as an error, in Dutch.
func (p *Problem) Error() string {
	message, advice := p.Text("nl")
	return strings.TrimSpace(message + " " + advice)
}

// fill puts the words in the sentence. What an author typed stays as it is,
// also when it looks like a place to fill.
func (p *Problem) fill(s sentence, lang string) string {
	text := s.nl
	if english(lang) {
		text = s.en
	}
	pairs := make([]string, 0, 2*len(p.Args))
	for name, word := range p.Args {
		pairs = append(pairs, "{"+name+"}", kindWord(name, word, lang))
	}
	return upperFirst(strings.NewReplacer(pairs...).Replace(text))
}

// kindWord names a kind in the language of the reader; other words stay as they are.
func kindWord(name, word, lang string) string {
	kind, ok := kindWords[strings.TrimPrefix(word, "@")]
	switch {
	case !ok || name == "option" || !strings.HasPrefix(word, "@"): // an option can be called "@money"
		return word
	case english(lang):
		return kind.en
	}
	return kind.nl
}

// upperFirst gives a sentence its capital when it begins with the name of a kind.
func upperFirst(text string) string {
	if text != "" && text[0] >= 'a' && text[0] <= 'z' {
		return strings.ToUpper(text[:1]) + text[1:]
	}
	return text
}

// word is how a kind travels in Args, so that each language can name it.
func (k Kind) word() string { return "@" + k.String() }

var kindNames = [...]string{"unknown", "money", "money_per", "number", "yesno", "choice", "choices", "text", "date", "rows"}

// String is the kind as the assignment files call it.
func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return kindNames[Unknown]
	}
	return kindNames[k]
}
