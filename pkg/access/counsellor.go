// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"strings"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// plain32 writes keys in letters and digits that are hard to confuse on paper.
var plain32 = base32.NewEncoding("ABCDEFGHJKLMNPQRSTUVWXYZ23456789").WithPadding(base32.NoPadding)

// NewCounsellor makes an account with a one-time password, which is shown once
// to whoever adds the account. Without a team key the account waits until a
// colleague lets it in.
func (g *Gate) NewCounsellor(ctx context.Context, d CounsellorDoor, team seal.PrivateKey) (CounsellorDoor, string, error) {
	own := seal.NewPair()
	d.User = strings.ToLower(strings.TrimSpace(d.User))
	d.State, d.Public = CounsellorNew, own.Public().Bytes()
	password := groups(randomText(10), 4)
	if err := g.setPassword(ctx, &d, own, password); err != nil {
		return d, "", err
	}
	if team.IsZero() {
		return d, password, nil
	}
	return d, password, d.letIn(team)
}

// letIn wraps the team's key to the counsellor.
func (d *CounsellorDoor) letIn(team seal.PrivateKey) error {
	pub, err := seal.PublicFrom(d.Public)
	if err != nil {
		return fault.Wrap("access.letIn", err)
	}
	d.TeamKey, err = seal.Wrap(pub, teamPlace(*d), team.Bytes())
	return fault.Wrap("access.letIn", err)
}

// LetIn gives a waiting colleague the key of the team of the one who lets in.
func LetIn(by Counsellor, d CounsellorDoor) (CounsellorDoor, error) {
	if d.Team != by.Team || d.Tenant != by.Tenant {
		return d, fault.New(fault.NotFound, "")
	}
	if !d.Role.May(MayOpen) || by.TeamKey.IsZero() {
		return d, fault.New(fault.NotFound, "")
	}
	if d.State == CounsellorWaiting {
		d.State = CounsellorActive
	}
	return d, d.letIn(by.TeamKey)
}

// Rekeyed gives a colleague the key that the team has from now on.
func Rekeyed(by Counsellor, d CounsellorDoor) (CounsellorDoor, error) {
	if d.Team != by.Team || d.Tenant != by.Tenant || !d.Role.May(MayOpen) {
		return d, fault.New(fault.NotFound, "")
	}
	return d, d.letIn(by.TeamKey)
}

// SetRole gives a colleague another role. The key of the team goes with the right
// to open cases, and comes with it when who gives the role has it; else a colleague
// still has to let them in.
func SetRole(by Counsellor, d CounsellorDoor, role Role) (CounsellorDoor, error) {
	if _, known := rightsOf[role]; !known || d.Team != by.Team || d.Tenant != by.Tenant || d.State == CounsellorClosed {
		return d, fault.New(fault.NotFound, "")
	}
	d.Role = role
	switch signed := d.State == CounsellorActive || d.State == CounsellorWaiting; {
	case !role.May(MayOpen):
		if d.TeamKey = nil; signed {
			d.State = CounsellorActive
		}
	case len(d.TeamKey) > 0 || !signed:
	case by.TeamKey.IsZero():
		d.State = CounsellorWaiting
	default:
		d.State = CounsellorActive
		return d, d.letIn(by.TeamKey)
	}
	return d, nil
}

// Shut closes the account of a colleague. It keeps its name, so that the log can say
// whose it was, and opens nothing any more.
func Shut(by Counsellor, d CounsellorDoor) (CounsellorDoor, error) {
	if d.Team != by.Team || d.Tenant != by.Tenant || d.ID == by.ID {
		return d, fault.New(fault.NotFound, "")
	}
	d.State, d.TeamKey, d.ByPassword, d.ByRecovery, d.SecondKey = CounsellorClosed, nil, []byte{}, nil, nil
	return d, nil
}

// setPassword seals the private key under a password.
func (g *Gate) setPassword(ctx context.Context, d *CounsellorDoor, own seal.PrivateKey, password string) error {
	d.Salt = make([]byte, 16)
	_, _ = rand.Read(d.Salt) // never fails since Go 1.24
	_, open, err := g.stretch.Stretch(ctx, []byte(normal(password)), d.Salt, seal.PasswordCost)
	if err != nil {
		return stretchFault(err)
	}
	raw, err := seal.KeyFrom(own.Bytes())
	d.ByPassword = seal.CloseKey(open, doorPlace(*d, "by_password"), raw)
	return fault.Wrap("access.setPassword", err)
}

// SignIn is what a counsellor types at the door.
type SignIn struct {
	User, Password, Code string
}

// wrongSignIn is the one neutral refusal: which part was wrong is never told.
func wrongSignIn() error { return fault.At("user", "signin.wrong", nil) }

// OpenPassword checks user, password and second factor, in one answer. A new
// account has no second factor yet: it is opened for set-up only (Fresh).
func (g *Gate) OpenPassword(ctx context.Context, t tenant.ID, in SignIn) (Opened, error) {
	door, err := g.door(ctx, t, in.User)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Opened{}, err
	}
	known := err == nil && door.State != CounsellorClosed
	if !known { // as much work as for a known name, so that names cannot be guessed by time
		door.Salt = make([]byte, 16)
	}
	_, open, err := g.stretch.Stretch(ctx, []byte(normal(in.Password)), door.Salt, seal.PasswordCost)
	if err != nil {
		return Opened{}, stretchFault(err)
	}
	own, err := openOwn(open, doorPlace(door, "by_password"), door.ByPassword)
	if !known || err != nil {
		return Opened{}, wrongSignIn()
	}
	if door.State == CounsellorNew {
		return Opened{Door: door, own: own, Fresh: true}, nil
	}
	if err := g.useCode(ctx, &door, in.Code); err != nil {
		return Opened{}, err
	}
	return Opened{Door: door, own: own}, nil
}

// OpenRecovery opens an account with the printed recovery key, for a new
// password and a new second factor.
func (g *Gate) OpenRecovery(ctx context.Context, t tenant.ID, user, typed string) (Opened, error) {
	door, err := g.door(ctx, t, user)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Opened{}, err
	}
	known := err == nil && door.State != CounsellorClosed
	key, err := readRecovery(typed)
	if !known || err != nil {
		return Opened{}, wrongSignIn()
	}
	own, err := openOwn(key, doorPlace(door, "by_recovery"), door.ByRecovery)
	if err != nil {
		return Opened{}, wrongSignIn()
	}
	return Opened{Door: door, own: own, Fresh: true}, nil
}

// Known gives the account of a sign-in name; empty when there is none.
func (g *Gate) Known(ctx context.Context, t tenant.ID, user string) (CounsellorID, error) {
	door, err := g.door(ctx, t, user)
	if fault.Is(err, fault.NotFound) {
		return "", nil
	}
	return door.ID, err
}

func (g *Gate) door(ctx context.Context, t tenant.ID, user string) (CounsellorDoor, error) {
	return g.doors.CounsellorDoor(ctx, t, strings.ToLower(strings.TrimSpace(user)))
}

// Opened is an account whose password or recovery key was right.
type Opened struct {
	Door  CounsellorDoor
	Fresh bool // password and second factor must be chosen before anything opens
	own   seal.PrivateKey
}

// Counsellor gives the person with the team's key. It answers an Unauthorized
// fault for an account that a colleague still has to let in.
func (o Opened) Counsellor() (Counsellor, error) {
	d := o.Door
	by := Counsellor{Tenant: d.Tenant, ID: d.ID, Team: d.Team, Name: d.Name, Role: d.Role}
	if _, known := rightsOf[d.Role]; known && !d.Role.May(MayOpen) {
		return by, nil
	}
	if len(d.TeamKey) == 0 {
		return Counsellor{}, fault.New(fault.Unauthorized, "signin.waiting")
	}
	raw, err := seal.Unwrap(o.own, teamPlace(o.Door), o.Door.TeamKey)
	if err != nil {
		return Counsellor{}, fault.Wrap("access.Counsellor", err)
	}
	key, err := seal.PrivateFrom(raw)
	if err != nil {
		return Counsellor{}, fault.Wrap("access.Counsellor", err)
	}
	by.TeamKey = key
	return by, nil
}

func openOwn(with seal.Key, at seal.Place, sealed []byte) (seal.PrivateKey, error) {
	raw, err := seal.OpenKey(with, at, sealed)
	if err != nil {
		return seal.PrivateKey{}, err
	}
	return seal.PrivateFrom(raw.Bytes())
}

func doorPlace(d CounsellorDoor, column string) seal.Place {
	return seal.Place{Table: "counsellors", Column: column, Row: string(d.ID), Case: string(d.Tenant)}
}

func teamPlace(d CounsellorDoor) seal.Place {
	return seal.Place{Table: "counsellors", Column: "team_key", Row: string(d.ID), Case: string(d.Team)}
}

func randomText(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return plain32.EncodeToString(b)
}

// groups puts a dash after every n characters, for reading aloud and typing.
func groups(s string, n int) string {
	var parts []string
	for len(s) > n {
		parts, s = append(parts, s[:n]), s[n:]
	}
	return strings.Join(append(parts, s), "-")
}
