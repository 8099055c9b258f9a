// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"slices"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

var zone = calendar.Zone()

// sampleLetters is a correspondence: with an assignment, a letter that was
// removed, and more than one paragraph.
func (s stage) sampleLetters() []casework.Letter {
	return []casework.Letter{
		{Seq: 1, From: casework.FromClient, At: s.ago(6, 21, 40), Text: sampleText},
		{Seq: 2, From: casework.FromCounsellor, Name: sampleName, At: s.ago(5, 11, 5), Text: "Dag Merel,\n\nWat goed dat je schrijft. Zo'n stapel kan heel zwaar voelen. Je hoeft hem niet in één keer weg te werken.\n\n" +
			"Begin met drie brieven. Schatten mag, en stoppen mag ook.\n\nGroet,\nSanne",
			Tasks: []casework.LetterTask{{No: 1, Assignment: "schuldenlijst", Due: s.due(3)}, {No: 2, Assignment: "spoedcheck"}}},
		{Seq: 3, From: casework.FromClient, At: s.ago(4, 9, 12), Removed: true},
		{Seq: 4, From: casework.FromClient, At: s.ago(1, 19, 55), Text: "Drie brieven zijn open. Bij één begrijp ik niet wat ze willen."},
	}
}

func (s stage) given(no int, assignment string, state casework.TaskState) casework.Task {
	return casework.Task{No: no, Assignment: assignment, Version: 1, State: state, Assigned: casework.DateOf(s.ago(5, 11, 5)), Due: s.due(3)}
}

// home is the home page as it is with these letters and tasks.
func (s stage) home(id, title string, letters []casework.Letter, tasks []casework.Task, change func(*todayPage)) web.Story {
	return story(id, "today", title, func() view.Page {
		page := todayPage{Base: s.in.Base("tab.today", "today"), Nick: sampleNick, Last: lastOf(letters)}
		s.steps(s.in, &page, tasks)
		s.path(s.in, &page, casework.Conversation{Letters: letters}, tasks)
		change(&page)
		return page
	})
}

// ahead is the step of the trajectory for working alone that is next.
func (s stage) ahead(plan casework.Plan, tasks []casework.Task) *ahead {
	return s.aheadOf(s.in, casework.Conversation{Label: casework.Label{Plan: plan}}, tasks)
}

func (s stage) todayStories() []web.Story {
	all := s.sampleLetters()
	fresh := []casework.Task{s.given(1, "schuldenlijst", casework.TaskAssigned)}
	waits := func(p *todayPage) { p.Promised, p.PromisedAt = true, s.promise }
	nothing := func(*todayPage) {}
	return []web.Story{
		s.home("today-waiting", "Waiting for the first answer", all[:1], nil, waits),
		s.home("today-closed", "The case was closed", all, nil, func(p *todayPage) {
			p.Closed, p.Gone = dayOf(s.in, casework.DateOf(s.in.Now())), dayOf(s.in, casework.DateOf(s.in.Now().AddDate(0, 3, 0)))
		}),
		s.home("today-code", "The code was not kept yet", all[:1], nil, func(p *todayPage) { waits(p); p.CodeWaits = true }),
		s.home("today-step", "One step", all[:2], fresh, nothing),
		s.home("today-begun", "A step that was begun, and more that waits", all, []casework.Task{
			s.given(1, "spoedcheck", casework.TaskSubmitted), s.given(2, "budget", casework.TaskStarted),
			s.given(3, "schuldenlijst", casework.TaskAssigned), s.given(4, "spoedcheck", casework.TaskDeclined),
		}, waits),
		s.home("today-crisis", "Something cannot wait", all, []casework.Task{s.given(1, "spoedcheck", casework.TaskSubmitted)}, func(p *todayPage) {
			waits(p)
			p.Crisis = taskPath(1) + "/uitkomst"
		}),
		s.home("today-rest", "Nothing to do until an agreed day", all, []casework.Task{s.given(1, "schuldenlijst", casework.TaskSubmitted)}, func(p *todayPage) {
			p.Next = s.in.Words.Day(s.due(5).Time(zone))
		}),
		s.home("today-offer", "Nothing to do; who wants to can begin alone", all[:1], nil, func(p *todayPage) {
			waits(p)
			p.Ahead = s.ahead(casework.Plan{}, nil)
		}),
		s.home("today-ahead", "The client works alone and takes the next step", all, []casework.Task{s.given(1, "spoedcheck", casework.TaskSubmitted)}, func(p *todayPage) {
			waits(p)
			p.Ahead = s.ahead(casework.Plan{Trajectory: "zelfhulp", Behind: []string{"safe"}}, []casework.Task{s.given(1, "spoedcheck", casework.TaskSubmitted)})
		}),
		s.home("today-framed", "Inside a municipality's page, without cookies", all[:2], fresh, func(p *todayPage) {
			p.Base = framed(s.in).Base("tab.today", "today")
		}),
		s.home("today-meeting", "An appointment at a place, and how to be helped", all, nil, func(p *todayPage) {
			p.Meeting = &meeting{When: s.in.Words.DayTime(s.promise), Place: "Stadhuis, Plein 1", To: meetPath(2)}
			p.Ways = ways(s.in, casework.WayBoth)
		}),
		story("meeting-plain", "meeting", "An appointment to print", func() view.Page {
			l := all[1]
			l.Meet = casework.Meet{Day: s.due(3), Clock: "14:30", Place: "Stadhuis, Plein 1"}
			return s.meetingPage(s.in, l)
		}),
		s.home("today-quiet", "A step that lies for some days", all[:2], fresh, func(p *todayPage) { p.Quiet = string(casework.QuietBit) }),
		s.home("today-smaller", "A step that lies for two weeks", all[:2], fresh, func(p *todayPage) { p.Quiet = string(casework.QuietLong) }),
		s.home("today-pause", "A step that lies for a month", all[:2], fresh, func(p *todayPage) { p.Quiet = string(casework.QuietPause) }),
		s.home("today-paused", "The client pauses", all[:2], fresh, func(p *todayPage) { p.Paused = dayOf(s.in, s.due(10)) }),
		s.home("today-handed", "Somebody else is their counsellor now", all, nil, func(p *todayPage) {
			talk := casework.Conversation{Label: casework.Label{Handed: casework.Handover{From: "Sanne", To: "Bram", On: s.due(0)}}}
			p.Instead, _ = s.insteadOf(s.in, talk)
		}),
		s.home("today-away", "Their counsellor is away, and another answers", all, nil, func(p *todayPage) {
			waits(p)
			p.Instead = awayText(s.in, casework.Conversation{Case: casework.Case{Turn: casework.TurnCounsellor}}, casework.Absence{Name: "Sanne", SubstituteName: "Bram", To: s.due(5)})
		}),
		s.home("today-waits", "They wait for their own counsellor", all, nil, func(p *todayPage) {
			waits(p)
			talk := casework.Conversation{Case: casework.Case{Turn: casework.TurnCounsellor}, Label: casework.Label{Waits: s.due(5)}}
			p.Instead = awayText(s.in, talk, casework.Absence{Name: "Sanne", SubstituteName: "Bram", To: s.due(5)})
		}),
		s.home("today-larger", "Larger letters and more room", all[:2], fresh, func(p *todayPage) {
			p.Reading = view.Reading{Larger: true, Airy: true}
		}),
	}
}

// long is a correspondence that went on.
func long(letters []casework.Letter) []casework.Letter {
	list := slices.Concat(letters, letters[:2])
	list = slices.Concat(list, letters)
	for i := range list {
		list[i].Seq = i + 1
	}
	return list
}

// talking is the conversation as it is with these letters.
func (s stage) talking(id, title string, r *web.Request, letters []casework.Letter, change func(*talkPage)) web.Story {
	return story(id, "talk", title, func() view.Page {
		page := talkPage{
			Base: r.Base("tab.talk", "talk"), Counsellor: counsellorOf(letters), Promised: s.promise,
			Waiting: len(letters) > 0 && letters[len(letters)-1].From == casework.FromClient,
		}
		page.Older, page.Letters = folded(s.letters(r, page.Base, letters))
		page.Form.Own = true
		change(&page)
		return page
	})
}

func (s stage) talkStories() []web.Story {
	all, nothing := s.sampleLetters(), func(*talkPage) {}
	return []web.Story{
		s.talking("talk-first", "Before the first answer", s.in, all[:1], nothing),
		s.talking("talk-letters", "Letters, tasks and one that was removed", s.in, all, nothing),
		s.talking("talk-free", "The client need not answer", s.in, all[:2], nothing),
		s.talking("talk-long", "A long correspondence; what is older is folded", s.in, long(all), nothing),
		s.talking("talk-draft", "With a draft", s.in, all, func(p *talkPage) { p.Draft = sampleDraft }),
		s.talking("talk-error", "A text that is too long", s.in, all, func(p *talkPage) {
			p.Draft, p.Error = sampleDraft, s.sentence(fault.At("bericht", "message.long", map[string]any{"N": 1}))
		}),
		s.talking("talk-framed", "Inside a municipality's page, without cookies", framed(s.in), all, nothing),
		story("talk-stopped", "halted", "Stopped: a BSN", func() view.Page {
			page := haltedPage{Base: s.in.Base("tab.talk", "talk"), Stopped: s.halt(s.in, sampleNumber, "/gesprek")}
			page.Form.Own = true
			return page
		}),
		story("remove", "remove", "Asked before a message goes", func() view.Page {
			return removePage{Base: s.in.Base("tab.talk", "talk"), Seq: 4, Text: all[3].Text}
		}),
	}
}

func (s stage) taskStories() []web.Story {
	tell := func(id, title, assignment, button string) web.Story {
		return story(id, "task", title, func() view.Page {
			def, _ := s.shelf.Assignment(assignment, s.in.Language)
			return taskPage{
				Base: s.in.Base("tab.task", ""), Heading: def.Title, Why: def.Why, Minutes: def.Minutes, Prepare: def.Prepare, No: 1,
				Begin: fillPath(1, "", ""), Button: button,
			}
		})
	}
	return []web.Story{
		tell("task-new", "New; the reasons to leave it are folded", "schuldenlijst", "begin"),
		tell("task-begun", "Begun", "budget", "goon"),
		tell("task-again", "Handed in before", "spoedcheck", "again"),
	}
}
