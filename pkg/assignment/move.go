// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/dossier"
)

// Move is the step of a draft from one version of an assignment to another.
type Move struct {
	Rev  int            `json:"r"`           // revision that the step made
	From string         `json:"f"`           // logic of the version that was left
	Was  map[string]Was `json:"w,omitempty"` // what is asked otherwise now, by its name then
	New  []string       `json:"n,omitempty"` // what was not asked then
}

// MoveTo brings what was typed into another version. What can stay or moves to
// another name does; what was chosen and cannot be chosen any more, and answers to
// what is asked no more, are parked. Nothing that was typed is lost, and what was
// parked before comes back where it is asked again.
func (d *Definition) MoveTo(to *Definition, draft *Draft, w World, newID func() string) {
	draft.Rev++
	m := mover{from: d, to: to, draft: draft, step: Move{Rev: draft.Rev, From: d.LogicHash, Was: d.otherwise(to, draft, w)}}
	earlier := slices.Clone(draft.Parked)
	numbers := m.rowNumbers()
	groups := map[string]map[string]*Field{}
	for path, f := range draft.Fields {
		s := spotOf(path)
		if _, changed := m.step.Was[s.name()]; !changed {
			continue
		}
		if groups[s.base()] == nil {
			groups[s.base()] = map[string]*Field{}
		}
		groups[s.base()][s.ending] = f
		delete(draft.Fields, path)
	}
	m.rows()
	for _, base := range slices.Sorted(maps.Keys(groups)) {
		s := spotOf(base)
		m.group(s, numbers[s.question+"["+s.row], groups[base])
	}
	for _, p := range earlier {
		m.unpark(p)
	}
	m.begin(w, newID)
	draft.Moves = append(draft.Moves, m.step)
	draft.Declined = ""
}

// Clone gives a copy that can be changed without touching the draft.
func (d *Draft) Clone() *Draft {
	field := func(f *Field) *Field {
		if f == nil {
			return nil
		}
		return &Field{Log: slices.Clone(f.Log), Others: slices.Clone(f.Others)}
	}
	c := *d // layout and the like
	c.Fields, c.Rows, c.Parked, c.Moves = map[string]*Field{}, map[string][]*Row{}, nil, slices.Clone(d.Moves)
	for path, f := range d.Fields {
		c.Fields[path] = field(f)
	}
	for list, rows := range d.Rows {
		for _, r := range rows {
			one := *r
			c.Rows[list] = append(c.Rows[list], &one)
		}
	}
	for _, p := range d.Parked {
		one := *p
		if one.Fields = maps.Clone(p.Fields); one.Fields != nil {
			for ending, f := range p.Fields {
				one.Fields[ending] = field(f)
			}
		}
		c.Parked = append(c.Parked, &one)
	}
	return &c
}

// otherwise lists the questions whose answers do not simply stay.
func (d *Definition) otherwise(to *Definition, draft *Draft, w World) map[string]Was {
	list, taken := map[string]Was{}, map[string]bool{}
	d.eachAsked(func(name string, _, _ *Question) { taken[name] = to.asked(name) != nil })
	o := d.Evaluate(draft, w)
	d.eachAsked(func(name string, of, q *Question) {
		now, ok := to.nameNow(name)
		is := to.asked(now)
		if ok = ok && (now == name || !taken[now]) && is.Type.Kind != Info && is.Type.Kind != Paper; ok {
			if taken[now] = true; now == name && sameAnswers(q, is) {
				return
			}
		} else {
			now = ""
		}
		was := Was{To: now, Label: q.Ask, Kind: q.Type.Kind, Options: map[string]string{}}
		if of != nil {
			was.List = of.Ask
		}
		for _, opt := range q.options(d.Language) {
			was.Options[opt.ID] = opt.Label
		}
		if q.Type.Kind == dossier.Confirm {
			was.Options["yes"] = word(d.Language, "yes") // the label is the question itself
		}
		for _, f := range o.offers(q) {
			was.Options[f.id] = f.title
		}
		if q.Rows != nil && q.Rows.None != "" {
			was.Options[".none"] = q.Rows.None
		}
		list[name] = was
	})
	return list
}

// eachAsked walks the questions, and the columns of each with the list they are
// of, in the order of the file.
func (d *Definition) eachAsked(visit func(name string, of, q *Question)) {
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			visit(q.ID, nil, q)
			for _, c := range q.columns() {
				visit(q.ID+"."+c.ID, q, c)
			}
		}
	}
}

// asked finds a question, or a column "list.column"; nil when there is none.
func (d *Definition) asked(name string) *Question {
	list, column, isColumn := strings.Cut(name, ".")
	q := d.names.questions[list]
	if q == nil || !isColumn {
		return q
	}
	i := slices.IndexFunc(q.columns(), func(c *Question) bool { return c.ID == column })
	if i < 0 {
		return nil
	}
	return q.Rows.Columns[i]
}

// mover is a draft on its way.
type mover struct {
	from, to *Definition
	draft    *Draft
	step     Move
}

// rowNumbers gives the rows their numbers as the client saw them.
func (m *mover) rowNumbers() map[string]string {
	numbers := map[string]string{}
	for list := range m.draft.Rows {
		for i, id := range m.draft.RowIDs(list) {
			numbers[list+"["+id] = strconv.Itoa(i + 1)
		}
	}
	return numbers
}

// rows takes lists along to their new names. Rows of a list that is gone go with
// what was typed in them.
func (m *mover) rows() {
	for _, list := range sortedKeys(m.draft.Rows) {
		w, changed := m.step.Was[list]
		if !changed {
			continue
		}
		rows := m.draft.Rows[list]
		delete(m.draft.Rows, list)
		if q := m.to.asked(w.To); w.To != "" && q.Rows != nil {
			m.draft.Rows[w.To] = append(m.draft.Rows[w.To], rows...)
		}
	}
}

// group moves the fields of one answer.
func (m *mover) group(s spot, number string, fields map[string]*Field) {
	w := m.step.Was[s.name()]
	if w.To == "" {
		m.park(s, number, w, fields)
		return
	}
	target := s.at(w.To).base()
	now, lost := w.carry(m.to.asked(w.To), current(fields))
	if lost {
		m.park(s, number, w, fields)
		for ending, value := range now {
			if value != "" {
				m.draft.Fields[target+ending] = &Field{Log: []Entry{{Rev: m.step.Rev, Value: value}}}
			}
		}
		return
	}
	m.place(target, fields, now)
}

// place puts fields at their new path, with what stands there now on top.
func (m *mover) place(target string, fields map[string]*Field, now answers) {
	for ending, f := range fields {
		if f.last() != now[ending] {
			f.Log = append(f.Log, Entry{Rev: m.step.Rev, Value: now[ending]})
		}
		m.draft.Fields[target+ending] = f
	}
}

// current gives what stands in the fields of an answer.
func current(fields map[string]*Field) answers {
	now := answers{}
	for ending, f := range fields {
		now[ending] = f.last()
	}
	return now
}

// park keeps an answer aside. What stood ready and nobody touched is no answer:
// it is in the dossier.
func (m *mover) park(s spot, number string, w Was, fields map[string]*Field) {
	typed := false
	for _, f := range fields {
		typed = typed || len(f.Others) > 0 || slices.ContainsFunc(f.Log, func(e Entry) bool { return e.Rev > 0 })
	}
	if typed {
		m.draft.Parked = append(m.draft.Parked, &Parked{Rev: m.step.Rev, Path: s.base(), Row: number, Was: w, Fields: fields})
	}
}

// unpark brings an answer back that is asked again, unless another one stands
// there.
func (m *mover) unpark(p *Parked) {
	s := spotOf(p.Path)
	name, ok := m.to.nameNow(s.name())
	if !ok || p.Fields == nil {
		return
	}
	target := s.at(name)
	for ending := range p.Fields {
		if m.draft.Value(target.base()+ending) != "" {
			return
		}
	}
	now, lost := p.carry(m.to.asked(name), current(p.Fields))
	if lost {
		return
	}
	if target.row != "" && m.draft.row(target.question, target.row) == nil {
		m.draft.Rows[target.question] = append(m.draft.Rows[target.question], &Row{ID: target.row, Added: m.step.Rev})
	}
	for ending, f := range p.Fields { // so that who looks at the page of before sees what stood there
		f.Log = append(f.Log, Entry{Rev: m.step.Rev, Value: now[ending]})
		m.draft.Fields[target.base()+ending] = f
	}
	m.draft.Parked = slices.DeleteFunc(m.draft.Parked, func(q *Parked) bool { return q == p })
}

// begin fills in what the dossier knows of questions that are new.
func (m *mover) begin(w World, newID func() string) {
	known := map[string]bool{}
	m.from.eachAsked(func(name string, _, _ *Question) {
		if now, ok := m.to.nameNow(name); ok {
			known[now] = true
		}
	})
	m.to.eachAsked(func(name string, _, _ *Question) {
		if !known[name] {
			m.step.New = append(m.step.New, name)
		}
	})
	ready := m.to.Prefill(w, newID)
	for path, f := range ready.Fields {
		if s := spotOf(path); !known[s.question] && m.draft.Fields[path] == nil && len(m.draft.Rows[s.question]) == 0 {
			m.draft.Fields[path] = f
		}
	}
	for list, rows := range ready.Rows {
		if !known[list] && len(m.draft.Rows[list]) == 0 {
			m.draft.Rows[list] = rows
		}
	}
}
