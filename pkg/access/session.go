// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// How long sessions live. A shared device closes sooner; a working day for
// staff, half a day for clients, whatever happens.
const (
	IdleTime       = 30 * time.Minute
	IdleTimeShared = 10 * time.Minute
	clientTime     = 12 * time.Hour
	counsellorTime = 10 * time.Hour
	setUpTime      = time.Hour // to choose a password and a second factor, and nothing else
	// keepEvery bounds writing of the idle time to once a minute.
	keepEvery = time.Minute
)

// Ticket is the browser's half of a session. It opens nothing by itself.
type Ticket struct {
	ID     []byte   // 16 random bytes
	Half   seal.Key // half of the key of the blob
	Kind   Kind
	Tenant tenant.ID
	Until  time.Time
}

// FormToken proves that a form came from this session's own page.
func (t Ticket) FormToken() []byte { return t.Half.MAC([]byte("form"), t.ID) }

func (t Ticket) hash() []byte {
	h := sha256.Sum256(t.ID)
	return h[:]
}

// Session is an open session: exactly one of Client, Counsellor and SetUp is set.
type Session struct {
	Ticket     Ticket
	Client     *Client
	Counsellor *Counsellor
	SetUp      *Opened // a counsellor who still has to choose password and second factor
	Shared     bool
	IdleUntil  time.Time
}

// DayKeys gives the server's share of session keys. The current one changes
// every day and old ones are destroyed, so a stolen cookie and an old backup
// open nothing together.
type DayKeys interface {
	Current(now time.Time) (day string, key seal.Key, err error)
	Of(day string) (seal.Key, bool)
}

// Sessions opens, reads and ends sessions.
type Sessions struct {
	doors SessionRows
	days  DayKeys
	now   func() time.Time
}

// NewSessions makes the keeper of sessions.
func NewSessions(doors SessionRows, days DayKeys, now func() time.Time) *Sessions {
	return &Sessions{doors: doors, days: days, now: now}
}

// blob is what a session keeps sealed; JSON because it is small and read whole.
type blob struct {
	Private []byte       `json:"p"`           // client's own, or the team's
	CaseKey []byte       `json:"c,omitempty"` // of a client
	Case    CaseID       `json:"i,omitempty"`
	Team    TeamID       `json:"t,omitempty"`
	Name    string       `json:"n,omitempty"`
	ID      CounsellorID `json:"w,omitempty"`
	Role    Role         `json:"r,omitempty"`
	User    string       `json:"u,omitempty"` // of a set-up
}

// OpenClient begins a session for a client.
func (s *Sessions) OpenClient(ctx context.Context, c Client, shared bool) (*Session, error) {
	row, ticket, err := s.PrepareClient(c, shared)
	if err != nil {
		return nil, err
	}
	if err := s.doors.AddSession(ctx, row); err != nil {
		return nil, fault.Wrap("access.OpenClient", err)
	}
	return &Session{Ticket: ticket, Client: &c, Shared: shared, IdleUntil: row.IdleUntil}, nil
}

// PrepareClient makes a session without keeping it, for a case that is being
// created: case and session are then saved in one transaction.
func (s *Sessions) PrepareClient(c Client, shared bool) (SessionRow, Ticket, error) {
	b := blob{Private: c.Private.Bytes(), CaseKey: c.CaseKey.Bytes(), Case: c.Case}
	return s.prepare(KindClient, string(c.ID), c.Tenant, b, shared)
}

// OpenCounsellor begins a session for a counsellor.
func (s *Sessions) OpenCounsellor(ctx context.Context, c Counsellor, shared bool) (*Session, error) {
	b := blob{Team: c.Team, Name: c.Name, ID: c.ID, Role: c.Role}
	if !c.TeamKey.IsZero() {
		b.Private = c.TeamKey.Bytes()
	}
	row, ticket, err := s.prepare(KindCounsellor, string(c.ID), c.Tenant, b, shared)
	if err != nil {
		return nil, err
	}
	if err := s.doors.AddSession(ctx, row); err != nil {
		return nil, fault.Wrap("access.OpenCounsellor", err)
	}
	return &Session{Ticket: ticket, Counsellor: &c, Shared: shared, IdleUntil: row.IdleUntil}, nil
}

// OpenSetUp begins a short session in which a counsellor can only choose a
// password and a second factor.
func (s *Sessions) OpenSetUp(ctx context.Context, o Opened) (*Session, error) {
	b := blob{Private: o.own.Bytes(), ID: o.Door.ID, User: o.Door.User}
	row, ticket, err := s.prepare(KindSetUp, string(o.Door.ID), o.Door.Tenant, b, false)
	if err != nil {
		return nil, err
	}
	if err := s.doors.AddSession(ctx, row); err != nil {
		return nil, fault.Wrap("access.OpenSetUp", err)
	}
	return &Session{Ticket: ticket, SetUp: &o, IdleUntil: row.IdleUntil}, nil
}

func (s *Sessions) prepare(kind Kind, principal string, t tenant.ID, b blob, shared bool) (SessionRow, Ticket, error) {
	now := s.now()
	day, dayKey, err := s.days.Current(now)
	if err != nil {
		return SessionRow{}, Ticket{}, fault.Wrap("access.prepare", err)
	}
	life := map[Kind]time.Duration{KindClient: clientTime, KindCounsellor: counsellorTime, KindSetUp: setUpTime}
	ticket := Ticket{ID: make([]byte, 16), Half: seal.NewKey(), Kind: kind, Tenant: t, Until: now.Add(life[kind]).Truncate(time.Second)}
	_, _ = rand.Read(ticket.ID) // never fails since Go 1.24
	row := SessionRow{
		Hash: ticket.hash(), Kind: kind, Principal: principal, Tenant: t, Day: day,
		IdleUntil: now.Add(idleTime(shared)), Until: ticket.Until, Shared: shared,
	}
	row.Blob, err = seal.CloseJSON(blobKey(ticket, dayKey), blobPlace(row), b)
	return row, ticket, fault.Wrap("access.prepare", err)
}

func idleTime(shared bool) time.Duration {
	if shared {
		return IdleTimeShared
	}
	return IdleTime
}

// blobKey needs both halves: the browser's and the server's of that day.
func blobKey(t Ticket, day seal.Key) seal.Key {
	return t.Half.Derive("session", t.hash(), day.Bytes())
}

func blobPlace(r SessionRow) seal.Place {
	return seal.Place{Table: "sessions", Column: string(r.Kind) + "/" + string(r.Tenant), Row: string(r.Hash), Case: r.Principal}
}

// Read opens the session of a ticket. It answers Unauthorized for a session
// that ended, is another municipality's, or never was.
func (s *Sessions) Read(ctx context.Context, t Ticket) (*Session, error) {
	row, err := s.doors.Session(ctx, t.hash())
	if fault.Is(err, fault.NotFound) {
		return nil, fault.New(fault.Unauthorized, "session.ended")
	}
	if err != nil {
		return nil, fault.Wrap("access.Read", err)
	}
	now := s.now()
	if now.After(row.IdleUntil) || now.After(row.Until) || row.Kind != t.Kind || row.Tenant != t.Tenant {
		return nil, fault.New(fault.Unauthorized, "session.ended")
	}
	session, err := s.open(row, t)
	if err != nil {
		return nil, fault.New(fault.Unauthorized, "session.ended")
	}
	return session, s.keep(ctx, row, session, now)
}

// keep moves the idle time forward, at most once a minute.
func (s *Sessions) keep(ctx context.Context, row SessionRow, session *Session, now time.Time) error {
	next := now.Add(idleTime(row.Shared))
	if next.Sub(row.IdleUntil) < keepEvery {
		return nil
	}
	session.IdleUntil = next
	return fault.Wrap("access.keep", s.doors.KeepSession(ctx, row.Hash, next))
}

func (s *Sessions) open(row SessionRow, t Ticket) (*Session, error) {
	dayKey, ok := s.days.Of(row.Day)
	if !ok {
		return nil, seal.ErrOpen
	}
	var b blob
	if err := seal.OpenJSON(blobKey(t, dayKey), blobPlace(row), row.Blob, &b); err != nil {
		return nil, err
	}
	var private seal.PrivateKey
	if row.Kind != KindCounsellor || len(b.Private) > 0 {
		var err error
		if private, err = seal.PrivateFrom(b.Private); err != nil {
			return nil, err
		}
	}
	return b.session(row, t, private)
}

// session gives what the blob holds, for the kind of person it was made for.
func (b blob) session(row SessionRow, t Ticket, private seal.PrivateKey) (*Session, error) {
	session := &Session{Ticket: t, Shared: row.Shared, IdleUntil: row.IdleUntil}
	switch row.Kind {
	case KindCounsellor:
		session.Counsellor = &Counsellor{Tenant: row.Tenant, ID: b.ID, Team: b.Team, Name: b.Name, Role: b.Role, TeamKey: private}
	case KindSetUp:
		session.SetUp = &Opened{Door: CounsellorDoor{ID: b.ID, Tenant: row.Tenant, User: b.User}, Fresh: true, own: private}
	default:
		caseKey, err := seal.KeyFrom(b.CaseKey)
		if err != nil {
			return nil, err
		}
		session.Client = &Client{Tenant: row.Tenant, ID: ClientID(row.Principal), Case: b.Case, Private: private, CaseKey: caseKey}
	}
	return session, nil
}

// End closes a session; what it kept is destroyed.
func (s *Sessions) End(ctx context.Context, t Ticket) error {
	return fault.Wrap("access.End", s.doors.EndSession(ctx, t.hash()))
}

// EndAll closes every session of one person.
func (s *Sessions) EndAll(ctx context.Context, t tenant.ID, principal string) error {
	return fault.Wrap("access.EndAll", s.doors.EndSessionsOf(ctx, t, principal))
}
