// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

func TestOpenCode_opensTheSameKeysEachTime(t *testing.T) {
	s := newSite(t)
	made, code := s.client(meren, "anna")
	s.client(meren, "bert")
	for range 3 {
		got, err := s.gate.OpenCode(t.Context(), meren, code)
		if err != nil {
			t.Fatal(err)
		}
		if got.ID != made.ID || got.Case != made.Case || got.Tenant != meren || got.CaseKey != made.CaseKey || got.Own() != made.Own() {
			t.Error("a code opens other keys than it was made with")
		}
		if !bytes.Equal(got.Private.Bytes(), made.Private.Bytes()) {
			t.Error("what others wrapped for the client does not open")
		}
	}
}

func TestOpenCode_answersEveryWrongCodeTheSame(t *testing.T) {
	s := newSite(t)
	_, code := s.client(meren, "anna")
	_, broken := s.client(meren, "bert")
	s.clients[1].Private = seal.CloseKey(seal.NewKey(), clientPlace("bert"), seal.NewKey())
	_, unknown := s.gate.OpenCode(t.Context(), meren, NewCode())
	if !at(unknown, "code", "code.unknown") {
		t.Errorf("an unknown code: %v", unknown)
	}
	_, elsewhere := s.gate.OpenCode(t.Context(), duin, code)
	_, damaged := s.gate.OpenCode(t.Context(), meren, broken)
	if !same(unknown, elsewhere) || !same(unknown, damaged) {
		t.Errorf("unknown %v, another municipality's %v, damaged %v", unknown, elsewhere, damaged)
	}
}

func TestOpenCode_opensNothingThatWasMovedToAnotherClient(t *testing.T) {
	for moved := 1; moved < 16; moved++ {
		t.Run(fmt.Sprintf("%04b", moved), func(t *testing.T) {
			s := newSite(t)
			_, anna := s.client(meren, "anna")
			_, bert := s.client(meren, "bert")
			from, to := s.clients[0], &s.clients[1]
			for i, move := range []func(){
				func() { to.Lookup = from.Lookup }, func() { to.Private = from.Private }, func() { to.CaseKey = from.CaseKey }, func() { to.Case = from.Case },
			} {
				if moved&(1<<i) != 0 {
					move()
				}
			}
			s.clients = s.clients[1:]
			for name, code := range map[string]Code{"anna": anna, "bert": bert} {
				if c, err := s.gate.OpenCode(t.Context(), meren, code); !at(err, "code", "code.unknown") || c.ID != "" || !c.Private.IsZero() {
					t.Errorf("the code of %s opens: %v", name, err)
				}
			}
		})
	}
}

func TestOpenCode_opensNothingThatWasMovedToAnotherMunicipality(t *testing.T) {
	s := newSite(t)
	_, code := s.client(meren, "anna")
	s.clients[0].Tenant = duin
	for _, of := range []tenant.ID{meren, duin} {
		if _, err := s.gate.OpenCode(t.Context(), of, code); !at(err, "code", "code.unknown") {
			t.Errorf("opened in %s: %v", of, err)
		}
	}
}

func TestOpenCode_needsThePepperThatLiesOutsideTheDatabase(t *testing.T) {
	s := newSite(t)
	_, code := s.client(meren, "anna")
	other := NewGate(s.ledger, KeysFrom(seal.NewKey()), seal.NewStretcher(1, 1), s.gate.now)
	if _, err := other.OpenCode(t.Context(), meren, code); !at(err, "code", "code.unknown") {
		t.Errorf("a copy of the database finds a client without the root key: %v", err)
	}
}

func TestNewClient_keepsNothingThatOpensByItself(t *testing.T) {
	s := newSite(t)
	c, code := s.client(meren, "anna")
	d := s.clients[0]
	row := bytes.Join([][]byte{d.Lookup, d.Public, d.Private, d.CaseKey, []byte(d.ID), []byte(d.Case)}, nil)
	own := c.Own()
	for name, secret := range map[string][]byte{
		"code": []byte(code.digits), "private key": c.Private.Bytes(), "case key": c.CaseKey.Bytes(), "own key": own.Bytes(),
	} {
		if bytes.Contains(row, secret) {
			t.Errorf("the row holds the %s", name)
		}
	}
	if !bytes.Equal(d.Public, c.Private.Public().Bytes()) {
		t.Error("what is wrapped to the row would not open for the client")
	}
}

func TestOpenCode_asksToComeBackWhenTooManyStartAtOnce(t *testing.T) {
	s := newSite(t)
	_, code := s.client(meren, "anna")
	full := NewGate(s.ledger, s.keys, seal.NewStretcher(0, 0), s.gate.now)
	_, errOpen := full.OpenCode(t.Context(), meren, code)
	_, _, _, errNew := full.NewClient(t.Context(), meren, "bert", "case")
	_, errSign := full.OpenPassword(t.Context(), meren, SignIn{User: "noor", Password: "x"})
	for _, err := range []error{errOpen, errNew, errSign} {
		if !fault.Is(err, fault.Busy) || fault.As(err).RetryAfter <= 0 {
			t.Errorf("a full queue: %v", err)
		}
	}
}

// struck is a ledger whose disk fails.
type struck struct{ *ledger }

var errDisk = errors.New("disk")

func (struck) ClientDoor(context.Context, tenant.ID, []byte) (ClientDoor, error) {
	return ClientDoor{}, errDisk
}

func (struck) CounsellorDoor(context.Context, tenant.ID, string) (CounsellorDoor, error) {
	return CounsellorDoor{}, errDisk
}

func (struck) Session(context.Context, []byte) (SessionRow, error) { return SessionRow{}, errDisk }

func TestGate_neverCallsAFailureOfOursAWrongCode(t *testing.T) {
	s := newSite(t)
	gate := NewGate(struck{s.ledger}, s.keys, seal.NewStretcher(1, 1), s.gate.now)
	_, errCode := gate.OpenCode(t.Context(), meren, NewCode())
	_, errPassword := gate.OpenPassword(t.Context(), meren, SignIn{User: "noor", Password: "x"})
	_, errRecovery := gate.OpenRecovery(t.Context(), meren, "noor", "x")
	_, errRead := NewSessions(struck{s.ledger}, s.days, s.gate.now).Read(t.Context(), Ticket{ID: make([]byte, 16)})
	for _, err := range []error{errCode, errPassword, errRecovery, errRead} {
		if !fault.Is(err, fault.Internal) || !errors.Is(err, errDisk) {
			t.Errorf("a broken disk: %v", err)
		}
	}
}
