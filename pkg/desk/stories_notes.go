// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// spoken is a case in which the team said things: beside an answer, beside a fact,
// and of a whole sheet.
func (s stage) spoken() casework.Opened {
	o := s.full()
	at := s.in.Now().In(zone).AddDate(0, 0, -1)
	row := o.Dossier.Record.Rows("debts")[0].Row
	o.Dossier.Remarks = []casework.Remark{
		{Sheet: "budget", Kind: casework.RemarkSeen, Name: "Sanne", At: at},
		{Sheet: "budget", Kind: casework.RemarkAccepted, Name: "Sanne", At: at},
		{Sheet: "schuldenlijst", Kind: casework.RemarkSeen, Name: "Bram", At: at},
		{Sheet: "schuldenlijst", Kind: casework.RemarkAsk, Name: "Bram", At: at, Path: "debts", Row: row, Text: "Staat er een datum op de brief?"},
		{Kind: casework.RemarkNote, Name: "Bram", At: at, Path: "debts", Row: row, Text: "Is dit met kosten?"},
	}
	due := casework.DateOf(s.in.Tenant.Calendar().AddWorkdays(s.in.Now(), 9))
	o.Tasks = append(o.Tasks,
		casework.Task{ID: "t3", No: 3, Assignment: "spoedcheck", State: casework.TaskPaper, Due: o.Tasks[0].Due},
		casework.Task{ID: "t4", No: 4, Assignment: "brief-uitstel", State: casework.TaskStarted, Due: due, FirstDue: o.Tasks[0].Due},
	)
	o.Gone = []casework.SealedSubmission{{ID: "gone", Assignment: "spoedcheck", Day: casework.DateOf(at)}}
	return o
}

func (s stage) noteStories() []web.Story {
	tell := func(id, title string, write func(casework.Opened, *state)) web.Story {
		return played(id, "case", title, func() error {
			one, st := s.spoken(), state{}
			write(one, &st)
			return s.showCase(s.in, http.StatusOK, one, st)
		})
	}
	note := func(o casework.Opened, text string) casework.Note {
		return casework.Note{Sheet: "schuldenlijst", Path: "debts", Row: o.Dossier.Record.Rows("debts")[1].Row, Text: text, Ask: true}
	}
	return []web.Story{
		tell("case-spoken", "What the team said, and how far each assignment is", func(casework.Opened, *state) {}),
		tell("case-noting", "Remarks are being written, at an answer and at a fact", func(o casework.Opened, st *state) {
			fact := note(o, "Fijn dat je dit opzocht.")
			fact.Sheet, fact.Ask = "", false
			st.reply = casework.Reply{Text: "Dag Merel,\n\nIk schreef iets bij je lijst.", Notes: []casework.Note{note(o, "Wat staat er op de brief?"), fact}, Accept: []string{"budget"}}
			st.saved = true
		}),
		tell("case-note-number", "Refused: a number in a remark", func(o casework.Opened, st *state) {
			n := note(o, "Is dit van NL12 BANK 0123 4567 89?")
			st.reply = casework.Reply{Text: "Dag Merel", Notes: []casework.Note{n}}
			st.wrong = fault.At(casework.NoteField+n.Place(), "message.numbers", map[string]any{"N": 1})
		}),
		tell("case-note-loose", "A remark has no place any more", func(_ casework.Opened, st *state) {
			n := casework.Note{Sheet: "weg", Path: "adults", Text: "Klopt dit?"}
			st.reply = casework.Reply{Text: "Dag Merel", Notes: []casework.Note{n}}
			st.wrong = fault.At(casework.NoteField+n.Place(), "note.gone", nil)
		}),
	}
}
