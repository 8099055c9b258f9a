// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/seal"
)

// RemarkKind is a sort of remark.
type RemarkKind string

// The sorts of remarks. Seen says that a sheet was opened, of messages nothing
// is kept.
const (
	RemarkNote     RemarkKind = "note"     // beside an answer or a fact
	RemarkAsk      RemarkKind = "ask"      // beside an answer, which is asked for again
	RemarkSeen     RemarkKind = "seen"     // the sheet was opened
	RemarkAccepted RemarkKind = "accepted" // the sheet is good
)

// Remark is what the team says of one answer on a sheet, of a sheet, or of a
// fact. It stands beside what the client wrote and never in its place.
type Remark struct {
	Sheet string     `json:"-"` // submission; empty for a fact
	Kind  RemarkKind `json:"k"`
	Name  string     `json:"n"` // of the counsellor
	At    time.Time  `json:"at"`
	Path  string     `json:"p,omitempty"` // question, or fact
	Row   string     `json:"r,omitempty"`
	Text  string     `json:"t,omitempty"`
}

// Written tells a remark with words from one that only says what was done.
func (r Remark) Written() bool { return r.Kind == RemarkNote || r.Kind == RemarkAsk }

// SealedRemark is a remark as it is kept: under the keys of all sections that
// what it is about opens with, so that hiding those hides it too.
type SealedRemark struct {
	ID       string
	Sheet    string
	Sections []string // in order of name
	Day      Date
	Body     []byte
}

// place names the sheet and the sections too: a remark that is put beside
// something else does not open.
func (r SealedRemark) place(of access.CaseID) seal.Place {
	column := "body/" + r.Sheet + "/" + strings.Join(r.Sections, "+")
	return seal.Place{Table: "remarks", Column: column, Row: r.ID, Case: string(of)}
}

// remark seals a remark for whoever reads the sections.
func (s *Service) remark(keys sectionKeys, c Case, sections []string, r Remark) (SealedRemark, error) {
	sealed := SealedRemark{ID: s.newID(), Sheet: r.Sheet, Sections: sections, Day: DateOf(r.At)}
	key, ok := keys.of(sections)
	if !ok {
		return sealed, seal.ErrOpen
	}
	body, err := closeJSON(key, sealed.place(c.ID), r)
	sealed.Body = body
	return sealed, err
}

// openRemarks opens the remarks that one reader can, oldest first.
func openRemarks(list []SealedRemark, of access.CaseID, keys sectionKeys) ([]Remark, error) {
	var remarks []Remark
	for _, sealed := range list {
		key, ok := keys.of(sealed.Sections)
		if !ok {
			continue
		}
		r := Remark{Sheet: sealed.Sheet}
		if err := openJSON(key, sealed.place(of), sealed.Body, &r); err != nil {
			return nil, err
		}
		remarks = append(remarks, r)
	}
	slices.SortStableFunc(remarks, func(a, b Remark) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Text, b.Text)) })
	return remarks, nil
}

// seen tells whether somebody of the team opened a sheet.
func seen(remarks []Remark, sheet string) bool {
	return slices.ContainsFunc(remarks, func(r Remark) bool { return r.Kind == RemarkSeen && r.Sheet == sheet })
}

// Root names the sheet as it was handed in: a letter that was changed makes a new
// copy of it, about which nothing else changed.
func (s Submission) Root() string { return cmp.Or(s.Content.Of, s.Of.ID) }

// Standing gives the sheets of a task that were not taken back, oldest first.
func (d Dossier) Standing(of TaskID) []Submission {
	var list []Submission
	for _, sub := range d.Submissions {
		if sub.Of.Task == of && !sub.Of.Back() {
			list = append(list, sub)
		}
	}
	return list
}

// Of gives what the team wrote beside the answers of a sheet.
func (d Dossier) Of(sub Submission) []Remark {
	var list []Remark
	for _, r := range d.Remarks {
		if r.Sheet == sub.Root() && r.Written() {
			list = append(list, r)
		}
	}
	return list
}

// Beside gives what the team wrote beside a fact.
func (d Dossier) Beside(path, row string) []Remark {
	var list []Remark
	for _, r := range d.Remarks {
		if r.Sheet == "" && r.Path == path && r.Row == row {
			list = append(list, r)
		}
	}
	return list
}

// Said gives the last that the team did with a sheet; false when nobody opened it.
func (d Dossier) Said(sub Submission) (Remark, bool) {
	for _, r := range slices.Backward(d.Remarks) {
		if r.Sheet == sub.Root() && r.Kind != RemarkNote {
			return r, true
		}
	}
	return Remark{}, false
}

// OpenNotes gives what the team wrote about a task and the client did not answer
// by handing in again: on its newest sheet, or on an older one since.
func (d Dossier) OpenNotes(of TaskID) []Remark {
	sheets := d.Standing(of)
	if len(sheets) == 0 {
		return nil
	}
	newest := sheets[len(sheets)-1]
	var list []Remark
	for _, r := range d.Remarks {
		mine := slices.ContainsFunc(sheets, func(s Submission) bool { return s.Root() == r.Sheet })
		if mine && r.Written() && (r.Sheet == newest.Root() || r.At.After(newest.Content.Client.At)) {
			list = append(list, r)
		}
	}
	return list
}

// Asked gives those of OpenNotes that ask for an answer again.
func Asked(notes []Remark) []Remark {
	return slices.DeleteFunc(slices.Clone(notes), func(r Remark) bool { return r.Kind != RemarkAsk })
}
