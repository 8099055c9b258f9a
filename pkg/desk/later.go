// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// askLater asks until when a case is put aside.
func (d *Desk) askLater(r *web.Request) error { return d.showLater(r, http.StatusOK, nil) }

func (d *Desk) showLater(r *web.Request, status int, wrong error) error {
	opened, err := d.cases.OpenCase(r.Request().Context(), r.Counsellor(), access.CaseID(r.Param("id")))
	if err != nil {
		return d.asksWhy(r, err)
	}
	return r.Show(status, "desk/later", d.laterPage(r, opened, wrong))
}

func (d *Desk) laterPage(r *web.Request, o casework.Opened, wrong error) laterPage {
	page := laterPage{Base: d.base(r, "tab.case", "list"), ID: string(o.Case.ID), Nick: o.Label.Nick}
	page.Error, _ = saying(r, wrong)
	if o.Case.Turn == casework.TurnCounsellor {
		page.Promise = r.Words.DayTime(o.Case.Promised)
	}
	for i, day := range casework.LaterDays(r.Tenant, o.Case, r.Now()) {
		page.Days = append(page.Days, choice{Value: string(day), Label: r.Words.Day(day.Time(zone)), On: i == 0})
	}
	return page
}

// putLater puts a case aside.
func (d *Desk) putLater(r *web.Request) error {
	if r.Translating() {
		return d.askLater(r)
	}
	err := d.cases.Snooze(r.Request().Context(), r.Tenant, r.Counsellor(), access.CaseID(r.Param("id")), dateIn(r.Field("tot")))
	switch {
	case casework.NeedsReasonFor(err):
		return d.asksWhy(r, err)
	case fault.Is(err, fault.Invalid):
		return d.showLater(r, http.StatusUnprocessableEntity, err)
	case err != nil:
		return err
	}
	return r.Go("/werkplek?later=1")
}
