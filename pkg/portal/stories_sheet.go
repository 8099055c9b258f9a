// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// sheetStories are what follows filling in: looking it over, and what comes out.
func (s stage) sheetStories() []web.Story {
	household := typed("adults", "1", "children", "2", "reserve", "50")
	room := each(household, rows("income", sampleIncome), rows("expenses", sampleExpenses))
	short := each(household, rows("income", sampleIncome), rows("expenses", moreExpenses))
	review := func(id, title, about string, fill func(*assignment.Draft), open bool) web.Story {
		return played(id, "review", title, func() error {
			w := s.playing(about, nil, fill)
			var list []assignment.Open
			if open {
				list = w.Outcome.Issues()
			}
			return s.showReview(s.in, http.StatusOK, w, 1, list)
		})
	}
	return []web.Story{
		review("review-plain", "All is filled in", "budget", room, false),
		review("review-rows", "A list with long rows", "schuldenlijst", rows("debts", sampleDebts), false),
		review("review-open", "Something is still open", "budget", each(rows("income", []answers{{"kind": "wage", "amount": "veel"}}), typed("children", "2")), true),
		s.outcome("result-good", "There is room", "budget", room, false),
		s.outcome("result-short", "More goes out than comes in, and an answer is promised", "budget", short, true),
		s.outcome("result-debts", "A list in groups, with an amount that is not known", "schuldenlijst", rows("debts", calmDebts), true),
		s.outcome("result-missing", "Little was filled in", "budget", typed("adults", "1"), false),
		s.outcome("result-letters", "Letters came out", "brief-uitstel", typed("weeks", "four", "recent", "yes", "reason", "income", "helped", "yes"), false),
		s.outcome("result-form", "A work form: a question, with nothing worked out", "wie-weet-het", typed("tell", "nobody"), false),
		s.outcome("result-green", "Nothing cannot wait", "spoedcheck", typed("eviction", "no", "energy", "no", "water", "no", "insurance", "no", "court", "no", "seizure", "no", "sale", "no", "food", "no"), false),
		s.oneLetter("letter", "One of two letters"),
		s.letterBack("letter-back", "Of a sheet that was taken back"),
		s.letterChanged("letter-change", "Its text is being changed", ""),
		s.letterChanged("letter-number", "A number that gives a person away was typed", "Mijn rekening is NL91ABNA0417164300."),
		s.crisis("crisis", "With a day that the law gives", said(sampleThreat), s.due(3)),
		s.crisis("crisis-today", "For today, without one", said(sampleHunger), ""),
		s.crisis("crisis-letter", "With a letter that was made", said(sampleThreat), s.due(3), letterLink{letterPath(1, "huis"), "Brief aan je verhuurder"}),
	}
}

func (s stage) outcome(id, title, about string, fill func(*assignment.Draft), promised bool) web.Story {
	return story(id, "result", title, func() view.Page {
		out := s.handIn(about, fill, s.in.Now())
		page := outcome(s.in, out)
		page.Version, page.No = 1, 1
		for _, l := range s.comeOut(about, fill) {
			page.Letters = append(page.Letters, letterLink{letterPath(1, l.Name()), l.Title})
		}
		if promised {
			page.Promised, page.PromisedAt = true, s.promise
		}
		return page
	})
}

// comeOut gives the letters that come out of an assignment, for someone with debts.
func (s stage) comeOut(about string, fill func(*assignment.Draft)) []assignment.Letter {
	w := s.playing(about, s.knownDebts(), fill)
	here, _ := w.Outcome.Letters() // shipped letters can always be filled in
	dutch, _ := s.shelf.Assignment(about, assignment.Source)
	list, _ := dutch.Evaluate(w.Outcome.Draft, assignment.World{
		Today: s.in.Now().In(zone), AddWorkdays: s.in.Tenant.Calendar().AddWorkdays, Record: s.knownDebts(),
	}).Letters()
	for i := range list {
		list[i].Title, list[i].Help = here[i].Title, here[i].Help
	}
	return list
}

// knownDebts is a dossier with the debts of the stories.
func (s stage) knownDebts() *dossier.Record {
	w := s.playing("schuldenlijst", nil, rows("debts", calmDebts))
	return dossier.NewRecord(w.Outcome.Facts(s.in.Now(), dossier.Source{}))
}

func (s stage) letterOf() letterPage {
	list := s.comeOut("brief-uitstel", typed("weeks", "four", "recent", "yes", "reason", "income", "helped", "yes"))
	view := casework.LetterView{Letter: list[0]}
	return letterPage{Base: s.in.Base("tab.task", ""), LetterView: view, To: letterPath(1, view.Name()), Back: taskPath(1) + "/uitkomst", Typed: view.Text}
}

func (s stage) oneLetter(id, title string) web.Story {
	return story(id, "letter", title, func() view.Page {
		page := s.letterOf()
		page.Moved = []casework.LetterChange{{Name: "late", Then: "1 juli 2027", Now: "5 juli 2027"}}
		return page
	})
}

func (s stage) letterBack(id, title string) web.Story {
	return story(id, "letter", title, func() view.Page {
		page := s.letterOf()
		page.TakenBack = true
		return page
	})
}

func (s stage) letterChanged(id, title, typed string) web.Story {
	return story(id, "letter", title, func() view.Page {
		page := s.letterOf()
		page.Change, page.Form.Own = true, true
		if typed != "" {
			page.Typed += typed
			page.Error = s.in.Words.T("message.numbers", map[string]any{"N": 1})
		}
		return page
	})
}

func (s stage) crisis(id, title string, fill func(*assignment.Draft), legal casework.Date, letters ...letterLink) web.Story {
	return played(id, "crisis", title, func() error {
		c := casework.Case{Promised: s.in.Tenant.Calendar().SameDayOrNext(s.in.Now()), Legal: legal}
		return s.showCrisis(s.in, c, s.handIn("spoedcheck", fill, s.in.Now()), letters, told{})
	})
}

// handIn gives the sheet of an assignment as it is kept.
func (s stage) handIn(about string, fill func(*assignment.Draft), at time.Time) assignment.Submission {
	return s.playing(about, nil, fill).Outcome.Submission(at)
}
