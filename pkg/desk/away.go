// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// awayPage lists who is not there, and asks for days and a substitute.
type awayPage struct {
	view.Base
	List       []absence
	Who, For   []choice // whose days they are, and who answers meanwhile
	Others     bool     // the reader may write down days of somebody else
	First, End string   // days as they were typed
	Error, At  string
}

type absence struct {
	ID, Name, Days, Substitute string
	Mine                       bool // the reader may take it away
}

// away shows who is not there.
func (d *Desk) away(r *web.Request) error { return d.showAway(r, http.StatusOK, nil) }

func (d *Desk) showAway(r *web.Request, status int, wrong error) error {
	list, err := d.cases.Absences(r.Request().Context(), r.Counsellor())
	if err != nil {
		return err
	}
	doors, err := d.members(r)
	if err != nil {
		return err
	}
	return r.Show(status, "desk/away", d.awayPage(r, list, doors, wrong))
}

func (d *Desk) awayPage(r *web.Request, list []casework.Absence, doors []access.CounsellorDoor, wrong error) awayPage {
	mine := r.Counsellor()
	page := awayPage{Base: d.base(r, "tab.away", "team"), Others: mine.Role.May(access.MayDivide), First: r.Field("van"), End: r.Field("tot")}
	for _, a := range list {
		page.List = append(page.List, absence{
			ID: a.ID, Name: a.Name, Substitute: a.SubstituteName, Mine: a.Counsellor == mine.ID || page.Others,
			Days: r.Words.T("away.days", map[string]any{"From": r.Words.Day(a.From.Time(zone)), "To": r.Words.Day(a.To.Time(zone))}),
		})
	}
	whose := r.Field("van.wie")
	if whose == "" {
		whose = string(mine.ID)
	}
	for _, c := range doors {
		page.Who = append(page.Who, choice{Value: string(c.ID), Label: c.Name, On: string(c.ID) == whose})
		if c.ID != mine.ID || page.Others {
			page.For = append(page.For, choice{Value: string(c.ID), Label: c.Name, On: string(c.ID) == r.Field("wie")})
		}
	}
	page.Error, page.At = complaint(r, wrong)
	return page
}

// goAway keeps days on which somebody is not there, or takes them away.
func (d *Desk) goAway(r *web.Request) error {
	ctx, by := r.Request().Context(), r.Counsellor()
	if r.Translating() {
		return d.showAway(r, http.StatusOK, nil)
	}
	if id := r.Field("terug"); id != "" {
		if err := d.cases.Back(ctx, by, id); err != nil {
			return err
		}
		return r.Go("/werkplek/afwezig")
	}
	a := casework.Absence{
		Counsellor: by.ID, Substitute: access.CounsellorID(r.Field("wie")), From: dateIn(r.Field("van")), To: dateIn(r.Field("tot")),
	}
	if who := r.Field("van.wie"); who != "" {
		a.Counsellor = access.CounsellorID(who)
	}
	for _, id := range []access.CounsellorID{a.Counsellor, a.Substitute} {
		if _, err := d.member(r, id); id != "" && err != nil {
			return err
		}
	}
	err := d.cases.Away(ctx, by, a)
	if fault.Is(err, fault.Invalid) {
		return d.showAway(r, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	return r.Go("/werkplek/afwezig")
}
