// SPDX-License-Identifier: EUPL-1.2

package library

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"opgelucht/assignments"
	"opgelucht/pkg/content"
	"opgelucht/pkg/readable"
)

// The limits of a page. Sentences are measured in Dutch only, because a
// translation also explains Dutch words; for the same reason it may be longer.
const (
	minWords        = 150
	maxWords        = 350
	maxWordsForeign = 400
	maxSentence     = 15
	maxAnswer       = 20 // words of the answer in one sentence, which says it all
	maxStep         = 3  // sentences
	minScore        = 70 // on the scale of Flesch-Douma, as for assignments
)

// Lint checks how the pages read: length, sentences, hard words, how they speak
// to the reader, and what goes out of date or may not stand in them.
func (l *Library) Lint() []content.Problem {
	hard := readable.Ready(hardWords())
	var problems []content.Problem
	for _, lang := range Languages() {
		for _, p := range l.pages[lang] {
			c := &checker{page: p}
			c.length()
			if lang == Languages()[0] {
				c.sentences()
				c.hard(hard, l.terms[lang])
				c.address()
				c.forbidden(forbiddenDutch)
			} else {
				c.forbidden(forbiddenEnglish)
			}
			c.signs()
			c.numbers()
			c.suicide()
			problems = append(problems, c.problems...)
		}
	}
	return problems
}

// Overdue lists the pages that had to be read again by now.
func (l *Library) Overdue(today time.Time) []Page {
	return slices.DeleteFunc(slices.Clone(l.pages[Languages()[0]]), func(p Page) bool { return !p.Due(today) })
}

// hardWords reads the words to avoid that assignments avoid as well.
func hardWords() []readable.Hard {
	text, err := assignments.FS.ReadFile("hardwords.yaml")
	if err != nil { // it is inside the program
		return nil
	}
	n, _ := content.Parse("hardwords.yaml", text) // its mistakes are told where assignments are read
	list := n.Field("words")
	if list == nil {
		return nil
	}
	var hard []readable.Hard
	for _, word := range list.Keys {
		one := list.Field(word)
		hard = append(hard, readable.Hard{Word: word, Use: one.Str("use"), Letter: one.Str("letters") == "yes"})
	}
	return hard
}

// checker looks at one page.
type checker struct {
	page     Page
	problems []content.Problem
}

// piece is a text of a page with its place.
type piece struct {
	text string
	key  string // of the head; empty for the text below
}

func (c *checker) pieces() []piece {
	return []piece{{c.page.Title, "title"}, {c.page.Answer, "answer"}, {c.page.Step, "step"}, {c.page.body, ""}}
}

// say complains in both languages about a place in a text.
func (c *checker) say(in piece, offset int, advice content.Words, nl, en string, args ...any) {
	say := content.Words{NL: fmt.Sprintf(nl, args...), EN: fmt.Sprintf(en, args...)}
	if in.key != "" {
		c.problems = append(c.problems, c.page.at(in.key, say, advice))
		return
	}
	before := in.text[:offset]
	line := strings.LastIndexByte(before, '\n') + 1
	c.problems = append(c.problems, content.Problem{
		File: c.page.file, Line: c.page.bodyLine + strings.Count(before, "\n"), Column: 1 + len([]rune(before[line:])), Say: say, Advice: advice,
	})
}

var no = content.Words{}

func (c *checker) length() {
	most := maxWords
	if c.page.Lang != Languages()[0] {
		most = maxWordsForeign
	}
	whole := piece{c.page.body, ""}
	if n := len(readable.Words(c.page.said())); n < minWords || n > most {
		c.say(whole, 0, no, "De pagina heeft %d woorden; dat moeten er %d tot %d zijn.", "The page has %d words; it should have %d to %d.", n, minWords, most)
	}
	if n := len(readable.Sentences(c.page.Answer)); n != 1 {
		c.say(piece{c.page.Answer, "answer"}, 0, no, "Het antwoord is één zin, niet %d.", "The answer is one sentence, not %d.", n)
	}
	if n := len(readable.Sentences(c.page.Step)); n > maxStep {
		c.say(piece{c.page.Step, "step"}, 0, no, "De stap heeft %d zinnen; houd het op %d.", "The step has %d sentences; keep it to %d.", n, maxStep)
	}
}

func (c *checker) sentences() {
	shorter := content.Words{NL: "Maak er twee zinnen van.", EN: "Make it two sentences."}
	for _, p := range c.pieces() {
		most := maxSentence
		if p.key == "answer" {
			most = maxAnswer
		}
		for _, s := range readable.Sentences(p.text) {
			if s.Words > most {
				c.say(p, s.At, shorter, "Deze zin heeft %d woorden; houd het op %d.", "This sentence has %d words; keep it to %d.", s.Words, most)
			}
		}
	}
	if s := readable.Measure(c.page.Answer, c.page.body, c.page.Step); s.Douma() < minScore {
		c.say(piece{c.page.body, ""}, 0, content.Words{NL: "Schrijf kortere zinnen en kortere woorden.", EN: "Write shorter sentences and shorter words."},
			"De pagina leest moeilijk: %.0f op de schaal van Flesch-Douma; vanaf %d is het goed.", "The page is hard to read: %.0f on the scale of Flesch-Douma; from %d on it is fine.", s.Douma(), minScore)
	}
}

// hard finds hard words. What the list of words explains may stand: the page
// explains it below its text.
func (c *checker) hard(hard readable.HardWords, terms []Term) {
	for _, p := range c.pieces() {
		for _, h := range hard.Find(p.text) {
			if slices.ContainsFunc(terms, func(t Term) bool { return strings.EqualFold(t.Word, h.Word) }) {
				continue
			}
			c.say(p, h.At, content.Words{NL: "Probeer: " + h.Use + ". Of leg het uit in words.yaml.", EN: "Try: " + h.Use + ". Or explain it in words.yaml."},
				"'%s' is een moeilijk woord dat nergens wordt uitgelegd.", "'%s' is a hard word that is explained nowhere.", h.As)
		}
	}
}

func (c *checker) address() {
	for _, p := range c.pieces() {
		formal, _ := readable.Address(p.text)
		for _, w := range formal {
			c.say(p, w.At, no, "Hier staat '%s'; wij schrijven je.", "This says '%s'; we write je.", w.Text)
		}
	}
}

// banned is a word that may not stand outside quotes, and why.
type banned struct {
	pattern *regexp.Regexp
	nl, en  string
}

var forbiddenDutch = []banned{
	{regexp.MustCompile(`(?i)\bwaarom\b`), "klinkt als een verwijt; vraag wat of hoe", "sounds like blame"},
	{regexp.MustCompile(`(?i)zo snel mogelijk`), "noem een dag", "name a day"},
	{regexp.MustCompile(`(?i)\bhelaas\b`), "zeg wat wel kan", "say what is possible"},
	{regexp.MustCompile(`(?i)\b(gewoon|slechts|eventjes|simpelweg|makkelijk)\b`), "maakt klein wat zwaar is", "makes light of it"},
	{regexp.MustCompile(`(?i)\b(eindelijk|alsnog)\b`), "verborgen verwijt", "hidden blame"},
}

var forbiddenEnglish = []banned{
	{regexp.MustCompile(`(?i)as soon as possible`), "noem een dag", "name a day"},
	{regexp.MustCompile(`(?i)\bunfortunately\b`), "zeg wat wel kan", "say what is possible"},
	{regexp.MustCompile(`(?i)\b\w+(n't|'ll|'re|'ve|'m)\b`), "schrijf het voluit", "write it in full: some readers are learning"},
	{regexp.MustCompile(`(?i)\b(bankruptcy|IVA|County Court|guilt)\b`), "dat is hier iets anders", "not the Dutch thing"},
}

// spoken is what someone says aloud, or what stands on a letter.
var spoken = regexp.MustCompile(`(^|[\s(:])['‘][^\n]*?['’]([^\p{L}]|$)`)

// aloud takes what is quoted out of a text, without moving the rest.
func aloud(text string) string {
	text = strings.ReplaceAll(text, "'s ", " s ")
	return spoken.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
}

func (c *checker) forbidden(list []banned) {
	for _, p := range c.pieces() {
		for _, f := range list {
			if at := f.pattern.FindStringIndex(aloud(p.text)); at != nil {
				c.say(p, at[0], no, "Gebruik '%[1]s' niet: %[2]s.", "Do not use '%[1]s': %[3]s.", p.text[at[0]:at[1]], f.nl, f.en)
			}
		}
	}
}

var (
	shouted = regexp.MustCompile(`\b\p{Lu}{4,}\b`)
	capital = []string{"CJIB", "IBAN"} // letters write them so
)

// signs refuses exclamation marks, pictures and shouting.
func (c *checker) signs() {
	for _, p := range c.pieces() {
		if i := strings.IndexByte(p.text, '!'); i >= 0 {
			c.say(p, i, no, "Er staat een uitroepteken.", "There is an exclamation mark.")
		}
		for i, r := range p.text {
			if unicode.Is(unicode.So, r) || r > 0xFFFF {
				c.say(p, i, no, "Er staat een plaatje in de tekst: %q.", "There is a picture in the text: %q.", r)
			}
		}
		for _, at := range shouted.FindAllStringIndex(p.text, -1) {
			if !slices.Contains(capital, p.text[at[0]:at[1]]) {
				c.say(p, at[0], no, "'%s' staat in hoofdletters.", "'%s' is in capitals.", p.text[at[0]:at[1]])
			}
		}
	}
}

var (
	figure    = regexp.MustCompile(`€|\beuros?\b|%|\bprocent\b|\bper ?cent\b|\b(19|20)\d\d\b`)
	telephone = regexp.MustCompile(`\b0[\d][\d -]{4,}\d\b`)
	site      = regexp.MustCompile(`(?i)\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|com|org|eu)\b`)
)

// The numbers and sites that hold for the whole country.
var (
	numbersOfAll = []string{"0800-0113", "0800-2000", "0800-8115"}
	sitesOfAll   = []string{
		"113.nl", "chat.113.nl", "digid.nl", "machtigen.digid.nl", "mijn.overheid.nl", "toeslagen.nl", "uwbeslagvrijevoet.nl", "geldfit.nl",
		"juridischloket.nl", "cjib.nl", "hetcak.nl", "belastingdienst.nl",
	}
)

// numbers refuses what goes out of date or differs from place to place: amounts,
// shares, years, local numbers and sites. Figures of the law belong in the norm
// tables, which an assignment reads and a page cannot.
func (c *checker) numbers() {
	for _, p := range c.pieces() {
		bare := telephone.ReplaceAllStringFunc(p.text, func(s string) string { return strings.Repeat(" ", len(s)) })
		if at := figure.FindStringIndex(bare); at != nil {
			c.say(p, at[0], content.Words{NL: "Een pagina veroudert. Zeg het in woorden, of laat een opdracht het uitrekenen.", EN: "A page grows old. Say it in words, or let an assignment work it out."},
				"Er staat een bedrag, een deel of een jaartal: '%s'.", "There is an amount, a share or a year: '%s'.", bare[at[0]:at[1]])
		}
		for _, at := range telephone.FindAllStringIndex(p.text, -1) {
			if hit := p.text[at[0]:at[1]]; !slices.Contains(numbersOfAll, hit) {
				c.say(p, at[0], no, "Het nummer %s is niet van het hele land.", "The number %s is not one of the whole country.", hit)
			}
		}
		for _, at := range site.FindAllStringIndex(p.text, -1) {
			if hit := strings.ToLower(p.text[at[0]:at[1]]); !slices.Contains(sitesOfAll, hit) {
				c.say(p, at[0], no, "De site %s staat niet op de lijst.", "The site %s is not on the list.", hit)
			}
		}
	}
}

var aboutSuicide = regexp.MustCompile(`(?i)zelfmoord|zelfdoding|suicide|denk je aan de dood|thinking of death`)

// suicide asks for the three numbers on every page that names suicide.
func (c *checker) suicide() {
	if !aboutSuicide.MatchString(c.page.said()) {
		return
	}
	for _, number := range []string{"113", "0800-0113", "112"} {
		if !regexp.MustCompile(`(^|[^\d-])` + number + `\b`).MatchString(c.page.said()) {
			c.say(piece{c.page.body, ""}, 0, no, "Een pagina over zelfmoord noemt ook %s.", "A page about suicide also names %s.", number)
		}
	}
}
