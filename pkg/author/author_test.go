// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/assignments"
)

func TestLint_whatShipsIsClean(t *testing.T) {
	f := Open(assignments.FS, nil)
	for _, p := range f.Lint() {
		t.Errorf("%s [%s]", p.Text("nl"), p.Rule)
	}
	if len(f.IDs()) < 3 {
		t.Errorf("only %v", f.IDs())
	}
}

func TestExamples_aBrokenAssignmentDoesNotStopTheOthers(t *testing.T) {
	files := New("good")
	for name, text := range New("bad") {
		files[name] = strings.Replace(text, "type: money_per", "type: mony_per", 1)
	}
	f := Open(fstest.MapFS{}, assignments.FS).With(files)
	played := 0
	for _, r := range f.Examples() {
		if strings.HasPrefix(r.File, "good/") && len(r.Failed) == 0 {
			played++
		}
	}
	if played < 3 {
		t.Errorf("only %d examples were played", played)
	}
}

// FuzzLint changes a piece of an assignment: whatever stands there, lint says
// something of it or nothing, and comes back.
func FuzzLint(f *testing.F) {
	shared, err := fs.ReadFile(assignments.FS, "dossier.yaml")
	if err != nil {
		f.Fatal(err)
	}
	source := New("phone")["phone/assignment.yaml"]
	for i := 0; i+60 < len(source); i += 150 {
		f.Add(source, i, 30, "- x")
	}
	for _, m := range mistakes {
		if m.file == logicFile && m.old != "" {
			f.Add(source, strings.Index(source, m.old), len(m.old), m.new)
		}
	}
	f.Fuzz(func(t *testing.T, text string, from, length int, piece string) {
		if from >= 0 && length >= 0 && length <= len(text) && from <= len(text)-length {
			text = text[:from] + piece + text[from+length:]
		}
		files := fstest.MapFS{"dossier.yaml": {Data: shared}, "phone/assignment.yaml": {Data: []byte(text)}, "phone/letter.nl.md": {Data: []byte(piece)}}
		folder := Open(files, nil)
		for _, p := range folder.Lint() {
			if p.Rule == "" || p.Say.NL == "" || p.Say.EN == "" || p.File == "" {
				t.Errorf("%+v says nothing", p)
			}
		}
		folder.Fmt()
		folder.Words("en")
		folder.Coverage()
		folder.Explain("phone", "nl")
		if class, changes, ok := Diff(folder, "phone", folder, "phone"); ok && (class != Same || len(changes) > 0) {
			t.Errorf("it differs from itself: %v", changes)
		}
	})
}
