// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"testing"
	"time"

	"opgelucht/pkg/seal"
)

// loot is everything that the database of a site holds.
func (s *site) loot() []byte {
	s.t.Helper()
	var all bytes.Buffer
	add := func(v any) {
		b, err := json.Marshal(v)
		if err != nil {
			s.t.Fatal(err)
		}
		all.Write(b)
	}
	for _, d := range s.clients {
		add(d)
		all.Write(bytes.Join([][]byte{d.Lookup, d.Public, d.Private, d.CaseKey}, nil))
	}
	for _, d := range s.staff {
		add(d)
		all.Write(bytes.Join([][]byte{d.Salt, d.Public, d.ByPassword, d.ByRecovery, d.SecondKey, d.TeamKey}, nil))
	}
	for _, r := range s.ledger.sessions {
		add(r)
		all.Write(bytes.Join([][]byte{r.Hash, r.Blob}, nil))
	}
	return all.Bytes()
}

func TestStolenDatabase_holdsNoSecret(t *testing.T) {
	s := newSite(t)
	anna, code := s.client(meren, "anna")
	session := s.enter(anna, false)
	noor := s.ready("noor")
	c, err := s.open(s.signIn(noor)).Counsellor()
	if err != nil {
		t.Fatal(err)
	}
	staff, err := s.keeper.OpenCounsellor(t.Context(), c, false)
	if err != nil {
		t.Fatal(err)
	}
	day, _ := s.days.Of(s.clock.Format(time.DateOnly))
	loot := s.loot()
	for name, secret := range map[string][]byte{
		"code": []byte(code.digits), "client's private key": anna.Private.Bytes(), "case key": anna.CaseKey.Bytes(),
		"client's ticket": session.Ticket.ID, "client's half": session.Ticket.Half.Bytes(), "staff ticket": staff.Ticket.ID, "staff half": staff.Ticket.Half.Bytes(),
		"team's private key": s.team.Bytes(), "password": []byte(s.password), "recovery key": []byte(noor.recovery), "second factor": []byte(noor.secret),
		"day key": day.Bytes(), "pepper": s.keys.Pepper.Bytes(), "service key": s.keys.Service.Bytes(),
	} {
		if bytes.Contains(loot, secret) {
			t.Errorf("the database holds the %s", name)
		}
	}
}

func TestStolenDatabase_opensNothingWithoutTheTicket(t *testing.T) {
	s := newSite(t) // the thief even runs our program, with the key of the day
	anna, _ := s.client(meren, "anna")
	s.enter(anna, false)
	for _, row := range s.ledger.sessions {
		day, _ := s.days.Of(row.Day)
		for _, guess := range []Ticket{{ID: row.Hash}, {ID: row.Hash[:16]}, {ID: make([]byte, 16)}, {}} {
			for _, half := range []seal.Key{{}, seal.NewKey(), day} {
				guess.Half, guess.Kind, guess.Tenant = half, row.Kind, row.Tenant
				if !s.ended(guess) {
					t.Error("a guess opens")
				}
				// past the lookup: the hash of the row, with a half that is guessed
				key := half.Derive("session", row.Hash, day.Bytes())
				if _, err := seal.Open(key, blobPlace(row), row.Blob); err == nil {
					t.Error("a row opens")
				}
			}
		}
	}
}

func TestStolenDatabase_opensNothingWithTheTicketButWithoutTheDayKey(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	ticket := s.enter(anna, false).Ticket
	day := s.clock.Format(time.DateOnly)
	for name, days := range map[string]week{"no key": {}, "another key": {day: seal.NewKey()}, "tomorrow's": {"2026-11-25": s.days[day]}} {
		thief := &site{ledger: s.ledger, t: t, keeper: NewSessions(s.ledger, days, s.gate.now)}
		if !thief.ended(ticket) {
			t.Errorf("with %s it opens", name)
		}
	}
	s.pass(25 * time.Minute)
	if s.ended(ticket) {
		t.Error("with the key of its day it does not open")
	}
	delete(s.days, day)
	if !s.ended(ticket) {
		t.Error("it opens after the key of its day was destroyed")
	}
}

func TestRead_opensYesterdaysSessionWhileItsKeyIsKept(t *testing.T) {
	s := newSite(t)
	s.clock = time.Date(2026, 11, 24, 23, 50, 0, 0, time.UTC)
	anna, _ := s.client(meren, "anna")
	late := s.enter(anna, false).Ticket
	s.pass(20 * time.Minute) // past midnight
	early := s.enter(anna, false).Ticket
	if s.ended(late) || s.ended(early) || len(s.days) != 2 {
		t.Errorf("around midnight, with the keys of %d days", len(s.days))
	}
}

func TestRead_opensNothingInARowThatWasTamperedWith(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	bert, _ := s.client(meren, "bert")
	ticket, other := s.enter(anna, false).Ticket, s.enter(bert, false).Ticket
	hash, victim := string(ticket.hash()), s.ledger.sessions[string(other.hash())]
	keep := s.ledger.sessions[hash]
	for name, change := range map[string]func(*SessionRow){
		"another person": func(r *SessionRow) { r.Principal = "bert" }, "another's keys": func(r *SessionRow) { r.Blob = victim.Blob },
		"all of another": func(r *SessionRow) { *r = victim }, "another day": func(r *SessionRow) { r.Day = "2026-11-23" }, "cut short": func(r *SessionRow) { r.Blob = r.Blob[:40] },
		"nothing": func(r *SessionRow) { r.Blob = nil }, "a counsellor": func(r *SessionRow) { r.Kind = KindCounsellor }, "another municipality": func(r *SessionRow) { r.Tenant = duin },
	} {
		row := keep
		change(&row)
		s.ledger.sessions[hash] = row
		for _, kind := range []Kind{KindClient, KindCounsellor} {
			moved := ticket
			moved.Kind, moved.Tenant = kind, row.Tenant // as if the token could be forged as well
			if !s.ended(moved) {
				t.Errorf("%s: opens as %s", name, kind)
			}
		}
	}
	s.ledger.sessions[hash] = keep
	if s.ended(ticket) {
		t.Error("the row as it was does not open")
	}
}

func TestTicket_hidesBehindItsHash(t *testing.T) {
	s := newSite(t)
	anna, _ := s.client(meren, "anna")
	ticket := s.enter(anna, false).Ticket
	sum := sha256.Sum256(ticket.ID)
	if _, ok := s.ledger.sessions[string(sum[:])]; !ok || len(ticket.ID) != 16 || len(s.ledger.sessions) != 1 {
		t.Error("a session is not found by the hash of its id")
	}
}
