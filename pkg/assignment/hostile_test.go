// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/content"
)

// plain is a small assignment with places to put something bad in.
const plain = "title: T\nversion: 1\nlanguage: nl\npages:\n  - id: p\n    title: P\n    questions:\n      - {id: a, type: money, ask: Hoeveel?}\n%s"

func TestLoad_hostileFilesAreRefusedByRuleAndNeverHalfLoaded(t *testing.T) {
	vocabulary, err := fs.ReadFile(assignments.FS, "dossier.yaml")
	if err != nil {
		t.Fatal(err)
	}
	in := func(end string) string { return fmt.Sprintf(plain, end) }
	questions := func(n int, each string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, each, i)
		}
		return in("") + b.String()
	}
	list := func(more string) string {
		return in("      - id: l\n        type: rows\n        ask: Wat?\n        row: een ding\n        add: Nog een\n" + more + "        columns:\n          - {id: c, type: text, ask: Wat?}\n")
	}
	for name, c := range map[string]struct{ text, says string }{
		"2 MB of parentheses":        {in("compute: {x: \"" + strings.Repeat("(", 2<<20) + "\"}\n"), "256 kB"},
		"200 kB of parentheses":      {in("compute: {x: \"" + strings.Repeat("(", 200<<10) + "\"}\n"), "te lang"},
		"brackets within brackets":   {in("compute: {x: \"" + strings.Repeat("(", 300) + "1" + strings.Repeat(")", 300) + "\"}\n"), "te veel haakjes in elkaar"},
		"lists within lists":         {in("prepare: " + strings.Repeat("[", 300) + strings.Repeat("]", 300) + "\n"), "te diep"},
		"100,000 lists within lists": {in("prepare: " + strings.Repeat("[", 100_000) + "\n"), ""},
		"a million rows":             {list("        max_rows: 1000000\n"), "1 tot 200 regels"},
		"less than no rows":          {list("        max_rows: -5\n"), "1 tot 200 regels"},
		"more rows than fit":         {list("        min_rows: 50\n        max_rows: 5\n"), "hoogstens 'max_rows'"},
		"1,000 questions":            {questions(1000, "      - {id: q%d, type: text, ask: Wat?}\n"), "hoogstens 40 vragen"},
		"1,000 pages":                {questions(1000, "  - {id: p%d, title: P, questions: [{id: z, type: text, ask: Wat?}]}\n"), "hoogstens 30 pagina's"},
		"1,000 columns":              {list("") + strings.Repeat("          - {id: d, type: text, ask: Wat?}\n", 1000), "hoogstens 20 kolommen"},
		"1,000 answers": {in("      - id: o\n        type: choice\n        ask: Wat?\n        options:\n" + func() (s string) {
			for i := range 1000 {
				s += fmt.Sprintf("          o%d: x\n", i)
			}
			return
		}()), "hoogstens 100 antwoorden"},
		"a text of 100 kB":              {in("why: " + strings.Repeat("x", 100_000) + "\n"), "te lang"},
		"a formula that goes round":     {in("compute: {x: y, y: x}\n"), "niet in een kringetje"},
		"one that goes round by itself": {in("compute: {x: x + € 1}\n"), "x"},
		"a chain of 2,000 sums":         {in("compute: {x: \"" + strings.Repeat("a + ", 1900) + "a\"}\n"), ""},
		"a bomb of anchors":             {"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "niet beginnen met"},
		"no YAML":                       {"title: \"open\n\tx: [", ""},
		"nulls":                         {in("why: \"a\x00b\"\n"), ""},
	} {
		began := time.Now()
		s, problems := Load(fstest.MapFS{
			"dossier.yaml": {Data: vocabulary}, "kwaad/assignment.yaml": {Data: []byte(c.text)}, "goed/assignment.yaml": {Data: []byte(in(""))},
		}, "en")
		said := ""
		for _, p := range content.Errors(problems) {
			if p.File == "kwaad/assignment.yaml" {
				said += p.Text("nl") + "\n"
			}
		}
		if said == "" || !strings.Contains(said, c.says) {
			t.Errorf("%s: it says %.300q", name, said)
		}
		if _, half := s.Get("kwaad", "nl"); half || len(s.IDs()) != 1 {
			t.Errorf("%s: it is on the shelf, among %v", name, s.IDs())
		}
		if _, good := s.Get("goed", "en"); !good {
			t.Errorf("%s: a good one beside it is gone", name)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s: reading takes %v", name, took)
		}
	}
}

func TestLoad_aBrokenFileIsReportedWhole(t *testing.T) {
	vocabulary, err := fs.ReadFile(assignments.FS, "dossier.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := "title: T\nversion: 1\nlanguage: nl\nlayout: zigzag\npages:\n  - id: p\n    title: P\n    questions:\n      - {id: a, type: mony, ask: Hoeveel?}\n      - {id: b, type: date, ask: Wanneer?, show_if: nergens = 1}\ncompute: {x: y, y: x}\n"
	s, problems := Load(fstest.MapFS{"dossier.yaml": {Data: vocabulary}, "x/assignment.yaml": {Data: []byte(text)}})
	lines := map[int]bool{}
	for _, p := range content.Errors(problems) {
		lines[p.Line] = true
	}
	for _, line := range []int{4, 9, 10, 11} {
		if !lines[line] {
			t.Errorf("of line %d nothing is said: %v", line, problems)
		}
	}
	if len(s.IDs()) > 0 {
		t.Errorf("on the shelf are %v", s.IDs())
	}
}
