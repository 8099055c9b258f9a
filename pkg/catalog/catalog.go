// SPDX-License-Identifier: EUPL-1.2

// Package catalog is the shelf a counsellor chooses from: every sample message, by language, found by words or by situation.
package catalog

import (
	"cmp"
	"slices"
	"strings"

	"opgelucht/pkg/sample"
)

// Catalog holds the shelf. It does not change after New, so many readers can
// use it at once.
type Catalog struct {
	messages map[string][]entry        // by language, in the order of the shelf
	byID     map[string]sample.Message // by language and id
	echoes   map[string]echo           // by language
	words    map[string]*vocabulary    // by language
}

// entry is a message with the words it is found by.
type entry struct {
	message sample.Message
	title   words
	purpose words
	body    words
	about   words // of the Dutch title and purpose, its own and its family's, in every language
}

// New puts messages on the shelf, in the order of phase, then id.
func New(messages []sample.Message) *Catalog {
	c := &Catalog{messages: map[string][]entry{}, byID: map[string]sample.Message{}, echoes: map[string]echo{}, words: map[string]*vocabulary{}}
	for _, m := range messages {
		c.byID[m.Lang+"/"+m.ID] = m
		c.messages[m.Lang] = append(c.messages[m.Lang], entry{
			message: m, title: wordsOf(m.Title), purpose: wordsOf(m.Purpose + " " + m.Hears + " " + m.ID), body: wordsOf(m.Body),
		})
	}
	for lang, shelf := range c.messages {
		for i, e := range shelf {
			source, _ := c.Message(sample.Languages()[0], e.message.ID)
			plain, _ := c.Message(sample.Languages()[0], family(e.message))
			shelf[i].about = wordsOf(source.Title + " " + source.Purpose + " " + plain.Title + " " + plain.Purpose)
		}
		slices.SortStableFunc(shelf, func(a, b entry) int { return order(a.message, b.message) })
		c.echoes[lang], c.words[lang] = newEcho(shelf), &vocabulary{}
	}
	return c
}

// order is the order of the shelf: phase, then id, and a plainer form
// straight after the message it belongs to.
func order(a, b sample.Message) int {
	if a.Phase != b.Phase {
		return a.Phase - b.Phase
	}
	if n := strings.Compare(family(a), family(b)); n != 0 {
		return n
	}
	return strings.Compare(a.VariantOf, b.VariantOf)
}

// family is the id that a message shares with its plainer form.
func family(m sample.Message) string {
	if m.VariantOf != "" {
		return m.VariantOf
	}
	return m.ID
}

// Message gives one message. A language the message lacks falls back to the
// source language; the message then says so in its Lang.
func (c *Catalog) Message(lang, id string) (sample.Message, bool) {
	if m, ok := c.byID[lang+"/"+id]; ok {
		return m, true
	}
	m, ok := c.byID[sample.Languages()[0]+"/"+id]
	return m, ok
}

// Messages gives the whole shelf of a language.
func (c *Catalog) Messages(lang string) []sample.Message {
	return c.pick(lang, func(entry) int { return 1 })
}

// PhaseOf gives the phase of the help that an assignment belongs to: that of the
// message that hands it out.
func (c *Catalog) PhaseOf(assignment string) (int, bool) {
	for _, e := range c.messages[sample.Languages()[0]] {
		if m := e.message; m.Assignment == assignment && m.Attaches() && m.Occasion != sample.OccasionWelcome {
			return m.Phase, true
		}
	}
	return 0, false
}

// Variants gives the plainer or other forms of a message: of the message
// itself, and of the message it is a form of.
func (c *Catalog) Variants(m sample.Message) []sample.Message {
	return c.pick(m.Lang, func(e entry) int {
		if e.message.ID != m.ID && family(e.message) == family(m) {
			return 1
		}
		return 0
	})
}

// pick gives the messages with a score above zero, best first, and in the order
// of the shelf where the score is the same.
func (c *Catalog) pick(lang string, score func(entry) int) []sample.Message {
	type hit struct{ score, at int }
	var hits []hit
	shelf := c.messages[lang]
	for i := range shelf {
		if n := score(shelf[i]); n > 0 {
			hits = append(hits, hit{n, i})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(b.score-a.score, a.at-b.at) })
	found := make([]sample.Message, len(hits))
	for i, h := range hits {
		found[i] = shelf[h.at].message
	}
	return found
}
