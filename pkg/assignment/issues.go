// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"slices"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
)

// Open is a question that is still open.
type Open struct {
	Path    string
	ID      string // of the input in the page
	Label   string // the question, with the row it belongs to
	Page    string
	Row     string // to unfold, for a question in a row
	Issue   *Issue // a sentence of ours
	Say     string // or a sentence of the author
	Warning bool   // it does not keep from submitting
}

// Sentence gives what is to be said of it: ours, or the author's own.
func (o Open) Sentence() *Issue {
	if o.Issue != nil {
		return o.Issue
	}
	return &Issue{Key: "answer.say", Args: map[string]any{"Text": o.Say}}
}

// PageIssues gives what cannot be read, and the checks that fail, on one page.
// They are shown once and block nothing: saving never does.
func (o *Outcome) PageIssues(p *Page) []Open {
	var list []Open
	for _, q := range p.Questions {
		if o.hidden(q.ID) {
			continue
		}
		list = append(list, o.unreadable(q, p)...)
		list = append(list, o.unsettled(q, p)...)
		list = append(list, o.failed(q, p)...)
	}
	return list
}

// Issues gives everything that is open before submitting: what cannot be read,
// what is asked and not answered, and failed checks.
func (o *Outcome) Issues() []Open {
	var list []Open
	for _, p := range o.AskedPages() {
		for _, q := range p.Questions {
			if o.hidden(q.ID) {
				continue
			}
			list = append(list, o.unreadable(q, p)...)
			list = append(list, o.unanswered(q, p)...)
			list = append(list, o.unsettled(q, p)...)
			list = append(list, o.failed(q, p)...)
		}
	}
	return list
}

// Blocking tells whether anything keeps from submitting.
func Blocking(list []Open) bool {
	for _, o := range list {
		if !o.Warning {
			return true
		}
	}
	return false
}

// unreadable lists the answers of a question that cannot be read.
func (o *Outcome) unreadable(q *Question, p *Page) []Open {
	var list []Open
	o.each(q, func(c *Question, a *answer, path, row string) {
		if a.asked && a.issue != nil {
			list = append(list, Open{Path: path, ID: idOf(path), Label: o.rowLabel(q, c, row), Page: o.screenOf(p, q), Row: row, Issue: a.issue})
		}
	})
	return list
}

// unanswered lists the questions that were asked and not answered.
func (o *Outcome) unanswered(q *Question, p *Page) []Open {
	var list []Open
	if q.Rows != nil && q.Rows.Min > 0 && len(o.rows[q.ID]) < q.Rows.Min && !o.none(q) {
		return []Open{{Path: q.ID, ID: idOf(q.ID), Label: q.Ask, Page: o.screenOf(p, q), Issue: &Issue{Key: "answer.norow", Args: map[string]any{"Row": q.Rows.Row, "None": q.Rows.None}}}}
	}
	o.each(q, func(c *Question, a *answer, path, row string) {
		if a.asked && !a.filled && o.must(q, c, row) {
			list = append(list, Open{Path: path, ID: idOf(path), Label: o.rowLabel(q, c, row), Page: o.screenOf(p, q), Row: row, Issue: &Issue{Key: o.emptyKey(c), Args: map[string]any{}}})
		}
	})
	return list
}

func (o *Outcome) emptyKey(q *Question) string {
	switch q.Type.Kind {
	case dossier.Confirm:
		return "answer.notick"
	case dossier.YesNo, dossier.Choice, dossier.Choices, dossier.Scale, Pick:
		return "answer.nochoice"
	}
	if q.Unknown {
		return "answer.emptyunknown"
	}
	return "answer.empty"
}

// failed lists the checks of the author that fail. A check whose values are not
// there yet says nothing.
func (o *Outcome) failed(q *Question, p *Page) []Open {
	var list []Open
	for _, c := range q.rules.checks {
		if v := o.eval(c.rule, nil, 0); v.Answered() && !v.Holds() {
			list = append(list, Open{Path: q.ID, ID: idOf(q.ID), Label: q.Ask, Page: o.screenOf(p, q), Say: c.say.markup.Text(o.fill(c.say, nil, nil, 0)), Warning: c.warning})
		}
	}
	if q.Rows == nil {
		return list
	}
	for i, id := range o.usedRows(q) {
		for _, col := range q.Rows.Columns {
			if len(col.rules.checks) == 0 || o.hidden(cell(q.ID, id, col.ID)) {
				continue
			}
			for _, c := range col.rules.checks {
				if v := o.eval(c.rule, o.rows[q.ID], i); v.Answered() && !v.Holds() {
					path := cell(q.ID, id, col.ID)
					list = append(list, Open{Path: path, ID: idOf(path), Label: o.rowLabel(q, col, id), Page: o.screenOf(p, q), Row: id, Say: c.say.markup.Text(o.fill(c.say, q, o.rows[q.ID], i)), Warning: c.warning})
				}
			}
		}
	}
	return list
}

// must tells whether an answer must be given before handing in. A rule whose
// values are not known asks nothing.
func (o *Outcome) must(q, c *Question, row string) bool {
	if c.rules.must == nil {
		return c.Required
	}
	if row == "" {
		return o.holds(c.rules.must)
	}
	i := slices.Index(o.usedRows(q), row)
	return i >= 0 && o.eval(c.rules.must, o.rows[q.ID], i).Holds()
}

// each walks the inputs of a question with what was read there: itself, or the
// columns of its rows.
func (o *Outcome) each(q *Question, visit func(c *Question, a *answer, path, row string)) {
	if q.Rows == nil {
		visit(q, cmp.Or(o.answers[q.ID], &answer{}), q.ID, "")
		return
	}
	c := o.cells[q.ID]
	if c == nil {
		return
	}
	for i, id := range c.ids {
		row := c.row(i)
		for k, column := range q.Rows.Columns {
			if a := &row[k]; !a.hidden {
				visit(column, a, cell(q.ID, id, column.ID), id)
			}
		}
	}
}

// usedRows gives the rows in which something was filled in, in order.
func (o *Outcome) usedRows(q *Question) []string {
	var ids []string
	if c := o.cells[q.ID]; c != nil {
		for i, id := range c.ids {
			if c.used(i) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// rowLabel names a question; one in a row with what the row is, its number and
// what stands in its first column: "Schuld 2, Zonnestroom: Hoeveel?".
func (o *Outcome) rowLabel(q, c *Question, row string) string {
	if row == "" {
		return c.Ask
	}
	name := rowName(q.Rows, o.rowNo(q.ID, row))
	if first := q.Rows.Columns[0]; first != c {
		if v := read(first, o.Draft, cell(q.ID, row, first.ID), o.world.Today).value; v.Answered() {
			name += ", " + o.show(v, first.Type)
		}
	}
	return name + ": " + c.Ask
}

// incomplete lists the values that lack an answer, for tests of authors.
func (o *Outcome) incomplete() []string {
	var list []string
	for _, c := range o.Def.Computes {
		if v := o.Value(c.ID); v.Incomplete() || v.State() == formula.NotAnswered {
			list = append(list, c.ID)
		}
	}
	return list
}
