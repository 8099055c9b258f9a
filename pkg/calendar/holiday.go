// SPDX-License-Identifier: EUPL-1.2

package calendar

import "time"

// Holiday gives the name of the public holiday on the day of t, in the zone that
// t carries; empty on other days. The list is that of art. 3 of the Algemene
// termijnenwet, with Good Friday, King's Day (on 26 April when the 27th is a
// Sunday) and 5 May each year, on which municipalities keep closed.
func Holiday(t time.Time) string {
	y, m, d := t.Date()
	switch {
	case m == time.January && d == 1:
		return "newyear"
	case m == time.April && d == kingsday(y):
		return "kingsday"
	case m == time.May && d == 5:
		return "liberation"
	case m == time.December && d == 25:
		return "christmas"
	case m == time.December && d == 26:
		return "christmas2"
	}
	if m < time.March || m > time.June {
		return ""
	}
	em, ed := easter(y)
	days := int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(time.Date(y, em, ed, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	return map[int]string{-2: "goodfriday", 0: "easter", 1: "easter2", 39: "ascension", 49: "whit", 50: "whit2"}[days]
}

func kingsday(year int) int {
	if time.Date(year, time.April, 27, 0, 0, 0, 0, time.UTC).Weekday() == time.Sunday {
		return 26
	}
	return 27
}

// easter gives Easter Sunday of the Gregorian calendar, after Gauss with
// Lichtenberg's corrections.
func easter(y int) (time.Month, int) {
	k := y / 100
	m := 15 + (3*k+3)/4 - (8*k+13)/25
	s := 2 - (3*k+3)/4
	a := y % 19
	d := (19*a + m) % 30
	r := (d + a/11) / 29
	og := 21 + d - r
	sz := 7 - (y+y/4+s)%7
	oe := 7 - (og-sz)%7
	day := og + oe
	if day > 31 {
		return time.April, day - 31
	}
	return time.March, day
}
