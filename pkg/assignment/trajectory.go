// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"opgelucht/pkg/content"
)

// TrajectoryFolder is the folder of trajectories, beside those of assignments.
const TrajectoryFolder = "trajectories"

// TrajectoryKeys is everything that can stand in a trajectory, in the order in
// which it is written.
var TrajectoryKeys = content.Format{
	"trajectory": {
		{Name: "title", Must: true, Is: content.Said, NL: "Naam van het trajectplan. Alleen hulpverleners zien die.", EN: "Name of the trajectory. Only counsellors see it."},
		{Name: "language", Must: true, One: []string{"nl"}, NL: "De taal waarin dit bestand geschreven is.", EN: "The language this file is written in."},
		{Name: "weeks", Must: true, Is: content.Whole, NL: "Hoeveel weken het ongeveer duurt.", EN: "How many weeks it takes, more or less."},
		{Name: "for", Must: true, Is: content.Said, NL: "Voor wie en wanneer het past, in één zin.", EN: "For whom and when it fits, in one sentence."},
		{Name: "not_when", Is: content.Said, NL: "Wanneer je het niet kiest.", EN: "When not to choose it."},
		{Name: "self", Is: content.Flag, NL: "Of de klant zelf steeds de volgende stap mag nemen, zonder te wachten. Eén trajectplan kan dat zijn.", EN: "Whether the client may take each next step themself, without waiting. One trajectory can be that."},
		{Name: "steps", Must: true, Is: content.Objects, Of: "step", NL: "De stappen, in volgorde.", EN: "The steps, in order."},
	},
	"step": {
		{Name: "id", Must: true, NL: "Korte naam zonder spaties. Verandert nooit.", EN: "Short name without spaces. Never changes."},
		{Name: "title", Must: true, Is: content.Said, NL: "Hoe de stap heet.", EN: "What the step is called."},
		{Name: "message", NL: "Het voorbeeldbericht van deze stap.", EN: "The sample message of this step."},
		{Name: "assignments", Is: content.WordList, NL: "De opdrachten en werkvormen die meegaan.", EN: "The assignments and work forms that go along."},
		{Name: "days", Must: true, Is: content.Whole, NL: "Werkdagen tot de volgende datum.", EN: "Working days until the next date."},
		{Name: "feedback", Is: content.Flag, NL: "Of de stap erna wacht op je reactie op wat de klant inlevert.", EN: "Whether the next step waits for your answer to what the client hands in."},
		{Name: "note", Is: content.Said, NL: "Waar de hulpverlener op let.", EN: "What the counsellor minds."},
	},
}

// Trajectory is a course of help as a list of steps, in one language. It only
// ever proposes: nothing in it is sent or handed out by itself.
type Trajectory struct {
	ID      string // the name of its file without ".yaml"
	Title   string
	Weeks   int
	For     string // for whom and when it fits
	NotWhen string
	Self    bool // the client may take its steps without waiting for anyone
	Steps   []Stage
}

// Stage is one step of a trajectory: a letter, with what goes along.
type Stage struct {
	ID          string
	Title       string
	Message     string   // id of a sample message; may be empty
	Assignments []string // ids of assignments and work forms
	Workdays    int      // until what goes along is due
	Feedback    bool     // the step after it waits for the counsellor's answer to what was handed in
	Note        string   // for the counsellor
}

// Stage finds a step by its id.
func (t *Trajectory) Stage(id string) (Stage, bool) {
	i := slices.IndexFunc(t.Steps, func(s Stage) bool { return s.ID == id })
	if i < 0 {
		return Stage{}, false
	}
	return t.Steps[i], true
}

// Next gives the first step that is not behind; false when all are.
func (t *Trajectory) Next(behind []string) (Stage, bool) {
	for _, s := range t.Steps {
		if !slices.Contains(behind, s.ID) {
			return s, true
		}
	}
	return Stage{}, false
}

// Before gives the step that comes before one; false for the first.
func (t *Trajectory) Before(id string) (Stage, bool) {
	i := slices.IndexFunc(t.Steps, func(s Stage) bool { return s.ID == id })
	if i < 1 {
		return Stage{}, false
	}
	return t.Steps[i-1], true
}

// The most that a trajectory holds: more is a programme, not a plan.
const (
	maxSteps    = 30
	maxWorkdays = 60
)

// trajectories reads every trajectory of a folder. One with a mistake is not on
// offer; the others are.
func (s *Shelf) trajectories(fsys fs.FS) []content.Problem {
	files, _ := fs.Glob(fsys, TrajectoryFolder+"/*.yaml") // the pattern is well formed
	files = slices.DeleteFunc(files, func(file string) bool { return translationFile.MatchString(path.Base(file)) })
	if len(files) == 0 {
		return nil
	}
	var problems []content.Problem
	said := map[string]*words{}
	for _, lang := range s.langs {
		w, found := loadWords(fsys, TrajectoryFolder, lang)
		said[lang] = w
		problems = append(problems, found...)
	}
	for _, file := range files {
		problems = append(problems, s.trajectory(fsys, file, said)...)
	}
	for _, lang := range s.langs {
		found := s.keep(TrajectoryFolder, said[lang])
		if len(s.courses) == len(files) { // else pairs only look obsolete
			problems = append(problems, found...)
		}
	}
	return problems
}

var translationFile = regexp.MustCompile(`^[a-z]{2}\.yaml$`)

func (s *Shelf) trajectory(fsys fs.FS, file string, said map[string]*words) []content.Problem {
	n, problems := parse(fsys, file)
	if n == nil {
		return problems
	}
	problems = append(problems, CheckTrajectory(n)...)
	if len(content.Errors(problems)) > 0 {
		return problems
	}
	id := strings.TrimSuffix(path.Base(file), ".yaml")
	s.courses[id] = map[string]*Trajectory{}
	s.courseNodes = append(s.courseNodes, n)
	for _, lang := range s.langs {
		s.courses[id][lang] = trajectoryIn(n, id, said[lang].say)
	}
	return problems
}

func trajectoryIn(n *content.Node, id string, say func(string) string) *Trajectory {
	t := &Trajectory{ID: id, Title: say(n.Str("title")), Weeks: number(n, "weeks", 0), For: say(n.Str("for")), NotWhen: say(n.Str("not_when")), Self: n.Str("self") == "yes"}
	for _, item := range items(n, "steps") {
		t.Steps = append(t.Steps, Stage{
			ID: item.Str("id"), Title: say(item.Str("title")), Message: item.Str("message"), Assignments: item.Field("assignments").Texts(),
			Workdays: number(item, "days", 0), Feedback: item.Str("feedback") == "yes", Note: say(item.Str("note")),
		})
	}
	return t
}

var stepName = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)

// CheckTrajectory says what is wrong with the file of a trajectory by itself:
// names, shapes, and steps that cannot be taken.
func CheckTrajectory(n *content.Node) []content.Problem {
	problems := TrajectoryKeys.Check(n, "trajectory")
	if len(content.Errors(problems)) > 0 {
		return problems
	}
	steps, seen := items(n, "steps"), map[string]bool{}
	complain := func(at *content.Node, rule string, say, advice content.Words) {
		problems = append(problems, at.At(say, advice).Named(rule))
	}
	if len(steps) == 0 || len(steps) > maxSteps {
		complain(n.Field("steps"), "steps", content.Words{NL: fmt.Sprintf("Een trajectplan heeft 1 tot %d stappen.", maxSteps), EN: fmt.Sprintf("A trajectory has 1 to %d steps.", maxSteps)}, content.Words{})
	}
	for _, s := range steps {
		id := s.Str("id")
		switch {
		case !stepName.MatchString(id):
			complain(s.Field("id"), "name", content.Words{NL: "'" + id + "' kan geen naam zijn.", EN: "'" + id + "' cannot be a name."}, content.Words{NL: "Gebruik kleine letters, cijfers en streepjes.", EN: "Use small letters, figures and dashes."})
		case seen[id]:
			complain(s.Field("id"), "twice", content.Words{NL: "De naam '" + id + "' komt twee keer voor.", EN: "The name '" + id + "' occurs twice."}, content.Words{NL: "Geef elke stap een eigen naam.", EN: "Give each step a name of its own."})
		}
		seen[id] = true
		if days := number(s, "days", 0); days < 1 || days > maxWorkdays {
			complain(s.Field("days"), "days", content.Words{NL: fmt.Sprintf("Een stap duurt 1 tot %d werkdagen.", maxWorkdays), EN: fmt.Sprintf("A step takes 1 to %d working days.", maxWorkdays)}, content.Words{NL: "Bijvoorbeeld: days: 5", EN: "For example: days: 5"})
		}
		if s.Str("message") == "" && len(s.Field("assignments").Texts()) == 0 {
			complain(s, "step-empty", content.Words{NL: "Deze stap stuurt niets: er is geen bericht en geen opdracht.", EN: "This step sends nothing: there is no message and no assignment."}, content.Words{NL: "Zet er 'message' of 'assignments' bij.", EN: "Add 'message' or 'assignments'."})
		}
		if s.Str("feedback") == "yes" && len(s.Field("assignments").Texts()) == 0 {
			complain(s.Field("feedback"), "step-feedback", content.Words{NL: "Er komt niets terug om op te reageren: deze stap heeft geen opdracht.", EN: "Nothing comes back to answer: this step has no assignment."}, content.Words{NL: "Haal 'feedback' weg, of zet er 'assignments' bij.", EN: "Remove 'feedback', or add 'assignments'."})
		}
	}
	return problems
}

// Unknown says which assignments and sample messages the trajectories name that
// are not among the known ones. Who loads all of them asks it; a shelf by itself
// knows neither the messages nor what another folder holds.
func (s *Shelf) Unknown(assignments, messages []string) []content.Problem {
	var problems []content.Problem
	for _, n := range s.courseNodes {
		for _, step := range items(n, "steps") {
			for _, item := range items(step, "assignments") {
				problems = append(problems, missing(item, assignments, "opdracht", "assignment")...)
			}
			if at := step.Field("message"); at != nil {
				problems = append(problems, missing(at, messages, "voorbeeldbericht", "sample message")...)
			}
		}
	}
	return problems
}

func missing(at *content.Node, known []string, nl, en string) []content.Problem {
	if slices.Contains(known, at.Value) {
		return nil
	}
	say := content.Words{NL: "Er is geen " + nl + " '" + at.Value + "'.", EN: "There is no " + en + " '" + at.Value + "'."}
	return []content.Problem{at.At(say, content.Nearest(at.Value, known)).Named("name")}
}

// Trajectory gives a trajectory in a language, or in Dutch.
func (s *Shelf) Trajectory(id, lang string) (*Trajectory, bool) {
	all, ok := s.courses[id]
	if !ok {
		return nil, false
	}
	if t := all[lang]; t != nil {
		return t, true
	}
	return all[source], true
}

// SelfHelp gives the trajectory of which a client may take the steps themself, the
// shortest where there are more; false when there is none.
func (s *Shelf) SelfHelp(lang string) (*Trajectory, bool) {
	for _, t := range s.Trajectories(lang) {
		if t.Self {
			return t, true
		}
	}
	return nil, false
}

// Trajectories lists the trajectories in a language, the shortest first.
func (s *Shelf) Trajectories(lang string) []*Trajectory {
	var list []*Trajectory
	for id := range s.courses {
		t, _ := s.Trajectory(id, lang)
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b *Trajectory) int {
		if a.Weeks != b.Weeks {
			return a.Weeks - b.Weeks
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list
}
