// SPDX-License-Identifier: EUPL-1.2

package catalog_test

import (
	"path/filepath"
	"strings"
	"testing"

	"opgelucht/pkg/content"
)

func TestOverlay_aLinkToElsewhereNeverGoesLive(t *testing.T) {
	for name, c := range map[string]struct{ file, text, host, at string }{
		"in a text":        {"parkeren/assignment.yaml", strings.Replace(oneQuestion, "why: Dan weten we of je kunt parkeren.", "why: Lees [dit](https://Meten.example/x).", 1), "meten.example", "6:17"},
		"without scheme":   {"parkeren/assignment.yaml", strings.Replace(oneQuestion, "why: Dan weten we of je kunt parkeren.", "why: Lees [dit](//meten.example/x).", 1), "meten.example", "6:17"},
		"in quotes":        {"parkeren/assignment.yaml", strings.Replace(oneQuestion, "why: Dan weten we of je kunt parkeren.", "why: \"Lees #1 www.meten.example\"", 1), "meten.example", "6:15"},
		"looks like ours":  {"parkeren/assignment.yaml", strings.Replace(oneQuestion, "why: Dan weten we of je kunt parkeren.", "why: Zie https://nibud.nl.example/", 1), "nibud.nl.example", "6:10"},
		"in a letter":      {"parkeren/brief.nl.md", "Geachte,\n\n[dit](https://meten.example)\n", "meten.example", "3:7"},
		"in a translation": {"parkeren/en.yaml", "language: en\ntexts:\n  - nl: Parkeren\n    en: See www.meten.example\n", "meten.example", "4:13"},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGround(t)
			g.write("zee", "parkeren/assignment.yaml", oneQuestion)
			g.open()
			g.wants("zee", "parkeren", "Parkeren")
			g.write("zee", c.file, c.text)
			news := g.look()
			if len(news) != 1 || !news[0].Broken("parkeren") {
				t.Fatalf("it found %+v", news)
			}
			found := false
			for _, p := range content.Errors(news[0].Problems) {
				found = found || strings.HasPrefix(p.Text("nl"), filepath.Join(g.folders[1].Path, c.file)+":"+c.at+": ") && strings.Contains(p.Say.NL, "'"+c.host+"'")
			}
			if !found {
				t.Errorf("it says %v", news[0].Problems)
			}
			g.wants("zee", "parkeren", "Parkeren") // the last good one
		})
	}
}

func TestOverlay_placesOfHelpMayBeLinkedToAndRemarksAreNobodys(t *testing.T) {
	g := newGround(t)
	g.write("zee", "parkeren/assignment.yaml", "# yaml-language-server: $schema=https://json.example/x\n"+
		strings.NewReplacer("title: Parkeren", "title: Je auto # van https://bron.example", "Dan weten we of je kunt parkeren.", "Lees [dit](https://www.nibud.nl/auto).").Replace(oneQuestion))
	g.write("zee", "parkeren/tests/een.yaml", "# https://bron.example\nname: Een\nanswers: {}\n")
	g.open()
	g.wants("zee", "parkeren", "Je auto")
}
