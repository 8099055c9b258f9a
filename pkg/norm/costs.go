// SPDX-License-Identifier: EUPL-1.2

package norm

import (
	"strconv"
	"time"

	"opgelucht/pkg/money"
)

// costBands is how many steps the table of collection costs has; the last one
// has no end.
const costBands = 5

// CollectionCosts is the most that a consumer can be asked to pay for the
// collection of an amount, without VAT: a percentage of each band of the amount,
// not less than the minimum and not more than the maximum. In cents; the amount
// is the principal, 0 or more; day is the day on which the costs are asked.
//
// Only after a letter that gives 14 days to pay without costs: whether that
// letter was right is for the reader to check, not for this sum.
//
// Source: Wet incassokosten with its Besluit (table collection_costs).
func CollectionCosts(t *Tables, amount money.Cents, day time.Time) (money.Cents, Ground) {
	const table = "collection_costs"
	l := newLook(t, day)
	costs, from := money.Cents(0), money.Cents(0)
	for band := 1; band <= costBands; band++ {
		no, upTo := strconv.Itoa(band), amount
		if band < costBands {
			upTo = min(amount, l.money(table, "up_to_"+no))
		}
		// Only the last band that is reached has cents in it, so rounding each
		// band rounds the whole once.
		if percent := l.percent(table, "percent_"+no); upTo > from {
			costs, _ = money.Add(costs, part(upTo-from, percent))
			from = upTo
		}
	}
	costs = min(max(costs, l.money(table, "minimum")), l.money(table, "maximum"))
	return costs, l.ground
}

// CollectionCostsPeriodic is CollectionCosts for one term of something that
// comes back, such as rent or a premium. For small terms there is a ceiling on
// what is asked in half a year for one contract: charged is what was asked
// before in that half year, in cents.
//
// Source: Wet kwaliteit incassodienstverlening, since 1 October 2024 (table
// collection_costs_periodic; before that day it has no ceiling).
func CollectionCostsPeriodic(t *Tables, amount, charged money.Cents, day time.Time) (money.Cents, Ground) {
	const table = "collection_costs_periodic"
	costs, ground := CollectionCosts(t, amount, day)
	l := newLook(t, day)
	l.ground = ground
	below, most := l.money(table, "below"), l.money(table, "most")
	if amount < below {
		costs = min(costs, max(most-max(charged, 0), 0))
	}
	return costs, l.ground
}
