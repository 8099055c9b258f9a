// SPDX-License-Identifier: EUPL-1.2

package assignment

import "strings"

// Done counts the questions of a screen that are asked and must be answered, and
// how many of them are: "I do not know" is an answer, and a list is done when
// nothing in it is open.
func (o *Outcome) Done(p *Page) (done, asked int) {
	for _, q := range p.Questions {
		if o.hidden(q.ID) || o.untold(q) || q.Rows == nil && !o.must(q, q, "") {
			continue
		}
		asked++
		page := o.Def.names.pageOf[q.ID]
		if o.given(q.ID).filled && len(o.unreadable(q, page)) == 0 && len(o.unanswered(q, page)) == 0 {
			done++
		}
	}
	return done, asked
}

// clashKey is the sentence of what windows differ about.
const clashKey = "answer.clash"

// Clash tells whether it is about windows in which something else was typed.
func (o Open) Clash() bool { return o.Issue != nil && o.Issue.Key == clashKey }

// unsettled gives what windows differ about on a page: shown once, and in the way of
// nothing.
func (o *Outcome) unsettled(q *Question, p *Page) []Open {
	var list []Open
	o.each(q, func(c *Question, _ *answer, path, row string) {
		if len(o.Draft.Others(path))+len(o.Draft.Others(path+".per")) > 0 {
			list = append(list, Open{Path: path, ID: idOf(path), Label: o.rowLabel(q, c, row), Page: o.screenOf(p, q), Row: row, Warning: true,
				Issue: &Issue{Key: clashKey, Args: map[string]any{}}})
		}
	})
	return list
}

// articles stand before what a row is called: "een schuld".
var articles = []string{"een ", "de ", "het ", "an ", "a ", "the "}

// rowName calls a row by what it is and its number: "Schuld 2".
func rowName(spec *RowsSpec, no string) string {
	name := spec.Row
	for _, a := range articles {
		if rest, ok := strings.CutPrefix(name, a); ok {
			name = rest
			break
		}
	}
	first, rest := firstRune(name)
	return strings.TrimSpace(strings.ToUpper(first) + rest + " " + no)
}

func firstRune(s string) (first, rest string) {
	for i := range s {
		if i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}
