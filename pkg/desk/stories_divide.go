// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// divideStories are the pages of who has what, and who is not there.
func (s stage) divideStories() []web.Story {
	var doors []access.CounsellorDoor
	for _, name := range []string{"Sanne", "Bram", "Kievit"} {
		doors = append(doors, access.CounsellorDoor{ID: access.CounsellorID(name), Name: name, Role: access.RoleCounsellor, State: access.CounsellorActive})
	}
	today := casework.DateOf(s.in.Now().In(zone))
	gone := []casework.Absence{{
		ID: "a", Counsellor: "Bram", Substitute: "Kievit", Name: "Bram", SubstituteName: "Kievit", From: today, To: casework.DateOf(s.in.Now().AddDate(0, 0, 6)),
	}}
	soon := casework.DateOf(s.in.Tenant.Calendar().SameDayOrNext(s.in.Now()).In(zone))
	counts := []casework.Count{
		{Owner: "Sanne", Kind: casework.CountAnswer, Day: soon, N: 7}, {Owner: "Sanne", Kind: casework.CountClient, N: 31},
		{Owner: "Kievit", Kind: casework.CountCrisis, Day: soon, N: 1}, {Owner: "Kievit", Kind: casework.CountAnswer, Day: soon, N: 2}, {Kind: casework.CountAnswer, Day: soon, N: 3},
	}
	var rows []casework.Row
	for _, nick := range []string{"Waterlelie", "Otter"} {
		rows = append(rows, s.listed(nick, "Huur", casework.TurnCounsellor, s.closing(s.in), s.in.Now(), casework.TaskNote{}))
	}
	rows[0].Case.Urgency = casework.Crisis
	complain := func(page dividePage, err error) dividePage {
		page.Error, page.At = s.sentence(err), fault.As(err).Fields[0].Name
		return page
	}
	return []web.Story{
		story("divide-plain", "divide", "Cases of nobody, and who has how much", func() view.Page {
			return s.board(s.in, casework.Inbox{Rows: rows, Counts: counts}, doors, gone)
		}),
		story("divide-none", "divide", "Everything is somebody's", func() view.Page { return s.board(s.in, casework.Inbox{Counts: counts[:4]}, doors, nil) }),
		story("divide-two", "divide", "Refused: the same colleague twice", func() view.Page {
			return complain(s.board(s.in, casework.Inbox{Counts: counts[:4]}, doors, nil), fault.At("naar", "divide.two", nil))
		}),
		story("away-none", "away", "Everyone is there", func() view.Page { return s.awayPage(s.in, nil, doors, nil) }),
		story("away-list", "away", "Somebody is not there", func() view.Page { return s.awayPage(s.in, gone, doors, nil) }),
		story("away-both", "away", "Refused: the substitute is away too", func() view.Page {
			return s.awayPage(s.in, gone, doors, fault.At("wie", "away.both", map[string]any{"Name": "Bram"}))
		}),
		story("list-for", "list", "A part for a colleague who is not there", func() view.Page {
			page := listPage{Base: s.base(s.in, "tab.list", "list"), Heading: s.heading(s.in, nil), Groups: s.groups(), Tabs: s.tabs(s.in, counts, casework.TrayNow)}
			page.Tabs = append(page.Tabs, tab{To: insteadPath("Bram"), Label: s.in.Words.T("tray.for", map[string]any{"Name": "Bram"}), N: 12})
			return page
		}),
	}
}
