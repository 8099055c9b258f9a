// SPDX-License-Identifier: EUPL-1.2

// Package money reads, shows, rounds and shares out amounts in euro, exact to the cent.
//
// Nothing here uses floating point. Amounts are whole cents; a period is an
// exact fraction of a month; rounding is half away from zero and happens once
// per amount, so that somebody can check a total with a pencil.
package money

import (
	"math"
	"math/bits"
)

// Cents is an amount in euro cents. € 1,50 is 150. It may be negative: a
// shortage at the end of the month is a negative amount.
type Cents int64

// MaxRead is the largest amount Read accepts: € 100.000.000,00. A larger one is
// a slip of the finger or a bank account number, not a debt of a household.
const MaxRead Cents = 10_000_000_000

const (
	maxCents Cents = math.MaxInt64
	minCents Cents = -math.MaxInt64 // not MinInt64: every amount can be negated
)

// Add gives a + b. Not ok means the sum does not fit; the amount is then the
// nearest one that does.
func Add(a, b Cents) (Cents, bool) {
	a, b = clamp(a), clamp(b)
	if b > 0 && a > maxCents-b {
		return maxCents, false
	}
	if b < 0 && a < minCents-b {
		return minCents, false
	}
	return a + b, true
}

// Sub gives a - b, with the same promise as Add.
func Sub(a, b Cents) (Cents, bool) { return Add(a, -clamp(b)) }

// Sum adds up; not ok as with Add. The sum of nothing is € 0.
func Sum(amounts ...Cents) (Cents, bool) {
	total, ok := Cents(0), true
	for _, amount := range amounts {
		var fits bool
		total, fits = Add(total, amount)
		ok = ok && fits
	}
	return total, ok
}

// MulDiv gives amount × num ÷ den, rounded half away from zero, exact in
// between. Not ok means den is 0 or the result does not fit; the amount is then
// 0, or the nearest one that does fit.
func MulDiv(amount Cents, num, den int64) (Cents, bool) {
	n, ok := mulDiv(int64(clamp(amount)), num, den)
	return Cents(n), ok
}

func clamp(c Cents) Cents { return max(c, minCents) }

// mulDiv works on magnitudes of 128 bits, so the product cannot overflow.
func mulDiv(a, num, den int64) (int64, bool) {
	if den == 0 {
		return 0, false
	}
	negative := (a < 0) != (num < 0) != (den < 0)
	hi, lo := bits.Mul64(magnitude(a), magnitude(num))
	d := magnitude(den)
	if hi >= d {
		return signed(math.MaxInt64, negative), false
	}
	quotient, rest := bits.Div64(hi, lo, d)
	if rest >= d-rest {
		quotient++ // half away from zero; quotient 2^64-1 with a rest is caught below only if it did not wrap
		if quotient == 0 {
			return signed(math.MaxInt64, negative), false
		}
	}
	if quotient > math.MaxInt64 {
		return signed(math.MaxInt64, negative), false
	}
	return signed(int64(quotient), negative), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func signed(n int64, negative bool) int64 {
	if negative {
		return -n
	}
	return n
}
