// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
)

// offer is a row of the dossier that can be chosen.
type offer struct {
	id, title string
	row       formula.Row
}

// offers lists the rows of the dossier that a question lets choose from.
func (o *Outcome) offers(q *Question) []offer {
	if q.Pick == nil || q.Pick.row == nil {
		return nil
	}
	var rows []formula.Row
	facts := o.world.Record.Rows(q.Pick.From)
	for _, f := range facts {
		rows = append(rows, rowOf(q.Pick.row.Type, f))
	}
	var list []offer
	for i, f := range facts {
		if q.Pick.where != nil && !o.eval(q.Pick.where, rows, i).Holds() {
			continue
		}
		list = append(list, offer{id: f.Row, title: o.offerTitle(q.Pick, rows, i), row: rows[i]})
	}
	return list
}

func (o *Outcome) offerTitle(p *PickSpec, rows []formula.Row, i int) string {
	if p.title != nil {
		return p.title.markup.Text(o.fill(p.title, p.row, rows, i))
	}
	first := p.row.Rows.Columns[0]
	return o.show(rows[i].Get(first.ID), first.Type)
}

// rowOf gives a row of the dossier as formulas see it. A column that the row does
// not have is not answered: also an amount, of which nothing is an answer.
func rowOf(t dossier.Type, f dossier.Fact) formula.Row {
	row := make(map[string]formula.Value, len(t.Columns))
	for _, c := range t.Columns {
		row[c.Path] = formula.Unanswered()
		if v, ok := f.Values[c.Path]; ok {
			row[c.Path] = valueOf(c, v)
		}
	}
	return formula.RowOf(row)
}

// picked reads which row was chosen. Where nothing fits there is nothing to ask.
func (o *Outcome) picked(q *Question) formula.Value {
	list := o.offers(q)
	if len(list) == 0 {
		return formula.Inapplicable()
	}
	raw := strings.TrimSpace(o.Draft.Value(q.ID))
	i := slices.IndexFunc(list, func(f offer) bool { return f.id == raw })
	a := answer{value: formula.Unanswered(q.ID), filled: raw != "", asked: true}
	switch {
	case i >= 0:
		a.value = formula.TextOf(list[i].title)
	case raw != "":
		a.issue = &Issue{Key: "answer.choose", Args: map[string]any{"Typed": ""}} // the row is no longer there
	}
	o.answers[q.ID] = &a
	return a.value
}

// column gives a column of the row that was chosen: "debt.owed".
func (o *Outcome) column(name string) formula.Value {
	base, column, _ := strings.Cut(name, ".")
	q := o.Def.names.questions[base]
	if q == nil || q.Pick == nil {
		return formula.Unanswered(name)
	}
	if v := o.Value(base); !v.Answered() {
		return v
	}
	for _, f := range o.offers(q) {
		if f.id == strings.TrimSpace(o.Draft.Value(base)) {
			return f.row.Get(column)
		}
	}
	return formula.Unanswered(name)
}

// Lacks gives the facts that must be known before an assignment makes sense, and
// are not.
func (d *Definition) Lacks(r *dossier.Record) []dossier.Type {
	var list []dossier.Type
	for _, path := range d.Needs {
		if t, ok := d.vocab.Type(path); ok && !r.Has(path) {
			list = append(list, t)
		}
	}
	return list
}

// First gives the assignments that come before this one: those that fill what it
// needs and a dossier does not have. Of several that fill a list it is the one that
// asks most of it; the others look at a part.
func (s *Shelf) First(d *Definition, r *dossier.Record) []*Definition {
	var list []*Definition
	for _, lack := range d.Lacks(r) {
		var best *Definition
		for _, id := range s.IDs() {
			other, ok := s.Get(id, d.Language)
			if ok && id != d.ID && other.fills(lack.Path) && (best == nil || other.asksOf(lack.Path) > best.asksOf(lack.Path)) {
				best = other
			}
		}
		if best != nil && !slices.Contains(list, best) {
			list = append(list, best)
		}
	}
	return list
}

// asksOf counts the columns of a list that an assignment asks.
func (d *Definition) asksOf(path string) int {
	n := 0
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			if q.Fact == path && q.Rows != nil {
				n = max(n, len(q.Rows.Columns))
			}
		}
	}
	return n
}

// fills tells whether an assignment writes a fact; one that asks a part of a list
// does not fill the list.
func (d *Definition) fills(path string) bool {
	asks := func(q *Question) bool {
		return (q.Fact == path || q.Save == path) && (q.Rows == nil || q.Rows.where == nil)
	}
	return slices.ContainsFunc(d.Pages, func(p *Page) bool { return slices.ContainsFunc(p.Questions, asks) }) ||
		slices.ContainsFunc(d.Computes, func(c *Compute) bool { return c.Save == path })
}
