// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/money"
	"opgelucht/pkg/web"
)

// wholeValue names the field of a fact that is no row.
const wholeValue = "waarde"

func (p *Portal) correct(r *web.Request) error {
	return p.showCorrect(r, http.StatusOK, r.QueryParam("feit"), r.QueryParam("rij"), nil)
}

// showCorrect shows a fact as it can be changed: with what is known, or with
// what was typed and what is wrong with it.
func (p *Portal) showCorrect(r *web.Request, status int, path, row string, wrong error) error {
	_, d, err := p.cases.OwnDossier(r.Request().Context(), r.Client())
	if err != nil {
		return err
	}
	t, ok := p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language).Type(path)
	fact, known := d.Record.Last(path, row)
	if !ok || t.Section != r.Param("deel") || !known || fact.By == dossier.ByComputer {
		return fault.New(fault.NotFound, "")
	}
	page := correctPage{
		Base: r.Base("tab.dossier", "dossier"), Back: "/dossier/" + t.Section, Heading: t.Label,
		Section: t.Section, Path: path, Row: row,
	}
	for _, f := range fieldsOf(t, row) {
		typed := assignment.Typed{}
		if value, known := fact.Values[f.column]; known {
			typed = assignment.TypedOf(f.of, value)
		}
		if wrong != nil {
			typed = typedIn(r, f.name)
		}
		in := assignment.NewInput(f.name, f.of, typed, r.Language)
		for _, bad := range fault.As(wrong).Fields {
			if wrong != nil && bad.Name == f.column {
				in.Issue = &assignment.Issue{Key: bad.Key, Args: bad.Args}
			}
		}
		page.Inputs = append(page.Inputs, in)
	}
	page.Form.Own = true
	return r.Show(status, "portal/correct", page)
}

// field is one thing of a fact that can be changed.
type field struct {
	name, column string
	of           dossier.Type
}

func fieldsOf(t dossier.Type, row string) []field {
	if row == "" {
		return []field{{name: wholeValue, of: t}}
	}
	var list []field
	for _, c := range t.Columns {
		if c.Computed {
			continue
		}
		list = append(list, field{name: c.Path, column: c.Path, of: c})
	}
	return list
}

func typedIn(r *web.Request, name string) assignment.Typed {
	form, name := r.Form(), assignment.FieldPrefix+name
	unknown := form[name+".unknown"]
	return assignment.Typed{
		Text: r.Field(name), Per: money.Period(r.Field(name + ".per")),
		Unknown: len(unknown) > 0 && unknown[len(unknown)-1] == "1",
	}
}

// corrected writes the new value beside the old one.
func (p *Portal) corrected(r *web.Request) error {
	path, row := r.Field("feit"), r.Field("rij")
	t, ok := p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language).Type(path)
	if !ok || t.Section != r.Param("deel") {
		return fault.New(fault.NotFound, "")
	}
	if r.Translating() {
		return p.showCorrect(r, http.StatusOK, path, row, fault.New(fault.Invalid, ""))
	}
	in := casework.Correction{Path: path, Row: row, Remove: r.Field("weg") != "", Typed: map[string]assignment.Typed{}}
	for _, f := range fieldsOf(t, row) {
		in.Typed[f.column] = typedIn(r, f.name)
	}
	err := p.cases.Correct(r.Request().Context(), r.Tenant, r.Client(), in, r.Language)
	if fault.Is(err, fault.Invalid) {
		return p.showCorrect(r, http.StatusUnprocessableEntity, path, row, err)
	}
	if err != nil {
		return err
	}
	return r.Go("/dossier/" + t.Section)
}
