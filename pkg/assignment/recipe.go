// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
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
	if ex, err := o.explain(c); err == nil && v.Answered() {
		left := maxLines
		if out.Steps, out.Adds = o.sum(ex.Terms, false, &left); !ex.Adds || !out.Adds {
			out.Adds, out.Steps = false, o.inputs(ex.Terms, map[string]bool{c.ID: true})
		}
		if !out.Adds {
			out.Formula = o.Def.inWords(c)
		}
	}
	return out
}

// explain explains a value; of one that is another without a name of its own, that.
func (o *Outcome) explain(c *Compute) (formula.Explanation, error) {
	ex, err := c.f.Explain(o, o.env)
	if other := o.Def.names.computes[ex.Taken]; err == nil && other != nil && other.Label == "" {
		return o.explain(other) // computes never go round
	}
	return ex, err
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
	return d.formulaInWords(c.f.Source())
}

func (d *Definition) formulaInWords(src string) string {
	words, all := speaker{def: d, lang: d.Language}.plainly(src)
	if !all || len(words) > maxWords {
		return ""
	}
	return words
}

// inputs lists what went into a value, each once: a total of rows becomes its rows,
// and a value without a name of its own what it came from.
func (o *Outcome) inputs(terms []formula.Term, seen map[string]bool) []Step {
	var list []Step
	for _, t := range terms {
		t.Minus = false
		base, _, _ := strings.Cut(t.Name, ".")
		switch c := o.Def.names.computes[t.Name]; {
		case len(t.Parts) > 0:
			t.Parts = slices.DeleteFunc(slices.Clone(t.Parts), func(p formula.Term) bool { return met(seen, t.Name+"/"+strconv.Itoa(p.Row)) })
			list = append(list, o.partSteps(t, o.Def.names.questions[base])...)
		case c != nil && c.Label == "":
			if ex, err := c.f.Explain(o, o.env); err == nil && !met(seen, c.ID) {
				list = append(list, o.inputs(ex.Terms, seen)...)
			}
		default:
			list = append(list, o.inputs(t.Within, seen)...)
			if step, ok := o.step(t); ok && !met(seen, cmp.Or(t.Name, step.Label)) {
				list = append(list, step)
			}
		}
	}
	return list
}

// met tells whether a name was met before, and remembers it.
func met(seen map[string]bool, name string) bool {
	was := seen[name]
	seen[name] = true
	return was
}

// step is a term as one line; false when it is not known, or has no words.
func (o *Outcome) step(t formula.Term) (Step, bool) {
	label := t.Law.In(o.Def.Language)
	if t.Name != "" {
		label = o.labelOf(t.Name)
	}
	return Step{Label: label, Value: o.show(t.Value, o.namedType(t.Name)), Minus: t.Minus, Since: o.since(t.Name)}, t.Value.Answered() && label != "" && !o.nothing(t)
}

// nothing tells whether a term is a total of no rows, or a written zero: it says
// nothing in a sum.
func (o *Outcome) nothing(t formula.Term) bool {
	base, column, _ := strings.Cut(t.Name, ".")
	q := o.Def.names.questions[base]
	return zero(t.Value) && (t.Name == "" && len(t.Within) == 0 && t.Law.NL == "" || q != nil && q.Rows != nil && column != "")
}

func zero(v formula.Value) bool {
	return v.Answered() && (v.Kind() == formula.Money && v.Cents() == 0 || v.Kind() == formula.NumberKind && v.Number() == 0)
}

// maxLines bounds a sum that is written out: a longer one helps nobody.
const maxLines = 400

// sum writes a sum out so that its lines add up: a total of rows becomes its rows,
// a value without a name of its own the sum it is, and anything else one line. It
// answers false when a line has no words, and when there are too many.
func (o *Outcome) sum(terms []formula.Term, minus bool, left *int) ([]Step, bool) {
	var list []Step
	for _, t := range terms {
		if *left--; *left < 0 {
			return nil, false
		}
		if t.Minus = t.Minus != minus; t.Value.State() == formula.NotApplicable || len(t.Parts) == 0 && o.nothing(t) {
			continue
		}
		base, _, _ := strings.Cut(t.Name, ".")
		c := o.Def.names.computes[t.Name]
		if len(t.Parts) > 0 && partsAdd(t) {
			*left -= len(t.Parts)
			list = append(list, o.partSteps(t, o.Def.names.questions[base])...)
			continue
		}
		src := t.Source
		if c != nil && c.Label == "" {
			ex, err := o.explain(c)
			if err != nil {
				return nil, false
			}
			if ex.Adds {
				more, ok := o.sum(ex.Terms, t.Minus, left)
				if !ok {
					return nil, false
				}
				list = append(list, more...)
				continue
			}
			if len(ex.Terms) == 0 && zero(t.Value) {
				continue // a written zero
			}
			src = ex.Taken
		} else if step, ok := o.step(t); ok && len(t.Parts) == 0 {
			list = append(list, step)
			continue
		}
		words := o.Def.formulaInWords(src)
		if words == "" || !t.Value.Answered() {
			return nil, false
		}
		list = append(list, Step{Label: words, Value: o.show(t.Value, o.namedType(t.Name)), Minus: t.Minus})
	}
	return list, *left >= 0
}

// partsAdd tells whether the rows of a total add up to it: those of a smallest do
// not.
func partsAdd(t formula.Term) bool {
	if t.Value.Kind() != formula.Money && t.Value.Kind() != formula.NumberKind {
		return false
	}
	var cents money.Cents
	var number formula.Number
	for _, p := range t.Parts {
		switch {
		case !p.Value.Answered():
		case p.Value.Kind() == formula.YesNo && t.Value.Kind() == formula.NumberKind: // a row that was counted
			number += formula.One
		case p.Value.Kind() != t.Value.Kind():
			return false
		case t.Value.Kind() == formula.Money:
			cents += p.Value.Cents()
		default:
			number += p.Value.Number()
		}
	}
	return cents == t.Value.Cents() && number == t.Value.Number()
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
