// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io"
	"text/template/parse"

	"github.com/a-h/templ"

	"opgelucht/templates/page"
)

// The layouts that a page can name in its first line. One that names none is a
// whole page by itself.
const (
	layoutClient = "client"
	layoutDesk   = "desk"
)

// sheet is a page in html/template: what it puts into its layout.
type sheet struct {
	layout              string
	main, places, skips *template.Template // the last two may be nil
	class               string             // of the body
}

// layoutOf gives the layout that a page names.
func layoutOf(root *parse.Tree) string {
	for _, used := range uses(root.Root) {
		if used.Name == layoutClient || used.Name == layoutDesk {
			return used.Name
		}
	}
	return ""
}

// sheet binds what a page puts into its layout; a page without one is all its own.
func (b binder) sheet(file, layout string) (sheet, error) {
	one := sheet{layout: layout}
	if layout == "" {
		err := b.bind(file)
		one.main = b.set.Lookup(b.called(file))
		return one, err
	}
	if b.own["main"] == nil {
		return one, fmt.Errorf("%s: no main", b.page)
	}
	for name, place := range map[string]**template.Template{"main": &one.main, "places": &one.places, "skips": &one.skips} {
		if b.own[name] == nil {
			continue
		}
		if err := b.bind(name); err != nil {
			return one, err
		}
		*place = b.set.Lookup(b.called(name))
	}
	if class := b.own["bodyclass"]; class != nil {
		one.class = class.Root.String()
	}
	return one, nil
}

// escape lets html/template decide how all of it is escaped.
func (s sheet) escape() error {
	for _, t := range []*template.Template{s.main, s.places, s.skips} {
		if t == nil {
			continue
		}
		if err := escape(t); err != nil {
			return err
		}
	}
	return nil
}

// in puts the page into its layout.
func (s sheet) in(w page.Words, p Page) templ.Component {
	inside := page.Inside{Class: s.class, Main: filled(s.main, p), Places: filled(s.places, p), Skips: filled(s.skips, p)}
	switch s.layout {
	case layoutClient:
		return page.Client(w, p.PageBase(), inside)
	case layoutDesk:
		return page.Desk(w, p.PageBase(), inside)
	default:
		return inside.Main
	}
}

// filled is a template with its page; nil for no template.
func filled(t *template.Template, p Page) templ.Component {
	if t == nil {
		return nil
	}
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error { return t.Execute(w, p) })
}

// part writes a compiled part for a page in html/template.
func part(c templ.Component) (template.HTML, error) {
	var out bytes.Buffer
	err := c.Render(context.Background(), &out)
	return template.HTML(out.String()), err // it escaped all that it was given
}

// fieldOf reads a box to write in from names and values.
func fieldOf(of map[string]any) page.Field {
	var f page.Field
	f.ID, _ = of["ID"].(string)
	f.Value, _ = of["Value"].(string)
	f.Error, _ = of["Error"].(string)
	f.Describe, _ = of["Describe"].(string)
	f.Rows, _ = of["Rows"].(string)
	return f
}
