// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"slices"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// colleagues lists who is in the team, what each of them may, and who waits to be
// let in.
func (d *Desk) colleagues(r *web.Request) error {
	me := r.Counsellor()
	doors, err := d.team.Counsellors(r.Request().Context(), me.Tenant, me.Team)
	if err != nil {
		return err
	}
	page := d.teamPage(r, doors)
	if r.QueryParam("sleutel") != "" {
		page.Note = r.Words.T("team.rotated", nil)
	}
	return r.Show(http.StatusOK, "desk/team", page)
}

func (d *Desk) teamPage(r *web.Request, doors []access.CounsellorDoor) teamPage {
	me := r.Counsellor()
	page := teamPage{Base: d.base(r, "tab.team", "team"), Manages: me.Role.May(access.MayAccounts), Answers: me.Role.May(access.MayAnswer)}
	for _, c := range doors {
		one := colleague{
			ID: string(c.ID), Name: c.Name, User: c.User, State: r.Words.T("account."+string(c.State), nil), Role: r.Words.T("role."+string(c.Role), nil),
			Waits: c.State == access.CounsellorWaiting && me.Role.May(access.MayOpen), Me: c.ID == me.ID, Closed: c.State == access.CounsellorClosed,
		}
		for _, role := range access.Roles {
			one.Roles = append(one.Roles, choice{Value: string(role), Label: r.Words.T("role."+string(role), nil), On: role == c.Role})
		}
		page.People = append(page.People, one)
	}
	for _, role := range access.Roles {
		one := roleRights{Name: r.Words.T("role."+string(role), nil)}
		for _, x := range access.Rights {
			if role.May(x) {
				one.Rights = append(one.Rights, r.Words.T("right."+string(x), nil))
			}
		}
		page.Roles = append(page.Roles, one)
	}
	return page
}

// manage lets a colleague in, gives them another role, or closes their account. Their
// sessions end, so that what changed holds at once.
func (d *Desk) manage(r *web.Request) error {
	ctx, me := r.Request().Context(), r.Counsellor()
	doors, err := d.team.Counsellors(ctx, me.Tenant, me.Team)
	if err != nil {
		return err
	}
	if r.Field("doe") == "sleutel" {
		return d.rotate(r, doors)
	}
	i := slices.IndexFunc(doors, func(c access.CounsellorDoor) bool { return string(c.ID) == r.Field("wie") && c.ID != me.ID })
	if i < 0 {
		return fault.New(fault.NotFound, "")
	}
	now, action, err := managed(me, doors[i], r.Field("doe"), access.Role(r.Field("rol")))
	if err != nil {
		return err
	}
	if err := d.note(r, me.ID, action, now.ID); err != nil {
		return err
	}
	if err := d.team.SaveCounsellor(ctx, now); err != nil {
		return err
	}
	if action != audit.LetIn {
		if err := d.sessions.EndAll(ctx, me.Tenant, string(now.ID)); err != nil {
			return err
		}
	}
	if lost := len(doors[i].TeamKey) > 0 && len(now.TeamKey) == 0; lost && me.Role.May(access.MayOpen) {
		doors[i] = now
		return d.rotate(r, doors)
	}
	return r.Go("/werkplek/team")
}

// rotate gives the team a new key. Everyone signs in again, but for who did it.
func (d *Desk) rotate(r *web.Request, doors []access.CounsellorDoor) error {
	ctx, me := r.Request().Context(), r.Counsellor()
	if err := d.note(r, me.ID, audit.Rotated, ""); err != nil {
		return err
	}
	now, err := d.cases.Rotate(ctx, me, doors)
	if err != nil {
		return err
	}
	for _, c := range doors {
		if err := d.sessions.EndAll(ctx, me.Tenant, string(c.ID)); err != nil {
			return err
		}
	}
	session, err := d.sessions.OpenCounsellor(ctx, now, false)
	if err != nil {
		return err
	}
	if err := r.Open(session); err != nil {
		return err
	}
	return r.Go("/werkplek/team?sleutel=1")
}

// managed gives the account of a colleague as it becomes, and what is logged of it.
func managed(me access.Counsellor, c access.CounsellorDoor, do string, role access.Role) (access.CounsellorDoor, audit.Action, error) {
	switch do {
	case "rol":
		now, err := access.SetRole(me, c, role)
		return now, audit.Ranked, err
	case "sluit":
		now, err := access.Shut(me, c)
		return now, audit.Shut, err
	}
	if c.State != access.CounsellorWaiting {
		return c, "", fault.New(fault.NotFound, "")
	}
	now, err := access.LetIn(me, c)
	return now, audit.LetIn, err
}
