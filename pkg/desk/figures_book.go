// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/report"
)

// book is what was counted in a year, and of whom it is read.
type book struct {
	words   *locale.Printer
	titles  []titled
	asked   report.Asked
	team    string // empty: all of them
	teams   []casework.TeamName
	tallies []report.Tally
	done    map[string]report.Year // what was published for this page, by measure and first cell
}

// address names the page for a year and a team.
func (b *book) address(rest string, year int, team string) string {
	q := url.Values{"jaar": {strconv.Itoa(year)}}
	if team != report.All {
		q.Set("team", team)
	}
	return "/werkplek/cijfers" + rest + "?" + q.Encode()
}

// publish gives a measure as it may be shown.
func (b *book) publish(m report.Measure, cells ...string) report.Year {
	name := string(m) + " " + cells[0]
	if y, ok := b.done[name]; ok {
		return y
	}
	a := b.asked
	a.Measure, a.Rows = m, cells
	b.done[name] = report.Publish(a, b.tallies)
	return b.done[name]
}

// heads gives the months as they are called, and the year once it is over.
func (b *book) heads() []string {
	var list []string
	for _, month := range b.asked.MonthsOver() {
		if month == report.All {
			list = append(list, strconv.Itoa(b.asked.Year))
			continue
		}
		list = append(list, b.words.T("figures.month."+strings.TrimPrefix(month[5:], "0"), nil))
	}
	return list
}

// tables gives all figures, in the order in which they are read.
func (b *book) tables() []figureTable {
	list := []figureTable{
		b.table("inflow", b.line("figures.started", report.Started), b.line("figures.taken", report.Taken)),
		b.table("answers", b.answers()...),
		b.table("tasks", b.tasks()...),
		b.table("given", b.each(report.Given, b.titles)...),
		b.table("handed", b.each(report.Handed, b.titles)...),
		b.table("crisis", append(b.each(report.Emergency, b.named("figures.crisis.", report.Kinds...)), b.spread("figures.first", report.CrisisAnswer, .5, 0.25))...),
		b.table("debts", b.each(report.Debts, b.named("figures.debts.", report.Bands...))...),
		b.table("change", b.changes()...),
		b.table("ended", b.ended()...),
		b.table("left", b.left()...),
	}
	if began := list[0].lines; len(began) > 0 {
		list[0].Bars = b.bars(began[0])
	}
	return list
}

// named gives cells with what they are called.
func (b *book) named(key string, cells ...string) []titled {
	var list []titled
	for _, c := range cells {
		list = append(list, titled{c, b.words.T(key+c, nil)})
	}
	return list
}

// line is a measure with one cell.
func (b *book) line(key string, m report.Measure) report.Line {
	return b.of(b.publish(m, report.All), report.All, b.words.T(key, nil))
}

// of gives one row of a measure, in each month.
func (b *book) of(y report.Year, row, label string) report.Line {
	line := report.Line{Label: label}
	for _, month := range y.Months {
		n, ok := y.Figure(row, b.team, month)
		line.Cells = append(line.Cells, report.Cell{N: float64(n), Shown: ok})
	}
	return line
}

// each gives every cell of a measure, and their sum.
func (b *book) each(m report.Measure, cells []titled) []report.Line {
	var ids []string
	for _, c := range cells {
		ids = append(ids, c.cell)
	}
	y := b.publish(m, ids...)
	var lines []report.Line
	for _, c := range cells {
		lines = append(lines, b.of(y, c.cell, c.title))
	}
	return append(lines, b.of(y, report.All, b.words.T("figures.sum", nil)))
}

// spread is the value up to which a share of a measure lies, times a unit.
func (b *book) spread(key string, m report.Measure, share, unit float64) report.Line {
	line, a := report.Line{Label: b.words.T(key, nil)}, b.asked
	a.Measure = m
	for _, month := range b.asked.MonthsOver() {
		n, ok := a.Spread(b.tallies, b.team, month, share)
		line.Cells = append(line.Cells, report.Cell{N: float64(n) * unit, Shown: ok})
	}
	return line
}

func (b *book) answers() []report.Line {
	lines := b.each(report.Promise, b.named("figures.promise.", report.Kept, report.Late))
	return append(lines, b.spread("figures.median", report.Answer, .5, 0.25), b.spread("figures.p90", report.Answer, .9, 0.25))
}

// tasks are all assignments together.
func (b *book) tasks() []report.Line {
	given, handed := b.each(report.Given, b.titles), b.each(report.Handed, b.titles)
	a, z := given[len(given)-1], handed[len(handed)-1]
	a.Label, z.Label = b.words.T("figures.given", nil), b.words.T("figures.handed", nil)
	return []report.Line{a, z, b.spread("figures.took", report.Took, .5, 1)}
}

func (b *book) changes() []report.Line {
	var lines []report.Line
	for _, scale := range report.Scales {
		y := b.publish(report.Change, scale+"/"+report.Better, scale+"/"+report.Same, scale+"/"+report.Worse)
		for _, way := range []string{report.Better, report.Same, report.Worse} {
			label := b.words.T("figures.scale."+scale, nil) + ": " + b.words.T("figures."+way, nil)
			lines = append(lines, b.of(y, scale+"/"+way, label))
		}
	}
	return lines
}

func (b *book) ended() []report.Line {
	var cells []titled
	for _, one := range casework.Outcomes {
		cells = append(cells, titled{string(one), b.words.T("outcome."+string(one), nil)})
	}
	cells = append(cells, titled{report.Erased, b.words.T("figures.erased", nil)})
	return b.each(report.Ended, cells)
}

func (b *book) left() []report.Line {
	cells := []titled{{casework.LeftTalking, b.words.T("figures.left.talk", nil)}}
	for phase := range 8 {
		n := strconv.Itoa(phase)
		cells = append(cells, titled{casework.LeftAt(phase), b.words.T("figures.left.phase", map[string]any{"Phase": b.words.T("shelf.phase."+n, nil)})})
	}
	cells = append(cells, titled{casework.LeftOther, b.words.T("figures.left.other", nil)})
	return b.each(report.Left, cells)
}

// table puts lines under their heading. Those of which nothing may be shown are
// left out: a long list of dots helps nobody.
func (b *book) table(id string, lines ...report.Line) figureTable {
	lines = slices.DeleteFunc(lines, func(l report.Line) bool {
		return !slices.ContainsFunc(l.Cells, func(c report.Cell) bool { return c.Shown })
	})
	t := figureTable{ID: id, Title: b.words.T("figures."+id+".title", nil), Text: b.words.T("figures."+id+".text", nil), lines: lines}
	for _, l := range lines {
		row := figureRow{Label: l.Label}
		for _, c := range l.Cells {
			row.Cells = append(row.Cells, b.number(c))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// number writes a count, or nothing for one that is withheld.
func (b *book) number(c report.Cell) string {
	if !c.Shown {
		return ""
	}
	text := strconv.FormatFloat(c.N, 'f', -1, 64)
	if b.words.Language != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// The picture of a year: 12 months of 26 units, 64 high.
const (
	barStep = 26
	barHigh = 64
)

// bars draws the months of a line; one that is withheld has no bar.
func (b *book) bars(l report.Line) []bar {
	most, heads := 1.0, b.heads()
	cells := l.Cells[:min(len(l.Cells), 12)]
	for _, c := range cells {
		most = max(most, c.N)
	}
	var list []bar
	for i, c := range cells {
		one := bar{X: i * barStep, Label: heads[i]}
		if c.Shown {
			one.Height = max(int(c.N/most*barHigh), 1)
		}
		one.Y = barHigh + 14 - one.Height
		list = append(list, one)
	}
	return list
}
