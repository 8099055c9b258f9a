// SPDX-License-Identifier: EUPL-1.2

// Package library holds the self-help pages: what anyone may read without a
// case. A page is a text file with a small head, in Dutch and in English.
package library

import (
	"cmp"
	"html/template"
	"io/fs"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/content"
	"opgelucht/templates"
)

// Page is one page in one language.
type Page struct {
	ID      string // the name of its file without ".md"; the same in every language
	Number  int    // in its address, which says nothing to who looks at the history of a browser
	Lang    string // "nl" or "en"
	Title   string
	Topic   string   // one of Topics
	Answer  string   // the page in one sentence
	Step    string   // one small thing to do next
	Words   []string // by which someone looks for it
	See     []string // ids of pages to go on with
	Sources []Source
	Checked time.Time // the day on which it was held beside its sources; zero: that is still to be done
	Owner   string    // who looks after it
	Review  time.Time // the day on which it must be read again
	Parts   []Part
	Terms   []Term // the hard words on it, with what they mean

	file, body string
	bodyLine   int
	head       *content.Node // for complaints
}

// Source is where what a page says comes from.
type Source struct {
	Title, Address string
	Date           time.Time // the day on which it was read; zero: not yet
}

// Part is a piece of a page; the first has no heading.
type Part struct {
	Heading string
	Text    template.HTML
}

// Term is a word that people meet on letters, and what it means.
type Term struct{ Word, Means string }

// Topics are the shelves that pages stand on, in order. The words are Dutch in
// every language: they are ids, chosen by the people who write.
func Topics() []string {
	return []string{"spoed", "post", "rechten", "hulp", "thuis", "online", "jij"}
}

// Languages are the languages in which every page exists; the first is the source.
func Languages() []string { return []string{"nl", "en"} }

// Due tells that the page had to be read again by now.
func (p Page) Due(today time.Time) bool { return !today.Before(p.Review) }

// Compared tells that what the page says was held beside its sources. Where it
// was not, the page says so itself.
func (p Page) Compared() bool { return !p.Checked.IsZero() }

// Library holds the pages. It does not change after it was read, so that many
// readers can use it at once.
type Library struct {
	pages map[string][]Page // by language, in the order of the topics, then of the numbers
	terms map[string][]Term // by language, in the order of the alphabet
}

// Shipped reads the pages that ship, with what is wrong in their files. How they
// read is told by Lint.
func Shipped() (*Library, []content.Problem) {
	folder, err := fs.Sub(templates.FS, "library")
	if err != nil { // only for an invalid name
		return &Library{}, []content.Problem{whole("library", "Deze map is er niet.", "There is no such folder.")}
	}
	return Load(folder)
}

// Pages gives all pages of a language, in order.
func (l *Library) Pages(lang string) []Page { return l.pages[lang] }

// On gives the pages of one topic.
func (l *Library) On(lang, topic string) []Page {
	return slices.DeleteFunc(slices.Clone(l.pages[lang]), func(p Page) bool { return p.Topic != topic })
}

// Page gives a page by its number, in a language or in Dutch.
func (l *Library) Page(lang string, number int) (Page, bool) {
	return l.find(lang, func(p Page) bool { return p.Number == number })
}

// Named gives a page by its id, in a language or in Dutch.
func (l *Library) Named(lang, id string) (Page, bool) {
	return l.find(lang, func(p Page) bool { return p.ID == id })
}

func (l *Library) find(lang string, is func(Page) bool) (Page, bool) {
	for _, one := range []string{lang, Languages()[0]} {
		if i := slices.IndexFunc(l.pages[one], is); i >= 0 {
			return l.pages[one][i], true
		}
	}
	return Page{}, false
}

// IDs lists the pages.
func (l *Library) IDs() []string {
	var ids []string
	for _, p := range l.pages[Languages()[0]] {
		ids = append(ids, p.ID)
	}
	return ids
}

// Terms lists the words that are explained.
func (l *Library) Terms(lang string) []Term { return l.terms[lang] }

// Entry is a word of the register, as at the back of a book.
type Entry struct {
	Term  // without a meaning when it is an ordinary word
	Pages []Page
}

// Register lists every word by which a page is found and every word that is
// explained, in the order of the alphabet.
func (l *Library) Register(lang string) []Entry {
	byWord := map[string]*Entry{}
	at := func(word string) *Entry {
		key := strings.ToLower(word)
		if byWord[key] == nil {
			byWord[key] = &Entry{Term: Term{Word: word}}
		}
		return byWord[key]
	}
	for _, t := range l.terms[lang] {
		*at(t.Word) = Entry{Term: t}
	}
	for _, p := range l.pages[lang] {
		for _, word := range p.Words {
			e := at(word)
			e.Pages = append(e.Pages, p)
		}
	}
	list := make([]Entry, 0, len(byWord))
	for _, e := range byWord {
		list = append(list, *e)
	}
	slices.SortFunc(list, func(a, b Entry) int { return cmp.Compare(sortable(a.Word), sortable(b.Word)) })
	return list
}

// sortable puts a word where a reader looks for it.
func sortable(word string) string {
	return strings.NewReplacer("ë", "e", "é", "e", "ï", "i", "ö", "o", "'", "").Replace(strings.ToLower(word))
}

// Letter is under which letter of the alphabet a word stands.
func (e Entry) Letter() string { return strings.ToUpper(sortable(e.Word)[:1]) }

func whole(file, nl, en string) content.Problem {
	return content.Problem{File: file, Say: content.Words{NL: nl, EN: en}}
}
