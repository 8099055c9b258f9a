// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// Stories shows every page of the door in every state that matters. The request
// brings language, municipality and time; nothing is read or kept.
func Stories(r *web.Request, shelf *catalog.Shelf) []web.Story {
	s := stage{
		Desk: &Desk{shelf: shelf, cases: casework.New(casework.Parts{Catalog: shelf, Now: r.Now})}, shelf: shelf, out: r.As(nil),
		in:  r.As(&access.Session{Counsellor: &access.Counsellor{ID: "sanne", Name: "Sanne", Role: access.RoleCoordinator}}),
		new: r.As(&access.Session{SetUp: &access.Opened{Door: access.CounsellorDoor{User: "sanne"}}}),
	}
	return slices.Concat(s.signStories(), s.listStories(), s.ownerStories(), s.closeStories(), s.caseStories(), s.shelfStories(), s.figuresStories(), s.heldStories(), s.roleStories(), s.divideStories())
}

// stage is the door without anything behind it, and its readers: nobody, a
// counsellor, and one who signs in for the first time.
type stage struct {
	*Desk
	shelf        *catalog.Shelf
	out, in, new *web.Request
}

func story(id, name, title string, page func() view.Page) web.Story {
	return web.StoryOf(id, "desk/"+name, title, page)
}

// played is a story of a page that the door itself shows.
func played(id, name, title string, show func() error) web.Story {
	return web.Story{ID: id, Page: "desk/" + name, Title: title, Show: func(*web.Request) error { return show() }}
}

// sentence is what a form says of a failure.
func (s stage) sentence(err error) string {
	text, _ := saying(s.in, err)
	return text
}

func (s stage) signStories() []web.Story {
	sign := func(id, title string, page signPage) web.Story {
		return played(id, "sign", title, func() error { return s.showSign(s.out, http.StatusOK, page) })
	}
	lost := func(id, title, user, complaint string) web.Story {
		return played(id, "recover", title, func() error { return s.showRecover(s.out, http.StatusOK, user, complaint) })
	}
	setUp := func(id, title string, wrong error) web.Story {
		return played(id, "setup", title, func() error { return s.showSetUp(s.new, http.StatusOK, wrong) })
	}
	key := func(id, title string, waits bool) web.Story {
		return story(id, "key", title, func() view.Page {
			reader := s.in
			if waits {
				reader = s.out
			}
			return keyPage{Base: s.base(reader, "tab.sign", ""), Key: strings.TrimSuffix(strings.Repeat("ABCD-EF23-", 6), "-") + "-K7", Waits: waits}
		})
	}
	wrong := s.sentence(fault.New(fault.Unauthorized, "signin.wrong"))
	return []web.Story{
		sign("sign-plain", "Empty", signPage{}),
		sign("sign-error", "Something does not match", signPage{User: "sanne", Error: wrong}),
		sign("sign-carried", "The session ended while writing", signPage{Carried: "Dag Merel, fijn dat je er weer bent."}),
		lost("recover-plain", "Empty", "", ""),
		lost("recover-error", "The key does not match", "sanne", wrong),
		setUp("setup-plain", "Empty", nil),
		setUp("setup-password", "A password that is too short", access.CheckPassword("kort", "sanne")),
		setUp("setup-code", "A code that does not match", fault.At("code", "signin.code", nil)),
		key("key-in", "In the team at once", false),
		key("key-waits", "A colleague has to let them in", true),
	}
}

func (s stage) shelfStories() []web.Story {
	shelf := func(id, title, search, phase string) web.Story {
		return story(id, "shelf", title, func() view.Page {
			page := shelfPage{Base: s.base(s.in, "tab.shelf", "shelf"), Search: search}
			page.narrow(s.in.Words, s.shelf.SearchMessages(s.in.Language, search), phase, "")
			return page
		})
	}
	person := func(name, user string, state access.CounsellorState, role access.Role) access.CounsellorDoor {
		return access.CounsellorDoor{ID: access.CounsellorID(user), Name: name, User: user, State: state, Role: role}
	}
	return []web.Story{
		shelf("shelf-all", "All of it", "", ""),
		shelf("shelf-phase", "Of one phase", "", "4"),
		shelf("shelf-found", "What a search finds", "brief", ""),
		shelf("shelf-none", "A search that finds nothing", "xyzzy", ""),
		story("team-alone", "team", "Alone", func() view.Page {
			return s.teamPage(s.in, []access.CounsellorDoor{person("Sanne", "sanne", access.CounsellorActive, access.RoleCoordinator)})
		}),
		story("team-waiting", "team", "Someone waits to be let in", func() view.Page {
			return s.teamPage(s.in, []access.CounsellorDoor{
				person("Sanne", "sanne", access.CounsellorActive, access.RoleCoordinator), person("Bram", "bram", access.CounsellorActive, access.RoleCounsellor),
				person("Yara", "yara", access.CounsellorWaiting, access.RoleTrainee), person("Joris", "joris", access.CounsellorNew, access.RoleReports),
				person("Els", "els", access.CounsellorClosed, access.RoleCounsellor),
			})
		}),
	}
}

// listed is a case in the work list.
func (s stage) listed(nick, theme string, turn casework.Turn, promised, wrote time.Time, task casework.TaskNote) casework.Row {
	c := casework.Case{ID: access.CaseID(strings.ToUpper(nick)), Turn: turn, Promised: promised, Task: task}
	return casework.Row{Case: c, Label: casework.Label{Nick: nick, Theme: theme, Wrote: wrote}}
}

// groups are five groups of cases, each in the group where it stands whatever
// the hour is.
func (s stage) groups() []group {
	cal, now := s.in.Tenant.Calendar(), s.in.Now()
	soon, later := cal.SameDayOrNext(now), cal.Promise(now, 2)
	note := func(assignment string, state casework.TaskState) casework.TaskNote {
		return casework.TaskNote{Assignment: assignment, State: state}
	}
	crisis := s.listed("Merel", "Energie", casework.TurnCounsellor, soon, now.Add(-50*time.Minute), note("spoedcheck", casework.TaskSubmitted))
	crisis.Case.Urgency, crisis.Case.Legal = casework.Crisis, casework.DateOf(cal.AddWorkdays(now, 3))
	waiting := s.listed("Kersenpit", "", casework.TurnClient, time.Time{}, now.AddDate(0, 0, -5), note("budget", casework.TaskStarted))
	waiting.Case.Next = casework.DateOf(cal.AddWorkdays(now, 4))
	rows := map[string][]casework.Row{
		groupCrisis: {crisis},
		groupLate:   {s.listed("Waterlelie", "", casework.TurnCounsellor, now.AddDate(0, 0, -1), now.AddDate(0, 0, -4), casework.TaskNote{})},
		groupToday: {
			s.listed("Vuurtoren", "Huur", casework.TurnCounsellor, soon, now.AddDate(0, 0, -1), note("schuldenlijst", casework.TaskSubmitted)),
			s.listed("Otter", "", casework.TurnCounsellor, soon, now.AddDate(0, 0, -2), note("budget", casework.TaskDeclined)),
		},
		groupLater:  {s.listed("Zilvermeeuw", "", casework.TurnCounsellor, later, now.Add(-3*time.Hour), note("budget", casework.TaskAssigned))},
		groupClient: {waiting},
	}
	var list []group
	for _, kind := range groupOrder {
		g := group{Kind: kind, N: len(rows[kind]), Note: s.groupNote(s.in, kind)}
		for _, one := range rows[kind] {
			g.Rows = append(g.Rows, s.row(s.in, one, kind))
		}
		list = append(list, g)
	}
	return list
}

func (s stage) listStories() []web.Story {
	list := func(id, title string, counts map[string]int, change func(*listPage)) web.Story {
		return story(id, "list", title, func() view.Page {
			page := listPage{Base: s.base(s.in, "tab.list", "list"), Heading: s.heading(s.in, counts), Tabs: s.tabs(s.in, []casework.Count{
				{Owner: "sanne", Kind: casework.CountAnswer, N: 38}, {Owner: "kievit", Kind: casework.CountClient, N: 67}, {Owner: "kievit", Kind: casework.CountCrisis, N: 2}, {Kind: casework.CountAnswer, N: 5},
			}, casework.TrayNow)}
			change(&page)
			return page
		})
	}
	all := map[string]int{groupCrisis: 1, groupLate: 1, groupToday: 2, groupLater: 1, groupClient: 1}
	return []web.Story{
		list("list-empty", "No case yet", nil, func(*listPage) {}),
		list("list-all", "All five groups", all, func(p *listPage) { p.Groups = s.groups() }),
		list("list-calm", "Only what can wait", map[string]int{groupLater: 1}, func(p *listPage) { p.Groups = s.groups()[3:] }),
		list("list-sent", "After sending, with a next page", all, func(p *listPage) {
			p.Groups, p.More, p.Note = s.groups(), "/werkplek?na=1.A", s.in.Words.T("list.sent", nil)
		}),
	}
}
