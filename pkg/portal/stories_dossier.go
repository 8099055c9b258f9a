// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"maps"
	"strconv"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// sampleHidden is the section that the people of the stories keep to themselves.
const sampleHidden = "expenses"

// record is the dossier of someone who handed in all three assignments and
// corrected an amount and the list of debts afterwards.
func (s stage) record() (*dossier.Record, []casework.Submission) {
	var subs []casework.Submission
	record := dossier.NewRecord(nil)
	for i, one := range []struct {
		about string
		fill  func(*assignment.Draft)
	}{
		{"budget", each(typed("adults", "1", "children", "2", "reserve", "50"), rows("income", sampleIncome), rows("expenses", sampleExpenses))},
		{"schuldenlijst", rows("debts", sampleDebts)},
		{"spoedcheck", said(sampleThreat)},
	} {
		at, w := s.ago(4-i, 20, 15), s.playing(one.about, record, one.fill)
		source := dossier.Source{Assignment: one.about, Version: w.Def.Version, Submission: "s" + strconv.Itoa(i)}
		record = record.With(w.Outcome.Facts(at, source)...)
		subs = append(subs, casework.Submission{
			Of: casework.SealedSubmission{ID: source.Submission, No: i + 1, Task: casework.TaskID(source.Submission), Sections: w.Def.Sections()}, Content: casework.Sheet{Client: w.Outcome.Submission(at)},
		})
	}
	first := record.Rows("debts")[0]
	changed := maps.Clone(first.Values)
	changed["owed"] = dossier.Value{Cents: 112_000}
	last := record.Rows("debts")[2]
	return numbered(record.With(
		dossier.Fact{Path: "debts", Row: first.Row, Values: changed, At: s.ago(0, 8, 30), By: dossier.ByClient},
		dossier.Fact{Path: "debts", Row: last.Row, Removed: true, At: s.ago(0, 8, 31), By: dossier.ByClient},
		dossier.Fact{Path: "household.children", Values: map[string]dossier.Value{"": {Text: "1"}}, At: s.ago(0, 8, 32), By: dossier.ByClient},
	), s), subs
}

// numbered gives every fact the id that it would have in the database.
func numbered(r *dossier.Record, s stage) *dossier.Record {
	var all []dossier.Fact
	for _, t := range s.shelf.Assignments.Vocabulary(s.in.Language).Facts {
		for _, f := range r.All(t.Path) {
			f.ID = "w" + strconv.Itoa(len(all))
			all = append(all, f)
		}
	}
	return dossier.NewRecord(all)
}

// whole is the dossier as its owner reads it.
func (s stage) whole() casework.Dossier {
	d := casework.Dossier{}
	d.Record, d.Submissions = s.record()
	for _, sec := range s.shelf.Assignments.Vocabulary(s.in.Language).Sections {
		d.Sections = append(d.Sections, casework.SectionView{Name: sec.ID, Shared: sec.ID != sampleHidden, Readable: true})
	}
	return d
}

func (s stage) dossierStories() []web.Story {
	overview := func(d casework.Dossier) dossierPage {
		page := dossierPage{Base: s.in.Base("tab.dossier", "dossier")}
		for _, sec := range s.shelf.Assignments.Vocabulary(s.in.Language).Sections {
			if n := len(s.facts(s.in, d, sec.ID)); n > 0 {
				page.Sections = append(page.Sections, sectionLine{To: "/dossier/" + sec.ID, Label: sec.Label, Shared: sharedIn(d, sec.ID), Facts: n})
			} else {
				page.Empty = append(page.Empty, sec.Label)
			}
		}
		if len(page.Sections) > 0 {
			page.Looked = s.Portal.looked(s.in, s.traces())
		}
		return page
	}
	section := func(id, title, name string, d func() casework.Dossier) web.Story {
		return story(id, "section", title, func() view.Page {
			sec, _ := s.shelf.Assignments.Vocabulary(s.in.Language).Section(name)
			return sectionPage{
				Base: s.in.Base("tab.dossier", "dossier"), Heading: sec.Label, ID: name, Shared: sharedIn(d(), name), Facts: s.facts(s.in, d(), name),
				Removed: s.removed(s.in, d().Record, name),
			}
		})
	}
	return []web.Story{
		story("dossier-empty", "dossier", "Empty", func() view.Page { return overview(casework.Dossier{Record: dossier.NewRecord(nil)}) }),
		story("dossier-filled", "dossier", "Filled, with one section hidden", func() view.Page { return overview(s.whole()) }),
		section("section-plain", "Single facts, one of them corrected", "situation", s.whole),
		section("section-rows", "A list, with what was changed", "debts", s.whole),
		section("section-hidden", "Hidden from the counsellor", sampleHidden, s.whole),
		section("section-crisis", "Facts and a day that was worked out", "crisis", s.whole),
		section("section-none", "A list of which there are none", "debts", s.debtless),
	}
}

// traces are what the log holds of them.
func (s stage) traces() []casework.Trace {
	list := []casework.Trace{{At: s.ago(8, 9, 0), Own: true, Action: audit.Removed}, {At: s.ago(8, 10, 0), Own: true, Action: audit.Removed}}
	for days := 9; days > 0; days-- {
		list = append(list, casework.Trace{At: s.ago(days, 11, 0), Action: audit.Read, Note: casework.TrailNote{Name: "Kievit"}})
	}
	return append(list,
		casework.Trace{At: s.ago(2, 9, 0), Own: true, Action: audit.Hidden, Note: casework.TrailNote{Section: sampleHidden}},
		casework.Trace{At: s.ago(1, 13, 0), Action: audit.Reasoned, Note: casework.TrailNote{Name: "Wulp", Why: casework.WhyAway, Text: "Ik neem vandaag waar."}},
		casework.Trace{At: s.ago(1, 13, 0), Action: audit.Read, Note: casework.TrailNote{Name: "Wulp"}}, casework.Trace{At: s.ago(0, 8, 0), Own: true, Action: audit.Exported},
	)
}

// debtless is the dossier of someone without debts.
func (s stage) debtless() casework.Dossier {
	w := s.playing("schuldenlijst", nil, typed("debts.none", "1"))
	facts := w.Outcome.Facts(s.ago(1, 20, 15), dossier.Source{Assignment: "schuldenlijst", Version: 1, Submission: "s1"})
	return casework.Dossier{Record: numbered(dossier.NewRecord(facts), s)}
}

func (s stage) correctStories() []web.Story {
	correct := func(id, title, path, row string, wrong map[string]assignment.Typed) web.Story {
		return story(id, "correct", title, func() view.Page { return s.correcting(path, row, wrong) })
	}
	return []web.Story{
		correct("correct-plain", "A number", "household.children", "", nil),
		correct("correct-choice", "A choice", "crisis.energy", "", nil),
		correct("correct-row", "A row, with every sort of question", "debts", "r2", nil),
		correct("correct-money", "A row with an amount per month", "income", "r2", nil),
		correct("correct-error", "With mistakes", "debts", "r2", map[string]assignment.Typed{
			"owed": {Text: "veel"}, "deadline": {Text: "31-2-2027"}, "pays": {Text: "tien", Per: money.Week},
		}),
	}
}

// correcting is a fact as it can be changed, with what was typed wrong.
func (s stage) correcting(path, row string, wrong map[string]assignment.Typed) view.Page {
	t, _ := s.shelf.Assignments.Vocabulary(s.in.Language).Type(path)
	history := s.whole().Record.History(path, row)
	page := correctPage{
		Base: s.in.Base("tab.dossier", "dossier"), Back: "/dossier/" + t.Section, Heading: t.Label, Section: t.Section, Path: path, Row: row,
	}
	for _, f := range fieldsOf(t, row) {
		value := history[len(history)-1].Values[f.column]
		typed, bad := wrong[f.column]
		if !bad {
			typed = assignment.TypedOf(f.of, value)
		}
		in := assignment.NewInput(f.name, f.of, typed, s.in.Language)
		if bad {
			_, in.Issue = assignment.ReadValue(f.of, typed, s.in.Now().In(zone))
		}
		page.Inputs = append(page.Inputs, in)
	}
	page.Form.Own = true
	return page
}

func (s stage) takeStories() []web.Story {
	take := func(id, title string, d func() casework.Dossier, letters []casework.Letter, aside ...casework.ParkedAnswers) web.Story {
		return played(id, "copy", title, func() error {
			// Shown here, and not handed out as a file.
			s.in.Response().Before(func() { s.in.Response().Header().Del("Content-Disposition") })
			return s.sendCopy(s.in, everything{casework.Conversation{Label: casework.Label{Nick: sampleNick}, Letters: letters}, d(), aside, s.traces()})
		})
	}
	return []web.Story{
		played("take", "take", "What to take along", func() error { return s.take(s.in) }),
		take("copy-whole", "The copy of a whole dossier", s.whole, s.sampleLetters(), casework.ParkedAnswers{Task: s.given(1, "budget", casework.TaskStarted), Answers: s.setAside(3)}),
		take("copy-empty", "The copy of a first message", func() casework.Dossier { return casework.Dossier{Record: dossier.NewRecord(nil)} }, s.sampleLetters()[:1]),
		played("erase", "erase", "Asked before all goes", func() error { return s.askErase(s.in) }),
		story("erased", "erased", "All is gone", func() view.Page { return plainPage{s.out.Base("tab.erase", "")} }),
	}
}
