// SPDX-License-Identifier: EUPL-1.2

package library

import (
	"cmp"
	"io/fs"
	"slices"
	"strconv"

	"opgelucht/pkg/content"
	"opgelucht/pkg/readable"
)

// maxFile is the largest file read, in bytes: a page of 350 words is about 3,000.
const maxFile = 32 << 10

// termFile holds the words that are explained.
const termFile = "words.yaml"

// Load reads every page under fsys, <lang>/<id>.md, and the words that are
// explained. It reports everything that is wrong at once; a page with a mistake
// is still listed, so that its pair is not reported as well.
func Load(fsys fs.FS) (*Library, []content.Problem) {
	l := &Library{pages: map[string][]Page{}, terms: map[string][]Term{}}
	problems := l.readTerms(fsys)
	for _, lang := range Languages() {
		known := lookFor(l.terms[lang])
		files, _ := fs.Glob(fsys, lang+"/*.md") // the pattern is well formed
		for _, file := range files {
			text, err := fs.ReadFile(fsys, file)
			if err != nil || len(text) > maxFile {
				problems = append(problems, whole(file, "Dit bestand kan ik niet lezen, of het is te groot.", "I cannot read this file, or it is too large."))
				continue
			}
			p, found := Read(file, string(text))
			p.Terms = known.in(p.said())
			l.pages[lang] = append(l.pages[lang], p)
			problems = append(problems, found...)
		}
		slices.SortStableFunc(l.pages[lang], func(a, b Page) int {
			return cmp.Or(cmp.Compare(slices.Index(Topics(), a.Topic), slices.Index(Topics(), b.Topic)), cmp.Compare(a.Number, b.Number))
		})
		problems = append(problems, l.twice(lang)...)
		problems = append(problems, l.strangers(lang)...)
	}
	return l, append(problems, l.pairs()...)
}

// readTerms reads the words that are explained.
func (l *Library) readTerms(fsys fs.FS) []content.Problem {
	text, err := fs.ReadFile(fsys, termFile)
	if err != nil {
		return []content.Problem{whole(termFile, "Dit bestand is er niet.", "There is no such file.")}
	}
	n, problems := content.Parse(termFile, text)
	if n == nil {
		return problems
	}
	problems = append(problems, Keys.Check(n, "terms")...)
	words := n.Field("words")
	if len(content.Errors(problems)) > 0 || words == nil {
		return problems
	}
	for _, word := range words.Keys {
		for _, lang := range Languages() {
			l.terms[lang] = append(l.terms[lang], Term{word, words.Field(word).Str(lang)})
		}
	}
	for _, lang := range Languages() {
		slices.SortFunc(l.terms[lang], func(a, b Term) int { return cmp.Compare(sortable(a.Word), sortable(b.Word)) })
	}
	return problems
}

// explained is a list of words that are explained, made ready to be looked for.
type explained struct {
	words readable.HardWords
	means map[string]Term
}

func lookFor(terms []Term) explained {
	list, e := make([]readable.Hard, len(terms)), explained{means: map[string]Term{}}
	for i, t := range terms {
		list[i], e.means[t.Word] = readable.Hard{Word: t.Word}, t
	}
	e.words = readable.Ready(list)
	return e
}

// in gives the words that stand in a text, in the order in which they first do.
// They are Dutch in every language: so they stand on letters.
func (e explained) in(text string) []Term {
	var found []Term
	for _, h := range e.words.Find(text) {
		if t := e.means[h.Word]; !slices.Contains(found, t) {
			found = append(found, t)
		}
	}
	return found
}

// twice complains about an id or a number that two pages share.
func (l *Library) twice(lang string) []content.Problem {
	var problems []content.Problem
	numbers := map[int]string{}
	for _, p := range l.pages[lang] {
		if other, taken := numbers[p.Number]; taken && p.Number > 0 {
			n := strconv.Itoa(p.Number)
			problems = append(problems, p.at("number", content.Words{
				NL: "Nummer " + n + " is al van " + other + ".", EN: "Number " + n + " belongs to " + other + "."},
				content.Words{NL: "Kies een nummer dat nog niemand had.", EN: "Choose a number that nobody had yet."}))
		}
		numbers[p.Number] = p.file
	}
	return problems
}

// strangers complains about pages that are named and not there.
func (l *Library) strangers(lang string) []content.Problem {
	var ids []string
	for _, p := range l.pages[lang] {
		ids = append(ids, p.ID)
	}
	var problems []content.Problem
	for _, p := range l.pages[lang] {
		for i, id := range p.See {
			if slices.Contains(ids, id) && id != p.ID {
				continue
			}
			at := p.head.Field("see").Items[i]
			problems = append(problems, at.At(content.Words{
				NL: "Er is geen andere pagina '" + id + "'.", EN: "There is no other page '" + id + "'."}, content.Nearest(id, ids)))
		}
	}
	return problems
}
