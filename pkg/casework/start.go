// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Starting is what a client brings to begin.
type Starting struct {
	Text     string
	Nick     string // chosen by the service; the client may change it
	Language string
	Shared   bool // others use this device too
}

// Start makes a case out of a first message. Nothing is kept before this, and
// everything is kept in one transaction. The answer holds the open session; the
// access code waits in the case until the client has kept it.
// It answers Invalid for a text that cannot be kept and Busy when too many
// people start at once.
func (s *Service) Start(ctx context.Context, t *tenant.Tenant, in Starting) (*access.Session, error) {
	text, err := checkText("bericht", in.Text)
	if err != nil {
		return nil, err
	}
	var session *access.Session
	err = again(func() error { // the team may get another key meanwhile
		session, err = s.start(ctx, t, in, text)
		return err
	})
	return session, err
}

func (s *Service) start(ctx context.Context, t *tenant.Tenant, in Starting, text string) (*access.Session, error) {
	team, err := s.store.IntakeTeam(ctx, t.ID)
	if fault.Is(err, fault.NotFound) {
		return nil, fault.At("bericht", "start.closed", nil) // nobody has been let in yet who could answer
	}
	if err != nil {
		return nil, fault.Wrap("casework.Start", err)
	}
	id := access.CaseID(s.newID())
	client, door, code, err := s.gate.NewClient(ctx, t.ID, access.ClientID(s.newID()), id)
	if err != nil {
		return nil, err
	}
	change, err := s.begin(t, in, client, team, text)
	if err != nil {
		return nil, err
	}
	change.Case.Sealed.Code, err = closeJSON(client.Own(), change.Case.place("code"), keptCode{Code: code.Text()})
	if err != nil {
		return nil, err
	}
	row, ticket, err := s.sessions.PrepareClient(client, in.Shared)
	if err != nil {
		return nil, err
	}
	change.Door, change.Session = &door, &row
	if err := s.store.Save(ctx, change); err != nil {
		return nil, fault.Wrap("casework.Start", err)
	}
	return &access.Session{Ticket: ticket, Client: &client, Shared: in.Shared, IdleUntil: row.IdleUntil}, nil
}

// begin decides what a new case holds.
func (s *Service) begin(t *tenant.Tenant, in Starting, client access.Client, team Team, text string) (Change, error) {
	now := s.now().In(zone)
	c := Case{
		ID: client.Case, Tenant: t.ID, Team: team.ID, Client: client.ID,
		Turn: TurnCounsellor, Promised: s.promise(t, Ordinary), Days: Days{Created: DateOf(now), Active: DateOf(now)},
	}
	if err := c.wrapForTeam(team.Public, client.CaseKey); err != nil {
		return Change{}, err
	}
	if err := c.setLabel(client.CaseKey, Label{Nick: in.Nick, Language: in.Language, Wrote: now}); err != nil {
		return Change{}, err
	}
	m, err := c.write(client.CaseKey, MessageID(s.newID()), FromClient, Letter{At: now, Text: text})
	if err != nil {
		return Change{}, err
	}
	return Change{Case: c, New: true, Messages: []Message{m}, Counts: []Count{c.bucket()}, Under: team.Public}, nil
}

// keptCode is how an access code waits until the client has kept it.
type keptCode struct {
	Code    string `json:"c"`
	Skipped bool   `json:"s,omitempty"`
}

// Kept is an access code that the client has not kept yet.
type Kept struct {
	Code     access.Code
	Skipped  bool      // keeping it was put off before
	Promised time.Time // when to come back with it
}

// Code gives the access code while it is still shown. It answers Gone once the
// client has kept it.
func (s *Service) Code(ctx context.Context, client access.Client) (Kept, error) {
	c, err := s.ownCase(ctx, client)
	if err != nil {
		return Kept{}, err
	}
	kept, err := c.code(client)
	if err != nil {
		return Kept{}, err
	}
	if c, err = s.seenBy(client, c); err != nil {
		return Kept{}, err
	}
	code, err := access.ParseCode(kept.Code)
	return Kept{Code: code, Skipped: kept.Skipped, Promised: c.Promised}, err
}

func (c Case) code(client access.Client) (keptCode, error) {
	var kept keptCode
	if len(c.Sealed.Code) == 0 {
		return kept, fault.New(fault.Gone, "code.gone")
	}
	return kept, openJSON(client.Own(), c.place("code"), c.Sealed.Code, &kept)
}

// KeepCode checks the last group that the client typed back and then forgets
// the code. Skipping is possible once.
func (s *Service) KeepCode(ctx context.Context, client access.Client, last string, skip bool) error {
	return again(func() error {
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		kept, err := c.code(client)
		if fault.Is(err, fault.Gone) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := c.keepCode(client, kept, last, skip); err != nil {
			return err
		}
		return fault.Wrap("casework.KeepCode", s.store.Save(ctx, Change{Case: c}))
	})
}

func (c *Case) keepCode(client access.Client, kept keptCode, last string, skip bool) (err error) {
	if skip && !kept.Skipped {
		kept.Skipped = true
		c.Sealed.Code, err = closeJSON(client.Own(), c.place("code"), kept)
		return err
	}
	code, err := access.ParseCode(kept.Code)
	if err != nil {
		return err
	}
	if !code.EndsWith(last) {
		return fault.At("laatste", "code.last", nil)
	}
	c.Sealed.Code = nil
	return nil
}

// ForgetCode drops the code after a client came back with it: they have it.
func (s *Service) ForgetCode(ctx context.Context, client access.Client) error {
	return again(func() error {
		c, err := s.ownCase(ctx, client)
		if err != nil || len(c.Sealed.Code) == 0 {
			return err
		}
		c.Sealed.Code = nil
		return fault.Wrap("casework.ForgetCode", s.store.Save(ctx, Change{Case: c}))
	})
}
