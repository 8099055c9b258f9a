// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"slices"
	"strconv"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/sample"
	"opgelucht/pkg/web"
)

// situation is what is known of the case, for messages that fit.
func (d *Desk) situation(r *web.Request, o casework.Opened, reply casework.Reply) catalog.Situation {
	m := moment{shelf: d.shelf.Of(r.Tenant.ID), today: casework.DateOf(r.Now())}
	if course, ok := d.course(r, o); ok {
		if next, more := course.Next(slices.Concat(o.Label.Plan.Behind, reply.Steps)); more {
			m.next = &next
		}
	}
	for _, g := range reply.Give {
		m.given = g.Assignment
	}
	s := m.of(o)
	s.Lang = languageOf(r, o)
	return s
}

// moment is when a counsellor answers, and what may come next.
type moment struct {
	shelf *catalog.Shelf
	today casework.Date
	next  *assignment.Stage // of the plan; nil when there is none
	given string            // the assignment that already goes along with the answer
}

// of says what a case is in: the phase, what happened last, whether there is an
// emergency, and what the client shares of it.
func (m moment) of(o casework.Opened) catalog.Situation {
	s := catalog.Situation{
		Phase: m.phase(o), Urgent: o.Case.Urgency == casework.Crisis,
		Words: unanswered(o.Letters), Group: readerOf(o.Dossier.Record),
	}
	s.Occasion, s.Assignment = m.last(o, s.Words != "")
	if n := len(o.Dossier.Submissions); n > 0 && (s.Urgent || o.Case.Task.State.Waits()) {
		sheet := o.Dossier.Submissions[n-1].Content.ForTeam()
		for _, a := range sheet.Alerts {
			s.Stake += a.Text + " "
		}
		for _, reply := range sheet.Replies {
			s.Stake += reply.Title + " "
		}
	}
	return s
}

// The phases that are known without a plan or an assignment.
const (
	beginning = 0
	overview  = 1
)

// phase is that of the newest assignment or, when the plan has gone further, of
// the message that its next step proposes.
func (m moment) phase(o casework.Opened) int {
	if !answered(o.Letters) {
		return beginning
	}
	phase := overview
	if n := len(o.Tasks); n > 0 {
		if p, ok := m.shelf.PhaseOf(o.Tasks[n-1].Assignment); ok {
			phase = max(phase, p)
		}
	}
	if m.next != nil && len(o.Label.Plan.Behind) > 0 {
		if message, ok := m.shelf.Message(sample.Languages()[0], m.next.Message); ok {
			phase = max(phase, message.Phase)
		}
	}
	return phase
}

// last says what happened last, and with which assignment. What waits for the team
// comes first, then what the client wrote; only after that what did not happen.
func (m moment) last(o casework.Opened, wrote bool) (occasion, about string) {
	task, open := newest(o.Tasks)
	switch {
	case !answered(o.Letters):
		return sample.OccasionWelcome, ""
	case o.Case.Task.State.Waits():
		return sample.OccasionFeedback, o.Case.Task.Assignment
	case task.State == casework.TaskDeclined:
		return sample.OccasionSetback, task.Assignment
	case m.given != "":
		return sample.OccasionAssign, m.given
	case open && task.Due != "" && task.Due < m.today:
		return sample.OccasionRemind, task.Assignment
	case wrote || open:
		return "", ""
	case m.next != nil && len(m.next.Assignments) > 0:
		return sample.OccasionAssign, m.next.Assignments[0]
	case o.Case.Next != "" && o.Case.Next < m.today:
		return sample.OccasionSilence, ""
	}
	return "", ""
}

// newest is the last assignment, and whether the client still has to hand it in.
func newest(tasks []casework.Task) (casework.Task, bool) {
	if len(tasks) == 0 {
		return casework.Task{}, false
	}
	t := tasks[len(tasks)-1]
	return t, t.State == casework.TaskAssigned || t.State == casework.TaskStarted
}

func answered(letters []casework.Letter) bool {
	return slices.ContainsFunc(letters, func(l casework.Letter) bool { return l.From == casework.FromCounsellor })
}

// readerOf says for which readers texts are meant that fit what the client shares.
// It looks at what somebody said of themselves, and guesses nothing.
func readerOf(rec *dossier.Record) string {
	if slices.ContainsFunc(rec.Rows("income"), func(f dossier.Fact) bool { return f.Values["kind"].Text == "business" }) {
		return sample.GroupSelfEmployed
	}
	f, _ := rec.Fact("household.children")
	if n, err := strconv.Atoi(f.Value().Text); err == nil && n > 0 {
		return sample.GroupParent
	}
	if f, _ := rec.Fact("schemes.age"); f.Value().Text == "young" || f.Value().Text == "adult" {
		return sample.GroupYoung
	}
	return ""
}

// unanswered is what the client wrote since the team wrote last.
func unanswered(letters []casework.Letter) string {
	text := ""
	for _, l := range letters {
		switch {
		case l.From == casework.FromCounsellor:
			text = ""
		case l.From == casework.FromClient && !l.Removed:
			text += l.Text + "\n"
		}
	}
	return text
}
