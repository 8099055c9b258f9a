// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"html/template"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
)

// PaperPart is a page of an assignment on paper.
type PaperPart struct {
	Title     string
	Text      template.HTML
	Only      string // formula that says when it is asked; empty: always
	Questions []PaperQuestion
}

// PaperQuestion is a question on paper: empty, or with what was filled in.
type PaperQuestion struct {
	No        int // among those with an answer, from 1; 0 where nothing is answered
	ID        string
	Ask, Help string
	Example   string
	Kind      dossier.Kind
	Only      string   // formula that says when it is asked; empty: always
	Options   []string // to choose from
	Periods   []string // of an amount per period
	Unknown   bool     // "that I do not know" is offered
	Answer    string   // in words; empty: still open
	Typed     string   // what was typed, where that reads otherwise
	List      *PaperList
}

// PaperList is a list of rows on paper.
type PaperList struct {
	Name    string // what a row is: "Schuld"
	None    string // "I have none"; empty where it is not offered
	NoneOn  bool
	Columns []PaperQuestion
	Ready   []string // what stands in the first column of rows that stand ready
	Rows    []PaperRow
}

// PaperRow is a row that was filled in.
type PaperRow struct {
	Name    string // "Schuld 2"
	Answers []PaperQuestion
}

// Paper gives all there is to ask, with nothing of anyone in it: what is asked only
// now and then as well, with its condition.
func (d *Definition) Paper() []PaperPart {
	var parts []PaperPart
	no := 0
	for _, p := range d.Pages {
		part := d.paperPart(p)
		for _, q := range p.Questions {
			if q.Type.Kind != Info && q.Type.Kind != Paper {
				no++
				part.Questions = append(part.Questions, d.paperQuestion(q, no))
				continue
			}
			part.Questions = append(part.Questions, d.paperQuestion(q, 0))
		}
		parts = append(parts, part)
	}
	return parts
}

func (d *Definition) paperPart(p *Page) PaperPart {
	part := PaperPart{Title: p.Title, Only: ruleOf(p.showIf)}
	if p.text != nil {
		part.Text = p.text.HTML(nil)
	}
	return part
}

func ruleOf(f *formula.Formula) string {
	if f == nil {
		return ""
	}
	return f.Source()
}

// paperQuestion gives a question without an answer. What is chosen out of somebody's
// own dossier is left to write.
func (d *Definition) paperQuestion(q *Question, no int) PaperQuestion {
	out := PaperQuestion{No: no, ID: q.ID, Ask: q.Ask, Help: q.Help, Example: q.Example, Kind: q.Type.Kind, Only: ruleOf(q.rules.show), Unknown: q.Unknown}
	if q.Rows != nil {
		out.List = &PaperList{Name: rowName(q.Rows, ""), None: q.Rows.None}
		for _, c := range q.Rows.Columns {
			out.List.Columns = append(out.List.Columns, d.paperQuestion(c, 0))
			for _, id := range q.Rows.Start {
				if o, ok := c.Type.Option(id); ok && c.ID == q.Rows.StartColumn {
					out.List.Ready = append(out.List.Ready, o.Label)
				}
			}
		}
		return out
	}
	for _, o := range q.options(d.Language) {
		out.Options = append(out.Options, o.Label)
	}
	for _, p := range q.Per {
		if q.Type.Kind == dossier.MoneyPer {
			out.Periods = append(out.Periods, PeriodText(d.Language, p))
		}
	}
	return out
}

// Paper gives what is asked of this client, with what was filled in.
func (o *Outcome) Paper() []PaperPart {
	var parts []PaperPart
	no := 0
	for _, p := range o.AskedPages() {
		part := o.Def.paperPart(p)
		part.Only = ""
		for _, q := range p.Questions {
			if o.hidden(q.ID) {
				continue
			}
			n := 0
			if q.Type.Kind != Info && q.Type.Kind != Paper {
				no++
				n = no
			}
			one := o.Def.paperQuestion(q, n)
			one.Only = ""
			if q.Rows == nil {
				o.answer(&one, q, q.ID)
			} else {
				o.paperRows(&one, q)
			}
			part.Questions = append(part.Questions, one)
		}
		parts = append(parts, part)
	}
	return parts
}

// answer writes what was filled in, as it reads and as it was typed.
func (o *Outcome) answer(one *PaperQuestion, q *Question, path string) {
	a, asked := o.asked(path)
	if !asked || !a.filled {
		return
	}
	raw := o.Draft.Value(path)
	one.Answer = o.said(q, path)
	if a.issue != nil {
		one.Answer = raw
	} else if a.guess && raw != "" {
		one.Typed = raw
	}
}

func (o *Outcome) paperRows(one *PaperQuestion, q *Question) {
	one.List.NoneOn = o.Draft.Value(q.ID+".none") == "1" && len(o.usedRows(q)) == 0
	for _, id := range o.usedRows(q) {
		row := PaperRow{Name: rowName(q.Rows, o.rowNo(q.ID, id))}
		for _, c := range q.Rows.Columns {
			path := cell(q.ID, id, c.ID)
			if o.hidden(path) {
				continue
			}
			in := o.Def.paperQuestion(c, 0)
			in.Only = ""
			o.answer(&in, c, path)
			row.Answers = append(row.Answers, in)
		}
		one.List.Rows = append(one.List.Rows, row)
	}
	if len(one.List.Rows) > 0 {
		one.Answer = one.List.Name
	}
}
