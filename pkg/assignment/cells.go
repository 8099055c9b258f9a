// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
)

// cells are the answers in the rows of a list, row after row in one piece.
type cells struct {
	q    *Question
	ids  []string // of the rows of the draft, in order
	all  []answer
	last int // row that was looked for last: they are asked after in order
}

// row gives the answers of a row, by column.
func (c *cells) row(i int) []answer {
	n := len(c.q.Rows.Columns)
	return c.all[i*n : (i+1)*n]
}

// used tells whether something was filled in in a row.
func (c *cells) used(i int) bool {
	return slices.ContainsFunc(c.row(i), func(a answer) bool { return a.asked })
}

// index finds a row, -1 when it is not on the list.
func (c *cells) index(id string) int {
	for k := range c.ids {
		if i := (c.last + k) % len(c.ids); c.ids[i] == id {
			c.last = i
			return i
		}
	}
	return -1
}

// at gives the answer at a path, asked or not; nil where a formula or a page was
// never led to.
func (o *Outcome) at(path string) *answer {
	list, rest, inRow := strings.Cut(path, "[")
	if !inRow {
		return o.answers[path]
	}
	row, column, _ := strings.Cut(rest, "].")
	c := o.cells[list]
	if c == nil {
		return nil
	}
	i := c.index(row)
	k := slices.IndexFunc(c.q.Rows.Columns, func(q *Question) bool { return q.ID == column })
	if i < 0 || k < 0 {
		return nil
	}
	return &c.row(i)[k]
}

// asked gives the answer at a path; not ok where nothing is asked.
func (o *Outcome) asked(path string) (*answer, bool) {
	a := o.at(path)
	return a, a != nil && a.asked
}

// given is what was read at a path; nothing is filled in where nothing is asked.
func (o *Outcome) given(path string) answer {
	if a, ok := o.asked(path); ok {
		return *a
	}
	return answer{}
}

// hidden tells whether a question, or a column in a row, is not asked now.
func (o *Outcome) hidden(path string) bool {
	a := o.at(path)
	return a != nil && a.hidden
}

// list reads the rows of a question: their columns, then what rows work out.
func (o *Outcome) list(q *Question) formula.Value {
	ids, none := o.Draft.RowIDs(q.ID), o.none(q)
	c := &cells{q: q, ids: ids, all: make([]answer, len(ids)*len(q.Rows.Columns))}
	o.cells[q.ID] = c
	rows := formula.NewRows(q.Rows.names(), len(ids))
	n := 0
	for i := range ids {
		if o.row(c, i, rows[:n+1]) {
			n++
		}
	}
	rows = rows[:n]
	for k, work := range q.Rows.computes { // a column at a time: one that is shared out over needs all its rows first
		for i := range rows {
			rows[i].Set(len(q.Rows.Columns)+k, o.eval(work.f, rows, i))
		}
	}
	o.rows[q.ID] = rows
	o.answers[q.ID] = &answer{asked: true, filled: n > 0 || none}
	if n == 0 && !none {
		return formula.Unanswered()
	}
	return formula.RowsOf(rows)
}

// names are those of the columns, and of what rows work out.
func (r *RowsSpec) names() []string {
	names := make([]string, 0, len(r.Columns)+len(r.computes))
	for _, c := range r.Columns {
		names = append(names, c.ID)
	}
	for _, c := range r.computes {
		names = append(names, c.id)
	}
	return names
}

// none tells whether the client says that there are no rows, where that is an
// answer.
func (o *Outcome) none(q *Question) bool {
	return q.Rows.None != "" && o.Draft.Value(q.ID+".none") == "1"
}

// row reads the columns of a row into the last of rows. A row in which nothing was
// filled in but what stood ready is no row, unless the dossier has it already.
func (o *Outcome) row(c *cells, i int, rows []formula.Row) bool {
	q, answers, last := c.q, c.row(i), len(rows)-1
	used := o.world.Record.Row(q.Fact, c.ids[i]) != nil
	var room [96]byte // most paths fit, and none of them outlives its reading
	path := append(append(append(append(room[:0], q.ID...), '['), c.ids[i]...), "]."...)
	for k, column := range q.Rows.Columns {
		if column.rules.show != nil && !o.eval(column.rules.show, rows, last).Holds() {
			rows[last].Set(k, formula.Inapplicable())
			answers[k].hidden = true
			continue
		}
		at := place{o.Draft, append(path, column.ID...)}
		answers[k].read(column, at, o.world.Today)
		answers[k].asked = true
		rows[last].Set(k, answers[k].value)
		ready := column.ID == q.Rows.StartColumn && len(q.Rows.Start) > 0 && !at.draft.touched(string(at.path))
		used = used || answers[k].filled && !ready
	}
	if !used {
		for k := range answers {
			answers[k].asked = false
		}
		rows[last].Clear()
	}
	return used
}

// known gives a fact of the dossier as formulas see it.
func (o *Outcome) known(path string) formula.Value {
	t, ok := o.Def.vocab.Type(path)
	if !ok {
		return formula.Unanswered("dossier." + path)
	}
	if t.Kind == dossier.Rows {
		return o.knownRows(t)
	}
	f, ok := o.world.Record.Fact(path)
	if !ok {
		return formula.Unanswered("dossier." + path)
	}
	return valueOf(t, f.Value())
}
