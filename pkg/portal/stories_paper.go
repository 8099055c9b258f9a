// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/web"
)

// paperStories are assignments to print.
func (s stage) paperStories() []web.Story {
	show := func(id, title, def string, filled bool, fill func(*assignment.Draft)) web.Story {
		return played(id, "paper", title, func() error { return s.showPaper(s.in, s.playing(def, nil, fill), 1, filled) })
	}
	return []web.Story{
		show("paper-questions", "Empty, with questions that are asked now and then", "spoedcheck", false, nil),
		show("paper-table", "Empty, with lists of few columns", "budget", false, nil),
		show("paper-wide", "Empty, with a list of many columns", "schuldenlijst", false, nil),
		show("paper-filled", "With what was filled in, and dotted lines for the rest", "schuldenlijst", true, rows("debts", sampleDebts)),
		show("paper-guess", "With an amount that can be read in two ways", "budget", true, func(d *assignment.Draft) {
			rows("income", []answers{{"kind": "wage", "amount": "1.850", "amount.per": "4weeks"}, {"kind": "other", "amount": "een beetje"}})(d)
			typed("adults", "1", "reserve", "12.50")(d)
		}),
	}
}
