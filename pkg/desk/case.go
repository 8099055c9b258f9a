// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/web"
)

func casePath(id string) string { return "/werkplek/traject/" + id }

// caseIn reads the case out of the address of its page.
func caseIn(path string) string {
	id, ok := strings.CutPrefix(path, "/werkplek/traject/")
	if !ok || strings.ContainsAny(id, "/?#") {
		return ""
	}
	return id
}

func (d *Desk) open(r *web.Request) error {
	opened, err := d.cases.Look(r.Request().Context(), r.Counsellor(), access.CaseID(r.Param("id")))
	if err != nil {
		return d.asksWhy(r, err)
	}
	return d.showCase(r, http.StatusOK, opened, state{reply: opened.Draft, saved: opened.Draft.Text != ""})
}

// state is the answer that is being made, as the page should show it.
type state struct {
	reply  casework.Reply
	saved  bool
	search *string
	wrong  error
}

func (d *Desk) showCase(r *web.Request, status int, o casework.Opened, s state) error {
	c, m := o.Case, &margin{r: r, s: s, since: o.Since, placed: map[string]bool{}}
	page := casePage{
		Base: d.base(r, "tab.case", "list"), ID: string(c.ID), Nick: o.Label.Nick, Crisis: c.Urgency == casework.Crisis,
		Letters: d.letters(r, o), Panels: d.panels(m, o.Dossier), Sheets: d.sheets(m, o), Tasks: d.tasks(r, o),
	}
	page.Title = o.Label.Nick
	if c.Closed != "" {
		page.Closed = r.Words.T("case.closed", map[string]any{
			"Day": r.Words.Day(c.Closed.Time(zone)), "Gone": r.Words.Day(c.Gone().Time(zone)), "Why": strings.ToLower(r.Words.T("outcome."+string(o.Label.Outcome), nil)),
		})
	}
	if c.Until != "" {
		page.Closed = r.Words.T("case.aside", map[string]any{"Day": r.Words.Day(c.Until.Time(zone)), "Nick": o.Label.Nick})
	}
	page.Since = d.news(r, o, page.Panels)
	page.Handed, page.Others = d.handed(r, o), strings.Join(o.Others, ", ")
	page.CanLater = len(casework.LaterDays(r.Tenant, c, r.Now())) > 0
	page.Free, page.Mine = c.Owner == "", c.Owner == r.Counsellor().ID
	if c.Legal != "" {
		page.Legal = r.Words.Day(c.Legal.Time(calendar.Zone()))
	}
	d.turn(r, c, &page)
	page.Meta = d.meta(r, o)
	vocab := d.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language)
	for _, sec := range o.Dossier.Sections {
		if v, ok := vocab.Section(sec.Name); ok && !sec.Readable {
			page.Hidden = append(page.Hidden, strings.ToLower(v.Label))
		}
	}
	page.Aside = s.reply.Aside
	if wrongAside(s.wrong) {
		page.AsideError, _ = saying(r, s.wrong)
	}
	for _, n := range o.Notes {
		page.Notes = append(page.Notes, teamNote{ID: n.ID, Name: n.Name, Day: r.Words.Day(n.At), Text: n.Text, Mine: n.Mine})
	}
	page.Writing = d.writing(r, o, s)
	page.Writing.Loose, page.Writing.With = m.loose(), len(s.reply.Notes)
	page.Proposal, page.Asks, page.Answers = d.proposalOf(r, o), !r.Counsellor().Role.May(access.MaySend), r.Counsellor().Role.May(access.MayAnswer)
	page.Form.Own = true
	return r.Show(status, "desk/case", page)
}

// news adds up what is new since the counsellor looked before.
func (d *Desk) news(r *web.Request, o casework.Opened, panels []panel) string {
	if o.Since.IsZero() {
		return ""
	}
	var messages, sheets, facts int
	for _, l := range o.Letters {
		if l.From == casework.FromClient && l.At.After(o.Since) {
			messages++
		}
	}
	for _, sub := range o.Dossier.Submissions {
		if sub.Content.ForTeam().At.After(o.Since) {
			sheets++
		}
	}
	for _, p := range panels {
		for _, f := range p.Facts {
			if f.New {
				facts++
			}
		}
	}
	var parts []string
	for _, one := range []struct {
		key string
		n   int
	}{{"news.messages", messages}, {"news.sheets", sheets}, {"news.facts", facts}} {
		if one.n > 0 {
			parts = append(parts, r.Words.T(one.key, map[string]any{"N": one.n}))
		}
	}
	when := stamp(r, o.Since.In(zone))
	if len(parts) == 0 {
		return r.Words.T("news.none", map[string]any{"When": when})
	}
	return r.Words.T("news.since", map[string]any{"When": when, "List": strings.Join(parts, ", ")})
}

// handed tells what the client said of a hand-over.
func (d *Desk) handed(r *web.Request, o casework.Opened) string {
	h := o.Label.Handed
	args := map[string]any{"From": h.From, "To": h.To, "Nick": o.Label.Nick}
	switch {
	case h.On == "":
		return ""
	case h.Says == casework.SaysOther:
		return r.Words.T("handed.other", args)
	case h.Says == "":
		return r.Words.T("handed.asked", args)
	}
	return ""
}

// turn says whose move it is, in the words the client sees too.
func (d *Desk) turn(r *web.Request, c casework.Case, page *casePage) {
	page.Promised = c.Turn == casework.TurnCounsellor
	switch {
	case !page.Promised && c.Next == "":
		page.Turn = r.Words.T("case.turn.client", nil)
	case !page.Promised:
		page.Turn = r.Words.T("case.turn.next", map[string]any{"Day": r.Words.Day(c.Next.Time(calendar.Zone()))})
	case r.Now().After(c.Promised):
		page.Turn, page.Tone = r.Words.T("case.turn.late", map[string]any{"When": r.Words.DayTime(c.Promised)}), "late"
	default:
		page.Turn = r.Words.T("case.turn.team", map[string]any{"When": d.instant(r, c.Promised)})
		if isToday(r, c.Promised) {
			page.Tone = "due"
			left := d.working(r, r.Tenant.Calendar().Between(r.Now(), c.Promised))
			page.Left = r.Words.T("case.left", map[string]any{"Time": left})
		}
	}
}

func (d *Desk) meta(r *web.Request, o casework.Opened) []string {
	var list []string
	if o.Label.Theme != "" {
		list = append(list, strings.ToLower(o.Label.Theme))
	}
	list = append(list, r.Words.T("case.since", map[string]any{"Day": r.Words.Date(o.Case.Days.Created.Time(calendar.Zone()))}))
	if way := o.Label.Way; way != "" && way != casework.WayOnline {
		list = append(list, r.Words.T("case.way."+string(way), nil))
	}
	if quiet := casework.QuietOf(r.Tenant, o.Case, o.Tasks, r.Now()); quiet != casework.QuietNot {
		list = append(list, r.Words.T("case.quiet."+string(quiet), map[string]any{"Day": r.Words.Date(o.Case.Days.Active.Time(zone))}))
	}
	if o.Label.Language != "" && o.Label.Language != r.Language {
		list = append(list, r.Words.T("case.language."+o.Label.Language, nil))
	}
	return list
}

// letters are the messages both ways, with what was handed in between them.
func (d *Desk) letters(r *web.Request, o casework.Opened) []letter {
	var list []letter
	for _, l := range o.Letters {
		one := letter{Seq: l.Seq, Mine: l.From == casework.FromCounsellor, Name: l.Name, At: l.At, Text: l.Text, Removed: l.Removed}
		if !one.Mine {
			one.Name = o.Label.Nick
		}
		if h := o.Held; h != nil && h.Message == l.ID {
			one.Held, one.Undo = d.delivers(r, h.Until), h.By == r.Counsellor().ID
		}
		for _, t := range l.Tasks {
			if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(t.Assignment, r.Language); ok {
				one.Given = append(one.Given, def.Title)
			}
		}
		for _, id := range l.Samples {
			if m, ok := d.shelf.Of(r.Tenant.ID).Message(r.Language, id); ok {
				one.From = append(one.From, m.Title)
			}
		}
		list = append(list, one)
	}
	for _, sub := range o.Dossier.Submissions {
		s := sub.Content.ForTeam()
		list = append(list, letter{Name: r.Words.T("case.handed", nil), At: s.At, Text: s.Title, Sheet: sheetID(sub)})
	}
	for _, sub := range o.Gone {
		if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(sub.Assignment, r.Language); ok {
			list = append(list, letter{Name: r.Words.T("case.gone", nil), At: sub.Day.Time(zone).AddDate(0, 0, 1).Add(-time.Second), Text: def.Title, Gone: true}) // the hour is not known: last of its day
		}
	}
	slices.SortStableFunc(list, func(a, b letter) int { return a.At.Compare(b.At) })
	for i := len(list) - 1; i > 0 && !list[i].Mine; i-- {
		list[i].New = list[i-1].Mine
	}
	return list
}

func sheetID(sub casework.Submission) string { return "blad-" + sub.Of.ID }

// panels is what the client shares, section by section.
func (d *Desk) panels(m *margin, in casework.Dossier) []panel {
	vocab := d.shelf.Of(m.r.Tenant.ID).Assignments.Vocabulary(m.r.Language)
	var list []panel
	for _, s := range vocab.Sections {
		p := panel{Label: s.Label}
		for _, t := range vocab.Of(s.ID) {
			p.Facts = append(p.Facts, d.facts(m, in, t)...)
		}
		if len(p.Facts) > 0 {
			list = append(list, p)
		}
	}
	return list
}

func (d *Desk) facts(m *margin, in casework.Dossier, t dossier.Type) []fact {
	r, rec := m.r, in.Record
	if t.Kind != dossier.Rows {
		f, ok := rec.Fact(t.Path)
		if !ok {
			return nil
		}
		one := fact{Label: t.Label, Value: assignment.Describe(t, f.Value(), r.Language), Day: r.Words.Date(f.At), New: m.isNew(f.At)}
		if how, ok := d.cases.Recipe(r.Tenant, in, f, true, r.Language); ok {
			one.How = &how
		}
		one.Gone = f.By == dossier.ByComputer && f.Value().State == dossier.Answered && one.How == nil
		one.Beside = m.at(casework.Note{Path: t.Path}, t.Label, in.Beside(t.Path, ""), true, false)
		return []fact{one}
	}
	var list []fact
	for _, f := range rec.Rows(t.Path) {
		one := fact{Label: t.Label, Day: r.Words.Date(f.At), New: m.isNew(f.At)}
		for i, c := range t.Columns {
			v, ok := f.Values[c.Path]
			if !ok || c.Computed && v.Text != "yes" {
				continue
			}
			text := assignment.Describe(c, v, r.Language)
			if rule := d.cases.ColumnRule(r.Tenant, rec, f, c.Path, r.Language); c.Computed && rule != "" {
				one.Rules = append(one.Rules, fact{Label: c.Label, Value: rule})
			}
			if i == 0 {
				one.Label = text
				continue
			}
			one.Columns = append(one.Columns, fact{Label: c.Label, Value: text})
		}
		one.Beside = m.at(casework.Note{Path: t.Path, Row: f.Row}, one.Label, in.Beside(t.Path, f.Row), true, false)
		list = append(list, one)
	}
	if f, ok := rec.Fact(t.Path); ok && f.None && len(list) == 0 {
		list = append(list, fact{Label: t.Label, Value: r.Words.T("case.none", nil), Day: r.Words.Date(f.At)})
	}
	return list
}

// sheets are the assignments as they were handed in, newest first. Those that wait
// for an answer are open, and those beside which something is being written.
func (d *Desk) sheets(m *margin, o casework.Opened) []sheet {
	var list []sheet
	tasks, copies := map[casework.TaskID]casework.Task{}, map[string]bool{}
	for _, t := range o.Tasks {
		tasks[t.ID] = t
	}
	newest := map[casework.TaskID]bool{}
	for _, sub := range slices.Backward(o.Dossier.Submissions) {
		s, task := sub.Content.ForTeam(), tasks[sub.Of.Task]
		one := sheet{
			ID: sheetID(sub), Sub: sub.Of.ID, Title: s.Title, Day: m.r.Words.Day(s.At), Version: sub.Of.Version, Lines: s.Answers, Results: s.Results,
			Alerts: s.Alerts, Replies: s.Replies, Values: s.Values, Beside: m.answers(o, sub, !copies[sub.Root()]),
		}
		if !newest[sub.Of.Task] {
			one.State = d.stateOf(m.r, o, sub, task)
			one.Accepts = casework.MayMove(casework.FromCounsellor, casework.ActAccept, task.State, casework.TaskAccepted)
			one.Accepted = slices.Contains(m.s.reply.Accept, sub.Of.ID)
			one.Open = o.Case.Turn == casework.TurnCounsellor && task.State.Waits()
		}
		for _, b := range one.Beside {
			one.Open = one.Open || b.Open
		}
		newest[sub.Of.Task], copies[sub.Root()] = true, true
		list = append(list, one)
	}
	return list
}

// stateOf says how far a task is, and who did the last thing with its sheet.
func (d *Desk) stateOf(r *web.Request, o casework.Opened, sub casework.Submission, task casework.Task) string {
	text := r.Words.T("state."+string(task.State), nil)
	last, ok := o.Dossier.Said(sub)
	if ok && (task.State == casework.TaskSeen || task.State == casework.TaskAccepted || task.State == casework.TaskReopened) {
		text = r.Words.T("state.by", map[string]any{"State": text, "Name": last.Name, "Day": r.Words.Date(last.At)})
	}
	return text
}

// tasks are all assignments of the client, newest first, with how far each is.
func (d *Desk) tasks(r *web.Request, o casework.Opened) []task {
	var list []task
	for _, t := range slices.Backward(o.Tasks) {
		def, ok := d.shelf.Of(r.Tenant.ID).Assignment(t.Assignment, r.Language)
		if !ok {
			continue
		}
		one := task{Title: def.Title, State: r.Words.T("state."+string(t.State), nil)}
		if t.MayWait() {
			one.Due = r.Words.T("case.until", map[string]any{"Day": r.Words.Day(t.Due.Time(zone))})
			if t.FirstDue != "" {
				one.Due = r.Words.T("case.later", map[string]any{
					"Day": r.Words.Day(t.Due.Time(zone)), "First": r.Words.Day(t.FirstDue.Time(zone)), "Nick": o.Label.Nick,
				})
			}
		}
		list = append(list, one)
	}
	return list
}
