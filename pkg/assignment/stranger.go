// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"strings"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
)

// junk is what people and programs put where something else was asked.
var junk = []string{
	"", " ", "?", "weet ik niet", "<script>alert(1)</script>", "\x00", "{left}", "{{.}}", "-1", "1e9", "NaN", "31 juni", "€", "٣", "🐎", "yes no", "none",
	"999999999999999999999", strings.Repeat("x", 3000), "a|b", "][", "2026-13-45", "300-400", "--", "0",
}

var good = map[dossier.Kind][]string{
	dossier.Text: {"Zonnestroom", "familie", "een <b>bedrijf</b>"}, dossier.LongText: {"een\nverhaal"}, dossier.YesNo: {"yes", "no"}, dossier.Number: {"1", "2", "3", "10"},
	dossier.Money: {"0", "1", "50", "€ 1.234,56", "ca. 390", "100.000.000"}, dossier.MoneyPer: {"0", "1.850", "€ 312,-", "99.999.999", "12.50"},
	dossier.Date: {"17-6-2027", "1 januari", "24-11-26", "29-2-2028", "2026-11-24"},
}

// Stranger fills in an assignment at random.
type Stranger struct {
	*rand.Rand
	Draft   *Draft
	Sloppy  bool              // types junk as well
	Factual bool              // answers only what the dossier keeps
	Full    bool              // makes as many rows as fit
	Always  map[string]string // answers that are not left to chance, by question or "question.column"
}

func (s *Stranger) one(list []string) string { return list[s.IntN(len(list))] }

func (s *Stranger) answer(q *Question, path, name string) {
	post := map[string]string{}
	options := good[q.Type.Kind]
	for _, o := range q.options(source) {
		options = append(options, o.ID)
	}
	always, set := s.Always[name]
	switch {
	case set:
		post[path] = always
	case s.IntN(6) == 0:
	case q.Unknown && s.IntN(4) == 0:
		post[path+".unknown"] = "1"
	case s.Sloppy && s.IntN(3) == 0 || len(options) == 0:
		post[path] = s.one(junk)
	default:
		post[path] = s.one(options)
	}
	if q.Type.Kind == dossier.MoneyPer {
		post[path+".per"] = string(q.Per[s.IntN(len(q.Per))])
		if s.IntN(4) == 0 {
			post[path+".per"] = string(money.Periods()[s.IntN(7)])
		}
	}
	s.Draft.Apply(s.IntN(s.Draft.Rev+1), post)
}

// Fill fills in everything.
func (s *Stranger) Fill(d *Definition) {
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			switch {
			case s.Factual && q.Fact == "":
			case q.Pick != nil:
				s.Draft.put(q.ID, cmp.Or(s.Always[q.ID], fmt.Sprintf("d%d", s.IntN(4))))
			case q.Rows == nil:
				s.answer(q, q.ID, q.ID)
			default:
				s.rows(q)
			}
		}
	}
}

func (s *Stranger) rows(q *Question) {
	if s.IntN(8) == 0 {
		s.Draft.Apply(s.Draft.Rev, map[string]string{q.ID + ".none": "1"})
	}
	n := s.IntN(5)
	if s.Full {
		n = max(q.Rows.Max-len(s.Draft.RowIDs(q.ID)), 0)
	}
	for range n {
		s.Draft.AddRow(q.ID, fmt.Sprintf("n%d", s.Draft.Rev))
	}
	for _, id := range s.Draft.RowIDs(q.ID) {
		for _, c := range q.Rows.Columns {
			s.answer(c, cell(q.ID, id, c.ID), q.ID+"."+c.ID)
		}
		if !s.Full && s.IntN(6) == 0 {
			s.Draft.RemoveRow(q.ID, id)
		}
	}
}
