// SPDX-License-Identifier: EUPL-1.2

package norm

import (
	"math/rand/v2"
	"testing"
	"time"

	"opgelucht/pkg/money"
)

// Where the outcomes of the examples come from. Those of the rule are worked
// out by hand with the five bands.
const (
	points = "test points for collection costs"
	bands  = "Besluit: 15% of the first € 2.500, 10% of the next € 2.500, 5% of the next € 5.000, 1% of the next € 190.000, 0,5% above; € 40 at least, € 6.775 at most"
	wki    = "Wet kwaliteit incassodienstverlening: below € 266,67 at most € 140 in 6 months, since 1 October 2024"
)

func on(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func tables(t testing.TB) *Tables {
	t.Helper()
	all, problems := Shipped()
	if len(problems) > 0 {
		t.Fatal(problems[0].Text("en"))
	}
	return all
}

func euro(c money.Cents) string { return money.Format(c, "nl") }

func TestCollectionCosts_workedByHand(t *testing.T) {
	for _, c := range []struct {
		amount, want money.Cents
		source       string
	}{
		{0, 4000, points}, {26667, 4000, points}, {100000, 15000, points}, {250000, 37500, points}, {500000, 62500, points},
		{1000000, 87500, points}, {20000000, 277500, points}, {100000000, 677500, points}, {100000001, 677500, points}, {500000000, 677500, points},
		// Around the minimum: 15% of € 266,66 is € 39,999; of € 266,70 € 40,005; of € 266,71 € 40,0065.
		{1, 4000, bands}, {5000, 4000, bands}, {20000, 4000, bands}, {26666, 4000, bands}, {26668, 4000, bands}, {26669, 4000, bands},
		{26670, 4001, bands}, {26671, 4001, bands}, {26680, 4002, bands}, {30000, 4500, bands}, {33333, 5000, bands},
		{50000, 7500, bands}, {77777, 11667, bands}, {99999, 15000, bands}, {100001, 15000, bands}, {123456, 18518, bands},
		// Around € 2.500: 15% below it, 10% above. € 2.499,99 × 15% is € 374,9985.
		{249999, 37500, bands}, {249996, 37499, bands}, {250001, 37500, bands}, {250004, 37500, bands}, {250005, 37501, bands}, {250010, 37501, bands},
		{300000, 42500, bands}, {333333, 45833, bands}, {400000, 52500, bands},
		// Around € 5.000: 10% below it, 5% above.
		{499990, 62499, bands}, {499994, 62499, bands}, {499995, 62500, bands}, {499999, 62500, bands}, {500001, 62500, bands}, {500009, 62500, bands}, {500010, 62501, bands},
		{600000, 67500, bands}, {750000, 75000, bands}, {777777, 76389, bands},
		// Around € 10.000: 5% below it, 1% above.
		{999980, 87499, bands}, {999989, 87499, bands}, {999990, 87500, bands}, {999999, 87500, bands}, {1000001, 87500, bands}, {1000049, 87500, bands}, {1000050, 87501, bands},
		{1500000, 92500, bands}, {5000000, 127500, bands}, {10000000, 177500, bands}, {1234567, 89846, bands},
		// Around € 200.000: 1% below it, 0,5% above.
		{19999900, 277499, bands}, {19999949, 277499, bands}, {19999950, 277500, bands}, {19999999, 277500, bands}, {20000001, 277500, bands}, {20000099, 277500, bands}, {20000100, 277501, bands},
		{30000000, 327500, bands}, {50000000, 427500, bands},
		// Around the maximum: € 2.775 + 0,5% of € 800.000 is € 6.775.
		{99999800, 677499, bands}, {99999899, 677499, bands}, {99999900, 677500, bands}, {99999999, 677500, bands}, {money.MaxRead, 677500, bands},
	} {
		for _, day := range []string{"2024-10-01", "2026-11-25"} {
			got, ground := CollectionCosts(tables(t), c.amount, on(day))
			if got != c.want || !ground.Known() || ground.Certainty() != Checked || len(ground.Uses) != 1 {
				t.Errorf("of %s: %s, want %s (%s); %+v", euro(c.amount), euro(got), euro(c.want), c.source, ground)
			}
		}
	}
}

func TestCollectionCosts_onTheDaysAroundARow(t *testing.T) {
	for _, c := range []struct {
		day       string
		want      money.Cents
		known     bool
		certainty Certainty
	}{
		{"2012-06-30", 0, false, Checked}, {"2012-07-01", 15000, true, Estimate},
		{"2024-09-30", 15000, true, Estimate}, {"2024-10-01", 15000, true, Checked},
	} {
		got, ground := CollectionCosts(tables(t), 100000, on(c.day))
		if got != c.want || ground.Known() != c.known || ground.Certainty() != c.certainty {
			t.Errorf("%s: %s, %+v", c.day, euro(got), ground)
		}
	}
	_, ground := CollectionCosts(tables(t), 100000, on("2012-06-30"))
	if len(ground.Gaps) != 1 || ground.Gaps[0].String() != "collection_costs@2012-06-30" {
		t.Errorf("%+v", ground.Gaps)
	}
}

func TestCollectionCostsPeriodic_workedByHand(t *testing.T) {
	for _, c := range []struct {
		amount, charged money.Cents
		day             string
		want            money.Cents
		source          string
	}{
		{15000, 0, "2024-10-01", 4000, wki}, {15000, 4000, "2024-10-01", 4000, wki}, {15000, 8000, "2025-03-01", 4000, wki},
		{15000, 10000, "2025-03-01", 4000, wki}, {15000, 10001, "2025-03-01", 3999, wki}, {15000, 12000, "2025-03-01", 2000, wki},
		{15000, 13999, "2025-03-01", 1, wki}, {15000, 14000, "2025-03-01", 0, wki}, {15000, 20000, "2025-03-01", 0, wki},
		{26666, 14000, "2025-03-01", 0, wki}, {26667, 14000, "2025-03-01", 4000, wki}, {26668, 14000, "2025-03-01", 4000, wki},
		{100000, 14000, "2025-03-01", 15000, wki}, {15000, 14000, "2024-09-30", 4000, wki}, {15000, 0, "2024-09-30", 4000, wki},
	} {
		got, ground := CollectionCostsPeriodic(tables(t), c.amount, c.charged, on(c.day))
		if got != c.want || !ground.Known() {
			t.Errorf("%s after %s on %s: %s, want %s (%s)", euro(c.amount), euro(c.charged), c.day, euro(got), euro(c.want), c.source)
		}
	}
	if _, ground := CollectionCostsPeriodic(tables(t), 15000, 0, on("2012-06-30")); len(ground.Gaps) != 2 {
		t.Errorf("%+v", ground)
	}
}

// More debt never costs less, and the costs keep between minimum and maximum.
func TestCollectionCosts_growWithTheDebtBetweenMinimumAndMaximum(t *testing.T) {
	random, all, day := rand.New(rand.NewPCG(1, 2)), tables(t), on("2025-01-01")
	for range 50_000 {
		a := money.Cents(random.Int64N([]int64{1_000, 50_000, 600_000, 1_100_000, 21_000_000, 120_000_000, int64(money.MaxRead)}[random.IntN(7)]))
		b := a + money.Cents(random.Int64N(10_000))
		low, _ := CollectionCosts(all, a, day)
		high, _ := CollectionCosts(all, b, day)
		if low > high || low < 4000 || high > 677500 || high-low > (b-a)*15/100+1 {
			t.Fatalf("%s costs %s and %s costs %s", euro(a), euro(low), euro(b), euro(high))
		}
		charged := money.Cents(random.Int64N(20_000))
		periodic, _ := CollectionCostsPeriodic(all, a, charged, day)
		if periodic > low || periodic < 0 || a < 26667 && charged <= 14000 && charged+periodic > 14000 {
			t.Fatalf("%s after %s costs %s", euro(a), euro(charged), euro(periodic))
		}
	}
}
