// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// theGuidesAreFollowed does what the guides say, to the letter, and then the
// assignment that they made is handed out and filled in, in both languages.
func theGuidesAreFollowed(p *program) {
	for _, name := range []string{"README.en.md", "README.md"} {
		p.folder = p.t.TempDir()
		p.followGuide(name)
		p.must("assignment", "lint", "--strict", "--dir", "mijn")
	}
	p.start("--demo", "--assignments", "mijn")
	whatTheGuideMadeIsFilledIn(p)
	p.stop()
}

// followGuide writes the files as they stand in the guide and runs its commands:
// what they print must be what the guide shows.
func (p *program) followGuide(name string) {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "assignments", name))
	if err != nil {
		p.t.Fatal(err)
	}
	files, commands := 0, 0
	for _, block := range strings.Split(string(text), "\n```")[1:] {
		head, body, _ := strings.Cut(block, "\n")
		kind, file, _ := strings.Cut(head, " ")
		switch kind {
		case "yaml":
			files++
			p.put(file, body+"\n")
		case "console":
			commands += p.follow(name, body)
		}
	}
	if files < 3 || commands < 10 {
		p.t.Errorf("%s has only %d files and %d commands", name, files, commands)
	}
}

func (p *program) put(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// follow runs the commands of a block and compares what they print.
func (p *program) follow(guide, block string) int {
	commands := strings.Split("\n"+block, "\n$ ")[1:]
	for _, c := range commands {
		line, want, _ := strings.Cut(c, "\n")
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = p.folder
		cmd.Env = append(p.environment(), "PATH="+filepath.Dir(p.file)+":"+os.Getenv("PATH"))
		got, _ := cmd.CombinedOutput() // some show what is wrong, and end so
		if strings.TrimSpace(string(got)) != strings.TrimSpace(want) {
			p.t.Errorf("%s: %s\nprints\n%s\nthe guide shows\n%s", guide, line, got, want)
		}
	}
	return len(commands)
}

// code runs a command and gives what it printed and what it ended with.
func (p *program) code(words ...string) (string, int) {
	text, err := p.run(words...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return text, exit.ExitCode()
	}
	return text, 0
}

func toolsEndAsTheyShould(p *program) {
	p.folder = p.t.TempDir()
	p.must("opdracht", "new", "goed", "--dir", "a")
	p.must("opdracht", "new", "fout", "--dir", "b")
	p.must("opdracht", "new", "saai", "--dir", "c")
	p.change("b/fout/assignment.yaml", "title: Wat kost je telefoon?", "title: Let op: je telefoon")
	p.change("b/fout/tests/gewoon.yaml", "year: € 240", "year: € 241")
	p.change("c/saai/assignment.yaml", "text: Je zit nergens", "text: Je zit middels dit nergens")
	for _, c := range []struct {
		words string
		code  int
		want  string
	}{
		{"assignment lint", 0, "fouten: 0"},
		{"assignment lint --strict --language en", 0, "errors: 0"},
		{"assignment test", 0, "fout: 0"},
		{"assignment coverage", 0, "100%"},
		{"assignment explain budget", 0, "Pagina 1: Bij jou thuis"},
		{"assignment explain trajectories/kort", 0, "Stap 2: De schulden op een rij"},
		{"assignment fmt --check", 0, ""},
		{"assignment export po en", 0, "msgctxt \"budget\""},
		{"check", 0, "sample messages"},
		{"opdracht lint --strict --dir a", 0, "waarschuwingen: 0"},
		{"opdracht diff a/goed c/saai", 0, "gelijk"},
		{"opdracht fmt --dir a", 0, "niets te veranderen"},
		{"opdracht schema --dir a", 0, "assignment.schema.json"},
		{"opdracht lint --dir b", 1, "fout/assignment.yaml:4:8: error [yaml-colon] In deze tekst staat een dubbele punt.\n    → Zet de tekst tussen aanhalingstekens: title: \"Let op: je telefoon\""},
		{"opdracht lint --dir b --language en", 1, "There is a colon in this text."},
		{"opdracht lint --dir c", 1, "vertaling"},
		{"opdracht coverage --dir c", 1, "saai/assignment.yaml:"},
		{"opdracht diff a/goed b/fout", 1, "niet te lezen"},
		{"opdracht sing", 2, "unexpected argument"},
		{"opdracht lint --dir nergens", 2, "de map nergens is er niet"},
		{"opdracht lint --dir nergens --language en", 2, "there is no folder nergens"},
		{"opdracht lint --language de", 2, "nl"},
		{"opdracht new goed --dir a", 2, "is er al"},
		{"opdracht new ../weg --dir a", 2, "kan geen naam zijn"},
		{"opdracht new los", 2, "--dir"},
		{"opdracht fmt", 2, "--dir"},
		{"opdracht words nl --dir a", 2, "geen taal"},
		{"opdracht explain nergens", 2, "geen opdracht"},
		{"opdracht diff a/goed nergens", 2, "geen assignment.yaml"},
		{"opdracht import po nergens.po --dir a", 2, "niet te lezen"},
	} {
		if text, code := p.code(strings.Fields(c.words)...); code != c.code || !strings.Contains(text, c.want) {
			p.t.Errorf("%s ends with %d, want %d and %q:\n%s", c.words, code, c.code, c.want, text)
		}
	}
	p.change("b/fout/assignment.yaml", "title: Let op: je telefoon", "title: Wat kost je telefoon?")
	if text, code := p.code("opdracht", "test", "--dir", "b"); code != 1 || !strings.Contains(text, "verwacht \"€ 241\"") {
		p.t.Errorf("an example that fails ends with %d:\n%s", code, text)
	}
	if err := os.WriteFile(filepath.Join(p.folder, "x.po"), []byte(p.must("opdracht", "export", "po", "en", "--dir", "a")), 0o600); err != nil {
		p.t.Fatal(err)
	}
	if text := p.must("opdracht", "import", "po", "x.po", "--dir", "a"); !strings.Contains(text, "niets te veranderen") {
		p.t.Errorf("what went out comes back as:\n%s", text)
	}
}

// change replaces a text in a file, which must be there.
func (p *program) change(name, old, now string) {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.folder, name))
	if err != nil || !strings.Contains(string(text), old) {
		p.t.Fatalf("%s has no %q, %v", name, old, err)
	}
	p.put(name, strings.Replace(string(text), old, now, 1))
}

func toolsSpeakToEditors(p *program) {
	p.folder = p.t.TempDir()
	p.must("assignment", "new", "x-y", "--dir", ".")
	p.change("x-y/assignment.yaml", "type: money_per", "type: mony_per")
	text, code := p.code("assignment", "lint", "--json", "--language", "en", "--dir", ".")
	text, _, _ = strings.Cut(text, "opgelucht: error")
	var list []struct {
		File, Severity, Rule, Message, Advice string
		Line, Column                          int
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil || code != 1 || len(list) != 1 || list[0].File != "x-y/assignment.yaml" ||
		list[0].Severity != "error" || list[0].Rule != "type" || list[0].Line != 21 || list[0].Column != 15 || list[0].Advice != "Did you mean 'money_per'?" {
		p.t.Errorf("%d, %v:\n%s", code, err, text)
	}
	p.change("x-y/assignment.yaml", "type: mony_per", "type: money_per")
	for _, words := range []string{"lint", "test", "explain", "coverage", "words ar", "fmt", "export po en", "schema", "diff x-y x-y"} {
		var any any
		text := p.must(append(append([]string{"assignment"}, strings.Fields(words)...), "--json", "--dir", ".")...)
		if err := json.Unmarshal([]byte(text), &any); err != nil {
			p.t.Errorf("%s is no JSON, %v:\n%s", words, err, text)
		}
	}
}
