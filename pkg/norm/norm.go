// SPDX-License-Identifier: EUPL-1.2

// Package norm holds the figures of the law by date, and the calculations that
// the law prescribes.
//
// A figure holds from one day until another and comes with its source and how
// sure it is. For a day without a row it is not known: an old figure is never
// used for a new day.
package norm

import (
	"maps"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/content"
	"opgelucht/pkg/money"
)

// Kind is a sort of figure.
type Kind uint8

// The kinds. Money is in cents; the others are fixed point with 8 decimals, as
// numbers in formulas are: 15% is 0.15.
const (
	Money Kind = iota
	Percent
	Number
)

// One is the number 1, and 100%.
const One int64 = 100_000_000

// Certainty is how sure a figure is.
type Certainty string

// Checked stands in a public source. Estimate must still be confirmed, and the
// page says so.
const (
	Checked  Certainty = "checked"
	Estimate Certainty = "estimate"
)

// Basis is where a figure comes from.
type Basis struct {
	Source    string
	URL       string // may be empty
	Certainty Certainty
	Checked   time.Time // when somebody last looked
	Confirm   string    // who must confirm what; always there for an Estimate
}

// Figure is one value of one row.
type Figure struct {
	Kind  Kind
	N     int64
	Basis Basis
}

// Row is what holds from one day until another, both included.
type Row struct {
	From    time.Time
	Until   time.Time // zero: until further notice
	Figures map[string]Figure
	place   *content.Node
}

func (r *Row) holds(day time.Time) bool {
	return !day.Before(r.From) && (r.Until.IsZero() || !day.After(r.Until))
}

// Column is one value that every row of a table gives.
type Column struct {
	ID    string
	Kind  Kind
	Label content.Words
}

// Table is one file: a title, what it gives, and rows in order of date.
type Table struct {
	ID      string
	Title   content.Words
	Columns []Column
	Rows    []Row
}

func (t *Table) column(id string) (Column, bool) {
	for _, c := range t.Columns {
		if c.ID == id {
			return c, true
		}
	}
	return Column{}, false
}

// row gives what holds on a day; nil when that is not known.
func (t *Table) row(day time.Time) *Row {
	for i := range t.Rows {
		if t.Rows[i].holds(day) {
			return &t.Rows[i]
		}
	}
	return nil
}

// Values lists what a table gives, in the order of the file.
func (t *Table) Values() []string {
	if t == nil {
		return nil
	}
	ids := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		ids[i] = c.ID
	}
	return ids
}

// Tables is every table. It is never changed once read; nil has no tables.
type Tables struct{ byID map[string]*Table }

// IDs lists the tables, sorted.
func (t *Tables) IDs() []string {
	if t == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(t.byID))
}

// Table finds a table; nil when there is none.
func (t *Tables) Table(id string) *Table {
	if t == nil {
		return nil
	}
	return t.byID[id]
}

// Kind says what "table.value" is.
func (t *Tables) Kind(name string) (Kind, bool) {
	id, value, _ := strings.Cut(name, ".")
	table := t.Table(id)
	if table == nil {
		return 0, false
	}
	c, ok := table.column(value)
	return c.Kind, ok
}

// Title names a table, or "table.value", for people.
func (t *Tables) Title(name string) content.Words {
	id, value, _ := strings.Cut(name, ".")
	table := t.Table(id)
	if table == nil {
		return content.Words{NL: name, EN: name}
	}
	if c, ok := table.column(value); ok && len(table.Columns) > 1 {
		return content.Words{NL: table.Title.NL + ": " + c.Label.NL, EN: table.Title.EN + ": " + c.Label.EN}
	}
	return table.Title
}

// Value gives the figure "table.value" on a day. Where it is not known, the
// Ground says so and the number is 0.
func (t *Tables) Value(name string, day time.Time) (int64, Ground) {
	id, value, _ := strings.Cut(name, ".")
	l := newLook(t, day)
	kind, _ := t.Kind(name)
	n := l.figure(id, value, kind)
	return n, l.ground
}

// dayOf drops the clock and keeps the calendar day of t's own zone, so that
// days can be compared.
func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// part gives a percentage of an amount, rounded half away from zero.
func part(amount money.Cents, percent int64) money.Cents {
	c, _ := money.MulDiv(amount, percent, One) // too large becomes the largest amount
	return c
}
