// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"maps"
	"strconv"

	"opgelucht/pkg/assignment"
)

// answers is one row as somebody typed it, by column.
type answers map[string]string

// What the people of the stories filled in. Every name in it is made up.
var (
	sampleIncome = []answers{
		{"kind": "benefit", "amount": "1.085", "sure": "yes"},
		{"kind": "wage", "amount": "ongeveer 412,50", "amount.per": "4weeks", "sure": "no"},
		{"kind": "allowance", "amount": "312", "sure": "yes"},
	}
	sampleExpenses = []answers{
		{"kind": "rent", "amount": "640"}, {"kind": "energy", "amount": "145,50"}, {"kind": "health", "amount": "148"},
		{"kind": "phone", "amount": "32,50"}, {"kind": "food", "amount": "85", "amount.per": "week"},
	}
	moreExpenses = append([]answers{{"kind": "transport", "amount": "210"}, {"kind": "debts", "amount": "340"}}, sampleExpenses...)
	sampleDebts  = []answers{
		{"creditor": "Woonstichting Lindehof", "kind": "rent", "owed": "1.280", "stage": "warning", "threat": "none", "arranged": "no"},
		{"creditor": "Webwinkel De Mus", "collector": "Incassobureau Otter", "kind": "shop", "owed": "ca 129,95", "stage": "collector",
			"threat": "court", "deadline": "24-6", "arranged": "yes", "pays": "10", "pays.per": "week"},
		{"creditor": "Zonnestroom en licht", "kind": "energy", "owed.unknown": "1", "stage": "bill", "arranged": "no"},
	}
	calmDebts = []answers{
		{"creditor": "Webwinkel De Mus", "kind": "shop", "owed": "129,95", "stage": "bill", "arranged": "yes", "pays": "10", "pays.per": "week"},
		{"creditor": "Waterschap Rietland", "kind": "local_tax", "owed": "286", "stage": "warning", "threat": "none", "arranged": "no"},
		{"creditor": "Belbedrijf Zwaluw", "kind": "phone", "owed.unknown": "1", "stage": "collector", "threat": "none", "arranged": "no"},
	}
	sampleThreat = answers{
		"eviction": "no", "energy": "yes", "energy_date": "24-6-2027", "water": "no", "insurance": "no", "court": "unsure", "seizure": "no",
		"sale": "no", "food": "no", "low": "rather_not",
	}
	sampleHunger = answers{
		"eviction": "no", "energy": "no", "water": "no", "insurance": "no", "court": "no", "seizure": "yes", "sale": "no", "food": "yes", "low": "yes",
	}
)

// typed fills in fields: path, value, path, value.
func typed(pairs ...string) func(*assignment.Draft) {
	return func(d *assignment.Draft) {
		fields := answers{}
		for i := 0; i+1 < len(pairs); i += 2 {
			fields[pairs[i]] = pairs[i+1]
		}
		d.Apply(d.Rev, fields)
	}
}

// rows puts rows r1, r2 … on a list, in the place of those that stood ready.
func rows(question string, list []answers) func(*assignment.Draft) {
	return func(d *assignment.Draft) {
		delete(d.Rows, question)
		for i, row := range list {
			id, fields := "r"+strconv.Itoa(i+1), answers{}
			d.AddRow(question, id)
			for column, value := range row {
				fields[question+"["+id+"]."+column] = value
			}
			d.Apply(d.Rev, fields)
		}
	}
}

// each fills in several things after one another.
func each(steps ...func(*assignment.Draft)) func(*assignment.Draft) {
	return func(d *assignment.Draft) {
		for _, step := range steps {
			step(d)
		}
	}
}

// said fills in a whole sheet of single questions.
func said(all answers) func(*assignment.Draft) {
	return func(d *assignment.Draft) { d.Apply(d.Rev, maps.Clone(all)) }
}

// twice types two things at the same time, in two windows.
func twice(path, one, other string) func(*assignment.Draft) {
	return func(d *assignment.Draft) {
		base := d.Rev
		d.Apply(base, answers{path: one})
		d.Apply(base, answers{path: other})
	}
}

// counted gives ids in order: klaar1, klaar2 …
func counted(word string) func() string {
	n := 0
	return func() string { n++; return word + strconv.Itoa(n) }
}
