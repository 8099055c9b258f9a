// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"opgelucht/pkg/content"
)

// maxFile is the largest file read, in bytes: a message of 150 words is about 1,500.
const maxFile = 32 << 10

var idShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Load reads every message under fsys: <lang>/<phase folder>/<id>.md. It
// reports everything that is wrong at once. A message with an error is still
// listed, so that its pair is not reported as well; use none of them then.
func Load(fsys fs.FS) ([]Message, []content.Problem) {
	var messages []Message
	var problems []content.Problem
	for _, lang := range Languages() {
		files, _ := fs.Glob(fsys, lang+"/*/*.md")
		for _, file := range files {
			text, err := fs.ReadFile(fsys, file)
			if err != nil || len(text) > maxFile {
				problems = append(problems, about(file, 0, content.Words{
					NL: "Dit bestand kan ik niet lezen, of het is te groot.",
					EN: "I cannot read this file, or it is too large."}, content.Words{}))
				continue
			}
			m, found := Read(file, string(text))
			messages = append(messages, m)
			problems = append(problems, found...)
		}
	}
	return messages, append(problems, unique(messages)...)
}

// Read reads one message from a file at <lang>/<phase folder>/<id>.md.
func Read(file, text string) (Message, []content.Problem) {
	head, body, bodyLine, problems := content.Front(file, text)
	m := Message{
		ID:   strings.TrimSuffix(path.Base(file), ".md"), // until the head says so
		Lang: strings.SplitN(file, "/", 2)[0],
		Body: strings.TrimSpace(body) + "\n",
		File: file,
	}
	if head == nil {
		return m, problems
	}
	r := &reader{file: file, head: head, problems: append(problems, head.Only(keys...)...)}
	m.ID, m.Title = r.text("id"), r.text("title")
	m.Purpose, m.NotWhen, m.Owner = r.text("purpose"), r.text("not_when"), r.text("owner")
	m.Hears = r.text("hears")
	m.Fit = r.fit()
	m.Assignment, m.VariantOf = r.id("assignment"), r.id("variant_of")
	m.Blanks = r.blanks()
	m.Review = r.date("review")
	r.place(m)
	r.body(m, body, bodyLine)
	return m, r.problems
}

// keys are the keys of the head; those with a "!" must be there.
var keys = []string{
	"id!", "title!", "phase!", "occasion!", "move!", "group!", "level!", "purpose!",
	"not_when!", "hears", "assignment", "variant_of", "blanks!", "owner!", "review!",
}

// reader takes the head apart and collects complaints.
type reader struct {
	file     string
	head     *content.Node
	problems []content.Problem
}

// say complains at a key of the head.
func (r *reader) say(key string, say, advice content.Words) {
	at := r.head
	if f := r.head.Field(key); f != nil {
		at = f
	}
	r.problems = append(r.problems, at.At(say, advice))
}

// text reads one text; an absent key has been complained about already.
func (r *reader) text(key string) string {
	field := r.head.Field(key)
	if wrong := field.Want(content.Text); len(wrong) > 0 {
		r.problems = append(r.problems, wrong...)
		return ""
	}
	value := strings.TrimSpace(r.head.Str(key))
	if field != nil && value == "" {
		r.say(key, content.Words{NL: "Achter '" + key + "' staat niets.", EN: "There is nothing after '" + key + "'."},
			content.Words{NL: "Vul het in.", EN: "Fill it in."})
	}
	return value
}

func (r *reader) id(key string) string {
	value := r.text(key)
	if value != "" && !idShape.MatchString(value) {
		r.say(key, content.Words{NL: "'" + value + "' kan geen naam zijn.", EN: "'" + value + "' cannot be a name."},
			content.Words{NL: "Gebruik kleine letters, cijfers en streepjes.", EN: "Use small letters, figures and dashes."})
	}
	return value
}

// oneOf reads a word of a closed list.
func (r *reader) oneOf(key string, choices []string) string {
	value := r.text(key)
	if value == "" || slices.Contains(choices, value) {
		return value
	}
	advice := content.Nearest(value, choices)
	if advice == (content.Words{}) {
		all := strings.Join(choices, ", ")
		advice = content.Words{NL: "Kies uit: " + all + ".", EN: "Choose from: " + all + "."}
	}
	r.say(key, content.Words{
		NL: "'" + value + "' staat niet in de lijst van '" + key + "'.",
		EN: "'" + value + "' is not in the list of '" + key + "'."}, advice)
	return value
}

// noPhase is the phase of a message whose phase could not be read.
const noPhase = -1

func (r *reader) fit() Fit {
	phase, err := strconv.Atoi(r.text("phase"))
	if err != nil || phase < 0 || phase >= len(PhaseFolders()) {
		phase = noPhase
	}
	if r.head.Str("phase") != "" && phase == noPhase {
		r.say("phase", content.Words{NL: "De fase is een cijfer van 0 tot en met 7.", EN: "The phase is a figure from 0 to 7."}, content.Words{})
	}
	return Fit{
		Phase:    phase,
		Occasion: r.oneOf("occasion", Occasions()),
		Move:     r.oneOf("move", Moves()),
		Group:    r.oneOf("group", Groups()),
		Level:    r.oneOf("level", Levels()),
	}
}

func (r *reader) date(key string) time.Time {
	value := r.text(key)
	day, err := time.Parse(time.DateOnly, value)
	if value != "" && err != nil {
		r.say(key, content.Words{NL: "'" + value + "' is geen dag.", EN: "'" + value + "' is not a day."},
			content.Words{NL: "Schrijf jaar, maand en dag zo: 2027-06-01.", EN: "Write year, month and day like this: 2027-06-01."})
	}
	return day
}

func (r *reader) blanks() []string {
	field := r.head.Field("blanks")
	r.problems = append(r.problems, field.Want(content.List)...)
	return field.Texts()
}

// unique complains about an id that two files of one language share.
func unique(messages []Message) []content.Problem {
	var problems []content.Problem
	first := map[string]string{}
	for _, m := range messages {
		key := m.Lang + "/" + m.ID
		if other, twice := first[key]; twice && m.ID != "" {
			problems = append(problems, about(m.File, 0,
				content.Words{NL: "De id '" + m.ID + "' is al van " + other + ".", EN: "The id '" + m.ID + "' belongs to " + other + "."},
				content.Words{NL: "Kies een andere id.", EN: "Choose another id."}))
			continue
		}
		first[key] = m.File
	}
	return problems
}

// place compares id and phase with where the file lies.
func (r *reader) place(m Message) {
	if name := strings.TrimSuffix(path.Base(r.file), ".md"); m.ID != "" && m.ID != name {
		r.say("id", content.Words{
			NL: "De id is '" + m.ID + "', maar het bestand heet '" + name + "'.",
			EN: "The id is '" + m.ID + "', but the file is called '" + name + "'."},
			content.Words{NL: "Maak ze gelijk.", EN: "Make them the same."})
	}
	if m.Phase == noPhase || path.Base(path.Dir(r.file)) == PhaseFolders()[m.Phase] {
		return
	}
	phase, folder := strconv.Itoa(m.Phase), PhaseFolders()[m.Phase]
	r.say("phase", content.Words{
		NL: "Fase " + phase + " hoort in de map '" + folder + "'.",
		EN: "Phase " + phase + " belongs in the folder '" + folder + "'."},
		content.Words{NL: "Verplaats het bestand of verander de fase.", EN: "Move the file or change the phase."})
}
