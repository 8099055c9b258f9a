// SPDX-License-Identifier: EUPL-1.2

package norm

import (
	"path"
	"slices"

	"opgelucht/pkg/content"
)

// need is a value without which a calculation cannot be done.
type need struct {
	table, value string
	kind         Kind
}

// needed lists what the calculations of this package look up.
func needed() []need {
	list := []need{
		{"collection_costs", "minimum", Money}, {"collection_costs", "maximum", Money},
		{"collection_costs", "up_to_1", Money}, {"collection_costs", "up_to_2", Money},
		{"collection_costs", "up_to_3", Money}, {"collection_costs", "up_to_4", Money},
		{"collection_costs", "percent_1", Percent}, {"collection_costs", "percent_2", Percent},
		{"collection_costs", "percent_3", Percent}, {"collection_costs", "percent_4", Percent},
		{"collection_costs", "percent_5", Percent},
		{"collection_costs_periodic", "below", Money}, {"collection_costs_periodic", "most", Money},
		{"limitation_counting", "days_after", Number},
		{"protected_share", "income", Percent}, {"protected_share", "norm", Percent}, {"protected_share", "income_cap", Percent},
	}
	for _, table := range []string{"bank_free", "protected_max", "welfare_norm"} {
		for _, household := range Households() {
			list = append(list, need{table, household, Money})
		}
	}
	return list
}

// terms are tables of which every value is a whole number.
var terms = []string{"limitation", "limitation_counting"}

// needs complains about tables that calculations count on. A file that could
// not be read has been complained about already.
func (t *Tables) needs(files []string) []content.Problem {
	var problems []content.Problem
	absent := map[string]bool{}
	for _, n := range append(needed(), need{table: "limitation"}) {
		file := path.Join(folder, n.table+".yaml")
		table := t.Table(n.table)
		switch {
		case table == nil && !absent[n.table] && !slices.Contains(files, file):
			problems = append(problems, content.Problem{File: file, Say: content.Words{
				NL: "Dit bestand is er niet, en een berekening heeft het nodig.", EN: "There is no such file, and a calculation needs it."}})
		case table == nil || n.value == "":
		default:
			if c, ok := table.column(n.value); !ok || c.Kind != n.kind {
				problems = append(problems, content.Problem{File: file, Say: content.Words{
					NL: "Een berekening heeft hier '" + n.value + "' nodig, van de soort " + kindNames[n.kind] + ".",
					EN: "A calculation needs '" + n.value + "' here, of kind " + kindNames[n.kind] + "."}})
			}
		}
		absent[n.table] = table == nil
	}
	for _, id := range terms {
		problems = append(problems, t.halves(id)...)
	}
	return problems
}

// halves complains about values that are no whole number where a term is
// counted in years or days.
func (t *Tables) halves(id string) []content.Problem {
	table := t.Table(id)
	if table == nil {
		return nil
	}
	var problems []content.Problem
	for _, row := range table.Rows {
		for _, c := range table.Columns {
			if f, ok := row.Figures[c.ID]; ok && (f.Kind != Number || f.N%One != 0 || f.N > 100*One) {
				problems = append(problems, row.place.At(content.Words{
					NL: "'" + c.ID + "' moet een heel getal zijn, hoogstens 100.", EN: "'" + c.ID + "' must be a whole number, at most 100."}, content.Words{}))
			}
		}
	}
	return problems
}
