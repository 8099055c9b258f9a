// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"opgelucht/assignments"
	"opgelucht/pkg/author"
)

type assignmentFmt struct {
	place
	Check bool `help:"Write nothing; end with 1 when something would change."`
}

// Run puts files in order.
func (c *assignmentFmt) Run() error {
	f, err := c.open()
	if err != nil {
		return err
	}
	files := f.Fmt()
	if c.Check {
		if len(files) > 0 {
			return c.mistakes("%d bestanden zouden veranderen; voer uit: opgelucht opdracht fmt", "%d files would change; run: opgelucht assignment fmt", len(files))
		}
		return nil
	}
	if _, err := c.own(); err != nil {
		return err
	}
	return c.write(files)
}

type assignmentExplain struct {
	place
	Name string `arg:"" optional:"" help:"Name of an assignment, or trajectories/NAME; without it all of them."`
}

// Run tells assignments.
func (c *assignmentExplain) Run() error {
	f, err := c.open()
	if err != nil {
		return err
	}
	ids := append(slices.Clone(f.IDs()), f.Trajectories()...)
	if c.Name != "" {
		ids = []string{c.Name}
	}
	all := map[string]string{}
	var told []string
	for _, id := range ids {
		text, ok := f.Explain(id, c.Language)
		if !ok {
			return c.wrongUse("er is geen opdracht of trajectplan '%s' dat te lezen is; kijk met lint", "there is no assignment or trajectory '%s' that can be read; look with lint", id)
		}
		all[id] = text
		told = append(told, text)
	}
	return c.print(all, strings.Join(told, "\n\n"))
}

type assignmentWords struct {
	place
	Lang string `arg:"" help:"Language to translate to: en, ar."`
}

// Run adds and moves pairs.
func (c *assignmentWords) Run() error {
	if err := c.language(c.Lang); err != nil {
		return err
	}
	f, err := c.own()
	if err != nil {
		return err
	}
	return c.write(f.Words(c.Lang))
}

type assignmentCoverage struct{ place }

// Run says how far translations are.
func (c *assignmentCoverage) Run() error {
	f, err := c.open()
	if err != nil {
		return err
	}
	list, text, open := f.Coverage(), "", 0
	for _, one := range list {
		text += c.say("%-16s %s: %d/%d vertaald (%d%%), %d verouderd, %d niet meer nodig\n", "%-16s %s: %d/%d translated (%d%%), %d stale, %d no longer needed\n",
			one.Folder, one.Language, one.Done, one.Of, one.Percent(), one.Stale, one.Obsolete)
		for _, m := range one.Missing {
			text += fmt.Sprintf("    %s:%d: %s\n", m.File, m.Line, strings.Join(strings.Fields(m.Text), " "))
		}
		open += len(one.Missing)
	}
	if err := c.print(append([]author.Covered{}, list...), text); err != nil {
		return err
	}
	if open > 0 {
		return c.mistakes("%d teksten zijn niet vertaald", "%d texts are not translated", open)
	}
	return nil
}

type assignmentDiff struct {
	place
	Old string `arg:"" help:"Folder of the old version: backup/budget."`
	New string `arg:"" help:"Folder of the new version: assignments/budget."`
}

// Run compares.
func (c *assignmentDiff) Run() error {
	old, oldID, err := c.version(c.Old)
	if err != nil {
		return err
	}
	now, newID, err := c.version(c.New)
	if err != nil {
		return err
	}
	class, changes, ok := author.Diff(old, oldID, now, newID)
	if !ok {
		return c.mistakes("een van de twee is niet te lezen; kijk met lint", "one of the two cannot be read; look with lint")
	}
	type one struct {
		Class string `json:"class"`
		Text  string `json:"text"`
	}
	all, text := []one{}, class.Say(c.Language)+"\n"
	for _, change := range changes {
		all = append(all, one{change.Class.Name(), change.Say.In(c.Language)})
		text += fmt.Sprintf("  %-9s %s\n", change.Class.Name(), change.Say.In(c.Language))
	}
	return c.print(map[string]any{"class": class.Name(), "changes": all}, text)
}

// version reads the folder that one version of an assignment is in.
func (c *assignmentDiff) version(dir string) (*author.Folder, string, error) {
	dir = strings.TrimSuffix(filepath.Clean(dir), string(filepath.Separator)+"assignment.yaml")
	if _, err := os.Stat(filepath.Join(dir, "assignment.yaml")); err != nil {
		return nil, "", c.wrongUse("in %s staat geen assignment.yaml", "there is no assignment.yaml in %s", dir)
	}
	whole, err := filepath.Abs(dir)
	return author.Open(os.DirFS(filepath.Dir(whole)), assignments.FS), filepath.Base(whole), err
}

type exportPO struct {
	place
	Lang string `arg:"" help:"Language to translate to: en, ar."`
}

// Run writes the PO file to where the output goes.
func (c *exportPO) Run() error {
	if err := c.language(c.Lang); err != nil {
		return err
	}
	f, err := c.open()
	if err != nil {
		return err
	}
	text := f.ExportPO(c.Lang)
	return c.print(map[string]string{"po": text}, text)
}

type importPO struct {
	place
	File string `arg:"" help:"The PO file."`
}

// Run reads it back.
func (c *importPO) Run() error {
	f, err := c.own()
	if err != nil {
		return err
	}
	text, err := c.readFile(c.File)
	if err != nil {
		return err
	}
	files, problems := f.ImportPO(c.File, text)
	if len(problems) > 0 {
		fmt.Print(author.Report(problems, c.Language))
		return c.mistakes("niets is veranderd", "nothing was changed")
	}
	return c.write(files)
}

type assignmentSchema struct{ place }

// Run writes the schemas.
func (c *assignmentSchema) Run() error {
	if _, err := c.own(); err != nil {
		return err
	}
	return c.write(author.Schemas())
}
