// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"opgelucht/pkg/content"
)

// The limits of a text, from the voice guide: sections 2, 3 and 9.
const (
	maxWords        = 150
	maxWordsEasy    = 90
	maxSentence     = 15 // words, Dutch
	maxSentenceEasy = 9
	maxMean         = 11.0
	maxMeanEasy     = 6.0
)

// Guard checks what a machine can check of a message: length, sentences,
// forbidden words, amounts and years, telephone numbers and links. Sentences
// are measured in Dutch only, because a translation also explains Dutch words.
func Guard(m Message) []content.Problem {
	g := &guard{m: m}
	g.length()
	if m.Lang == Languages()[0] {
		g.sentences()
		g.words(forbiddenDutch)
	} else {
		g.words(forbiddenEnglish)
	}
	g.signs()
	g.numbers()
	g.suicide()
	return g.problems
}

type guard struct {
	m        Message
	problems []content.Problem
}

// say complains in both languages; the values in the sentence are the same.
func (g *guard) say(nl, en string, args ...any) {
	say := content.Words{NL: fmt.Sprintf(nl, args...), EN: fmt.Sprintf(en, args...)}
	g.problems = append(g.problems, about(g.m.File, 0, say, content.Words{}))
}

// forbidden is a word or form that may not stand outside quotes, and why.
type forbidden struct {
	pattern *regexp.Regexp
	because string
}

var forbiddenDutch = []forbidden{
	{regexp.MustCompile(`(?i)\bwaarom\b`), "klinkt als een verwijt; vraag wat of hoe"},
	{regexp.MustCompile(`(?i)zo snel mogelijk`), "noem een dag"},
	{regexp.MustCompile(`(?i)\bhelaas\b`), "zeg wat wel kan"},
	{regexp.MustCompile(`(?i)\b(gewoon|slechts|eventjes|simpelweg)\b`), "maakt klein wat zwaar is"},
	{regexp.MustCompile(`(?i)\b(u|uw)\b`), "schrijf je en jouw"},
	{regexp.MustCompile(`(?i)\b(eindelijk|alsnog)\b`), "verborgen verwijt"},
	{regexp.MustCompile(`(?i)\b(echter|middels|conform|inzake)\b`), "moeilijk woord"},
	{regexp.MustCompile(`(?i)\b(bijlage|link hieronder)\b`), "er zijn geen bijlagen"},
}

var forbiddenEnglish = []forbidden{
	{regexp.MustCompile(`(?i)\bwhy\b[^.\n]*\?`), "sounds like blame; ask what or how"},
	{regexp.MustCompile(`(?i)as soon as possible`), "name a day"},
	{regexp.MustCompile(`(?i)\bunfortunately\b`), "say what is possible"},
	{regexp.MustCompile(`(?i)\b\w+(n't|'ll|'re|'ve|'m)\b`), "write it in full: some readers are learning"},
	{regexp.MustCompile(`(?i)\b(bankruptcy|IVA|County Court|guilt)\b`), "not the Dutch thing"},
}

// length counts words; a place to fill counts as one.
func (g *guard) length() {
	limit := maxWords
	if g.m.Level == LevelEasy {
		limit = maxWordsEasy
	}
	if n := countWords(g.m.Body); n > limit {
		g.say("Het bericht heeft %d woorden; houd het op %d.", "The message has %d words; keep it to %d.", n, limit)
	}
}

// sentences measures each sentence and the mean.
func (g *guard) sentences() {
	longest, mean := maxSentence, maxMean
	if g.m.Level == LevelEasy {
		longest, mean = maxSentenceEasy, maxMeanEasy
	}
	total, count := 0, 0
	for _, s := range sentences(g.m.Body) {
		n := countWords(s)
		total += n
		count++
		if n > longest {
			g.say("Deze zin heeft %d woorden; houd het op %d: %q.", "This sentence has %d words; keep it to %d: %q.", n, longest, s)
		}
	}
	if count > 0 && float64(total)/float64(count) > mean {
		g.say("Een zin heeft gemiddeld %.1f woorden; houd het op %.0f.", "A sentence has %.1f words on average; keep it to %.0f.",
			float64(total)/float64(count), mean)
	}
}

func (g *guard) words(list []forbidden) {
	text := unquoted(blanked(g.m.Body))
	for _, f := range list {
		if hit := f.pattern.FindString(text); hit != "" {
			g.say("Gebruik %q niet: %s.", "Do not use %q: %s.", hit, f.because)
		}
	}
}

var shouted = regexp.MustCompile(`\b\p{Lu}{4,}\b`)

// abbreviations may be written in capitals because letters write them so.
var abbreviations = map[string]bool{"CJIB": true}

// signs refuses exclamation marks, emoji and shouting.
func (g *guard) signs() {
	text := blanked(g.m.Body)
	if strings.Contains(text, "!") {
		g.say("Er staat een uitroepteken.", "There is an exclamation mark.")
	}
	for _, r := range text {
		if unicode.Is(unicode.So, r) || r > 0xFFFF {
			g.say("Er staat een plaatje in de tekst: %q.", "There is a picture in the text: %q.", r)
		}
	}
	for _, word := range shouted.FindAllString(text, -1) {
		if !abbreviations[word] {
			g.say("%q staat in hoofdletters.", "%q is in capitals.", word)
		}
	}
}

var (
	amountOrYear = regexp.MustCompile(`€|\b(19|20)\d\d\b|\beuro\b`)
	telephone    = regexp.MustCompile(`\b0[\d][\d -]{4,}\d\b`)
	webAddress   = regexp.MustCompile(`(?i)\b(?:https?://|www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|com|org|eu)\b`)
)

// The national numbers and sites that hold for every municipality.
var (
	nationalNumbers = map[string]bool{"0800-0113": true, "0800-2000": true}
	nationalSites   = map[string]bool{"113.nl": true, "toeslagen.nl": true, "machtigen.digid.nl": true}
)

// numbers refuses what goes out of date or differs per municipality: amounts,
// years, local telephone numbers and sites. Those belong in a [place].
func (g *guard) numbers() {
	text := blanked(g.m.Body)
	if hit := amountOrYear.FindString(telephone.ReplaceAllString(text, "")); hit != "" { // 0800-2000 is no year
		g.say("Er staat een bedrag of jaartal (%q). Gebruik {bedrag} of een plek [ ].",
			"There is an amount or a year (%q). Use {bedrag} or a place [ ].", hit)
	}
	for _, hit := range telephone.FindAllString(text, -1) {
		if !nationalNumbers[hit] {
			g.say("Het nummer %s is niet landelijk. Gebruik een plek [ ].", "The number %s is not national. Use a place [ ].", hit)
		}
	}
	for _, hit := range webAddress.FindAllString(text, -1) {
		if !nationalSites[strings.ToLower(hit)] {
			g.say("De site %s staat niet op de lijst. Gebruik een plek [ ].", "The site %s is not on the list. Use a place [ ].", hit)
		}
	}
}

var aboutSuicide = regexp.MustCompile(`(?i)zelfmoord|zelfdoding|suicide`)

// suicide asks for the three numbers in every text that names suicide.
func (g *guard) suicide() {
	if !aboutSuicide.MatchString(g.m.Body) {
		return
	}
	for _, number := range []string{"113", "0800-0113", "112"} {
		if !regexp.MustCompile(`(^|[^\d-])` + number + `\b`).MatchString(g.m.Body) {
			g.say("Een bericht over zelfmoord noemt ook %s.", "A message about suicide also names %s.", number)
		}
	}
}
