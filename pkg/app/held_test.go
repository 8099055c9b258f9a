// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"testing"
	"time"

	"opgelucht/pkg/browser"
)

func TestStory_anAnswerIsTakenBackMendedAndHeldUntilOpening(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{undo: 2 * time.Minute})
			staff := newCounsellor(h, browser.Start(t, o).Page(t))
			p, s := browser.Start(t, o).Page(t), staff.page
			code := client(h, p, "Ik maak mijn post niet meer open.")
			staff.give("Spoedcheck", "Hoi, fijn dat je schrijft. En nog iets hafs.")
			s.See("De cliënt krijgt het vandaag")
			shotSize(t, s, "list-sent", o)
			p.Open(h.url + "/gesprek")
			p.Lacks("fijn dat je schrijft", "Spoedcheck")
			s.Press("Haal terug")
			if got := s.Value("tekst"); got != "Hoi, fijn dat je schrijft. En nog iets hafs." {
				t.Errorf("the box holds %q", got)
			}
			s.See("Spoedcheck")
			s.Type("tekst", "Hoi, fijn dat je schrijft.")
			s.Press("Verstuur met opdracht")
			staff.openFirst()
			s.See("De cliënt krijgt het vandaag", "Haal terug")
			shotSize(t, s, "case-held", o)
			s.Type("tekst", "En dit ook.")
			s.Press("Verstuur")
			s.See("Je vorige antwoord is nog onderweg")
			if got := s.Value("tekst"); got != "En dit ook." {
				t.Errorf("what was typed became %q", got)
			}
			h.pass(2 * time.Minute)
			s.Press("Haal terug")
			s.See("Dit antwoord is al bij de cliënt")
			p.Open(h.url + "/gesprek")
			p.See("Hoi, fijn dat je schrijft.", "Spoedcheck")

			h.pass(13 * time.Hour)
			staff.again()
			staff.openFirst()
			s.See("Bezorg het pas als we open zijn: dinsdag")
			shotSize(t, s, "case-evening", o)
			s.Choose("Bezorg het pas")
			s.Press("Verstuur")
			s.See("De cliënt krijgt het dinsdag")
			p.Open(h.url + "/gesprek")
			p.Lacks("En dit ook.")
			h.pass(11 * time.Hour)
			p.Open(h.url + "/terug")
			p.Type("Je code", code)
			p.Press("Ga verder")
			p.Open(h.url + "/gesprek")
			p.See("En dit ook.")
		})
	}
}
