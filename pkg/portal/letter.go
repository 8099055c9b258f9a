// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"strconv"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

type letterPage struct {
	view.Base
	casework.LetterView
	To, Back string
	Change   bool // the text is open to be changed
	Typed    string
	Error    string
	Stopped  *stopped
}

// letter shows a letter as it will be printed. Its dotted lines stand in no form
// and have no name: what is typed there cannot reach us.
func (p *Portal) letter(r *web.Request) error {
	page, err := p.letterPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "portal/letter", page)
}

func (p *Portal) letterPage(r *web.Request) (letterPage, error) {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return letterPage{}, fault.New(fault.NotFound, "")
	}
	l, err := p.cases.Letter(r.Request().Context(), r.Tenant, r.Client(), no, r.Param("brief"), r.Language)
	if err != nil {
		return letterPage{}, err
	}
	page := letterPage{
		Base: r.Base("tab.task", ""), LetterView: l, To: letterPath(no, r.Param("brief")), Back: taskPath(no) + "/uitkomst", Typed: l.Text,
		Change: r.QueryParam("anders") != "",
	}
	page.Change = page.Change && !l.TakenBack
	page.Form.Own = page.Change
	return page, nil
}

func letterPath(no int, id string) string { return taskPath(no) + "/brief/" + id }

// changedPage is a letter with what its writer typed in the place of its text.
func (p *Portal) changedPage(r *web.Request) (letterPage, error) {
	page, err := p.letterPage(r)
	page.Change, page.Form.Own, page.Typed = true, true, r.Field("brief")
	return page, err
}

func (p *Portal) showChanged(r *web.Request) error {
	page, err := p.changedPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "portal/letter", page)
}

// changeLetter keeps a letter as its writer changed it.
func (p *Portal) changeLetter(r *web.Request) error {
	if r.Translating() {
		return p.showChanged(r)
	}
	page, err := p.changedPage(r)
	if err != nil {
		return err
	}
	no, _ := strconv.Atoi(r.Param("no")) // read above
	err = p.cases.ChangeLetter(r.Request().Context(), r.Client(), no, r.Param("brief"), r.Field("brief"))
	if text, ok := saying(r, err); err != nil && ok {
		page.Error = text
		return r.Show(web.Status(err), "portal/letter", page)
	}
	if err != nil {
		return err
	}
	return r.Go(page.To)
}
