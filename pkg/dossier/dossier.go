// SPDX-License-Identifier: EUPL-1.2

// Package dossier is the client's own record: a vocabulary of facts, and facts
// that are only ever added to.
package dossier

import (
	"slices"
	"time"

	"opgelucht/pkg/money"
)

// Kind is what sort of answer a fact holds.
type Kind string

// The sorts of answers; an assignment's questions have the same.
const (
	Text     Kind = "text"
	LongText Kind = "longtext"
	YesNo    Kind = "yesno"
	Choice   Kind = "choice"
	Choices  Kind = "choices"
	Number   Kind = "number"
	Money    Kind = "money"
	MoneyPer Kind = "money_per"
	Date     Kind = "date"
	Confirm  Kind = "confirm" // a box to tick: yes, or not answered
	Scale    Kind = "scale"   // a whole number between two ends
	Rows     Kind = "rows"
)

// State says what is known of a value.
type State string

// The states. Empty is Answered, so that the common case is short when sealed.
const (
	Answered State = ""
	Blank    State = "blank"   // nothing filled in
	Unknown  State = "unknown" // "that I do not know": a full answer
)

// Value is one answer. Which fields count follows from the kind.
type Value struct {
	State  State        `json:"s,omitempty"`
	Text   string       `json:"t,omitempty"` // text, option, yes or no, number, or day (2006-01-02)
	Cents  money.Cents  `json:"c,omitempty"`
	Period money.Period `json:"p,omitempty"`
	Raw    string       `json:"r,omitempty"` // as it was typed, where that was something else
	About  bool         `json:"a,omitempty"` // said to be about right
}

// Author says whose a fact is.
type Author string

// The authors.
const (
	ByClient   Author = "client"
	ByComputer Author = "computed" // worked out from the client's answers
)

// Source is where a fact comes from.
type Source struct {
	Assignment string `json:"a,omitempty"` // empty: corrected on the dossier page
	Version    int    `json:"v,omitempty"`
	Submission string `json:"s,omitempty"` // what it was handed in with; of a correction, what it puts right
}

// Fact is one line of the record: a plain fact has one value, under "" ; a row
// has a value for each column.
type Fact struct {
	ID      string           `json:"-"`
	Path    string           `json:"p"`
	Row     string           `json:"i,omitempty"` // id of the row, for facts of rows
	Values  map[string]Value `json:"v,omitempty"`
	Removed bool             `json:"x,omitempty"` // the row was taken off the list
	None    bool             `json:"z,omitempty"` // the client says that there are no rows
	At      time.Time        `json:"at"`
	By      Author           `json:"b"`
	Source  Source           `json:"f"`

	Withdrawn bool `json:"-"` // it was taken back: part of the history, and of nothing that holds now
}

// Value gives the value of a plain fact.
func (f Fact) Value() Value { return f.Values[""] }

// Record is what a client's facts say now, with how it came to be.
type Record struct {
	facts   []Fact
	latest  map[string]Fact
	rows    map[string][]string // path → row ids, in the order they came
	ever    map[string][]string // the same with rows that were only ever taken back
	row     map[string]map[string]Fact
	history map[string][]Fact // path, or path and row
}

// With gives the record as it is with more facts, which come last.
func (r *Record) With(more ...Fact) *Record {
	return NewRecord(append(slices.Clone(r.facts), more...))
}

// Computed gives the assignments that worked out what the record says now, each
// once.
func (r *Record) Computed() []Source {
	var list []Source
	seen := map[string]bool{}
	for _, f := range r.facts {
		if now := r.latest[f.Path]; f.By == ByComputer && now.Source == f.Source && !seen[f.Source.Assignment] {
			seen[f.Source.Assignment] = true
			list = append(list, f.Source)
		}
	}
	return list
}

// NewRecord folds facts, oldest first, into what they say now.
func NewRecord(facts []Fact) *Record {
	r := &Record{
		facts: facts, latest: map[string]Fact{}, rows: map[string][]string{}, ever: map[string][]string{},
		row: map[string]map[string]Fact{}, history: map[string][]Fact{},
	}
	for _, f := range facts {
		key := f.Path + "\x00" + f.Row
		if f.Row != "" && len(r.history[key]) == 0 {
			r.ever[f.Path] = append(r.ever[f.Path], f.Row)
		}
		r.history[key] = append(r.history[key], f)
		if f.Withdrawn {
			continue
		}
		if f.Row == "" {
			r.latest[f.Path] = f
			continue
		}
		if r.row[f.Path] == nil {
			r.row[f.Path] = map[string]Fact{}
		}
		if _, known := r.row[f.Path][f.Row]; !known {
			r.rows[f.Path] = append(r.rows[f.Path], f.Row)
		}
		r.row[f.Path][f.Row] = f
	}
	return r
}

// Fact gives what is known now of a plain fact.
func (r *Record) Fact(path string) (Fact, bool) {
	if r == nil {
		return Fact{}, false
	}
	f, ok := r.latest[path]
	return f, ok
}

// Rows gives the rows that are on a list now.
func (r *Record) Rows(path string) []Fact {
	if r == nil {
		return nil
	}
	var list []Fact
	for _, id := range r.rows[path] {
		if f := r.row[path][id]; !f.Removed {
			list = append(list, f)
		}
	}
	return list
}

// Has tells whether anything is known of a path.
func (r *Record) Has(path string) bool {
	if r == nil {
		return false
	}
	_, plain := r.latest[path]
	return plain || len(r.rows[path]) > 0
}

// Last gives the last word on a fact or row that was not taken back, also that
// the row was taken off the list.
func (r *Record) Last(path, row string) (Fact, bool) {
	if r == nil {
		return Fact{}, false
	}
	if row == "" {
		return r.Fact(path)
	}
	f, ok := r.row[path][row]
	return f, ok
}

// History gives everything that was ever filled in for a fact or row, oldest
// first, also what was taken back.
func (r *Record) History(path, row string) []Fact {
	if r == nil {
		return nil
	}
	return r.history[path+"\x00"+row]
}

// All gives everything that was ever filled in for a path, rows and all, oldest
// first.
func (r *Record) All(path string) []Fact {
	if r == nil {
		return nil
	}
	list := slices.Clone(r.history[path+"\x00"])
	for _, row := range r.ever[path] {
		list = append(list, r.history[path+"\x00"+row]...)
	}
	slices.SortStableFunc(list, func(a, b Fact) int { return a.At.Compare(b.At) })
	return list
}
