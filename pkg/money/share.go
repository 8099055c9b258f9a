// SPDX-License-Identifier: EUPL-1.2

package money

import (
	"math"
	"math/bits"
	"slices"
)

// Share shares total out in proportion to weights, to the cent, by largest
// remainder: the shares add up to total exactly. Of equal remainders the first
// gets the cent; a weight of 0 never gets one. Not ok means that a weight is
// negative, that all are 0 or too large to add up, or that there are none.
func Share(total Cents, weights []int64) ([]Cents, bool) {
	sum, ok := addWeights(weights)
	if !ok {
		return nil, false
	}
	total = clamp(total)
	left := magnitude(int64(total))
	shares := make([]Cents, len(weights))
	rests := make([]remainder, len(weights))
	for i, weight := range weights {
		hi, lo := bits.Mul64(magnitude(int64(total)), uint64(weight))
		share, rest := bits.Div64(hi, lo, sum) // weight <= sum, so the quotient fits
		shares[i], rests[i] = Cents(share), remainder{rest, i}
		left -= share
	}
	slices.SortStableFunc(rests, largestFirst)
	for _, r := range rests[:left] {
		shares[r.index]++
	}
	if total < 0 {
		for i := range shares {
			shares[i] = -shares[i]
		}
	}
	return shares, true
}

type remainder struct {
	rest  uint64
	index int
}

func largestFirst(a, b remainder) int {
	switch {
	case a.rest > b.rest:
		return -1
	case a.rest < b.rest:
		return 1
	}
	return 0
}

func addWeights(weights []int64) (uint64, bool) {
	sum := uint64(0)
	for _, weight := range weights {
		if weight < 0 || sum > math.MaxInt64-uint64(weight) {
			return 0, false
		}
		sum += uint64(weight)
	}
	return sum, sum > 0
}
