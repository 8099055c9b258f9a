// SPDX-License-Identifier: EUPL-1.2

// Package view turns typed page values into HTML, one template set a language.
package view

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"text/template/parse"

	"github.com/a-h/templ"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/money"
	"opgelucht/pkg/tenant"
	"opgelucht/templates/page"
)

// Set holds the pages of every language, parsed at start. Pages whose templates
// were compiled bring their own, and are in none.
type Set struct {
	pages map[string]map[string]sheet // language → page
	words map[string]page.Words
}

// Compiled is a page whose template was compiled to Go.
type Compiled interface {
	Page
	HTML(w page.Words) templ.Component
}

// folders that hold pages; each page is one file with a "main".
var doors = []string{"portal", "desk", "error", "story", "preview"}

// New parses every page in every language. A mistake in a template keeps the
// server from starting.
func New(fsys fs.FS, words *locale.Bundle, static *Static) (*Set, error) {
	s := &Set{pages: map[string]map[string]sheet{}, words: map[string]page.Words{}}
	for _, lang := range words.Languages() {
		p := words.Printer(lang)
		s.words[lang] = page.Words{Printer: p, File: static.Path}
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
func (p parser) pages() (map[string]sheet, error) {
	set, err := template.New("").Funcs(p.funcs).ParseFS(p.fsys, "parts/*.html")
	if err != nil {
		return nil, err
	}
	shared := map[string]*parse.Tree{}
	for _, t := range set.Templates() {
		if t.Tree != nil {
			shared[t.Name()] = t.Tree
		}
	}
	pages := map[string]sheet{}
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
	for name, one := range pages {
		if err := one.escape(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	p.settle(set)
	return pages, nil
}

// page adds a page to the set.
func (p parser) page(set *template.Template, shared map[string]*parse.Tree, file string) (sheet, error) {
	parsed, err := template.New("").Funcs(p.funcs).ParseFS(p.fsys, file)
	if err != nil {
		return sheet{}, err
	}
	one := binder{page: file, set: set, shared: shared, own: map[string]*parse.Tree{}}
	for _, t := range parsed.Templates() {
		if t.Tree != nil {
			one.own[t.Name()] = t.Tree
		}
	}
	root := one.own[path.Base(file)]
	if root == nil {
		return sheet{}, fmt.Errorf("%s: no page", file)
	}
	return one.sheet(path.Base(file), layoutOf(root))
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
func (s *Set) Render(buf *bytes.Buffer, name string, p Page) error {
	lang := p.PageBase().Lang
	words, ok := s.words[lang]
	if !ok {
		return fmt.Errorf("view: no page %s in %s", name, lang)
	}
	var whole templ.Component
	if c, ok := p.(Compiled); ok {
		whole = c.HTML(words)
	} else if one, ok := s.pages[lang][name]; ok {
		whole = one.in(words, p)
	} else {
		return fmt.Errorf("view: no page %s in %s", name, lang)
	}
	if err := whole.Render(context.Background(), buf); err != nil {
		return fmt.Errorf("view.Render: %w", err)
	}
	return nil
}

// funcs are what templates may call; the printer is bound here, once.
func funcs(p *locale.Printer, static *Static) template.FuncMap {
	return template.FuncMap{
		"t": func(key string, pairs ...any) (string, error) {
			args, err := page.Named(pairs)
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
		"dict":     func(pairs ...any) (map[string]any, error) { return page.Named(pairs) },
		"tokens":   func(p Page) (template.HTML, error) { return part(page.Tokens(p.PageBase())) },
		"way":      func(l Link) (template.HTML, error) { return part(page.Way(l)) },
		"write":    func(of map[string]any) (template.HTML, error) { return part(page.Write(fieldOf(of))) },
	}
}

// The line of a scale in a picture: where it begins, and how long it is.
const lineStart, lineLength = 28, 264

// along gives the place on that line of a point of a scale.
func along(at, span int) int { return lineStart + at*lineLength/max(span, 1) }
