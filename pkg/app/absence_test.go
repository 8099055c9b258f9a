// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"testing"

	"opgelucht/pkg/browser"
)

func TestStory_aCounsellorIsAwayAndHandsOver(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			sanne := newCounsellor(h, browser.Start(t, o).Page(t))
			bram := sanne.joins("bram", "Bram", browser.Start(t, o).Page(t))
			p, s, b := browser.Start(t, o).Page(t), sanne.page, bram.page
			client(h, p, "Ik maak mijn post niet meer open.")

			s.Open(h.url + "/werkplek/verdeling")
			s.See("Nog van niemand", "Wie heeft hoeveel", "Bram")
			shotSize(t, s, "divide", o)
			s.Press("Geef")
			s.See("Alles is van iemand.")
			p.Open(h.url + "/vandaag")
			p.Lacks("gaf alles door") // whose it is for the first time is no news

			s.Select("Van", "Bram")
			s.Select("naar", "Bram")
			s.Press("Draag alles over")
			s.See("Kies twee verschillende collega's.")

			b.Open(h.url + "/werkplek/afwezig")
			b.Press("Bewaar")
			b.See("Kies de eerste dag.")
			b.Set("Eerste dag", "2027-06-07")
			b.Set("Laatste dag", "2027-06-11")
			b.Select("Wie antwoordt zolang?", "Sanne")
			shotSize(t, b, "away", o)
			b.Press("Bewaar")
			b.See("Bram van maandag 7 juni tot en met vrijdag 11 juni", "Sanne antwoordt zolang")

			s.Open(h.url + "/werkplek")
			s.Press("Voor Bram 1")
			sanne.openFirst() // without a reason
			p.Open(h.url + "/vandaag")
			p.See("Bram is er niet tot en met vrijdag 11 juni", "Sanne leest zolang mee")
			shotSize(t, p, "away-client", o)
			p.Press("Ik wacht liever op Bram")
			p.See("Je wacht op Bram")
			p.Press("Laat Sanne toch antwoorden")
			p.See("Sanne leest zolang mee")

			s.Open(h.url + "/werkplek/verdeling")
			s.Select("Van", "Bram")
			s.Select("naar", "Sanne")
			s.Type("Wat moet je collega weten?", "Post ligt nog dicht.")
			s.Press("Draag alles over")
			p.Open(h.url + "/vandaag")
			p.See("Sanne is nu je hulpverlener")
			p.Press("Liever iemand anders")
			s.Open(h.url + "/werkplek?bak=vrij")
			sanne.openFirst()
			s.See("heeft liever iemand anders dan Sanne", "Post ligt nog dicht.")

			s.Open(h.url + "/werkplek/team")
			s.Unfold()
			s.Press("Sluit dit account")
			s.See("Het team heeft een nieuwe sleutel", "gesloten")
			b.Open(h.url + "/werkplek")
			b.See("Inloggen op de werkplek")
			s.Open(h.url + "/werkplek?bak=vrij")
			sanne.openFirst()
			s.See("Post ligt nog dicht.", "Ik maak mijn post niet meer open.")
			p.Open(h.url + "/gesprek")
			p.See("Ik maak mijn post niet meer open.")
		})
	}
}
