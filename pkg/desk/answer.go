// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/sample"
	"opgelucht/pkg/web"
)

// answer is the one form of a case: whatever button was pressed, what was
// written is kept first.
func (d *Desk) answer(r *web.Request) error {
	ctx, id := r.Request().Context(), access.CaseID(r.Param("id"))
	o, err := d.cases.OpenCase(ctx, r.Counsellor(), id)
	if err != nil {
		return err
	}
	s := state{reply: d.posted(r)}
	if !r.Translating() && r.Field("doe") == "verstuur" {
		return d.send(r, o, s)
	}
	d.change(r, o, &s)
	if err := d.cases.SaveReply(ctx, r.Counsellor(), id, s.reply); err != nil {
		return d.refuse(r, o, s, err)
	}
	s.saved = true
	if r.Field("stil") != "" {
		return r.NoContent(http.StatusNoContent)
	}
	if s.search == nil && !r.Translating() {
		return r.Go(casePath(string(id)) + "#antwoord")
	}
	return d.showCase(r, http.StatusOK, o, s)
}

func (d *Desk) send(r *web.Request, o casework.Opened, s state) error {
	ctx := r.Request().Context()
	err := d.cases.Send(ctx, r.Tenant, r.Counsellor(), o.Case.ID, s.reply)
	if err == nil {
		return r.Go("/werkplek?klaar=1")
	}
	if saved := d.cases.SaveReply(ctx, r.Counsellor(), o.Case.ID, s.reply); saved == nil {
		s.saved = true
	}
	return d.refuse(r, o, s, err)
}

// refuse shows the page again, with everything kept and the sentence at the box.
func (d *Desk) refuse(r *web.Request, o casework.Opened, s state, err error) error {
	if !fault.Is(err, fault.Invalid) {
		return err
	}
	s.wrong = err
	return d.showCase(r, http.StatusUnprocessableEntity, o, s)
}

// posted reads the answer as it stands in the form.
func (d *Desk) posted(r *web.Request) casework.Reply {
	reply := casework.Reply{
		Text: strings.ReplaceAll(r.Field("tekst"), "\r\n", "\n"), Samples: r.Form()["voorbeeld"], Calm: r.Field("rustig") != "",
		Next: dateIn(r.Field("volgende")),
	}
	reply.Seen, _ = strconv.Atoi(r.Field("gezien")) // without it, every message counts as new
	days := r.Form()["dagen"]
	for i, id := range r.Form()["opdracht"] {
		n := 0
		if i < len(days) {
			n, _ = strconv.Atoi(days[i]) // a wrong number is refused when it is sent
		}
		reply.Give = append(reply.Give, casework.Give{Assignment: id, Workdays: n})
	}
	return reply
}

func dateIn(text string) casework.Date {
	if d := casework.Date(text); !d.Time(zone).IsZero() {
		return d
	}
	return ""
}

// change does what a button other than "send" asks.
func (d *Desk) change(r *web.Request, o casework.Opened, s *state) {
	reply := &s.reply
	if id := r.Field("weg"); id != "" {
		reply.Give = slices.DeleteFunc(reply.Give, func(g casework.Give) bool { return g.Assignment == id })
	}
	if id := r.Field("erbij"); r.Field("doe") == "erbij" && id != "" {
		d.attach(r, reply, id)
	}
	if id := r.Field("voeg"); id != "" {
		d.insert(r, o, reply, id)
	}
	if r.Field("doe") == "vul" {
		reply.Text = fillBlanks(reply.Text, r.Form())
	}
	if r.Field("doe") == "zoek" {
		text := r.Field("zoek")
		s.search = &text
	}
}

func (d *Desk) attach(r *web.Request, reply *casework.Reply, id string) {
	def, ok := d.shelf.Assignment(id, r.Language)
	if !ok || slices.ContainsFunc(reply.Give, func(g casework.Give) bool { return g.Assignment == id }) {
		return
	}
	reply.Give = append(reply.Give, casework.Give{Assignment: id, Workdays: def.Workdays})
}

// insert puts a sample message in the box, below what stands there, with the
// blanks filled that the service knows; its assignment comes along.
func (d *Desk) insert(r *web.Request, o casework.Opened, reply *casework.Reply, id string) {
	lang := languageOf(r, o)
	m, ok := d.shelf.Message(lang, id)
	if !ok || slices.Contains(reply.Samples, id) {
		return
	}
	if m.Attaches() {
		d.attach(r, reply, m.Assignment)
	}
	reply.Samples = append(reply.Samples, id)
	text := strings.TrimSpace(m.Fill(d.values(r, o, *reply, m)))
	if strings.TrimSpace(reply.Text) != "" {
		text = strings.TrimRight(reply.Text, "\n ") + "\n\n" + text
	}
	reply.Text = text
}

// fillBlanks puts what was typed beside the box in the place of open blanks.
func fillBlanks(text string, form map[string][]string) string {
	blanks := sample.Unfilled(text)
	for i := len(blanks) - 1; i >= 0; i-- {
		typed := form["invul."+strconv.Itoa(i+1)]
		if len(typed) == 0 || strings.TrimSpace(typed[0]) == "" {
			continue
		}
		text = text[:blanks[i].Start] + strings.TrimSpace(typed[0]) + text[blanks[i].End:]
	}
	return text
}
