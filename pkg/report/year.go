// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"fmt"
	"slices"
	"strconv"
)

// All stands for every row, every team, or the whole year.
const All = ""

// Asked says what of a measure is wanted.
type Asked struct {
	Measure Measure
	Rows    []string // cells in the order in which they are shown
	Teams   []string
	Year    int
	Month   string // the month it is now; neither it nor a later one is shown
}

// Year is a measure as it may be shown: each finished month of a year, for each
// team and all of them; and the whole year once it is over. A month that was shown
// once is shown the same ever after, so that two readings of one month tell no
// more than one.
type Year struct {
	Asked
	Months []string // those of MonthsOver
	rows   []string // with All
	teams  []string // with All
	counts []int
	unseen []bool
}

// MonthsOver gives the months of the year that may be shown, and behind them All
// once all twelve are.
func (a Asked) MonthsOver() []string {
	var list []string
	for m := 1; m <= 12; m++ {
		if month := fmt.Sprintf("%04d-%02d", a.Year, m); month < a.Month {
			list = append(list, month)
		}
	}
	if len(list) == 12 {
		list = append(list, All)
	}
	return list
}

// Publish makes the figures of a year.
func Publish(a Asked, tallies []Tally) Year {
	y := Year{Asked: a, Months: a.MonthsOver(), rows: with(a.Rows), teams: with(a.Teams)}
	y.count(tallies)
	y.hide()
	return y
}

// with puts the sum behind what it is a sum of; one alone is its own sum.
func with(list []string) []string {
	if len(list) == 1 {
		return []string{All}
	}
	return append(slices.Clone(list), All)
}

func (y *Year) at(row, team, month int) int { return (month*len(y.teams)+team)*len(y.rows) + row }

// count adds up what was counted. What is in no row, team or month that was asked
// for is left out, so that the sums are those of what is shown.
func (y *Year) count(tallies []Tally) {
	y.counts = make([]int, len(y.rows)*len(y.teams)*len(y.Months))
	for _, t := range tallies {
		if t.Measure != y.Measure || !slices.Contains(y.Months, t.Month) || t.Month == All || !slices.Contains(y.Rows, t.Cell) || !slices.Contains(y.Teams, t.Team) {
			continue
		}
		for _, row := range places(y.rows, t.Cell) {
			for _, team := range places(y.teams, t.Team) {
				for _, m := range places(y.Months, t.Month) {
					y.counts[y.at(row, team, m)] += t.N
				}
			}
		}
	}
}

// places gives where something is counted: in its own place and in the sum.
func places(list []string, name string) []int {
	var at []int
	for i, one := range list {
		if one == name || one == All {
			at = append(at, i)
		}
	}
	return at
}

// hide withholds each month for itself, and then what of the year would tell more.
func (y *Year) hide() {
	y.unseen = make([]bool, len(y.counts))
	size := len(y.rows) * len(y.teams)
	var sums []sum
	for m, month := range y.Months {
		sums = append(sums, y.sumsOf(m)...)
		if month != All {
			from := m * size
			withhold(y.counts[from:from+size], y.sumsOf(0), y.unseen[from:from+size], make([]bool, size))
		}
	}
	if last := len(y.Months) - 1; last >= 0 && y.Months[last] == All {
		fixed := make([]bool, len(y.counts))
		for i := range last * size {
			fixed[i] = true
		}
		withhold(y.counts, append(sums, y.overTheYear()...), y.unseen, fixed)
	}
}

// sumsOf gives the sums within one month.
func (y *Year) sumsOf(m int) []sum {
	var sums []sum
	if rows := len(y.rows) - 1; rows > 0 {
		for team := range y.teams {
			sums = append(sums, sumOf(rows, func(row int) int { return y.at(row, team, m) }))
		}
	}
	if teams := len(y.teams) - 1; teams > 0 {
		for row := range y.rows {
			sums = append(sums, sumOf(teams, func(team int) int { return y.at(row, team, m) }))
		}
	}
	return sums
}

// overTheYear gives the sums of each row and team over the months.
func (y *Year) overTheYear() []sum {
	var sums []sum
	for row := range y.rows {
		for team := range y.teams {
			sums = append(sums, sumOf(len(y.Months)-1, func(m int) int { return y.at(row, team, m) }))
		}
	}
	return sums
}

// sumOf makes a sum of n parts; the total stands behind the last.
func sumOf(n int, at func(int) int) sum {
	s := sum{total: at(n)}
	for i := range n {
		s.parts = append(s.parts, at(i))
	}
	return s
}

// Figure gives a count, and whether it may be seen.
func (y Year) Figure(row, team, month string) (int, bool) {
	r, t, m := slices.Index(y.rows, row), slices.Index(y.teams, team), slices.Index(y.Months, month)
	if len(y.Rows) == 1 && row == y.Rows[0] {
		r = 0
	}
	if len(y.Teams) == 1 && team == y.Teams[0] {
		t = 0
	}
	if r < 0 || t < 0 || m < 0 || y.unseen[y.at(r, t, m)] {
		return 0, false
	}
	return y.counts[y.at(r, t, m)], true
}

// Spread gives the value at or below which a share lies of what was counted in a
// measure whose cells are numbers, for one team or all of them, in one month or the
// whole year. It is known from twice Least on: one person does not move it far then.
func (a Asked) Spread(tallies []Tally, team, month string, share float64) (int, bool) {
	months := []string{month}
	if over := a.MonthsOver(); !slices.Contains(over, month) {
		return 0, false
	} else if month == All {
		months = over
	}
	counts, all := map[int]int{}, 0
	for _, t := range tallies {
		value, err := strconv.Atoi(t.Cell)
		if err != nil || t.Measure != a.Measure || team != All && t.Team != team || !slices.Contains(months, t.Month) {
			continue
		}
		counts[value] += t.N
		all += t.N
	}
	return Quantile(counts, share), all >= 2*Least
}
