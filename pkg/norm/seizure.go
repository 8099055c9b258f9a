// SPDX-License-Identifier: EUPL-1.2

package norm

import (
	"time"

	"opgelucht/pkg/money"
)

// Households are the kinds of household for which amounts differ, as the tables
// call them.
func Households() []string { return []string{"single", "single_parent", "couple", "couple_children"} }

// FreeBank is what stays free when a bank account is seized, in cents, for each
// bank. It counts for the balance of that moment, once a month.
//
// Source: the rules on seizure of bank accounts since 2021 (table bank_free).
func FreeBank(t *Tables, household string, day time.Time) (money.Cents, Ground) {
	l := newLook(t, day)
	return l.money("bank_free", household), l.ground
}

// ProtectedLow is the least that stays free each month when wages or a benefit
// are seized, in cents. income is the net income of a month with holiday pay.
//
// Up to the welfare norm a fixed part of the own income stays free; above it at
// least that part of the norm, and something on top that only the official
// calculator knows. So the smaller of the two is certain to be a lower bound.
//
// Source: the protected earnings since 2021 (tables protected_share, welfare_norm).
func ProtectedLow(t *Tables, household string, income money.Cents, day time.Time) (money.Cents, Ground) {
	l := newLook(t, day)
	own := part(income, l.percent("protected_share", "income"))
	norm := part(l.money("welfare_norm", household), l.percent("protected_share", "norm"))
	return min(own, norm), l.ground
}

// ProtectedHigh is the most that stays free each month when wages or a benefit
// are seized, in cents: the maximum of the household, and never more than a
// fixed part of the own income. The real amount lies between ProtectedLow and this.
//
// Source: the protected earnings since 2021 (tables protected_share, protected_max).
func ProtectedHigh(t *Tables, household string, income money.Cents, day time.Time) (money.Cents, Ground) {
	l := newLook(t, day)
	own := part(income, l.percent("protected_share", "income_cap"))
	return min(own, l.money("protected_max", household)), l.ground
}
