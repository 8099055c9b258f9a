// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// beside is what stands beside an answer or a fact: what the team wrote there,
// and what is being written.
type beside struct {
	Label  string
	Said   []remark
	Place  string // for the form; empty where nothing can be written
	ID     string // on the page
	Open   bool   // something is being written
	Text   string
	CanAsk bool
	Ask    bool
	Error  string
}

type remark struct {
	Name, Day, Text string
	Asks            bool
}

// notesIn reads the notes of the form, in the order of the page.
func notesIn(r *web.Request) []casework.Note {
	form := r.Form()
	texts, asks := form["bijtekst"], form["vraag"]
	var list []casework.Note
	for i, place := range form["bij"] {
		n, ok := casework.NoteAt(place)
		if !ok {
			continue
		}
		if i < len(texts) {
			n.Text = strings.ReplaceAll(texts[i], "\r\n", "\n")
		}
		n.Ask = slices.Contains(asks, place)
		list = append(list, n)
	}
	return list
}

// renote adds an empty note or takes one off, as a button says.
func renote(r *web.Request, reply *casework.Reply) {
	if off := r.Field("bijweg"); off != "" {
		reply.Notes = slices.DeleteFunc(reply.Notes, func(n casework.Note) bool { return n.Place() == off })
	}
	n, ok := casework.NoteAt(r.Field("bijdoen"))
	if ok && !slices.ContainsFunc(reply.Notes, func(o casework.Note) bool { return o.Place() == n.Place() }) {
		reply.Notes = append(reply.Notes, n)
	}
}

// noteID is where a note stands on the page.
func noteID(place string) string {
	return "bij-" + strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			return c
		}
		return '-'
	}, place)
}

// margin makes what stands beside things on a page, and remembers which notes
// found their place.
type margin struct {
	r      *web.Request
	s      state
	placed map[string]bool
	since  time.Time // when the counsellor looked before; zero for never
}

// isNew tells whether something came since the counsellor looked before.
func (m *margin) isNew(at time.Time) bool { return !m.since.IsZero() && at.After(m.since) }

func (m *margin) at(n casework.Note, label string, said []casework.Remark, writes, asks bool) beside {
	b := beside{Label: label}
	for _, one := range said {
		b.Said = append(b.Said, remark{Name: one.Name, Day: m.r.Words.Date(one.At), Text: one.Text, Asks: one.Kind == casework.RemarkAsk})
	}
	if writes {
		b.Place, b.ID, b.CanAsk = n.Place(), noteID(n.Place()), asks
		m.fill(&b)
	}
	return b
}

// fill puts what is being written in its place.
func (m *margin) fill(b *beside) {
	i := slices.IndexFunc(m.s.reply.Notes, func(n casework.Note) bool { return n.Place() == b.Place })
	if i < 0 {
		return
	}
	n := m.s.reply.Notes[i]
	b.Open, b.Text, b.Ask = true, n.Text, n.Ask
	m.placed[b.Place] = true
	if wrongNote(m.s.wrong) == b.Place {
		b.Error, _ = saying(m.r, m.s.wrong)
	}
}

// wrongAside tells whether a failure is about the note for the team.
func wrongAside(err error) bool {
	f := fault.As(err)
	return err != nil && len(f.Fields) > 0 && f.Fields[0].Name == "notitie"
}

// wrongNote gives the place of the note that a failure is about; empty when it is
// about something else.
func wrongNote(err error) string {
	if f := fault.As(err); err != nil && len(f.Fields) > 0 {
		place, _ := strings.CutPrefix(f.Fields[0].Name, casework.NoteField)
		if place != f.Fields[0].Name {
			return place
		}
	}
	return ""
}

// loose are the notes of which the place is not on the page any more: what was
// written there is not lost.
func (m *margin) loose() []beside {
	var list []beside
	for _, n := range m.s.reply.Notes {
		if m.placed[n.Place()] {
			continue
		}
		b := beside{Place: n.Place(), ID: noteID(n.Place())}
		m.fill(&b)
		list = append(list, b)
	}
	return list
}

// answers makes what stands beside the answers of a sheet. One can write on the
// newest copy of a sheet.
func (m *margin) answers(o casework.Opened, sub casework.Submission, newest bool) map[string]beside {
	said := map[string][]casework.Remark{}
	for _, one := range o.Dossier.Of(sub) {
		said[one.Path+"/"+one.Row] = append(said[one.Path+"/"+one.Row], one)
	}
	out := map[string]beside{}
	put := func(l assignment.Line, row string) {
		n := casework.Note{Sheet: sub.Root(), Path: l.Path, Row: row}
		label := l.Label
		for _, one := range l.Rows {
			if one.Row == row && row != "" {
				label = one.Label
			}
		}
		out[n.Path+"/"+n.Row] = m.at(n, label, said[n.Path+"/"+n.Row], newest, true)
	}
	for _, l := range sub.Content.ForTeam().Answers {
		if len(l.Rows) == 0 {
			put(l, "")
		}
		for _, row := range l.Rows {
			put(l, row.Row)
		}
	}
	return out
}
