// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// answer is the one form of a case: whatever button was pressed, what was
// written is kept first.
func (d *Desk) answer(r *web.Request) error {
	ctx, id := r.Request().Context(), access.CaseID(r.Param("id"))
	if err := hands(r); err != nil {
		return err
	}
	look := d.cases.Look
	if r.Field("stil") != "" {
		look = d.cases.OpenCase // nothing is shown
	}
	o, err := look(ctx, r.Counsellor(), id)
	if casework.NeedsReasonFor(err) { // a colleague took it meanwhile
		err = errors.Join(d.cases.SaveReply(ctx, r.Counsellor(), id, d.posted(r)), err)
	}
	if err != nil {
		return d.asksWhy(r, err)
	}
	s := state{reply: d.posted(r)}
	if err := d.steer(r, &o); err != nil {
		return d.refuse(r, o, s, err)
	}
	d.change(r, o, &s)
	if !r.Translating() && r.Field("doe") == "verstuur" {
		return d.send(r, o, s)
	}
	if err := d.cases.SaveReply(ctx, r.Counsellor(), id, s.reply); err != nil {
		return d.refuse(r, o, s, err)
	}
	s.saved = true
	if err := d.act(r, id, s.reply); err != nil {
		return d.refuse(r, o, s, err)
	}
	if r.Field("stil") != "" {
		return r.NoContent(http.StatusNoContent)
	}
	if s.search == nil && !r.Translating() {
		return d.goOn(r, id)
	}
	return d.showCase(r, http.StatusOK, o, s)
}

// act does what a button does beside the message: a sheet is good, a note for the
// team is written or goes.
func (d *Desk) act(r *web.Request, id access.CaseID, reply casework.Reply) error {
	ctx, by := r.Request().Context(), r.Counsellor()
	switch {
	case r.Translating():
		return nil
	case r.Field("nu") != "":
		return d.cases.Accept(ctx, by, id, r.Field("nu"), reply)
	case r.Field("doe") == "notitie":
		return d.cases.AddTeamNote(ctx, by, id, reply)
	case r.Field("notitieweg") != "":
		return d.cases.RemoveTeamNote(ctx, by, id, r.Field("notitieweg"))
	}
	return nil
}

// goOn leads on once what was written is kept: back to the page, or to whose the
// case will be.
func (d *Desk) goOn(r *web.Request, id access.CaseID) error {
	switch r.Field("doe") {
	case "geef":
		return r.Go(casePath(string(id)) + "/van")
	case "later":
		return r.Go(casePath(string(id)) + "/later")
	case "sluit":
		return r.Go(casePath(string(id)) + "/sluiten")
	case "neem":
		if err := d.giveTo(r, id, r.Counsellor().ID, "", false); err != nil {
			return d.asksWhy(r, err)
		}
	}
	return r.Go(casePath(string(id)) + "#" + landing(r))
}

// landing is where the page opens after a button: where its work shows.
func landing(r *web.Request) string {
	switch {
	case r.Field("voeg") != "" || r.Field("stap") != "" || r.Field("doe") == "vul":
		return "tekst"
	case r.Field("over") != "" || r.Field("toch") != "" || r.Field("doe") == "plan":
		return "plan"
	case r.Field("bijdoen") != "":
		return noteID(r.Field("bijdoen"))
	case r.Field("bijweg") != "", r.Field("nu") != "":
		return "dossier"
	case r.Field("doe") == "notitie", r.Field("notitieweg") != "":
		return "notities"
	case r.Field("weg") != "" || r.Field("doe") == "erbij":
		return "mee"
	}
	return "antwoord"
}

func (d *Desk) send(r *web.Request, o casework.Opened, s state) error {
	ctx := r.Request().Context()
	to, err := "/werkplek?klaar="+string(o.Case.ID), error(nil)
	out := d.withMeet(r, o, s.reply)
	if r.Counsellor().Role.May(access.MaySend) {
		err = d.cases.Send(ctx, r.Tenant, r.Counsellor(), o.Case.ID, out)
	} else if err = d.cases.SaveReply(ctx, r.Counsellor(), o.Case.ID, s.reply); err == nil {
		to, err = "/werkplek?legde=1", d.cases.Propose(ctx, r.Counsellor(), o.Case.ID, out)
	}
	if err == nil {
		return r.Go(to)
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
		Text: strings.ReplaceAll(r.Field("tekst"), "\r\n", "\n"), Samples: r.Form()["voorbeeld"], Steps: r.Form()["genomen"], Calm: r.Field("rustig") != "", Hold: r.Field("wacht") != "",
		Meet: casework.Meet{Day: dateIn(r.Field("afspraak.dag")), Clock: r.Field("afspraak.uur"), Place: r.Field("afspraak.plek")},
		Next: dateIn(r.Field("volgende")), Notes: notesIn(r), Accept: r.Form()["akkoord"],
		Aside: strings.ReplaceAll(r.Field("notitie"), "\r\n", "\n"),
	}
	reply.Seen, _ = strconv.Atoi(r.Field("gezien"))       // without it, every message counts as new
	reply.Sheets, _ = strconv.Atoi(r.Field("ingestuurd")) // and every sheet
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

// change does what the form asks, whatever button was pressed: what was typed
// beside the box or chosen in a list is never lost.
func (d *Desk) change(r *web.Request, o casework.Opened, s *state) {
	reply := &s.reply
	renote(r, reply)
	if id := r.Field("weg"); id != "" {
		reply.Give = slices.DeleteFunc(reply.Give, func(g casework.Give) bool { return g.Assignment == id })
	}
	reply.Text = fillBlanks(reply.Text, r.Form())
	if id := r.Field("erbij"); id != "" {
		d.attach(r, reply, id)
	}
	m, put := d.shelf.Of(r.Tenant.ID).Message(languageOf(r, o), r.Field("voeg"))
	if put && m.Attaches() {
		d.attach(r, reply, m.Assignment)
	}
	stage, taken := d.take(r, o)
	if taken {
		d.hand(r, o, reply, stage)
	}
	d.redate(r, o, reply)
	reply.Samples = slices.DeleteFunc(reply.Samples, func(id string) bool { return !d.stands(r, o, reply.Text, id) })
	if put {
		d.insert(r, o, reply, m.ID)
	}
	if taken && stage.Message != "" {
		d.insert(r, o, reply, stage.Message)
	}
	d.keepSteps(r, o, reply)
	if text := r.Field("zoek"); r.Field("doe") == "zoek" || r.Field("doe") == "enter" && text != "" {
		s.search = &text
	}
}

func (d *Desk) attach(r *web.Request, reply *casework.Reply, id string) {
	def, ok := d.shelf.Of(r.Tenant.ID).Assignment(id, r.Language)
	if !ok || gives(*reply, id) {
		return
	}
	reply.Give = append(reply.Give, casework.Give{Assignment: id, Workdays: def.Workdays})
}
