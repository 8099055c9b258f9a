// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"slices"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// answered is a list of debts that was handed in, with what the team said of it.
func (s stage) answered(state casework.TaskState, said ...casework.Remark) casework.Work {
	w := s.playing("schuldenlijst", nil, rows("debts", sampleDebts))
	w.Task.ID, w.Task.State, w.Task.Draft = "t1", state, []byte("typed")
	w.State = state
	sub := casework.Submission{
		Of: casework.SealedSubmission{ID: "s1", Task: "t1", No: 1, Sections: w.Def.Sections()}, Content: casework.Sheet{Client: w.Outcome.Submission(s.ago(1, 20, 15))},
	}
	for i := range said {
		said[i].Sheet, said[i].Name, said[i].At = "s1", sampleName, s.ago(0, 9, 30)
	}
	w.Dossier = casework.Dossier{Submissions: []casework.Submission{sub}, Remarks: said}
	w.Notes = w.Dossier.OpenNotes("t1")
	return w
}

// asking is what the team says in the stories.
func asking() []casework.Remark {
	return []casework.Remark{
		{Kind: casework.RemarkSeen},
		{Kind: casework.RemarkNote, Path: "debts", Row: "r1", Text: "Goed dat je deze brief durfde te openen."},
		{Kind: casework.RemarkAsk, Path: "debts", Row: "r2", Text: "Staat er op de brief ook een datum?\n\nZo niet, kies dan “Dat weet ik niet”."},
	}
}

func (s stage) saidStories() []web.Story {
	task := func(id, title string, w func() casework.Work, wrong error) web.Story {
		return played(id, "task", title, func() error { return s.showTask(s.in, http.StatusOK, w(), 1, wrong) })
	}
	return []web.Story{
		task("task-waits", "Handed in; nobody opened it yet", func() casework.Work { return s.answered(casework.TaskSubmitted) }, nil),
		task("task-seen", "It was opened, and taking it back came too late", func() casework.Work {
			return s.answered(casework.TaskSeen, casework.Remark{Kind: casework.RemarkSeen})
		}, fault.At("terug", "takeback.seen", nil)),
		task("task-asked", "Something is asked again", func() casework.Work { return s.answered(casework.TaskReopened, asking()...) }, nil),
		task("task-asked-gone", "What is asked about was taken off the list since", func() casework.Work {
			w := s.answered(casework.TaskReopened, asking()...)
			w.Outcome.Draft.RemoveRow("debts", "r2")
			w.Outcome = w.Def.Evaluate(w.Outcome.Draft, assignment.World{Today: s.in.Now().In(zone), AddWorkdays: s.in.Tenant.Calendar().AddWorkdays})
			return w
		}, nil),
		task("task-back", "It was taken back", func() casework.Work {
			w := s.answered(casework.TaskStarted)
			w.Dossier.Submissions[0].Of.Sections = nil
			return w
		}, nil),
		task("task-paper", "It is done on paper", func() casework.Work {
			w := s.playing("budget", nil, nil)
			w.Task, w.State = s.given(1, "budget", casework.TaskPaper), casework.TaskPaper
			return w
		}, nil),
		task("task-first", "It builds on what is not in the dossier yet", func() casework.Work { return s.playing("brief-uitstel", nil, nil) }, nil),
		task("task-later", "The client chose a later day", func() casework.Work {
			w := s.playing("budget", nil, nil)
			w.Task.FirstDue, w.Task.Due = w.Task.Due, s.due(8)
			return w
		}, fault.At("dag", "later.sooner", nil)),
		played("fill-asked", "fill", "The questions that are asked again come first", func() error {
			w := s.answered(casework.TaskReopened, asking()...)
			page, row := s.askedAgain(s.in, w)
			return s.showFill(s.in, http.StatusOK, filledPage{w: w, no: 1, page: page, row: row})
		}),
		played("review-notes", "review", "With what the team wrote", func() error {
			return s.showReview(s.in, http.StatusOK, s.answered(casework.TaskReopened, asking()...), 1, nil)
		}),
		s.cameOut("result-seen", "It was opened", casework.TaskSeen, casework.Remark{Kind: casework.RemarkSeen}),
		s.cameOut("result-accepted", "It is good", casework.TaskAccepted, append(asking()[:2], casework.Remark{Kind: casework.RemarkAccepted})...),
		s.cameOut("result-waits", "It can still be taken back", casework.TaskSubmitted),
		story("section-notes", "section", "With what the team wrote beside a fact", func() view.Page {
			sec, _ := s.shelf.Assignments.Vocabulary(s.in.Language).Section("debts")
			facts := s.facts(s.in, s.remarked(), "debts")
			return sectionPage{Base: s.in.Base("tab.dossier", "dossier"), Heading: sec.Label, ID: "debts", Shared: true, Facts: facts}
		}),
		s.home("today-asked", "Something is asked again, and the client took more time", s.sampleLetters(), []casework.Task{s.later1()}, func(*todayPage) {}),
		played("copy-notes", "copy", "The copy with what the team wrote", func() error {
			s.in.Response().Before(func() { s.in.Response().Header().Del("Content-Disposition") })
			return s.sendCopy(s.in, everything{talk: casework.Conversation{Label: casework.Label{Nick: sampleNick}, Letters: s.sampleLetters()}, folder: s.remarked()})
		}),
	}
}

// later1 is a task that is asked about again and for which the client took time.
func (s stage) later1() casework.Task {
	t := s.given(1, "schuldenlijst", casework.TaskReopened)
	t.FirstDue, t.Due = t.Due, s.due(8)
	return t
}

// cameOut is the page of what came out, with what the team said.
func (s stage) cameOut(id, title string, state casework.TaskState, said ...casework.Remark) web.Story {
	return story(id, "result", title, func() view.Page {
		w := s.answered(state, said...)
		sub := w.Dossier.Submissions[0]
		page := outcome(s.in, sub.Content.Client)
		page.Version, page.No, page.Said = 1, 1, s.tell(s.in, w.Dossier, w.Task, sub)
		return page
	})
}

// remarked is the dossier with what the team wrote, beside a debt before and after
// it was changed, and on a sheet; another sheet was taken back.
func (s stage) remarked() casework.Dossier {
	d := s.whole()
	d.Submissions = slices.Clone(d.Submissions)
	row := func(path string) string { return d.Record.Rows(path)[0].Row }
	d.Remarks = []casework.Remark{
		{Kind: casework.RemarkNote, Name: sampleName, At: s.ago(2, 9, 0), Path: "debts", Row: row("debts"), Text: "Staat dit zo op de brief?"},
		{Kind: casework.RemarkNote, Name: sampleName, At: s.ago(0, 9, 0), Path: "debts", Row: row("debts"), Text: "Dank je, nu klopt het."},
		{Sheet: "s1", Kind: casework.RemarkSeen, Name: sampleName, At: s.ago(2, 9, 0)},
		{Sheet: "s1", Kind: casework.RemarkNote, Name: sampleName, At: s.ago(2, 9, 0), Path: "debts", Row: row("debts"), Text: "Goed gezien."},
	}
	last := &d.Submissions[2]
	last.Of.Sections, last.Content.Back = nil, s.ago(0, 8, 0)
	return d
}
