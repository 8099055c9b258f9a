// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// fill shows a page of an assignment: the one asked for, or where someone was.
func (p *Portal) fill(r *web.Request) error {
	w, no, err := p.work(r)
	if err != nil {
		return err
	}
	page := w.Outcome.Screen(r.QueryParam("deel"))
	if page == nil {
		page = resume(w)
	}
	return p.showFill(r, http.StatusOK, filledPage{w: w, no: no, page: page, row: r.QueryParam("rij")})
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
	w       casework.Work
	no      int
	page    *assignment.Page
	row     string
	open    []assignment.Open
	stopped map[string]string // answers that were not kept, by path
}

func (p *Portal) showFill(r *web.Request, status int, f filledPage) error {
	if f.row == "" && len(f.open) > 0 {
		f.row = f.open[0].Row
	}
	asked := f.w.Outcome.Screens()
	page := fillPage{
		Base: r.Base("tab.task", ""), Heading: f.w.Def.Title, No: f.no, OpenRow: f.row,
		Part: f.w.Outcome.Form(f.page, f.row), LastPage: len(asked) > 0 && asked[len(asked)-1].ID == f.page.ID,
	}
	news := newsOf(r, f.w)
	page.Logic, page.News = f.w.Def.LogicHash, news != nil && news.Asked
	page.Part.Mark(f.open)
	there := map[string]bool{}
	for _, in := range page.Part.Inputs() {
		there[in.Path] = true
		if typed, ok := f.stopped[in.Path]; ok {
			in.Value = typed
		}
	}
	for _, o := range f.open {
		item := openItem{ID: o.ID, Label: o.Label, Text: r.Words.T(o.Sentence().Key, o.Sentence().Args)}
		if !there[o.Path] {
			list, _, _ := strings.Cut(o.Path, "[")
			item.ID = "v-" + list
		}
		page.Open = append(page.Open, item)
	}
	page.Lone = len(page.Part.Items) == 1 && page.Part.Items[0].Input != nil
	page.Form.Own, page.Layouts = true, otherLayouts(f.w.Outcome)
	return r.Show(status, "portal/fill", page)
}

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

// filling reads what a page of an assignment posted.
func filling(r *web.Request) casework.Filling {
	in := casework.Filling{Fields: map[string]string{}, Choose: map[string]bool{}, Add: r.Field("erbij"), Logic: r.Field("versie")}
	in.Base, _ = strconv.Atoi(r.Field("stand")) // without it, everything counts as typed before
	for name, values := range r.Form() {
		if path, ok := strings.CutPrefix(name, assignment.FieldPrefix); ok {
			in.Fields[path] = strings.TrimSpace(strings.Join(values, " ")) // a ticked box comes after its hidden empty one; of several, each
		}
		if path, ok := strings.CutPrefix(name, "kies."); ok {
			in.Choose[path] = values[0] == "ander"
		}
	}
	in.Layout = assignment.Layout(r.Field("indeling"))
	in.Remove, in.Undo = cellOf(r.Field("weg")), cellOf(r.Field("terugzet"))
	return in
}

func cellOf(text string) casework.Cell {
	question, row, ok := strings.Cut(text, "/")
	if !ok {
		return casework.Cell{}
	}
	return casework.Cell{Question: question, Row: row}
}

// filled keeps what a page posted and goes where its button says.
func (p *Portal) filled(r *web.Request) error {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return fault.New(fault.NotFound, "")
	}
	got, err := p.cases.Fill(r.Request().Context(), r.Tenant, r.Client(), no, r.Language, filling(r))
	if err != nil {
		return err
	}
	if r.Field("stil") != "" {
		r.Response().Header().Set("X-Stand", strconv.Itoa(got.Work.Outcome.Draft.Rev))
		return r.NoContent(http.StatusNoContent)
	}
	page := got.Work.Outcome.Screen(r.Field("deel"))
	if page == nil {
		page = resume(got.Work)
	}
	f := filledPage{w: got.Work, no: no, page: page, row: r.Field("rij"), stopped: got.Stopped}
	f.open = unkept(f)
	return p.goFrom(r, f, got.NewRow)
}

// unkept names the answers with numbers that give a person away.
func unkept(f filledPage) []assignment.Open {
	var list []assignment.Open
	for _, in := range f.w.Outcome.Form(f.page, f.row).Inputs() {
		if _, ok := f.stopped[in.Path]; ok {
			issue := &assignment.Issue{Key: "answer.numbers"}
			list = append(list, assignment.Open{Path: in.Path, ID: in.ID, Label: in.Label, Page: f.page.ID, Row: f.row, Issue: issue})
		}
	}
	return list
}

func (p *Portal) goFrom(r *web.Request, f filledPage, newRow string) error {
	if len(f.open) > 0 {
		return p.showFill(r, http.StatusUnprocessableEntity, f)
	}
	switch {
	case r.Translating():
		return p.showFill(r, http.StatusOK, f)
	case newRow != "":
		return r.Go(fillPath(f.no, f.page.ID, newRow) + "#" + f.openRowID(newRow))
	case r.Field("open") != "":
		return r.Go(fillPath(f.no, f.page.ID, r.Field("open")) + "#" + f.openRowID(r.Field("open")))
	case r.Field("sluit") != "", r.Field("weg") != "", r.Field("terugzet") != "":
		return r.Go(fillPath(f.no, f.page.ID, ""))
	case r.Field("indeling") != "":
		return r.Go(fillPath(f.no, f.page.ID, ""))
	case r.Field("stop") != "":
		return r.Go("/vandaag")
	case r.Field("vorige") != "":
		return r.Go(fillPath(f.no, neighbour(f, -1), ""))
	}
	return p.next(r, f)
}

// openRowID is where an unfolded row begins on the page.
func (f filledPage) openRowID(row string) string {
	for _, item := range f.w.Outcome.Form(f.page, row).Items {
		if item.List == nil {
			continue
		}
		for _, one := range item.List.Rows {
			if len(one.Inputs) > 0 {
				return one.Inputs[0].ID
			}
		}
	}
	return "inhoud"
}

// next goes on, unless an answer asked something new here, two windows differ,
// or something cannot be read; the last is said once and then let go.
func (p *Portal) next(r *web.Request, f filledPage) error {
	form, posted := f.w.Outcome.Form(f.page, f.row), r.Form()
	for _, in := range form.Inputs() {
		if _, was := posted[in.Name]; !was || in.Other != nil {
			return r.Go(fillPath(f.no, f.page.ID, f.row) + "#" + in.ID)
		}
	}
	f.open = f.w.Outcome.PageIssues(f.page)
	if len(f.open) > 0 && r.Field("gezien") == "" {
		return p.showFill(r, http.StatusUnprocessableEntity, f)
	}
	if to := neighbour(f, 1); to != "" {
		return r.Go(fillPath(f.no, to, ""))
	}
	return r.Go(taskPath(f.no) + "/nakijken")
}

// neighbour gives the page before or after; empty past the last.
func neighbour(f filledPage, step int) string {
	asked := f.w.Outcome.Screens()
	i := slices.IndexFunc(asked, func(p *assignment.Page) bool { return p.ID == f.page.ID }) + step
	switch {
	case i < 0:
		return asked[0].ID
	case i >= len(asked):
		return ""
	}
	return asked[i].ID
}
