// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"strconv"
	"strings"
	"testing"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/browser"
)

// A client works alone: before anyone answered they take a step, do it, take the
// next and pass one over, and the team sees how far they are.
func TestStory_whoWorksAloneTakesTheNextStepWithoutWaiting(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := build(t, options{})
			staff := newCounsellor(h, browser.Start(t, browser.Options{}).Page(t))
			p := browser.Start(t, o).Page(t)
			client(h, p, "Ik wil het eerst zelf proberen.")
			p.See("Je hoeft niets te doen", "Wil je zelf alvast iets doen?")
			p.Press("Wil je zelf alvast iets doen?")
			fits(t, p, "the offer")
			shot(p, "50-offer")
			p.Press("Neem deze stap")
			p.See("Veilig beginnen")
			p.Press("Begin")
			through(t, p, "Dat wil ik niet vertellen", "Dat weet ik nog niet")
			p.Open(h.url + "/vandaag")
			p.See("Jouw volgende stap", "Spoedcheck", "Je krijgt antwoord uiterlijk")
			fits(t, p, "the next step")
			shot(p, "50-ahead")
			p.Press("Neem deze stap")
			p.See("Spoedcheck")
			p.Open(h.url + "/vandaag")
			p.See("Eén stap voor nu", "Spoedcheck")
			p.Lacks("Neem deze stap")
			p.Press("Komt dit nu niet uit?")
			p.Press("Deze stap past niet bij mij")
			p.See("Jouw volgende stap", "Hoe groot is de berg post?")
			p.Press("Sla deze over")
			p.See("Een vast moment voor je post")

			shelf, _ := assignment.Load(assignments.FS)
			alone, _ := shelf.SelfHelp("nl")
			n := len(alone.Steps)
			s := staff.page
			s.Open(h.url + "/werkplek")
			staff.openFirst()
			s.See("Trajectplan: Zelf aan de slag", "De klant kan deze stappen zelf nemen", "stap 4 van "+strconv.Itoa(n))
			shot(s, "desk-plan-self")
			s.Press("Alle " + strconv.Itoa(n) + " stappen, of een ander plan")
			s.Select("Trajectplan", "Kort · ongeveer 8 weken")
			s.Press("Kies")
			s.See("stap 1 van")
			p.Open(h.url + "/vandaag")
			p.See("Je hoeft niets te doen")
			p.Lacks("Neem deze stap", "Wil je zelf alvast iets doen?")
		})
	}
}

// through presses the main button of each page of an assignment until it is handed
// in, with these choices where they are there to make.
func through(t *testing.T, p *browser.Page, choices ...string) {
	t.Helper()
	for range 60 {
		if strings.HasSuffix(p.URL(), "/uitkomst") {
			return
		}
		fits(t, p, p.URL())
		for _, label := range choices {
			p.EachFieldset(label)
		}
		p.GoOn("#f")
	}
	t.Fatalf("there is no end to it: %s\n%.600s", p.URL(), p.Text())
}
