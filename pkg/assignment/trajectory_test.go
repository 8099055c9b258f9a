// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/pkg/content"
)

var update = flag.Bool("update", false, "write the golden files anew")

const courseFile = `title: Kort
language: nl
weeks: 8
for: Wie overzicht wil.
steps:
  - id: first
    title: Beginnen
    message: welkom
    days: 3
  - id: list
    title: De lijst
    assignments: [ask]
    days: 7
    feedback: yes
    note: Drie is genoeg.
`

const askFile = `title: Vraag
version: 1
language: nl
pages:
  - {id: p, title: P, questions: [{id: x, type: yesno, ask: X?}]}
`

// courses reads one trajectory beside one assignment.
func courses(text string) (*Shelf, []content.Problem) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	s, problems := Load(fstest.MapFS{
		"dossier.yaml":        file("sections: [{id: a, label: A}]\nfacts:\n  a.b: {type: text, label: B, section: a}\n"),
		"ask/assignment.yaml": file(askFile), "trajectories/kort.yaml": file(text),
		"trajectories/en.yaml": file("language: en\ntexts:\n  - {nl: Kort, en: Short}\n  - {nl: Wie overzicht wil., en: Who wants an overview.}\n  - {nl: Beginnen, en: To begin}\n  - {nl: De lijst, en: The list}\n  - {nl: Drie is genoeg., en: Three is enough.}\n"),
	}, "en")
	problems = slices.DeleteFunc(problems, func(p content.Problem) bool {
		return p.Rule == "translation-missing" && !strings.HasPrefix(p.File, TrajectoryFolder)
	})
	return s, append(problems, s.Unknown(s.IDs(), []string{"welkom", "afronden"})...)
}

func TestTrajectory_isReadInBothLanguages(t *testing.T) {
	s, problems := courses(courseFile)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	nl, _ := s.Trajectory("kort", "nl")
	en, ok := s.Trajectory("kort", "en")
	if !ok || nl.Title != "Kort" || en.Title != "Short" || nl.Weeks != 8 || en.Steps[1].Note != "Three is enough." {
		t.Errorf("%+v %+v", nl, en)
	}
	list := nl.Steps[1]
	if list.Workdays != 7 || !list.Feedback || !slices.Equal(list.Assignments, []string{"ask"}) || nl.Steps[0].Message != "welkom" {
		t.Errorf("%+v", nl.Steps)
	}
	if _, ok := s.Trajectory("lang", "nl"); ok {
		t.Error("there is no such trajectory")
	}
	if fr, ok := s.Trajectory("kort", "fr"); !ok || fr.Title != "Kort" {
		t.Error("what is not translated is Dutch")
	}
}

func TestTrajectory_theNextStepIsTheFirstThatIsNotBehind(t *testing.T) {
	s, _ := courses(courseFile)
	course, _ := s.Trajectory("kort", "nl")
	for _, tt := range []struct {
		behind []string
		next   string
	}{{nil, "first"}, {[]string{"first"}, "list"}, {[]string{"list"}, "first"}, {[]string{"gone", "first"}, "list"}, {[]string{"list", "first"}, ""}} {
		if next, ok := course.Next(tt.behind); next.ID != tt.next || ok != (tt.next != "") {
			t.Errorf("after %v: %q, %v", tt.behind, next.ID, ok)
		}
	}
	if before, ok := course.Before("list"); !ok || before.ID != "first" {
		t.Error("the first step comes before the list")
	}
	if _, ok := course.Before("first"); ok {
		t.Error("nothing comes before the first")
	}
}

// courseMistakes make one mistake each; the golden file says what is told of it.
var courseMistakes = []struct{ name, old, new string }{
	{"unknown key", "weeks: 8", "weeks: 8\nwheeks: 8"},
	{"missing key", "weeks: 8\n", ""},
	{"whole number", "weeks: 8", "weeks: acht"},
	{"language", "language: nl", "language: en"},
	{"unknown key of a step", "message: welkom", "mesage: welkom"},
	{"no list", "assignments: [ask]", "assignments: ask"},
	{"yes or no", "feedback: yes", "feedback: ja"},
	{"no steps", courseFile[strings.Index(courseFile, "steps:"):], "steps:\n"},
	{"name of a step", "id: list", "id: De lijst"},
	{"twice", "id: list", "id: first"},
	{"no days", "days: 7", "days: 0"},
	{"too many days", "days: 7", "days: 90"},
	{"nothing is sent", "    message: welkom\n", ""},
	{"nothing to answer", "    assignments: [ask]\n", "    message: afronden\n"},
	{"unknown assignment", "[ask]", "[aks]"},
	{"unknown message", "message: welkom", "message: welcom"},
	{"colon", "title: Kort", "title: Let op: kort"},
	{"stale translation", "note: Drie is genoeg.", "note: Drie is al genoeg."},
}

func TestTrajectory_everyMistakeIsToldWithItsPlaceAndWhatToDo(t *testing.T) {
	var b strings.Builder
	for _, m := range courseMistakes {
		if !strings.Contains(courseFile, m.old) {
			t.Fatalf("%s: nothing to change", m.name)
		}
		_, problems := courses(strings.Replace(courseFile, m.old, m.new, 1))
		if len(problems) == 0 {
			t.Errorf("%s: nothing is told", m.name)
		}
		fmt.Fprintf(&b, "# %s\n", m.name)
		for _, p := range problems {
			fmt.Fprintf(&b, "%s [%s]\n%s\n", p.Text("nl"), p.Rule, p.Text("en"))
		}
	}
	const file = "testdata/trajectory.golden"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(file); err != nil || string(want) != b.String() {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestTrajectory_oneWithAMistakeIsNotOnOffer(t *testing.T) {
	s, problems := courses(strings.Replace(courseFile, "days: 7", "days: 0", 1))
	if _, ok := s.Trajectory("kort", "nl"); ok || len(content.Errors(problems)) == 0 {
		t.Error("a broken trajectory was half read")
	}
	if _, ok := s.Get("ask", "nl"); !ok {
		t.Error("it took an assignment along")
	}
}

func TestWorkForm_isAnAssignmentWithoutSums(t *testing.T) {
	read := func(more string) (*Definition, []content.Problem) {
		files := fstest.MapFS{
			"dossier.yaml":        {Data: []byte("sections: [{id: a, label: A}]\nfacts:\n  a.b: {type: text, label: B, section: a}\n")},
			"ask/assignment.yaml": {Data: []byte(strings.Replace(askFile, "language: nl\n", "language: nl\nwork_form: yes\n", 1) + more)},
		}
		s, problems := Load(files)
		d, _ := s.Get("ask", "nl")
		return d, content.Errors(problems)
	}
	d, problems := read("")
	if !d.WorkForm || len(problems) > 0 {
		t.Errorf("%v, %v", d.WorkForm, problems)
	}
	if _, problems = read("compute:\n  n: if x then 1 else 2\n"); len(problems) != 1 || problems[0].Rule != "work-form" || problems[0].Line != 7 {
		t.Errorf("a work form that computes: %v", problems)
	}
}

func FuzzTrajectory(f *testing.F) {
	f.Add(courseFile)
	for _, m := range courseMistakes {
		f.Add(strings.Replace(courseFile, m.old, m.new, 1))
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, problems := courses(text)
		course, ok := s.Trajectory("kort", "nl")
		if !ok {
			if len(content.Errors(problems)) == 0 {
				t.Errorf("%q is not on offer and nobody says why", text)
			}
			return
		}
		behind := []string{}
		for range course.Steps {
			next, more := course.Next(behind)
			if !more || next.Workdays < 1 {
				t.Fatalf("%q: after %v comes %+v", text, behind, next)
			}
			behind = append(behind, next.ID)
		}
		if _, more := course.Next(behind); more {
			t.Errorf("%q never ends", text)
		}
	})
}
