// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"strconv"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// answers is what somebody typed, by path; every name in it is made up.
type answers map[string]string

var (
	sampleBudget = answers{
		"adults": "1", "children": "2", "income[r1].kind": "benefit", "income[r1].amount": "1.085", "income[r1].sure": "yes",
		"income[r2].kind": "wage", "income[r2].amount": "412,50", "income[r2].amount.per": "4weeks", "income[r2].sure": "no",
		"expenses[klaar1].amount": "640", "expenses[klaar2].amount": "145,50", "expenses[klaar4].amount": "148",
		"expenses[klaar6].amount": "185", "expenses[klaar6].amount.per": "week", "reserve": "50",
	}
	sampleDebts = answers{
		"debts[r1].creditor": "Woonstichting Lindehof", "debts[r1].kind": "rent", "debts[r1].owed": "1.280", "debts[r1].stage": "warning",
		"debts[r1].threat": "none", "debts[r1].arranged": "no",
		"debts[r2].creditor": "Zonnestroom en licht", "debts[r2].kind": "energy", "debts[r2].owed.unknown": "1", "debts[r2].stage": "bailiff",
		"debts[r2].threat": "cutoff", "debts[r2].deadline": "24-6-2027", "debts[r2].arranged": "no",
	}
	sampleThreat = answers{
		"eviction": "no", "energy": "yes", "energy_date": "24-6-2027", "water": "no", "insurance": "no", "court": "unsure", "seizure": "no",
		"sale": "no", "food": "no", "low": "unsure",
	}
)

// handIn hands an assignment in, and gives the dossier with what it says.
func (s stage) handIn(d *casework.Dossier, id string, typed answers, lists ...string) {
	def, _ := s.shelf.Assignment(id, s.in.Tenant.Languages[0])
	ready := 0
	draft := def.Prefill(assignment.World{}, func() string { ready++; return "klaar" + strconv.Itoa(ready) })
	for _, list := range lists {
		draft.AddRow(list, "r1")
		draft.AddRow(list, "r2")
	}
	draft.Apply(draft.Rev, typed)
	at := s.in.Now().In(zone).AddDate(0, 0, len(d.Submissions)-3)
	out := def.Evaluate(draft, assignment.World{Today: at, AddWorkdays: s.in.Tenant.Calendar().AddWorkdays, Record: d.Record})
	of := casework.SealedSubmission{ID: id, Task: casework.TaskID(id), Assignment: id, Version: def.Version, Sections: def.Sections()}
	d.Record = d.Record.With(out.Facts(at, dossier.Source{Assignment: id, Version: def.Version, Submission: id})...)
	d.Submissions = append(d.Submissions, casework.Submission{Of: of, Content: casework.Sheet{Client: out.Submission(at)}})
}

// opened is a case as it is after one letter each way, with nothing shared yet.
func (s stage) opened() casework.Opened {
	now := s.in.Now().In(zone)
	return casework.Opened{
		Case: casework.Case{
			ID: "MEREL", Turn: casework.TurnCounsellor, Promised: s.in.Tenant.Calendar().Promise(now, 2), LastSeq: 3,
			Days: casework.Days{Created: casework.DateOf(now.AddDate(0, 0, -6)), Active: casework.DateOf(now)},
		},
		Label: casework.Label{Nick: "Merel", Language: s.in.Language, Wrote: now.Add(-2 * time.Hour)},
		Letters: []casework.Letter{
			{Seq: 1, From: casework.FromClient, At: now.AddDate(0, 0, -6), Text: "Ik maak mijn post niet meer open. Er ligt een hele stapel."},
			{Seq: 2, From: casework.FromCounsellor, Name: "Sanne", At: now.AddDate(0, 0, -5), Text: "Dag Merel,\n\nGoed dat je schrijft. Begin met drie brieven. Schatten mag.\n\nGroet,\nSanne",
				Samples: []string{"begin-met-drie"}, Tasks: []casework.LetterTask{{No: 1, Assignment: "schuldenlijst"}, {No: 2, Assignment: "budget"}}},
			{Seq: 3, From: casework.FromClient, At: now.Add(-2 * time.Hour), Text: "Drie brieven zijn open. Bij één begrijp ik niet wat ze willen."},
		},
		Dossier: casework.Dossier{Record: dossier.NewRecord(nil)},
	}
}

// first is a case with one message and no answer.
func (s stage) first() casework.Opened {
	o := s.opened()
	o.Letters, o.Case.LastSeq = o.Letters[:1], 1
	return o
}

// full is a case with two sheets and a section that the client keeps back.
func (s stage) full() casework.Opened {
	o := s.opened()
	s.handIn(&o.Dossier, "budget", sampleBudget, "income")
	s.handIn(&o.Dossier, "schuldenlijst", sampleDebts, "debts")
	o.Case.Task = casework.TaskNote{Assignment: "schuldenlijst", State: casework.TaskSeen}
	due := casework.DateOf(s.in.Tenant.Calendar().AddWorkdays(s.in.Now(), 4))
	o.Tasks = []casework.Task{
		{ID: "budget", No: 1, Assignment: "budget", State: casework.TaskAccepted, Due: due},
		{ID: "schuldenlijst", No: 2, Assignment: "schuldenlijst", State: casework.TaskSeen, Due: due},
	}
	for _, sec := range s.shelf.Assignments.Vocabulary(s.in.Language).Sections[:6] {
		open := sec.ID != "goals"
		o.Dossier.Sections = append(o.Dossier.Sections, casework.SectionView{Name: sec.ID, Shared: open, Readable: open})
	}
	return o
}

// measured is a case with the numbers of the beginning and of the end.
func (s stage) measured() casework.Opened {
	o := s.opened()
	s.handIn(&o.Dossier, "hoe-gaat-het", answers{"overview": "3", "paying": "4", "post": "2", "asking": "6", "sleep": "4", "confidence": "5"})
	s.handIn(&o.Dossier, "geleerd", answers{"overview": "7", "paying": "6", "post": "7", "asking": "6", "sleep": "4", "confidence": "4", "hard": "December is duur."})
	o.Case.Task = casework.TaskNote{Assignment: "geleerd", State: casework.TaskSeen}
	o.Tasks = []casework.Task{{ID: "hoe-gaat-het", No: 1, Assignment: "hoe-gaat-het", State: casework.TaskAccepted}, {ID: "geleerd", No: 2, Assignment: "geleerd", State: casework.TaskSeen}}
	for _, sec := range []string{"measurements", "skills", "goals"} {
		o.Dossier.Sections = append(o.Dossier.Sections, casework.SectionView{Name: sec, Shared: true, Readable: true})
	}
	return o
}

// crisis is a case that cannot wait.
func (s stage) crisis() casework.Opened {
	o := s.opened()
	s.handIn(&o.Dossier, "spoedcheck", sampleThreat)
	cal := s.in.Tenant.Calendar()
	o.Case.Urgency, o.Case.Promised = casework.Crisis, cal.SameDayOrNext(s.in.Now())
	o.Case.Legal = casework.DateOf(cal.AddWorkdays(s.in.Now(), 3))
	o.Case.Task = casework.TaskNote{Assignment: "spoedcheck", State: casework.TaskSeen}
	o.Tasks = []casework.Task{{ID: "spoedcheck", No: 1, Assignment: "spoedcheck", State: casework.TaskSeen}}
	return o
}

func (s stage) caseStories() []web.Story {
	tell := func(id, title string, o func() casework.Opened, write func(casework.Opened, *state)) web.Story {
		return played(id, "case", title, func() error {
			one, st := o(), state{}
			write(one, &st)
			return s.showCase(s.in, http.StatusOK, one, st)
		})
	}
	nothing := func(casework.Opened, *state) {}
	return append(s.noteStories(), []web.Story{
		tell("case-first", "The first message", s.first, nothing),
		tell("case-late", "The promise is past", func() casework.Opened {
			o := s.opened()
			o.Case.Promised = s.in.Now().Add(-26 * time.Hour)
			return o
		}, nothing),
		tell("case-today", "Promised for today", func() casework.Opened {
			o := s.opened()
			o.Case.Promised, o.Label.Theme = s.closing(s.in), "Huur"
			return o
		}, nothing),
		tell("case-joined", "Two sample messages in one letter", s.opened, func(o casework.Opened, st *state) {
			s.insert(s.in, o, &st.reply, "post-sorteren")
			s.insert(s.in, o, &st.reply, "begin-met-drie")
		}),
		tell("case-sample", "A sample message put in, with its assignment", s.opened, func(o casework.Opened, st *state) {
			s.insert(s.in, o, &st.reply, "begin-met-drie")
			st.saved = true
		}),
		tell("case-blanks", "Refused: blanks are open", s.opened, func(_ casework.Opened, st *state) {
			st.reply = casework.Reply{Text: "Dag Merel,\n\nDe brief is van [naam]. Bel ze vóór [datum]. Ik kijk op [dag] weer.\n\nGroet,\nSanne",
				Give: []casework.Give{{Assignment: "budget", Workdays: 5}, {Assignment: "spoedcheck", Workdays: 4}}}
			st.wrong = fault.At("tekst", "reply.blanks", map[string]any{"N": 3, "First": "[naam]"})
		}),
		tell("case-measured", "The client's own numbers, then and now", s.measured, nothing),
		tell("case-early", "An assignment before the one that it builds on", s.first, func(_ casework.Opened, st *state) {
			st.reply.Give = []casework.Give{{Assignment: "brief-uitstel", Workdays: 5}}
		}),
		tell("case-numbers", "Refused: numbers that give a person away", s.opened, func(_ casework.Opened, st *state) {
			st.reply.Text = "Dag Merel,\n\nJe schreef rekening NL12 BANK 0123 4567 89. Die hebben we niet nodig.\n\nGroet,\nSanne"
			st.wrong = fault.At("tekst", "message.numbers", map[string]any{"N": 1})
		}),
		tell("case-newer", "Refused: a new message came in", s.opened, func(_ casework.Opened, st *state) {
			st.reply.Text, st.wrong, st.saved = "Dag Merel, ik lees mee.", fault.At("tekst", "reply.newer", nil), true
		}),
		tell("case-found", "What a search finds", s.opened, func(_ casework.Opened, st *state) { st.search = new("schulden") }),
		tell("case-none", "A search that finds nothing", s.opened, func(_ casework.Opened, st *state) { st.search = new("xyzzy") }),
		tell("case-crisis", "It cannot wait", s.crisis, func(_ casework.Opened, st *state) { st.reply.Calm = true }),
		tell("case-dossier", "A dossier with sheets and a hidden section", s.full, nothing),
		tell("case-old", "Answers that came from the dossier and were not looked over", func() casework.Opened {
			o := s.full()
			for i := range o.Dossier.Submissions {
				for k := range o.Dossier.Submissions[i].Content.Client.Answers {
					line := &o.Dossier.Submissions[i].Content.Client.Answers[k]
					line.Since, line.Old = new(s.in.Now().AddDate(0, -4, 0)), true
					for n := range line.Rows {
						line.Rows[n].Since, line.Rows[n].Old = line.Since, true
					}
				}
			}
			return o
		}, nothing),
		tell("case-removed", "A message was taken away; the client is to move", func() casework.Opened {
			o := s.full()
			o.Letters[2].Removed, o.Letters[2].Text = true, ""
			o.Case.Turn, o.Case.Next = casework.TurnClient, casework.DateOf(s.in.Tenant.Calendar().AddWorkdays(s.in.Now(), 4))
			return o
		}, nothing),
		tell("case-plan", "A trajectory proposes the next step", func() casework.Opened { return s.following("welcome") }, nothing),
		tell("case-plan-taken", "The next step is in the answer", func() casework.Opened { return s.following("welcome") }, s.nextTaken),
		tell("case-plan-waits", "The next step waits for what the client is busy with", s.busyClient, nothing),
		tell("case-plan-done", "All steps of the trajectory are behind", s.allBehind, nothing),
		tell("case-foreign", "A client who writes in another language", s.foreign, nothing),
	}...)
}

// foreign is a case of someone who writes in a language that the desk does not
// speak just now.
func (s stage) foreign() casework.Opened {
	o := s.opened()
	for _, lang := range s.in.Tenant.Languages {
		if lang != s.in.Language {
			o.Label.Language = lang
		}
	}
	o.Case.ID = access.CaseID("ZWALUW")
	return o
}
