// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// NewAccount is a counsellor's account as it is handed over, once.
type NewAccount struct {
	User, Password string
	Waits          bool // a colleague has to let them in
}

// AddCounsellor makes an account with a one-time password. The first counsellor
// of a municipality gets a team with a new key; later ones wait until a
// colleague lets them in, because only a colleague holds the key.
func (a *App) AddCounsellor(ctx context.Context, t tenant.ID, user, name string, role access.Role) (NewAccount, error) {
	if _, ok := a.Tenants.ByID(t); !ok {
		return NewAccount{}, fmt.Errorf("there is no municipality %q; add one with: opgelucht tenant add", t)
	}
	door := access.CounsellorDoor{
		ID: access.CounsellorID(rand.Text()), Tenant: t, User: strings.ToLower(strings.TrimSpace(user)), Name: strings.TrimSpace(name), Role: role,
	}
	if door.User == "" || door.Name == "" {
		return NewAccount{}, fmt.Errorf("a counsellor needs a sign-in name and the name that clients see")
	}
	if !slices.Contains(access.Roles, door.Role) {
		return NewAccount{}, fmt.Errorf("there is no role %q; there are %v", role, access.Roles)
	}
	team, err := a.DB.IntakeTeam(ctx, t)
	if fault.Is(err, fault.NotFound) {
		return a.addTeam(ctx, door)
	}
	if err != nil {
		return NewAccount{}, err
	}
	door.Team = team.ID
	door, password, err := a.Gate.NewCounsellor(ctx, door, seal.PrivateKey{})
	if err != nil {
		return NewAccount{}, err
	}
	if err := a.DB.Record(ctx, added(door, a.now())); err != nil {
		return NewAccount{}, err
	}
	return NewAccount{User: door.User, Password: password, Waits: role.May(access.MayOpen)}, taken(door, a.DB.SaveCounsellor(ctx, door))
}

func (a *App) addTeam(ctx context.Context, door access.CounsellorDoor) (NewAccount, error) {
	key := seal.NewPair()
	team := casework.Team{ID: access.TeamID(rand.Text()), Public: key.Public().Bytes()}
	door.Team, door.Role = team.ID, access.RoleCoordinator // someone has to let the others in
	door, password, err := a.Gate.NewCounsellor(ctx, door, key)
	if err != nil {
		return NewAccount{}, err
	}
	if err := a.DB.Record(ctx, added(door, a.now())); err != nil {
		return NewAccount{}, err
	}
	return NewAccount{User: door.User, Password: password}, taken(door, a.DB.AddTeam(ctx, team, "Team", door))
}

// added is the line of the log about a new account.
func added(d access.CounsellorDoor, at time.Time) audit.Entry {
	e := audit.New(d.Tenant, at, audit.Operator, "", audit.Added)
	e.About = string(d.ID)
	return e
}

// taken explains a name that is in use.
func taken(d access.CounsellorDoor, err error) error {
	if fault.Is(err, fault.Conflict) {
		return fmt.Errorf("%s already has a counsellor who signs in as %q", d.Tenant, d.User)
	}
	return err
}
