// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
)

// takesPart reads which rows of the dossier stand on a list. The other rows are not
// asked here, and stay as they are.
func (b *builder) takesPart(n *content.Node, q *Question) {
	at := n.Field("where")
	if at == nil {
		return
	}
	if q.Fact == "" {
		b.complain(at.At(content.Words{NL: "'where' kiest regels uit het dossier, en deze lijst heeft geen 'fact'.", EN: "'where' chooses rows of the dossier, and this list has no 'fact'."},
			content.Words{NL: "Haal 'where' weg, of schrijf bij 'fact' uit welke lijst.", EN: "Take 'where' away, or write under 'fact' which list."}).Named("where"))
		return
	}
	if none := n.Field("none"); none != nil {
		b.complain(none.At(content.Words{NL: "'none' zegt iets over de hele lijst, en hier wordt een deel gevraagd.", EN: "'none' says something of the whole list, and here a part is asked."},
			content.Words{NL: "Haal 'none' weg en schrijf 'required: no'.", EN: "Take 'none' away and write 'required: no'."}).Named("where"))
	}
	q.Rows.where = b.condition(n, "where", formula.Options{InRow: kindOf(q.Type).Columns, Group: q.ID})
	if q.Rows.where != nil && len(q.Rows.where.Names()) > 0 {
		b.complain(at.At(content.Words{NL: "'where' kijkt alleen naar de regel zelf: '" + q.Rows.where.Names()[0] + "' is geen kolom.", EN: "'where' looks at the row only: '" + q.Rows.where.Names()[0] + "' is no column."}, content.Words{}).Named("where"))
	}
}

// takesFact tells whether a row of the dossier stands on a list.
func (q *Question) takesFact(f dossier.Fact, w World) bool {
	if q.Rows.where == nil {
		return true
	}
	env := formula.Env{Today: w.Today, AddWorkdays: w.AddWorkdays, Steps: formula.NewBudget()}
	v, err := q.Rows.where.EvalRow([]formula.Row{rowOf(q.Type, f)}, 0, nothing{}, env)
	return err == nil && v.Holds()
}

// nothing is a scope without names: only the row itself counts.
type nothing struct{}

func (nothing) Value(name string) formula.Value { return formula.Unanswered(name) }
