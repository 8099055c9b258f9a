// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
)

// Computed gives a computed value with how it was worked out.
func (o *Outcome) Computed(c *Compute) Computed {
	v := o.Value(c.ID)
	t, _ := o.Def.vocab.Type(c.Save)
	out := Computed{
		ID: c.ID, Label: cmp.Or(c.Label, t.Label), Explain: c.Explain, Value: o.show(v, t), Known: v.Answered(), Path: c.Save,
	}
	if v.Kind() == formula.Money {
		out.Cents = int64(v.Cents())
	}
	for _, name := range v.Missing() {
		out.Missing = append(out.Missing, o.labelOf(name))
	}
	out.Missing = slices.Compact(out.Missing)
	out.Rules = o.rules(c.ID)
	if ex, err := c.f.Explain(o, o.env); err == nil && v.Answered() {
		out.Adds = ex.Adds
		out.Steps = o.steps(ex.Terms, map[string]bool{c.ID: true})
		if !out.Adds {
			out.Formula = o.Def.inWords(c)
		}
	}
	return out
}

// Kept gives a computed value as the dossier keeps it; false while it is not known.
func (o *Outcome) Kept(c *Compute) (dossier.Value, bool) {
	v := o.Value(c.ID)
	if !v.Answered() {
		return dossier.Value{}, false
	}
	return keep(v), true
}

// maxWords bounds a formula in words: a longer one helps nobody.
const maxWords = 300

// inWords gives a formula as a person would read it, unless a name in it has no
// words of its own: then what went in says more.
func (d *Definition) inWords(c *Compute) string {
	for _, name := range c.f.Names() {
		if other := d.names.computes[name]; other != nil && other.Label == "" {
			return ""
		}
	}
	words, all := speaker{def: d, lang: d.Language}.plainly(c.f.Source())
	if !all || len(words) > maxWords {
		return ""
	}
	return words
}

// steps writes a sum out: a total of rows becomes its rows, and a value without a
// name of its own what it came from.
func (o *Outcome) steps(terms []formula.Term, seen map[string]bool) []Step {
	var list []Step
	for _, t := range terms {
		base, _, _ := strings.Cut(t.Name, ".")
		switch c := o.Def.names.computes[t.Name]; {
		case len(t.Parts) > 0:
			list = append(list, o.partSteps(t, o.Def.names.questions[base])...)
		case c != nil && c.Label == "":
			if ex, err := c.f.Explain(o, o.env); err == nil && !seen[c.ID] {
				seen[c.ID] = true
				list = append(list, o.steps(ex.Terms, seen)...)
			}
		default:
			label := t.Law.In(o.Def.Language)
			if t.Name != "" {
				label = o.labelOf(t.Name)
			}
			if !t.Value.Answered() || label == "" || t.Name == "today" && seen["today"] {
				continue
			}
			if t.Name == "today" {
				seen["today"] = true // it says something once
			}
			list = append(list, Step{Label: label, Value: o.show(t.Value, o.namedType(t.Name)), Minus: t.Minus, Since: o.since(t.Name)})
		}
	}
	return list
}

func (o *Outcome) partSteps(t formula.Term, q *Question) []Step {
	var list []Step
	var used []string
	if q != nil {
		used = o.usedRows(q)
	}
	for _, p := range t.Parts {
		step := Step{Label: p.Source, Value: o.show(p.Value, q.typeOr()), Minus: t.Minus}
		if q != nil && p.Row >= 0 && p.Row < len(o.rows[q.ID]) {
			step.Label = o.rowTitle(q, o.rows[q.ID], p.Row)
			if p.Row < len(used) {
				step.Since = o.sinceRow(q, used[p.Row], t.Name)
			}
		}
		if q == nil {
			step.Label = o.dossierRow(t.Name, p.Row)
		}
		list = append(list, step)
	}
	return list
}

// dossierRow names a row of a list of the dossier by what its first column says,
// or else by what the list is called.
func (o *Outcome) dossierRow(name string, row int) string {
	for path := strings.TrimPrefix(name, "dossier."); path != ""; path = path[:max(strings.LastIndexByte(path, '.'), 0)] {
		t, ok := o.Def.vocab.Type(path)
		if !ok || t.Kind != dossier.Rows {
			continue
		}
		rows := o.Value("dossier." + path).Rows()
		if row >= 0 && row < len(rows) && len(t.Columns) > 0 {
			if title := o.show(rows[row].Get(t.Columns[0].Path), t.Columns[0]); title != "" {
				return title
			}
		}
		return t.Label
	}
	return o.labelOf(name)
}

// sinceRow tells when the column of a row that went in was said, or else the row.
func (o *Outcome) sinceRow(q *Question, row, name string) *time.Time {
	_, column, _ := strings.Cut(name, ".")
	column, _, _ = strings.Cut(column, ".")
	for _, c := range q.Rows.Columns {
		if c.ID == column {
			return o.knownColumn(q, c, row).since()
		}
	}
	return o.KnownRow(q, row).since()
}

// since tells when something that went in was said, where it came from the dossier.
func (o *Outcome) since(name string) *time.Time {
	if path, ok := strings.CutPrefix(name, "dossier."); ok {
		if _, at := o.world.Record.Since(path, "", ""); !at.IsZero() {
			return &at
		}
		return nil
	}
	if q := o.Def.names.questions[name]; q != nil && q.Rows == nil {
		return o.KnownAnswer(q).since()
	}
	return nil
}

// since gives the moment of an answer that came from the dossier; nil for one that
// was typed or looked over now.
func (k *Known) since() *time.Time {
	if k == nil || k.Still {
		return nil
	}
	return &k.At
}

// ColumnRule gives in words how a column of a list is worked out; empty where this
// assignment does not.
func (d *Definition) ColumnRule(path, column string) string {
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			if q.Fact != path || q.Rows == nil {
				continue
			}
			for _, c := range q.Rows.computes {
				if c.id == column {
					return d.Say(c.f.Source(), d.Language, q)
				}
			}
		}
	}
	return ""
}
