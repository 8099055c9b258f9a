// SPDX-License-Identifier: EUPL-1.2

package assignment

import "strconv"

// Shown says which parts of an assignment an outcome has: the questions that are
// asked, the checks that fail, and the results, letters, alerts, replies and next
// assignments that come out. A part is named by its place in the file:
// "results.3", "pages.spare.questions.reserve.check.0".
func (o *Outcome) Shown() map[string]bool {
	shown := map[string]bool{}
	o.shownQuestions(shown)
	put := func(part string, yes bool) {
		if yes {
			shown[part] = true
		}
	}
	for i, r := range o.Def.results {
		here := "results." + strconv.Itoa(i)
		put(here, o.holds(r.when))
		if r.list != "" && o.holds(r.when) {
			for k, g := range r.group {
				for row := range o.rows[r.list] {
					put(here+".groups."+strconv.Itoa(k), g.when == nil || o.eval(g.when, o.rows[r.list], row).Holds())
				}
			}
		}
	}
	w := letterWorld{o}
	for _, l := range o.Def.letters {
		rows := w.Rows(l.each.List)
		put("letters."+l.id, o.holds(l.when) && (l.each.List == "" || len(rows) > 0))
	}
	for i, a := range o.Def.counsel.alerts {
		put("counsellor.alerts."+strconv.Itoa(i), a.when != nil && o.holds(a.when))
	}
	for i, r := range o.Def.counsel.replies {
		put("counsellor.replies."+strconv.Itoa(i), o.holds(r.when))
	}
	for i, n := range o.Def.counsel.next {
		put("counsellor.next."+strconv.Itoa(i), o.holds(n.when))
	}
	return shown
}

func (o *Outcome) shownQuestions(shown map[string]bool) {
	for _, p := range o.Def.Pages {
		for _, q := range p.Questions {
			if o.hidden(q.ID) {
				continue
			}
			here := "pages." + p.ID + ".questions." + q.ID
			shown[here], shown["pages."+p.ID] = true, true
			for i, c := range q.rules.checks {
				if v := o.eval(c.rule, nil, 0); v.Answered() && !v.Holds() {
					shown[here+".check."+strconv.Itoa(i)] = true
				}
			}
			if q.Rows != nil {
				o.shownColumns(shown, q, here)
			}
		}
	}
}

func (o *Outcome) shownColumns(shown map[string]bool, q *Question, here string) {
	for i, id := range o.usedRows(q) {
		for _, c := range q.Rows.Columns {
			if o.hidden(cell(q.ID, id, c.ID)) {
				continue
			}
			at := here + ".columns." + c.ID
			shown[at] = true
			for k, rule := range c.rules.checks {
				if v := o.eval(rule.rule, o.rows[q.ID], i); v.Answered() && !v.Holds() {
					shown[at+".check."+strconv.Itoa(k)] = true
				}
			}
		}
	}
}
