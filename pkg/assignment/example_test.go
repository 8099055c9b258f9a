// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"os"
	"slices"
	"testing"
	"testing/fstest"
)

func TestExample_fillsInWhatTheAuthorWrote(t *testing.T) {
	s, _ := Load(os.DirFS("testdata/examples"), "en")
	if got := s.ExampleNames("budget"); !slices.Equal(got, []string{"gezin", "leeg", "tekort"}) {
		t.Errorf("examples are %v", got)
	}
	if got := s.ExampleNames("nergens"); got != nil {
		t.Errorf("of nothing there are %v", got)
	}
	w := world()
	for _, id := range s.IDs() {
		for _, name := range s.ExampleNames(id) {
			if got, ok := s.Example(id, name, w); !ok || got.Draft == nil {
				t.Errorf("%s %s gives %+v", id, name, got)
			}
		}
	}
	filled, _ := s.Example("budget", "gezin", w)
	def, _ := s.Get("budget", source)
	if o := def.Evaluate(filled.Draft, w); Blocking(o.Issues()) {
		t.Errorf("the example of a family cannot be handed in: %v", o.Issues())
	}
	letter, _ := s.Example("payment-letter", "brief", w)
	if len(letter.Known) == 0 {
		t.Error("what the dossier knew is lost")
	}
	for _, name := range []string{"", "../gezin", "nooit"} {
		if got, ok := s.Example("budget", name, w); ok {
			t.Errorf("%q gives %+v", name, got)
		}
	}
}

func TestWith_putsAssignmentsOfAnotherShelfBesideAndInPlaceOfItsOwn(t *testing.T) {
	vocabulary := &fstest.MapFile{Data: []byte("sections: [{id: home, label: Thuis}]\nfacts:\n  home.adults: {type: number, label: Volwassenen, section: home}\n")}
	file := func(title string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("title: " + title + "\nversion: 1\nlanguage: nl\npages:\n  - id: one\n    title: Een\n    questions:\n      - {id: a, type: yesno, ask: Ja?}\n")}
	}
	base, _ := Load(fstest.MapFS{"dossier.yaml": vocabulary, "a/assignment.yaml": file("Basis A"), "b/assignment.yaml": file("Basis B")})
	own, _ := Load(fstest.MapFS{"dossier.yaml": vocabulary, "b/assignment.yaml": file("Eigen B"), "c/assignment.yaml": file("Eigen C"), "d/assignment.yaml": file("Eigen D")})
	all := base.With(own, []string{"b", "c"})
	if got := all.IDs(); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("there are %v", got)
	}
	if got := base.IDs(); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("the shelf itself became %v", got)
	}
	list, err := all.Snapshots()
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	for i, want := range []string{"Basis A", "Eigen B", "Eigen C"} {
		old, err := ReadSnapshot(list[i].Body)
		if err != nil {
			t.Fatal(err)
		}
		if d, _ := old.Get(list[i].Assignment, "nl"); d.Title != want {
			t.Errorf("%s is kept as %q, not %q", list[i].Assignment, d.Title, want)
		}
	}
}
