// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"fmt"
	"strconv"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/report"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// figuresStories are the page of figures of a year that is over, of one team of
// two, and of a year of which no month is over.
func (s stage) figuresStories() []web.Story {
	show := func(id, title string, b *book) web.Story {
		return story(id, "figures", title, func() view.Page { return s.figuresPage(s.in, b) })
	}
	year := s.in.Now().Year()
	old, one := s.counted(year-1), s.counted(year-1)
	one.team = "b"
	none := s.counted(year)
	none.asked.Month = fmt.Sprintf("%d-01", year)
	return []web.Story{
		show("figures-year", "A year that is over", old),
		show("figures-team", "One team", one),
		show("figures-none", "No month is over", none),
	}
}

// counted is a year in which much happened.
func (s stage) counted(year int) *book {
	b := &book{
		words: s.in.Words, titles: s.titles(s.in), done: map[string]report.Year{}, teams: []casework.TeamName{{ID: "a", Name: "Team Noord"}, {ID: "b", Name: "Team Zuid"}},
		asked: report.Asked{Year: year, Month: s.in.Now().Format("2006-01"), Teams: []string{"a", "b"}},
	}
	for m := range 12 {
		for t, team := range b.asked.Teams {
			add := func(measure report.Measure, cell string, n int) {
				b.tallies = append(b.tallies, report.Tally{Team: team, Month: fmt.Sprintf("%d-%02d", year, m+1), Measure: measure, Cell: cell, N: n})
			}
			n := 11 + (m*7+t*5)%17
			add(report.Started, "", n+4)
			add(report.Taken, "", n)
			add(report.Promise, report.Kept, 3*n)
			add(report.Promise, report.Late, n/4)
			for q := range 12 {
				add(report.Answer, strconv.Itoa(8+3*q), n/4)
			}
			add(report.Given, "spoedcheck", n)
			add(report.Given, "schuldenlijst", n-4)
			add(report.Handed, "spoedcheck", n-2)
			add(report.Took, strconv.Itoa(2+m%4), n)
			add(report.Emergency, "energy", n/3)
			add(report.Debts, "25000", n/2)
			add(report.Debts, "50000", n/3)
			add(report.Ended, "completed", n/2)
			add(report.Ended, "absent", 6)
			add(report.Left, casework.LeftAt(1), 6)
		}
	}
	return b
}
