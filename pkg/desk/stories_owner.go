// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// ownerStories are the pages about whose a case is.
func (s stage) ownerStories() []web.Story {
	pass := func(id, title string, wrong error) web.Story {
		return story(id, "pass", title, func() view.Page {
			page := passPage{Base: s.base(s.in, "tab.case", "list"), ID: "A", Nick: "Merel", People: []choice{
				{Value: "-", Label: s.in.Words.T("owner.nobody", nil)}, {Value: "sanne", Label: "Sanne", On: wrong == nil}, {Value: "kievit", Label: "Kievit"},
			}}
			page.Error, _ = saying(s.in, wrong)
			return page
		})
	}
	why := func(id, title, owner, typed string, wrong error) web.Story {
		return story(id, "why", title, func() view.Page {
			page := s.whyPage(s.in, owner, wrong)
			page.Text = typed
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
	shut := func(id, title string, wrong error) web.Story {
		return story(id, "close", title, func() view.Page {
			page := s.closePage(s.in, "Merel", wrong)
			page.Text = "Dag Merel, je hebt een afspraak die je kunt betalen. Komt er iets nieuws? Schrijf gerust."
			return page
		})
	}
	return []web.Story{
		story("list-here", "list", "Nothing here, and cases elsewhere", func() view.Page {
			return listPage{Base: s.base(s.in, "tab.list", "list"), Heading: s.heading(s.in, nil), Elsewhere: true,
				Tabs: s.tabs(s.in, []casework.Count{{Owner: "kievit", Kind: casework.CountClient, N: 6}}, casework.TrayMine)}
		}),
		story("list-team", "list", "The team's list, with cases of a colleague", func() view.Page {
			groups := s.groups()
			for i := range groups {
				for j := range groups[i].Rows {
					groups[i].Rows[j].Owner = s.whose(s.in, "kievit", "Kievit")
				}
			}
			return listPage{Base: s.base(s.in, "tab.list", "list"), Heading: s.heading(s.in, map[string]int{groupLate: 1}), Groups: groups,
				Tabs: s.tabs(s.in, []casework.Count{{Owner: "kievit", Kind: casework.CountClient, N: 6}}, casework.TrayTeam)}
		}),
		story("list-closed", "list", "Cases that are closed", func() view.Page {
			closed := s.listed("Vuurtoren", "Huur", casework.TurnClient, s.in.Now(), s.in.Now(), casework.TaskNote{})
			closed.Case.Closed, closed.Case.Owner, closed.Owner = casework.DateOf(s.in.Now().AddDate(0, 0, -3)), "kievit", "Kievit"
			return listPage{Base: s.base(s.in, "tab.list", "list"), Heading: s.heading(s.in, nil),
				Groups: []group{{Kind: groupClosed, N: 1, Note: s.groupNote(s.in, groupClosed), Rows: []row{s.row(s.in, closed, groupClosed)}}},
				Tabs:   s.tabs(s.in, []casework.Count{{Owner: "kievit", Kind: casework.CountClosed, N: 1}}, casework.TrayClosed)}
		}),
		pass("pass-plain", "Whose a case is to be", nil),
		pass("pass-none", "Nobody was chosen", fault.At("aan", "owner.choose", nil)),
		why("why-plain", "A case of a colleague", "Kievit", "", nil),
		why("why-none", "No reason was chosen", "Kievit", "", fault.At("waarom", "reason.choose", nil)),
		why("why-empty", "Something else, without words", "", "", fault.At("reden", "reason.empty", nil)),
		why("why-number", "A number that gives a person away", "Kievit", "Zie 123456782.", fault.At("reden", "message.numbers", map[string]any{"N": 1})),
		shut("close-plain", "Closing a case", nil),
		shut("close-none", "No outcome was chosen", fault.At("uitkomst", "close.choose", nil)),
		shut("close-newer", "Something came in since", fault.At("tekst", "reply.newer", nil)),
		played("case-closed", "case", "A case that is closed", func() error {
			o := s.opened()
			o.Case.Owner, o.Case.Turn, o.Case.Closed, o.Label.Outcome = "sanne", casework.TurnClient, casework.DateOf(s.in.Now()), "completed"
			return s.showCase(s.in, http.StatusOK, o, state{})
		}),
		noted("case-teamnotes", "What the team wrote down for each other", state{reply: casework.Reply{Aside: "Vraag naar"}},
			casework.TeamNote{ID: "A", Name: "Kievit", At: at, Text: "Schrijft liever 's avonds."}, casework.TeamNote{ID: "B", Name: "Sanne", Mine: true, At: at, Text: "Huur is geregeld tot juli."}),
		noted("case-teamnote-stopped", "A note for the team that was stopped", state{reply: casework.Reply{Aside: "BSN 123456782"}, wrong: fault.At("notitie", "message.numbers", map[string]any{"N": 1})}),
	}
}
