// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"strconv"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

func (p *Portal) talk(r *web.Request) error { return p.showTalk(r, http.StatusOK, nil, "") }

// showTalk shows the conversation; typed, when not nil, stands in the box in
// place of the kept draft.
func (p *Portal) showTalk(r *web.Request, status int, typed *string, complaint string) error {
	talk, err := p.cases.Conversation(r.Request().Context(), r.Client())
	if err != nil {
		return err
	}
	page := talkPage{
		Base: r.Base("tab.talk", "talk"), Draft: talk.Draft, Error: complaint,
		Counsellor: counsellorOf(talk.Letters), Waiting: talk.Case.Turn == casework.TurnCounsellor,
		Promised: talk.Case.Promised,
	}
	if typed != nil {
		page.Draft = *typed
	}
	if !page.Waiting {
		page.Promised = r.Tenant.Calendar().Promise(r.Now(), r.Tenant.AnswerWorkdays)
	}
	page.Older, page.Letters = folded(p.letters(r, page.Base, talk.Letters))
	page.Form.Own = true
	return r.Show(status, "portal/talk", page)
}

// A correspondence of more than mostLetters is folded down to the lastLetters.
const mostLetters, lastLetters = 7, 4

func folded(all []letter) (older, letters []letter) {
	if len(all) <= mostLetters {
		return nil, all
	}
	return all[:len(all)-lastLetters], all[len(all)-lastLetters:]
}

// counsellorOf names who wrote last for the team; empty before the first answer.
func counsellorOf(letters []casework.Letter) string {
	for i := len(letters) - 1; i >= 0; i-- {
		if letters[i].From == casework.FromCounsellor {
			return letters[i].Name
		}
	}
	return ""
}

// letters shows a correspondence on the page that base is of.
func (p *Portal) letters(r *web.Request, base view.Base, list []casework.Letter) []letter {
	out := make([]letter, 0, len(list))
	for _, l := range list {
		one := letter{Seq: l.Seq, Mine: l.From == casework.FromClient, Name: l.Name, At: l.At, Removed: l.Removed, Text: l.Text}
		one.Stamp, one.When = l.At.Format("2006-01-02T15:04"), r.Words.Day(l.At)
		if !l.Removed {
			one.When += ", " + r.Words.Clock(l.At)
		}
		if l.Meet.Set() {
			one.Meet = base.To(meetPath(l.Seq), r.Words.T("meeting.open", nil))
		}
		for _, t := range l.Tasks {
			def, ok := p.shelf.Of(r.Tenant.ID).Assignment(t.Assignment, r.Language)
			if !ok {
				continue
			}
			task := letterTask{Link: base.To(taskPath(t.No), def.Title), Minutes: def.Minutes}
			if t.Due != "" {
				task.Due = r.Words.Day(t.Due.Time(calendar.Zone()))
			}
			one.Tasks = append(one.Tasks, task)
		}
		out = append(out, one)
	}
	return out
}

// post sends a message, keeps a draft, or only changes the language; the text
// in the box is never lost.
func (p *Portal) post(r *web.Request) error {
	ctx, text := r.Request().Context(), r.Field("bericht")
	if r.Field("hoe") == "" && (r.Translating() || r.Field("bewaar") != "") {
		return p.keepDraft(r, text)
	}
	text = p.without(r, text)
	if err := p.cases.Post(ctx, r.Tenant, r.Client(), text); err != nil {
		return p.notPosted(r, err, text)
	}
	return r.Go("/gesprek")
}

func (p *Portal) keepDraft(r *web.Request, text string) error {
	err := p.cases.SaveDraft(r.Request().Context(), r.Client(), text)
	switch {
	case r.Field("stil") != "":
		if err != nil {
			return r.NoContent(web.Status(err))
		}
		return r.NoContent(http.StatusNoContent)
	case r.Translating():
		return p.showTalk(r, http.StatusOK, &text, "")
	case err != nil:
		return p.notPosted(r, err, text)
	}
	return r.Go("/gesprek")
}

func (p *Portal) notPosted(r *web.Request, err error, text string) error {
	if s := stoppedBy(r, err, text, "/gesprek"); s != nil {
		page := haltedPage{Base: r.Base("tab.talk", "talk"), Stopped: s}
		page.Form.Own = true
		return r.Show(http.StatusUnprocessableEntity, "portal/halted", page)
	}
	if sentence, ok := saying(r, err); ok {
		return p.showTalk(r, web.Status(err), &text, sentence)
	}
	return err
}

// removeMessage asks once, because what is taken away cannot come back.
func (p *Portal) removeMessage(r *web.Request) error {
	seq, err := strconv.Atoi(r.Field("weg"))
	if err != nil {
		return fault.New(fault.NotFound, "")
	}
	if r.Field("zeker") != "" {
		if err := p.cases.RemoveMessage(r.Request().Context(), r.Client(), seq); err != nil {
			return err
		}
		return r.Go("/gesprek")
	}
	talk, err := p.cases.Conversation(r.Request().Context(), r.Client())
	if err != nil {
		return err
	}
	for _, l := range talk.Letters {
		if l.Seq == seq && l.From == casework.FromClient && !l.Removed {
			return r.Show(http.StatusOK, "portal/remove", removePage{Base: r.Base("tab.talk", "talk"), Seq: seq, Text: l.Text})
		}
	}
	return fault.New(fault.NotFound, "")
}
