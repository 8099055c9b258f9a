// SPDX-License-Identifier: EUPL-1.2

package report

// Least is the fewest people of whom a number is shown. Source: the smallest cell
// that reports on debt help of municipalities show.
const Least = 5

// sum is a count that is the sum of others: a total beside its parts.
type sum struct {
	total int
	parts []int
}

// wide is more than can be counted.
const wide = 1 << 40

// withhold says which counts stay unseen, beside those in unseen that do already:
// all below Least, and as many more as it takes so that what a reader can work
// out of any unseen one from the sums leaves at least Least possible values more
// than one. What is fixed was shown before and cannot be taken back.
func withhold(counts []int, sums []sum, unseen, fixed []bool) []bool {
	for i, n := range counts {
		unseen[i] = unseen[i] || n < Least && !fixed[i]
	}
	t := tabled(counts, sums, unseen, fixed)
	for t.hideOne() {
	}
	return t.unseen
}

// table is counts with the sums between them.
type table struct {
	counts        []int
	sums          []sum
	unseen, fixed []bool
	of            [][]int // the sums that a count stands in
}

func tabled(counts []int, sums []sum, unseen, fixed []bool) table {
	t := table{counts: counts, sums: sums, unseen: unseen, fixed: fixed, of: make([][]int, len(counts))}
	for s, one := range sums {
		for _, i := range append([]int{one.total}, one.parts...) {
			t.of[i] = append(t.of[i], s)
		}
	}
	return t
}

// hideOne hides one more count beside one that says too much; false when none does,
// or nothing is left to hide.
func (t table) hideOne() bool {
	low, high := t.bounds()
	for i, hidden := range t.unseen {
		if !hidden || high[i]-low[i] >= Least {
			continue
		}
		if j := t.companion(i); j >= 0 {
			t.unseen[j] = true
			return true
		}
	}
	return false
}

// companion gives the smallest count that is still shown and stands in a sum with
// one that is not, or else with one that does; -1 for none.
func (t table) companion(i int) int {
	met := map[int]bool{i: true}
	for near := []int{i}; len(near) > 0; {
		best, next := -1, []int(nil)
		for _, n := range near {
			for _, j := range t.beside(n) {
				switch {
				case met[j]:
				case t.unseen[j]:
					met[j] = true
					next = append(next, j)
				case !t.fixed[j] && (best < 0 || t.counts[j] < t.counts[best]):
					best = j
				}
			}
		}
		if best >= 0 {
			return best
		}
		near = next
	}
	return -1
}

// beside gives the counts that stand in a sum with one.
func (t table) beside(i int) []int {
	var list []int
	for _, s := range t.of[i] {
		list = append(list, t.sums[s].total)
		list = append(list, t.sums[s].parts...)
	}
	return list
}

// bounds gives the least and the most that each count can be for a reader who
// sees the others and knows the sums. Every bound that a sum gives is drawn until
// none gives more.
func (t table) bounds() (low, high []int) {
	low, high = make([]int, len(t.counts)), make([]int, len(t.counts))
	for i, n := range t.counts {
		low[i], high[i] = n, n
		if t.unseen[i] {
			low[i], high[i] = 0, wide
		}
	}
	for more := true; more; {
		more = false
		for _, s := range t.sums {
			more = s.tighten(low, high) || more
		}
	}
	return low, high
}

// tighten draws what one sum says, and tells whether it said anything new.
func (s sum) tighten(low, high []int) bool {
	least, most := 0, 0
	for _, p := range s.parts {
		least += low[p]
		most += high[p]
	}
	new := within(low, high, s.total, least, most)
	for _, p := range s.parts {
		rest, all := least-low[p], most-high[p]
		new = within(low, high, p, low[s.total]-all, high[s.total]-rest) || new
	}
	return new
}

func within(low, high []int, i, least, most int) bool {
	new := false
	if least > low[i] {
		low[i], new = least, true
	}
	if most < high[i] {
		high[i], new = most, true
	}
	return new
}
