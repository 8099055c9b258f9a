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
	answers map[string]*answer // by path; absent: not asked
	hidden  map[string]bool
	values  map[string]formula.Value
	rows    map[string][]formula.Row
	busy    map[string]bool
	paths   map[string]map[string][]string // of the cells of rows, by question and row: asked for often
	stopped bool                           // a formula took too much work
	world   World
	env     formula.Env
}

// Evaluate works out what follows from a draft.
func (d *Definition) Evaluate(draft *Draft, w World) *Outcome {
	o := &Outcome{
		Def: d, Draft: draft, world: w, answers: make(map[string]*answer, d.places(draft)), hidden: make(map[string]bool, d.places(draft)/4),
		values: make(map[string]formula.Value, len(d.names.types)), rows: map[string][]formula.Row{}, busy: map[string]bool{}, paths: map[string]map[string][]string{},
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

// places is about how many answers a draft has room for.
func (d *Definition) places(draft *Draft) int {
	n := len(d.names.questions)
	for id, rows := range draft.Rows {
		if q := d.names.questions[id]; q != nil && q.Rows != nil {
			n += len(rows) * len(q.Rows.Columns)
		}
	}
	return n
}

// pathsOf gives the paths of the cells of a row, by column.
func (o *Outcome) pathsOf(q *Question, id string) []string {
	if list, ok := o.paths[q.ID][id]; ok {
		return list
	}
	var all strings.Builder // one text that holds them all: rows are many and paths are long
	list := make([]string, len(q.Rows.Columns))
	all.Grow(len(list) * (len(q.ID) + len(id) + 16))
	for i, c := range q.Rows.Columns {
		from := all.Len()
		for _, part := range [...]string{q.ID, "[", id, "].", c.ID} {
			all.WriteString(part)
		}
		list[i] = all.String()[from:]
	}
	if o.paths[q.ID] == nil {
		o.paths[q.ID] = make(map[string][]string, len(o.Draft.Rows[q.ID]))
	}
	o.paths[q.ID][id] = list
	return list
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
		o.hidden[name] = true
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
	o.answers[q.ID] = &a
	return a.value
}

// given is what was read at a path; nothing is filled in where nothing is asked.
func (o *Outcome) given(path string) answer {
	if a := o.answers[path]; a != nil {
		return *a
	}
	return answer{}
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

// list reads the rows of a question: their columns, then what rows work out.
func (o *Outcome) list(q *Question) formula.Value {
	ids := o.Draft.RowIDs(q.ID)
	none := o.none(q)
	if len(ids) == 0 && !none {
		o.answers[q.ID] = &answer{}
		return formula.Unanswered()
	}
	rows := make([]formula.Row, 0, len(ids))
	var used []string
	for _, id := range ids {
		row := make(formula.Row, len(q.Rows.Columns)+len(q.Rows.computes))
		rows = append(rows, row)
		if o.row(q, id, rows) {
			used = append(used, id)
		} else {
			rows = rows[:len(rows)-1]
		}
	}
	for i := range rows {
		for _, c := range q.Rows.computes {
			rows[i][c.id] = o.eval(c.f, rows, i)
		}
	}
	o.answers[q.ID] = &answer{filled: len(used) > 0 || none}
	o.rows[q.ID] = rows
	if len(used) == 0 && !none {
		return formula.Unanswered()
	}
	return formula.RowsOf(rows)
}

// none tells whether the client says that there are no rows, where that is an
// answer.
func (o *Outcome) none(q *Question) bool {
	return q.Rows.None != "" && o.Draft.Value(q.ID+".none") == "1"
}

// row reads the columns of the last of rows; a row in which nothing was filled
// in but what stood ready is no row, unless the dossier has it already.
func (o *Outcome) row(q *Question, id string, rows []formula.Row) bool {
	i, any, paths := len(rows)-1, o.world.Record.Row(q.Fact, id) != nil, o.pathsOf(q, id)
	answers := make([]answer, len(paths)) // of the whole row in one piece
	for k, c := range q.Rows.Columns {
		path := paths[k]
		if c.rules.show != nil && !o.eval(c.rules.show, rows, i).Holds() {
			rows[i][c.ID], o.hidden[path] = formula.Inapplicable(), true
			continue
		}
		a := &answers[k]
		*a = read(c, o.Draft, path, o.world.Today)
		o.answers[path] = a
		rows[i][c.ID] = a.value
		ready := c.ID == q.Rows.StartColumn && len(q.Rows.Start) > 0 && !o.Draft.touched(path)
		any = any || a.filled && !ready
	}
	if !any {
		for _, path := range paths {
			delete(o.answers, path)
		}
	}
	return any
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
