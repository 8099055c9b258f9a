// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"testing"
	"testing/fstest"
)

const sharingAssignment = `title: Verdelen
version: 1
language: nl
pages:
  - id: p
    title: De lijst
    questions:
      - {id: room, type: money, ask: Hoeveel kun je missen?}
      - id: debts
        type: rows
        ask: Schulden
        columns:
          - {id: owed, type: money, ask: Hoeveel?}
        compute:
          weight: owed * 2
          share: divide(room, weight)
compute:
  most: {formula: max(debts.share), label: Grootste deel}
  least: {formula: min(debts.share), label: Kleinste deel}
results:
  - show: most
`

// The weights may be computed themselves: each row needs those of all rows, not only of the rows before it.
func TestList_sharesOutOverAComputedColumnOfAllRows(t *testing.T) {
	s, _ := Load(fstest.MapFS{
		"dossier.yaml":          {Data: []byte(lawDossier)},
		"share/assignment.yaml": {Data: []byte(sharingAssignment)},
	})
	def, ok := s.Get("share", "nl")
	if !ok {
		t.Fatal("the assignment is not there")
	}
	d := NewDraft()
	d.AddRow("debts", "a")
	d.AddRow("debts", "b")
	for field, typed := range map[string]string{"room": "60", "debts[a].owed": "100", "debts[b].owed": "300"} {
		d.Apply(d.Rev, map[string]string{field: typed})
	}
	o := def.Evaluate(d, world()) // 60 × 1/4 = 15 and 60 × 3/4 = 45
	if least, most := o.named("least").Value, o.named("most").Value; least != "€\u00a015,00" || most != "€\u00a045,00" {
		t.Errorf("least %q, most %q", least, most)
	}
}
