// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"slices"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/web"
)

func casePath(id string) string { return "/werkplek/traject/" + id }

// caseIn reads the case out of the address of its page.
func caseIn(path string) string {
	id, ok := strings.CutPrefix(path, "/werkplek/traject/")
	if !ok || strings.ContainsAny(id, "/?#") {
		return ""
	}
	return id
}

func (d *Desk) open(r *web.Request) error {
	opened, err := d.cases.OpenCase(r.Request().Context(), r.Counsellor(), access.CaseID(r.Param("id")))
	if err != nil {
		return err
	}
	return d.showCase(r, http.StatusOK, opened, state{reply: opened.Draft, saved: opened.Draft.Text != ""})
}

// state is the answer that is being made, as the page should show it.
type state struct {
	reply  casework.Reply
	saved  bool
	search *string
	wrong  error
}

func (d *Desk) showCase(r *web.Request, status int, o casework.Opened, s state) error {
	c := o.Case
	page := casePage{
		Base: d.base(r, "tab.case", "list"), ID: string(c.ID), Nick: o.Label.Nick, Crisis: c.Urgency == casework.Crisis,
		Letters: d.letters(r, o), Panels: d.panels(r, o.Dossier), Sheets: d.sheets(r, o),
	}
	page.Title = o.Label.Nick
	if c.Legal != "" {
		page.Legal = r.Words.Day(c.Legal.Time(calendar.Zone()))
	}
	d.turn(r, c, &page)
	page.Meta = d.meta(r, o)
	vocab := d.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language)
	for _, sec := range o.Dossier.Sections {
		if v, ok := vocab.Section(sec.Name); ok && !sec.Readable {
			page.Hidden = append(page.Hidden, strings.ToLower(v.Label))
		}
	}
	page.Writing = d.writing(r, o, s)
	page.Form.Own = true
	return r.Show(status, "desk/case", page)
}

// turn says whose move it is, in the words the client sees too.
func (d *Desk) turn(r *web.Request, c casework.Case, page *casePage) {
	page.Promised = c.Turn == casework.TurnCounsellor
	switch {
	case !page.Promised && c.Next == "":
		page.Turn = r.Words.T("case.turn.client", nil)
	case !page.Promised:
		page.Turn = r.Words.T("case.turn.next", map[string]any{"Day": r.Words.Day(c.Next.Time(calendar.Zone()))})
	case r.Now().After(c.Promised):
		page.Turn, page.Tone = r.Words.T("case.turn.late", map[string]any{"When": r.Words.DayTime(c.Promised)}), "late"
	default:
		when := r.Words.DayTime(c.Promised)
		if casework.DateOf(c.Promised.In(zone)) == casework.DateOf(r.Now().In(zone)) {
			when, page.Tone = r.Words.T("day.today", nil)+" "+r.Words.Clock(c.Promised), "due"
			left := d.working(r, r.Tenant.Calendar().Between(r.Now(), c.Promised))
			page.Left = r.Words.T("case.left", map[string]any{"Time": left})
		}
		page.Turn = r.Words.T("case.turn.team", map[string]any{"When": when})
	}
}

func (d *Desk) meta(r *web.Request, o casework.Opened) []string {
	var list []string
	if o.Label.Theme != "" {
		list = append(list, strings.ToLower(o.Label.Theme))
	}
	list = append(list, r.Words.T("case.since", map[string]any{"Day": r.Words.Date(o.Case.Days.Created.Time(calendar.Zone()))}))
	if o.Label.Language != "" && o.Label.Language != r.Language {
		list = append(list, r.Words.T("case.language."+o.Label.Language, nil))
	}
	return list
}

// letters are the messages both ways, with what was handed in between them.
func (d *Desk) letters(r *web.Request, o casework.Opened) []letter {
	var list []letter
	for _, l := range o.Letters {
		one := letter{Seq: l.Seq, Mine: l.From == casework.FromCounsellor, Name: l.Name, At: l.At, Text: l.Text, Removed: l.Removed}
		if !one.Mine {
			one.Name = o.Label.Nick
		}
		for _, t := range l.Tasks {
			if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(t.Assignment, r.Language); ok {
				one.Given = append(one.Given, def.Title)
			}
		}
		for _, id := range l.Samples {
			if m, ok := d.shelf.Of(r.Tenant.ID).Message(r.Language, id); ok {
				one.From = append(one.From, m.Title)
			}
		}
		list = append(list, one)
	}
	for _, sub := range o.Dossier.Submissions {
		s := sub.Content.ForTeam()
		list = append(list, letter{Name: r.Words.T("case.handed", nil), At: s.At, Text: s.Title, Sheet: sheetID(sub)})
	}
	slices.SortStableFunc(list, func(a, b letter) int { return a.At.Compare(b.At) })
	for i := len(list) - 1; i > 0 && !list[i].Mine; i-- {
		list[i].New = list[i-1].Mine
	}
	return list
}

func sheetID(sub casework.Submission) string { return "blad-" + sub.Of.ID }

// panels is what the client shares, section by section.
func (d *Desk) panels(r *web.Request, in casework.Dossier) []panel {
	vocab := d.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language)
	var list []panel
	for _, s := range vocab.Sections {
		p := panel{Label: s.Label}
		for _, t := range vocab.Of(s.ID) {
			p.Facts = append(p.Facts, facts(r, in.Record, t)...)
		}
		if len(p.Facts) > 0 {
			list = append(list, p)
		}
	}
	return list
}

func facts(r *web.Request, rec *dossier.Record, t dossier.Type) []fact {
	if t.Kind != dossier.Rows {
		f, ok := rec.Fact(t.Path)
		if !ok {
			return nil
		}
		return []fact{{Label: t.Label, Value: assignment.Describe(t, f.Value(), r.Language), Day: r.Words.Date(f.At)}}
	}
	var list []fact
	for _, f := range rec.Rows(t.Path) {
		one := fact{Label: t.Label, Day: r.Words.Date(f.At)}
		for i, c := range t.Columns {
			v, ok := f.Values[c.Path]
			if !ok || c.Computed && v.Text != "yes" {
				continue
			}
			text := assignment.Describe(c, v, r.Language)
			if i == 0 {
				one.Label = text
				continue
			}
			one.Columns = append(one.Columns, fact{Label: c.Label, Value: text})
		}
		list = append(list, one)
	}
	if f, ok := rec.Fact(t.Path); ok && f.None && len(list) == 0 {
		list = append(list, fact{Label: t.Label, Value: r.Words.T("case.none", nil), Day: r.Words.Date(f.At)})
	}
	return list
}

// sheets are the assignments as they were handed in, newest first.
// The one that waits for an answer is open.
func (d *Desk) sheets(r *web.Request, o casework.Opened) []sheet {
	var list []sheet
	waits := o.Case.Turn == casework.TurnCounsellor && o.Case.Task.State == casework.TaskSubmitted
	for i := len(o.Dossier.Submissions) - 1; i >= 0; i-- {
		sub := o.Dossier.Submissions[i]
		s := sub.Content.ForTeam()
		list = append(list, sheet{
			ID: sheetID(sub), Title: s.Title, Day: r.Words.Day(s.At), Open: waits && sub.Of.Assignment == o.Case.Task.Assignment, Lines: s.Answers, Results: s.Results,
			Alerts: s.Alerts, Replies: s.Replies,
		})
		waits = waits && sub.Of.Assignment != o.Case.Task.Assignment
	}
	return list
}
