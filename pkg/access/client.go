// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"context"
	"errors"
	"time"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Keys are the server's own keys, all derived from the root key, which lies
// outside the database.
type Keys struct {
	Pepper  seal.Key // finds clients by code
	Service seal.Key // seals what must work unattended: second factors
}

// KeysFrom derives the server's keys from the root key.
func KeysFrom(root seal.Key) Keys {
	return Keys{Pepper: root.Derive("pepper"), Service: root.Derive("service")}
}

// Gate checks codes and passwords.
type Gate struct {
	doors   Doors
	keys    Keys
	stretch *seal.Stretcher
	now     func() time.Time
	wrong   wrongCodes
}

// NewGate makes the gate.
func NewGate(doors Doors, keys Keys, stretch *seal.Stretcher, now func() time.Time) *Gate {
	return &Gate{doors: doors, keys: keys, stretch: stretch, now: now, wrong: wrongCodes{few: map[CounsellorID]wrongCount{}}}
}

// NewClient makes a client, their code and their way in, without keeping
// anything. It stretches the code, so it must stand outside any transaction.
// It answers Busy when too many people start at once.
func (g *Gate) NewClient(ctx context.Context, t tenant.ID, id ClientID, of CaseID) (Client, ClientDoor, Code, error) {
	code := NewCode()
	find, open, err := g.stretchCode(ctx, t, code)
	if err != nil {
		return Client{}, ClientDoor{}, Code{}, err
	}
	c := Client{Tenant: t, ID: id, Case: of, Private: seal.NewPair(), CaseKey: seal.NewKey()}
	wrapped, err := seal.Wrap(c.Private.Public(), caseKeyPlace(c.ID, of), c.CaseKey.Bytes())
	if err != nil {
		return Client{}, ClientDoor{}, Code{}, fault.Wrap("access.NewClient", err)
	}
	private, err := seal.KeyFrom(c.Private.Bytes())
	if err != nil {
		return Client{}, ClientDoor{}, Code{}, fault.Wrap("access.NewClient", err)
	}
	door := ClientDoor{
		ID: id, Tenant: t, Case: of, Lookup: g.lookup(t, find), Public: c.Private.Public().Bytes(),
		Private: seal.CloseKey(open, clientPlace(id), private), CaseKey: wrapped,
	}
	return c, door, code, nil
}

// OpenCode gives the client of a code, or one neutral refusal: which part was
// wrong is never told.
func (g *Gate) OpenCode(ctx context.Context, t tenant.ID, code Code) (Client, error) {
	find, open, err := g.stretchCode(ctx, t, code)
	if err != nil {
		return Client{}, err
	}
	unknown := fault.At("code", "code.unknown", nil)
	door, err := g.doors.ClientDoor(ctx, t, g.lookup(t, find))
	if fault.Is(err, fault.NotFound) {
		return Client{}, unknown
	}
	if err != nil {
		return Client{}, fault.Wrap("access.OpenCode", err)
	}
	c, err := door.open(open)
	if err != nil {
		return Client{}, unknown
	}
	return c, nil
}

func (d ClientDoor) open(with seal.Key) (Client, error) {
	raw, err := seal.OpenKey(with, clientPlace(d.ID), d.Private)
	if err != nil {
		return Client{}, err
	}
	private, err := seal.PrivateFrom(raw.Bytes())
	if err != nil {
		return Client{}, err
	}
	key, err := seal.Unwrap(private, caseKeyPlace(d.ID, d.Case), d.CaseKey)
	if err != nil {
		return Client{}, err
	}
	caseKey, err := seal.KeyFrom(key)
	if err != nil {
		return Client{}, err
	}
	return Client{Tenant: d.Tenant, ID: d.ID, Case: d.Case, Private: private, CaseKey: caseKey}, nil
}

func clientPlace(id ClientID) seal.Place {
	return seal.Place{Table: "clients", Column: "private", Row: string(id)}
}

func caseKeyPlace(id ClientID, of CaseID) seal.Place {
	return seal.Place{Table: "clients", Column: "case_key", Row: string(id), Case: string(of)}
}

func (g *Gate) lookup(t tenant.ID, find seal.Key) []byte {
	return g.keys.Pepper.MAC([]byte(t), find.Bytes())
}

func (g *Gate) stretchCode(ctx context.Context, t tenant.ID, code Code) (find, open seal.Key, err error) {
	find, open, err = g.stretch.Stretch(ctx, []byte(code.digits), code.salt(t), seal.CodeCost)
	return find, open, stretchFault(err)
}

// stretchFault turns a full queue into a request to come back in a moment.
func stretchFault(err error) error {
	if errors.Is(err, seal.ErrBusy) {
		return &fault.Fault{Kind: fault.Busy, Key: "busy", RetryAfter: 5 * time.Second, Err: err}
	}
	return fault.Wrap("access.stretch", err)
}
