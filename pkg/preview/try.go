// SPDX-License-Identifier: EUPL-1.2

package preview

import (
	"net/http"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// firstTask is the address of the one assignment that a case here has.
const firstTask = "/opdracht/1"

// enter brings the frame to the client's page of a case in which the assignment
// was given: to begin, or to what comes out with what was filled in so far.
func (p *Preview) enter(r *web.Request) error {
	c := p.chosen(r)
	one, err := p.started(r, c)
	if fault.Is(err, fault.NotFound) {
		return p.wait(r, c, nil)
	}
	if err != nil {
		return err
	}
	session, to := one.session, firstTask+"/vul"
	if c.As == byResult {
		open, err := p.handIn(r, c, &one)
		if err != nil || len(open) > 0 {
			return p.orWait(r, c, open, err)
		}
		session, to = one.session, firstTask+"/uitkomst"
	}
	return p.come(r, c, session, to)
}

// enterDesk brings the frame to the counsellor's page of a case in which the
// assignment was just handed in.
func (p *Preview) enterDesk(r *web.Request) error {
	c := p.chosen(r)
	one, err := p.started(r, c)
	if fault.Is(err, fault.NotFound) {
		return p.wait(r, c, nil)
	}
	if err != nil {
		return err
	}
	open, err := p.handIn(r, c, &one)
	if err != nil || len(open) > 0 {
		return p.orWait(r, c, open, err)
	}
	session, err := p.Sessions.OpenCounsellor(r.Request().Context(), p.By, false)
	if err != nil {
		return err
	}
	return p.come(r, c, session, "/werkplek/traject/"+string(one.session.Client.Case))
}

// come opens a session in the frame, as the writer wants to read, and goes on.
func (p *Preview) come(r *web.Request, c choice, session *access.Session, to string) error {
	r.KeepReading(view.Reading{Larger: c.Large})
	if err := r.Open(session); err != nil {
		return err
	}
	return r.Go(to)
}

// started gives the case in which an assignment is tried with these answers, and
// begins it when there is none.
func (p *Preview) started(r *web.Request, c choice) (run, error) {
	p.mu.Lock()
	one, ok := p.runs[c.run()]
	p.mu.Unlock()
	if ok {
		return one, nil
	}
	one.given = casework.Rehearsal{Assignment: c.ID, Starting: casework.Starting{
		Text: r.Words.T("preview.letter", nil), Nick: r.Words.T("preview.nick", nil), Language: c.Lang,
	}}
	if c.Answers != "" {
		world := assignment.World{Today: r.Now().In(calendar.Zone()), AddWorkdays: r.Tenant.Calendar().AddWorkdays}
		one.given.Example, _ = p.Shelf.Of(r.Tenant.ID).Assignments.Example(c.ID, c.Answers, world)
	}
	var err error
	if one.session, err = p.Cases.Rehearse(r.Request().Context(), r.Tenant, p.By, one.given); err != nil {
		return run{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.runs[c.run()] = one
	return one, nil
}

// run names the case in which an assignment is tried with these answers.
func (c choice) run() string { return c.ID + "/" + c.Answers }

// forget lets the next one who looks begin anew.
func (p *Preview) forget(c choice) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.runs, c.run())
}

// handIn hands in what was filled in so far, in a case of its own: who goes on
// trying finds everything as it was. It gives what still has to be answered, and
// then nothing was handed in.
func (p *Preview) handIn(r *web.Request, c choice, one *run) ([]assignment.Open, error) {
	ctx := r.Request().Context()
	w, err := p.Cases.OpenTask(ctx, r.Tenant, *one.session.Client, 1, c.Lang)
	if err != nil {
		return nil, err
	}
	given := one.given
	given.Example.Draft, given.Language = w.Outcome.Draft, c.Lang
	if one.session, err = p.Cases.Rehearse(ctx, r.Tenant, p.By, given); err != nil {
		return nil, err
	}
	handed, err := p.Cases.Submit(ctx, r.Tenant, *one.session.Client, 1, c.Lang)
	return handed.Open, err
}

func (p *Preview) orWait(r *web.Request, c choice, open []assignment.Open, err error) error {
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	return p.wait(r, c, open)
}

type waitPage struct {
	view.Base
	Open []string // what still has to be answered; empty when it cannot be read
	Fill string
}

// wait says why there is nothing to see yet.
func (p *Preview) wait(r *web.Request, c choice, open []assignment.Open) error {
	page := waitPage{Base: r.Base("preview.tab", ""), Fill: choice{ID: c.ID, As: byClient, Answers: c.Answers, Lang: c.Lang, Bare: c.Bare, Large: c.Large, Narrow: c.Narrow}.to(home)}
	for _, o := range open {
		if o.Warning {
			continue
		}
		s := o.Sentence()
		page.Open = append(page.Open, o.Label+": "+r.Words.T(s.Key, s.Args))
	}
	return r.Show(http.StatusOK, "preview/wait", page)
}

type explainPage struct {
	view.Base
	Heading string
	Lines   []string
}

// explain tells the assignment in plain sentences, formulas and all.
func (p *Preview) explain(r *web.Request) error {
	c := p.chosen(r)
	text, ok := p.look(r, c.ID).folder.Explain(c.ID, c.Lang)
	if !ok {
		return p.wait(r, c, nil)
	}
	title, rest, _ := strings.Cut(text, "\n")
	return r.Show(http.StatusOK, "preview/explain", explainPage{Base: r.Base("preview.tab", ""), Heading: title, Lines: strings.Split(strings.TrimSpace(rest), "\n")})
}
