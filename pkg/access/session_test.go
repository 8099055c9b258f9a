// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"bytes"
	"context"
	"testing"
	"time"

	"opgelucht/pkg/fault"
)

// enter begins a session for a client.
func (s *site) enter(c Client, shared bool) *Session {
	s.t.Helper()
	session, err := s.keeper.OpenClient(s.t.Context(), c, shared)
	if err != nil {
		s.t.Fatal(err)
	}
	return session
}

// ended tells whether a ticket opens nothing, in the one answer for that.
func (s *site) ended(ticket Ticket) bool {
	s.t.Helper()
	session, err := s.keeper.Read(s.t.Context(), ticket)
	if err != nil && (!fault.Is(err, fault.Unauthorized) || fault.As(err).Key != "session.ended" || session != nil) {
		s.t.Errorf("a session that ended: %v, %v", session, err)
	}
	return err != nil
}

func TestRead_givesAClientTheirKeysBack(t *testing.T) {
	s := newSite(t)
	c, _ := s.client(meren, "anna")
	session := s.enter(c, true)
	got, err := s.keeper.Read(t.Context(), session.Ticket)
	if err != nil {
		t.Fatal(err)
	}
	if got.Client == nil || got.Counsellor != nil || got.SetUp != nil || !got.Shared {
		t.Fatalf("%+v", got)
	}
	if got.Client.CaseKey != c.CaseKey || !bytes.Equal(got.Client.Private.Bytes(), c.Private.Bytes()) || got.Client.Own() != c.Own() {
		t.Error("a session opens other keys")
	}
	if got.Client.ID != c.ID || got.Client.Case != c.Case || got.Client.Tenant != meren {
		t.Errorf("%s of %s in %s", got.Client.ID, got.Client.Case, got.Client.Tenant)
	}
}

func TestRead_givesACounsellorTheTeamsKeyBack(t *testing.T) {
	s := newSite(t)
	c := Counsellor{Tenant: meren, ID: "id-noor", Team: "team", Name: "Noor", TeamKey: s.team}
	session, err := s.keeper.OpenCounsellor(t.Context(), c, false)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.keeper.Read(t.Context(), session.Ticket)
	if err != nil || got.Counsellor == nil || got.Client != nil || got.SetUp != nil {
		t.Fatal(got, err)
	}
	if g := got.Counsellor; g.List() != c.List() || g.Own() != c.Own() || g.ID != c.ID || g.Team != c.Team || g.Name != c.Name || g.Tenant != meren {
		t.Errorf("%s of %s in %s", g.ID, g.Team, g.Tenant)
	}
}

func TestRead_givesASetUpOnlyWhatItNeeds(t *testing.T) {
	s := newSite(t)
	opened := s.open(SignIn{User: "noor", Password: s.newcomer("noor", s.team)})
	session, err := s.keeper.OpenSetUp(t.Context(), opened)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.keeper.Read(t.Context(), session.Ticket)
	if err != nil || got.SetUp == nil || got.Client != nil || got.Counsellor != nil {
		t.Fatal(got, err)
	}
	if !got.SetUp.Fresh || got.SetUp.Door.User != "noor" || got.SetUp.Door.Tenant != meren {
		t.Errorf("%+v", got.SetUp.Door)
	}
	if _, err := got.SetUp.Counsellor(); !fault.Is(err, fault.Unauthorized) {
		t.Errorf("a set-up session opens the team's key: %v", err)
	}
}

func TestRead_endsASessionThatIsLeftAlone(t *testing.T) {
	for _, c := range []struct {
		shared bool
		idle   time.Duration
	}{{false, IdleTime}, {true, IdleTimeShared}} {
		s := newSite(t)
		anna, _ := s.client(meren, "anna")
		first, second := s.enter(anna, c.shared), s.enter(anna, c.shared)
		s.pass(c.idle - time.Second)
		if s.ended(first.Ticket) { // and reading it keeps it open
			t.Errorf("shared %v: ended too early", c.shared)
		}
		s.pass(2 * time.Second)
		if !s.ended(second.Ticket) || s.ended(first.Ticket) {
			t.Errorf("shared %v: left alone for %s and still open, or used and ended", c.shared, c.idle)
		}
	}
	if IdleTimeShared >= IdleTime {
		t.Error("a device that others use stays open as long as one's own")
	}
}

func TestRead_endsASessionAfterItsDayHoweverMuchItIsUsed(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	noor := Counsellor{Tenant: meren, ID: "id-noor", Team: "team", TeamKey: s.team}
	client := s.enter(anna, false)
	staff, err := s.keeper.OpenCounsellor(t.Context(), noor, false)
	if err != nil {
		t.Fatal(err)
	}
	open := map[Kind]time.Duration{}
	for spent := time.Duration(0); spent < 14*time.Hour; spent += 5 * time.Minute {
		for _, ticket := range []Ticket{client.Ticket, staff.Ticket} {
			if !s.ended(ticket) {
				open[ticket.Kind] = spent
			}
		}
		s.pass(5 * time.Minute)
	}
	if open[KindClient] != clientTime || open[KindCounsellor] != counsellorTime {
		t.Errorf("open for %v", open)
	}
	if !client.Ticket.Until.Equal(client.Ticket.Until.Truncate(time.Second)) {
		t.Error("a token would end at another moment than its session")
	}
}

func TestRead_writesAtMostOnceAMinute(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	ticket := s.enter(anna, false).Ticket
	var last *Session
	for range 61 { // ten minutes
		got, err := s.keeper.Read(t.Context(), ticket)
		if err != nil {
			t.Fatal(err)
		}
		last = got
		s.pass(10 * time.Second)
	}
	if s.kept < 8 || s.kept > 10 {
		t.Errorf("61 readings in ten minutes wrote %d times", s.kept)
	}
	if left := last.IdleUntil.Sub(s.clock); left < IdleTime-2*time.Minute || left > IdleTime {
		t.Errorf("the page says %s", left)
	}
}

func TestEnd_closesThatSessionOnly(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	phone, library := s.enter(anna, false), s.enter(anna, true)
	if err := s.keeper.End(t.Context(), library.Ticket); err != nil {
		t.Fatal(err)
	}
	if !s.ended(library.Ticket) || s.ended(phone.Ticket) || len(s.ledger.sessions) != 1 {
		t.Error("ended the wrong session, or kept what it held")
	}
	if err := s.keeper.End(t.Context(), library.Ticket); err != nil {
		t.Errorf("leaving twice: %v", err)
	}
}

func TestEndAll_closesEverySessionOfOnePerson(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	namesake, _ := s.client(duin, "anna")
	bert, _ := s.client(meren, "bert")
	a, b, c, d := s.enter(anna, false), s.enter(anna, true), s.enter(namesake, false), s.enter(bert, false)
	if err := s.keeper.EndAll(t.Context(), meren, string(anna.ID)); err != nil {
		t.Fatal(err)
	}
	if !s.ended(a.Ticket) || !s.ended(b.Ticket) || s.ended(c.Ticket) || s.ended(d.Ticket) {
		t.Error("ended somebody else's session, or not all of one's own")
	}
}

func TestPrepareClient_keepsNothingUntilItsRowIsSaved(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	row, ticket, err := s.keeper.PrepareClient(anna, false)
	if err != nil || !s.ended(ticket) {
		t.Fatal(err)
	}
	if err := s.AddSession(context.Background(), row); err != nil || s.ended(ticket) {
		t.Errorf("saved and not open: %v", err)
	}
}

func TestFormToken_belongsToOneSession(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	a, b := s.enter(anna, false).Ticket, s.enter(anna, false).Ticket
	if !bytes.Equal(a.FormToken(), a.FormToken()) || bytes.Equal(a.FormToken(), b.FormToken()) {
		t.Error("the proof of a form fits another session, or not its own")
	}
	if bytes.Contains(a.FormToken(), a.Half.Bytes()) {
		t.Error("a form gives the key away")
	}
}

func TestRead_opensNothingForAnotherTicket(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	bert, _ := s.client(meren, "bert")
	own, other := s.enter(anna, false).Ticket, s.enter(bert, false).Ticket
	for name, change := range map[string]func(*Ticket){
		"another half": func(k *Ticket) { k.Half = other.Half }, "another id": func(k *Ticket) { k.ID = other.ID }, "no id": func(k *Ticket) { k.ID = nil },
		"another municipality": func(k *Ticket) { k.Tenant = duin }, "no municipality": func(k *Ticket) { k.Tenant = "" },
		"a counsellor": func(k *Ticket) { k.Kind = KindCounsellor }, "a set-up": func(k *Ticket) { k.Kind = KindSetUp }, "nobody": func(k *Ticket) { k.Kind = "" },
	} {
		ticket := own
		change(&ticket)
		if !s.ended(ticket) {
			t.Errorf("%s opens", name)
		}
	}
	if s.ended(own) {
		t.Error("the own ticket does not open any more")
	}
}
