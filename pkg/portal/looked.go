// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/audit"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/web"
)

// looked says who read a case, and what its client did with it: what the log
// holds of them, in sentences.
type looked struct {
	By  []string // who of the team, on which days
	Why []string // what colleagues of their counsellor gave as a reason, newest first
	Did []string // what the client did themselves, newest first
}

// How much of the log a page shows; a copy holds all of it.
const (
	shownDays = 6
	shownDone = 20
)

// looked reads the log of a case to its client.
func (p *Portal) looked(r *web.Request, traces []casework.Trace) looked {
	return looked{By: p.readers(r, traces), Why: p.reasons(r, traces), Did: p.did(r, traces)}
}

// reasons lists why colleagues of the client's counsellor opened the case.
func (p *Portal) reasons(r *web.Request, traces []casework.Trace) []string {
	var list []string
	for _, t := range slices.Backward(traces) {
		if t.Action != audit.Reasoned {
			continue
		}
		said := t.Note.Text
		if t.Note.Why != casework.WhyOther {
			said = strings.TrimSpace(r.Words.T("looked.why."+string(t.Note.Why), nil) + " " + said)
		}
		list = append(list, r.Words.T("looked.why", map[string]any{"Name": t.Note.Name, "Day": r.Words.Date(t.At), "Why": said}))
	}
	return list[:min(len(list), shownDone)]
}

// readers lists who of the team read the case, and the days on which, newest first.
func (p *Portal) readers(r *web.Request, traces []casework.Trace) []string {
	var names, list []string
	days := map[string][]string{}
	for _, t := range slices.Backward(traces) {
		if t.Action != audit.Read {
			continue
		}
		name := t.Note.Name
		if days[name] == nil {
			names = append(names, name)
		}
		if day := r.Words.Date(t.At); !slices.Contains(days[name], day) {
			days[name] = append(days[name], day)
		}
	}
	for _, name := range names {
		shown, more := days[name], 0
		if len(shown) > shownDays {
			shown, more = shown[:shownDays], len(shown)-shownDays
		}
		args, key := map[string]any{"Name": name, "N": more}, "dossier.looked.by"
		switch {
		case more > 0:
			key = "dossier.looked.more"
		case len(shown) > 1:
			key, args["Last"] = "dossier.looked.days", shown[len(shown)-1]
			shown = shown[:len(shown)-1]
		}
		args["Days"] = strings.Join(shown, ", ")
		list = append(list, r.Words.T(key, args))
	}
	return list
}

// did lists what the client did, newest day first. What they did more than once on
// a day stands there once.
func (p *Portal) did(r *web.Request, traces []casework.Trace) []string {
	type act struct {
		day    time.Time
		action audit.Action
		about  string
	}
	var acts []act
	times := map[act]int{}
	for _, t := range slices.Backward(traces) {
		one := act{audit.Day(t.At), t.Action, t.Note.Section}
		if !t.Own {
			continue
		}
		if times[one]++; times[one] == 1 {
			acts = append(acts, one)
		}
	}
	var list []string
	for _, one := range acts[:min(len(acts), shownDone)] {
		args := map[string]any{"N": times[one], "Section": one.about}
		if sec, ok := p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language).Section(one.about); ok {
			args["Section"] = sec.Label
		}
		list = append(list, r.Words.Date(one.day)+": "+r.Words.T("did."+string(one.action), args))
	}
	return list
}
