// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// versionStories are an assignment that changed while somebody was half way.
func (s stage) versionStories() []web.Story {
	tell := func(id, title, button string, state casework.TaskState, n casework.News, parked int) web.Story {
		return story(id, "task", title, func() view.Page {
			def, _ := s.shelf.Assignment("budget", s.in.Language)
			return taskPage{
				Base: s.in.Base("tab.task", ""), Heading: def.Title, Why: def.Why, Minutes: def.Minutes, Prepare: def.Prepare, No: 1,
				Begin: fillPath(1, "", ""), Button: button, News: tellNews(s.in, n, state, state != casework.TaskAssigned), Parked: parked,
			}
		})
	}
	one := casework.News{News: assignment.News{Class: assignment.Additive, Added: []string{"Heb je een huisdier?"}}, Logic: "x"}
	much := casework.News{Logic: "x", Parks: 2, News: assignment.News{
		Class: assignment.Breaking, Added: []string{"Heb je een huisdier?"}, Gone: []string{"Hoeveel kinderen wonen er bij je?"}, Outcome: true,
		Changed: []string{"Wat erin komt: Hoeveel komt er op je rekening?", "Wat eruit gaat: Waar betaal je voor?", "Hoeveel wil je achter de hand houden?", "Klopt dit?"},
	}}
	plain := casework.News{Logic: "x", News: assignment.News{Class: assignment.Additive}}
	no := one
	no.Declined = true
	return []web.Story{
		tell("task-news", "Half way, and a question came", "goon", casework.TaskStarted, one, 0),
		tell("task-news-much", "Half way, and much is otherwise", "goon", casework.TaskStarted, much, 0),
		tell("task-news-plain", "Not begun, and nothing is otherwise that a client sees", "begin", casework.TaskAssigned, plain, 0),
		tell("task-news-no", "The client goes on as it was; answers were kept aside before", "goon", casework.TaskStarted, no, 2),
		s.aside("parked-one", "One answer is asked no more", "", 1),
		s.aside("parked-list", "Several answers are asked no more", "", 3),
		s.aside("parked-ask", "About to delete one", "x", 1),
		s.aside("parked-ask-all", "About to delete all of them", wipeAll, 3),
		s.aside("parked-empty", "All were deleted", "", 0),
	}
}

// setAside are answers that lost their question.
func (s stage) setAside(n int) []*assignment.Parked {
	field := func(value string) map[string]*assignment.Field {
		return map[string]*assignment.Field{"": {Log: []assignment.Entry{{Rev: 1, Value: value}}}, ".per": {Log: []assignment.Entry{{Rev: 1, Value: "week"}}}}
	}
	return []*assignment.Parked{
		{Path: "children", Was: assignment.Was{Label: "Hoeveel kinderen wonen er bij je?", Kind: dossier.Number}, Fields: field("3")},
		{Path: "income[r1].extra", Row: "1", Was: assignment.Was{List: "Wat erin komt", Label: "Krijg je er iets bij?", Kind: dossier.MoneyPer}, Fields: field("ca. 25")},
		{Path: "story", Was: assignment.Was{Label: "Hoe gaat het nu met je?", Kind: dossier.LongText}, Fields: field(sampleText)},
	}[:n]
}

func (s stage) aside(id, title, ask string, n int) web.Story {
	return story(id, "parked", title, func() view.Page {
		return parkedPage{Base: s.in.Base("tab.task", ""), No: 1, Heading: "Mijn budget", Lines: parkedLines(s.setAside(n), s.in.Language), Ask: ask}
	})
}
