// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/rand"
	"fmt"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// AddCounsellor makes an account and gives its one-time password, to be shown
// once. The first counsellor of a municipality gets a team with a new key;
// later ones wait until a colleague lets them in, because only a colleague
// holds the key.
func (a *App) AddCounsellor(ctx context.Context, t tenant.ID, user, name string) (password string, waits bool, err error) {
	if _, ok := a.Tenants.ByID(t); !ok {
		return "", false, fmt.Errorf("there is no municipality %q", t)
	}
	team, err := a.DB.IntakeTeam(ctx, t)
	var key seal.PrivateKey
	if fault.Is(err, fault.NotFound) {
		key = seal.NewPair()
		team = casework.Team{ID: access.TeamID(rand.Text()), Public: key.Public().Bytes()}
		err = a.DB.AddTeam(ctx, t, team, "Team")
	}
	if err != nil {
		return "", false, err
	}
	door := access.CounsellorDoor{ID: access.CounsellorID(rand.Text()), Tenant: t, Team: team.ID, User: user, Name: name}
	door, password, err = a.Gate.NewCounsellor(ctx, door, key)
	if err != nil {
		return "", false, err
	}
	if err := a.DB.SaveCounsellor(ctx, door); fault.Is(err, fault.Conflict) {
		return "", false, fmt.Errorf("%s already has a counsellor who signs in as %q", t, user)
	} else if err != nil {
		return "", false, err
	}
	return password, key.IsZero(), nil
}
