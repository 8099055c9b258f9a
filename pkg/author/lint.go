// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
)

// Lint says what is wrong with a folder, or could be better: mistakes, then
// warnings, then what is good to know. One mistake gives one message.
func (f *Folder) Lint() []content.Problem {
	list := slices.Clone(f.Problems)
	broken := map[string]bool{}
	for _, p := range content.Errors(f.Problems) {
		if !strings.HasPrefix(p.Rule, "translation") { // Dutch stands in for what is not translated
			broken[path.Dir(p.File)] = true
		}
	}
	f.Examples() // once, before they are asked for side by side
	for _, problems := range f.lintAll(broken) {
		list = append(list, problems...)
	}
	list = append(list, f.sameIDs()...)
	list = append(list, f.lintCourses()...)
	for i := range list {
		if list[i].Rule == "" {
			list[i].Rule = "format"
		}
	}
	return once(sorted(f.excuse(list)))
}

// lintAll looks at every assignment, as many at once as there are processors.
func (f *Folder) lintAll(broken map[string]bool) [][]content.Problem {
	list := make([][]content.Problem, len(f.ids))
	var all sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, id := range f.ids {
		free <- struct{}{}
		all.Go(func() {
			list[i] = f.lintOne(id, broken[id])
			<-free
		})
	}
	all.Wait()
	return list
}

func (f *Folder) lintOne(id string, broken bool) []content.Problem {
	l := &linter{Folder: f, id: id, root: f.assignment(id)}
	if l.root == nil {
		return nil // told already
	}
	l.def, _ = f.Shelf.Get(id, "nl")
	l.texts()
	l.shape()
	if l.def != nil && !broken {
		l.trial.mishaps, l.trial.shown = l.def.Trial(world())
		l.logic()
		l.names()
		l.letters()
		l.version()
		l.examples()
		l.play()
	}
	return l.problems
}

// once keeps the first of problems that say the same of one file, and drops what
// only follows from another one: a name that is misspelt where it is made is told
// there, not everywhere it is used.
func once(list []content.Problem) []content.Problem {
	seen := map[string]bool{}
	cause := map[string]string{} // file → advice about names
	for _, p := range list {
		if slices.Contains([]string{"twice", "unknown-key", "missing-key", "never-shown"}, p.Rule) {
			cause[p.File] += p.Rule + p.Advice.NL
		}
	}
	return slices.DeleteFunc(list, func(p content.Problem) bool {
		why := cause[p.File]
		switch p.Rule {
		case "formula":
			if strings.Contains(why, "twice") || strings.Contains(why, "-key") {
				return true
			}
		case "missing-key":
			if strings.Contains(why, p.Say.NL[:strings.LastIndexByte(p.Say.NL, '\'')+1]+"?") {
				return true
			}
		case "no-example":
			if strings.Contains(why, "never-shown") && p.Advice.NL == unseen.NL {
				return true
			}
		}
		key := p.File + p.Rule + p.Say.NL
		again := seen[key] && slices.Contains([]string{"formula", "fact", "b1-word", "b1-jargon", "b1-explain"}, p.Rule)
		seen[key] = true
		return again
	})
}

// linter looks at one assignment.
type linter struct {
	*Folder
	id       string
	root     *content.Node
	def      *assignment.Definition
	trial    trial
	problems []content.Problem
}

// warn says something about a place, or about the file where there is none.
func (l *linter) warn(rule string, n *content.Node, say, advice content.Words) *content.Problem {
	if n == nil {
		n = l.root // what it is about lacks a name, which is told by itself
	}
	p := n.At(say, advice).Named(rule)
	p.Warning = true
	l.problems = append(l.problems, p)
	return &l.problems[len(l.problems)-1]
}

func both(nl, en string, args ...any) content.Words {
	return content.Words{NL: fmt.Sprintf(nl, args...), EN: fmt.Sprintf(en, args...)}
}

var none = content.Words{}

// within says something about a place in a text.
func (l *linter) within(rule string, n *content.Node, offset int, say, advice content.Words) *content.Problem {
	p := l.warn(rule, n, say, advice)
	p.Line, p.Column = l.at(n, offset)
	return p
}

// The most of what a page can hold before it tires.
const (
	maxQuestions = 7
	maxOptions   = 12
)

// shape looks at what is asked, without the formulas.
func (l *linter) shape() {
	assignment.Keys.Visit(l.root, "assignment", func(p content.Place) {
		switch p.Key.Name {
		case "questions":
			if n := len(p.Node.Items); n > maxQuestions {
				l.warn("many-questions", p.Of.Field("id"), both("Op deze pagina staan %d vragen; houd het op %d.", "This page has %d questions; keep it to %d.", n, maxQuestions),
					both("Maak er twee pagina's van.", "Make it two pages."))
			}
		case "type", "fact":
			if p.Object == "question" {
				l.options(p.Of)
				l.personal(p.Of)
			}
		case "id":
			if p.Object == "question" && p.Of.Field("type") == nil && p.Of.Field("fact") == nil {
				l.options(p.Of)
				l.personal(p.Of)
			}
		}
	})
}

// options counts the answers to choose from, those of the dossier too.
func (l *linter) options(q *content.Node) {
	known := l.typeOf(q)
	if n := len(known.Options); n > maxOptions && known.Kind != "rows" {
		at := q.Field("id")
		if o := q.Field("options"); o != nil {
			at = q.Key("options")
		}
		l.warn("many-options", at, both("Deze vraag heeft %d antwoorden; houd het op %d.", "This question has %d answers; keep it to %d.", n, maxOptions),
			both("Maak groepen, of vraag het in twee stappen.", "Make groups, or ask in two steps."))
	}
}

// sameIDs finds questions that are called the same and ask another thing.
func (f *Folder) sameIDs() []content.Problem {
	type meaning struct{ kind, fact, where string }
	first := map[string]meaning{}
	var list []content.Problem
	for _, id := range f.ids {
		root, def := f.assignment(id), (*assignment.Definition)(nil)
		if def, _ = f.Shelf.Get(id, "nl"); root == nil || def == nil {
			continue
		}
		assignment.Keys.Visit(root, "assignment", func(p content.Place) {
			q, ok := def.Question(p.Node.Value)
			if p.Object != "question" || p.Key.Name != "id" || strings.Contains(p.Path, ".columns.") || !ok {
				return
			}
			now := meaning{string(q.Type.Kind), q.Fact, id}
			was, known := first[q.ID]
			if !known {
				first[q.ID] = now
				return
			}
			if was.kind != now.kind || was.fact != now.fact {
				one := p.Node.At(both("In '%s' is '%s' een andere vraag.", "In '%s', '%s' is another question.", was.where, q.ID),
					both("Kies hier een andere naam.", "Choose another name here.")).Named("same-id")
				one.Warning = true
				list = append(list, one)
			}
		})
	}
	return list
}
