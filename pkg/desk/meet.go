// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"strings"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// meetForm asks for an appointment at a place.
type meetForm struct {
	Day, Clock, Place string
	Open              bool
	Error, At         string
}

// meetFormOf shows the appointment that is being made; the counter of the municipality
// stands ready.
func (d *Desk) meetFormOf(r *web.Request, o casework.Opened, s state) meetForm {
	m := s.reply.Meet
	f := meetForm{Day: string(m.Day), Clock: m.Clock, Place: m.Place, Open: m.Set() || o.Label.Way == casework.WayPlace}
	if f.Place == "" {
		f.Place = r.Tenant.Help.Counter
	}
	if at := wrongMeet(s.wrong); at != "" {
		f.Error, _ = saying(r, s.wrong)
		f.At, f.Open = at, true
	}
	return f
}

// wrongMeet names the field of an appointment that a failure is about; empty for another.
func wrongMeet(err error) string {
	if err == nil {
		return ""
	}
	if f := fault.As(err); len(f.Fields) > 0 && strings.HasPrefix(f.Fields[0].Name, "afspraak.") {
		return f.Fields[0].Name
	}
	return ""
}

// withMeet writes the appointment below the message, in the client's language, so that
// it stands wherever the message does.
func (d *Desk) withMeet(r *web.Request, o casework.Opened, reply casework.Reply) casework.Reply {
	at := reply.Meet.At()
	if !reply.Meet.Set() || at.IsZero() || strings.TrimSpace(reply.Text) == "" {
		return reply
	}
	words := r.Speak(languageOf(r, o))
	line := words.T("appoint.text", map[string]any{"When": words.DayTime(at), "Place": strings.TrimSpace(reply.Meet.Place)})
	if !strings.Contains(reply.Text, line) {
		reply.Text = strings.TrimRight(reply.Text, " \n") + "\n\n" + line
	}
	return reply
}
