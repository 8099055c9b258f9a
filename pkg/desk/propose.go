// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// proposed does what was pressed at an answer that waits for a colleague: it is sent,
// or goes back to who wrote it.
func (d *Desk) proposed(r *web.Request) error {
	ctx, id := r.Request().Context(), access.CaseID(r.Param("id"))
	if err := d.cases.SaveReply(ctx, r.Counsellor(), id, d.posted(r)); err != nil {
		return d.notTaken(r, id, err)
	}
	if r.Field("doe") == "akkoord" {
		if err := d.cases.Approve(ctx, r.Tenant, r.Counsellor(), id); err != nil {
			return d.notTaken(r, id, err)
		}
		return r.Go("/werkplek?bak=nakijken&klaar=" + string(id))
	}
	if err := d.cases.GiveBack(ctx, r.Counsellor(), id, r.Field("notitie")); err != nil {
		return d.notTaken(r, id, err)
	}
	if r.Field("notitie") != "" { // it was kept with giving back
		reply := d.posted(r)
		reply.Aside = ""
		if err := d.cases.SaveReply(ctx, r.Counsellor(), id, reply); err != nil {
			return err
		}
	}
	if r.Counsellor().Role.May(access.MayApprove) {
		return r.Go("/werkplek?bak=nakijken&gaf=1")
	}
	return r.Go(casePath(string(id)) + "#antwoord")
}

// proposalOf shows an answer that waits for a colleague.
func (d *Desk) proposalOf(r *web.Request, o casework.Opened) *proposal {
	p := o.Proposal
	if p == nil {
		return nil
	}
	me := r.Counsellor()
	out := &proposal{Name: p.Name, Text: p.Reply.Text, Mine: p.By == me.ID, Approves: p.By != me.ID && me.Role.May(access.MayApprove)}
	for _, g := range p.Reply.Give {
		if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(g.Assignment, r.Language); ok {
			out.Gives = append(out.Gives, def.Title)
		}
	}
	out.Next = r.Words.Day(d.agreed(r, p.Reply))
	return out
}

// hands says whether a button of the answer's form is one that somebody without
// contact with clients may press: writing down a note for the team. The page that
// saves itself keeps it for them alone.
func hands(r *web.Request) error {
	if r.Counsellor().Role.May(access.MayAnswer) || r.Field("doe") == "notitie" || r.Field("notitieweg") != "" || r.Field("stil") != "" || r.Translating() {
		return nil
	}
	return fault.New(fault.NotFound, "role.lacks")
}
