// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"slices"
	"testing"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

func TestRoles_eachMayWhatItIsThereForAndNoMore(t *testing.T) {
	want := map[Role]int{RoleCoordinator: 8, RoleCounsellor: 6, RoleTrainee: 3, RolePeer: 2, RoleEditor: 1, RoleManager: 3, RoleReports: 1}
	for _, role := range Roles {
		n := 0
		for _, x := range Rights {
			if role.May(x) {
				n++
			}
		}
		if n != want[role] {
			t.Errorf("%s has %d rights, want %d", role, n, want[role])
		}
		for _, x := range []Right{MayAnswer, MaySend, MayApprove, MayDivide} {
			if role.May(x) && !role.May(MayOpen) {
				t.Errorf("%s may %s without opening a case", role, x)
			}
		}
		if role.May(MaySend) && !role.May(MayAnswer) || role.May(MayApprove) && !role.May(MaySend) {
			t.Errorf("%s may send what it may not write", role)
		}
	}
	for _, none := range []Role{"", "admin", "operator"} {
		if slices.ContainsFunc(Rights, none.May) {
			t.Errorf("%q may something", none)
		}
	}
}

func TestSetRole_theKeyOfTheTeamGoesWithTheRightToOpenCases(t *testing.T) {
	s := newSite(t)
	coordinator := Counsellor{Tenant: meren, Team: "team", ID: "c", Role: RoleCoordinator, TeamKey: s.team}
	manager := Counsellor{Tenant: meren, Team: "team", ID: "m", Role: RoleManager}
	pub := seal.NewPair().Public().Bytes()
	keyed := CounsellorDoor{ID: "x", Tenant: meren, Team: "team", Role: RoleCounsellor, State: CounsellorActive, Public: pub, TeamKey: []byte("key")}
	keyless := CounsellorDoor{ID: "x", Tenant: meren, Team: "team", Role: RoleReports, State: CounsellorActive, Public: pub}
	for _, one := range []struct {
		by     Counsellor
		before CounsellorDoor
		role   Role
		state  CounsellorState
		key    bool
	}{
		{coordinator, keyed, RoleTrainee, CounsellorActive, true},
		{coordinator, keyed, RoleEditor, CounsellorActive, false},
		{coordinator, keyless, RoleCounsellor, CounsellorActive, true},
		{manager, keyless, RoleCounsellor, CounsellorWaiting, false},
		{manager, keyed, RoleReports, CounsellorActive, false},
		{manager, CounsellorDoor{ID: "x", Tenant: meren, Team: "team", State: CounsellorNew, Public: pub}, RoleReports, CounsellorNew, false},
	} {
		after, err := SetRole(one.by, one.before, one.role)
		if err != nil || after.Role != one.role || after.State != one.state || len(after.TeamKey) > 0 != one.key {
			t.Errorf("%s makes a %s a %s: %+v, %v", one.by.Role, one.before.Role, one.role, after, err)
		}
	}
	other := keyed
	other.Team = "other"
	for what, err := range map[string]error{
		"a role that is none":      second(SetRole(coordinator, keyed, "admin")),
		"of another team":          second(SetRole(coordinator, other, RoleEditor)),
		"letting an editor in":     second(LetIn(coordinator, keyless)),
		"letting in without a key": second(LetIn(manager, keyed)),
		"closing one's own":        second(Shut(coordinator, CounsellorDoor{ID: "c", Tenant: meren, Team: "team"})),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func second(_ CounsellorDoor, err error) error { return err }

func TestSignIn_whoOpensNoCasesGetsNoKeyAndIsNotWaitedFor(t *testing.T) {
	s := newSite(t)
	once := s.newcomer("cijfers", seal.PrivateKey{})
	d := s.staff["id-cijfers"]
	d.Role = RoleReports
	s.staff["id-cijfers"] = d
	who := s.setUp(s.open(SignIn{User: "cijfers", Password: once}), s.password)
	if got := s.staff["id-cijfers"].State; got != CounsellorActive {
		t.Errorf("the account is %s", got)
	}
	c, err := s.open(s.signIn(who)).Counsellor()
	if err != nil || !c.TeamKey.IsZero() || c.Role != RoleReports {
		t.Fatalf("signed in as %+v, %v", c, err)
	}
	session, err := s.keeper.OpenCounsellor(t.Context(), c, false)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.keeper.Read(t.Context(), session.Ticket)
	if err != nil || again.Counsellor.Role != RoleReports || !again.Counsellor.TeamKey.IsZero() {
		t.Errorf("the session is %+v, %v", again, err)
	}
	shut, err := Shut(Counsellor{Tenant: meren, Team: "team", ID: "c"}, s.staff["id-cijfers"])
	if err != nil {
		t.Fatal(err)
	}
	s.staff["id-cijfers"] = shut
	s.pass(step)
	if _, err := s.gate.OpenPassword(t.Context(), meren, s.signIn(who)); !at(err, "user", "signin.wrong") {
		t.Errorf("a closed account opens: %v", err)
	}
}
