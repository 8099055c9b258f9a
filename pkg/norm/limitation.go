// SPDX-License-Identifier: EUPL-1.2

package norm

import "time"

// Limitation is the first day on which a claim is time-barred when nothing
// interrupts the term. since is the day on which it had to be paid, or the last
// day on which the term began anew: a written demand, a summons, or the debtor
// acknowledging the debt, by asking for a plan, paying a part or arguing the
// amount. kind is a value of the table: consumer_purchase, rent, judgment …
//
// Exceptions that this cannot see: an interruption nobody knows of, and that a
// debtor must invoke it; what was paid afterwards does not come back. So the
// outcome is always something to look into, never a promise.
//
// Source: table limitation for the years; how the last day is counted is in the
// table limitation_counting and must be confirmed.
func Limitation(t *Tables, kind string, since time.Time) (time.Time, Ground) {
	l := newLook(t, since)
	years := l.whole("limitation", kind)
	after := l.whole("limitation_counting", "days_after")
	if !l.ground.Known() {
		return time.Time{}, l.ground
	}
	return yearsLater(l.day, years).AddDate(0, 0, after), l.ground
}

// yearsLater is the same day some years on; 29 February becomes the last day of
// February.
func yearsLater(day time.Time, years int) time.Time {
	later := day.AddDate(years, 0, 0)
	if later.Day() != day.Day() {
		return later.AddDate(0, 0, -later.Day())
	}
	return later
}
