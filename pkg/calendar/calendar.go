// SPDX-License-Identifier: EUPL-1.2

// Package calendar knows working time: Dutch holidays, opening hours, and by
// when an answer is promised.
package calendar

import (
	"slices"
	"time"
	_ "time/tzdata" // a small image has no time zones of its own
)

var amsterdam = mustZone()

func mustZone() *time.Location {
	z, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic("calendar: " + err.Error()) // the zone is compiled in
	}
	return z
}

// Zone is where the working day is.
func Zone() *time.Location { return amsterdam }

// Span is a stretch of opening hours, in minutes after midnight, the end not
// included.
type Span struct{ From, To int }

// Week gives the spans of each day, Sunday first, in order and without overlap.
type Week [7][]Span

// OfficeWeek is Monday to Friday from 9.00 to 17.00.
func OfficeWeek() Week {
	var w Week
	for d := time.Monday; d <= time.Friday; d++ {
		w[d] = []Span{{9 * 60, 17 * 60}}
	}
	return w
}

// Calendar is the working time of one municipality. A day without a span, a
// holiday or a closure is no working day.
type Calendar struct {
	week   Week
	closed map[string]bool // closures, "2006-01-02"
}

// maxSearch is how many days we look ahead for a working day: a calendar that
// is never open is refused when it is read.
const maxSearch = 400

// New makes a calendar of opening hours and closures ("2006-01-02").
func New(week Week, closures []string) *Calendar {
	c := &Calendar{week: week, closed: map[string]bool{}}
	for _, day := range closures {
		c.closed[day] = true
	}
	return c
}

// spans gives the opening hours of the day of t; none on holidays and closures.
func (c *Calendar) spans(t time.Time) []Span {
	if len(c.week[t.Weekday()]) == 0 || Holiday(t) != "" || c.closed[t.Format(time.DateOnly)] {
		return nil
	}
	return c.week[t.Weekday()]
}

// IsWorkday tells whether the day of t, in Dutch time, has opening hours.
func (c *Calendar) IsWorkday(t time.Time) bool { return len(c.spans(t.In(amsterdam))) > 0 }

// IsOpen tells whether t lies within opening hours.
func (c *Calendar) IsOpen(t time.Time) bool {
	t = t.In(amsterdam)
	now := t.Hour()*60 + t.Minute()
	return slices.ContainsFunc(c.spans(t), func(s Span) bool { return s.From <= now && now < s.To })
}

// at gives a moment of the day of t, in minutes after midnight on the clock.
func at(t time.Time, minutes int) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), minutes/60, minutes%60, 0, 0, amsterdam)
}

func nextDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, amsterdam)
}

// Closing gives the end of the working day of t; the zero time when it is none.
func (c *Calendar) Closing(t time.Time) time.Time {
	t = t.In(amsterdam)
	spans := c.spans(t)
	if len(spans) == 0 {
		return time.Time{}
	}
	return at(t, spans[len(spans)-1].To)
}

// workday gives the working day in which something that comes in at t counts:
// today before closing, else the next working day. It is the start of that day.
func (c *Calendar) workday(t time.Time) time.Time {
	t = t.In(amsterdam)
	if end := c.Closing(t); !end.IsZero() && t.Before(end) {
		return at(t, 0)
	}
	return c.after(t)
}

// after gives the first working day after the day of t.
func (c *Calendar) after(t time.Time) time.Time { return c.beside(t, 1) }

// beside gives the start of the nearest working day after the day of t, or before
// it where by is -1.
func (c *Calendar) beside(t time.Time, by int) time.Time {
	for range maxSearch {
		if t = time.Date(t.Year(), t.Month(), t.Day()+by, 0, 0, 0, 0, amsterdam); len(c.spans(t)) > 0 {
			return t
		}
	}
	return t
}

// AddWorkdays gives the n-th working day after the day of t, at its start, or
// before it where n is negative. With n = 0 it is the day of t itself, or the next
// working day.
func (c *Calendar) AddWorkdays(t time.Time, n int) time.Time {
	t = t.In(amsterdam)
	if n == 0 {
		if c.IsWorkday(t) {
			return at(t, 0)
		}
		return c.after(t)
	}
	by := 1
	if n < 0 {
		n, by = -n, -1
	}
	for range n {
		t = c.beside(t, by)
	}
	return t
}

// Promise gives the moment by which an answer comes: the end of the n-th
// working day after the one in which the message counts. What is written in the
// evening counts from the next working morning.
func (c *Calendar) Promise(t time.Time, workdays int) time.Time {
	return c.Closing(c.AddWorkdays(c.workday(t), max(workdays, 1)))
}

// lastHour is how long before closing an emergency still fits in the day.
const lastHour = time.Hour

// SameDayOrNext gives the moment by which an emergency is answered: the end of
// the same working day, or of the next one when this day is nearly over.
func (c *Calendar) SameDayOrNext(t time.Time) time.Time {
	day := c.workday(t)
	if end := c.Closing(day); t.Before(end.Add(-lastHour)) {
		return end
	}
	return c.Closing(c.after(day))
}

// Opens gives the moment at which someone can next read: t itself within
// opening hours.
func (c *Calendar) Opens(t time.Time) time.Time {
	t = t.In(amsterdam)
	if c.IsOpen(t) {
		return t
	}
	now := t.Hour()*60 + t.Minute()
	for _, s := range c.spans(t) {
		if now < s.From {
			return at(t, s.From)
		}
	}
	day := c.after(t)
	if spans := c.spans(day); len(spans) > 0 {
		return at(day, spans[0].From)
	}
	return day
}

// Between gives the working time from a to b; none when b is not after a.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	a, b = a.In(amsterdam), b.In(amsterdam)
	var sum time.Duration
	for day := at(a, 0); day.Before(b); day = nextDay(day) {
		for _, s := range c.spans(day) {
			from, to := at(day, s.From), at(day, s.To)
			if from.Before(a) {
				from = a
			}
			if to.After(b) {
				to = b
			}
			if d := to.Sub(from); d > 0 {
				sum += d
			}
		}
	}
	return sum
}
