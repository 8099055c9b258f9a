// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"net/http"
	"net/url"
	"regexp"
	"time"

	"opgelucht/pkg/app"
	"opgelucht/pkg/browser"
)

// reader is a client who fills in the assignment of the guide: what they write
// first, and the words of the buttons and questions in their language.
type reader struct {
	options browser.Options
	first   string   // what they write to begin with
	begin   []string // the label of that field, the button, what is seen then
	title   string
	fill    [][2]string // a question and the answer, an empty answer is a button
	review  []string    // before sending in
	other   []string    // the button of the other language, and the same page then
	back    string      // the button of their own language
	send    string
	total   []string // on the result page
}

// readers differ in all that matters: language, width and scripts.
var readers = map[string]reader{
	"in Dutch, on a small phone without JavaScript": {
		options: browser.Options{NoScript: true, Width: 320, Height: 640}, first: "Ik betaal veel apps.",
		begin: []string{"Wat wil je kwijt?", "Verstuur mijn bericht", "Bewaar deze code"}, title: "Wat kosten je apps?",
		fill: [][2]string{
			{"Begin"}, {"Nog een app toevoegen"}, {"Wat is het?", "Muziek"}, {"Bedrag", "11 per maand"}, {"Klaar met deze"},
			{"Nog een app toevoegen"}, {"Wat is het?", "Foto's"}, {"Bedrag", "120 per jaar"}, {"Klaar met deze"}, {"Kijk alles na"},
		},
		total:  []string{"Samen per maand", "€ 21,00", "Je apps kosten samen € 21,00 per maand. Welke wil je houden?"},
		review: []string{"Kijk het rustig na", "Muziek", "Foto's"}, send: "Stuur in",
		other: []string{"English", "Which apps do you pay for?", "Muziek", "Foto's"}, back: "Nederlands",
	},
	"in English, on a wide screen with JavaScript": {
		options: browser.Options{Accept: "en"}, first: "I pay for many apps.",
		begin: []string{"What is on your mind?", "Send my message", "Keep this code"}, title: "What do your apps cost?",
		fill: [][2]string{
			{"Begin"}, {"Add another app"}, {"What is it?", "Music"}, {"Amount", "11 per month"}, {"Done with this one"},
			{"Add another app"}, {"What is it?", "Photos"}, {"Amount", "120 per year"}, {"Done with this one"}, {"Check everything"},
		},
		total:  []string{"Together per month", "€21.00", "Your apps cost €21.00 a month together. Which do you want to keep?"},
		review: []string{"Take your time to check this", "Music", "Photos"}, send: "Send it in",
		other: []string{"Nederlands", "Voor welke apps betaal je?", "Music", "Photos"}, back: "English",
	},
}

// whatTheGuideMadeIsFilledIn lets two clients and a counsellor work with the
// assignment in the folder that the program serves.
func whatTheGuideMadeIsFilledIn(p *program) {
	staff := p.counsellor()
	for name, r := range readers {
		page := browser.Start(p.t, r.options).Page(p.t)
		page.Open(p.url() + "/")
		page.Type(r.begin[0], r.first)
		page.Press(r.begin[1])
		page.See(r.begin[2])
		where := "/werkplek/traject/" + caseOf(p.t, staff.h, r.first, staff)
		check(p.t, "giving it "+name, staff.post(where, where, url.Values{
			"tekst": {"Kijk eens."}, "doe": {"verstuur"}, "gezien": {"9"}, "opdracht": {"apps"}, "dagen": {"5"},
		}), http.StatusSeeOther)
		page.Open(p.url() + "/opdracht/1")
		page.See(r.title)
		for _, step := range r.fill {
			if step[1] == "" {
				page.Press(step[0])
			} else {
				page.Type(step[0], step[1])
			}
			if n := page.Sideways(); n > 0 {
				p.t.Errorf("%s, after %v, it scrolls %d pixels sideways", name, step, n)
			}
		}
		page.See(r.review...)
		page.Press(r.other[0]) // who changes language loses nothing and stays where they were
		page.See(r.other[1:]...)
		page.Press(r.back)
		page.See(r.review...)
		page.Press(r.send)
		page.See(r.total...)
	}
}

// counsellor signs in with what the first start of a demonstration showed.
func (p *program) counsellor() *visitor {
	p.t.Helper()
	v := p.visit()
	v.h.clock, v.h.began = time.Now().Add(-31*time.Second), time.Now() // the program's clock is the real one
	v.setUp(app.NewAccount{User: userShape.FindStringSubmatch(p.out.String())[1], Password: passwordIn(p.out.String())})
	return v
}

var userShape = regexp.MustCompile(`(?m)^  name      (\S+)$`)
