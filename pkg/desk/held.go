// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// unsend takes back an answer that did not reach the client yet. What was typed
// since comes along.
func (d *Desk) unsend(r *web.Request) error {
	ctx, id := r.Request().Context(), access.CaseID(r.Param("id"))
	if _, typed := r.Form()["tekst"]; typed {
		if err := d.cases.SaveReply(ctx, r.Counsellor(), id, d.posted(r)); err != nil {
			return d.notTaken(r, id, err)
		}
	}
	if err := d.cases.Unsend(ctx, r.Counsellor(), id); err != nil {
		return d.notTaken(r, id, err)
	}
	return r.Go(casePath(string(id)) + "#tekst")
}

// notTaken shows the case with the reason at the box.
func (d *Desk) notTaken(r *web.Request, id access.CaseID, err error) error {
	if casework.NeedsReasonFor(err) || !fault.Is(err, fault.Invalid) {
		return d.asksWhy(r, err)
	}
	o, opening := d.cases.OpenCase(r.Request().Context(), r.Counsellor(), id)
	if opening != nil {
		return d.asksWhy(r, opening)
	}
	s := state{reply: o.Draft, saved: o.Draft.Text != ""}
	if _, typed := r.Form()["tekst"]; typed {
		s = state{reply: d.posted(r)}
	}
	return d.refuse(r, o, s, err)
}

// sent tells that an answer was sent, and until when it can be taken back.
func (d *Desk) sent(r *web.Request, page *listPage) error {
	page.Note = r.Words.T("list.sent", nil)
	id := r.QueryParam("klaar")
	until, err := d.cases.Undelivered(r.Request().Context(), r.Counsellor(), access.CaseID(id))
	if fault.Is(err, fault.NotFound) || err == nil && until.IsZero() {
		return nil
	}
	if err != nil {
		return err
	}
	page.Note += " " + d.delivers(r, until)
	page.Undo = casePath(id) + "/terug"
	return nil
}

// delivers says when an answer reaches the client.
func (d *Desk) delivers(r *web.Request, at time.Time) string {
	return r.Words.T("held.when", map[string]any{"When": d.instant(r, at)})
}

// holdable says until when the answer may wait: the team is closed now.
func (d *Desk) holdable(r *web.Request, c casework.Case) string {
	at, ok := casework.Opening(r.Tenant, c, r.Now())
	if !ok {
		return ""
	}
	return d.instant(r, at)
}

// instant names a moment to come, with its hour.
func (d *Desk) instant(r *web.Request, at time.Time) string {
	if isToday(r, at) {
		return r.Words.T("day.today", nil) + " " + r.Words.Clock(at)
	}
	return r.Words.DayTime(at)
}

func isToday(r *web.Request, t time.Time) bool {
	return casework.DateOf(t.In(zone)) == casework.DateOf(r.Now().In(zone))
}
