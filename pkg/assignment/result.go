// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
)

// Result is one thing on the result page: a text, a computed value, a list, or
// scales beside what they were.
type Result struct {
	Tone   string        `json:"t,omitempty"` // good, info, warning, urgent or none
	HTML   template.HTML `json:"h,omitempty"`
	Value  *Computed     `json:"v,omitempty"`
	List   *ResultList   `json:"l,omitempty"`
	Beside *Comparison   `json:"b,omitempty"`
}

// Computed is a value that was worked out, with how.
type Computed struct {
	ID      string   `json:"i"`
	Label   string   `json:"l"`
	Value   string   `json:"v"`
	Cents   int64    `json:"c,omitempty"` // of an amount, for a picture
	Explain string   `json:"e,omitempty"`
	Steps   []Step   `json:"s,omitempty"` // what was added and taken off
	Adds    bool     `json:"a,omitempty"` // the steps add up to the value
	Missing []string `json:"m,omitempty"` // what is not filled in yet
	Known   bool     `json:"k,omitempty"`
	Rules   []Rule   `json:"n,omitempty"` // the figures of the law it rests on
	Formula string   `json:"f,omitempty"` // how it is worked out, in words, where that is no sum
	Path    string   `json:"p,omitempty"` // of the fact that it is kept as
}

// Step is a line of a sum.
type Step struct {
	Label string `json:"l"`
	Value string `json:"v"`
	Minus bool   `json:"m,omitempty"`

	Since *time.Time `json:"t,omitempty"` // it came from the dossier, and was said then
}

// ResultList is a list of rows in groups.
type ResultList struct {
	Groups []ResultGroup `json:"g"`
}

// ResultGroup is a part of a list.
type ResultGroup struct {
	Title string     `json:"t"`
	Rows  [][]string `json:"r"` // the columns of each row
}

// Alert is what a counsellor should see first.
type Alert struct {
	Text     string `json:"t"`
	Urgent   bool   `json:"u,omitempty"`
	Workdays int    `json:"w,omitempty"` // within which the law wants a first talk
}

// Reply is a piece of text that fits what came out.
type Reply struct {
	Title string `json:"i"`
	Text  string `json:"t"`
}

// Results gives what the result page shows.
func (o *Outcome) Results() []Result {
	var list []Result
	for _, r := range o.Def.results {
		if !o.holds(r.when) {
			continue
		}
		switch {
		case r.text != nil:
			list = append(list, Result{Tone: r.tone, HTML: r.text.markup.HTML(o.fill(r.text, nil, nil, 0))})
		case r.show != "":
			c := o.Computed(o.Def.names.computes[r.show])
			list = append(list, Result{Tone: r.tone, Value: &c})
		case r.list != "":
			list = append(list, Result{Tone: r.tone, List: o.resultList(r)})
		case len(r.beside) > 0:
			list = append(list, Result{Tone: r.tone, Beside: o.comparison(r.beside)})
		}
	}
	return list
}

func (o *Outcome) resultList(r resultRule) *ResultList {
	q := o.Def.names.questions[r.list]
	rows := o.rows[r.list]
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	if r.order != "" {
		slices.SortStableFunc(order, func(a, b int) int { return before(rows[a].Get(r.order), rows[b].Get(r.order)) })
	}
	list, taken := &ResultList{}, map[int]bool{}
	groups := r.group
	if len(groups) == 0 {
		groups = []groupRule{{}}
	}
	for _, g := range groups {
		group := ResultGroup{Title: g.title}
		for _, i := range order {
			if taken[i] || g.when != nil && !o.eval(g.when, rows, i).Holds() {
				continue
			}
			taken[i] = true
			group.Rows = append(group.Rows, o.written(q, rows[i], r.cols))
		}
		if len(group.Rows) > 0 {
			list.Groups = append(list.Groups, group)
		}
	}
	return list
}

// before orders two rows by a number, an amount or a day. A day that is not known comes last.
func before(a, b formula.Value) int {
	if a.Kind() == formula.Date || b.Kind() == formula.Date {
		if a.Answered() != b.Answered() {
			if a.Answered() {
				return -1
			}
			return 1
		}
		return a.Date().Compare(b.Date())
	}
	return cmp.Or(cmp.Compare(a.Number(), b.Number()), cmp.Compare(a.Cents(), b.Cents()))
}

// written gives the columns of a row as the list shows them: what was answered and
// what the row works out. What is asked and not known shows as a gap; what is not
// asked, may stay empty or cannot be worked out yet is left out.
func (o *Outcome) written(q *Question, row formula.Row, cols []string) []string {
	fact, _ := o.Def.vocab.Type(q.Fact)
	var out []string
	for _, id := range cols {
		v, of, gap := row.Get(id), dossier.Type{}, false
		if k := slices.IndexFunc(q.Rows.Columns, func(c *Question) bool { return c.ID == id }); k >= 0 {
			of, gap = q.Rows.Columns[k].Type, q.Rows.Columns[k].Required && v.State() == formula.NotAnswered
		} else {
			of, _ = fact.Column(id)
		}
		if v.Answered() || gap {
			out = append(out, o.show(v, of))
		}
	}
	return out
}

// Alerts gives what the counsellor should see, the urgent ones first.
func (o *Outcome) Alerts() []Alert {
	var list []Alert
	for _, a := range o.Def.counsel.alerts {
		if a.when != nil && o.holds(a.when) && a.text != nil {
			list = append(list, Alert{Text: a.text.markup.Text(o.fill(a.text, nil, nil, 0)), Urgent: a.urgent, Workdays: a.workdays})
		}
	}
	slices.SortStableFunc(list, func(a, b Alert) int {
		switch {
		case a.Urgent == b.Urgent:
			return 0
		case a.Urgent:
			return -1
		}
		return 1
	})
	return list
}

// Replies gives the texts that fit what came out.
func (o *Outcome) Replies() []Reply {
	var list []Reply
	for _, r := range o.Def.counsel.replies {
		if o.holds(r.when) && r.text != nil {
			list = append(list, Reply{Title: r.title, Text: strings.TrimSpace(r.text.markup.Text(o.fill(r.text, nil, nil, 0)))})
		}
	}
	return list
}

// Next gives the assignments that could follow.
func (o *Outcome) Next() []string {
	var list []string
	for _, n := range o.Def.counsel.next {
		if o.holds(n.when) {
			list = append(list, n.id)
		}
	}
	return list
}
