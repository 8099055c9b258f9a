// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/norm"
)

// labelOf names what a formula names, as a person knows it.
func (o *Outcome) labelOf(name string) string {
	if gap, ok := norm.ReadGap(name); ok {
		return o.gapLabel(gap)
	}
	if name == "today" {
		return todayWords.In(o.Def.Language)
	}
	base, rest, _ := strings.Cut(name, ".")
	if c := o.Def.names.computes[base]; c != nil && c.Label != "" {
		return c.Label
	}
	if q := o.Def.names.questions[base]; q != nil {
		if q.Rows != nil {
			column, _, _ := strings.Cut(rest, ".")
			for _, c := range q.Rows.Columns {
				if c.ID == column {
					return q.Ask + ": " + c.labelShort()
				}
			}
		}
		return q.labelShort()
	}
	if t, ok := o.Def.vocab.Type(strings.TrimPrefix(name, "dossier.")); ok {
		return t.Label
	}
	return name
}

// todayWords call the day on which a sum was made.
var todayWords = content.Words{NL: "Vandaag", EN: "Today"}

// labelShort is the label in the dossier, or else the question.
func (q *Question) labelShort() string {
	if q.Type.Label != "" {
		return q.Type.Label
	}
	return q.Ask
}

func (o *Outcome) namedType(name string) dossier.Type {
	base, _, _ := strings.Cut(name, ".")
	if q := o.Def.names.questions[base]; q != nil {
		return q.Type
	}
	if c := o.Def.names.computes[base]; c != nil {
		t, _ := o.Def.vocab.Type(c.Save)
		return t
	}
	t, _ := o.Def.vocab.Type(strings.TrimPrefix(name, "dossier."))
	return t
}

// typeOr gives the type of a question that may be absent.
func (q *Question) typeOr() dossier.Type {
	if q == nil {
		return dossier.Type{}
	}
	return q.Type
}
