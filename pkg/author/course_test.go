// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"strings"
	"testing"

	"opgelucht/assignments"
)

const messyCourse = `# Voor wie kort wil.
language: nl
title: Snel
for: Wie snel wil.
weeks: 2
steps:
  - title: Begin
    # eerst het bericht
    message: welkom-eerste-antwoord
    id: begin
    days: 3
`

func TestTrajectory_fmtPutsItInOrderAndKeepsComments(t *testing.T) {
	files := Open(assignments.FS, nil).With(map[string]string{"trajectories/snel.yaml": messyCourse}).Fmt()
	got := files["trajectories/snel.yaml"]
	for _, want := range []string{"# Voor wie kort wil.\ntitle: Snel\nlanguage: nl\nweeks: 2\nfor:", "  - id: begin\n    title: Begin\n    # eerst het bericht\n    message:"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestTrajectory_lintTellsOfLongSentencesLinksAndNamesThatAreNotThere(t *testing.T) {
	bad := strings.NewReplacer("Wie snel wil.", "Wie snel wil en daarna zelf verder gaat zonder dat er nog iemand meekijkt of een bericht stuurt.",
		"title: Begin", "title: Kijk op www.elders.example", "welkom-eerste-antwoord", "welkom-eerste-antword").Replace(messyCourse)
	var told []string
	for _, p := range Open(assignments.FS, nil).With(map[string]string{"trajectories/snel.yaml": bad}).Lint() {
		if p.File == "trajectories/snel.yaml" {
			told = append(told, p.Rule)
		}
	}
	if strings.Join(told, " ") != "b1-long link name" {
		t.Errorf("told: %v", told)
	}
}

func TestTrajectory_explainTellsEachStepInBothLanguages(t *testing.T) {
	f := Open(assignments.FS, nil)
	if len(f.Trajectories()) < 2 {
		t.Fatalf("only %v", f.Trajectories())
	}
	for lang, wants := range map[string][]string{
		"nl": {"Trajectplan: Kort", "Stap 2: De schulden op een rij", "Gaat mee: Drie dingen die lukten", "wacht op je reactie"},
		"en": {"Trajectory: Short", "Step 2: The debts in a list", "Goes along: Three things that worked", "waits for your answer"},
	} {
		told, ok := f.Explain("trajectories/kort", lang)
		for _, want := range wants {
			if !ok || !strings.Contains(told, want) {
				t.Errorf("%s: no %q in\n%s", lang, want, told)
			}
		}
	}
	if told, _ := f.Explain("drie-dingen", "nl"); !strings.Contains(told, "Dit is een werkvorm") {
		t.Error("it is not told that this is a work form")
	}
}

func TestTrajectory_itsTextsGoOutForTranslation(t *testing.T) {
	po := Open(assignments.FS, nil).ExportPO("en")
	if !strings.Contains(po, "#: trajectories/kort.yaml:2\nmsgctxt \"trajectories\"\nmsgid \"Kort\"\nmsgstr \"Short\"\n") {
		t.Error("the title is not in the PO file")
	}
}
