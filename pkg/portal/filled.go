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

// filling reads what a page of an assignment posted.
func filling(r *web.Request) casework.Filling {
	in := casework.Filling{Page: r.Field("blad"), Fields: map[string]string{}, Choose: map[string]int{}, Add: r.Field("erbij"), Logic: r.Field("versie")}
	in.Base, _ = strconv.Atoi(r.Field("stand")) // without it, everything counts as typed before
	in.Beat, _ = strconv.Atoi(r.Field("slag"))  // without it, nobody counts
	for name, values := range r.Form() {
		if path, ok := strings.CutPrefix(name, assignment.FieldPrefix); ok {
			in.Fields[path] = strings.TrimSpace(strings.Join(values, " ")) // a ticked box comes after its hidden empty one; of several, each
		}
		if path, ok := strings.CutPrefix(name, "kies."); ok && !quiet(r) { // nobody chose what stood ready while the page saved itself
			in.Choose[path], _ = strconv.Atoi(values[0]) // "nu": what stands there
		}
	}
	in.Layout = assignment.Layout(r.Field("indeling"))
	in.Remove, in.Undo, in.Still = cellOf(r.Field("weg")), cellOf(r.Field("terugzet")), cellOf(r.Field("klopt"))
	return in
}

// quiet tells whether a page saves itself in the background.
func quiet(r *web.Request) bool { return r.Field("stil") != "" }

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
	return p.keepFilled(r, no, p.goFrom)
}

// keepFilled keeps what a page posted, gives back what cannot be kept, and then
// goes on.
func (p *Portal) keepFilled(r *web.Request, no int, on func(*web.Request, filledPage, casework.Filled) error) error {
	in := filling(r)
	got, err := p.cases.Fill(r.Request().Context(), r.Tenant, r.Client(), no, r.Language, in)
	if err != nil {
		return err
	}
	if quiet(r) {
		return r.NoContent(quietly(got))
	}
	asked, _ := p.askedAgain(r, got.Work)
	page := screen(got.Work, asked, r.Field("deel"))
	f := filledPage{w: got.Work, no: no, page: page, row: r.Field("rij"), unkept: got.Unkept, back: backToReview(r)}
	if len(got.Strange) > 0 {
		return p.showStrange(r, f, in, got)
	}
	if got.Full > 0 {
		f.beside = fullItems(r, in.Add, got.Full)
	}
	f.open = unkept(f)
	if len(f.open)+len(f.beside) > 0 {
		return p.showFill(r, http.StatusUnprocessableEntity, f)
	}
	return on(r, f, got)
}

// quietly answers a page that saves itself: it may not say "kept" of what is not.
func quietly(got casework.Filled) int {
	if len(got.Strange)+len(got.Unkept) > 0 {
		return http.StatusUnprocessableEntity
	}
	return http.StatusNoContent
}

// showStrange shows the page again with all that was typed on it: nothing was
// kept, because some of it belongs to no question of this assignment.
func (p *Portal) showStrange(r *web.Request, f filledPage, in casework.Filling, got casework.Filled) error {
	f.unkept = map[string]casework.Unkept{}
	for path, typed := range in.Fields {
		f.unkept[path] = casework.Unkept{Typed: typed}
	}
	f.beside = strangeItems(r, got.Strange)
	return p.showFill(r, http.StatusUnprocessableEntity, f)
}

func strangeItems(r *web.Request, strange []string) []openItem {
	text := r.Words.T("fill.strange.text", nil)
	for _, typed := range strange {
		if typed != "" {
			text += " “" + cut(typed) + "”"
		}
	}
	return []openItem{{ID: "f", Label: r.Words.T("fill.strange", nil), Text: text}}
}

func fullItems(r *web.Request, list string, most int) []openItem {
	return []openItem{{ID: "v-" + list, Label: r.Words.T("fill.full", map[string]any{"N": most}), Text: r.Words.T("fill.full.text", nil)}}
}

// cut shows the begin of what was typed in the wrong place.
func cut(typed string) string {
	clean, _ := assignment.Unkept(typed)
	if list := []rune(clean); len(list) > shownOf {
		return string(list[:shownOf]) + " …"
	}
	return clean
}

// unkept names the answers that were not kept, and why.
func unkept(f filledPage) []assignment.Open {
	var list []assignment.Open
	for _, in := range f.w.Outcome.Form(f.page, f.row).Inputs() {
		if back, ok := f.unkept[in.Path]; ok {
			list = append(list, assignment.Open{Path: in.Path, ID: in.ID, Label: in.Label, Page: f.page.ID, Row: f.row, Issue: back.Why})
		}
	}
	return list
}

// goFrom goes where the button says that was pressed.
func (p *Portal) goFrom(r *web.Request, f filledPage, got casework.Filled) error {
	switch {
	case r.Translating():
		return p.showFill(r, http.StatusOK, f)
	case got.NewRow != "":
		return r.Go(f.to(f.page.ID, got.NewRow) + "#" + f.openRowID(got.NewRow))
	case r.Field("open") != "":
		return r.Go(f.to(f.page.ID, r.Field("open")) + "#" + f.openRowID(r.Field("open")))
	case r.Field("sluit") != "":
		if at := f.unsettled(); at != "" {
			return r.Go(f.to(f.page.ID, f.row) + "#" + at)
		}
		return r.Go(f.to(f.page.ID, ""))
	case r.Field("weg") != "", r.Field("terugzet") != "", r.Field("indeling") != "":
		return r.Go(f.to(f.page.ID, ""))
	case r.Field("klopt") != "":
		return r.Go(f.to(f.page.ID, f.row) + "#v-" + cellOf(r.Field("klopt")).Question)
	case r.Field("lees") != "":
		number, _ := strconv.Atoi(r.Field("lees")) // a number that is none is no page
		return r.Go(readPath(number, way{task: f.no, page: f.page.ID}))
	case r.Field("stop") != "":
		return r.Go("/vandaag")
	case r.Field("vorige") != "" && f.back:
		return r.Go(taskPath(f.no) + "/nakijken")
	case r.Field("vorige") != "":
		return r.Go(f.to(neighbour(f, -1), ""))
	}
	return p.next(r, f, got)
}

// to gives the way to a page, and back to the review for who came from there.
func (f filledPage) to(page, row string) string {
	path := fillPath(f.no, page, row)
	switch {
	case !f.back:
		return path
	case strings.Contains(path, "?"):
		return path + "&na=nakijken"
	default:
		return path + "?na=nakijken"
	}
}

// backToReview tells whether someone changes one thing and then wants the review again.
func backToReview(r *web.Request) bool {
	return r.Field("na") == "nakijken" || r.QueryParam("na") == "nakijken"
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

// unsettled is where two windows differ on the page; empty when they do not.
func (f filledPage) unsettled() string {
	for _, in := range f.w.Outcome.Form(f.page, f.row).Inputs() {
		if len(in.Clashes) > 0 {
			return in.ID
		}
	}
	return ""
}

// next goes on, unless an answer asked something new here, two windows differ, we
// guess what was just typed, or something cannot be read; the last two are said
// once and then let go.
func (p *Portal) next(r *web.Request, f filledPage, got casework.Filled) error {
	form, posted := f.w.Outcome.Form(f.page, f.row), r.Form()
	for _, in := range form.Inputs() {
		if in.Kind == assignment.Info || in.Kind == assignment.Paper {
			continue // these only tell something
		}
		if _, was := posted[in.Name]; !was || len(in.Clashes) > 0 || in.Guess && got.Changed[in.Path] {
			return r.Go(f.to(f.page.ID, f.row) + "#" + in.ID)
		}
	}
	f.open = f.w.Outcome.PageIssues(f.page)
	if len(f.open) > 0 && r.Field("gezien") == "" {
		return p.showFill(r, http.StatusUnprocessableEntity, f)
	}
	if to := neighbour(f, 1); to != "" && !f.back {
		return r.Go(f.to(to, ""))
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
	case i >= len(asked), f.page.ID == assignment.Asked: // after those comes the review
		return ""
	}
	return asked[i].ID
}
