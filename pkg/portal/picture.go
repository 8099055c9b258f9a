// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"slices"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// picture puts what the client said of the scales of a section at first and at last
// side by side; nil when there are none.
func (p *Portal) picture(r *web.Request, rec *dossier.Record, section string) *view.ThenNow {
	vocab := p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language)
	return view.NewThenNow(rec.Picture(vocab, section), r.Words, zone)
}

// pictureOf gives the picture that a sheet wrote to; nil when it wrote to none, or
// was taken back.
func (p *Portal) pictureOf(r *web.Request, rec *dossier.Record, sub casework.Submission) *view.ThenNow {
	for _, t := range p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language).Facts {
		wrote := func(f dossier.Fact) bool { return f.Source.Submission == sub.Of.ID && !f.Withdrawn }
		if t.Picture && slices.ContainsFunc(rec.History(t.Path, ""), wrote) {
			return p.picture(r, rec, t.Section)
		}
	}
	return nil
}
