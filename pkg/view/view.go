// SPDX-License-Identifier: EUPL-1.2

// Package view turns typed page values into HTML, one template set a language.
package view

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"text/template/parse"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/money"
	"opgelucht/pkg/tenant"
)

// Base is what every page knows beside its own content.
type Base struct {
	Lang    string
	Title   string // of the tab; never says what this is about
	Place   string // which of the places in the bar this is
	Prefix  string // stands before our own addresses inside a frame
	Framed  bool
	Form    Form
	Around  Around
	Reading Reading
	Note    string // what just happened; empty for nothing
	Number  string // of the request, to name a failure by
	Inside  bool   // someone entered: the places are shown
	Posts   string // the address that the page's own form posts to, for the language buttons
}

// Form holds the hidden fields of every form.
type Form struct {
	Token   string // proves that the form is ours
	Session string // the session, where a frame keeps no cookie
	Handed  string // the session, for the one form that opens a window of its own
	Owner   string // whose form it is, without saying who: typed text never goes to another one
	Own     bool   // the page has a form of its own, "f", which the language buttons belong to
}

// Around is what the municipality puts around every page.
type Around struct {
	Tenant    string
	Help      tenant.Help
	Links     tenant.Links
	Languages []Language // the others one can choose
	Staff     string     // name of the counsellor at the desk
	Now       string     // at the desk: day and time
}

// Language is a language one can choose.
type Language struct{ Code, Name string }

// Reading are the reader's choices.
type Reading struct{ Larger, Airy, Shared bool }

// PageBase gives the base of a page that embeds it.
func (b Base) PageBase() Base { return b }

// Page is any page.
type Page interface{ PageBase() Base }

// Pair is a hidden field.
type Pair struct{ Name, Value string }

// Link is a way to another page of ours.
type Link struct {
	To, Text, Class string
	Href            string // To, inside a frame too
	Button          bool   // the session travels in forms: the way is a button of one
	Hidden          string // what a screen reader hears after the text
}

// Set holds the pages of every language, parsed at start.
type Set struct {
	pages map[string]map[string]*template.Template // language → page
}

// folders that hold pages; each page is one file with a "main".
var doors = []string{"portal", "desk", "error", "story", "preview"}

// New parses every page in every language. A mistake in a template keeps the
// server from starting.
func New(fsys fs.FS, words *locale.Bundle, static *Static) (*Set, error) {
	s := &Set{pages: map[string]map[string]*template.Template{}}
	for _, lang := range words.Languages() {
		p := words.Printer(lang)
		one := parser{fsys: fsys, funcs: funcs(p, static), settler: settler{p, static}}
		var err error
		if s.pages[lang], err = one.pages(); err != nil {
			return nil, fmt.Errorf("view: %w", err)
		}
	}
	return s, nil
}

// parser parses the pages of one language.
type parser struct {
	fsys  fs.FS
	funcs template.FuncMap
	settler
}

// pages puts every page of the language into one set, so that all of them share
// the parts that are the same on each, and then settles what never changes.
func (p parser) pages() (map[string]*template.Template, error) {
	set, err := template.New("").Funcs(p.funcs).ParseFS(p.fsys, "layout/*.html", "parts/*.html")
	if err != nil {
		return nil, err
	}
	shared := map[string]*parse.Tree{}
	for _, t := range set.Templates() {
		if t.Tree != nil {
			shared[t.Name()] = t.Tree
		}
	}
	pages := map[string]*template.Template{}
	for _, door := range doors {
		files, err := fs.Glob(p.fsys, door+"/*.html")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			name := strings.TrimSuffix(file, ".html")
			if pages[name], err = p.page(set, shared, file); err != nil {
				return nil, err
			}
		}
	}
	for name, page := range pages {
		if err := escape(page); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	p.settle(set)
	return pages, nil
}

// page adds a page to the set.
func (p parser) page(set *template.Template, shared map[string]*parse.Tree, file string) (*template.Template, error) {
	parsed, err := template.New("").Funcs(p.funcs).ParseFS(p.fsys, file)
	if err != nil {
		return nil, err
	}
	one := binder{page: file, set: set, shared: shared, own: map[string]*parse.Tree{}}
	for _, t := range parsed.Templates() {
		if t.Tree != nil {
			one.own[t.Name()] = t.Tree
		}
	}
	name := path.Base(file)
	if one.own[name] == nil {
		return nil, fmt.Errorf("%s: no page", file)
	}
	if err := one.bind(name); err != nil {
		return nil, err
	}
	return set.Lookup(one.called(name)), nil
}

// Names gives the pages, "portal/start".
func (s *Set) Names() []string {
	var names []string
	for name := range s.pages[locale.Default] {
		names = append(names, name)
	}
	return names
}

// Render writes a page into a buffer, so that a failure half way sends nothing.
func (s *Set) Render(buf *bytes.Buffer, name string, page Page) error {
	lang := page.PageBase().Lang
	t := s.pages[lang][name]
	if t == nil {
		return fmt.Errorf("view: no page %s in %s", name, lang)
	}
	if err := t.Execute(buf, page); err != nil {
		return fmt.Errorf("view.Render: %w", err)
	}
	return nil
}

// funcs are what templates may call; the printer is bound here, once.
func funcs(p *locale.Printer, static *Static) template.FuncMap {
	return template.FuncMap{
		"t": func(key string, pairs ...any) (string, error) {
			args, err := named(pairs)
			return p.T(key, args), err
		},
		"day":      p.Day,
		"daytime":  p.DayTime,
		"date":     p.Date,
		"fulldate": p.FullDate,
		"clock":    p.Clock,
		"money":    func(c money.Cents) string { return p.Money(c) },
		"static":   static.Path,
		"to":       func(page Page, to, text string, extra ...string) Link { return page.PageBase().To(to, text, extra...) },
		"lines":    func(s string) []string { return strings.Split(s, "\n") },
		"dial":     tenant.Digits,
		"add":      func(a, b int) int { return a + b },
		"along":    along,
		"issue":    func(i *assignment.Issue) string { return p.T(i.Key, i.Args) },
		"dict":     func(pairs ...any) (map[string]any, error) { return named(pairs) },
	}
}

// The line of a scale in a picture: where it begins, and how long it is.
const lineStart, lineLength = 28, 264

// along gives the place on that line of a point of a scale.
func along(at, span int) int { return lineStart + at*lineLength/max(span, 1) }

// To makes a way from this page to another; extra is class and hidden text.
func (b Base) To(to, text string, extra ...string) Link {
	l := Link{To: to, Text: text, Href: b.Prefix + to, Button: b.Form.Session != ""}
	if len(extra) > 0 {
		l.Class = extra[0]
	}
	if len(extra) > 1 {
		l.Hidden = extra[1]
	}
	return l
}

// named makes values with names out of a row of name, value, name, value.
func named(pairs []any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("names and values do not pair")
	}
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("%v is no name", pairs[i])
		}
		args[name] = pairs[i+1]
	}
	return args, nil
}
