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

// taskIn reads the number out of the address of a page that was being filled in.
func taskIn(path string) (int, bool) {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(path, web.FramePrefix), "/opdracht/")
	rest, fills := strings.CutSuffix(rest, "/vul")
	no, err := strconv.Atoi(rest)
	return no, ok && fills && err == nil
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
	page := taskPage{
		Base: r.Base("tab.task", ""), Heading: w.Def.Title, Why: w.Def.Why, Minutes: w.Def.Minutes,
		Prepare: w.Def.Prepare, No: no, Begin: fillPath(no, "", ""), Button: "begin",
		News: newsOf(r, w), Parked: len(w.Outcome.Draft.ShownParked(r.Language)),
	}
	switch w.Task.State {
	case casework.TaskStarted:
		page.Button = "goon"
	case casework.TaskSubmitted:
		page.Button = "again"
	}
	return r.Show(http.StatusOK, "portal/task", page)
}

// otherwise answers "this does not suit me now". No reason is asked.
func (p *Portal) otherwise(r *web.Request) error {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return fault.New(fault.NotFound, "")
	}
	ctx, how := r.Request().Context(), r.Field("anders")
	if how == "niet" {
		if err := p.cases.Decline(ctx, r.Client(), no); err != nil {
			return err
		}
		return r.Go("/vandaag")
	}
	w, _, err := p.work(r)
	if err != nil {
		return err
	}
	key := "other.ask.smaller"
	if how == "tijd" {
		key = "other.ask.time"
	}
	return p.propose(r, r.Words.T(key, map[string]any{"Title": w.Def.Title}))
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
