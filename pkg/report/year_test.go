// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// busy gives random tallies of one year.
func busy(rng *rand.Rand, rows, teams []string, year int) []Tally {
	var list []Tally
	for m := 1; m <= 12; m++ {
		for _, row := range rows {
			for _, team := range teams {
				if n := rng.IntN(12); n > 2 {
					list = append(list, Tally{Team: team, Month: fmt.Sprintf("%d-%02d", year, m), Measure: Ended, Cell: row, N: n})
				}
			}
		}
	}
	return list
}

func TestPublish_aMonthIsShownOnlyWhenItIsOver(t *testing.T) {
	tallies := []Tally{{Team: "a", Month: "2027-05", Measure: Started, N: 9}, {Team: "a", Month: "2027-06", Measure: Started, N: 9}}
	y := Publish(Asked{Measure: Started, Rows: []string{""}, Teams: []string{"a"}, Year: 2027, Month: "2027-06"}, tallies)
	if n, ok := y.Figure("", "a", "2027-05"); !ok || n != 9 {
		t.Errorf("May, which is over: %d, %v", n, ok)
	}
	if _, ok := y.Figure("", "a", "2027-06"); ok || slices.Contains(y.Months, "2027-06") {
		t.Error("June, which is not over, is shown")
	}
	if slices.Contains(y.Months, All) {
		t.Error("a year that is not over has a sum")
	}
}

func TestPublish_aMonthThatWasShownStaysTheSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	rows, teams := []string{"x", "y", "z"}, []string{"a", "b"}
	for range 20 {
		tallies := busy(rng, rows, teams, 2027)
		before := Publish(Asked{Measure: Ended, Rows: rows, Teams: teams, Year: 2027, Month: "2027-04"}, tallies)
		after := Publish(Asked{Measure: Ended, Rows: rows, Teams: teams, Year: 2027, Month: "2028-02"}, tallies)
		for _, month := range before.Months {
			for _, row := range with(rows) {
				for _, team := range with(teams) {
					n, ok := before.Figure(row, team, month)
					if m, still := after.Figure(row, team, month); n != m || ok != still {
						t.Fatalf("%s %s %s was %d (%v) and is %d (%v)", month, row, team, n, ok, m, still)
					}
				}
			}
		}
	}
}

// The sum of a year must not tell what a month withholds: the bounds that all sums
// of the year together give are as wide as those of a month.
func TestPublish_theYearTellsNoMoreThanItsMonths(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	rows, teams := []string{"x", "y"}, []string{"a", "b"}
	shown := 0
	for range 40 {
		y := Publish(Asked{Measure: Ended, Rows: rows, Teams: teams, Year: 2027, Month: "2028-01"}, busy(rng, rows, teams, 2027))
		var sums []sum
		for m := range y.Months {
			sums = append(sums, y.sumsOf(m)...)
		}
		low, high := tabled(y.counts, append(sums, y.overTheYear()...), y.unseen, nil).bounds()
		for i, hidden := range y.unseen {
			if hidden && high[i]-low[i] < Least {
				t.Fatalf("count %d is %d to %d", i, low[i], high[i])
			}
			if !hidden && y.counts[i] < Least {
				t.Fatalf("%d is shown", y.counts[i])
			}
		}
		for _, row := range with(rows) {
			if _, ok := y.Figure(row, All, All); ok {
				shown++
			}
		}
	}
	if shown == 0 {
		t.Error("no year shows anything, which proves nothing")
	}
}

func TestQuantile_isTheSmallestValueWithThatShareUpToIt(t *testing.T) {
	counts := map[int]int{1: 5, 2: 4, 40: 1}
	for share, want := range map[float64]int{0.1: 1, 0.5: 1, 0.51: 2, 0.9: 2, 0.91: 40, 1: 40} {
		if got := Quantile(counts, share); got != want {
			t.Errorf("%v: %d, want %d", share, got, want)
		}
	}
	if got := Quantile(nil, 0.5); got != 0 {
		t.Errorf("of nothing: %d", got)
	}
}

func TestSpread_isKnownFromTenOnAndOnlyOfWhatIsOver(t *testing.T) {
	a := Asked{Measure: Answer, Year: 2027, Month: "2027-06"}
	var tallies []Tally
	for i := range 10 {
		tallies = append(tallies, Tally{Team: "a", Month: "2027-05", Measure: Answer, Cell: fmt.Sprint(i + 1), N: 1}, Tally{Team: "b", Month: "2027-06", Measure: Answer, Cell: "9", N: 5})
	}
	if v, ok := a.Spread(tallies, All, "2027-05", 0.9); v != 9 || !ok {
		t.Errorf("of ten: %d, %v", v, ok)
	}
	if _, ok := a.Spread(tallies[2:], All, "2027-05", 0.9); ok {
		t.Error("of nine it is told")
	}
	for _, month := range []string{"2027-06", All} {
		if _, ok := a.Spread(tallies, All, month, 0.9); ok {
			t.Errorf("%q is told before it is over", month)
		}
	}
	if _, ok := a.Spread(tallies, "b", "2027-05", 0.9); ok {
		t.Error("another team is told of")
	}
}
