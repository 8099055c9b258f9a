// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestExamples_theThreeWorkedOnesReadAndKeepTheirPromises(t *testing.T) {
	files := os.DirFS("testdata/examples")
	s, problems := Load(files)
	for _, p := range problems {
		t.Error(p.Text("en"))
	}
	checks := 0
	for _, r := range RunTests(files, s, world()) {
		checks += r.Checks
		for _, f := range r.Failed {
			t.Errorf("%s (%s): %s", r.File, r.Name, f)
		}
	}
	if len(s.IDs()) != 3 || checks < 27 {
		t.Errorf("%s with %d checks", strings.Join(s.IDs(), " "), checks)
	}
}

func TestLetters_areDutchWithReadingHelpInTheReadersLanguage(t *testing.T) {
	s, _ := Load(os.DirFS("testdata/examples"), "en")
	w := twoDebts()
	draft := NewDraft().typing("debt", "d1", "offer", "25", "start", "2026-12-01", "reason", "costs")
	nl, _ := s.Get("payment-letter", source)
	en, _ := s.Get("payment-letter", "en")
	dutch, err := nl.Evaluate(draft, w).Letters()
	if err != nil || len(dutch) != 1 {
		t.Fatalf("%d letters, %v", len(dutch), err)
	}
	for _, want := range []string{"Aan: Web*winkel*", "Ik moet u nog € 129,95 betalen", "1 december 2026", "[op papier: Uw naam]", "Ik had opeens hoge kosten."} {
		if !strings.Contains(strings.ReplaceAll(dutch[0].Text, "\u00a0", " "), want) {
			t.Errorf("the letter lacks %q:\n%s", want, dutch[0].Text)
		}
	}
	english, err := en.Evaluate(draft, w).Letters()
	if err != nil || !strings.Contains(string(english[0].Help), "You ask Web*winkel* whether you may pay €129.95 in parts") {
		t.Errorf("the help says %q, %v", english[0].Help, err)
	}
	if dutch[0].Help != "" {
		t.Error("who reads Dutch needs no help to read it")
	}
}

func TestLetters_comeBackWholeWhenTheyWereKept(t *testing.T) {
	s, _ := Load(os.DirFS("testdata/examples"))
	nl, _ := s.Get("payment-letter", source)
	made, err := nl.Evaluate(NewDraft().typing("debt", "d1", "offer", "25", "reason", "costs"), twoDebts()).Letters()
	if err != nil {
		t.Fatal(err)
	}
	kept, err := json.Marshal(made)
	if err != nil {
		t.Fatal(err)
	}
	var back []Letter
	if err := json.Unmarshal(kept, &back); err != nil || !reflect.DeepEqual(back, made) {
		t.Errorf("kept was\n%+v\nand back comes\n%+v, %v", made, back, err)
	}
}
