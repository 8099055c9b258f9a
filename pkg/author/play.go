// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
)

// Examples plays the examples of the folder; none of an assignment that cannot
// be read.
func (f *Folder) Examples() []assignment.TestResult {
	if f.played == nil {
		f.played = append([]assignment.TestResult{}, assignment.RunTests(f.files, f.Shelf, world())...)
	}
	return f.played
}

// trial is what came of trying an assignment on strangers.
type trial struct {
	mishaps []assignment.Mishap
	shown   map[string]bool
}

// examples checks how the files of examples are written; whether they come true is
// for test to say.
func (l *linter) examples() {
	files, _ := fs.Glob(l.files, path.Join(l.id, "tests", "*.yaml")) // the pattern is well formed
	for _, file := range files {
		text, err := fs.ReadFile(l.files, file)
		if err != nil {
			continue
		}
		n, problems := content.Parse(file, text)
		if n != nil && len(content.Errors(problems)) == 0 {
			problems = append(problems, assignment.Keys.Check(n, "test")...)
		}
		l.problems = append(l.problems, problems...)
	}
}

// play tries an assignment out: on strangers, and on its examples, of which every
// conditional part should be in one.
func (l *linter) play() {
	for _, m := range l.trial.mishaps {
		p := l.warn("trial", l.part(m.Part), m.Say, both("Gevonden bij willekeurige antwoorden (%s). Zet erbij: if: … is answered", "Found with random answers (%s). Add: if: … is answered", m.Case))
		p.Warning = m.Part != ""
	}
	shown, played := map[string]bool{}, 0
	for _, r := range l.Examples() {
		if !strings.HasPrefix(r.File, l.id+"/") {
			continue
		}
		if r.Out == nil {
			return // what is wrong with it was told; the rest says little without it
		}
		played++
		for part := range r.Out.Shown() {
			shown[part] = true
		}
	}
	if played == 0 {
		l.warn("no-example", l.root.Field("title"), both("Deze opdracht heeft nog geen voorbeeld.", "This assignment has no example yet."),
			both("Schrijf er één: %s/tests/gewoon.yaml", "Write one: %s/tests/gewoon.yaml", l.id))
		return
	}
	l.uncovered(shown, l.trial.shown)
}

// conditional are the objects that are shown or not.
var conditional = []string{"question", "result", "group", "letter", "alert", "reply", "next", "check", "page"}

var unseen = both("Ook bij 200 willekeurige antwoorden kwam het niet voor. Kijk of het kan.", "It did not occur with 200 random answers either. See whether it can.")

// uncovered names the parts that no example shows.
func (l *linter) uncovered(shown, ever map[string]bool) {
	assignment.Keys.Visit(l.root, "assignment", func(p content.Place) {
		isCheck := p.Object == "check" && p.Key.Name == "rule"
		isIf := p.Key.Name == "if" || p.Key.Name == "show_if"
		part := p.Path[:max(strings.LastIndexByte(p.Path, '.'), 0)]
		if !isCheck && !isIf || !slices.Contains(conditional, p.Object) || shown[part] {
			return
		}
		say := both("Dit wordt in geen enkel voorbeeld getoond.", "This is shown in no example.")
		if isCheck {
			say = both("Deze controle komt in geen enkel voorbeeld voor.", "This check occurs in no example.")
		}
		advice := both("Schrijf een voorbeeld in %s/tests waarin dit zo is.", "Write an example in %s/tests in which this is so.", l.id)
		if !ever[part] && !strings.HasPrefix(part, "letters") {
			advice = unseen
		}
		l.warn("no-example", p.Node, say, advice)
	})
}

// part finds a part of the file by its place.
func (l *linter) part(path string) *content.Node {
	at := l.root.Field("title")
	assignment.Keys.Visit(l.root, "assignment", func(p content.Place) {
		if strings.HasPrefix(p.Path, path+".") && path != "" && (p.Key.Name == "text" || p.Key.Name == "title") {
			at = p.Node
		}
	})
	return at
}
