// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"strconv"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// search shows the page empty; what is looked for never stands in one.
func (d *Desk) search(r *web.Request) error {
	return r.Show(http.StatusOK, "desk/search", d.searchPage(r, casework.Result{}, nil))
}

// searched looks for words in the messages that the counsellor may open.
func (d *Desk) searched(r *web.Request) error {
	if r.Translating() {
		return d.search(r)
	}
	result, err := d.cases.Search(r.Request().Context(), r.Counsellor(), r.Field("zoek"))
	status := http.StatusOK
	if fault.Is(err, fault.Invalid) {
		status = http.StatusUnprocessableEntity
	} else if err != nil {
		return err
	}
	return r.Show(status, "desk/search", d.searchPage(r, result, err))
}

func (d *Desk) searchPage(r *web.Request, in casework.Result, wrong error) searchPage {
	page := searchPage{Base: d.base(r, "tab.search", "search"), Search: r.Field("zoek"), More: in.More, Searched: r.Posted() && wrong == nil && !r.Translating()}
	if sentence, ok := saying(r, wrong); wrong != nil && ok {
		page.Error = sentence
	}
	for _, f := range in.Found {
		one := found{To: casePath(string(f.Case)) + "#b-" + strconv.Itoa(f.Seq), Nick: f.Nick, When: d.moment(r, f.At), Before: f.Pieces[0], Word: f.Pieces[1], After: f.Pieces[2]}
		if f.Mine {
			one.By = r.Words.T("search.team", nil)
		}
		page.Found = append(page.Found, one)
	}
	return page
}
