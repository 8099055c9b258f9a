// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"strconv"
	"strings"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/web"
)

// today is the home of a client: one step for now.
func (p *Portal) today(r *web.Request) error {
	ctx := r.Request().Context()
	talk, err := p.cases.Conversation(ctx, r.Client())
	if err != nil {
		return err
	}
	tasks, err := p.cases.Tasks(ctx, r.Client(), talk)
	if err != nil {
		return err
	}
	page := todayPage{
		Base: r.Base("tab.today", "today"), Nick: talk.Label.Nick, CodeWaits: len(talk.Case.Sealed.Code) > 0,
		Promised: talk.Case.Turn == casework.TurnCounsellor, PromisedAt: talk.Case.Promised, Last: lastOf(talk.Letters),
	}
	if page.Promised = page.Promised && !page.PromisedAt.IsZero(); !page.Promised && talk.Case.Next != "" {
		page.Next = r.Words.Day(talk.Case.Next.Time(calendar.Zone()))
	}
	if closed := talk.Case.Closed; closed != "" {
		page.Closed, page.Gone = dayOf(r, closed), dayOf(r, talk.Case.Gone())
	}
	page.Meeting, page.Ways = meetingOf(r, talk), ways(r, talk.Label.Way)
	page.Quiet = string(casework.QuietOf(r.Tenant, talk.Case, tasks, r.Now()))
	if until := talk.Paused(); until != "" {
		page.Paused = dayOf(r, until)
	}
	if page.Instead, err = p.insteadOf(r, talk); err != nil {
		return err
	}
	p.steps(r, &page, tasks)
	if page.Step == nil {
		page.Ahead = p.aheadOf(r, talk, tasks)
	}
	if talk.Case.Urgency == casework.Crisis && talk.Label.Crisis > 0 {
		page.Crisis = taskPath(talk.Label.Crisis) + "/uitkomst"
	}
	p.path(r, &page, talk, tasks)
	return r.Show(http.StatusOK, "portal/today", page)
}

// steps chooses one thing to do: what was begun before what is new.
func (p *Portal) steps(r *web.Request, page *todayPage, tasks []casework.Task) {
	for _, t := range tasks {
		def, ok := p.shelf.Of(r.Tenant.ID).Assignment(t.Assignment, r.Language)
		if !ok {
			continue
		}
		if t.State.Handed() {
			continue
		}
		s := step{No: t.No, Title: def.Title, Minutes: def.Minutes, To: taskPath(t.No), Button: "begin"}
		if t.State == casework.TaskStarted {
			s.Begun, s.To, s.Button = true, fillPath(t.No, "", ""), "goon"
		}
		if t.State == casework.TaskReopened {
			s.Begun, s.Asked, s.Button = true, true, "asked"
		}
		if t.FirstDue != "" && t.MayWait() {
			s.Until = dayOf(r, t.Due)
		}
		if t.State == casework.TaskDeclined || t.State == casework.TaskPaper || page.Step != nil && (page.Step.Begun || !s.Begun) {
			page.Rest = append(page.Rest, s)
			continue
		}
		if page.Step != nil {
			page.Rest = append(page.Rest, *page.Step)
		}
		page.Step = &s
	}
}

// Stones of the path that this service knows how to reach, and the last one.
const (
	stoneBegin = iota + 1
	stoneOverview
	stoneBalance

	stoneLast = 6
)

// path says how far someone is: never less than before, and never a score.
func (p *Portal) path(r *web.Request, page *todayPage, talk casework.Conversation, tasks []casework.Task) {
	page.At = stoneBegin
	page.Done = append(page.Done, done{r.Words.T("done.wrote", nil), r.Words.Date(talk.Letters[0].At)})
	if page.Last != nil {
		page.At = stoneOverview
	}
	for _, t := range tasks {
		def, ok := p.shelf.Of(r.Tenant.ID).Assignment(t.Assignment, r.Language)
		if !ok || !t.State.Handed() && t.State != casework.TaskReopened {
			continue
		}
		if t.Assignment == "schuldenlijst" {
			page.At = stoneBalance
		}
		page.Done = append(page.Done, done{Text: r.Words.T("done.task", map[string]any{"Title": def.Title})})
	}
	for i := 1; i <= stoneLast; i++ {
		one := stone{Name: r.Words.T("path."+strconv.Itoa(i), nil)}
		switch {
		case i < page.At:
			one.State = "done"
		case i == page.At:
			one.State = "here"
		}
		page.Stones = append(page.Stones, one)
	}
}

// shownOf is how much of a letter the home page repeats.
const shownOf = 90

func lastOf(letters []casework.Letter) *lastLetter {
	for i := len(letters) - 1; i >= 0; i-- {
		l := letters[i]
		if l.From != casework.FromCounsellor {
			continue
		}
		return &lastLetter{Name: l.Name, At: l.At, Begin: beginOf(l.Text)}
	}
	return nil
}

// beginOf gives the first words of a text.
func beginOf(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	letters := []rune(text)
	if len(letters) <= shownOf {
		return text
	}
	text = string(letters[:shownOf])
	if cut := strings.LastIndex(text, " "); cut > 0 && letters[shownOf] != ' ' {
		text = text[:cut]
	}
	return text + " …"
}
