// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"strings"
	"testing"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
)

func TestDiff_classesFollowFromWhatDiffers(t *testing.T) {
	const source = "phone/assignment.yaml"
	tests := []struct {
		name, old, new string
		class          assignment.Class
		say            string
	}{
		{"nothing", "", "", assignment.Same, ""},
		{"words", "Schatten mag.", "Ongeveer is goed.", assignment.Same, ""},
		{"order of options", "options: {a: A, b: B}", "options: {b: B, a: A}", assignment.Same, ""},
		{"new optional question", "      - id: contract", "      - id: brand\n        type: text\n        ask: Welk merk?\n        required: no\n      - id: contract", assignment.Additive, "Vraag 'brand' is erbij; hij hoeft niet."},
		{"new required question", "      - id: contract", "      - id: brand\n        type: text\n        ask: Welk merk?\n      - id: contract", assignment.Changing, "Vraag 'brand' is erbij en moet ingevuld zijn."},
		{"new result", "  - show: year\n", "  - show: year\n  - if: year > € 500\n    text: Veel.\n", assignment.Additive, "Een uitkomst is erbij: if: year > € 500"},
		{"result gone", "  - show: year\n", "", assignment.Changing, "Een uitkomst is weg: show: year"},
		{"new alert", "  alerts:\n", "  alerts:\n    - if: year > € 500\n      text: Veel.\n", assignment.Additive, "Een melding is erbij"},
		{"new warning", "        per: [month, year]", "        per: [month, year]\n        check: [{rule: cost.yearly < € 900, say: Klopt dat?, level: warning}]", assignment.Additive, "een waarschuwing erbij"},
		{"stricter check", "        per: [month, year]", "        per: [month, year]\n        check: [{rule: cost.yearly < € 900, say: Klopt dat?}]", assignment.Changing, "'cost' is strenger"},
		{"other formula", "formula: cost.yearly", "formula: cost.monthly * 12", assignment.Changing, "'year' wordt anders uitgerekend."},
		{"other condition", "show_if: contract = yes", "show_if: contract != no", assignment.Changing, "'show_if' van 'stops' is anders."},
		{"need not any more", "        per: [month, year]", "        per: [month, year]\n        required: no", assignment.Additive, "Vraag 'cost' hoeft niet meer."},
		{"must now", "        required: no\n      # 'show_if'", "      # 'show_if'", assignment.Changing, "Wanneer 'contract' moet, is anders."},
		{"option gone", "options: {a: A, b: B}", "options: {a: A}", assignment.Changing, "Antwoord 'b' van 'color' is weg."},
		{"option new", "options: {a: A, b: B}", "options: {a: A, b: B, c: C}", assignment.Additive, "Antwoord 'c' van 'color' is erbij."},
		{"type", "id: color\n        type: choice", "id: color\n        type: choices", assignment.Breaking, "Vraag 'color' is van het soort choices; dat was choice."},
		{"gone", "      - id: color\n        type: choice\n        ask: Welke kleur?\n        required: no\n        options: {a: A, b: B}\n", "", assignment.Breaking, "Vraag 'color' is weg."},
		{"renamed", "- id: color", "- id: colour", assignment.Breaking, "Vraag 'color' is weg."},
	}
	old := strings.Replace(New("phone")[source], "      - id: contract", "      - id: color\n        type: choice\n        ask: Welke kleur?\n        required: no\n        options: {a: A, b: B}\n      - id: contract", 1)
	f := Open(assignments.FS, nil).With(map[string]string{source: old})
	for _, tt := range tests {
		if tt.old != "" && !strings.Contains(old, tt.old) {
			t.Fatalf("%s: there is no %q", tt.name, tt.old)
		}
		g := f.With(map[string]string{source: strings.Replace(old, tt.old, tt.new, 1)})
		class, changes, ok := Diff(f, "phone", g, "phone")
		var said []string
		for _, c := range changes {
			said = append(said, c.Say.NL)
		}
		if all := strings.Join(said, "\n"); !ok || class != tt.class || !strings.Contains(all, tt.say) || (tt.class == assignment.Same) != (all == "") {
			t.Errorf("%s: %v %s, want %s\n%s", tt.name, ok, class.Name(), tt.class.Name(), all)
		}
		a, _ := f.Shelf.Get("phone", "nl")
		if b, _ := g.Shelf.Get("phone", "nl"); (class == assignment.Same) != (a.LogicHash == b.LogicHash) {
			t.Errorf("%s: class %s, and the hashes are %s and %s", tt.name, class.Name(), a.LogicHash, b.LogicHash)
		}
	}
	moved := f.With(map[string]string{source: strings.Replace(old, "- id: color", "- id: colour", 1) + "renamed: {color: colour}\n"})
	if class, changes, _ := Diff(f, "phone", moved, "phone"); class != assignment.Breaking || len(changes) != 1 || changes[0].Say.NL != "Vraag 'color' heet nu 'colour'; het antwoord gaat mee." {
		t.Errorf("%s %v", class.Name(), changes)
	}
	if _, _, ok := Diff(f, "phone", f, "nothing"); ok {
		t.Error("an assignment that is not there was compared")
	}
}
