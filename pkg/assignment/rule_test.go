// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/pkg/dossier"
)

const lawDossier = `sections:
  - {id: debts, label: Mijn schulden}
facts:
  debts.costs: {type: money, label: Kosten, section: debts}
`

const lawAssignment = `title: Wat mag een incassobureau vragen?
version: 1
language: nl
pages:
  - id: p
    title: De brief
    questions:
      - {id: owed, type: money, ask: Hoeveel moest je betalen?}
      - {id: letter, type: date, ask: Van welke dag is de brief?}
      - id: debts
        type: rows
        ask: Andere schulden
        columns:
          - {id: amount, type: money, ask: Hoeveel?}
          - {id: since, type: date, ask: Sinds wanneer?}
        compute:
          barred: limitation("rent", since)
compute:
  costs: {formula: "collection_costs(owed, letter)", label: Incassokosten, save: debts.costs}
  total: {formula: "owed + collection_costs(owed, letter)", label: Samen}
  twice: {formula: costs * 2, label: Dubbel}
  free: {formula: 'free_bank("single", letter)', label: Vrij op de bank}
  old: {formula: count(debts where barred < today), label: Misschien verjaard}
  plain: {formula: owed + € 1, label: Zonder wet}
results:
  - show: costs
`

const lawEnglish = `language: en
texts:
  - {nl: Wat mag een incassobureau vragen?, en: What may a collector ask?}
  - {nl: De brief, en: The letter}
  - {nl: "Hoeveel moest je betalen?", en: "How much did you have to pay?"}
  - {nl: "Van welke dag is de brief?", en: "Of which day is the letter?"}
  - {nl: Andere schulden, en: Other debts}
  - {nl: "Hoeveel?", en: "How much?"}
  - {nl: "Sinds wanneer?", en: "Since when?"}
  - {nl: Incassokosten, en: Collection costs}
  - {nl: Samen, en: Together}
  - {nl: Dubbel, en: Double}
  - {nl: Vrij op de bank, en: Free in the bank}
  - {nl: Misschien verjaard, en: Perhaps time-barred}
  - {nl: Zonder wet, en: Without the law}
`

// lawOutcome fills in an assignment that asks for figures of the law.
func lawOutcome(t *testing.T, lang string, pairs ...string) *Outcome {
	t.Helper()
	s, problems := Load(fstest.MapFS{
		"dossier.yaml":        {Data: []byte(lawDossier)},
		"en.yaml":             {Data: []byte("language: en\ntexts:\n  - {nl: Mijn schulden, en: My debts}\n  - {nl: Kosten, en: Costs}\n")},
		"law/assignment.yaml": {Data: []byte(lawAssignment)},
		"law/en.yaml":         {Data: []byte(lawEnglish)},
	}, "en")
	for _, p := range problems {
		t.Error(p.Text("en"))
	}
	def, ok := s.Get("law", lang)
	if !ok {
		t.Fatal("the assignment is not there")
	}
	d := NewDraft()
	for i := 0; i+1 < len(pairs); i += 2 {
		if question, rest, inRow := strings.Cut(pairs[i], "["); inRow && d.row(question, rest[:1]) == nil {
			d.AddRow(question, rest[:1])
		}
		d.Apply(d.Rev, map[string]string{pairs[i]: pairs[i+1]})
	}
	return def.Evaluate(d, world())
}

func (o *Outcome) named(id string) Computed { return o.Computed(o.Def.names.computes[id]) }

func TestRules_citeTheFigureAndSayWhetherItIsAnEstimate(t *testing.T) {
	o := lawOutcome(t, "nl", "owed", "1.000,00", "letter", "3-2-2025")
	c := o.named("costs")
	if c.Value != "€\u00a0150,00" || c.Estimate() || len(c.Rules) != 1 {
		t.Fatalf("%+v", c)
	}
	if r := c.Rules[0]; r.Title != "Incassokosten volgens de wet" || strings.ReplaceAll(r.Holds, "\u00a0", " ") != "vanaf 1 oktober 2024" || r.Source == "" || r.Estimate || r.Checked == "" {
		t.Errorf("%+v", r)
	}
	for _, f := range o.Facts(today, dossier.Source{}) {
		if f.Path == "debts.costs" && f.Value().Cents != 15000 {
			t.Errorf("saved %d", f.Value().Cents)
		}
	}
	o = lawOutcome(t, "en", "owed", "1.000,00", "letter", "3-2-2023")
	c = o.named("costs")
	if r := c.Rules[0]; !c.Estimate() || r.Title != "Collection costs by law" || strings.ReplaceAll(r.Holds, "\u00a0", " ") != "from 1 July 2012 until 30 September 2024" || r.Confirm == "" {
		t.Errorf("%+v", c)
	}
}

func TestRules_followTheValuesAValueIsMadeOf(t *testing.T) {
	o := lawOutcome(t, "nl", "owed", "1.000,00", "letter", "3-2-2025",
		"debts[a].amount", "50", "debts[a].since", "1-1-2019", "debts[b].amount", "60", "debts[b].since", "1-1-2025")
	if c := o.named("twice"); len(c.Rules) != 1 || c.Value != "€\u00a0300,00" {
		t.Errorf("%+v", c)
	}
	if c := o.named("old"); c.Value != "1" || len(c.Rules) != 2 || !c.Estimate() {
		t.Errorf("%+v", c)
	}
	if c := o.named("plain"); len(c.Rules) != 0 {
		t.Errorf("%+v", c)
	}
}

func TestRules_stepsAddUp(t *testing.T) {
	c := lawOutcome(t, "nl", "owed", "1.000,00", "letter", "3-2-2025").named("total")
	if !c.Adds || c.Value != "€\u00a01.150,00" || len(c.Steps) != 2 || c.Steps[1].Label != "Incassokosten volgens de wet" || c.Steps[1].Value != "€\u00a0150,00" {
		t.Errorf("%+v", c)
	}
}

// A figure that is not known for a day is said to be missing, never replaced.
func TestRules_aDayWithoutAFigureIsNamed(t *testing.T) {
	for lang, want := range map[string]string{
		"nl": "Vrij bedrag bij beslag op je bankrekening (niet bekend voor 1 juli 2024)",
		"en": "Free amount when a bank account is seized (not known for 1 July 2024)",
	} {
		c := lawOutcome(t, lang, "letter", "1-7-2024").named("free")
		if c.Known || c.Value != "…" || len(c.Missing) != 1 || strings.ReplaceAll(c.Missing[0], "\u00a0", " ") != want {
			t.Errorf("%s: %+v", lang, c)
		}
	}
	if c := lawOutcome(t, "nl", "letter", "30-6-2024").named("free"); !c.Known || c.Value != "€\u00a01.996,21" {
		t.Errorf("on the last day of the row: %+v", c)
	}
}

func TestLoad_tellsOfAFigureThatDoesNotExist(t *testing.T) {
	wrong := strings.Replace(lawAssignment, `free_bank("single", letter)`, `norm("bank_free.singel", letter)`, 1)
	_, problems := Load(fstest.MapFS{"dossier.yaml": {Data: []byte(lawDossier)}, "law/assignment.yaml": {Data: []byte(wrong)}})
	if len(problems) != 1 {
		t.Fatalf("%v", problems)
	}
	if got := problems[0].Text("nl"); got != `law/assignment.yaml:22:24: De tabel 'bank_free' heeft geen 'singel'. Bedoelde je "bank_free.single"?` {
		t.Error(got)
	}
}
