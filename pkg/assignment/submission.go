// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
)

// Submission is what was handed in, as it can be shown for ever: it needs no
// definition to be read again.
type Submission struct {
	Title   string     `json:"i"`
	At      time.Time  `json:"at"`
	Answers []Line     `json:"a"`
	Values  []Computed `json:"v,omitempty"`
	Results []Result   `json:"r,omitempty"`
	Alerts  []Alert    `json:"l,omitempty"`
	Replies []Reply    `json:"p,omitempty"`
	Next    []string   `json:"n,omitempty"`
}

// Line is a question with its answer, or a list with its rows.
type Line struct {
	Label string `json:"l"`
	Value string `json:"v,omitempty"`
	Path  string `json:"p,omitempty"`
	Page  string `json:"g,omitempty"`
	Row   string `json:"o,omitempty"`
	Rows  []Line `json:"r,omitempty"` // of a list; each row with its columns in Rows

	Since *time.Time `json:"t,omitempty"` // it came from the dossier, and was said then
	Old   bool       `json:"d,omitempty"` // that long ago, and nobody said that it is still right
}

// from says of a line that its answer came from the dossier.
func (l Line) from(k *Known) Line {
	if k != nil {
		l.Since, l.Old = &k.At, k.Old && !k.Still
	}
	return l
}

// Submission makes the sheet that is handed in.
func (o *Outcome) Submission(at time.Time) Submission {
	s := Submission{Title: o.Def.Title, At: at, Answers: o.Review(), Results: o.Results(), Alerts: o.Alerts(), Replies: o.Replies(), Next: o.Next()}
	for _, c := range o.Def.Computes {
		if c.Label != "" || c.Save != "" {
			s.Values = append(s.Values, o.Computed(c))
		}
	}
	return s
}

// Review lists every question with its answer, in the order they were asked.
func (o *Outcome) Review() []Line {
	var list []Line
	for _, p := range o.AskedPages() {
		for _, q := range p.Questions {
			if o.hidden(q.ID) || o.untold(q) {
				continue
			}
			line := Line{Label: q.Ask, Path: q.ID, Page: o.screenOf(p, q)}
			if q.Rows == nil {
				line.Value = o.said(q, q.ID)
				line = line.from(o.KnownAnswer(q))
			} else {
				line.Rows = o.reviewRows(q, p)
				if len(line.Rows) == 0 {
					line.Value = word(o.Def.Language, "blank")
					if o.none(q) {
						line.Value = q.Rows.None
					}
				}
			}
			list = append(list, line)
		}
	}
	return list
}

// untold tells whether a question has no answer to show: it only tells, is
// filled in on paper, or has nothing to choose from.
func (o *Outcome) untold(q *Question) bool {
	_, asked := o.asked(q.ID)
	return q.Type.Kind == Info || q.Type.Kind == Paper || q.Type.Kind == Pick && !asked
}

func (o *Outcome) said(q *Question, path string) string {
	a := o.given(path)
	if a.issue != nil {
		return "“" + a.keep().Raw + "”"
	}
	return Describe(q.Type, a.keep(), o.Def.Language)
}

func (o *Outcome) reviewRows(q *Question, p *Page) []Line {
	var rows []Line
	for i, id := range o.usedRows(q) {
		row := Line{Label: o.rowTitle(q, o.rows[q.ID], i), Row: id, Page: o.screenOf(p, q)}.from(o.KnownRow(q, id))
		for _, c := range q.Rows.Columns {
			path := cell(q.ID, id, c.ID)
			if a, ok := o.asked(path); ok && a.filled {
				row.Rows = append(row.Rows, Line{Label: c.labelShort(), Value: o.said(c, path)})
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// Facts gives what a submission writes into the dossier: only what is new or
// changed. What was left blank writes nothing, because blank is not "delete".
func (o *Outcome) Facts(at time.Time, src dossier.Source) []dossier.Fact {
	var facts []dossier.Fact
	add := func(f dossier.Fact) {
		f.At, f.Source = at, src
		facts = append(facts, f)
	}
	for _, p := range o.AskedPages() {
		for _, q := range p.Questions {
			switch {
			case q.Fact == "" && q.Save == "" || o.hidden(q.ID):
			case q.Rows != nil:
				o.rowFacts(q, add)
			default:
				o.plainFact(q, add)
			}
		}
	}
	o.computedFacts(src, add)
	return facts
}

// computedFacts writes what was worked out. A figure that this assignment worked
// out before and cannot any more, because what it came from is gone, is no
// longer known: it must not stand as if it were of now. What somebody filled in
// is never taken away like that.
func (o *Outcome) computedFacts(src dossier.Source, add func(dossier.Fact)) {
	for _, c := range o.Def.Computes {
		if c.Save == "" {
			continue
		}
		old, known := o.world.Record.Fact(c.Save)
		ours := known && old.By == dossier.ByComputer && old.Source.Assignment == src.Assignment
		v := o.Value(c.ID)
		if !v.Answered() {
			if ours && old.Value().State == dossier.Answered {
				add(dossier.Fact{Path: c.Save, By: dossier.ByComputer, Values: map[string]dossier.Value{"": {State: dossier.Blank}}})
			}
			continue
		}
		if kept := keep(v); !ours || !o.world.settled(old) || old.Value() != kept || old.Source.Version != src.Version {
			add(dossier.Fact{Path: c.Save, By: dossier.ByComputer, Values: map[string]dossier.Value{"": kept}})
		}
	}
}

func (o *Outcome) plainFact(q *Question, add func(dossier.Fact)) {
	a := o.given(q.ID)
	if !a.filled || a.issue != nil {
		return
	}
	path, kept := cmp.Or(q.Fact, q.Save), a.keep()
	fact := dossier.Fact{Path: path, By: dossier.ByClient, Values: map[string]dossier.Value{"": kept}}
	if old, ok := o.world.Record.Fact(path); ok && old.Value().Alike(kept) {
		_, said := o.world.Record.Since(path, "", "")
		k := o.KnownAnswer(q)
		switch {
		case dossier.Old(said, o.world.Today) && (o.Draft.own(q.ID) || k != nil && k.Still):
			fact.Still = []string{""} // nothing new, and right again: ticked, or typed once more
		case o.world.settled(old):
			return
		default: // it stands with this sheet too, and is as old as it was
			fact.Said = old.SaidAt()
		}
	}
	add(fact)
}

func (o *Outcome) rowFacts(q *Question, add func(dossier.Fact)) {
	old := map[string]dossier.Fact{}
	for _, f := range o.world.Record.Rows(q.Fact) {
		old[f.Row] = f
	}
	used := o.usedRows(q)
	for i, id := range used {
		values := o.rowValues(q, id, i)
		before, known := old[id]
		if known { // what is blank here, or not asked, keeps what it was
			for name, v := range before.Values {
				if _, said := values[name]; !said && !q.worksOut(name) {
					values[name] = v
				}
			}
		}
		fact := dossier.Fact{Path: q.Fact, Row: id, By: dossier.ByClient, Values: values, Apart: o.Draft.apart(q.ID, id)}
		if k := o.KnownRow(q, id); k != nil && k.Old && k.Still {
			fact.Still = q.asked(values)
		}
		same := known && maps.EqualFunc(before.Values, values, dossier.Value.Alike)
		if same && len(fact.Still) == 0 {
			fact.Said = before.SaidAt()
		}
		if !same || !o.world.settled(before) || len(fact.Still) > 0 {
			add(fact)
		}
	}
	for _, r := range o.Draft.Rows[q.ID] {
		if _, known := old[r.ID]; known && r.Removed != 0 && !slices.Contains(used, r.ID) {
			add(dossier.Fact{Path: q.Fact, Row: r.ID, By: dossier.ByClient, Removed: true})
		}
	}
	said, _ := o.world.Record.Fact(q.Fact)
	if len(used) == 0 && o.none(q) && !(saysNone(o.world.Record, q.Fact) && o.world.settled(said)) {
		add(dossier.Fact{Path: q.Fact, By: dossier.ByClient, None: true})
	}
}

// asked lists the columns that a list asks, of those with a value.
func (q *Question) asked(values map[string]dossier.Value) []string {
	var names []string
	for _, c := range q.Rows.Columns {
		if _, ok := values[c.ID]; ok {
			names = append(names, c.ID)
		}
	}
	return names
}

// worksOut tells whether a list works a column out itself: one that it cannot
// work out any more is not known any more.
func (q *Question) worksOut(column string) bool {
	return slices.ContainsFunc(q.Rows.computes, func(c rowCompute) bool { return c.id == column })
}

// saysNone tells whether the last word on a list is that there are no rows.
func saysNone(r *dossier.Record, path string) bool {
	f, ok := r.Fact(path)
	later := func(g dossier.Fact) bool { return g.At.After(f.At) && !g.Withdrawn }
	return ok && f.None && len(r.Rows(path)) == 0 && !slices.ContainsFunc(r.All(path), later)
}

func (o *Outcome) rowValues(q *Question, id string, i int) map[string]dossier.Value {
	values := map[string]dossier.Value{}
	for _, c := range q.Rows.Columns {
		if a, ok := o.asked(cell(q.ID, id, c.ID)); ok && a.filled && a.issue == nil {
			values[c.ID] = a.keep()
		}
	}
	for _, c := range q.Rows.computes {
		if _, ok := q.Type.Column(c.id); ok {
			if v := o.rows[q.ID][i].Get(c.id); v.Answered() {
				values[c.id] = keep(v)
			}
		}
	}
	return values
}

// keep gives a value as the dossier keeps it.
func keep(v formula.Value) dossier.Value {
	switch v.Kind() {
	case formula.Money:
		return dossier.Value{Cents: v.Cents()}
	case formula.MoneyPer:
		return dossier.Value{Cents: v.Per().Cents, Period: v.Per().Period}
	case formula.NumberKind:
		return dossier.Value{Text: v.Number().Format("en")}
	case formula.YesNo:
		if v.Holds() {
			return dossier.Value{Text: "yes"}
		}
		return dossier.Value{Text: "no"}
	case formula.Date:
		return dossier.Value{Text: v.Date().Format(time.DateOnly)}
	case formula.Choices:
		return dossier.Value{Text: strings.Join(v.List(), " ")}
	default:
		return dossier.Value{Text: v.Text()}
	}
}

// Prefill makes a draft that begins with what the dossier knows already, and
// with the rows that stand ready. It asks nothing twice.
func (d *Definition) Prefill(w World, newID func() string) *Draft {
	r, draft := w.Record, NewDraft()
	put := func(path string, t dossier.Type, v dossier.Value) {
		raw, per, unknown := retype(t, v)
		draft.put(path, raw)
		draft.put(path+".per", per)
		if unknown {
			draft.put(path+".unknown", "1")
		}
	}
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			if q.Rows != nil {
				d.prefillRows(q, w, draft, put, newID)
				continue
			}
			if f, ok := r.Fact(q.Fact); ok && q.Fact != "" {
				put(q.ID, q.Type, f.Value())
			} else if q.Default != "" {
				draft.put(q.ID, q.Default)
			}
		}
	}
	d.prefillFormulas(w, draft, put)
	return draft
}

// prefillFormulas fills in what follows from the dossier.
func (d *Definition) prefillFormulas(w World, draft *Draft, put func(string, dossier.Type, dossier.Value)) {
	var o *Outcome
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			if q.rules.prefill == nil {
				continue
			}
			if o == nil {
				o = d.Evaluate(draft, w)
			}
			if v := o.eval(q.rules.prefill, nil, 0); v.Answered() {
				put(q.ID, q.Type, keep(v))
			}
		}
	}
}

func (d *Definition) prefillRows(q *Question, w World, draft *Draft, put func(string, dossier.Type, dossier.Value), newID func() string) {
	known := 0
	for _, f := range w.Record.Rows(q.Fact) {
		if !q.takesFact(f, w) {
			continue
		}
		known++
		draft.Rows[q.ID] = append(draft.Rows[q.ID], &Row{ID: f.Row})
		for _, c := range q.Rows.Columns {
			if v, ok := f.Values[c.ID]; ok {
				put(cell(q.ID, f.Row, c.ID), c.Type, v)
			}
		}
	}
	if known > 0 {
		return
	}
	if q.Rows.None != "" && saysNone(w.Record, q.Fact) {
		draft.put(q.ID+".none", "1")
	}
	for _, option := range q.Rows.Start {
		id := newID()
		draft.Rows[q.ID] = append(draft.Rows[q.ID], &Row{ID: id})
		draft.put(cell(q.ID, id, q.Rows.StartColumn), option)
	}
}

// put writes a value that stood there before anything was typed.
func (d *Draft) put(path, value string) {
	if value != "" {
		d.Fields[path] = &Field{Log: []Entry{{Rev: 0, Value: value}}}
	}
}
