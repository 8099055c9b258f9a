// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"testing"
	"time"

	"opgelucht/pkg/browser"
)

func TestStory_aCaseIsPutAsideAndComesBack(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			staff := newCounsellor(h, browser.Start(t, o).Page(t))
			client, s := visit(t, h), staff.page
			client.begin("Ik maak mijn post niet meer open.")
			s.Open(h.url + "/werkplek")
			nick := staff.openFirst()
			s.Type("tekst", "Half af.")
			s.Press("Later")
			s.See(nick+" even wegleggen", "Je beloofde antwoord vóór woensdag 9 juni om 17.00 uur")
			shotSize(t, s, "later", o)
			s.Select("Tot welke dag?", "dinsdag 8 juni")
			s.Press("Leg weg")
			s.See("Weggelegd.", "Voor jou 0", "Later 1")
			s.Press("Later 1")
			s.See(nick, "komt dan terug")
			shotSize(t, s, "list-later", o)
			s.Press(nick)
			s.See("Weggelegd tot dinsdag 8 juni.")
			if got := s.Value("tekst"); got != "Half af." {
				t.Errorf("what was typed became %q", got)
			}
			h.pass(24 * time.Hour)
			if n, err := h.Service.Wake(t.Context()); err != nil || n != 1 {
				t.Errorf("%d came back, %v", n, err)
			}
			staff.again()
			s.See("Voor jou 1", "Later 0", nick)
		})
	}
}

// again signs in once more: a day later the session is over.
func (c *counsellor) again() {
	c.h.t.Helper()
	c.page.Open(c.h.url + "/werkplek/inloggen")
	c.page.Type("Naam", c.user)
	c.page.Type("Wachtwoord", c.password)
	c.page.Type("Code uit je app", c.h.code(c.secret))
	c.page.Press("Log in")
}
