// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/browser"
)

// joins makes a second counsellor, who is let in by the first.
func (c *counsellor) joins(user, name string, p *browser.Page) *counsellor {
	c.h.t.Helper()
	account, err := c.h.AddCounsellor(context.Background(), app.DemoTenant, user, name, access.RoleCounsellor)
	if err != nil {
		c.h.t.Fatal(err)
	}
	other := &counsellor{h: c.h, page: p, user: user, password: chosen}
	p.Open(c.h.url + "/werkplek")
	p.Type("Naam", user)
	p.Type("Wachtwoord", account.Password)
	p.Press("Log in")
	p.See("Kies je wachtwoord en je code")
	secret := strings.ReplaceAll(secretShape.FindString(p.Text()), "-", "")
	p.Type("Nieuw wachtwoord", chosen)
	p.Type("De 6 cijfers", c.h.code(secret))
	p.Press("Klaar")
	c.page.Open(c.h.url + "/werkplek/team")
	c.page.Press("Laat toe")
	other.secret = secret
	c.h.pass(31 * time.Second) // the code of the second step works once
	p.Open(c.h.url + "/werkplek/inloggen")
	p.Type("Naam", user)
	p.Type("Wachtwoord", chosen)
	p.Type("Code uit je app", c.h.code(secret))
	p.Press("Log in")
	return other
}

func TestStory_aCaseIsTakenPassedOnAndOpenedWithAReason(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			sanne := newCounsellor(h, browser.Start(t, o).Page(t))
			bram := sanne.joins("bram", "Bram", browser.Start(t, o).Page(t))
			client := browser.Start(t, o).Page(t)
			client.Open(h.url + "/")
			client.Type("Wat wil je kwijt?", "Ik maak mijn post niet meer open.")
			client.Press("Verstuur mijn bericht")

			s, b := sanne.page, bram.page
			s.Open(h.url + "/werkplek")
			s.See("Voor jou 1", "Van mij 0", "Team 1", "Nog van niemand 1", "Spoed 0", "Later 0")
			nick := sanne.openFirst()
			s.See("nog van niemand")
			s.Type("tekst", "Hoi, fijn dat je schrijft.")
			s.Press("Ik neem dit traject")
			s.See("van jou")
			if got := s.Value("tekst"); got != "Hoi, fijn dat je schrijft." {
				t.Errorf("what was typed became %q", got)
			}
			s.Open(h.url + "/werkplek?bak=mijn")
			s.See("Van mij 1", nick)
			s.Press("Zoeken")
			s.Press("Zoek")
			s.See("Typ eerst een woord.")
			s.Type("Welke woorden zoek je?", "POST niet")
			s.Press("Zoek")
			s.See("1 bericht gevonden.", "Ik maak mijn post niet meer open.")
			if strings.Contains(s.URL(), "POST") {
				t.Errorf("what was looked for stands in %s", s.URL())
			}
			shotSize(t, s, "search", o)
			s.Press(nick)
			s.See("van jou")

			// A colleague sees it in the team's list, and opens it with a reason.
			b.Open(h.url + "/werkplek")
			b.See("Voor jou 0", "Team 1")
			b.Press("Team 1")
			b.See("van Sanne")
			shotSize(t, b, "list-team", o)
			b.Press(nick)
			b.See("Dit traject is van Sanne")
			shotSize(t, b, "why", o)
			b.Press("Open het traject")
			b.See("Kies een reden.")
			b.Choose("Iets anders")
			b.Type("In je eigen woorden", "Ik lees mee met 123456782.")
			b.Press("Open het traject")
			b.See("Er staat een nummer in")
			b.Type("In je eigen woorden", "Ik leer hoe jij dit doet.")
			b.Press("Open het traject")
			b.See("Ik maak mijn post niet meer open.", "van een collega")

			// What the team writes down for each other, the client does not read.
			b.Press("Notities van het team")
			b.Type("Nieuwe notitie", "Schrijft liever 's avonds.")
			b.Press("Bewaar notitie")
			b.See("Schrijft liever 's avonds.", "Haal weg")
			shotSize(t, b, "teamnote", o)
			client.Open(h.url + "/gesprek")
			client.Lacks("liever 's avonds")

			// The client reads who looked, and why.
			client.Open(h.url + "/dossier")
			client.Press("Wie heeft hierin gekeken?")
			client.See("Sanne, op 7 juni.", "Bram, op 7 juni.", "Bram is niet je vaste hulpverlener en gaf op 7 juni een reden: Ik leer hoe jij dit doet.")
			shotSize(t, client, "looked-why", o)

			// It is passed on while its owner writes: nothing is lost.
			b.Press("Geef door")
			b.See("Wie gaat verder met " + nick)
			shotSize(t, b, "pass", o)
			b.Choose("Bram")
			b.Press("Geef door")
			b.See("van jou")
			s.Open(h.url + "/werkplek?bak=team")
			s.See("van Bram")
			s.Press(nick)
			s.See("Dit traject is van Bram")
			s.Choose("Er is spoed")
			s.Press("Open het traject")
			s.See("Schrijft liever 's avonds.")
			if got := s.Value("tekst"); got != "Hoi, fijn dat je schrijft." {
				t.Errorf("what was typed before is %q", got)
			}
		})
	}
}

// shotSize is shot, named for the size of the screen, and holds that nothing
// scrolls sideways.
func shotSize(t *testing.T, p *browser.Page, name string, o browser.Options) {
	t.Helper()
	if n := p.Sideways(); n > 0 {
		t.Errorf("%s scrolls %d pixels sideways", name, n)
	}
	shot(p, name+map[bool]string{true: "-320", false: ""}[o.Width == 320])
}
