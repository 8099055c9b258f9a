// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// trays are the parts of the work list by their name in an address, in order.
var trays = []struct {
	name string
	tray casework.Tray
}{{"", casework.TrayNow}, {"mijn", casework.TrayMine}, {"team", casework.TrayTeam}, {"vrij", casework.TrayFree}, {"spoed", casework.TrayCrisis}, {"later", casework.TrayLater}, {"dicht", casework.TrayClosed}, {"nakijken", casework.TrayCheck}}

func trayIn(name string) casework.Tray {
	for _, t := range trays {
		if t.name == name {
			return t.tray
		}
	}
	return casework.TrayNow
}

// trayPath is the address of a part of the work list.
func trayPath(tray casework.Tray) string {
	for _, t := range trays {
		if t.tray == tray && t.name != "" {
			return "/werkplek?bak=" + t.name
		}
	}
	return "/werkplek"
}

// tabs name the parts of the work list, with how many cases stand in each.
func (d *Desk) tabs(r *web.Request, counts []casework.Count, now casework.Tray) []tab {
	var list []tab
	for _, t := range trays {
		one := tab{To: trayPath(t.tray), Label: r.Words.T("tray."+string(t.tray), nil), On: t.tray == now, Crisis: t.tray == casework.TrayCrisis}
		for _, n := range counts {
			if t.tray.Holds(n, r.Counsellor().ID) {
				one.N += n.N
			}
		}
		if t.tray == casework.TrayCheck && one.N == 0 && !one.On {
			continue // only where somebody learns
		}
		list = append(list, one)
	}
	return list
}

// homeOf is the first page of who opens no cases.
func homeOf(role access.Role) string {
	if role.May(access.MayFigures) {
		return "/werkplek/cijfers"
	}
	return "/werkplek/voorbeelden"
}

// whose says whose a case is, in a word or two.
func (d *Desk) whose(r *web.Request, owner access.CounsellorID, name string) string {
	switch owner {
	case "":
		return r.Words.T("owner.nobody", nil)
	case r.Counsellor().ID:
		return r.Words.T("owner.me", nil)
	}
	return r.Words.T("owner.of", map[string]any{"Name": name})
}

// member finds somebody of the team.
func (d *Desk) member(r *web.Request, id access.CounsellorID) (access.CounsellorDoor, error) {
	doors, err := d.members(r)
	if err != nil {
		return access.CounsellorDoor{}, err
	}
	for _, c := range doors {
		if c.ID == id {
			return c, nil
		}
	}
	return access.CounsellorDoor{}, fault.New(fault.NotFound, "")
}

// members are those of the team who can open cases.
func (d *Desk) members(r *web.Request) ([]access.CounsellorDoor, error) {
	me := r.Counsellor()
	doors, err := d.team.Counsellors(r.Request().Context(), me.Tenant, me.Team)
	var list []access.CounsellorDoor
	for _, c := range doors {
		if hasCases(c) {
			list = append(list, c)
		}
	}
	return list, err
}

// pass shows to whom a case can go.
func (d *Desk) pass(r *web.Request) error { return d.showPass(r, http.StatusOK, nil) }

func (d *Desk) showPass(r *web.Request, status int, wrong error) error {
	opened, err := d.cases.OpenCase(r.Request().Context(), r.Counsellor(), access.CaseID(r.Param("id")))
	if err != nil {
		return d.asksWhy(r, err)
	}
	doors, err := d.members(r)
	if err != nil {
		return err
	}
	page := passPage{Base: d.base(r, "tab.case", "list"), ID: r.Param("id"), Nick: opened.Label.Nick}
	page.People = append(page.People, choice{Value: "-", Label: r.Words.T("owner.nobody", nil), On: opened.Case.Owner == ""})
	for _, c := range doors {
		page.People = append(page.People, choice{Value: string(c.ID), Label: c.Name, On: c.ID == opened.Case.Owner})
	}
	page.Error, _ = saying(r, wrong)
	page.Aside = r.Field("notitie")
	return r.Show(status, "desk/pass", page)
}

// passed gives a case to somebody of the team, or puts it back.
func (d *Desk) passed(r *web.Request) error {
	to := access.CounsellorID(r.Field("aan"))
	if to == "" {
		return d.showPass(r, http.StatusUnprocessableEntity, fault.At("aan", "owner.choose", nil))
	}
	if to == "-" {
		to = ""
	}
	if err := d.giveTo(r, access.CaseID(r.Param("id")), to, r.Field("notitie"), false); err != nil {
		if fault.Is(err, fault.Invalid) && !casework.NeedsReasonFor(err) {
			return d.showPass(r, http.StatusUnprocessableEntity, err)
		}
		return d.asksWhy(r, err)
	}
	if to == r.Counsellor().ID {
		return r.Go(casePath(r.Param("id")))
	}
	return r.Go("/werkplek?door=1")
}

// giveTo makes a case somebody's of the team, or nobody's, with a note for the team.
func (d *Desk) giveTo(r *web.Request, id access.CaseID, to access.CounsellorID, note string, unopened bool) error {
	ctx := r.Request().Context()
	owner, err := d.cases.Owner(ctx, r.Counsellor(), id)
	if err != nil {
		return err
	}
	h, err := d.handing(r, owner, to, note)
	if err != nil {
		return err
	}
	h.Unopened = unopened
	return d.cases.Assign(ctx, r.Counsellor(), id, h)
}

// handing names whose cases become whose. It answers NotFound for who cannot answer
// clients; who had them may have left.
func (d *Desk) handing(r *web.Request, from, to access.CounsellorID, note string) (casework.Handing, error) {
	h := casework.Handing{To: to, Note: note}
	doors, err := d.team.Counsellors(r.Request().Context(), r.Counsellor().Tenant, r.Counsellor().Team)
	if err != nil {
		return h, err
	}
	for _, c := range doors {
		if c.ID == from {
			h.From = c.Name
		}
		if c.ID == to && hasCases(c) {
			h.Name = c.Name
		}
	}
	if to != "" && h.Name == "" {
		return h, fault.New(fault.NotFound, "")
	}
	return h, nil
}

// hasCases tells whether somebody can have cases.
func hasCases(c access.CounsellorDoor) bool {
	return c.State == access.CounsellorActive && c.Role.May(access.MayAnswer)
}

// asksWhy leads who opens a case of a colleague to where they say why.
func (d *Desk) asksWhy(r *web.Request, err error) error {
	if casework.NeedsReasonFor(err) {
		return r.Go(casePath(r.Param("id")) + "/reden")
	}
	return err
}

// why asks for the reason to open a case of a colleague.
func (d *Desk) why(r *web.Request) error { return d.showWhy(r, http.StatusOK, nil) }

func (d *Desk) showWhy(r *web.Request, status int, wrong error) error {
	owner, err := d.cases.Owner(r.Request().Context(), r.Counsellor(), access.CaseID(r.Param("id")))
	if err != nil {
		return err
	}
	if owner == "" || owner == r.Counsellor().ID {
		return r.Go(casePath(r.Param("id")))
	}
	door, err := d.member(r, owner)
	if err != nil && !fault.Is(err, fault.NotFound) { // who left still owns it
		return err
	}
	return r.Show(status, "desk/why", d.whyPage(r, door.Name, wrong))
}

func (d *Desk) whyPage(r *web.Request, owner string, wrong error) whyPage {
	page := whyPage{Base: d.base(r, "tab.case", "list"), ID: r.Param("id"), Owner: owner, Text: r.Field("reden")}
	if page.Owner == "" {
		page.Owner = r.Words.T("owner.colleague", nil)
	}
	for _, why := range casework.Whys {
		label := r.Words.T("why."+string(why), map[string]any{"Name": page.Owner})
		page.Whys = append(page.Whys, choice{Value: string(why), Label: label, On: r.Field("waarom") == string(why)})
	}
	page.Error, page.At = complaint(r, wrong)
	return page
}

// explained keeps the reason and opens the case.
func (d *Desk) explained(r *web.Request) error {
	if r.Translating() {
		return d.showWhy(r, http.StatusOK, nil)
	}
	reason := casework.Reason{Why: casework.Why(r.Field("waarom")), Text: r.Field("reden")}
	err := d.cases.GiveReason(r.Request().Context(), r.Counsellor(), access.CaseID(r.Param("id")), reason)
	if fault.Is(err, fault.Invalid) {
		return d.showWhy(r, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	return r.Go(casePath(r.Param("id")))
}
