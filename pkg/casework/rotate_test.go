// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"reflect"
	"sync"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// doors gives the accounts of the team.
func (s *site) doors() []access.CounsellorDoor {
	s.t.Helper()
	list, err := s.db.Counsellors(s.t.Context(), s.here.ID, s.noor.Team)
	s.must(err)
	return list
}

func TestRotate_whoLeftOpensNothingAndTheTeamEverything(t *testing.T) {
	s := newSite(t)
	left := s.colleague("fuut")
	c, o, sheet := s.checked()
	s.must(s.answer(o, casework.Reply{Notes: []casework.Note{{Sheet: sheet, Path: "food", Text: "Fijn dat dit lukt."}}}))
	s.aside(s.noor, c, "Belt liever niet.")
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, casework.Reply{Text: "Half af."}))
	hidden := s.shared()
	s.share(hidden, "debts", false)
	plain := s.begin() // not seen by the team yet
	before := s.open(c)
	var going []access.CounsellorDoor
	for _, d := range s.doors() {
		if d.ID != left.ID {
			going = append(going, d)
		}
	}
	now, err := s.cases.Rotate(t.Context(), s.noor, going)
	s.must(err)
	for _, old := range []access.Counsellor{left, s.noor} {
		if _, err := s.cases.OpenCase(t.Context(), old, c.Case); err == nil {
			t.Errorf("%s opens a case with the old key", old.ID)
		}
		if _, err := s.cases.Inbox(t.Context(), old, casework.TrayTeam, casework.Cursor{}); err == nil {
			t.Errorf("%s reads the list with the old key", old.ID)
		}
		s.refused("a note under the old key", s.cases.SaveReply(t.Context(), old, plain.Case, casework.Reply{Text: "x"}), fault.Internal, "")
	}
	s.noor = now
	after := s.open(c)
	if !reflect.DeepEqual(after.Letters, before.Letters) || !reflect.DeepEqual(after.Notes, before.Notes) || after.Draft.Text != "Half af." ||
		!reflect.DeepEqual(after.Dossier.Submissions, before.Dossier.Submissions) || len(after.Dossier.Remarks) != len(before.Dossier.Remarks) {
		t.Errorf("the case is %+v, was %+v", after, before)
	}
	for _, d := range s.open(hidden).Dossier.Sections {
		if d.Name == "debts" && d.Readable {
			t.Error("a hidden section opened")
		}
	}
	s.share(hidden, "debts", true)
	s.post(plain, "Nog iets.")
	if rows, _ := s.pages(); len(rows) != 3 {
		t.Errorf("%d rows", len(rows))
	}
	s.open(s.begin()) // whoever begins now, begins under the new key
	own, err := access.Opened{Door: s.doors()[0]}, error(nil)
	if _, err = own.Counsellor(); err == nil {
		t.Error("a key opens for nobody")
	}
}

func TestRotate_onlyWhoHoldsTheKeyAndSeesToAccounts(t *testing.T) {
	s := newSite(t)
	worker := s.noor
	worker.Role = access.RoleCounsellor
	_, err := s.cases.Rotate(t.Context(), worker, s.doors())
	s.refused("a counsellor", err, fault.NotFound, "")
	_, err = s.cases.Rotate(t.Context(), access.Counsellor{Tenant: s.here.ID, Team: s.noor.Team, Role: access.RoleManager}, s.doors())
	s.refused("a manager", err, fault.NotFound, "")
	now, err := s.cases.Rotate(t.Context(), s.noor, s.doors())
	s.must(err)
	_, err = s.cases.Rotate(t.Context(), s.noor, s.doors())
	s.refused("with the old key", err, fault.Conflict, "conflict")
	_, err = s.cases.Rotate(t.Context(), now, s.doors())
	s.must(err)
}

// Whoever begins, shares or writes at the moment of the change comes wholly under one
// key or the other: the team can open all of it afterwards.
func TestRotate_whileClientsWriteNothingIsLost(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	shared := s.shared()
	const many = 30
	started := make([]access.Client, many)
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() { started[i] = s.begin() })
	}
	all.Go(func() {
		for i := range many {
			s.share(shared, "debts", i%2 == 0)
		}
	})
	now := s.noor
	for range 5 {
		var err error
		if now, err = s.cases.Rotate(t.Context(), now, s.doors()); err != nil {
			t.Error(err)
		}
	}
	all.Wait()
	s.noor = now
	for _, c := range started {
		s.open(c)
	}
	s.share(shared, "debts", true)
	if o := s.open(shared); len(o.Dossier.Submissions) == 0 {
		t.Error("what was shared does not open")
	}
}
