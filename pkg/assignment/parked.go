// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
)

// Was is a question as an older version asked it: what is needed to read its
// answers without that version.
type Was struct {
	To      string            `json:"t,omitempty"` // its name now; empty when it is asked no more
	List    string            `json:"q,omitempty"` // the list, of a column; in the language of the client
	Label   string            `json:"l,omitempty"` // the question
	Kind    dossier.Kind      `json:"k,omitempty"`
	Options map[string]string `json:"o,omitempty"` // answers to choose from, in words
}

// Parked is an answer that has no place in the version of now. It stays with the
// draft until the client deletes it, and comes back when it is asked again.
type Parked struct {
	Rev  int    `json:"r"`           // revision of the step that parked it
	Path string `json:"p"`           // where it stood: "adults", "income[rid].amount"
	Row  string `json:"n,omitempty"` // number of the row it stood in
	Was
	Fields map[string]*Field `json:"f,omitempty"` // by what comes after the path: "", ".per", ".unknown", ".none"
	Gone   []string          `json:"g,omitempty"` // the client deleted it: marks of what stood there, so that an old window does not bring it back
}

// spot is a path of a draft, taken apart.
type spot struct{ question, row, column, ending string }

func spotOf(path string) spot {
	var s spot
	list, inside, isCell := strings.Cut(path, "[")
	row, rest, closed := strings.Cut(inside, "].")
	if !isCell || !closed {
		s.question, s.ending = cutEnding(path)
		return s
	}
	s.question, s.row = list, row
	s.column, s.ending = cutEnding(rest)
	return s
}

func cutEnding(name string) (string, string) {
	if i := strings.IndexByte(name, '.'); i >= 0 {
		return name[:i], name[i:]
	}
	return name, ""
}

// name is what Was and Renamed call it: "adults" or "income.amount".
func (s spot) name() string {
	if s.column == "" {
		return s.question
	}
	return s.question + "." + s.column
}

// base is the path without what comes after it.
func (s spot) base() string {
	if s.column == "" {
		return s.question
	}
	return cell(s.question, s.row, s.column)
}

// at is the same spot under another name.
func (s spot) at(name string) spot {
	question, column, _ := strings.Cut(name, ".")
	s.question, s.column = question, column
	if column == "" {
		s.row = ""
	}
	return s
}

// ShownParked lists what was parked and has something to read.
func (d *Draft) ShownParked(lang string) []*Parked {
	var list []*Parked
	for _, p := range d.Parked {
		if p.Text(lang) != "" {
			list = append(list, p)
		}
	}
	return list
}

// Title is the question that was asked, with the number of its row.
func (p *Parked) Title() string {
	switch {
	case p.List == "":
		return p.Label
	case p.Row == "":
		return p.List + ": " + p.Label
	}
	return p.List + " " + p.Row + ": " + p.Label
}

// Key names it among all that was parked.
func (p *Parked) Key() string { return strconv.Itoa(p.Rev) + "." + p.Path }

// Text gives the answer in words; where two windows differed, both.
func (p *Parked) Text(lang string) string {
	var texts []string
	for _, value := range p.Fields[""].values() {
		texts = append(texts, p.inWords(value, lang))
	}
	switch {
	case len(texts) > 0:
		return strings.Join(texts, " / ")
	case slices.Contains(p.Fields[".unknown"].values(), "1"):
		return word(lang, "unknown")
	case slices.Contains(p.Fields[".none"].values(), "1"):
		return p.Options[".none"]
	}
	return ""
}

func (p *Parked) inWords(value, lang string) string {
	var words []string
	for id := range strings.FieldsSeq(value) {
		if label, ok := p.Options[id]; ok {
			words = append(words, label)
		}
	}
	if len(words) > 0 {
		value = strings.Join(words, ", ")
	}
	if per := money.Period(p.Fields[".per"].last()); p.Kind == dossier.MoneyPer && per.Known() {
		value += " " + PeriodText(lang, per)
	}
	return value
}

// last is what stands in a field now; of none it is nothing.
func (f *Field) last() string {
	if f == nil || len(f.Log) == 0 {
		return ""
	}
	return f.Log[len(f.Log)-1].Value
}

// values are what stands in a field, and what another window said.
func (f *Field) values() []string {
	var list []string
	if last := strings.TrimSpace(f.last()); last != "" {
		list = append(list, last)
	}
	for _, e := range f.others() {
		if e.Value != "" {
			list = append(list, e.Value)
		}
	}
	return list
}

// Forget deletes a parked answer for good, with everything that ever stood there.
func (d *Draft) Forget(key string) bool {
	changed := false
	for _, p := range d.Parked {
		if p.Key() != key || p.Fields == nil {
			continue
		}
		for ending, f := range p.Fields {
			for _, e := range f.Log {
				p.Gone = append(p.Gone, mark(p.Path+ending, e.Value))
			}
		}
		if p.Fields, changed = nil, true; p.Kind == Pick {
			p.Options = nil // titles of rows in the dossier
		}
	}
	if changed {
		d.Rev++
	}
	return changed
}

// ForgetParked deletes every parked answer.
func (d *Draft) ForgetParked() bool {
	changed := false
	for _, p := range d.Parked {
		changed = d.Forget(p.Key()) || changed
	}
	return changed
}

// mark tells a text again without keeping it.
func mark(path, value string) string {
	sum := sha256.Sum256([]byte(path + "\x00" + value))
	return hex.EncodeToString(sum[:8])
}
