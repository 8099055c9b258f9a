// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

func taskPath(no int) string { return "/opdracht/" + strconv.Itoa(no) }

// fillPath is the address of a page of an assignment, with a row unfolded.
func fillPath(no int, page, row string) string {
	q := url.Values{}
	if page != "" {
		q.Set("deel", page)
	}
	if row != "" {
		q.Set("rij", row)
	}
	if len(q) == 0 {
		return taskPath(no) + "/vul"
	}
	return taskPath(no) + "/vul?" + q.Encode()
}

// work opens the assignment of the address.
func (p *Portal) work(r *web.Request) (casework.Work, int, error) {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return casework.Work{}, 0, fault.New(fault.NotFound, "")
	}
	w, err := p.cases.OpenTask(r.Request().Context(), r.Tenant, r.Client(), no, r.Language)
	return w, no, err
}

// task tells what an assignment is for before anyone begins.
func (p *Portal) task(r *web.Request) error {
	w, no, err := p.work(r)
	if err != nil {
		return err
	}
	return p.showTask(r, http.StatusOK, w, no, nil)
}

func (p *Portal) showTask(r *web.Request, status int, w casework.Work, no int, wrong error) error {
	page := taskPage{
		Base: r.Base("tab.task", ""), Heading: w.Def.Title, Why: w.Def.Why, Minutes: w.Def.Minutes,
		Prepare: w.Def.Prepare, No: no, Begin: fillPath(no, "", ""), Button: "begin",
		Paper: w.State == casework.TaskPaper, Declines: !w.State.Handed(), Unfold: r.QueryParam("tijd") != "",
		News: newsOf(r, w), Parked: len(w.Outcome.Draft.ShownParked(r.Language)),
	}
	page.First, page.Read = p.first(r, w), p.reading(r, w.Def.Read, way{task: no})
	switch {
	case w.State == casework.TaskReopened:
		page.Button = "asked"
	case w.State.Handed():
		page.Button = "again"
	case w.State != casework.TaskAssigned && len(w.Task.Draft) > 0:
		page.Button = "goon"
	}
	if sub, ok := w.Dossier.Newest(w.Task.ID); ok {
		page.Said = p.tell(r, w.Dossier, w.Task, sub)
		page.Said.Answers = p.asked(r, w, page.Said.Answers)
	}
	if w.Task.MayWait() {
		page.Later = p.later(r, w.Task)
	}
	if w.Task.FirstDue != "" && w.Task.MayWait() {
		page.Until = dayOf(r, w.Task.Due)
	}
	if wrong != nil {
		page.Error, _ = saying(r, wrong)
	}
	return r.Show(status, "portal/task", page)
}

// first names the assignments that come before this one, with the way to those
// that the client has.
func (p *Portal) first(r *web.Request, w casework.Work) []firstLine {
	var list []firstLine
	for _, def := range p.shelf.Of(r.Tenant.ID).Assignments.First(w.Def, w.Dossier.Record) {
		one := firstLine{Title: def.Title}
		if t, ok := w.Given(def.ID); ok {
			one.To = taskPath(t.No)
		}
		list = append(list, one)
	}
	return list
}

// otherwise answers "this does not suit me now". No reason is asked.
func (p *Portal) otherwise(r *web.Request) error {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return fault.New(fault.NotFound, "")
	}
	ctx, client := r.Request().Context(), r.Client()
	switch how := r.Field("anders"); {
	case r.Field("dag") != "":
		err := p.cases.MoreTime(ctx, r.Tenant, client, no, casework.Date(r.Field("dag")))
		return p.orSay(r, err, taskPath(no))
	case how == "tijd":
		return r.Go(taskPath(no) + "?tijd=1#tijd")
	case how == "papier":
		return p.orSay(r, p.cases.OnPaper(ctx, client, no), taskPath(no)+"/papier")
	case how == "niet":
		return p.orSay(r, p.cases.Decline(ctx, client, no), "/vandaag")
	}
	w, _, err := p.work(r)
	if err != nil {
		return err
	}
	return p.propose(r, r.Words.T("other.ask.smaller", map[string]any{"Title": w.Def.Title}))
}

// propose puts a sentence ready in the box, below what already stood there.
func (p *Portal) propose(r *web.Request, sentence string) error {
	ctx := r.Request().Context()
	talk, err := p.cases.Conversation(ctx, r.Client())
	if err != nil {
		return err
	}
	if !strings.Contains(talk.Draft, sentence) {
		if talk.Draft != "" {
			sentence = talk.Draft + "\n\n" + sentence
		}
		if err := p.cases.SaveDraft(ctx, r.Client(), sentence); err != nil {
			return err
		}
	}
	return r.Go("/gesprek#schrijf")
}
