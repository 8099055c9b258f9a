// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/sample"
	"opgelucht/pkg/web"
)

var zone = calendar.Zone()

// languageOf is the language the client reads.
func languageOf(r *web.Request, o casework.Opened) string {
	if o.Label.Language != "" {
		return o.Label.Language
	}
	return r.Tenant.Languages[0]
}

// writing makes the box of the answer: what fits, what is open, what goes along.
func (d *Desk) writing(r *web.Request, o casework.Opened, s state) writing {
	reply := s.reply
	w := writing{
		Text: reply.Text, Samples: reply.Samples, Seen: o.Case.LastSeq, Sheets: o.Sheets, Calm: reply.Calm, Saved: s.saved,
		Meet: d.meetFormOf(r, o, s), Hold: reply.Hold, Holdable: d.holdable(r, o.Case),
		Words: len(strings.Fields(reply.Text)),
	}
	for i, b := range sample.Unfilled(reply.Text) {
		w.Blanks = append(w.Blanks, blank{No: i + 1, Text: b.Text})
	}
	for _, m := range d.shelf.Of(r.Tenant.ID).Suggest(d.situation(r, o, reply)) {
		w.Suggest = append(w.Suggest, d.offer(r, o, reply, m))
	}
	first := min(len(w.Suggest), maxSuggested)
	w.Suggest, w.More = w.Suggest[:first], w.Suggest[first:]
	if s.search != nil {
		w.Search, w.Searched = *s.search, true
		found := d.shelf.Of(r.Tenant.ID).SearchMessages(languageOf(r, o), *s.search)
		for _, m := range found[:min(len(found), maxFound)] {
			w.Found = append(w.Found, d.offer(r, o, reply, m))
		}
	}
	for _, g := range reply.Give {
		if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(g.Assignment, r.Language); ok {
			w.Give = append(w.Give, given{ID: g.Assignment, Title: def.Title, Days: d.days(r, g.Workdays), First: d.first(r, o, reply, def)})
		}
	}
	w.Next, w.Plan = d.nextDays(r, reply), d.planOf(r, o, reply)
	w.Add, w.Forms = d.addable(r, reply, false), d.addable(r, reply, true)
	w.Agreed, w.Filled = string(casework.DateOf(d.agreed(r, reply))), d.filled(r, o, reply)
	if s.wrong != nil && wrongNote(s.wrong) == "" && !wrongAside(s.wrong) && wrongMeet(s.wrong) == "" {
		w.Error, _ = saying(r, s.wrong)
		switch fault.As(s.wrong).Fields[0].Key {
		case "message.numbers":
			w.Pieces = disclosure.Marked(reply.Text)
		case "reply.blanks":
			w.Open = len(w.Blanks) > 0
		}
	}
	return w
}

// first names the assignments that come before one that is about to be given, and
// that are not in the same answer. What the client hides counts as not there: the
// team cannot see it.
func (d *Desk) first(r *web.Request, o casework.Opened, reply casework.Reply, def *assignment.Definition) string {
	var titles []string
	for _, other := range d.shelf.Of(r.Tenant.ID).Assignments.First(def, o.Dossier.Record) {
		if !slices.ContainsFunc(reply.Give, func(g casework.Give) bool { return g.Assignment == other.ID }) {
			titles = append(titles, other.Title)
		}
	}
	return strings.Join(titles, ", ")
}

// How many messages stand open when they fit, and how many a search shows.
const (
	maxSuggested = 3
	maxFound     = 12
)

// addable are the assignments, or the work forms, that do not go along yet, each
// with the day it would be due.
func (d *Desk) addable(r *web.Request, reply casework.Reply, workForms bool) []choice {
	var list []choice
	for _, id := range d.shelf.Of(r.Tenant.ID).Assignments.IDs() {
		if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(id, r.Language); ok && def.WorkForm == workForms && !gives(reply, id) {
			day := brief(r, r.Tenant.Calendar().AddWorkdays(r.Now(), def.Workdays))
			list = append(list, choice{Value: id, Label: r.Words.T("case.add.option", map[string]any{"Title": def.Title, "Day": day})})
		}
	}
	return list
}

func gives(reply casework.Reply, id string) bool {
	return slices.ContainsFunc(reply.Give, func(g casework.Give) bool { return g.Assignment == id })
}

// choices of days, in working days.
var dayChoices = []int{2, 3, 5, 7, 10, 15}

func (d *Desk) days(r *web.Request, chosen int) []choice {
	list := slices.Clone(dayChoices)
	if chosen > 0 && !slices.Contains(list, chosen) {
		list = append(list, chosen)
		slices.Sort(list)
	}
	var out []choice
	for _, n := range list {
		day := r.Tenant.Calendar().AddWorkdays(r.Now(), n)
		out = append(out, choice{Value: strconv.Itoa(n), Label: d.dayLabel(r, day, n), On: n == chosen})
	}
	return out
}

func (d *Desk) dayLabel(r *web.Request, day time.Time, n int) string {
	return r.Words.T("days.label", map[string]any{"Day": brief(r, day), "N": n})
}

// brief gives "do 17 juni", for a list to choose from.
func brief(r *web.Request, day time.Time) string {
	weekday, rest, _ := strings.Cut(r.Words.Day(day), " ")
	return r.Words.T("days.brief", map[string]any{"Two": weekday[:2], "Three": weekday[:3]}) + " " + rest
}

// nextDays offers the next agreed date; the first choice follows the
// assignments that go along.
func (d *Desk) nextDays(r *web.Request, reply casework.Reply) []choice {
	out := []choice{{Label: r.Words.T("days.auto", map[string]any{"Day": brief(r, d.agreed(r, casework.Reply{Give: reply.Give}))}), On: reply.Next == ""}}
	for _, n := range dayChoices {
		day := r.Tenant.Calendar().AddWorkdays(r.Now(), n)
		value := string(casework.DateOf(day))
		out = append(out, choice{Value: value, Label: d.dayLabel(r, day, n), On: string(reply.Next) == value})
	}
	return out
}

// agreed is the next moment that a message may name.
func (d *Desk) agreed(r *web.Request, reply casework.Reply) time.Time {
	if reply.Next != "" {
		return reply.Next.Time(zone)
	}
	n := 0
	for _, g := range reply.Give {
		n = max(n, g.Workdays)
	}
	if n == 0 {
		n = casework.DefaultWorkdays
	}
	return r.Tenant.Calendar().AddWorkdays(r.Now(), n)
}

// values fill the blanks of a message, in the client's language and only from
// what the client shares.
func (d *Desk) values(r *web.Request, o casework.Opened, reply casework.Reply, m sample.Message) sample.Values {
	words := r.Speak(languageOf(r, o))
	v := sample.Values{Nickname: o.Label.Nick, Counsellor: r.Counsellor().Name, Date: words.Day(d.agreed(r, reply))}
	about := m.Assignment
	if about == "" && len(reply.Give) > 0 {
		about = reply.Give[len(reply.Give)-1].Assignment
	}
	if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(about, languageOf(r, o)); ok {
		v.Assignment = def.Title
	}
	if about == "" {
		about = o.Case.Task.Assignment
	}
	if f, ok := amountOf(o.Dossier.Record, d.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language), about); ok {
		v.Amount = words.Money(f.Value().Cents)
	}
	return v
}

// amountOf finds the amount that an assignment worked out, among what is shared.
func amountOf(rec *dossier.Record, vocab *dossier.Vocabulary, about string) (dossier.Fact, bool) {
	for _, t := range vocab.Facts {
		f, ok := rec.Fact(t.Path)
		if ok && t.Kind == dossier.Money && f.By == dossier.ByComputer && f.Source.Assignment == about && f.Value().State == dossier.Answered {
			return f, true
		}
	}
	return dossier.Fact{}, false
}
