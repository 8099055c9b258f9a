// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// colleagues lists who reads along, and who waits to be let in.
func (d *Desk) colleagues(r *web.Request) error {
	me := r.Counsellor()
	doors, err := d.team.Counsellors(r.Request().Context(), me.Tenant, me.Team)
	if err != nil {
		return err
	}
	page := teamPage{Base: d.base(r, "tab.team", "team")}
	for _, c := range doors {
		page.People = append(page.People, colleague{
			ID: string(c.ID), Name: c.Name, User: c.User, State: r.Words.T("account."+string(c.State), nil),
			Waits: c.State == access.CounsellorWaiting, Me: c.ID == me.ID,
		})
	}
	return r.Show(http.StatusOK, "desk/team", page)
}

// letIn gives a waiting colleague the key of the team.
func (d *Desk) letIn(r *web.Request) error {
	ctx, me := r.Request().Context(), r.Counsellor()
	doors, err := d.team.Counsellors(ctx, me.Tenant, me.Team)
	if err != nil {
		return err
	}
	for _, c := range doors {
		if string(c.ID) != r.Field("wie") || c.State != access.CounsellorWaiting {
			continue
		}
		opened, err := access.LetIn(me, c)
		if err != nil {
			return err
		}
		if err := d.note(r, me.ID, audit.LetIn, c.ID); err != nil {
			return err
		}
		if err := d.team.SaveCounsellor(ctx, opened); err != nil {
			return err
		}
		return r.Go("/werkplek/team")
	}
	return fault.New(fault.NotFound, "")
}
