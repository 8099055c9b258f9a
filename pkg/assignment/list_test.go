// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const rankDossier = `sections:
  - {id: debts, label: Schulden}
facts:
  debts:
    type: rows
    label: Schulden
    section: debts
    columns:
      creditor: {type: text, label: Wie}
      owed: {type: money, label: Bedrag}
      late: {type: yesno, label: Te laat}
      day: {type: date, label: Dag}
      note: {type: text, label: Erbij}
      reason: {type: choice, label: Reden, computed: yes, options: {big: Dit is veel., small: Dit is weinig.}}
      share: {type: money, label: Deel, computed: yes}
`

const rankAssignment = `title: Volgorde
version: 1
language: nl
pages:
  - id: p
    title: De lijst
    questions:
      - id: debts
        fact: debts
        ask: Schulden
        columns:
          - {id: creditor, ask: Wie?}
          - {id: owed, ask: Hoeveel?}
          - {id: late, ask: Te laat?}
          - {id: day, ask: Welke dag?, show_if: late}
          - {id: note, ask: Nog iets?, required: no}
        compute:
          reason: if owed > € 100 then "big" else "small"
          share: divide(€ 10, owed)
results:
  - list: debts
    columns: [creditor, owed, reason, share, day, note]
`

// What a row works out is often what the list is for: the reason of an order, the share of a creditor.
func TestList_showsWhatTheRowsWorkOutAndNothingForWhatIsNotAsked(t *testing.T) {
	s, problems := Load(fstest.MapFS{
		"dossier.yaml":         {Data: []byte(rankDossier)},
		"rank/assignment.yaml": {Data: []byte(rankAssignment)},
	})
	def, ok := s.Get("rank", "nl")
	if !ok {
		t.Fatalf("the assignment is not there: %v", problems)
	}
	d := NewDraft()
	d.AddRow("debts", "a")
	d.AddRow("debts", "b")
	d.AddRow("debts", "c")
	for field, typed := range map[string]string{
		"debts[a].creditor": "Bank", "debts[a].owed": "300", "debts[a].late": "yes", "debts[a].day": "2026-12-01", "debts[a].note": "oud",
		"debts[b].creditor": "Winkel", "debts[b].owed": "100", "debts[b].late": "no",
		"debts[c].creditor": "Club", "debts[c].late": "yes",
	} {
		d.Apply(d.Rev, map[string]string{field: typed})
	}
	list := def.Evaluate(d, world()).Results()[0].List
	var got []string
	for _, row := range list.Groups[0].Rows {
		got = append(got, strings.ReplaceAll(strings.Join(row, " | "), "\u00a0", " "))
	}
	want := []string{ // 10 × 300/400 = 7,50 and 10 × 100/400 = 2,50
		"Bank | € 300,00 | Dit is veel. | € 7,50 | 1 december 2026 | oud",
		"Winkel | € 100,00 | Dit is weinig. | € 2,50",
		"Club | … | …", // amount and day are asked and not known yet: that shows
	}
	if !slices.Equal(got, want) {
		t.Errorf("the list is\n%s\nand not\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
