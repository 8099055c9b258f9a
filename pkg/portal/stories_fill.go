// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"cmp"
	"net/http"
	"slices"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// sheet is an assignment somebody is filling in.
type sheet struct {
	id, title  string
	assignment string
	page, row  string // what is shown, and which row is unfolded
	draft      func(*assignment.Draft)
	mistakes   bool              // after pressing "next": what is wrong stands above
	unkept     map[string]string // what was not kept, because of numbers in it
	why        string            // or for another reason
	beside     func(*web.Request) []openItem
}

// playing evaluates what was typed, as for a client with this dossier.
func (s stage) playing(id string, record *dossier.Record, fill func(*assignment.Draft)) casework.Work {
	def, _ := s.shelf.Assignment(id, s.in.Language)
	draft := def.Prefill(assignment.World{Record: record}, counted("klaar"))
	if fill != nil {
		fill(draft)
	}
	world := assignment.World{Today: s.in.Now().In(zone), AddWorkdays: s.in.Tenant.Calendar().AddWorkdays, Record: record}
	return casework.Work{Task: s.given(1, id, casework.TaskStarted), Def: def, Outcome: def.Evaluate(draft, world)}
}

func (s stage) filling(one sheet) web.Story {
	return played(one.id, "fill", one.title, func() error {
		w := s.playing(one.assignment, nil, one.draft)
		page := w.Outcome.Screen(one.page)
		f := filledPage{w: w, no: 1, page: page, row: one.row, unkept: map[string]casework.Unkept{}}
		for path, text := range one.unkept {
			f.unkept[path] = casework.Unkept{Typed: text, Why: &assignment.Issue{Key: cmp.Or(one.why, "answer.numbers"), Args: map[string]any{"N": 3}}}
		}
		if one.beside != nil {
			f.beside = one.beside(s.in)
		}
		if f.open = unkept(f); one.mistakes {
			f.open = append(f.open, w.Outcome.PageIssues(page)...)
		}
		return s.showFill(s.in, http.StatusOK, f)
	})
}

func (s stage) fillStories() []web.Story {
	var list []web.Story
	for _, one := range slices.Concat(plainSheets(), rowSheets(), oddSheets()) {
		list = append(list, s.filling(one))
	}
	return append(list, s.otherKinds())
}

// plainSheets are pages of single questions.
func plainSheets() []sheet {
	return []sheet{
		{id: "fill-numbers", title: "Numbers, on the first page", assignment: "budget", page: "home"},
		{id: "fill-money", title: "An amount, on the last page", assignment: "budget", page: "spare"},
		{id: "fill-choice", title: "A choice", assignment: "spoedcheck", page: "home"},
		{id: "fill-date", title: "A choice that asks for a day, and how the day is read", assignment: "spoedcheck", page: "home", draft: typed(
			"eviction", "yes", "eviction_date", "24-6")},
		{id: "fill-text", title: "A page with a text above it", assignment: "spoedcheck", page: "you"},
		{id: "fill-wrong", title: "Numbers that cannot be read", assignment: "budget", page: "home", mistakes: true, draft: typed(
			"adults", "twee", "children", "99")},
		{id: "fill-wrong-money", title: "An amount that cannot be read", assignment: "budget", page: "spare", mistakes: true, draft: typed("reserve", "een tientje")},
		{id: "fill-wrong-date", title: "A day that does not exist", assignment: "spoedcheck", page: "home", mistakes: true, draft: typed(
			"eviction", "yes", "eviction_date", "31-2-2027")},
		{id: "fill-conflict", title: "Another window says something else: numbers", assignment: "budget", page: "home", draft: twice("adults", "2", "3")},
		{id: "fill-conflict-choice", title: "Another window says something else: a choice", assignment: "spoedcheck", page: "home", draft: twice("eviction", "unsure", "no")},
	}
}

// rowSheets are pages with a list.
func rowSheets() []sheet {
	return []sheet{
		{id: "fill-list-empty", title: "An empty list that may stay empty", assignment: "budget", page: "in"},
		{id: "fill-list-none", title: "A list of which there are none", assignment: "budget", page: "in", draft: typed("income.none", "1")},
		{id: "fill-list-ready", title: "A list with rows that stand ready", assignment: "budget", page: "out"},
		{id: "fill-list-row", title: "A row unfolded, with an amount per 4 weeks", assignment: "budget", page: "in", row: "r2", draft: rows("income", sampleIncome)},
		{id: "fill-list-long", title: "A long row unfolded, with every sort of question", assignment: "schuldenlijst", page: "list", row: "r2", draft: rows("debts", sampleDebts)},
		{id: "fill-list-new", title: "A row that was just added", assignment: "schuldenlijst", page: "list", row: "r1", draft: rows("debts", []answers{{}})},
		{id: "fill-list-unknown", title: "A row with \"that I do not know\"", assignment: "schuldenlijst", page: "list", row: "r3", draft: rows("debts", sampleDebts)},
		{id: "fill-list-undo", title: "A row was taken off", assignment: "schuldenlijst", page: "list", draft: func(d *assignment.Draft) {
			rows("debts", sampleDebts)(d)
			d.RemoveRow("debts", "r2")
		}},
		{id: "fill-list-wrong", title: "Mistakes in a row", assignment: "schuldenlijst", page: "list", mistakes: true, draft: rows("debts", []answers{
			{"creditor": "Webwinkel De Mus", "owed": "weet ik niet precies", "stage": "bailiff", "threat": "court", "deadline": "morgen", "arranged": "yes", "pays": "beetje"},
		})},
		{id: "fill-list-warning", title: "Something seems to be missing", assignment: "budget", page: "out", mistakes: true, draft: func(d *assignment.Draft) {
			for _, id := range []string{"klaar4", "klaar6"} {
				d.RemoveRow("expenses", id)
			}
			typed("expenses[klaar1].amount", "640")(d)
		}},
		{id: "fill-list-conflict", title: "Another window says something else: an amount in a row", assignment: "budget", page: "in", row: "r1", draft: func(d *assignment.Draft) {
			rows("income", sampleIncome)(d)
			base := d.Rev
			d.Apply(base, map[string]string{"income[r1].amount": "1.120"})
			d.Apply(base, map[string]string{"income[r1].amount": "1.150"})
		}},
		{id: "fill-list-stopped", title: "A number that was not kept", assignment: "schuldenlijst", page: "list", row: "r1",
			draft: rows("debts", []answers{{"kind": "bank"}}), unkept: map[string]string{"debts[r1].creditor": "rekening NL12 BANK 0123 4567 89"}},
	}
}

// oddSheets are other ways to fill in, and what is given back.
func oddSheets() []sheet {
	laid := func(how assignment.Layout, more func(*assignment.Draft)) func(*assignment.Draft) {
		return func(d *assignment.Draft) { d.Layout = how; more(d) }
	}
	return []sheet{
		{id: "fill-steps", title: "One question at a time", assignment: "spoedcheck", page: "power.energy", draft: laid(assignment.Steps, typed("eviction", "no"))},
		{id: "fill-list-all", title: "Everything below each other", assignment: "budget", page: "alles", draft: laid(assignment.List, typed("adults", "2"))},
		{id: "fill-strange", title: "Something that belongs to no question", assignment: "budget", page: "home", unkept: map[string]string{"adults": "2"},
			why: "answer.say", beside: func(r *web.Request) []openItem { return strangeItems(r, []string{"een antwoord van vroeger"}) }},
		{id: "fill-full", title: "A list on which no more fit", assignment: "budget", page: "in", draft: rows("income", slices.Repeat([]answers{{"kind": "wage", "amount": "100"}}, 15)),
			beside: func(r *web.Request) []openItem { return fullItems(r, "income", 15) }},
		{id: "fill-signs", title: "Signs that nobody sees", assignment: "schuldenlijst", page: "list", row: "r1",
			draft: rows("debts", []answers{{"kind": "bank"}}), unkept: map[string]string{"debts[r1].creditor": "Bank"}, why: "answer.signs"},
	}
}

// otherKinds are questions that pages can ask and no assignment that ships does.
func (s stage) otherKinds() web.Story {
	return story("fill-other", "fill", "Sorts of questions that nothing asks yet", func() view.Page {
		ask := func(name string, kind dossier.Kind, label, value string, issue *assignment.Issue) assignment.Item {
			in := assignment.NewInput(name, dossier.Type{Kind: kind, Label: label}, assignment.Typed{Text: value}, s.in.Language)
			in.Issue = issue
			return assignment.Item{Input: in}
		}
		page := fillPage{Base: s.in.Base("tab.task", ""), Heading: "Even vertellen", No: 1, LastPage: true, At: 1, Max: 1}
		page.Form.Own = true
		page.Part = &assignment.FormPage{ID: "x", Title: "In je eigen woorden", No: 1, Of: 1, Items: []assignment.Item{
			ask("uitleg", assignment.Info, "Schrijf zoals je praat. Fouten maken niet uit.", "", nil),
			ask("verhaal", dossier.LongText, "Hoe is het zo gekomen?", sampleText, nil),
			ask("lang", dossier.LongText, "Wat heb je al geprobeerd?", sampleDraft, &assignment.Issue{Key: "answer.long", Args: map[string]any{"N": 3}}),
			ask("janee", dossier.YesNo, "Helpt er iemand mee?", "yes", &assignment.Issue{Key: "answer.choose"}),
		}}
		return page
	})
}
