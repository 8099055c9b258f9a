// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/money"
)

// said are the few words that values need, in the languages of assignments.
var said = map[string]map[string]string{
	"nl": {
		"yes": "Ja", "no": "Nee", "unknown": "weet je niet", "blank": "niet ingevuld", "about": "ongeveer ",
		"week": "per week", "2weeks": "per 2 weken", "4weeks": "per 4 weken", "month": "per maand",
		"quarter": "per kwartaal", "halfyear": "per half jaar", "year": "per jaar",
		"from": "vanaf %s", "between": "van %s tot en met %s", "gap": "%s (niet bekend voor %s)",
	},
	"en": {
		"yes": "Yes", "no": "No", "unknown": "you do not know", "blank": "not filled in", "about": "about ",
		"week": "a week", "2weeks": "every 2 weeks", "4weeks": "every 4 weeks", "month": "a month",
		"quarter": "a quarter", "halfyear": "every half year", "year": "a year",
		"from": "from %s", "between": "from %s until %s", "gap": "%s (not known for %s)",
	},
}

func word(lang, key string) string {
	if w := said[lang]; w != nil {
		return w[key]
	}
	return said[source][key]
}

// PeriodText gives "per 4 weken".
func PeriodText(lang string, p money.Period) string { return word(lang, string(p)) }

// Describe gives a kept value in plain words.
func Describe(t dossier.Type, v dossier.Value, lang string) string {
	switch v.State {
	case dossier.Unknown:
		return word(lang, "unknown")
	case dossier.Blank:
		return word(lang, "blank")
	}
	text := ""
	if v.About {
		text = word(lang, "about")
	}
	switch t.Kind {
	case dossier.Money:
		return text + money.Format(v.Cents, lang)
	case dossier.MoneyPer:
		return text + money.Format(v.Cents, lang) + " " + PeriodText(lang, v.Period)
	case dossier.YesNo, dossier.Confirm:
		return word(lang, v.Text)
	case dossier.Choice, dossier.Choices:
		var labels []string
		for id := range strings.FieldsSeq(v.Text) {
			if o, ok := t.Option(id); ok {
				labels = append(labels, o.Label)
			}
		}
		return strings.Join(labels, ", ")
	case dossier.Date:
		if day, err := time.Parse(time.DateOnly, v.Text); err == nil {
			return text + locale.DateIn(lang, day)
		}
	}
	return v.Text
}

// show gives a value of a formula in plain words; of says which options it has.
func (o *Outcome) show(v formula.Value, of dossier.Type) string {
	lang := o.Def.Language
	if !v.Answered() {
		return "…"
	}
	switch v.Kind() {
	case formula.Money:
		return money.Format(v.Cents(), lang)
	case formula.MoneyPer:
		return money.Format(v.Per().Cents, lang) + " " + PeriodText(lang, v.Per().Period)
	case formula.NumberKind:
		return v.Number().Format(lang)
	case formula.YesNo:
		if v.Holds() {
			return word(lang, "yes")
		}
		return word(lang, "no")
	case formula.Date:
		return locale.DateIn(lang, v.Date())
	case formula.Choices:
		return Describe(of, dossier.Value{State: dossier.Answered, Text: strings.Join(v.List(), " ")}, lang)
	default:
		if opt, ok := of.Option(v.Text()); ok {
			return opt.Label
		}
		return v.Text()
	}
}

// typeNamed gives the type behind a name in a formula, for its options.
func (o *Outcome) typeNamed(f *formula.Formula, in *Question) dossier.Type {
	src := strings.TrimSpace(f.Source())
	if in != nil {
		for _, c := range in.Rows.Columns {
			if c.ID == src {
				return c.Type
			}
		}
	}
	if q := o.Def.names.questions[src]; q != nil {
		return q.Type
	}
	if base, column, ok := strings.Cut(src, "."); ok && o.Def.names.questions[base] != nil && o.Def.names.questions[base].Pick != nil {
		t, _ := o.Def.names.questions[base].Pick.row.Type.Column(column)
		return t
	}
	if c := o.Def.names.computes[src]; c != nil {
		t, _ := o.Def.vocab.Type(c.Save)
		return t
	}
	t, _ := o.Def.vocab.Type(strings.TrimPrefix(src, "dossier."))
	return t
}

// fill gives the values for the holes of a text.
func (o *Outcome) fill(t *text, in *Question, rows []formula.Row, i int) []string {
	values := make([]string, len(t.holes))
	for k, f := range t.holes {
		if f == nil {
			values[k] = "…"
			continue
		}
		values[k] = o.show(o.eval(f, rows, i), o.typeNamed(f, in))
	}
	return values
}

// rowTitle names a row: "Loon uit werk: € 1.480,00 per 4 weken".
func (o *Outcome) rowTitle(q *Question, rows []formula.Row, i int) string {
	if q.Rows.title != nil {
		return q.Rows.title.markup.Text(o.fill(q.Rows.title, q, rows, i))
	}
	if len(q.Rows.Columns) > 0 {
		c := q.Rows.Columns[0]
		return o.show(rows[i].Get(c.ID), c.Type)
	}
	return q.Rows.Row
}
