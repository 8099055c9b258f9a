// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
)

const kindsVocabulary = `
sections: [{id: debts, label: Schulden}, {id: feel, label: Hoe het gaat}]
facts:
  feel.rest: {type: scale, label: Rust, section: feel, options: {"0": geen rust, "10": veel rust}}
  feel.ready: {type: confirm, label: Klaar, section: feel}
  debts.plan: {type: money, label: Plan, section: debts}
  debts:
    type: rows
    label: Schulden
    section: debts
    columns:
      creditor: {type: text, label: Schuldeiser}
      owed: {type: money, label: Bedrag}
      kind: {type: choice, label: Soort, options: {rent: Huur, shop: Winkel}}
      urgent: {type: yesno, label: Gaat voor, computed: yes}
`

const kindsAssignment = `
title: Alle soorten
version: 1
language: nl
layout: steps
needs: [debts]
pages:
  - id: all
    title: Alles
    questions:
      - {id: rest, fact: feel.rest, ask: Hoeveel rust heb je?, required: no}
      - {id: ready, fact: feel.ready, ask: Ik heb het gelezen}
      - {id: which, type: choices, ask: Wat past?, options: {a: Eerste, b: Tweede}, required: no}
      - {id: name, type: text, private: yes, ask: Hoe heet je?}
      - {id: sure, type: yesno, ask: Weet je het zeker?, example: bijvoorbeeld na een brief}
      - {id: why, type: text, ask: Wat maakt het onzeker?, required: sure = no}
      - id: debt
        type: pick
        from: dossier.debts
        where: not urgent
        option: "{creditor}: {owed}"
        ask: Voor welke schuld?
        empty: Er is nu geen schuld waar dit bij past.
      - {id: offer, type: money, ask: Hoeveel?, save: debts.plan, prefill: sum(dossier.debts.owed) / 10, required: no}
compute:
  months: {formula: round_up(debt.owed / offer), label: Maanden}
results:
  - text: "{debt.creditor} ({debt.kind}) duurt {months} maanden."
`

// kinds is an assignment with every kind of question that the shipped ones lack.
func kinds(t *testing.T, change ...string) *Definition {
	t.Helper()
	d, problems := kindsRead(t, change...)
	for _, p := range problems {
		t.Fatal(p.Text("en"))
	}
	return d
}

func kindsRead(t *testing.T, change ...string) (*Definition, []content.Problem) {
	t.Helper()
	text := strings.NewReplacer(change...).Replace(kindsAssignment)
	s, problems := Load(fstest.MapFS{
		"dossier.yaml": {Data: []byte(kindsVocabulary)}, "alles/assignment.yaml": {Data: []byte(text)},
	})
	d, _ := s.Get("alles", source)
	return d, problems
}

// twoDebts is a dossier with a debt that goes first and one that does not.
func twoDebts() World {
	w, at := world(), time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	w.Record = dossier.NewRecord([]dossier.Fact{
		{Path: "debts", Row: "d0", At: at, Values: map[string]dossier.Value{"creditor": {Text: "Woonstad"}, "owed": {Cents: 124000}, "kind": {Text: "rent"}, "urgent": {Text: "yes"}}},
		{Path: "debts", Row: "d1", At: at, Values: map[string]dossier.Value{"creditor": {Text: "Web*winkel*"}, "owed": {Cents: 12995}, "kind": {Text: "shop"}, "urgent": {Text: "no"}, "arranged": {Text: "no"}}},
	})
	return w
}

func (d *Draft) typing(pairs ...string) *Draft {
	for i := 0; i+1 < len(pairs); i += 2 {
		d.put(pairs[i], pairs[i+1])
	}
	return d
}

func paths(list []Open) []string {
	var out []string
	for _, o := range list {
		out = append(out, o.Path)
	}
	return out
}

func TestPick_offersOnlyTheRowsThatFitAndNamesThem(t *testing.T) {
	o := kinds(t).Evaluate(NewDraft(), twoDebts())
	in := o.input(o.Def.names.questions["debt"], "debt")
	if len(in.Options) != 1 || in.Options[0].Value != "d1" || in.Options[0].Label != "Web*winkel*: €\u00a0129,95" {
		t.Errorf("offered are %+v", in.Options)
	}
}

func TestPick_lendsItsColumnsToFormulasAndTexts(t *testing.T) {
	o := kinds(t).Evaluate(NewDraft().typing("debt", "d1", "offer", "25"), twoDebts())
	if got := string(o.Results()[0].HTML); got != "<p>Web*winkel* (Winkel) duurt 6 maanden.</p>" {
		t.Errorf("the page says %s", got)
	}
}

func TestPick_aRowThatDoesNotFitAnyMoreIsAskedAgain(t *testing.T) {
	o := kinds(t).Evaluate(NewDraft().typing("debt", "d0", "ready", "yes", "sure", "yes"), twoDebts())
	if open := o.Issues(); len(open) != 1 || open[0].Path != "debt" || open[0].Issue.Key != "answer.choose" {
		t.Errorf("open is %+v", open)
	}
}

func TestPick_asksNothingWhenThereIsNothingToChoose(t *testing.T) {
	o := kinds(t).Evaluate(NewDraft().typing("ready", "yes", "sure", "yes"), world())
	if open := o.Issues(); len(open) != 0 {
		t.Errorf("still open: %v", paths(open))
	}
	if in := o.input(o.Def.names.questions["debt"], "debt"); in.Kind != Info || in.Label != "Er is nu geen schuld waar dit bij past." {
		t.Errorf("the page shows %+v", in)
	}
}

func TestRequired_followsItsRule(t *testing.T) {
	d := kinds(t)
	for sure, want := range map[string]string{"yes": "", "no": "why", "": "sure"} {
		o := d.Evaluate(NewDraft().typing("ready", "yes", "debt", "d1", "sure", sure), twoDebts())
		if got := strings.Join(paths(o.Issues()), " "); got != want {
			t.Errorf("with %q open is %q, want %q", sure, got, want)
		}
	}
}

func TestConfirm_isAnswerOnlyWhenTicked(t *testing.T) {
	d := kinds(t)
	open := d.Evaluate(NewDraft().typing("debt", "d1", "sure", "yes"), twoDebts()).Issues()
	if len(open) != 1 || open[0].Path != "ready" || open[0].Issue.Key != "answer.notick" {
		t.Errorf("open is %+v", open)
	}
}

func TestScale_takesItsPointsAndNothingElse(t *testing.T) {
	d := kinds(t)
	for typed, key := range map[string]string{"0": "", "7": "", "10": "", "11": "answer.most", "-1": "answer.least", "veel": "answer.number", "٧": ""} {
		o := d.Evaluate(NewDraft().typing("rest", typed), twoDebts())
		got := ""
		if i := o.given("rest").issue; i != nil {
			got = i.Key
		}
		if got != key {
			t.Errorf("%q gives %q, want %q", typed, got, key)
		}
	}
	points := d.names.questions["rest"].options(source)
	if len(points) != 11 || points[0].Label != "0: geen rust" || points[5].Label != "5" || points[10].Label != "10: veel rust" {
		t.Errorf("the points are %+v", points)
	}
}

func TestChoices_keepEveryOneThatWasTicked(t *testing.T) {
	o := kinds(t).Evaluate(NewDraft().typing("which", "a b"), twoDebts())
	in := o.input(o.Def.names.questions["which"], "which")
	if !in.Options[0].On || !in.Options[1].On || o.said(o.Def.names.questions["which"], "which") != "Eerste, Tweede" {
		t.Errorf("the page shows %+v", in.Options)
	}
}

func TestPrivate_isNeverReadKeptOrNamedByAFormula(t *testing.T) {
	o := kinds(t).Evaluate(NewDraft().typing("name", "Ineke"), twoDebts())
	for _, line := range o.Review() {
		if line.Path == "name" || line.Value == "Ineke" {
			t.Errorf("the sheet holds %+v", line)
		}
	}
	if _, read := o.answers["name"]; read {
		t.Error("the answer was read")
	}
	if _, problems := kindsRead(t, "required: sure = no", `required: name = "Ineke"`); len(problems) == 0 {
		t.Error("a formula may name what stands on paper only")
	}
	if _, problems := kindsRead(t, "private: yes", "private: yes, save: debts.plan"); len(content.Errors(problems)) == 0 {
		t.Error("what is private may be kept")
	}
}

func TestSave_writesWithoutReadingBack(t *testing.T) {
	w := twoDebts()
	o := kinds(t).Evaluate(NewDraft().typing("offer", "25"), w)
	facts := o.Facts(today, dossier.Source{})
	if len(facts) != 1 || facts[0].Path != "debts.plan" || facts[0].Value().Cents != 2500 {
		t.Errorf("written are %+v", facts)
	}
}

func TestPrefill_worksOutAFirstAnswerFromTheDossier(t *testing.T) {
	if got := kinds(t).Prefill(twoDebts(), newIDs()).Value("offer"); got != "137,00" {
		t.Errorf("the amount begins as %q", got)
	}
	if got := kinds(t).Prefill(world(), newIDs()).Value("offer"); got != "" {
		t.Errorf("without debts the amount begins as %q", got)
	}
}

func TestSections_areThoseThatASheetWritesOrRepeats(t *testing.T) {
	if got := strings.Join(kinds(t).Sections(), " "); got != "debts feel" {
		t.Errorf("the sections are %q", got)
	}
	only, problems := Load(fstest.MapFS{"dossier.yaml": {Data: []byte(kindsVocabulary)}, "los/assignment.yaml": {Data: []byte(
		"title: Los\nversion: 1\nlanguage: nl\npages:\n  - id: one\n    title: Los\n    questions:\n      - {id: a, type: text, ask: Wat?}\n")}})
	if len(problems) > 0 {
		t.Fatal(problems[0].Text("en"))
	}
	if d, _ := only.Get("los", source); len(d.Sections()) != 1 {
		t.Error("a sheet that writes nothing has no section, so no key")
	}
}

func TestNeeds_sayWhatMustBeKnownFirst(t *testing.T) {
	d := kinds(t)
	if lacks := d.Lacks(nil); len(lacks) != 1 || lacks[0].Label != "Schulden" {
		t.Errorf("lacking are %+v", lacks)
	}
	if lacks := d.Lacks(twoDebts().Record); len(lacks) != 0 {
		t.Errorf("lacking are %+v", lacks)
	}
}

func TestKinds_mistakesAreNamedWithAdvice(t *testing.T) {
	for _, c := range []struct{ from, to, say string }{
		{"from: dossier.debts", "from: debts", "A choice from the dossier names a list after 'from'."},
		{"from: dossier.debts", "from: dossier.debts.plan", "A choice from the dossier names a list after 'from'."},
		{"where: not urgent", "where: not urgnt", "Did you mean 'urgent'?"},
		{"debt.owed / offer", "debt.owd / offer", "Did you mean 'debt.owed'?"},
		{"layout: steps", "layout: step", "Did you mean 'steps'?"},
		{"needs: [debts]", "needs: [debt]", "Did you mean 'debts'?"},
		{"type: pick", "type: pik", "Did you mean 'pick'?"},
		{"save: debts.plan", "save: feel.rest", "'feel.rest' is of type scale, this question is money."},
		{"required: sure = no", "required: offer", ""},
		{"prefill: sum(dossier.debts.owed) / 10", "prefill: yes", ""},
		{"where: not urgent", "where: offer > debt.owed", ""}, // a circle
	} {
		_, problems := kindsRead(t, c.from, c.to)
		bad := content.Errors(problems)
		if len(bad) == 0 || !strings.Contains(bad[0].Text("en"), c.say) {
			t.Errorf("%q instead of %q is met with %v", c.to, c.from, bad)
		}
	}
}
