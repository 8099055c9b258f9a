// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
)

// World is what an evaluation knows beside the answers.
type World struct {
	Today       time.Time
	AddWorkdays func(time.Time, int) time.Time
	Record      *dossier.Record // nil: an empty dossier

	// Unsettled tells which facts may still be taken back with another sheet: what
	// says the same is written once more, so that it does not go with them.
	Unsettled func(dossier.Fact) bool
}

// settled tells whether a fact need not be repeated.
func (w World) settled(f dossier.Fact) bool { return w.Unsettled == nil || !w.Unsettled(f) }

// Outcome is what follows from a draft: all values, what is still open, and
// what comes out. It is worked out anew each time; nothing is kept up to date.
type Outcome struct {
	Def     *Definition
	Draft   *Draft
	answers map[string]*answer // of questions, by id; absent: not asked
	cells   map[string]*cells  // of lists, by id
	values  map[string]formula.Value
	rows    map[string][]formula.Row // of lists, those in which something was filled in
	busy    map[string]bool
	stopped bool // a formula took too much work
	world   World
	env     formula.Env
}

// Evaluate works out what follows from a draft.
func (d *Definition) Evaluate(draft *Draft, w World) *Outcome {
	o := &Outcome{
		Def: d, Draft: draft, world: w, answers: make(map[string]*answer, len(d.names.questions)), cells: map[string]*cells{},
		values: make(map[string]formula.Value, len(d.names.types)), rows: map[string][]formula.Row{}, busy: map[string]bool{},
		env: formula.Env{Today: w.Today, AddWorkdays: w.AddWorkdays, Steps: formula.NewBudget()},
	}
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			o.Value(q.ID)
		}
	}
	for _, c := range d.Computes {
		o.Value(c.ID)
	}
	return o
}

// Value gives the value of a name that a formula uses; part of formula.Vars.
func (o *Outcome) Value(name string) formula.Value {
	if v, ok := o.values[name]; ok {
		return v
	}
	if o.busy[name] { // a circle is refused when the file is read
		return formula.Unanswered(name)
	}
	o.busy[name] = true
	v := o.work(name)
	delete(o.busy, name)
	o.values[name] = v
	return v
}

func (o *Outcome) work(name string) formula.Value {
	if path, ok := strings.CutPrefix(name, "dossier."); ok {
		return o.known(path)
	}
	if c := o.Def.names.computes[name]; c != nil {
		return o.eval(c.f, nil, 0)
	}
	q := o.Def.names.questions[name]
	if q == nil {
		return o.column(name)
	}
	if !o.holds(o.Def.names.pageOf[name].showIf) || !o.holds(q.rules.show) {
		o.answers[name] = &answer{hidden: true}
		return formula.Inapplicable()
	}
	if q.Rows != nil {
		return o.list(q)
	}
	switch q.Type.Kind {
	case Info, Paper:
		return formula.Inapplicable()
	case Pick:
		return o.picked(q)
	}
	a := read(q, o.Draft, q.ID, o.world.Today)
	a.asked = true
	o.answers[q.ID] = &a
	return a.value
}

// holds tells whether a condition is met; a missing one always is.
func (o *Outcome) holds(f *formula.Formula) bool { return f == nil || o.eval(f, nil, 0).Holds() }

func (o *Outcome) eval(f *formula.Formula, rows []formula.Row, i int) formula.Value {
	if f == nil {
		return formula.Unanswered()
	}
	v, err := f.EvalRow(rows, i, o, o.env)
	if err != nil { // too much work: no answer is better than a wrong one
		o.stopped = true
		return formula.Unanswered()
	}
	return v
}

func (o *Outcome) knownRows(t dossier.Type) formula.Value {
	if !o.world.Record.Has(t.Path) {
		return formula.Unanswered("dossier." + t.Path)
	}
	var rows []formula.Row
	for _, f := range o.world.Record.Rows(t.Path) {
		rows = append(rows, rowOf(t, f))
	}
	return formula.RowsOf(rows)
}

// valueOf gives a kept value as formulas see it.
func valueOf(t dossier.Type, v dossier.Value) formula.Value {
	if v.State != dossier.Answered || v == (dossier.Value{}) && t.Kind != dossier.Money {
		return formula.Unanswered()
	}
	switch t.Kind {
	case dossier.Money:
		return formula.MoneyOf(v.Cents)
	case dossier.MoneyPer:
		return formula.PerOf(money.Per{Cents: v.Cents, Period: v.Period})
	case dossier.Number, dossier.Scale:
		n, ok := formula.ReadNumber(v.Text)
		if !ok {
			return formula.Unanswered()
		}
		return formula.NumberOf(n)
	case dossier.YesNo, dossier.Confirm:
		return formula.YesNoOf(v.Text == "yes")
	case dossier.Choice:
		return formula.ChoiceOf(v.Text)
	case dossier.Choices:
		return formula.ChoicesOf(strings.Fields(v.Text)...)
	case dossier.Date:
		day, err := time.Parse(time.DateOnly, v.Text)
		if err != nil {
			return formula.Unanswered()
		}
		return formula.DateOf(day)
	default:
		return formula.TextOf(v.Text)
	}
}
