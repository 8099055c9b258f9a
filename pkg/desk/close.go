// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"strconv"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// askClose asks why a case is closed, and for the last words.
func (d *Desk) askClose(r *web.Request) error {
	opened, err := d.cases.OpenCase(r.Request().Context(), r.Counsellor(), access.CaseID(r.Param("id")))
	if err != nil {
		return d.asksWhy(r, err)
	}
	page := d.closePage(r, opened.Label.Nick, nil)
	page.Seen, page.Sheets = opened.Case.LastSeq, opened.Sheets
	if page.Text == "" {
		page.Text = opened.Draft.Text
	}
	return r.Show(http.StatusOK, "desk/close", page)
}

func (d *Desk) closePage(r *web.Request, nick string, wrong error) closePage {
	page := closePage{Base: d.base(r, "tab.case", "list"), ID: r.Param("id"), Nick: nick, Text: r.Field("tekst")}
	page.Seen, _ = strconv.Atoi(r.Field("gezien"))       // without it, every message counts as new
	page.Sheets, _ = strconv.Atoi(r.Field("ingestuurd")) // and every sheet
	for _, why := range casework.Outcomes {
		page.Outcomes = append(page.Outcomes, choice{Value: string(why), Label: r.Words.T("outcome."+string(why), nil), On: r.Field("uitkomst") == string(why)})
	}
	page.Error, page.At = complaint(r, wrong)
	return page
}

// shut closes a case; what was typed stays when it cannot be.
func (d *Desk) shut(r *web.Request) error {
	ctx, id := r.Request().Context(), access.CaseID(r.Param("id"))
	page := d.closePage(r, "", nil)
	in := casework.Closing{Outcome: casework.Outcome(r.Field("uitkomst")), Reply: casework.Reply{Text: page.Text, Seen: page.Seen, Sheets: page.Sheets}}
	var err error
	if !r.Translating() {
		err = d.cases.Close(ctx, r.Tenant, r.Counsellor(), id, in)
	}
	switch {
	case casework.NeedsReasonFor(err):
		return d.asksWhy(r, err)
	case err == nil && !r.Translating():
		return r.Go("/werkplek?dicht=1")
	case err != nil && !fault.Is(err, fault.Invalid):
		return err
	}
	opened, failed := d.cases.OpenCase(ctx, r.Counsellor(), id)
	if failed != nil {
		return failed
	}
	status := http.StatusOK
	if err != nil {
		status = http.StatusUnprocessableEntity
	}
	return r.Show(status, "desk/close", d.closePage(r, opened.Label.Nick, err))
}
