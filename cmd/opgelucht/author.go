// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"opgelucht/assignments"
	"opgelucht/pkg/author"
)

// assignmentTools are what who writes assignments needs. They end with 0 when all
// is well, 1 when there are mistakes and 2 when they were called wrongly.
type assignmentTools struct {
	New      assignmentNew      `cmd:"" help:"Make a new assignment: a small one that works, with comments and examples, to change."`
	Lint     assignmentLint     `cmd:"" help:"Say what is wrong or could be better, with file, line and what to do."`
	Test     assignmentTest     `cmd:"" help:"Play the examples in tests/ and say what came out otherwise."`
	Preview  assignmentPreview  `cmd:"" help:"Show assignments in the browser as client and counsellor see them, and anew whenever a file is saved."`
	Fmt      assignmentFmt      `cmd:"" help:"Put names in their usual order, raise the version where the questions changed, keep versions.yaml. Comments stay."`
	Explain  assignmentExplain  `cmd:"" help:"Tell an assignment in plain sentences, to go through with a colleague."`
	Words    assignmentWords    `cmd:"" help:"Add what is not translated to the files of a language, move what is gone to the end."`
	Coverage assignmentCoverage `cmd:"" help:"Say how far everything is translated, and what is missing where."`
	Diff     assignmentDiff     `cmd:"" help:"Compare two versions of an assignment and say what the change means for who is half way."`
	Export   struct {
		PO exportPO `cmd:"" name:"po" help:"Write all texts as a PO file, for Poedit or Weblate."`
	} `cmd:"" help:"Write texts down for another program."`
	Import struct {
		PO importPO `cmd:"" name:"po" help:"Read a PO file back into the files of its language."`
	} `cmd:"" help:"Read texts of another program back."`
	Schema assignmentSchema `cmd:"" help:"Write the JSON Schemas with which an editor completes and explains."`
}

// place is which assignments a command is about, and how it speaks.
type place struct {
	Dir      string `help:"Folder with assignments; without it the ones that ship." placeholder:"DIR" aliases:"assignments"`
	Language string `help:"Language of what is said: nl or en." enum:"nl,en" default:"nl"`
	JSON     bool   `name:"json" help:"Say it as JSON, for editors and scripts."`
}

// ended ends the program with a code.
type ended struct {
	code int
	text string
}

func (e ended) Error() string { return e.text }

// ExitCode is what the program ends with.
func (e ended) ExitCode() int { return e.code }

func (p place) say(nl, en string, args ...any) string {
	if p.Language == "en" {
		return fmt.Sprintf(en, args...)
	}
	return fmt.Sprintf(nl, args...)
}

// mistakes ends with 1, wrongUse with 2.
func (p place) mistakes(nl, en string, args ...any) error {
	return ended{1, p.say(nl, en, args...)}
}
func (p place) wrongUse(nl, en string, args ...any) error {
	return ended{2, p.say(nl, en, args...)}
}

// open reads the folder, or what ships.
func (p place) open() (*author.Folder, error) {
	if p.Dir == "" {
		return author.Open(assignments.FS, nil), nil
	}
	if info, err := os.Stat(p.Dir); err != nil || !info.IsDir() {
		return nil, p.wrongUse("de map %s is er niet", "there is no folder %s", p.Dir)
	}
	return author.Open(os.DirFS(p.Dir), assignments.FS), nil
}

// own is open for commands that write: what ships is inside the program.
func (p place) own() (*author.Folder, error) {
	if p.Dir == "" {
		return nil, p.wrongUse("zeg met --dir in welke map", "say with --dir in which folder")
	}
	return p.open()
}

// print shows a value as JSON, or else the text.
func (p place) print(v any, text string) error {
	if !p.JSON {
		fmt.Print(text)
		return nil
	}
	out, err := json.MarshalIndent(v, "", "  ")
	fmt.Println(string(out))
	return err
}

// write puts files in the folder and says which.
func (p place) write(files map[string]string) error {
	names, text := slices.Sorted(maps.Keys(files)), ""
	for _, name := range names {
		file := filepath.Join(p.Dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil { //nolint:gosec // texts for everyone
			return err
		}
		if err := os.WriteFile(file, []byte(files[name]), 0o644); err != nil { //nolint:gosec // the same
			return err
		}
		text += p.say("geschreven: %s\n", "written: %s\n", file)
	}
	if len(names) == 0 {
		names, text = []string{}, p.say("er was niets te veranderen\n", "there was nothing to change\n")
	}
	return p.print(map[string]any{"written": names}, text)
}

var twoLetters = regexp.MustCompile(`^[a-z]{2}$`)

func (p place) language(lang string) error {
	if !twoLetters.MatchString(lang) || lang == "nl" {
		return p.wrongUse("'%s' is geen taal om naar te vertalen; schrijf bijvoorbeeld en of ar", "'%s' is no language to translate to; write en or ar, for example", lang)
	}
	return nil
}

type assignmentNew struct {
	place
	Name string `arg:"" help:"Short name, lower case: my-phone. It becomes the name of the folder."`
}

// Run makes the files.
func (c *assignmentNew) Run() error {
	if c.Dir == "" {
		return c.wrongUse("zeg met --dir in welke map", "say with --dir in which folder")
	}
	if !author.ValidName(c.Name) {
		return c.wrongUse("'%s' kan geen naam zijn: gebruik kleine letters, cijfers en streepjes", "'%s' cannot be a name: use lower case letters, digits and dashes", c.Name)
	}
	if _, err := os.Stat(filepath.Join(c.Dir, c.Name)); err == nil {
		return c.wrongUse("de map %s is er al", "the folder %s exists already", filepath.Join(c.Dir, c.Name))
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil { //nolint:gosec // texts for everyone
		return err
	}
	files := author.New(c.Name)
	maps.Copy(files, author.Open(os.DirFS(c.Dir), assignments.FS).With(files).Locked())
	return c.write(files)
}

type assignmentLint struct {
	place
	Strict bool `help:"Warnings count as mistakes, as they do before an assignment ships."`
}

// Run says what is wrong.
func (c *assignmentLint) Run() error {
	f, err := c.open()
	if err != nil {
		return err
	}
	list := f.Lint()
	text, err := author.Report(list, c.Language), error(nil)
	if c.JSON {
		text, err = author.JSON(list, c.Language)
	}
	fmt.Print(text)
	bad := 0
	for _, p := range list {
		if !p.Warning || c.Strict && !p.Info {
			bad++
		}
	}
	summary := author.Summary(list, len(f.IDs()), c.Language)
	if bad > 0 {
		return ended{1, summary}
	}
	if !c.JSON {
		fmt.Println(summary)
	}
	return err
}

type assignmentTest struct{ place }

// Run plays the examples.
func (c *assignmentTest) Run() error {
	f, err := c.open()
	if err != nil {
		return err
	}
	type one struct {
		File   string   `json:"file"`
		Name   string   `json:"name"`
		Checks int      `json:"checks"`
		Failed []string `json:"failed"`
	}
	all, text, checks, failed := []one{}, "", 0, 0
	for _, r := range f.Examples() {
		all = append(all, one{r.File, r.Name, r.Checks, append([]string{}, r.Failed...)})
		checks += r.Checks
		failed += len(r.Failed)
		if len(r.Failed) == 0 {
			text += c.say("goed  %s (%s, controles: %d)\n", "good  %s (%s, checks: %d)\n", r.File, r.Name, r.Checks)
			continue
		}
		text += c.say("fout  %s (%s)\n", "wrong %s (%s)\n", r.File, r.Name)
		for _, why := range r.Failed {
			text += "      " + why + "\n"
		}
	}
	if err := c.print(all, text); err != nil {
		return err
	}
	summary := c.say("voorbeelden: %d, controles: %d, fout: %d", "examples: %d, checks: %d, wrong: %d", len(all), checks, failed)
	if failed > 0 {
		return ended{1, summary}
	}
	if !c.JSON {
		fmt.Println(summary)
	}
	return nil
}

// readFile reads a file that a command was given.
func (p place) readFile(name string) (string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return "", p.wrongUse("het bestand %s is niet te lezen", "the file %s cannot be read", name)
	}
	return string(text), nil
}
