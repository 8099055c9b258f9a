// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"crypto/rand"
	"net/http"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/web"
)

// fill shows a page of an assignment: the one asked for, or where someone was.
func (p *Portal) fill(r *web.Request) error {
	w, no, err := p.work(r)
	if err != nil {
		return err
	}
	asked, row := p.askedAgain(r, w)
	page := screen(w, asked, r.QueryParam("deel"))
	if row == "" || page != asked || r.QueryParam("deel") != "" {
		row = r.QueryParam("rij")
	}
	return p.showFill(r, http.StatusOK, filledPage{w: w, no: no, page: page, row: row, back: backToReview(r)})
}

// screen finds the page that was asked for. Without one, what is asked again comes
// first, and then where someone was.
func screen(w casework.Work, asked *assignment.Page, id string) *assignment.Page {
	if page := w.Outcome.Screen(id); page != nil {
		return page
	}
	if asked != nil {
		return asked
	}
	return resume(w)
}

// resume finds where to go on: the first page with something open.
func resume(w casework.Work) *assignment.Page {
	asked := w.Outcome.Screens()
	if len(asked) == 0 {
		return w.Def.Pages[0]
	}
	for _, open := range w.Outcome.Issues() {
		if page := w.Outcome.Screen(open.Page); page != nil {
			return page
		}
	}
	if w.Task.State == casework.TaskStarted {
		return asked[len(asked)-1]
	}
	return asked[0]
}

// filledPage is a page about to be shown, with what is wrong on it.
type filledPage struct {
	w      casework.Work
	no     int
	page   *assignment.Page
	row    string
	back   bool // to the review, after this page
	open   []assignment.Open
	unkept map[string]casework.Unkept // what was typed and is not kept, by path
	beside []openItem                 // what is wrong with the form as a whole
}

func (p *Portal) showFill(r *web.Request, status int, f filledPage) error {
	if f.row == "" && len(f.open) > 0 {
		f.row = f.open[0].Row
	}
	asked := f.w.Outcome.Screens()
	page := fillPage{
		Base: r.Base("tab.task", ""), Heading: f.w.Def.Title, No: f.no, OpenRow: f.row, Name: pageName(),
		Part: f.w.Outcome.Form(f.page, f.row), LastPage: len(asked) > 0 && asked[len(asked)-1].ID == f.page.ID,
	}
	page.Notes, page.Read = p.byPlace(r, f.w.Notes), p.reading(r, f.page.Read, way{})
	if f.page.ID == assignment.Asked {
		page.LastPage, page.All = true, fillPath(f.no, asked[0].ID, "")
	}
	p.tellKnown(r, page.Part)
	news := newsOf(r, f.w)
	page.Back, page.LastPage = f.back, page.LastPage || f.back
	page.Logic, page.News = f.w.Def.LogicHash, news != nil && news.Asked
	page.Part.Mark(f.open)
	there, typed := map[string]bool{}, map[string]string{}
	for path, back := range f.unkept {
		typed[path] = back.Typed
	}
	for _, in := range page.Part.Inputs() {
		there[in.Path] = true
		in.Retype(typed)
	}
	page.Open = f.beside
	for _, o := range f.open {
		item := openItem{ID: o.ID, Label: o.Label, Text: r.Words.T(o.Sentence().Key, o.Sentence().Args)}
		if list, _, inRow := strings.Cut(o.Path, "["); !there[o.Path] && inRow {
			item.ID, item.To = "v-"+list, f.to(f.page.ID, o.Row)+"#"+o.ID
		}
		page.Open = append(page.Open, item)
	}
	page.Lone = len(page.Part.Items) == 1 && page.Part.Items[0].Input != nil
	page.Form.Own, page.Layouts = true, otherLayouts(f.w.Outcome)
	page.tell(r, f)
	return r.Show(status, "portal/fill", page)
}

// pageName draws a name for a page: one that is sent twice says so.
func pageName() string { return strings.ToLower(rand.Text()[:10]) }

// otherLayouts are the other ways to see an assignment.
func otherLayouts(o *assignment.Outcome) []assignment.Layout {
	var list []assignment.Layout
	for _, l := range []assignment.Layout{assignment.Pages, assignment.Steps, assignment.List} {
		if l != o.Layout() {
			list = append(list, l)
		}
	}
	return list
}
