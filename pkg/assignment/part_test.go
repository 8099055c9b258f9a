// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/pkg/dossier"
)

const partVocabulary = `sections: [{id: out, label: Eruit}]
facts:
  spent:
    type: rows
    label: Uitgaven
    section: out
    columns:
      kind: {type: choice, label: Soort, options: {rent: Huur, food: Eten, soap: Zeep}}
      amount: {type: money, label: Bedrag}
`

const partList = `title: Eten
version: 1
language: nl
pages:
  - id: one
    title: Een
    questions:
      - id: spent
        fact: spent
        ask: Wat geef je uit?
        start_rows: [food]
        start_column: kind
        WHERE
        columns:
          - {id: kind, ask: Wat?}
          - {id: amount, ask: Hoeveel?}
compute:
  total: sum(spent.amount)
results:
  - if: total > € 0
    text: "{total}"
`

// partOf reads a list that shows a part of the dossier.
func partOf(t *testing.T, where string) (*Definition, string) {
	t.Helper()
	s, problems := Load(fstest.MapFS{"dossier.yaml": {Data: []byte(partVocabulary)}, "food/assignment.yaml": {Data: []byte(strings.Replace(partList, "WHERE", where, 1))}})
	var said []string
	for _, p := range problems {
		said = append(said, p.Text("en"))
	}
	d, _ := s.Get("food", "nl")
	return d, strings.Join(said, "\n")
}

func spent(row, kind, amount string) dossier.Fact {
	cents := map[string]dossier.Value{"650": {Cents: 65000}, "80": {Cents: 8000}}
	return dossier.Fact{Path: "spent", Row: row, By: dossier.ByClient, At: today, Values: map[string]dossier.Value{"kind": {Text: kind}, "amount": cents[amount]}}
}

func TestWhere_aListAsksItsPartOfTheDossierAndLeavesTheRest(t *testing.T) {
	d, said := partOf(t, `where: kind in ["food", "soap"]`)
	if d == nil {
		t.Fatal(said)
	}
	w := world()
	w.Record = dossier.NewRecord([]dossier.Fact{spent("a", "rent", "650"), spent("b", "food", "80")})
	draft := d.Prefill(w, newIDs())
	if ids := draft.RowIDs("spent"); len(ids) != 1 || ids[0] != "b" {
		t.Fatalf("rows on the list: %v", ids)
	}
	draft.Apply(draft.Rev, map[string]string{"spent[b].amount": "90"})
	o := d.Evaluate(draft, w)
	if got := written(o.Facts(today, dossier.Source{})); len(got) != 1 || got[0] != "spent b" {
		t.Errorf("wrote %q", got)
	}
	if v := o.Value("total"); v.Cents() != 9000 {
		t.Errorf("the total is %d", v.Cents())
	}
	w.Record = w.Record.With(spent("c", "rent", "650"), spent("d", "soap", "80"))
	d.Refresh(draft, w)
	if ids := draft.RowIDs("spent"); len(ids) != 2 || ids[1] != "d" {
		t.Errorf("after the dossier grew: %v", ids)
	}
}

func TestWhere_rowsStandReadyWhenOnlyOtherRowsAreKnown(t *testing.T) {
	d, _ := partOf(t, `where: kind in ["food", "soap"]`)
	w := world()
	w.Record = dossier.NewRecord([]dossier.Fact{spent("a", "rent", "650")})
	if ids := d.Prefill(w, newIDs()).RowIDs("spent"); len(ids) != 1 || ids[0] != "ready1" {
		t.Errorf("rows on the list: %v", ids)
	}
}

// "I have none" would be kept as "no rows at all", which somebody with other rows
// never said.
func TestWhere_noRowsIsNoAnswerOnAPart(t *testing.T) {
	if _, said := partOf(t, `none: Niets
        where: kind = "food"`); !strings.Contains(said, "of the whole list") {
		t.Errorf("none was taken: %s", said)
	}
}

func TestWhere_isRefusedWhereItSaysNothing(t *testing.T) {
	if _, said := partOf(t, `where: total > € 0`); !strings.Contains(said, "is no column") {
		t.Errorf("a name that is no column: %s", said)
	}
	s, problems := Load(fstest.MapFS{"dossier.yaml": {Data: []byte(partVocabulary)}, "food/assignment.yaml": {Data: []byte(strings.NewReplacer("WHERE", "where: amount > € 0", "fact: spent", "type: rows", "id: kind,", "id: kind, type: text,", "id: amount,", "id: amount, type: money,").Replace(partList))}})
	if len(problems) == 0 || !strings.Contains(problems[0].Text("en"), "no 'fact'") {
		t.Errorf("a list of its own: %v %v", s.IDs(), problems)
	}
}

// A list of which a part is asked is not filled by that: it does not come first.
func TestWhere_aPartIsNotWhatFillsAList(t *testing.T) {
	if d, _ := partOf(t, `where: kind = "food"`); d.fills("spent") {
		t.Error("it would be named as what comes first")
	}
	if d, _ := partOf(t, ""); !d.fills("spent") {
		t.Error("the whole list is filled")
	}
}
