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

// closeStories are the pages of searching, of closing, and of a case that is closed
// or has notes of the team.
func (s stage) closeStories() []web.Story {
	shut := func(id, title string, wrong error) web.Story {
		return story(id, "close", title, func() view.Page {
			page := s.closePage(s.in, "Merel", wrong)
			page.Text = "Dag Merel, je hebt een afspraak die je kunt betalen. Komt er iets nieuws? Schrijf gerust."
			return page
		})
	}
	noted := func(id, title string, st state, notes ...casework.TeamNote) web.Story {
		return played(id, "case", title, func() error {
			o := s.opened()
			o.Case.Owner, o.Notes = "sanne", notes
			return s.showCase(s.in, http.StatusOK, o, st)
		})
	}
	at := s.in.Now().AddDate(0, 0, -2)
	return []web.Story{
		story("search-empty", "search", "Before searching", func() view.Page { return s.searchPage(s.in, casework.Result{}, nil) }),
		story("search-wrong", "search", "Nothing was typed", func() view.Page {
			return s.searchPage(s.in, casework.Result{}, fault.At("zoek", "search.empty", nil))
		}),
		story("search-none", "search", "Nothing was found", func() view.Page {
			page := s.searchPage(s.in, casework.Result{}, nil)
			page.Search, page.Searched = "papegaai", true
			return page
		}),
		story("search-found", "search", "Messages were found, and more", func() view.Page {
			page := s.searchPage(s.in, casework.Result{More: true, Found: []casework.Found{
				{Case: "A", Nick: "Merel", Seq: 3, At: s.in.Now().Add(-time.Hour), Pieces: []string{"Er ligt weer een ", "brief", " van de woningbouw."}},
				{Case: "B", Nick: "Vuurtoren", Seq: 9, At: s.in.Now().AddDate(0, 0, -9), Mine: true, Pieces: []string{"…kun je die ", "brief", " openmaken? Lezen hoeft nog niet."}},
			}}, nil)
			page.Search, page.Searched = "brief", true
			return page
		}),
		story("later-days", "later", "Until when a case is put aside", func() view.Page {
			o := s.opened()
			o.Case.Promised = s.in.Tenant.Calendar().Promise(s.in.Now(), 5)
			return s.laterPage(s.in, o, fault.At("tot", "aside.day", nil))
		}),
		story("later-none", "later", "A case that cannot be put aside", func() view.Page {
			o := s.opened()
			o.Case.Urgency = casework.Crisis
			return s.laterPage(s.in, o, nil)
		}),
		shut("close-plain", "Closing a case", nil),
		shut("close-none", "No outcome was chosen", fault.At("uitkomst", "close.choose", nil)),
		shut("close-newer", "Something came in since", fault.At("tekst", "reply.newer", nil)),
		played("case-closed", "case", "A case that is closed", func() error {
			o := s.opened()
			o.Case.Owner, o.Case.Turn, o.Case.Closed, o.Label.Outcome = "sanne", casework.TurnClient, casework.DateOf(s.in.Now()), "completed"
			return s.showCase(s.in, http.StatusOK, o, state{})
		}),
		played("case-later", "case", "A case that was put aside", func() error {
			o := s.opened()
			o.Case.Owner, o.Case.Until = "sanne", casework.DateOf(s.in.Now().AddDate(0, 0, 1))
			return s.showCase(s.in, http.StatusOK, o, state{})
		}),
		noted("case-teamnotes", "What the team wrote down for each other", state{reply: casework.Reply{Aside: "Vraag naar"}},
			casework.TeamNote{ID: "A", Name: "Kievit", At: at, Text: "Schrijft liever 's avonds."}, casework.TeamNote{ID: "B", Name: "Sanne", Mine: true, At: at, Text: "Huur is geregeld tot juli."}),
		noted("case-teamnote-stopped", "A note for the team that was stopped", state{reply: casework.Reply{Aside: "BSN 123456782"}, wrong: fault.At("notitie", "message.numbers", map[string]any{"N": 1})}),
	}
}
