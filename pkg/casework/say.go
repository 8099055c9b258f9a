// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/fault"
)

// Note is what a counsellor writes beside an answer on a sheet, or beside a fact.
type Note struct {
	Sheet string `json:"s,omitempty"` // submission; empty for a fact
	Path  string `json:"p"`           // question, or fact
	Row   string `json:"r,omitempty"`
	Text  string `json:"t,omitempty"`
	Ask   bool   `json:"q,omitempty"` // the question is asked again
}

// Place names what a note is beside, for forms: "sheet/path/row".
func (n Note) Place() string { return n.Sheet + "/" + n.Path + "/" + n.Row }

// NoteAt gives an empty note beside a place.
func NoteAt(place string) (Note, bool) {
	parts := strings.Split(place, "/")
	if len(parts) != 3 || parts[1] == "" {
		return Note{}, false
	}
	return Note{Sheet: parts[0], Path: parts[1], Row: parts[2]}, true
}

// NoteField begins the name of the field of a fault about a note; its place
// follows.
const NoteField = "bij/"

func (n Note) field() string { return NoteField + n.Place() }

// said is what notes and good words come to: remarks, and tasks that moved.
type said struct {
	remarks []SealedRemark
	tasks   []Task
}

// say decides what notes write and which tasks they move. The tasks of o move
// with them. It answers Invalid, at the note, for one that cannot be placed: the
// section was hidden, the sheet is not the newest any more, or what is asked is
// not written.
func (s *Service) say(by access.Counsellor, o Opened, r Reply, at time.Time) (said, error) {
	var out said
	moved := map[int]bool{}
	for _, n := range r.Notes {
		if strings.TrimSpace(n.Text) == "" && !n.Ask {
			continue
		}
		text, err := checkText(n.field(), n.Text)
		if err != nil {
			return out, err
		}
		sections, task, err := s.placed(o, n)
		if err != nil {
			return out, err
		}
		one := Remark{Sheet: n.Sheet, Kind: RemarkNote, Name: by.Name, At: at, Path: n.Path, Row: n.Row, Text: text}
		if n.Ask && task >= 0 {
			if one.Kind = RemarkAsk; !o.Tasks[task].move(FromCounsellor, ActAsk, TaskReopened) {
				return out, fault.At(n.field(), "note.moved", nil)
			}
			moved[task] = true
		}
		sealed, err := s.remark(o.Dossier.keys, o.Case, sections, one)
		if err != nil {
			return out, err
		}
		out.remarks = append(out.remarks, sealed)
	}
	if err := s.accept(by, o, r.Accept, at, &out, moved); err != nil {
		return out, err
	}
	for i := range o.Tasks {
		if moved[i] {
			out.tasks = append(out.tasks, o.Tasks[i])
		}
	}
	return out, nil
}

// accept decides which sheets are good.
func (s *Service) accept(by access.Counsellor, o Opened, sheets []string, when time.Time, out *said, moved map[int]bool) error {
	for _, id := range sheets {
		sub, at, ok := o.sheet(id)
		switch {
		case !ok:
			return fault.At("tekst", "note.gone", nil)
		case moved[at]:
			return fault.At("tekst", "note.both", nil)
		case o.Tasks[at].State == TaskAccepted:
			continue
		case sub.Of.ID != o.newest[sub.Of.Task], !o.Tasks[at].move(FromCounsellor, ActAccept, TaskAccepted):
			return fault.At("tekst", "note.moved", nil)
		}
		moved[at] = true
		one := Remark{Sheet: sub.Root(), Kind: RemarkAccepted, Name: by.Name, At: when}
		sealed, err := s.remark(o.Dossier.keys, o.Case, sub.Of.Sections, one)
		if err != nil {
			return err
		}
		out.remarks = append(out.remarks, sealed)
	}
	return nil
}

// sheet finds a sheet that the counsellor can open, and the place of its task.
func (o Opened) sheet(id string) (Submission, int, bool) {
	i := slices.IndexFunc(o.Dossier.Submissions, func(sub Submission) bool { return sub.Of.ID == id && !sub.Of.Back() })
	if i < 0 {
		return Submission{}, -1, false
	}
	sub := o.Dossier.Submissions[i]
	at := slices.IndexFunc(o.Tasks, func(t Task) bool { return t.ID == sub.Of.Task })
	return sub, at, at >= 0
}

// placed gives the sections that a note hangs on, and the place of the task it is
// about; -1 for a fact.
func (s *Service) placed(o Opened, n Note) ([]string, int, error) {
	gone := fault.At(n.field(), "note.gone", nil)
	if n.Sheet != "" {
		sub, at, ok := o.sheet(n.Sheet)
		if !ok || sub.Root() != n.Sheet || !answered(sub.Content.ForTeam(), n.Path, n.Row) {
			return nil, -1, gone
		}
		return sub.Of.Sections, at, nil
	}
	t, ok := s.shelf.Of(o.Case.Tenant).Assignments.Vocabulary(assignment.Source).Type(n.Path)
	if _, known := o.Dossier.Record.Last(n.Path, n.Row); !ok || !known {
		return nil, -1, gone
	}
	return []string{t.Section}, -1, nil
}

// answered tells whether an answer stands on a sheet.
func answered(sheet assignment.Submission, path, row string) bool {
	return slices.ContainsFunc(sheet.Answers, func(l assignment.Line) bool {
		return l.Path == path && (row == "" || slices.ContainsFunc(l.Rows, func(one assignment.Line) bool { return one.Row == row }))
	})
}
