// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
)

var update = flag.Bool("update", false, "write the golden files anew")

// oneMistake makes one mistake in a good assignment.
type oneMistake struct {
	name           string
	file, old, new string // file begins at the folder of the assignment
	more           []oneMistake
}

const logicFile = "assignment.yaml"

var mistakes = []oneMistake{
	{name: "yaml-colon", file: logicFile, old: "title: Wat kost je telefoon?", new: "title: Let op: vul alles in"},
	{name: "yaml-sign", file: logicFile, old: "title: Wat kost je telefoon?", new: "title: *Wat* kost je telefoon?"},
	{name: "yaml-hash", file: logicFile, old: "ask: Zit je nog aan een contract vast?", new: "ask: Kies contract #2 of niet"},
	{name: "yaml-indent", file: logicFile, old: "    title: Je telefoon", new: "   title: Je telefoon"},
	{name: "yaml-tab", file: logicFile, old: "    title: Je telefoon", new: "\ttitle: Je telefoon"},
	{name: "unknown-key", file: logicFile, old: "help: Kijk", new: "hulp: Kijk"},
	{name: "misspelt-key", file: logicFile, old: "- id: contract", new: "- di: contract"},
	{name: "missing-key", file: logicFile, old: "version: 1\n", new: ""},
	{name: "shape", file: logicFile, old: "prepare:\n  - De laatste", new: "prepare: De laatste"},
	{name: "number", file: logicFile, old: "minutes: 5", new: "minutes: vijf"},
	{name: "yes-no", file: logicFile, old: "required: no\n        show_if", new: "required: no\n        unknown: nee\n        show_if"},
	{name: "word", file: logicFile, old: "tone: good", new: "tone: goed"},
	{name: "language", file: logicFile, old: "language: nl", new: "language: dutch"},
	{name: "type", file: logicFile, old: "type: money_per", new: "type: mony_per"},
	{name: "fact", file: logicFile, old: "type: money_per\n", new: "fact: phone.cots\n"},
	{name: "twice", file: logicFile, old: "- id: contract", new: "- id: cost"},
	{name: "formula", file: logicFile, old: "formula: cost.yearly", new: "formula: cost.yearli"},
	{name: "formula-name-often", file: logicFile, old: "cost is answered", new: "cots is answered"},
	{name: "circle", file: logicFile, old: "formula: cost.yearly", new: "formula: year + € 1"},
	{name: "b1-long", file: logicFile, old: "Schatten mag.", new: "Schatten mag ook als je het bedrag niet precies weet omdat je de rekening niet meer hebt."},
	{name: "b1-jargon", file: logicFile, old: "Je ziet wat je telefoon per jaar kost.", new: "Je ziet middels deze vragen wat je telefoon kost."},
	{name: "b1-explain", file: logicFile, old: "text: Je zit nergens aan vast.", new: "text: Dan komt er geen vonnis."},
	{name: "b1-word", file: logicFile, old: "text: Je zit nergens aan vast.", new: "text: Je hebt geen telefoonabonnement."},
	{name: "b1-score", file: logicFile, old: "Je ziet wat je telefoon per jaar kost.", new: strings.Repeat("Gezamenlijke maandelijkse telefoonkosten veroorzaken onvoorziene financiële moeilijkheden. ", 9)},
	{name: "address", file: logicFile, old: "Je ziet wat je telefoon", new: "U ziet wat je telefoon"},
	{name: "image", file: logicFile, old: "text: Je zit nergens", new: "text: Kijk ![zo](https://foto.example/x.png). Je zit nergens"},
	{name: "link", file: logicFile, old: "text: Je zit nergens", new: "text: Kijk op [deze site](https://vergelijk.example/tel). Je zit nergens"},
	{name: "amount-text", file: logicFile, old: "text: Je zit nergens", new: "text: Onder € 20 per maand is het laag. Je zit nergens"},
	{name: "amount", file: logicFile, old: "per: [month, year]", new: "per: [month, year]\n        max: veel"},
	{name: "many-questions", file: logicFile, old: "      - id: cost\n", new: manyQuestions() + "      - id: cost\n"},
	{name: "many-options", file: logicFile, old: "      - id: cost\n", new: "      - id: color\n        type: choice\n        ask: Welke kleur heeft je telefoon?\n        required: no\n        options: {a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J, k: K, l: L, m: M}\n      - id: cost\n"},
	{name: "exception", file: logicFile, old: "      - id: cost\n", new: "      # lint: many-options zomaar\n      - id: cost\n"},
	{name: "exception-idle", file: logicFile, old: "      - id: cost\n", new: "      # lint: many-options hier staan er veel omdat het zo duidelijker is\n      - id: cost\n"},
	{name: "private", file: logicFile, old: "      - id: cost\n", new: "      - id: who\n        type: text\n        ask: Wat is je telefoonnummer?\n        required: no\n      - id: cost\n"},
	{name: "never-shown", file: logicFile, old: "show_if: contract = yes", new: "show_if: contract = yes and contract = no"},
	{name: "later", file: logicFile, old: "        help: Kijk in je bankapp bij", new: "        show_if: contract = yes or contract = no or contract is not answered\n        help: Kijk in je bankapp bij"},
	{name: "unused", file: logicFile, old: "compute:\n", new: "compute:\n  half: cost.yearly / 2\n"},
	{name: "loop", file: logicFile, old: "        required: no\n      # 'show_if'", new: "        required: stops is answered\n      # 'show_if'"},
	{name: "no-example-check", file: logicFile, old: "        per: [month, year]", new: "        per: [month, year]\n        check:\n          - rule: cost.yearly < € 90.000\n            say: Dat is veel. Klopt het?\n            level: warning"},
	{name: "no-example-text", file: logicFile, old: "counsellor:\n", new: "  - if: year > € 5.000\n    text: Dat is veel.\n\ncounsellor:\n"},
	{name: "no-example-at-all", file: "tests/gewoon.yaml", more: []oneMistake{{file: "tests/vrij.yaml"}, {file: "tests/leeg.yaml"}}},
	{name: "example-key", file: "tests/gewoon.yaml", old: "expect:", new: "expected:"},
	{name: "trial-hole", file: logicFile, old: "  - if: cost is answered\n    tone: good\n", new: "  - tone: good\n"},
	{name: "letter-hole", file: logicFile, old: "# Dit ziet de hulpverlener.", new: "letters:\n  - id: stop\n    title: Brief\n    file: stop.nl.md\n",
		more: []oneMistake{{file: "stop.nl.md", new: "Ik stop op {stops}.\n\n{if contract is answered}\nNog vast: {contract}.\n{end}\n"}}},
	{name: "name-next", file: logicFile, old: "counsellor:\n", new: "counsellor:\n  next:\n    - assignment: fone\n"},
	{name: "name-read", file: logicFile, old: "language: nl\n", new: "language: nl\nread: [huur-en-ontruimig]\n"},
	{name: "name-read-page", file: logicFile, old: "    title: Je telefoon", new: "    title: Je telefoon\n    read: [huur-en-ontruimig]"},
	{name: "compare-question", file: logicFile, old: "results:\n", new: "results:\n  - compare: {contract: household.adults}\n"},
	{name: "name-renamed", file: logicFile, old: "language: nl\n", new: "language: nl\nrenamed: {price: cots}\n"},
	{name: "name-renamed-kept", file: logicFile, old: "language: nl\n", new: "language: nl\nrenamed: {cost: contract}\n"},
	{name: "name-column", file: logicFile, old: "      - id: contract\n", new: "      - id: calls\n        type: rows\n        ask: Wie bel je?\n        required: no\n        start_rows: [x]\n        start_column: whom\n        columns:\n          - {id: who, type: text, ask: Wie?}\n      - id: contract\n"},
	{name: "version", file: logicFile, old: "        required: no\n        show_if", new: "        required: yes\n        show_if"},
	{name: "version-low", file: logicFile, old: "version: 1", new: "version: 0"},
	{name: "version-new", file: logicFile, old: "version: 1", new: "version: 2"},
	{name: "version-earlier", file: "../versions.yaml", new: "assignments:\n  phone: {version: 1, logic: c7aec739f5524acb}\n"},
	{name: "same-id", file: "../other/assignment.yaml", new: otherAssignment, more: []oneMistake{{file: "../other/tests/een.yaml", new: "name: Een\nanswers: {}\nexpect: {}\n"}}},
	{name: "translation-stale", file: "en.yaml", old: "- nl: Zit je nog aan een contract vast?", new: "- nl: Zit je aan een contract vast?"},
	{name: "translation-missing", file: "en.yaml", old: "  - nl: Je telefoon\n    en: Your phone\n", new: ""},
	{name: "translation-empty", file: "en.yaml", old: "    en: Your phone\n", new: "    en: \"\"\n"},
	{name: "translation-obsolete", file: "en.yaml", old: "  - nl: Je telefoon\n", new: "  - nl: Iets heel anders dat weg is\n    en: Gone\n  - nl: Je telefoon\n"},
	{name: "translation-holes", file: "en.yaml", old: "**{year} a year**", new: "**{years} a year**"},
	{name: "translation-absent", file: "en.yaml"},
}

const otherAssignment = `title: Iets anders
version: 1
language: nl
pages:
  - id: one
    title: Eén
    questions:
      - {id: contract, type: money, ask: Wat kost het contract?, required: no}
`

func manyQuestions() string {
	var b strings.Builder
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		b.WriteString("      - id: " + id + "\n        type: yesno\n        ask: Is het " + id + "?\n        required: no\n")
	}
	return b.String()
}

// withMistake makes the folder with one mistake. Its Dutch stands alone, unless
// the mistake is in a translation or the versions are what it is about.
func withMistake(t *testing.T, m oneMistake) *Folder {
	t.Helper()
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	put("dossier.yaml", "sections: [{id: phone, label: Telefoon}]\nfacts:\n  phone.cost: {type: money_per, label: Kosten, section: phone}\n")
	for _, name := range []string{"hardwords.yaml", "words.yaml"} {
		text, err := fs.ReadFile(assignments.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		put(name, string(text))
	}
	for name, text := range New("phone") {
		if name != "phone/en.yaml" || strings.HasPrefix(m.name, "translation") {
			put(name, text)
		}
	}
	if strings.HasPrefix(m.name, "translation") {
		put("en.yaml", "language: en\ntexts:\n  - {nl: Telefoon, en: Phone}\n  - {nl: Kosten, en: Costs}\n")
	}
	put(assignment.LockFile, Open(files, nil).lockText())
	for _, one := range append([]oneMistake{m}, m.more...) {
		name := filepath.ToSlash(filepath.Join("phone", one.file))
		if one.old == "" && one.new == "" {
			delete(files, name)
			continue
		}
		before := ""
		if one.old != "" {
			if before = string(files[name].Data); !strings.Contains(before, one.old) {
				t.Fatalf("%s: no %q in %s", m.name, one.old, name)
			}
		}
		if before == "" {
			put(name, one.new)
		} else {
			put(name, strings.ReplaceAll(before, one.old, one.new))
		}
	}
	if !strings.HasPrefix(m.name, "version") {
		put(assignment.LockFile, Open(files, nil).lockText())
	}
	return Open(files, nil)
}

func TestLint_everyMistakeGivesOneSentenceAndSaysWhatToDo(t *testing.T) {
	for _, m := range mistakes {
		list := withMistake(t, m).Lint()
		got := Report(list, "nl") + Report(list, "en")
		file := filepath.Join("testdata", "lint", m.name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || string(want) != got {
			t.Errorf("%s: %v\ngot\n%s\nwant\n%s", m.name, err, got, want)
		}
		n := 0
		for _, p := range list {
			if !p.Info || m.name == p.Rule {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s gives %d messages:\n%s", m.name, len(list), Report(list, "nl"))
		}
	}
}
