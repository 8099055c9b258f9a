// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"time"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// heldStories are the pages on which an answer did not reach the client yet.
func (s stage) heldStories() []web.Story {
	tell := func(id, title string, hour int, write func(*casework.Opened, *state)) web.Story {
		return played(id, "case", title, func() error {
			now := s.in.Now().In(zone)
			at := time.Date(now.Year(), now.Month(), now.Day(), hour, 30, 0, 0, zone)
			then := stage{Desk: s.Desk, shelf: s.shelf, in: s.in.At(at)}
			o, st := then.opened(), state{}
			write(&o, &st)
			return then.showCase(then.in, http.StatusOK, o, st)
		})
	}
	under := func(o *casework.Opened, _ *state) {
		o.Letters = append(o.Letters, casework.Letter{ID: "new", Seq: 9, From: casework.FromCounsellor, Name: "Sanne", At: s.in.Now(), Text: "Dag Merel,\n\nGoed dat je de brief opende."})
		o.Held = &casework.Held{Message: "new", By: "sanne", Until: s.in.Now().Add(2 * time.Minute)}
		o.Case.Turn, o.Case.Next = casework.TurnClient, casework.DateOf(s.in.Tenant.Calendar().AddWorkdays(s.in.Now(), 4))
	}
	return []web.Story{
		tell("case-held", "An answer that can be taken back", 11, under),
		tell("case-held-waits", "Refused: an answer is still under way", 11, func(o *casework.Opened, st *state) {
			under(o, st)
			st.reply.Text, st.wrong = "En nog dit.", fault.At("tekst", "held.waits", nil)
		}),
		tell("case-evening", "Written when the team is closed", 22, func(o *casework.Opened, st *state) { st.reply.Text = "Dag Merel, ik lees mee." }),
		story("list-undo", "list", "An answer was sent and can be taken back", func() view.Page {
			page := listPage{Base: s.base(s.in, "tab.list", "list"), Heading: s.heading(s.in, nil), Groups: s.groups()}
			page.Note, page.Undo = s.in.Words.T("list.sent", nil)+" "+s.delivers(s.in, s.in.Now().Add(2*time.Minute)), casePath("MEREL")+"/terug"
			return page
		}),
	}
}
