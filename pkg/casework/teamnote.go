// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// maxTeamNote is the most characters of a note of the team: few and short by design.
const maxTeamNote = 500

// TeamNote is something that colleagues write down for each other about a case. The
// client has no key to it and may ask what it says.
type TeamNote struct {
	ID   string    `json:"-"`
	Mine bool      `json:"-"` // of the counsellor who reads it
	Name string    `json:"n"`
	At   time.Time `json:"at"`
	Text string    `json:"t"`
}

// SealedTeamNote is a note of the team as it is kept.
type SealedTeamNote struct {
	ID     string
	Writer access.CounsellorID
	Day    Date
	Body   []byte
}

func (n SealedTeamNote) place(of access.CaseID) seal.Place {
	return seal.Place{Table: "team_notes", Column: "body/" + string(n.Writer), Row: n.ID, Case: string(of)}
}

// checkTeamNote says whether a note may be kept.
func checkTeamNote(text string) (string, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" {
		return "", fault.At("notitie", "teamnote.empty", nil)
	}
	if n := len([]rune(text)) - maxTeamNote; n > 0 {
		return "", fault.At("notitie", "teamnote.long", map[string]any{"N": n})
	}
	return text, checkNumbers("notitie", text)
}

// AddTeamNote writes a note for colleagues and takes it out of what the counsellor
// is still writing. It answers Invalid for one that cannot be kept.
func (s *Service) AddTeamNote(ctx context.Context, by access.Counsellor, id access.CaseID, r Reply) error {
	text, err := checkTeamNote(r.Aside)
	if err != nil {
		return err
	}
	o, err := s.teamCase(ctx, by, id)
	if err != nil {
		return err
	}
	note, err := s.teamNote(by, o.Case, text)
	if err != nil {
		return err
	}
	r.Aside = ""
	body, err := closeJSON(by.Own(), staffDraftPlace(id, by.ID), r)
	if err != nil {
		return err
	}
	change := Change{Case: o.Case, Quiet: true, Draft: &StaffDraft{By: by.ID, Body: body}, Notes: []SealedTeamNote{note}, Under: by.TeamKey.Public().Bytes()}
	return fault.Wrap("casework.AddTeamNote", s.store.Save(ctx, change))
}

// teamNote seals a note for the team.
func (s *Service) teamNote(by access.Counsellor, c Case, text string) (SealedTeamNote, error) {
	now := s.now().In(zone)
	n := SealedTeamNote{ID: s.newID(), Writer: by.ID, Day: DateOf(now)}
	var err error
	n.Body, err = closeJSON(by.Notes(), n.place(c.ID), TeamNote{Name: by.Name, At: now, Text: text})
	return n, err
}

// RemoveTeamNote takes a counsellor's own note away. It answers NotFound for one of
// a colleague.
func (s *Service) RemoveTeamNote(ctx context.Context, by access.Counsellor, id access.CaseID, note string) error {
	o, err := s.teamCase(ctx, by, id)
	if err != nil {
		return err
	}
	notes, err := s.margin.TeamNotes(ctx, by.Tenant, id)
	if err != nil {
		return err
	}
	for _, n := range notes {
		if n.ID == note && n.Writer == by.ID {
			return fault.Wrap("casework.RemoveTeamNote", s.store.Save(ctx, Change{Case: o.Case, Quiet: true, Unnoted: []string{note}}))
		}
	}
	return fault.New(fault.NotFound, "")
}

// teamNotes opens the notes of a case, oldest first.
func (s *Service) teamNotes(ctx context.Context, by access.Counsellor, c Case) ([]TeamNote, error) {
	sealed, err := s.margin.TeamNotes(ctx, by.Tenant, c.ID)
	if err != nil {
		return nil, err
	}
	list := make([]TeamNote, len(sealed))
	for i, n := range sealed {
		if err := openJSON(by.Notes(), n.place(c.ID), n.Body, &list[i]); err != nil {
			return nil, err
		}
		list[i].ID, list[i].Mine = n.ID, n.Writer == by.ID
	}
	slices.SortStableFunc(list, func(a, b TeamNote) int { return a.At.Compare(b.At) })
	return list, nil
}
