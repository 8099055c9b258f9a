// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"strings"
	"testing"

	"opgelucht/pkg/browser"
)

func TestStory_aClientChoosesAPlaceAndGetsAnAppointment(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			staff := newCounsellor(h, browser.Start(t, o).Page(t))
			p, s := browser.Start(t, o).Page(t), staff.page
			client(h, p, "Ik praat liever met iemand.")
			p.Unfold()
			p.Press("Op een plek")
			p.Unfold()
			p.See("Op een plek ✓")
			shotSize(t, p, "way", o)
			s.Open(h.url + "/werkplek")
			staff.openFirst()
			s.See("wil liever op een plek geholpen worden")
			s.Type("tekst", "Fijn dat je komt.")
			s.Set("Dag", "2027-06-15")
			s.Press("Verstuur")
			s.See("Schrijf de tijd van de afspraak")
			s.Set("Tijd", "14:30")
			shotSize(t, s, "case-meet", o)
			s.Press("Verstuur")
			s.See("Verstuurd.")
			p.Open(h.url + "/vandaag")
			p.See("Je hebt een afspraak: dinsdag 15 juni om 14.30 uur")
			p.Press("Bekijk of print de afspraak")
			p.See("Onze afspraak", "dinsdag 15 juni om 14.30 uur", "vraag naar Sanne")
			shotSize(t, p, "meeting", o)
			if paper := p.OnPaper(); !strings.Contains(paper, "dinsdag 15 juni") || strings.Contains(paper, "Terug naar") {
				t.Errorf("on paper stands %q", paper)
			}
			p.Open(h.url + "/gesprek")
			p.See("Fijn dat je komt.", "Onze afspraak: dinsdag 15 juni om 14.30 uur.")
		})
	}
}
