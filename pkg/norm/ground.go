// SPDX-License-Identifier: EUPL-1.2

package norm

import (
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/content"
	"opgelucht/pkg/money"
)

// Ground is what a value rests on: the rows it was worked out with, each once,
// and the ones that are not there.
type Ground struct {
	Uses []Use
	Gaps []Gap
}

// Known says that nothing was missing.
func (g Ground) Known() bool { return len(g.Gaps) == 0 }

// Certainty is that of the weakest figure.
func (g Ground) Certainty() Certainty {
	if slices.ContainsFunc(g.Uses, func(u Use) bool { return u.Basis.Certainty == Estimate }) {
		return Estimate
	}
	return Checked
}

// Use is a row of a table that went into a value. Figures of one row with the
// same basis are one Use.
type Use struct {
	Table       string
	Title       content.Words
	From, Until time.Time
	Basis       Basis
}

// Gap is a figure that is not known for a day.
type Gap struct {
	Name string // "bank_free", or "bank_free.single" when only that value is missing
	Day  time.Time
}

// String writes a gap in one word that no question can be called, so that it
// travels among the names of answers that are missing.
func (g Gap) String() string { return g.Name + "@" + g.Day.Format(time.DateOnly) }

// ReadGap reads what String wrote.
func ReadGap(word string) (Gap, bool) {
	name, day, found := strings.Cut(word, "@")
	date, err := time.Parse(time.DateOnly, day)
	if !found || err != nil {
		return Gap{}, false
	}
	return Gap{name, date}, true
}

// look fetches figures for one day and keeps the ground of what it found.
type look struct {
	tables *Tables
	day    time.Time
	ground Ground
}

func newLook(t *Tables, day time.Time) *look { return &look{tables: t, day: dayOf(day)} }

// figure gives a figure, or 0 and a gap.
func (l *look) figure(table, value string, kind Kind) int64 {
	t := l.tables.Table(table)
	if t == nil {
		l.lacks(table)
		return 0
	}
	row := t.row(l.day)
	if row == nil || len(row.Figures) == 0 {
		l.lacks(table)
		return 0
	}
	f, ok := row.Figures[value]
	if !ok || f.Kind != kind {
		l.lacks(table + "." + value)
		return 0
	}
	use := Use{Table: table, Title: t.Title, From: row.From, Until: row.Until, Basis: f.Basis}
	if !slices.Contains(l.ground.Uses, use) {
		l.ground.Uses = append(l.ground.Uses, use)
	}
	return f.N
}

func (l *look) lacks(name string) {
	if gap := (Gap{name, l.day}); !slices.Contains(l.ground.Gaps, gap) {
		l.ground.Gaps = append(l.ground.Gaps, gap)
	}
}

func (l *look) money(table, value string) money.Cents {
	return money.Cents(l.figure(table, value, Money))
}

func (l *look) percent(table, value string) int64 { return l.figure(table, value, Percent) }

// whole gives a whole number; the reader saw to it that tables for
// calculations hold no halves.
func (l *look) whole(table, value string) int { return int(l.figure(table, value, Number) / One) }
