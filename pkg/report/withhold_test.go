// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// attacker works out every way in which the unseen counts can be filled in so that
// all sums are right, and keeps the least and the most of each. It knows nothing of
// how the counts were hidden, and misses nothing.
type attacker struct {
	t         table
	now       []int
	low, high []int
	most      int // no count is tried above it
	tries     int
}

func attack(t table, most int) *attacker {
	a := &attacker{t: t, now: slices.Clone(t.counts), most: most}
	for i, hidden := range t.unseen {
		a.low, a.high = append(a.low, wide), append(a.high, -1)
		if hidden {
			a.now[i] = -1
		}
	}
	a.fill(0)
	return a
}

// fill tries every value for each unknown in turn, as far as the sums allow.
func (a *attacker) fill(i int) {
	if a.tries++; a.tries > 300_000 {
		return
	}
	for i < len(a.now) && a.now[i] >= 0 {
		i++
	}
	if i == len(a.now) {
		for j, n := range a.now {
			a.low[j], a.high[j] = min(a.low[j], n), max(a.high[j], n)
		}
		return
	}
	for n := 0; n <= a.most; n++ {
		if a.now[i] = n; a.possible(i) {
			a.fill(i + 1)
		}
	}
	a.now[i] = -1
}

// possible tells whether the sums with a count can still come out.
func (a *attacker) possible(i int) bool {
	for _, s := range a.t.of[i] {
		known, open := 0, 0
		for _, p := range a.t.sums[s].parts {
			if a.now[p] < 0 {
				open++
				continue
			}
			known += a.now[p]
		}
		total := a.now[a.t.sums[s].total]
		if total >= 0 && (known > total || open == 0 && known != total) {
			return false
		}
	}
	return true
}

// square makes a table of random counts with sums both ways.
func square(rng *rand.Rand, rows, columns int) Year {
	y := Year{Months: []string{"2027-01"}}
	for range rows {
		y.rows = append(y.rows, "r")
	}
	for range columns {
		y.teams = append(y.teams, "t")
	}
	y.rows, y.teams = append(y.rows, All), append(y.teams, All)
	y.counts = make([]int, len(y.rows)*len(y.teams))
	for r := range rows {
		for c := range columns {
			n := rng.IntN(9)
			if rng.IntN(3) == 0 {
				n = rng.IntN(3)
			}
			for _, at := range []int{y.at(r, c, 0), y.at(rows, c, 0), y.at(r, columns, 0), y.at(rows, columns, 0)} {
				y.counts[at] += n
			}
		}
	}
	y.unseen = make([]bool, len(y.counts))
	return y
}

func TestWithhold_whoSolvesTheSumsFindsNoNumberBelowFive(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 27))
	hidden, attacked := 0, 0
	for range 160 {
		y := square(rng, 2+rng.IntN(2), 1+rng.IntN(2))
		sums := y.sumsOf(0)
		withhold(y.counts, sums, y.unseen, make([]bool, len(y.counts)))
		tab := tabled(y.counts, sums, y.unseen, make([]bool, len(y.counts)))
		a := attack(tab, 24)
		if a.tries > 300_000 {
			continue // not all was tried, so nothing is proven
		}
		attacked++
		for i, n := range y.counts {
			switch {
			case !y.unseen[i] && n < Least:
				t.Fatalf("%v shows %d", y.counts, n)
			case y.unseen[i] && a.high[i]-a.low[i] < Least && a.high[i] < a.most:
				t.Fatalf("%v, unseen %v: count %d is worked out to be %d to %d", y.counts, y.unseen, i, a.low[i], a.high[i])
			case y.unseen[i]:
				hidden++
			}
		}
	}
	if attacked < 80 || hidden < 400 {
		t.Errorf("only %d tables and %d counts were attacked", attacked, hidden)
	}
}

// The attacker must be one that finds something: without the counts that are
// hidden for the sake of others it does.
func TestWithhold_theAttackerOfThisTestFindsWhatIsHiddenBadly(t *testing.T) {
	counts := []int{3, 12, 15}
	a := attack(tabled(counts, []sum{{total: 2, parts: []int{0, 1}}}, []bool{true, false, false}, make([]bool, 3)), 24)
	if a.low[0] != 3 || a.high[0] != 3 {
		t.Errorf("the hidden 3 is said to be %d to %d", a.low[0], a.high[0])
	}
}
