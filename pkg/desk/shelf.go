// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"strconv"

	"opgelucht/pkg/locale"
	"opgelucht/pkg/sample"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// maxShelf is how many messages the shelf shows at once. Who sees more looks for
// nothing any more: a narrower question finds it.
const maxShelf = 30

type shelfPage struct {
	view.Base
	Search            string
	Phases, Occasions []choice
	Messages          []suggestion
	N                 int  // how many were found
	Cut               bool // more than are shown
}

// shelfPage is the whole shelf of sample messages, to search and read.
func (d *Desk) shelfPage(r *web.Request) error {
	page := shelfPage{Base: d.base(r, "tab.shelf", "shelf"), Search: r.Field("zoek")}
	page.narrow(r.Words, d.shelf.Of(r.Tenant.ID).SearchMessages(r.Language, page.Search), r.Field("fase"), r.Field("moment"))
	return r.Show(http.StatusOK, "desk/shelf", page)
}

// narrow shows the found messages of a phase and an occasion; empty is any.
func (p *shelfPage) narrow(words *locale.Printer, found []sample.Message, phase, occasion string) {
	p.Form.Own = true
	p.Phases = []choice{{Label: words.T("shelf.phase.any", nil)}}
	for i := range sample.PhaseFolders() {
		n := strconv.Itoa(i)
		p.Phases = append(p.Phases, choice{Value: n, Label: words.T("shelf.phase."+n, nil), On: n == phase})
	}
	p.Occasions = []choice{{Label: words.T("shelf.moment.any", nil)}}
	for _, one := range sample.Occasions() {
		p.Occasions = append(p.Occasions, choice{Value: one, Label: words.T("shelf.moment."+one, nil), On: one == occasion})
	}
	for _, m := range found {
		if phase != "" && strconv.Itoa(m.Phase) != phase || occasion != "" && m.Occasion != occasion {
			continue
		}
		if p.N++; p.N <= maxShelf {
			p.Messages = append(p.Messages, suggest(m))
		}
	}
	p.Cut = p.N > maxShelf
}
