// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
)

// copyFacts gives the whole history of a dossier, in the order of the
// vocabulary and oldest first.
func copyFacts(rec *dossier.Record, vocab *dossier.Vocabulary) []copiedFact {
	list := []copiedFact{}
	for _, t := range vocab.Facts {
		for _, f := range rec.All(t.Path) {
			one := copiedFact{
				Path: f.Path, Row: f.Row, At: f.At, By: f.By, From: f.Source.Assignment, Version: f.Source.Version,
				Removed: f.Removed, None: f.None, Withdrawn: f.Withdrawn,
			}
			for name, v := range f.Values {
				if one.Values == nil {
					one.Values = map[string]copiedValue{}
				}
				of := t
				if c, ok := t.Column(name); ok {
					of = c
				}
				if name == "" {
					name = "value"
				}
				one.Values[name] = copyValue(of, v)
			}
			list = append(list, one)
		}
	}
	return list
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
