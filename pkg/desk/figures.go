// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/report"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

type figuresPage struct {
	view.Base
	Heading      string
	Years, Teams []choice // Value is an address
	Months       []string // as they are called; empty while no month of the year is over
	Tables       []figureTable
	ODS, CSV     string // addresses
}

// figureTable is one table of figures, as it is read and as it is taken along.
type figureTable struct {
	ID, Title, Text string
	Rows            []figureRow
	Bars            []bar // of the first row
	lines           []report.Line
}

type figureRow struct {
	Label string
	Cells []string // empty where a number is withheld
}

// bar is a month in a picture; its place and height in units of the picture.
type bar struct {
	X, Y, Height int
	Label        string
}

// yearsBack is how many years before this one can be read.
const yearsBack = 2

// figures shows what happened in a year: how many, never who.
func (d *Desk) figures(r *web.Request) error {
	b, err := d.count(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "desk/figures", d.figuresPage(r, b))
}

// figuresFile gives the same numbers to take along.
func (d *Desk) figuresFile(r *web.Request) error {
	kinds := map[string]struct {
		media string
		make  func([]report.Sheet) ([]byte, error)
	}{
		"ods": {"application/vnd.oasis.opendocument.spreadsheet", report.ODS},
		"csv": {"text/csv; charset=utf-8", report.CSV},
	}
	kind, ok := kinds[r.Param("soort")]
	if !ok {
		return fault.New(fault.NotFound, "")
	}
	b, err := d.count(r)
	if err != nil {
		return err
	}
	var sheets []report.Sheet
	for _, t := range b.tables() {
		sheets = append(sheets, report.Sheet{Name: t.Title, Head: b.heads(), Lines: t.lines})
	}
	file, err := kind.make(sheets)
	if err != nil {
		return fault.Wrap("desk.figuresFile", err)
	}
	name := "cijfers-" + strconv.Itoa(b.asked.Year) + "." + r.Param("soort")
	r.Response().Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return r.Blob(http.StatusOK, kind.media, file)
}

// count reads what was counted in the year and for the team that are asked for.
func (d *Desk) count(r *web.Request) (*book, error) {
	now := r.Now().In(calendar.Zone())
	over := time.Date(now.Year(), now.Month()-1, 1, 0, 0, 0, 0, now.Location()).Year() // of the newest month that is over
	b := &book{done: map[string]report.Year{}, words: r.Words, titles: d.titles(r), asked: report.Asked{Year: over, Month: now.Format("2006-01")}}
	if year, err := strconv.Atoi(r.QueryParam("jaar")); err == nil && year <= now.Year() && year >= now.Year()-yearsBack {
		b.asked.Year = year
	}
	tallies, teams, err := d.cases.Tallies(r.Request().Context(), r.Counsellor(), b.asked.Year)
	if err != nil {
		return nil, err
	}
	b.tallies, b.teams = tallies, teams
	for _, t := range teams {
		b.asked.Teams = append(b.asked.Teams, string(t.ID))
	}
	if team := r.QueryParam("team"); slices.Contains(b.asked.Teams, team) {
		b.team = team
	}
	return b, nil
}

// titles gives the assignments by their names, as the page calls them.
func (d *Desk) titles(r *web.Request) []titled {
	var list []titled
	shelf := d.shelf.Of(r.Tenant.ID)
	for _, id := range shelf.Assignments.IDs() {
		if def, ok := shelf.Assignment(id, r.Language); ok {
			list = append(list, titled{id, def.Title})
		}
	}
	return list
}

// titled is something that is counted, and what it is called.
type titled struct{ cell, title string }

func (d *Desk) figuresPage(r *web.Request, b *book) figuresPage {
	page := figuresPage{Base: d.base(r, "tab.figures", "figures"), Heading: r.Words.T("figures.title", map[string]any{"Year": b.asked.Year})}
	page.Months, page.ODS, page.CSV = b.heads(), b.address("/ods", b.asked.Year, b.team), b.address("/csv", b.asked.Year, b.team)
	for back := range yearsBack + 1 {
		year := r.Now().In(calendar.Zone()).Year() - back
		page.Years = append(page.Years, choice{Value: b.address("", year, b.team), Label: strconv.Itoa(year), On: year == b.asked.Year})
	}
	if len(b.teams) > 1 {
		all := casework.TeamName{Name: r.Words.T("figures.all", map[string]any{"Tenant": r.Tenant.Name})}
		for _, t := range append([]casework.TeamName{all}, b.teams...) {
			page.Teams = append(page.Teams, choice{Value: b.address("", b.asked.Year, string(t.ID)), Label: t.Name, On: string(t.ID) == b.team})
		}
	}
	if len(page.Months) == 0 {
		return page
	}
	page.Tables = b.tables()
	return page
}
