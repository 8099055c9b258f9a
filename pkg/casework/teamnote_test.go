// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// aside writes a note for the team.
func (s *site) aside(by access.Counsellor, c access.Client, text string) {
	s.t.Helper()
	s.must(s.cases.AddTeamNote(s.t.Context(), by, c.Case, casework.Reply{Text: "half af", Aside: text}))
}

func TestAddTeamNote_colleaguesReadItAndTheClientNever(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	fuut.Name = "Fuut"
	c := s.begin()
	s.aside(s.noor, c, "  Belt liever niet.\r\nVraag naar de huur. ")
	s.now = s.now.Add(time.Minute)
	s.aside(fuut, c, "Dat klopt.")
	o, err := s.cases.OpenCase(t.Context(), fuut, c.Case)
	s.must(err)
	if len(o.Notes) != 2 || o.Notes[0].Text != "Belt liever niet.\nVraag naar de huur." || o.Notes[0].Name != "Noor" || o.Notes[0].Mine || !o.Notes[1].Mine || !o.Notes[0].At.Equal(moment) {
		t.Errorf("a colleague reads %+v", o.Notes)
	}
	if o := s.open(c); o.Draft.Text != "half af" || o.Draft.Aside != "" {
		t.Errorf("what was being written became %+v", o.Draft)
	}
	if dump := s.dump(); strings.Contains(dump, "huur") || strings.Contains(dump, "klopt") {
		t.Error("a note lies open")
	}
	for _, m := range s.talk(c).Letters {
		if strings.Contains(m.Text, "huur") {
			t.Error("the client reads it in the conversation")
		}
	}
	s.must(s.cases.Erase(t.Context(), c))
	if n := s.number("SELECT count(*) FROM team_notes"); n != 0 {
		t.Errorf("%d notes are left after erasing", n)
	}
}

func TestTeamNotes_openWithTheTeamsKeyOnly(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.aside(s.noor, c, "Belt liever niet.")
	thief := s.noor
	thief.TeamKey = seal.NewPair()
	if _, err := s.cases.OpenCase(t.Context(), thief, c.Case); err == nil {
		t.Error("it opens with another key")
	}
	other := s.begin()
	_, err := s.raw.Exec("UPDATE team_notes SET case_id = ?", string(other.Case))
	s.must(err)
	if o, err := s.cases.OpenCase(t.Context(), s.noor, other.Case); err == nil {
		t.Errorf("a note that was moved opens beside another: %+v", o.Notes)
	}
}

func TestAddTeamNote_whatCannotBeKeptIsSaidAtTheNote(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.unwritten("notes that cannot be kept", func() {
		for text, key := range map[string]string{" ": "teamnote.empty", strings.Repeat("x", 501): "teamnote.long", "BSN 123456782": "message.numbers"} {
			err := s.cases.AddTeamNote(t.Context(), s.noor, c.Case, casework.Reply{Aside: text})
			s.refused(text, err, fault.Invalid, key)
			if f := fault.As(err).Fields; len(f) != 1 || f[0].Name != "notitie" {
				t.Errorf("%q is said at %+v", text, f)
			}
		}
	})
}

func TestRemoveTeamNote_onlyWhoWroteIt(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	c := s.begin()
	s.aside(s.noor, c, "Belt liever niet.")
	note := s.open(c).Notes[0].ID
	s.refused("a colleague's", s.cases.RemoveTeamNote(t.Context(), fuut, c.Case, note), fault.NotFound, "")
	s.refused("one that never was", s.cases.RemoveTeamNote(t.Context(), s.noor, c.Case, "X"), fault.NotFound, "")
	s.must(s.cases.RemoveTeamNote(t.Context(), s.noor, c.Case, note))
	if notes := s.open(c).Notes; len(notes) != 0 {
		t.Errorf("%+v", notes)
	}
}

func TestSend_aNoteThatWasNotKeptYetStaysWithTheTeam(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Text: "Hoi", Aside: "Vraag naar de huur."}))
	if got := s.open(c).Draft.Aside; got != "Vraag naar de huur." {
		t.Errorf("half a note is kept as %q", got)
	}
	s.send(c, casework.Reply{Text: "Hoi, fijn dat je schrijft.", Aside: "Vraag naar de huur."})
	o := s.open(c)
	if len(o.Notes) != 1 || o.Notes[0].Text != "Vraag naar de huur." || o.Draft.Aside != "" {
		t.Errorf("the team reads %+v, and the draft is %+v", o.Notes, o.Draft)
	}
	for _, l := range s.talk(c).Letters {
		if strings.Contains(l.Text, "huur") {
			t.Errorf("the client reads %q", l.Text)
		}
	}
}
