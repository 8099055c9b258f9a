// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"
)

// Asked names the screen with only the questions that are asked again; no page of
// an author has such a name.
const Asked = "!gevraagd"

// Only gives a screen of its own for some questions, in the order of the
// assignment; nil when none of them is asked now.
func (o *Outcome) Only(title string, ids []string) *Page {
	page := &Page{ID: Asked, Title: title}
	for _, p := range o.AskedPages() {
		for _, q := range p.Questions {
			if slices.Contains(ids, q.ID) && !o.hidden(q.ID) {
				page.Questions = append(page.Questions, q)
			}
		}
	}
	if len(page.Questions) == 0 {
		return nil
	}
	return page
}

// whole names the one screen that holds everything.
const whole = "alles"

// Layout is how the client wants to see the assignment.
func (o *Outcome) Layout() Layout {
	if o.Draft.Layout != "" {
		return o.Draft.Layout
	}
	return o.Def.Layout
}

// Known tells whether there is such a layout.
func (l Layout) Known() bool { return slices.Contains(layouts, string(l)) }

// Screens gives what is asked, screen after screen, in the layout that the client
// chose.
func (o *Outcome) Screens() []*Page {
	switch o.Layout() {
	case Steps:
		var list []*Page
		for _, p := range o.AskedPages() {
			list = append(list, o.apart(p)...)
		}
		return list
	case List:
		all := &Page{ID: whole, Title: o.Def.Title}
		for _, p := range o.AskedPages() {
			all.Questions = append(all.Questions, p.Questions...)
			for _, id := range p.Read {
				if !slices.Contains(all.Read, id) {
					all.Read = append(all.Read, id)
				}
			}
		}
		return []*Page{all}
	default:
		return o.AskedPages()
	}
}

// apart gives each question of a page a screen of its own; what only tells goes
// with the question after it.
func (o *Outcome) apart(p *Page) []*Page {
	var list []*Page
	var told []*Question
	for _, q := range p.Questions {
		if o.hidden(q.ID) {
			continue
		}
		if told = append(told, q); q.Type.Kind == Info {
			continue
		}
		step := &Page{ID: p.ID + "." + q.ID, Title: p.Title, Questions: told, Read: p.Read}
		if len(list) == 0 {
			step.text = p.text
		}
		list, told = append(list, step), nil
	}
	if len(list) == 0 {
		return []*Page{p}
	}
	last := list[len(list)-1]
	last.Questions = append(last.Questions, told...)
	return list
}

// Screen finds the screen with a name, or the first with a question of the page
// that the author called so; nil when there is none.
func (o *Outcome) Screen(id string) *Page {
	screens := o.Screens()
	if i := slices.IndexFunc(screens, func(p *Page) bool { return p.ID == id }); i >= 0 {
		return screens[i]
	}
	page, _, _ := strings.Cut(id, ".")
	if i := slices.IndexFunc(screens, func(p *Page) bool { return p.ID == page || strings.HasPrefix(p.ID, page+".") }); i >= 0 {
		return screens[i]
	}
	if known, _ := o.Def.Page(page); known != nil && o.Layout() == List && len(screens) > 0 {
		return screens[0]
	}
	return nil
}

// screenOf names the screen on which a question stands.
func (o *Outcome) screenOf(p *Page, q *Question) string {
	switch o.Layout() {
	case Steps:
		return p.ID + "." + q.ID
	case List:
		return whole
	default:
		return p.ID
	}
}
