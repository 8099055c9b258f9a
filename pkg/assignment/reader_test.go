// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/assignments"
	"opgelucht/pkg/content"
	"opgelucht/pkg/norm"
)

// shippedFiles is what ships, in memory, where files can be changed.
func shippedFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(assignments.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(assignments.FS, name)
		all[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func saidOf(problems []content.Problem) string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.Text("nl"))
	}
	return strings.Join(lines, "\n")
}

// Whatever changes in a folder, a reader that remembers says the same as one that
// reads everything, and gives the same assignments.
func TestReader_saysWhatReadingEverythingSays(t *testing.T) {
	files := shippedFiles(t)
	norms, _ := norm.Shipped()
	swap := func(name, old, now string) {
		text := files[name].Data
		if !bytes.Contains(text, []byte(old)) {
			t.Fatalf("%s has no %q", name, old)
		}
		files[name] = &fstest.MapFile{Data: bytes.Replace(text, []byte(old), []byte(now), 1)}
	}
	var r Reader
	first, _ := r.Load(files, norms, "en")
	for _, change := range []struct {
		what string
		do   func()
	}{
		{"nothing", func() {}},
		{"a word", func() { swap("budget/assignment.yaml", "title: ", "title: Nu ") }},
		{"a translation", func() { swap("budget/en.yaml", "\n", "\n# seen\n") }},
		{"the logic, not the version", func() {
			swap("spoedcheck/assignment.yaml", "if eviction = \"yes\" then 1 else 0", "if eviction = \"yes\" then 2 else 0")
		}},
		{"a mistake", func() { swap("huur/assignment.yaml", "type: ", "type: m") }},
		{"the mistake is gone", func() { swap("huur/assignment.yaml", "type: m", "type: ") }},
		{"a fact that everyone shares", func() { swap("dossier.yaml", "label: Samen gevraagd", "label: Alles samen") }},
		{"a shared translation", func() { swap("en.yaml", "\n", "\n# seen\n") }},
		{"an assignment is gone", func() {
			for name := range files {
				if strings.HasPrefix(name, "rolmodel/") {
					delete(files, name)
				}
			}
		}},
		{"all of it", func() { delete(files, "dossier.yaml") }},
		{"and back", func() { files["dossier.yaml"] = shippedFiles(t)["dossier.yaml"] }},
	} {
		change.do()
		got, problems := r.Load(files, norms, "en")
		want, complaints := LoadWith(files, norms, "en")
		if saidOf(problems) != saidOf(complaints) {
			t.Errorf("%s: it says\n%s\nand reading everything says\n%s", change.what, saidOf(problems), saidOf(complaints))
		}
		if strings.Join(got.IDs(), " ") != strings.Join(want.IDs(), " ") {
			t.Errorf("%s: %v, want %v", change.what, got.IDs(), want.IDs())
		}
		for _, id := range want.IDs() {
			for _, lang := range []string{"nl", "en"} {
				a, _ := got.Get(id, lang)
				b, _ := want.Get(id, lang)
				if a.Title != b.Title || a.LogicHash != b.LogicHash || a.Version != b.Version {
					t.Errorf("%s: %s in %s is %q %s, want %q %s", change.what, id, lang, a.Title, a.LogicHash, b.Title, b.LogicHash)
				}
			}
		}
		if change.what == "a word" {
			before, _ := first.Get("huur", "nl")
			after, _ := got.Get("huur", "nl")
			if before != after {
				t.Error("an assignment whose files stayed was read again")
			}
		}
	}
}
