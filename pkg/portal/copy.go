// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/web"
)

// copyFacts gives the whole history of a dossier, in the order of the
// vocabulary and oldest first.
func copyFacts(rec *dossier.Record, vocab *dossier.Vocabulary) []copiedFact {
	list := []copiedFact{}
	for _, t := range vocab.Facts {
		for _, f := range rec.All(t.Path) {
			one := copiedFact{
				Path: f.Path, Row: f.Row, At: f.At, By: f.By, From: f.Source.Assignment, Version: f.Source.Version,
				Removed: f.Removed, None: f.None, Withdrawn: f.Withdrawn, Said: f.Said, Copy: f.Source.Copy,
			}
			for _, name := range f.Still {
				one.Still = append(one.Still, columnName(name))
			}
			for name, v := range f.Values {
				if one.Values == nil {
					one.Values = map[string]copiedValue{}
				}
				of := t
				if c, ok := t.Column(name); ok {
					of = c
				}
				one.Values[columnName(name)] = copyValue(of, v)
			}
			list = append(list, one)
		}
	}
	return list
}

// columnName names a column of a row, or the one value of a plain fact.
func columnName(name string) string {
	if name == "" {
		return "value"
	}
	return name
}

func copyValue(t dossier.Type, v dossier.Value) copiedValue {
	out := copiedValue{State: "answered", Text: v.Text, Period: string(v.Period), About: v.About}
	if v.State != dossier.Answered {
		out.State = string(v.State)
		return out
	}
	if t.Kind == dossier.Money || t.Kind == dossier.MoneyPer {
		cents := int64(v.Cents)
		out.Cents = &cents
	}
	return out
}

// copyRemarks gives what the team wrote and did: beside facts, or of one sheet.
func copyRemarks(d casework.Dossier, sheet string) []copiedRemark {
	var list []copiedRemark
	for _, one := range d.Remarks {
		if one.Sheet == sheet {
			list = append(list, copiedRemark{Kind: string(one.Kind), Name: one.Name, At: one.At, Path: one.Path, Row: one.Row, Text: one.Text})
		}
	}
	return list
}

func copyLines(lines []assignment.Line) []copiedLine {
	list := []copiedLine{}
	for _, l := range lines {
		one := copiedLine{Question: l.Label, Answer: l.Value}
		if len(l.Rows) > 0 {
			one.Rows = copyLines(l.Rows)
		}
		list = append(list, one)
	}
	return list
}

// copyAside gives the answers that are asked no more, as text.
func (p *Portal) copyAside(r *web.Request, list []casework.ParkedAnswers) []copiedAside {
	var all []copiedAside
	for _, one := range list {
		copied := copiedAside{Assignment: one.Task.Assignment, Version: one.Task.Version, Title: p.titleOf(r, one.Task)}
		for _, l := range parkedLines(one.Answers, r.Language) {
			copied.Answers = append(copied.Answers, copiedLine{Question: l.Label, Answer: l.Text})
		}
		all = append(all, copied)
	}
	return all
}

// titleOf names the assignment of a task, also one that left the shelf.
func (p *Portal) titleOf(r *web.Request, t casework.Task) string {
	if def, ok := p.shelf.Of(r.Tenant.ID).Assignment(t.Assignment, r.Language); ok {
		return def.Title
	}
	return t.Assignment
}
