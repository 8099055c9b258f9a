// SPDX-License-Identifier: EUPL-1.2

// Package report makes figures for a municipality out of counts: how many, never
// who. It knows nothing of cases. What could say something about one person is
// withheld, also where it could be worked out from what is shown.
package report

import "slices"

// Measure names what is counted.
type Measure string

// The measures. What a cell of each holds stands beside it.
const (
	Started      Measure = "started" // cases that began; one cell, ""
	Taken        Measure = "taken"   // cases that somebody of the team took for the first time; ""
	Promise      Measure = "promise" // answers: Kept or Late
	Answer       Measure = "answer"  // answers: working time until then, in quarters of an hour
	Given        Measure = "given"   // tasks handed out: the assignment
	Handed       Measure = "handed"  // tasks that came back and were read: the assignment
	Took         Measure = "took"    // the same: days since they were handed out
	Emergency    Measure = "crisis"  // emergencies that the team learned of: the assignment that said so
	CrisisAnswer Measure = "first"   // answers to one: working time until then, in quarters of an hour
	Debts        Measure = "debts"   // first list of debts that was read: a band of its total
	Change       Measure = "change"  // end beside beginning, a scale each: Better, Same or Worse
	Ended        Measure = "ended"   // cases that were closed: the outcome; or erased by the client: Erased
	Left         Measure = "left"    // cases that ended unfinished: how far they were
)

// The cells of measures that are not named elsewhere.
const (
	Kept   = "kept"
	Late   = "late"
	Better = "better"
	Same   = "same"
	Worse  = "worse"
	Erased = "erased" // the client erased everything before it was closed
)

// Tally is how often something happened, in one team and one month.
type Tally struct {
	Team    string
	Month   string // "2026-11"
	Measure Measure
	Cell    string
	N       int
}

// Quantile gives the value at or below which a share of all lies, 0.5 for the
// median: the smallest value with at least that share up to it. The counts say
// how often each value came. It is 0 for nothing at all.
func Quantile(counts map[int]int, share float64) int {
	all := 0
	values := make([]int, 0, len(counts))
	for v, n := range counts {
		all += n
		values = append(values, v)
	}
	slices.Sort(values)
	upTo := 0
	for _, v := range values {
		if upTo += counts[v]; upTo > 0 && float64(upTo) >= share*float64(all) {
			return v
		}
	}
	return 0
}

// Scales are those that are measured at the beginning and at the end.
var Scales = []string{"overview", "post", "pay", "calm", "ask", "trust"}

// OtherKind is an emergency that the Spoedcheck has no name for.
const OtherKind = "other"

// Bands are those of the total of somebody's debts, by their upper end in whole
// euros; the last has none.
var Bands = []string{"2500", "5000", "10000", "25000", "50000", "more"}

// BandOf gives the band that an amount in cents falls in.
func BandOf(cents int64) string {
	for i, upTo := range []int64{2500, 5000, 10000, 25000, 50000} {
		if cents < upTo*100 {
			return Bands[i]
		}
	}
	return Bands[len(Bands)-1]
}

// Kinds are the threats that an emergency can be about, the gravest first, as the
// Spoedcheck names them.
var Kinds = []string{"food", "eviction", "energy", "water", "insurance", "court", "sale", "seizure", "support", OtherKind}
