// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"slices"
	"strconv"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// told is what the team did with a sheet, and what it wrote beside the answers.
type told struct {
	Status   string // one sentence; empty when there is nothing to say
	Kind     string // waits, seen, accepted, ask or back
	No       int
	Takeable bool
	Answers  []noted // of this sheet
	Older    []noted // of sheets before it
}

// noted is an answer, or a fact, with what was written beside it.
type noted struct {
	Label, Value, To string
	Notes            []note
}

// note is what the team wrote beside one thing.
type note struct {
	Name, Day, Text string
	Asks            bool
}

func (p *Portal) notes(r *web.Request, list []casework.Remark) []note {
	var out []note
	for _, one := range list {
		out = append(out, note{Name: one.Name, Day: r.Words.Date(one.At), Text: one.Text, Asks: one.Kind == casework.RemarkAsk})
	}
	return out
}

// byPlace groups remarks by the answer they stand at: "path", or "path[row]".
func (p *Portal) byPlace(r *web.Request, list []casework.Remark) map[string][]note {
	at := map[string][]note{}
	for _, one := range list {
		place := placeOf(one.Path, one.Row)
		at[place] = append(at[place], p.notes(r, []casework.Remark{one})...)
	}
	return at
}

func placeOf(path, row string) string {
	if row == "" {
		return path
	}
	return path + "[" + row + "]"
}

// tell says what became of a sheet. A message is never told to have been read:
// only that a sheet was opened.
func (p *Portal) tell(r *web.Request, d casework.Dossier, task casework.Task, sub casework.Submission) told {
	out := told{No: task.No, Kind: "waits", Takeable: task.State == casework.TaskSubmitted}
	args := map[string]any{}
	last, ok := d.Said(sub)
	switch {
	case sub.Of.Back():
		out.Kind, out.Takeable = "back", false
	case ok:
		out.Kind = string(last.Kind)
		args = map[string]any{"Name": last.Name, "Day": r.Words.Date(last.At)}
	}
	out.Status = r.Words.T("said."+out.Kind, args)
	for _, one := range d.Standing(task.ID) {
		if one.Root() != one.Of.ID {
			continue // a copy with another letter
		}
		list := p.noted(r, one.Content.Client, d.Of(one))
		if one.Root() == sub.Root() {
			out.Answers = list
			continue
		}
		out.Older = append(out.Older, list...)
	}
	return out
}

// noted lists the answers of a sheet beside which something was written.
func (p *Portal) noted(r *web.Request, sheet assignment.Submission, remarks []casework.Remark) []noted {
	at := p.byPlace(r, remarks)
	var list []noted
	for _, l := range sheet.Answers {
		if n := at[l.Path]; len(n) > 0 {
			list = append(list, noted{Label: l.Label, Value: l.Value, Notes: n})
		}
		for _, row := range l.Rows {
			if n := at[placeOf(l.Path, row.Row)]; len(n) > 0 {
				list = append(list, noted{Label: row.Label, Notes: n})
			}
		}
	}
	return list
}

// asked lists what was written and not answered yet, each with the way to its
// question.
func (p *Portal) asked(r *web.Request, w casework.Work, sub casework.Submission) []noted {
	at := p.byPlace(r, w.Notes)
	var list []noted
	for _, l := range w.Outcome.Review() {
		if n := at[l.Path]; len(n) > 0 {
			list = append(list, noted{Label: l.Label, Value: l.Value, Notes: n, To: fillPath(w.Task.No, l.Page, "")})
		}
		for _, row := range l.Rows {
			if n := at[placeOf(l.Path, row.Row)]; len(n) > 0 {
				list = append(list, noted{Label: row.Label, Notes: n, To: fillPath(w.Task.No, row.Page, row.Row)})
			}
		}
	}
	return list
}

// askedAgain gives the screen with only the questions that are asked again, and
// the row to unfold; nil when nothing is.
func (p *Portal) askedAgain(r *web.Request, w casework.Work) (page *assignment.Page, row string) {
	asks := casework.Asked(w.Notes)
	if len(asks) == 0 {
		return nil, ""
	}
	var ids []string
	for _, one := range asks {
		ids = append(ids, one.Path)
		if row == "" && slices.Contains(w.Outcome.Draft.RowIDs(one.Path), one.Row) {
			row = one.Row
		}
	}
	return w.Outcome.Only(r.Words.T("said.asks", map[string]any{"Name": asks[len(asks)-1].Name}), ids), row
}

// later is a day until which someone may wait.
type later struct{ Value, Label string }

func (p *Portal) later(r *web.Request, task casework.Task) []later {
	var list []later
	for _, day := range task.LaterDays(r.Tenant, r.Now()) {
		list = append(list, later{Value: string(day), Label: dayOf(r, day)})
	}
	return list
}

func dayOf(r *web.Request, d casework.Date) string { return r.Words.Day(d.Time(calendar.Zone())) }

// takeBack takes what was handed in back, while nobody opened it.
func (p *Portal) takeBack(r *web.Request) error {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return fault.New(fault.NotFound, "")
	}
	return p.orSay(r, p.cases.TakeBack(r.Request().Context(), r.Client(), no), taskPath(no))
}

// orSay goes on, or shows the assignment with what is wrong.
func (p *Portal) orSay(r *web.Request, err error, to string) error {
	if err == nil {
		return r.Go(to)
	}
	if !fault.Is(err, fault.Invalid) {
		return err
	}
	w, no, found := p.work(r)
	if found != nil {
		return found
	}
	return p.showTask(r, http.StatusUnprocessableEntity, w, no, err)
}
