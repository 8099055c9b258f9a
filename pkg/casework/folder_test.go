// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"errors"
	"slices"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// shared begins a case with a budget and a list of debts that were handed in.
func (s *site) shared() access.Client {
	s.t.Helper()
	c := s.given("budget", "schuldenlijst")
	s.budget(c, 1)
	s.submit(c, 1)
	s.row(c, 2, "debts", debt())
	s.submit(c, 2)
	return c
}

func debt() map[string]string {
	return map[string]string{"creditor": "Webwinkel", "kind": "shop", "owed": "300", "stage": "bill"}
}

func (s *site) folder(c access.Client) casework.Folder {
	s.t.Helper()
	f, err := s.db.Folder(s.t.Context(), c.Tenant, c.Case)
	s.must(err)
	return f
}

func (s *site) share(c access.Client, section string, shared bool) {
	s.t.Helper()
	s.must(s.cases.Share(s.t.Context(), c, section, shared))
}

// sectionKey takes a section's key out of the rows with the team's key, as
// whoever has both could.
func (s *site) sectionKey(c access.Client, f casework.Folder, name string) seal.Key {
	s.t.Helper()
	i := slices.IndexFunc(f.Sections, func(sec casework.Section) bool { return sec.Name == name })
	raw, err := seal.Unwrap(s.noor.TeamKey, seal.Place{Table: "sections", Column: "key_team", Row: name, Case: string(c.Case)}, f.Sections[i].KeyTeam)
	s.must(err)
	key, err := seal.KeyFrom(raw)
	s.must(err)
	return key
}

// openedBy counts the facts and sheets of one section that its key opens.
func openedBy(c access.Client, f casework.Folder, name string, key seal.Key) (facts, sheets int) {
	for _, fact := range f.Facts {
		at := seal.Place{Table: "facts", Column: "body/" + name, Row: fact.ID, Case: string(c.Case)}
		if _, err := seal.Open(key, at, fact.Body); err == nil {
			facts++
		}
	}
	var none seal.Key
	for _, sub := range f.Submissions {
		at := seal.Place{Table: "submissions", Column: "body", Row: sub.ID, Case: string(c.Case)}
		if _, err := seal.Open(none.Derive("submission", []byte(name), key.Bytes()), at, sub.Body); err == nil {
			sheets++
		}
	}
	return facts, sheets
}

func view(d casework.Dossier, name string) casework.SectionView {
	i := slices.IndexFunc(d.Sections, func(v casework.SectionView) bool { return v.Name == name })
	if i < 0 {
		return casework.SectionView{}
	}
	return d.Sections[i]
}

func TestShare_whatIsHiddenTheTeamCannotRead(t *testing.T) {
	s := newSite(t)
	c := s.shared()
	if d := s.open(c).Dossier; !view(d, "income").Readable || !d.Record.Has("income") || len(d.Submissions) != 2 {
		t.Fatalf("shared is %+v: this proves nothing", d)
	}
	s.share(c, "income", false)
	d := s.open(c).Dossier
	if v := view(d, "income"); v.Shared || v.Readable {
		t.Errorf("the section is %+v", v)
	}
	if d.Record.Has("income") || d.Record.Has("budget.income") || !d.Record.Has("expenses") || !d.Record.Has("debts") {
		t.Error("the team reads facts of a hidden section, or misses those of others")
	}
	if len(d.Submissions) != 1 || d.Submissions[0].Of.Assignment != "schuldenlijst" {
		t.Errorf("the team reads the sheets %+v", d.Submissions)
	}
	_, own, err := s.cases.OwnDossier(t.Context(), c)
	if err != nil || !own.Record.Has("income") || len(own.Submissions) != 2 || !view(own, "income").Readable || view(own, "income").Shared {
		t.Errorf("the client reads %+v, %v", own, err)
	}
	if _, sub, err := s.cases.Result(t.Context(), c, 1); err != nil || sub.Of.Assignment != "budget" {
		t.Errorf("what came out for the client is %+v, %v", sub.Of, err)
	}
	s.share(c, "income", true)
	if d := s.open(c).Dossier; !view(d, "income").Readable || !d.Record.Has("budget.income") || len(d.Submissions) != 2 {
		t.Errorf("shared again, the team reads %+v", d)
	}
}

// Whoever kept a copy of the database and holds the team's key opens with it
// what was shared then, and nothing of what lies there now.
func TestShare_theKeyThatTheTeamHadOpensNothingAnyMore(t *testing.T) {
	s := newSite(t)
	c := s.shared()
	before := s.folder(c)
	key := s.sectionKey(c, before, "debts")
	if facts, sheets := openedBy(c, before, "debts", key); facts != 4 || sheets != 1 {
		t.Fatalf("it opens %d facts and %d sheets: this proves nothing", facts, sheets)
	}
	s.share(c, "debts", false)
	s.row(c, 2, "debts", debt()) // and what comes after
	s.submit(c, 2)
	after := s.folder(c)
	if facts, sheets := openedBy(c, after, "debts", key); facts+sheets != 0 {
		t.Errorf("it still opens %d facts and %d sheets", facts, sheets)
	}
	for _, sec := range after.Sections {
		if hidden := len(sec.KeyTeam) == 0; hidden != (sec.Name == "debts") {
			t.Errorf("%s has a team's key of %d bytes", sec.Name, len(sec.KeyTeam))
		}
	}
	if n := len(s.record(c).Rows("debts")); n != 2 {
		t.Errorf("the client reads %d debts", n)
	}
	s.share(c, "debts", true)
	if facts, sheets := openedBy(c, s.folder(c), "debts", key); facts+sheets != 0 {
		t.Errorf("shared again, the old key opens %d facts and %d sheets", facts, sheets)
	}
	if d := s.open(c).Dossier; len(d.Record.Rows("debts")) != 2 || len(d.Submissions) != 3 {
		t.Errorf("shared again, the team reads %+v", d.Submissions)
	}
}

func TestShare_aSheetOpensOnlyWhenAllItsSectionsAreShared(t *testing.T) {
	s := newSite(t)
	c := s.shared()
	for _, step := range []struct {
		section string
		shared  bool
		sheets  int
	}{
		{"income", false, 1}, {"plan", false, 1}, {"income", true, 1}, {"plan", true, 2}, {"debts", false, 1}, {"debts", true, 2},
	} {
		s.share(c, step.section, step.shared)
		if n := len(s.open(c).Dossier.Submissions); n != step.sheets {
			t.Errorf("%+v: the team reads %d sheets", step, n)
		}
		if _, own, err := s.cases.OwnDossier(t.Context(), c); err != nil || len(own.Submissions) != 2 {
			t.Errorf("%+v: the client reads %d sheets, %v", step, len(own.Submissions), err)
		}
	}
}

// A sheet repeats what several sections say, so it is closed with all their keys
// together and not with any of them.
func TestShare_aSheetIsClosedWithTheKeysOfAllItsSections(t *testing.T) {
	s := newSite(t)
	c := s.shared()
	f := s.folder(c)
	sub := f.Submissions[0]
	var parts [][]byte
	for _, name := range sub.Sections {
		parts = append(parts, []byte(name), s.sectionKey(c, f, name).Bytes())
	}
	opens := func(parts [][]byte) bool {
		var none seal.Key
		_, err := seal.Open(none.Derive("submission", parts...), seal.Place{Table: "submissions", Column: "body", Row: sub.ID, Case: string(c.Case)}, sub.Body)
		return err == nil
	}
	if !opens(parts) {
		t.Error("the keys of all sections do not open it")
	}
	for i := 0; i < len(parts); i += 2 {
		if opens(parts[i:i+2]) || opens(slices.Delete(slices.Clone(parts), i, i+2)) {
			t.Errorf("it opens with %s alone, or without it", parts[i])
		}
	}
}

func TestShare_twiceChangesNoKeyAndWhatIsNotThereIsNotFound(t *testing.T) {
	s := newSite(t)
	c := s.shared()
	keys := func() string {
		var all string
		for _, sec := range s.folder(c).Sections {
			all += string(sec.KeyClient) + string(sec.KeyTeam)
		}
		return all
	}
	for _, shared := range []bool{true, false} {
		s.share(c, "income", shared)
		before := keys()
		if s.share(c, "income", shared); keys() != before {
			t.Errorf("sharing %v twice changes keys", shared)
		}
	}
	for _, name := range []string{"", "letters", "huh"} {
		s.unwritten(name, func() {
			s.refused("section "+name, s.cases.Share(t.Context(), c, name, false), fault.NotFound, "")
		})
	}
}

func TestShare_ofSomeoneElsesDossierIsNotFound(t *testing.T) {
	s := newSite(t)
	c, stranger := s.shared(), s.begin()
	stranger.Case = c.Case
	s.unwritten("a stranger", func() {
		s.refused("sharing", s.cases.Share(t.Context(), stranger, "debts", false), fault.NotFound, "")
		_, _, err := s.cases.OwnDossier(t.Context(), stranger)
		s.refused("reading", err, fault.NotFound, "")
	})
	robbed := c
	robbed.Private = seal.NewPair() // the right case without the client's own key
	s.unwritten("without the key", func() {
		if _, _, err := s.cases.OwnDossier(t.Context(), robbed); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("reading answers %v", err)
		}
		if err := s.cases.Share(t.Context(), robbed, "debts", false); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("hiding answers %v", err)
		}
	})
}

// A row that was changed in the database is told apart from one that is hidden.
func TestOpenFolder_whatWasTamperedWithIsNoHiddenSection(t *testing.T) {
	for table, column := range map[string]string{"facts": "body", "submissions": "body", "sections": "key_team"} {
		s := newSite(t)
		c := s.shared()
		_, err := s.raw.Exec("UPDATE " + table + " SET " + column + " = zeroblob(200)")
		s.must(err)
		if _, err := s.cases.OpenCase(t.Context(), s.noor, c.Case); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("%s: the team is answered %v", table, err)
		}
		if err := s.cases.Share(t.Context(), c, "debts", false); table != "sections" && !errors.Is(err, seal.ErrOpen) {
			t.Errorf("%s: hiding answers %v", table, err)
		}
	}
}
