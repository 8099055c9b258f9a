// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"strings"
	"testing"

	"opgelucht/pkg/browser"
)

// A counsellor follows a trajectory: the next step is proposed, one press puts it
// in the answer, and the client gets nothing until the counsellor sends.
func TestStory_aTrajectoryProposesTheNextStepAndSendsNothingByItself(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			b := browser.Start(t, o)
			staff := newCounsellor(h, browser.Start(t, o).Page(t))
			p := b.Page(t)
			p.Open(h.url + "/")
			p.Type("Wat wil je kwijt?", "Ik wil weer overzicht.")
			p.Press("Verstuur mijn bericht")
			p.See("Bewaar deze code")
			p.Press("Ik heb hem bewaard")

			s := staff.page
			s.Open(h.url + "/werkplek")
			nick := staff.openFirst()
			s.Press("Kies een trajectplan")
			s.See("De klant wil overzicht en een eerste stap.")
			shot(s, "desk-plan-choose")
			s.Type("tekst", "Dit typte ik alvast.")
			s.Select("Trajectplan", "Kort · ongeveer 8 weken")
			s.Press("Kies")
			s.See("De volgende stap in dit traject: Welkom en kijken of er haast is", "stap 1 van 11", "Opdracht: Spoedcheck")
			if got := s.Value("tekst"); got != "Dit typte ik alvast." {
				t.Errorf("choosing a trajectory left %q in the box", got)
			}
			if n := s.Sideways(); n > 0 {
				t.Errorf("the page scrolls %d pixels sideways", n)
			}
			shot(s, "desk-plan-next")
			s.Press("Zet in het antwoord")
			s.See("De volgende stap in dit traject: De schulden op een rij", "Verstuur met opdracht")
			if got := s.Value("tekst"); !strings.HasPrefix(got, "Dit typte ik alvast.") || !strings.Contains(got, nick) {
				t.Errorf("the step stands in the box as %q", got)
			}
			shot(s, "desk-plan-taken")
			p.Open(h.url + "/")
			p.Lacks("Spoedcheck")                         // nothing went out
			s.Type("tekst", "Dag, fijn dat je schrijft.") // the message has a blank that only a person fills
			s.Press("Verstuur met opdracht")
			s.See("Verstuurd.")
			p.Open(h.url + "/")
			p.See("Spoedcheck")

			s.Open(h.url + "/werkplek")
			staff.openFirst()
			s.See("De volgende stap in dit traject: De schulden op een rij", "stap 2 van 11", nick+" is nog bezig met Spoedcheck")
			s.Press("Sla over")
			s.See("De volgende stap in dit traject: Kijken wat lukte", "stap 3 van 11")
			s.Press("Alle 11 stappen, of een ander plan")
			s.See("gedaan of overgeslagen")
			shot(s, "desk-plan-steps")
			s.Press("Toch doen")
			s.See("De volgende stap in dit traject: Welkom en kijken of er haast is")
		})
	}
}
