// SPDX-License-Identifier: EUPL-1.2

package money

import (
	"math"
	"math/big"
	"testing"
)

func TestFormat_showsAmountsPerLanguage(t *testing.T) {
	for _, c := range []struct {
		cents  Cents
		nl, en string
	}{
		{0, "€\u00a00,00", "€0.00"},
		{5, "€\u00a00,05", "€0.05"},
		{123456, "€\u00a01.234,56", "€1,234.56"},
		{100000, "€\u00a01.000,00", "€1,000.00"},
		{99999, "€\u00a0999,99", "€999.99"},
		{-12345678, "€\u00a0-123.456,78", "-€123,456.78"},
		{math.MaxInt64, "€\u00a092.233.720.368.547.758,07", "€92,233,720,368,547,758.07"},
		{math.MinInt64, "€\u00a0-92.233.720.368.547.758,08", "-€92,233,720,368,547,758.08"},
	} {
		if got := Format(c.cents, "nl"); got != c.nl {
			t.Errorf("Format(%d, nl) = %q, want %q", c.cents, got, c.nl)
		}
		if got := Format(c.cents, "en-GB"); got != c.en {
			t.Errorf("Format(%d, en-GB) = %q, want %q", c.cents, got, c.en)
		}
		if got := Format(c.cents, "ar"); got != c.nl {
			t.Errorf("Format(%d, ar) = %q, want the Dutch form %q", c.cents, got, c.nl)
		}
	}
}

func TestPer_roundsEachAmountHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		per             Per
		monthly, yearly Cents
	}{
		{Per{1001, Week}, 4338, 52052}, // 43,3766…
		{Per{10000, TwoWeeks}, 21667, 260000},
		{Per{185000, FourWeeks}, 200417, 2405000}, // 2004,1666…
		{Per{5000, Month}, 5000, 60000},
		{Per{10000, Quarter}, 3333, 40000},
		{Per{10000, HalfYear}, 1667, 20000},
		{Per{6, Year}, 1, 6}, // exactly half a cent: away from zero
		{Per{-6, Year}, -1, -6},
		{Per{5, Year}, 0, 5},
		{Per{100, "fortnight"}, 0, 0},
		{Per{math.MaxInt64, Week}, math.MaxInt64, math.MaxInt64},
		{Per{math.MinInt64, Week}, -math.MaxInt64, -math.MaxInt64},
	} {
		if got := c.per.Monthly(); got != c.monthly {
			t.Errorf("%+v a month = %d, want %d", c.per, got, c.monthly)
		}
		if got := c.per.Yearly(); got != c.yearly {
			t.Errorf("%+v a year = %d, want %d", c.per, got, c.yearly)
		}
	}
}

func TestPer_addsUpAsWithAPencil(t *testing.T) {
	row := Per{1001, Week}.Monthly()
	if got, ok := Sum(row, row, row); !ok || got != 13014 {
		t.Errorf("three rows of € 10,01 a week = %d, %v; want 13014", got, ok)
	}
}

func TestPeriods_areAllKnown(t *testing.T) {
	for _, p := range Periods() {
		if !p.Known() {
			t.Errorf("%q is listed but not known", p)
		}
	}
	if Period("").Known() || Period("decade").Known() {
		t.Error("an unlisted period is known")
	}
	if len(Periods()) != 7 {
		t.Errorf("%d periods, want 7", len(Periods()))
	}
}

func TestAdd_neverWrapsAround(t *testing.T) {
	const top, bottom = Cents(math.MaxInt64), Cents(-math.MaxInt64)
	for _, c := range []struct {
		a, b, want Cents
		ok         bool
	}{
		{1, 2, 3, true}, {top, 0, top, true}, {top, 1, top, false}, {1, top, top, false},
		{bottom, -1, bottom, false}, {bottom, bottom, bottom, false}, {top, bottom, 0, true},
		{math.MinInt64, 1, bottom + 1, true}, {math.MinInt64, math.MinInt64, bottom, false},
	} {
		if got, ok := Add(c.a, c.b); got != c.want || ok != c.ok {
			t.Errorf("Add(%d, %d) = %d, %v; want %d, %v", c.a, c.b, got, ok, c.want, c.ok)
		}
	}
	if got, ok := Sub(0, math.MinInt64); got != top || !ok {
		t.Errorf("Sub(0, min) = %d, %v", got, ok)
	}
	if got, ok := Sum(top, top, bottom); ok {
		t.Errorf("Sum over the edge = %d, ok", got)
	}
	if got, ok := Sum(); got != 0 || !ok {
		t.Errorf("Sum() = %d, %v", got, ok)
	}
}

func TestMulDiv_refusesWhatDoesNotFit(t *testing.T) {
	for _, c := range []struct {
		amount   Cents
		num, den int64
		want     Cents
		ok       bool
	}{
		{100, 1, 3, 33, true}, {200, 1, 3, 67, true}, {-200, 1, 3, -67, true}, {200, -1, 3, -67, true},
		{-200, -1, -3, -67, true}, {1, 1, 2, 1, true}, {1, 1, -2, -1, true}, {100, 1, 0, 0, false},
		{math.MaxInt64, math.MaxInt64, math.MaxInt64, math.MaxInt64, true},
		{math.MaxInt64, 2, 1, math.MaxInt64, false}, {math.MaxInt64, -2, 1, -math.MaxInt64, false},
		{math.MaxInt64, math.MinInt64, 1, -math.MaxInt64, false}, {math.MaxInt64, math.MaxInt64, 1, math.MaxInt64, false},
		{math.MaxInt64, 4, 2, math.MaxInt64, false}, {math.MaxInt64, 1, math.MinInt64, -1, true},
	} {
		if got, ok := MulDiv(c.amount, c.num, c.den); got != c.want || ok != c.ok {
			t.Errorf("MulDiv(%d, %d, %d) = %d, %v; want %d, %v", c.amount, c.num, c.den, got, ok, c.want, c.ok)
		}
	}
}

// FuzzMulDiv compares with arithmetic that has no limits.
func FuzzMulDiv(f *testing.F) {
	f.Add(int64(1001), int64(52), int64(12))
	f.Add(int64(math.MaxInt64), int64(math.MinInt64), int64(-1))
	f.Fuzz(func(t *testing.T, amount, num, den int64) {
		got, ok := MulDiv(Cents(amount), num, den)
		if den == 0 {
			if ok {
				t.Fatal("division by zero is ok")
			}
			return
		}
		want := exact(max(amount, -math.MaxInt64), num, den)
		fits := want.IsInt64() && want.Int64() != math.MinInt64
		if ok != fits || ok && int64(got) != want.Int64() {
			t.Fatalf("MulDiv(%d, %d, %d) = %d, %v; want %v", amount, num, den, got, ok, want)
		}
	})
}

// exact is amount × num ÷ den, half away from zero: (2|x| + |d|) ÷ 2|d|.
func exact(amount, num, den int64) *big.Int {
	product := new(big.Int).Mul(big.NewInt(amount), big.NewInt(num))
	negative := product.Sign() < 0 != (den < 0)
	d := new(big.Int).Abs(big.NewInt(den))
	twice := new(big.Int).Lsh(product.Abs(product), 1)
	twice.Add(twice, d).Quo(twice, d.Lsh(d, 1))
	if negative {
		twice.Neg(twice)
	}
	return twice
}

func TestShare_givesTheCentsToTheLargestRemainders(t *testing.T) {
	for _, c := range []struct {
		total   Cents
		weights []int64
		want    []Cents
	}{
		{100, []int64{1, 1, 1}, []Cents{34, 33, 33}},
		{5000, []int64{12995, 124000, 83000}, []Cents{295, 2818, 1887}},
		{-100, []int64{1, 1, 1}, []Cents{-34, -33, -33}},
		{1, []int64{0, 3, 0}, []Cents{0, 1, 0}},
		{10, []int64{1, 2}, []Cents{3, 7}},
		{0, []int64{1, 2}, []Cents{0, 0}},
		{math.MaxInt64, []int64{math.MaxInt64}, []Cents{math.MaxInt64}},
	} {
		got, ok := Share(c.total, c.weights)
		if !ok || len(got) != len(c.want) {
			t.Fatalf("Share(%d, %v) = %v, %v", c.total, c.weights, got, ok)
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("Share(%d, %v) = %v, want %v", c.total, c.weights, got, c.want)
				break
			}
		}
	}
	for _, weights := range [][]int64{nil, {}, {0, 0}, {1, -1}, {math.MaxInt64, 1}} {
		if got, ok := Share(100, weights); ok {
			t.Errorf("Share(100, %v) = %v; want refusal", weights, got)
		}
	}
}

// FuzzShare: the shares add up, have the sign of the total, and none is more
// than a cent from its exact part.
func FuzzShare(f *testing.F) {
	f.Add(int64(5000), int64(12995), int64(124000), int64(83000))
	f.Fuzz(func(t *testing.T, total, a, b, c int64) {
		weights := []int64{a, b, c}
		shares, ok := Share(Cents(total), weights)
		if !ok {
			return
		}
		whole := Cents(max(total, -math.MaxInt64))
		if sum, fits := Sum(shares...); !fits || sum != whole {
			t.Fatalf("Share(%d, %v) = %v adds up to %d", total, weights, shares, sum)
		}
		for i, share := range shares {
			even, _ := MulDiv(whole, weights[i], a+b+c)
			if d := share - even; d < -1 || d > 1 {
				t.Fatalf("Share(%d, %v)[%d] = %d, exactly about %d", total, weights, i, share, even)
			}
		}
	})
}

func BenchmarkFormat(b *testing.B) {
	for b.Loop() {
		Format(123456, "nl")
	}
}

func BenchmarkMonthly1000(b *testing.B) {
	for b.Loop() {
		total := Cents(0)
		for i := range Cents(1000) {
			total, _ = Add(total, Per{1001 + i, Week}.Monthly())
		}
	}
}
