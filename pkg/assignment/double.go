// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"

	"opgelucht/pkg/dossier"
)

// Twin is a row of a list with one that it looks like.
type Twin struct {
	List string `json:"l"` // the question
	Row  string `json:"r"` // the newer one
	Like string `json:"k"`
}

// Double is a pair of rows as a person compares them, column by column.
type Double struct {
	Twin
	Title   string // of the row that was there first
	Label   string // what the list is called
	Row     string // what a row is called: "een schuld"
	Columns []Side
}

// Side is a column of two rows beside each other.
type Side struct{ Label, New, Was string }

// apart lists the rows that are not the same as a row, says the client.
func (d *Draft) apart(list, row string) []string {
	var ids []string
	for _, p := range d.Apart {
		if p.List == list && p.Row == row {
			ids = append(ids, p.Like)
		}
	}
	return ids
}

// Doubles lists the rows that look like one that came before them, of which the
// client did not say yet whether it is the same. Only a row that the dossier does
// not have is asked after, and so each pair once.
func (o *Outcome) Doubles() []Double {
	var list []Double
	for _, p := range o.AskedPages() {
		for _, q := range p.Questions {
			if q.Rows == nil || q.Fact == "" || o.hidden(q.ID) {
				continue
			}
			list = append(list, o.doublesOf(q)...)
		}
	}
	return list
}

func (o *Outcome) doublesOf(q *Question) []Double {
	t, ok := o.Def.vocab.Type(q.Fact)
	if !ok {
		return nil
	}
	var list []Double
	used := o.usedRows(q)
	values := make([]map[string]dossier.Value, len(used))
	for i, id := range used {
		values[i] = o.rowValues(q, id, i)
	}
	for i, id := range used {
		if o.world.Record.Row(q.Fact, id) != nil {
			continue
		}
		for k, like := range used {
			inDossier := o.world.Record.Row(q.Fact, like) != nil
			if k == i || k > i && !inDossier || slices.Contains(o.Draft.apart(q.ID, id), like) || !t.LooksLike(values[i], values[k]) {
				continue
			}
			list = append(list, o.double(q, Twin{q.ID, id, like}, values[i], values[k], o.rowTitle(q, o.rows[q.ID], k)))
			break
		}
	}
	return list
}

func (o *Outcome) double(q *Question, p Twin, is, was map[string]dossier.Value, title string) Double {
	d := Double{Twin: p, Title: title, Label: q.Type.Label, Row: q.Rows.Row}
	for _, c := range q.Rows.Columns {
		a, one := is[c.ID]
		b, other := was[c.ID]
		if !one && !other {
			continue
		}
		side := Side{Label: c.labelShort()}
		if one {
			side.New = Describe(c.Type, a, o.Def.Language)
		}
		if other {
			side.Was = Describe(c.Type, b, o.Def.Language)
		}
		d.Columns = append(d.Columns, side)
	}
	return d
}

// Join makes one row of two: what was filled in for the newer one goes to the other,
// what is blank in it leaves the other as it was, and the newer one is taken off.
// Everything that was typed stays findable in both.
func (d *Definition) Join(draft *Draft, p Twin) bool {
	q := d.names.questions[p.List]
	if q == nil || q.Rows == nil || p.Row == p.Like || draft.row(p.List, p.Like) == nil {
		return false
	}
	if r := draft.row(p.List, p.Row); r == nil || r.Removed != 0 {
		return false
	}
	post := map[string]string{}
	for _, c := range q.Rows.Columns {
		from, to := cell(p.List, p.Row, c.ID), cell(p.List, p.Like, c.ID)
		if draft.Value(from) == "" && draft.Value(from+".unknown") == "" {
			continue
		}
		for _, part := range []string{"", ".per", ".unknown"} {
			post[to+part] = draft.Value(from + part)
		}
	}
	draft.Apply(draft.Rev, post)
	return draft.RemoveRow(p.List, p.Row)
}

// KeepApart remembers that two rows that look alike are not the same.
func (d *Draft) KeepApart(p Twin) bool {
	if d.row(p.List, p.Row) == nil || d.row(p.List, p.Like) == nil || slices.Contains(d.Apart, p) {
		return false
	}
	d.Rev++
	d.Apart = append(d.Apart, p)
	return true
}
