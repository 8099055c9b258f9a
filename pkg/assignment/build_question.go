// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"slices"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
)

// question reads a question or a column; of is the column's type in the
// vocabulary, where the list has a fact.
func (b *builder) question(n *content.Node, of dossier.Type, column bool) *Question {
	q := &Question{ID: n.Str("id"), Fact: n.Str("fact"), Type: of, Ask: b.words.say(n.Str("ask")), Help: b.words.say(n.Str("help")),
		Example: b.words.say(n.Str("example")), Default: n.Str("default"), Save: n.Str("save")}
	if formula.IsKeyword(q.ID) || strings.ContainsAny(q.ID, ". []") {
		b.complain(n.Field("id").At(content.Words{NL: "'" + q.ID + "' kan geen naam zijn.", EN: "'" + q.ID + "' cannot be a name."}, content.Words{}))
	}
	b.typeOf(n, q, column)
	if m := n.Str("min"); m != "" {
		q.Type.Min = m
	}
	if m := n.Str("max"); m != "" {
		q.Type.Max = m
	}
	q.Type = q.Type.Bounded()
	if q.Type.Kind == dossier.Money || q.Type.Kind == dossier.MoneyPer {
		q.bounds = boundsOf(q.Type)
	}
	b.onPaper(n, q)
	b.saves(n, q)
	q.Required = n.Str("required") != "no" && q.Type.Kind != Info && q.Type.Kind != Paper
	q.Unknown = n.Str("unknown") != "no" && slices.Contains([]dossier.Kind{dossier.Money, dossier.MoneyPer, dossier.Number, dossier.Date}, q.Type.Kind)
	for _, p := range n.Field("per").Texts() {
		if !money.Period(p).Known() {
			b.complain(n.Field("per").At(content.Words{NL: "De periode '" + p + "' bestaat niet.", EN: "There is no period '" + p + "'."}, content.Words{}))
		}
		q.Per = append(q.Per, money.Period(p))
	}
	if q.Type.Kind == dossier.MoneyPer && len(q.Per) == 0 {
		q.Per = []money.Period{money.Month, money.FourWeeks, money.Week, money.Year}
	}
	b.logic = append(b.logic, "question", q.ID, q.Fact, q.Save, string(q.Type.Kind), fmt.Sprint(q.Required, q.Unknown), q.Type.Min, q.Type.Max, fmt.Sprint(q.Per))
	b.logic = append(b.logic, shapeOf(q.Type)...)
	switch q.Type.Kind {
	case dossier.Rows:
		q.Rows = b.rows(n, q)
	case Pick:
		q.Pick = b.pick(n)
	}
	return q
}

// shapeOf is what the vocabulary adds to the logic of a question.
func shapeOf(t dossier.Type) []string {
	var parts []string
	for _, o := range t.Options {
		parts = append(parts, "option", o.ID)
	}
	for _, c := range t.Columns {
		parts = append(parts, "column", c.Path, string(c.Kind))
	}
	return parts
}

// onPaper makes a question that never reaches us: what it asks is written on
// paper, so there is nothing to keep and nothing to leak.
func (b *builder) onPaper(n *content.Node, q *Question) {
	if n.Str("private") != "yes" {
		return
	}
	if q.Fact != "" || q.Save != "" {
		b.complain(n.Field("private").At(content.Words{NL: "Wat privé is, kan niet in het dossier.", EN: "What is private cannot go into the dossier."},
			content.Words{NL: "Haal 'fact' of 'save' weg.", EN: "Take 'fact' or 'save' away."}))
	}
	q.Type.Kind = Paper
}

// saves checks that what a question writes fits the dossier.
func (b *builder) saves(n *content.Node, q *Question) {
	if q.Save == "" {
		return
	}
	t, ok := b.vocab.Type(q.Save)
	switch {
	case !ok:
		b.complain(n.Field("save").At(unknownFact(q.Save), content.Nearest(q.Save, b.vocab.Paths())).Named("fact"))
	case t.Kind != q.Type.Kind:
		b.complain(n.Field("save").At(content.Words{
			NL: "'" + q.Save + "' is van het soort " + string(t.Kind) + ", deze vraag is " + string(q.Type.Kind) + ".",
			EN: "'" + q.Save + "' is of type " + string(t.Kind) + ", this question is " + string(q.Type.Kind) + "."}, content.Words{}))
	}
}

// pick reads a question that chooses a row of a list in the dossier.
func (b *builder) pick(n *content.Node) *PickSpec {
	p := &PickSpec{Empty: b.words.say(n.Str("empty"))}
	from, ok := strings.CutPrefix(n.Str("from"), "dossier.")
	t, known := b.vocab.Type(from)
	if !ok || !known || t.Kind != dossier.Rows {
		at := n
		if f := n.Field("from"); f != nil {
			at = f
		}
		b.complain(at.At(content.Words{NL: "Een keuze uit het dossier noemt na 'from' een lijst.", EN: "A choice from the dossier names a list after 'from'."},
			content.Words{NL: "Bijvoorbeeld: from: dossier.debts", EN: "For example: from: dossier.debts"}))
		return p
	}
	p.From, p.row = from, &Question{ID: from, Type: t, Rows: &RowsSpec{}}
	b.logic = append(b.logic, "from", from)
	b.d.names.reads[from] = true
	for _, c := range t.Columns {
		p.row.Rows.Columns = append(p.row.Rows.Columns, &Question{ID: c.Path, Type: c})
	}
	return p
}

// typeOf finds the type: from the fact, or written with the question.
func (b *builder) typeOf(n *content.Node, q *Question, column bool) {
	kind := n.Str("type")
	switch {
	case q.Fact != "":
		t, ok := b.vocab.Type(q.Fact)
		if !ok {
			b.complain(n.Field("fact").At(unknownFact(q.Fact), content.Nearest(q.Fact, b.vocab.Paths())).Named("fact"))
		}
		q.Type = t
	case kind == string(Info) || kind == string(Pick) || slices.Contains(dossier.Kinds(), dossier.Kind(kind)):
		q.Type.Kind = dossier.Kind(kind)
	case kind != "":
		b.complain(n.Field("type").At(content.Words{NL: "Het soort vraag '" + kind + "' bestaat niet.", EN: "There is no type of question '" + kind + "'."}, content.Nearest(kind, questionKinds())).Named("type"))
	case !column || q.Type.Kind == "":
		b.complain(n.At(content.Words{NL: "Hier ontbreekt 'type' of 'fact'.", EN: "'type' or 'fact' is missing here."}, content.Words{}).Named("type"))
	}
	if o := n.Field("options"); o != nil {
		q.Type.Options = nil
		for _, id := range o.Keys {
			q.Type.Options = append(q.Type.Options, dossier.Option{ID: id, Label: b.words.say(o.Str(id))})
			b.logic = append(b.logic, "option", id)
		}
	}
}

func (b *builder) rows(n *content.Node, q *Question) *RowsSpec {
	r := &RowsSpec{
		Row: b.words.say(n.Str("row")), Add: b.words.say(n.Str("add")), Empty: b.words.say(n.Str("empty")), None: b.words.say(n.Str("none")),
		Min: number(n, "min_rows", 0), Max: number(n, "max_rows", 60), Start: n.Field("start_rows").Texts(), StartColumn: n.Str("start_column"),
	}
	if f := n.Field("compute"); f != nil {
		b.rowNodes[q.ID] = f
	}
	columns := n.Field("columns")
	if columns == nil {
		return r
	}
	for _, item := range columns.Items {
		of, ok := q.Type.Column(item.Str("id"))
		if !ok && q.Fact != "" {
			names := make([]string, len(q.Type.Columns))
			for i, c := range q.Type.Columns {
				names[i] = c.Path
			}
			b.complain(item.Field("id").At(content.Words{NL: "'" + q.Fact + "' heeft geen kolom '" + item.Str("id") + "'.", EN: "'" + q.Fact + "' has no column '" + item.Str("id") + "'."}, content.Nearest(item.Str("id"), names)).Named("fact"))
		}
		r.Columns = append(r.Columns, b.question(item, of, true))
	}
	return r
}

// formulaType says what a formula sees of a question.
func formulaType(q *Question) formula.Type {
	t := kindOf(q.Type)
	if q.Rows == nil {
		return t
	}
	t.Columns = map[string]formula.Type{}
	for _, c := range q.Rows.Columns {
		t.Columns[c.ID] = kindOf(c.Type)
	}
	return t
}

func kindOf(t dossier.Type) formula.Type {
	kinds := map[dossier.Kind]formula.Kind{
		dossier.Text: formula.Text, dossier.LongText: formula.Text, dossier.YesNo: formula.YesNo, dossier.Choice: formula.Choice,
		dossier.Choices: formula.Choices, dossier.Number: formula.NumberKind, dossier.Money: formula.Money,
		dossier.MoneyPer: formula.MoneyPer, dossier.Date: formula.Date, dossier.Rows: formula.Rows,
		dossier.Confirm: formula.YesNo, dossier.Scale: formula.NumberKind, Pick: formula.Text,
	}
	f := formula.Type{Kind: kinds[t.Kind]}
	if f.Kind == formula.Choice || f.Kind == formula.Choices {
		for _, o := range t.Options {
			f.Options = append(f.Options, o.ID)
		}
	}
	if t.Kind == dossier.Rows {
		f.Columns = map[string]formula.Type{}
		for _, c := range t.Columns {
			f.Columns[c.Path] = kindOf(c)
		}
	}
	return f
}
