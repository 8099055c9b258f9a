// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"opgelucht/pkg/formula"
)

// The ways in which people write a day, in lower case and with one space between
// words.
var (
	numericDay = regexp.MustCompile(`^(\d{1,2})([-/. ])(\d{1,2})(?:[-/. ](\d{2}|\d{4}))?$`)
	isoDay     = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	wordDay    = regexp.MustCompile(`^(\d{1,2})(?:e|de|ste|st|nd|rd|th)?[- ](?:of )?([a-z]{3,9})\.?,?(?:[- ](\d{4}|'?\d{2}))?$`)
	monthFirst = regexp.MustCompile(`^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	roughDay   = regexp.MustCompile(`^(begin|half|medio|midden|mid|eind|einde|early|late|end)[- ](?:van |of |in )?([a-z]{3,9})\.?(?: (\d{4}|'?\d{2}))?$`)
	aboutDay   = regexp.MustCompile(`^(?:ca\.?|circa|ongeveer|rond|omstreeks|±|~|about|around) ?`)
	onDay      = regexp.MustCompile(`^(?:op|uiterlijk|on|by) `)
	weekday    = regexp.MustCompile(`^([a-z]{2,9})[.,]{0,2} `)
)

var monthNames = [][]string{
	{"januari", "january", "jan"}, {"februari", "february", "feb"}, {"maart", "march", "mrt", "mar"}, {"april", "apr"}, {"mei", "may"}, {"juni", "june", "jun"},
	{"juli", "july", "jul"}, {"augustus", "august", "aug"}, {"september", "sep", "sept"}, {"oktober", "october", "okt", "oct"}, {"november", "nov"}, {"december", "dec"},
}

// dayNames begin on Sunday, as the days of package time do.
var dayNames = [][]string{
	{"zondag", "zo", "sunday", "sun"}, {"maandag", "ma", "monday", "mon"}, {"dinsdag", "di", "tuesday", "tue"}, {"woensdag", "wo", "wednesday", "wed"},
	{"donderdag", "do", "thursday", "thu"}, {"vrijdag", "vr", "friday", "fri"}, {"zaterdag", "za", "saturday", "sat"},
}

func named(list [][]string, name string) int {
	return slices.IndexFunc(list, func(names []string) bool { return slices.Contains(names, name) })
}

// dayParts is a day as it was written, in figures; day 0 is the last of the month.
type dayParts struct {
	year       string // empty, two figures or four
	month, day int
	about      bool // "begin maart", "ca. 1 maart"
	guess      bool // it can be read in another way as well
	weekday    int  // -1 where none was written
	recognised bool
	roughly    bool // a part of the month
}

// readDate reads a day as people write it. Without a year it is the nearest such
// day from half a year back, and that is said; so it is of "begin maart", of
// "1/2/2027" and of a day of the week that does not fit.
func (a *answer) readDate(today time.Time) *Issue {
	p := partsOf(a.raw)
	if !p.recognised {
		return unreadable("answer.date", nil)
	}
	year := p.yearIn(today)
	if p.roughly && p.day == 0 && p.month > 0 {
		p.day = time.Date(year, time.Month(p.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	}
	t := time.Date(year, time.Month(p.month), p.day, 0, 0, 0, 0, today.Location())
	if p.month < 1 || p.month > 12 || t.Day() != p.day || int(t.Month()) != p.month || year < 1900 || year > 2100 {
		return unreadable("answer.noday", nil)
	}
	a.value, a.about = formula.DateOf(t), p.about
	a.guess = p.guess || len(p.year) != 4 || p.weekday >= 0 && int(t.Weekday()) != p.weekday
	return nil
}

// partsOf takes a written day apart.
func partsOf(raw string) dayParts {
	s := strings.ToLower(western(strings.Join(strings.Fields(raw), " "))) // a day copied from our own page has hard spaces
	p := dayParts{weekday: -1}
	if at := aboutDay.FindString(s); at != "" {
		s, p.about = s[len(at):], true
	}
	s = onDay.ReplaceAllString(s, "")
	if at := weekday.FindStringSubmatch(s); at != nil && named(dayNames, at[1]) >= 0 {
		s, p.weekday = s[len(at[0]):], named(dayNames, at[1])
	}
	p.inFigures(s)
	if !p.recognised {
		p.inWords(s)
	}
	p.year = strings.TrimPrefix(p.year, "'")
	return p
}

func (p *dayParts) inFigures(s string) {
	if at := isoDay.FindStringSubmatch(s); at != nil {
		p.year, p.month, p.day, p.recognised = at[1], figure(at[2]), figure(at[3]), true
	} else if at := numericDay.FindStringSubmatch(s); at != nil {
		p.day, p.month, p.year, p.recognised = figure(at[1]), figure(at[3]), at[4], true
		p.guess = at[2] == "/" && p.day <= 12 && p.month <= 12 && p.day != p.month // elsewhere the month comes first
	}
}

func (p *dayParts) inWords(s string) {
	if at := wordDay.FindStringSubmatch(s); at != nil {
		p.day, p.month, p.year, p.recognised = figure(at[1]), named(monthNames, at[2])+1, at[3], true
	} else if at := monthFirst.FindStringSubmatch(s); at != nil {
		p.month, p.day, p.year = named(monthNames, at[1])+1, figure(at[2]), at[3]
		p.recognised = p.month > 0
	} else if at := roughDay.FindStringSubmatch(s); at != nil && named(monthNames, at[2]) >= 0 {
		p.month, p.year, p.recognised, p.about, p.guess, p.roughly = named(monthNames, at[2])+1, at[3], true, true, true, true
		switch at[1] {
		case "begin", "early":
			p.day = 1
		case "half", "medio", "midden", "mid":
			p.day = 15
		}
	}
}

func figure(s string) int {
	n, _ := strconv.Atoi(s) // one or two figures
	return n
}

// yearIn gives the year that was written, or the nearest.
func (p dayParts) yearIn(today time.Time) int {
	switch len(p.year) {
	case 0:
		return yearNear(p.month, max(p.day, 1), today)
	case 2:
		return 2000 + figure(p.year)
	default:
		return figure(p.year)
	}
}

// yearNear gives the year that puts a day closest to today, rather in the future.
func yearNear(month, day int, today time.Time) int {
	this := time.Date(today.Year(), time.Month(month), day, 0, 0, 0, 0, today.Location())
	switch half := today.AddDate(0, -6, 0); {
	case this.Before(half):
		return today.Year() + 1
	case this.AddDate(-1, 0, 0).After(half) && this.After(today.AddDate(0, 6, 0)):
		return today.Year() - 1
	default:
		return today.Year()
	}
}
