// SPDX-License-Identifier: EUPL-1.2

package locale

import (
	"fmt"
	"strings"
	"time"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/money"
)

// nb keeps a date, a time or an amount on one line.
const nb = "\u00a0"

var (
	days = map[string][7]string{
		"nl": {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
		"en": {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	}
	months = map[string][12]string{
		"nl": {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
		"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	}
)

func (p *Printer) lang() string {
	if _, ok := days[p.Language]; ok {
		return p.Language
	}
	return Default
}

// Date gives "17 juni", in Dutch time.
func (p *Printer) Date(t time.Time) string {
	t = t.In(calendar.Zone())
	return fmt.Sprintf("%d%s%s", t.Day(), nb, months[p.lang()][t.Month()-1])
}

// FullDate gives "17 juni 2027".
func (p *Printer) FullDate(t time.Time) string {
	return p.Date(t) + nb + fmt.Sprint(t.In(calendar.Zone()).Year())
}

// Day gives "donderdag 17 juni".
func (p *Printer) Day(t time.Time) string {
	return days[p.lang()][t.In(calendar.Zone()).Weekday()] + " " + p.Date(t)
}

// Clock gives "17.00 uur".
func (p *Printer) Clock(t time.Time) string {
	t = t.In(calendar.Zone())
	if p.lang() == "en" {
		return t.Format("15:04")
	}
	return t.Format("15.04") + nb + "uur"
}

// DayTime gives "donderdag 17 juni om 17.00 uur".
func (p *Printer) DayTime(t time.Time) string {
	if p.lang() == "en" {
		return p.Day(t) + " at " + p.Clock(t)
	}
	return p.Day(t) + " om " + p.Clock(t)
}

// Money gives "€ 1.240,00", with a space that does not break.
func (p *Printer) Money(c money.Cents) string { return money.Format(c, p.lang()) }

// Round gives an amount without cents, for a picture: "€ 254".
func (p *Printer) Round(c money.Cents) string {
	if c < 0 {
		c -= 50
	} else {
		c += 50
	}
	text := money.Format(c/100*100, p.lang())
	return strings.TrimSuffix(strings.TrimSuffix(text, ",00"), ".00")
}

// DateIn gives "17 juni 2027" in a language, for texts that authors wrote.
func DateIn(lang string, t time.Time) string {
	return (&Printer{Language: lang}).FullDate(t)
}
