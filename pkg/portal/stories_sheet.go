// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
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
		s.outcome("result-green", "Nothing cannot wait", "spoedcheck", typed("eviction", "no", "energy", "no", "water", "no", "insurance", "no", "court", "no", "seizure", "no", "sale", "no", "food", "no"), false),
		s.crisis("crisis", "With a day that the law gives", said(sampleThreat), s.due(3)),
		s.crisis("crisis-today", "For today, without one", said(sampleHunger), ""),
	}
}

func (s stage) outcome(id, title, about string, fill func(*assignment.Draft), promised bool) web.Story {
	return story(id, "result", title, func() view.Page {
		out := s.handIn(about, fill, s.in.Now())
		page := outcome(s.in, out)
		page.Version, page.No = 1, 1
		if promised {
			page.Promised, page.PromisedAt = true, s.promise
		}
		return page
	})
}

func (s stage) crisis(id, title string, fill func(*assignment.Draft), legal casework.Date) web.Story {
	return played(id, "crisis", title, func() error {
		c := casework.Case{Promised: s.in.Tenant.Calendar().SameDayOrNext(s.in.Now()), Legal: legal}
		return s.showCrisis(s.in, c, s.handIn("spoedcheck", fill, s.in.Now()))
	})
}

// handIn gives the sheet of an assignment as it is kept.
func (s stage) handIn(about string, fill func(*assignment.Draft), at time.Time) assignment.Submission {
	return s.playing(about, nil, fill).Outcome.Submission(at)
}
