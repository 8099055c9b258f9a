// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"testing"
	"time"

	"opgelucht/pkg/browser"
)

func TestStory_aCaseIsClosedOpensAgainAndGoesOnItsDay(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			staff := newCounsellor(h, browser.Start(t, o).Page(t))
			client, s := browser.Start(t, o).Page(t), staff.page
			client.Open(h.url + "/")
			client.Type("Wat wil je kwijt?", "Het is gelukt met mijn huur.")
			client.Press("Verstuur mijn bericht")
			code := codeShape.FindString(client.Text())

			s.Open(h.url + "/werkplek")
			nick := staff.openFirst()
			s.Type("tekst", "Fijn om te lezen, "+nick+".")
			s.Press("Sluit af")
			s.See(nick+" afsluiten", "Hoe loopt dit traject af?")
			if got := s.Value("Je laatste woorden"); got != "Fijn om te lezen, "+nick+"." {
				t.Errorf("what was typed became %q", got)
			}
			s.Press("Verstuur en sluit af")
			s.See("Kies hoe dit traject afloopt.")
			shotSize(t, s, "close", o)
			s.Choose("De klant regelde het zelf")
			s.Press("Verstuur en sluit af")
			s.See("Afgesloten.", "Afgesloten 1", "Voor jou 0")
			s.Press("Afgesloten 1")
			s.See(nick, "wordt dan gewist")
			shotSize(t, s, "list-closed", o)
			s.Press(nick)
			s.See("Afgesloten op maandag 7 juni: de klant regelde het zelf.", "Op dinsdag 7 september wordt alles gewist.")

			client.Open(h.url + "/vandaag")
			client.See("Je hulpverlener rondde dit af op", "Op dinsdag 7 september wissen we alles.")
			shotSize(t, client, "today-closed", o)
			client.Press("Neem een kopie mee")
			client.See("Wat wil je hebben?")
			client.Open(h.url + "/gesprek")
			client.See("Fijn om te lezen, " + nick)
			client.Type("Schrijf aan Sanne", "Er kwam toch weer een brief.")
			client.Press("Verstuur")
			client.Open(h.url + "/vandaag")
			client.Lacks("rondde dit af")
			s.Open(h.url + "/werkplek")
			s.See("Voor jou 1", "Afgesloten 0", nick)

			staff.openFirst()
			s.Press("Sluit af")
			s.Type("Je laatste woorden", "Goed dat je schreef. Tot hier.")
			s.Choose("Afgerond")
			s.Press("Verstuur en sluit af")
			s.See("Afgesloten 1")
			h.pass(93 * 24 * time.Hour)
			if n, err := h.Service.Purge(t.Context()); err != nil || n != 1 {
				t.Errorf("%d erased, %v", n, err)
			}
			client.ForgetCookies()
			client.Open(h.url + "/terug")
			client.Type("Je code", code)
			client.Press("Ga verder")
			client.See("Met deze code kunnen we niets openen")
		})
	}
}
