// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"io/fs"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/sample"
	"opgelucht/templates"
)

// Trajectories lists the trajectories that can be read, as Explain wants their names.
func (f *Folder) Trajectories() []string {
	var list []string
	for _, t := range f.Shelf.Trajectories("nl") {
		list = append(list, assignment.TrajectoryFolder+"/"+t.ID)
	}
	return list
}

// lintCourses looks at trajectories: whether what they name is there, and whether
// a counsellor reads them at a glance. Hard words are let be: counsellors know them.
func (f *Folder) lintCourses() []content.Problem {
	if len(f.courses) == 0 {
		return nil
	}
	list := f.Shelf.Unknown(f.all(), shippedMessages())
	for _, file := range f.courses {
		l := &linter{Folder: f, root: f.node(file)}
		if l.root == nil {
			continue // told already
		}
		assignment.TrajectoryKeys.Visit(l.root, "trajectory", func(p content.Place) {
			if p.Key.Is == content.Said {
				l.sentences(p.Node, p.Node.Value)
				l.outside(p.Node)
			}
		})
		list = append(list, l.problems...)
	}
	return list
}

// shippedMessages lists the sample messages a trajectory can name.
func shippedMessages() []string {
	messages, err := fs.Sub(templates.FS, "messages")
	if err != nil { // only for an invalid name
		return nil
	}
	list, _ := sample.Load(messages) // their mistakes are told where they are read
	return sample.IDs(list)
}

// explainCourse tells a trajectory step by step.
func (f *Folder) explainCourse(t *assignment.Trajectory, lang string) string {
	e := &explainer{lang: lang}
	e.line(0, "Trajectplan: %s", "Trajectory: %s", t.Title)
	e.line(0, "Ongeveer %d weken, %d stappen. Niets gaat vanzelf weg: de hulpverlener zet elke stap zelf in een bericht.", "About %d weeks, %d steps. Nothing goes out by itself: the counsellor puts each step in a letter.", t.Weeks, len(t.Steps))
	e.line(0, "Past als: %s", "Fits when: %s", t.For)
	if t.NotWhen != "" {
		e.line(0, "Niet als: %s", "Not when: %s", t.NotWhen)
	}
	if t.Self {
		e.line(0, "De klant mag zelf steeds de volgende stap nemen die een opdracht heeft.", "The client may take each next step that has an assignment themself.")
	}
	for i, s := range t.Steps {
		e.head("Stap %d: %s", "Step %d: %s", i+1, s.Title)
		if s.Message != "" {
			e.line(1, "- Voorbeeldbericht: %s.", "- Sample message: %s.", s.Message)
		}
		for _, id := range s.Assignments {
			title := id
			if def, ok := f.Shelf.Get(id, lang); ok {
				title = def.Title
			}
			e.line(1, "- Gaat mee: %s", "- Goes along: %s", title)
		}
		e.line(1, "- Volgende datum: %d werkdagen later.", "- Next date: %d working days later.", s.Workdays)
		if s.Feedback {
			e.line(1, "- De stap hierna wacht op je reactie op wat de klant inlevert.", "- The step after this waits for your answer to what the client hands in.")
		}
		if s.Note != "" {
			e.line(1, "- Let op: %s", "- Mind: %s", strings.TrimSpace(s.Note))
		}
	}
	return e.b.String()
}
