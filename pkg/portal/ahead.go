// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"slices"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/web"
)

// aheadOf gives the step that a client may take without waiting; nil when there is
// none now.
func (p *Portal) aheadOf(r *web.Request, talk casework.Conversation, tasks []casework.Task) *ahead {
	a, ok := p.cases.Ahead(r.Tenant.ID, talk.Case, talk.Label, tasks, r.Language)
	if !ok {
		return nil
	}
	return p.showAhead(r, a)
}

func (p *Portal) showAhead(r *web.Request, a casework.Ahead) *ahead {
	out := &ahead{ID: a.Step.ID, No: a.No, Chosen: a.Chosen}
	for _, id := range a.Give {
		if def, ok := p.shelf.Of(r.Tenant.ID).Assignment(id, r.Language); ok {
			out.Titles, out.Minutes = append(out.Titles, def.Title), out.Minutes+def.Minutes
		}
	}
	for _, s := range a.Course.Steps {
		if len(s.Assignments) == 0 {
			continue // a letter of the team
		}
		line := aheadStep{Title: s.Title}
		switch {
		case s.ID == a.Step.ID:
			line.State = "here"
		case slices.Contains(a.Behind, s.ID):
			line.State = "done"
		}
		out.Steps = append(out.Steps, line)
	}
	return out
}

// stepAhead takes the step that the page showed, or passes it over.
func (p *Portal) stepAhead(r *web.Request) error {
	ctx := r.Request().Context()
	if one := r.Field("over"); one != "" {
		if err := p.cases.PassStep(ctx, r.Client(), one); err != nil {
			return err
		}
		return r.Go("/vandaag")
	}
	no, err := p.cases.TakeStep(ctx, r.Tenant, r.Client(), r.Field("neem"))
	if err != nil {
		return err
	}
	if no == 0 { // pressed twice, or something else came meanwhile: the page says what is there
		return r.Go("/vandaag")
	}
	return r.Go(taskPath(no))
}
