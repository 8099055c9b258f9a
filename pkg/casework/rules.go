// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"strings"
	"time"
	"unicode/utf8"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/fault"
)

// maxNick is the most characters of a nickname.
const maxNick = 24

// checkNick says whether a nickname can be used.
func checkNick(nick string) (string, error) {
	nick = strings.Join(strings.Fields(nick), " ")
	switch n := utf8.RuneCountInString(nick); {
	case n == 0:
		return "", fault.At("bijnaam", "nick.empty", nil)
	case n > maxNick:
		return "", fault.At("bijnaam", "nick.long", map[string]any{"N": maxNick})
	}
	return nick, checkNumbers("bijnaam", nick)
}

// crisis puts a case above all others: an answer the same working day and,
// where the law gives one, the last day for a first talk.
func (c *Case) crisis(cal *calendar.Calendar, now time.Time, within int) {
	c.Urgency, c.Turn = Crisis, TurnCounsellor
	if p := cal.SameDayOrNext(now); c.Promised.IsZero() || p.Before(c.Promised) {
		c.Promised = p
	}
	if legal := DateOf(cal.AddWorkdays(now.In(zone), within)); within > 0 && (c.Legal == "" || legal < c.Legal) {
		c.Legal = legal
	}
}
