// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"bytes"
	"context"
	"errors"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// TestMain makes stretching cheap: what it costs an attacker is a promise of
// package seal, and here it would only make two hundred sign-ins slow.
func TestMain(m *testing.M) {
	seal.CodeCost, seal.PasswordCost = seal.Cost{Passes: 1, MemoryKiB: 64}, seal.Cost{Passes: 1, MemoryKiB: 64}
	os.Exit(m.Run())
}

// ledger keeps doors and sessions in memory, as the database does on disk.
type ledger struct {
	mu       sync.Mutex
	clients  []ClientDoor
	staff    map[CounsellorID]CounsellorDoor
	sessions map[string]SessionRow
	kept     int // how often an idle time was written
}

func newLedger() *ledger {
	return &ledger{staff: map[CounsellorID]CounsellorDoor{}, sessions: map[string]SessionRow{}}
}

func (l *ledger) ClientDoor(_ context.Context, t tenant.ID, lookup []byte) (ClientDoor, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, d := range l.clients {
		if d.Tenant == t && bytes.Equal(d.Lookup, lookup) {
			return d, nil
		}
	}
	return ClientDoor{}, fault.New(fault.NotFound, "")
}

func (l *ledger) CounsellorDoor(_ context.Context, t tenant.ID, user string) (CounsellorDoor, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, d := range l.staff {
		if d.Tenant == t && d.User == user {
			return d, nil
		}
	}
	return CounsellorDoor{}, fault.New(fault.NotFound, "")
}

func (l *ledger) SaveCounsellor(_ context.Context, d CounsellorDoor) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.staff[d.ID] = d
	return nil
}

func (l *ledger) UseStep(_ context.Context, t tenant.ID, id CounsellorID, step int64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	d := l.staff[id]
	if d.Tenant != t || d.LastStep >= step {
		return fault.New(fault.Conflict, "conflict")
	}
	d.LastStep = step
	l.staff[id] = d
	return nil
}

func (l *ledger) AddSession(_ context.Context, s SessionRow) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sessions[string(s.Hash)] = s
	return nil
}

func (l *ledger) Session(_ context.Context, hash []byte) (SessionRow, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, ok := l.sessions[string(hash)]
	if !ok {
		return SessionRow{}, fault.New(fault.NotFound, "")
	}
	return s, nil
}

func (l *ledger) KeepSession(_ context.Context, hash []byte, idleUntil time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.sessions[string(hash)]
	s.IdleUntil = idleUntil
	l.sessions[string(hash)] = s
	l.kept++
	return nil
}

func (l *ledger) EndSession(_ context.Context, hash []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.sessions, string(hash))
	return nil
}

func (l *ledger) EndSessionsOf(_ context.Context, t tenant.ID, principal string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for hash, s := range l.sessions {
		if s.Tenant == t && s.Principal == principal {
			delete(l.sessions, hash)
		}
	}
	return nil
}

// week is the server's share of session keys, one for each day.
type week map[string]seal.Key

func (w week) Current(now time.Time) (string, seal.Key, error) {
	day := now.UTC().Format(time.DateOnly)
	if _, ok := w[day]; !ok {
		w[day] = seal.NewKey()
	}
	return day, w[day], nil
}

func (w week) Of(day string) (seal.Key, bool) {
	k, ok := w[day]
	return k, ok
}

const (
	meren = tenant.ID("meren")
	duin  = tenant.ID("duin")
)

// site is a whole front door, with a clock that a test moves.
type site struct {
	*ledger
	t        *testing.T
	gate     *Gate
	keeper   *Sessions
	days     week
	keys     Keys
	team     seal.PrivateKey
	clock    time.Time
	password string // of the counsellors that a test made ready
}

func newSite(t *testing.T) *site {
	s := &site{
		ledger: newLedger(), t: t, days: week{}, keys: KeysFrom(seal.NewKey()), team: seal.NewPair(),
		clock: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), password: "vier gele fietsen",
	}
	now := func() time.Time { return s.clock }
	s.gate = NewGate(s.ledger, s.keys, seal.NewStretcher(4, 100), now)
	s.keeper = NewSessions(s.ledger, s.days, now)
	return s
}

func (s *site) pass(d time.Duration) { s.clock = s.clock.Add(d) }

// client makes a client with a row in the ledger.
func (s *site) client(of tenant.ID, id ClientID) (Client, Code) {
	s.t.Helper()
	c, door, code, err := s.gate.NewClient(s.t.Context(), of, id, CaseID("case-"+id))
	if err != nil {
		s.t.Fatal(err)
	}
	s.clients = append(s.clients, door)
	return c, code
}

// newcomer makes an account with a one-time password; with the team's key when
// whoever adds it has that.
func (s *site) newcomer(user string, team seal.PrivateKey) string {
	s.t.Helper()
	d := CounsellorDoor{ID: CounsellorID("id-" + strings.ToLower(strings.TrimSpace(user))), Tenant: meren, Team: "team", User: user, Name: "Noor", Role: RoleCounsellor}
	d, password, err := s.gate.NewCounsellor(s.t.Context(), d, team)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.SaveCounsellor(s.t.Context(), d); err != nil {
		s.t.Fatal(err)
	}
	return password
}

// staffed is an account that was set up, with the secret of its second factor
// and its recovery key.
type staffed struct{ user, secret, recovery string }

// ready makes a counsellor who can sign in.
func (s *site) ready(user string) staffed {
	s.t.Helper()
	once := s.newcomer(user, s.team)
	opened := s.open(SignIn{User: user, Password: once})
	return s.setUp(opened, s.password)
}

// setUp chooses a password and a second factor in a set-up session.
func (s *site) setUp(opened Opened, password string) staffed {
	s.t.Helper()
	session, err := s.keeper.OpenSetUp(s.t.Context(), opened)
	if err != nil {
		s.t.Fatal(err)
	}
	offer := NewSetUp(session.Ticket, opened.Door, "Opgelucht")
	_, recovery, err := s.gate.Finish(s.t.Context(), opened, offer, password, s.code(offer.Secret))
	if err != nil {
		s.t.Fatal(err)
	}
	return staffed{opened.Door.User, offer.Secret, recovery}
}

// open signs in, or ends the test.
func (s *site) open(in SignIn) Opened {
	s.t.Helper()
	o, err := s.gate.OpenPassword(s.t.Context(), meren, in)
	if err != nil {
		s.t.Fatal(err)
	}
	return o
}

// code is what an authenticator app shows now.
func (s *site) code(secret string) string {
	s.t.Helper()
	code, err := totp.GenerateCode(secret, s.clock)
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

// signIn is what a counsellor types half a minute on, when their app shows a
// code that was not used.
func (s *site) signIn(c staffed) SignIn {
	s.pass(step)
	return SignIn{User: c.user, Password: s.password, Code: s.code(c.secret)}
}

// same tells whether two refusals cannot be told apart, in page or in log.
func same(a, b error) bool {
	return a != nil && b != nil && a.Error() == b.Error() && reflect.DeepEqual(fault.As(a), fault.As(b))
}

// at tells whether err is a fault at a field of a form with this sentence.
func at(err error, field, key string) bool {
	var f *fault.Fault
	return errors.As(err, &f) && f.Kind == fault.Invalid && f.Key == key && len(f.Fields) == 1 && f.Fields[0].Name == field && f.Fields[0].Key == key
}
