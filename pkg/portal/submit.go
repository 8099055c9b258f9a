// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

func (p *Portal) review(r *web.Request) error {
	w, no, err := p.work(r)
	if err != nil {
		return err
	}
	var differ []assignment.Open
	for _, o := range w.Outcome.Issues() {
		if o.Clash() {
			differ = append(differ, o)
		}
	}
	return p.showReview(r, http.StatusOK, w, no, differ)
}

func (p *Portal) showReview(r *web.Request, status int, w casework.Work, no int, open []assignment.Open) error {
	page := reviewPage{Base: r.Base("tab.task", ""), Lines: brief(w.Outcome.Review()), No: no, Notes: p.byPlace(r, w.Notes), Doubles: w.Outcome.Doubles()}
	page.Form.Own, page.Logic, page.Parked = true, w.Def.LogicHash, len(w.Outcome.Draft.ShownParked(r.Language))
	for _, o := range open {
		page.Open = append(page.Open, openItem{
			To: fillPath(no, o.Page, o.Row), Label: o.Label, Text: r.Words.T(o.Sentence().Key, o.Sentence().Args),
		})
	}
	if len(page.Open) > 0 {
		page.Title = r.Words.T("fill.look", map[string]any{"N": len(page.Open)})
	}
	return r.Show(status, "portal/review", page)
}

// brief leaves out of every row what its title says already.
func brief(lines []assignment.Line) []assignment.Line {
	for i, line := range lines {
		for j, row := range line.Rows {
			lines[i].Rows[j].Rows = slices.DeleteFunc(row.Rows, func(l assignment.Line) bool {
				return l.Value != "" && strings.Contains(row.Label, l.Value)
			})
		}
	}
	return lines
}

// submit hands an assignment in, or says what is still open.
func (p *Portal) submit(r *web.Request) error {
	w, no, err := p.work(r)
	if err != nil {
		return err
	}
	if in := twins(r); len(in.Same)+len(in.Apart) > 0 {
		if _, err := p.cases.Fill(r.Request().Context(), r.Tenant, r.Client(), no, r.Language, in); err != nil {
			return err
		}
	}
	if r.Translating() {
		return p.review(r)
	}
	if shown := r.Field("versie"); shown != "" && shown != w.Def.LogicHash { // taken in another window since
		return r.Go(taskPath(no) + "/nakijken")
	}
	handed, err := p.cases.Submit(r.Request().Context(), r.Tenant, r.Client(), no, r.Language)
	if err != nil {
		return err
	}
	if len(handed.Open) > 0 {
		return p.showReview(r, http.StatusUnprocessableEntity, handed.Work, no, handed.Open)
	}
	return r.Go(taskPath(no) + "/uitkomst")
}

// result shows what came out; in a crisis it is only what to do now.
func (p *Portal) result(r *web.Request) error {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return fault.New(fault.NotFound, "")
	}
	came, err := p.cases.Came(r.Request().Context(), r.Client(), no)
	if err != nil {
		return err
	}
	c, sub := came.Case, came.Sheet
	sheet, of := sub.Content.Client, p.tell(r, came.Dossier, came.Task, sub)
	if len(sheet.Alerts) > 0 && sheet.Alerts[0].Urgent {
		return p.showCrisis(r, c, sheet, lettersOf(no, sub.Content), of)
	}
	page := outcome(r, sheet)
	page.Promised, page.PromisedAt, page.Version, page.No, page.Said = !c.Promised.IsZero(), c.Promised, sub.Of.Version, no, of
	page.Letters = lettersOf(no, sub.Content)
	return r.Show(http.StatusOK, "portal/result", page)
}

// lettersOf leads to the letters of a sheet.
func lettersOf(no int, sheet casework.Sheet) []letterLink {
	var list []letterLink
	for _, l := range sheet.Letters {
		list = append(list, letterLink{letterPath(no, l.Name()), l.Title})
	}
	return list
}

// outcome tells what a sheet says, with a picture where it is a balance.
func outcome(r *web.Request, sheet assignment.Submission) resultPage {
	page := resultPage{
		Base: r.Base("tab.task", ""), Heading: sheet.Title, Values: sheet.Values, Day: r.Words.FullDate(sheet.At),
	}
	page.Balance, page.Results = weigh(r, sheet.Results)
	return page
}

func (p *Portal) showCrisis(r *web.Request, c casework.Case, sheet assignment.Submission, letters []letterLink, of told) error {
	page := crisisPage{Base: r.Base("tab.task", ""), PromisedAt: c.Promised, Letters: letters, Said: of}
	for _, one := range sheet.Results {
		if one.Tone == "urgent" {
			page.First = append(page.First, one)
			continue
		}
		page.Results = append(page.Results, one)
	}
	if c.Legal != "" {
		page.Legal = r.Words.Day(c.Legal.Time(calendar.Zone()))
	}
	return r.Show(http.StatusOK, "portal/crisis", page)
}
