// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Rekey is how everything that a team can open goes from one key of the team to
// another. Each function gives what takes the place of what it gets.
type Rekey struct {
	Was, Now []byte // public keys of the team
	Case     func(id access.CaseID, key []byte) ([]byte, error)
	Section  func(of access.CaseID, name string, key []byte) ([]byte, error)
	Note     func(of access.CaseID, n SealedTeamNote) ([]byte, error)
	Draft    func(of access.CaseID, by access.CounsellorID, body []byte) ([]byte, error)
	Doors    []access.CounsellorDoor // those who keep a key, with the new one
}

// Vault is where the keys of a team are kept.
type Vault interface {
	// Rekey brings a team to another key, whole or not at all. It answers Conflict
	// when the team has another key than the one it was told.
	Rekey(ctx context.Context, t tenant.ID, team access.TeamID, r Rekey) error
}

// Rotate gives a team a new key, after somebody left: the key they had opens nothing
// any more of the database as it is from now on. What they read before cannot be
// undone; and the keys of single cases stay, so that who kept an old copy of the
// database too, could open those of its cases in a newer one. Colleagues are those who go on; everyone has to sign
// in again. It gives the counsellor with the new key.
func (s *Service) Rotate(ctx context.Context, by access.Counsellor, colleagues []access.CounsellorDoor) (access.Counsellor, error) {
	if by.TeamKey.IsZero() || !by.Role.May(access.MayAccounts) {
		return by, fault.New(fault.NotFound, "")
	}
	now := by
	now.TeamKey = seal.NewPair()
	r := rekey(by, now)
	for _, d := range colleagues {
		if len(d.TeamKey) == 0 || d.State == access.CounsellorClosed {
			continue
		}
		door, err := access.Rekeyed(now, d)
		if err != nil {
			return by, err
		}
		r.Doors = append(r.Doors, door)
	}
	if err := s.vault.Rekey(ctx, by.Tenant, by.Team, r); err != nil {
		return by, fault.Wrap("casework.Rotate", err)
	}
	return now, nil
}

// rekey seals anew what one key opens, for another.
func rekey(was, now access.Counsellor) Rekey {
	public := now.TeamKey.Public()
	list, notes, other := was.List(), was.Notes(), now.Notes()
	reseal := func(a, b seal.Key, at seal.Place, body []byte) ([]byte, error) {
		text, err := seal.Open(a, at, body)
		if err != nil {
			return nil, fault.Wrap("casework.rekey", err)
		}
		return seal.Close(b, at, text), nil
	}
	return Rekey{
		Was: was.TeamKey.Public().Bytes(), Now: public.Bytes(),
		Case: func(id access.CaseID, sealed []byte) ([]byte, error) {
			c := Case{ID: id, Sealed: Sealed{TeamKey: sealed}}
			key, err := c.keyWith(was, func() seal.Key { return list })
			if err != nil {
				return nil, err
			}
			c.Sealed.TeamKey = []byte{keyWrapped}
			c.resealFor(now.List, key)
			return c.Sealed.TeamKey, nil
		},
		Section: func(of access.CaseID, name string, sealed []byte) ([]byte, error) {
			at := Section{Name: name}.place(of, "key_team")
			raw, err := seal.Unwrap(was.TeamKey, at, sealed)
			if err != nil {
				return nil, fault.Wrap("casework.rekey", err)
			}
			out, err := seal.Wrap(public, at, raw)
			return out, fault.Wrap("casework.rekey", err)
		},
		Note: func(of access.CaseID, n SealedTeamNote) ([]byte, error) {
			return reseal(notes, other, n.place(of), n.Body)
		},
		Draft: func(of access.CaseID, by access.CounsellorID, body []byte) ([]byte, error) {
			a, b := was, now
			a.ID, b.ID = by, by
			return reseal(a.Own(), b.Own(), staffDraftPlace(of, by), body)
		},
	}
}
