// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

func (p *Portal) dossier(r *web.Request) error {
	_, d, err := p.cases.OwnDossier(r.Request().Context(), r.Client())
	if err != nil {
		return err
	}
	traces, err := p.cases.Traces(r.Request().Context(), r.Client())
	if err != nil {
		return err
	}
	page := dossierPage{Base: r.Base("tab.dossier", "dossier"), Looked: p.looked(r, traces)}
	if n, err := strconv.Atoi(r.QueryParam("terug")); err == nil && n >= 0 {
		page.Note = r.Words.T("meet.done", map[string]any{"N": n})
	}
	vocab := p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language)
	for _, s := range vocab.Sections {
		n := len(p.facts(r, d, s.ID))
		if n == 0 {
			page.Empty = append(page.Empty, s.Label)
			continue
		}
		page.Sections = append(page.Sections, sectionLine{To: "/dossier/" + s.ID, Label: s.Label, Shared: sharedIn(d, s.ID), Facts: n})
	}
	return r.Show(http.StatusOK, "portal/dossier", page)
}

func sharedIn(d casework.Dossier, section string) bool {
	for _, s := range d.Sections {
		if s.Name == section {
			return s.Shared
		}
	}
	return true
}

func (p *Portal) section(r *web.Request) error {
	id := r.Param("deel")
	_, d, err := p.cases.OwnDossier(r.Request().Context(), r.Client())
	if err != nil {
		return err
	}
	s, ok := p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language).Section(id)
	facts := p.facts(r, d, id)
	if !ok || len(facts) == 0 {
		return fault.New(fault.NotFound, "")
	}
	page := sectionPage{Base: r.Base("tab.dossier", "dossier"), Heading: s.Label, ID: id, Shared: sharedIn(d, id), Facts: facts, Removed: p.removed(r, d.Record, id)}
	return r.Show(http.StatusOK, "portal/section", page)
}

// removed says of a section which rows were taken off its lists, and when.
func (p *Portal) removed(r *web.Request, rec *dossier.Record, section string) []string {
	var list []string
	for _, t := range p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language).Of(section) {
		for _, f := range rec.Removed(t.Path) {
			history := rec.History(f.Path, f.Row)
			list = append(list, r.Words.T("fact.off", map[string]any{"Day": r.Words.Date(history[len(history)-1].At), "Value": p.spoken(r, t, f)}))
		}
	}
	return list
}

func (p *Portal) share(r *web.Request) error {
	id := r.Param("deel")
	if err := p.cases.Share(r.Request().Context(), r.Client(), id, r.Field("delen") == "ja"); err != nil {
		return err
	}
	return r.Go("/dossier/" + id)
}

// facts lists what a section says now, in plain words.
func (p *Portal) facts(r *web.Request, d casework.Dossier, section string) []factLine {
	var list []factLine
	for _, t := range p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language).Of(section) {
		if t.Kind == dossier.Rows {
			list = append(list, p.rows(r, d, t)...)
			continue
		}
		if f, ok := d.Record.Fact(t.Path); ok {
			line := p.line(r, d, f)
			line.Label, line.Value = t.Label, assignment.Describe(t, f.Value(), r.Language)
			if how, ok := p.cases.Recipe(r.Tenant, d, f, false, r.Language); ok {
				line.How = &how
			}
			line.Gone = f.By == dossier.ByComputer && f.Value().State == dossier.Answered && line.How == nil
			list = append(list, line)
		}
	}
	return list
}

func (p *Portal) rows(r *web.Request, d casework.Dossier, t dossier.Type) []factLine {
	var list []factLine
	for _, f := range d.Record.Rows(t.Path) {
		line := p.line(r, d, f)
		for i, c := range t.Columns {
			v, ok := f.Values[c.Path]
			if !ok || c.Computed && v.Text != "yes" { // a "no" that nobody asked about says nothing
				continue
			}
			text := assignment.Describe(c, v, r.Language)
			if rule := p.cases.ColumnRule(r.Tenant, d.Record, f, c.Path, r.Language); c.Computed && rule != "" {
				line.Rules = append(line.Rules, column{Label: c.Label, Value: rule})
			}
			if i == 0 {
				line.Label = text
				continue
			}
			main := line.Amount == "" && (c.Kind == dossier.Money || c.Kind == dossier.MoneyPer)
			if main {
				line.Amount = text
			}
			line.Columns = append(line.Columns, column{Label: c.Label, Value: text, Amount: main})
		}
		if line.Label == "" {
			line.Label = t.Label
		}
		list = append(list, line)
	}
	if f, ok := d.Record.Fact(t.Path); ok && f.None && len(list) == 0 {
		line := p.line(r, d, f)
		line.Label, line.Value, line.Edit = t.Label, r.Words.T("fact.none", nil), ""
		list = append(list, line)
	}
	return list
}

// line says of a fact where it came from, what the team wrote beside it, and what
// it was before.
func (p *Portal) line(r *web.Request, d casework.Dossier, f dossier.Fact) factLine {
	t, _ := p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language).Type(f.Path)
	line := factLine{ID: "f-" + f.ID + f.Row, Source: p.source(r, f)}
	day := map[string]any{"Day": r.Words.Date(f.SaidAt().In(zone))}
	if f.By == dossier.ByComputer {
		line.From = r.Words.T("fact.computed", day)
	} else {
		line.From = r.Words.T("fact.yours", day)
		line.Edit = "/dossier/" + t.Section + "/aanpassen?" + url.Values{"feit": {f.Path}, "rij": {f.Row}}.Encode()
	}
	history := d.Record.History(f.Path, f.Row)
	if n := len(history); len(f.Still) > 0 && n > 1 && maps.EqualFunc(history[n-2].Values, f.Values, dossier.Value.Alike) {
		line.Source = p.stillRight(r, f)
	}
	for _, one := range d.Beside(f.Path, f.Row) {
		if !one.At.Before(f.At) {
			line.Notes = append(line.Notes, p.notes(r, []casework.Remark{one})...)
			continue
		}
		line.History = append(line.History, r.Words.T("note.before", map[string]any{
			"Day": r.Words.Date(one.At), "Name": one.Name, "Text": one.Text,
		}))
	}
	line.History = append(line.History, p.before(r, d.Record, t, f)...)
	return line
}

// before lists what a fact was, newest first, also what was taken back.
func (p *Portal) before(r *web.Request, rec *dossier.Record, t dossier.Type, now dossier.Fact) []string {
	var list []string
	current := true
	for _, one := range slices.Backward(rec.History(now.Path, now.Row)) {
		key := "fact.before"
		switch {
		case one.Withdrawn:
			key = "fact.back"
		case current:
			current = false // that is what stands there now
			continue
		}
		list = append(list, r.Words.T(key, map[string]any{"Day": r.Words.Date(one.At), "Value": p.spoken(r, t, one)}))
	}
	return list
}

func (p *Portal) source(r *web.Request, f dossier.Fact) string {
	args := map[string]any{"Day": r.Words.Date(f.At), "Clock": r.Words.Clock(f.At), "Version": f.Source.Version}
	def, ok := p.shelf.Of(r.Tenant.ID).Assignment(f.Source.Assignment, r.Language)
	switch {
	case f.Source.Copy != "":
		args["Copy"], args["Said"] = p.copyDay(r, f), r.Words.FullDate(f.Said.In(zone))
		return r.Words.T("fact.brought", args)
	case !ok:
		return r.Words.T("fact.corrected", args)
	}
	args["Title"] = def.Title
	if f.By == dossier.ByComputer {
		return r.Words.T("fact.summed", args)
	}
	return r.Words.T("fact.filled", args)
}

// stillRight says of a fact that nothing in it changed, and that it was said to be
// right.
func (p *Portal) stillRight(r *web.Request, f dossier.Fact) string {
	args := map[string]any{"Day": r.Words.Date(f.At), "Title": ""}
	if def, ok := p.shelf.Of(r.Tenant.ID).Assignment(f.Source.Assignment, r.Language); ok {
		args["Title"] = def.Title
	}
	return r.Words.T("fact.still", args)
}

// copyDay is the day of the copy that a fact came out of.
func (p *Portal) copyDay(r *web.Request, f dossier.Fact) string {
	day, err := time.Parse(time.DateOnly, f.Source.Copy)
	if err != nil {
		return f.Source.Copy
	}
	return r.Words.FullDate(day)
}

// needsLabel are the sorts of answers that say nothing without their question.
var needsLabel = map[dossier.Kind]bool{dossier.YesNo: true, dossier.Confirm: true, dossier.Number: true, dossier.Scale: true, dossier.Date: true}

// spoken gives an older value in one line.
func (p *Portal) spoken(r *web.Request, t dossier.Type, f dossier.Fact) string {
	switch {
	case f.Removed:
		return r.Words.T("fact.removed", nil)
	case f.None:
		return r.Words.T("fact.none", nil)
	case t.Kind != dossier.Rows:
		return assignment.Describe(t, f.Value(), r.Language)
	}
	text := ""
	for i, c := range t.Columns {
		v, ok := f.Values[c.Path]
		if !ok || c.Computed {
			continue
		}
		if text != "" {
			text += ", "
		}
		if i > 0 && needsLabel[c.Kind] {
			text += c.Label + ": "
		}
		text += assignment.Describe(c, v, r.Language)
	}
	return text
}
