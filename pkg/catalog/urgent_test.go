// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"slices"
	"testing"

	"opgelucht/pkg/sample"
)

// moments gives every moment that a case can be in, in both languages, for every
// reader, with and without an assignment.
func moments(each func(Situation)) {
	for _, lang := range sample.Languages() {
		for phase := range sample.PhaseFolders() {
			for _, occasion := range append(sample.Occasions(), "") {
				for _, group := range append(sample.Groups(), "") {
					for _, assignment := range []string{"", "spoedcheck", "budget"} {
						each(Situation{Lang: lang, Phase: phase, Occasion: occasion, Group: group, Assignment: assignment, Easy: group == "laaggeletterd"})
					}
				}
			}
		}
	}
}

// An urgent text is a fright to anyone who is in no emergency. In one, a counsellor
// sees texts for it and, while nobody knows what it is, the one that asks.
func TestSuggest_keepsUrgentTextsForUrgentMoments(t *testing.T) {
	c := shelf(t)
	moments(func(s Situation) {
		got := c.Suggest(s)
		if s.Occasion != sample.OccasionUrgent && slices.ContainsFunc(got, isUrgent) {
			t.Errorf("a calm moment %+v is offered %v", s, ids(got))
		}
		s.Urgent = true
		got = c.Suggest(s)
		for _, m := range got {
			if !isUrgent(m) && (m.Phase != emergencies || s.Occasion != sample.OccasionSilence) {
				t.Errorf("an urgent moment %+v is offered %s", s, m.ID)
			}
		}
		if !slices.Contains(ids(got), "spoed-onduidelijk") {
			t.Errorf("an urgent moment of which nothing is known %+v is offered %v", s, ids(got))
		}
	})
}

// Whoever writes about something else is not met with an emergency.
func TestSuggest_takesNoOrdinaryLetterForAnEmergency(t *testing.T) {
	c := shelf(t)
	for _, s := range situations(t) {
		wants := slices.ContainsFunc(s.fits, func(id string) bool { m, _ := c.Message("nl", id); return isUrgent(m) })
		if got := c.Suggest(s.Situation); !s.Urgent && !wants && slices.ContainsFunc(got, isUrgent) {
			t.Errorf("%s is offered %v", s.id, ids(got))
		}
	}
}

// In an emergency the text that stands first is about that emergency, and no text
// for a calm moment stands beside it.
func TestSuggest_offersInAnEmergencyWhatIsForThisOne(t *testing.T) {
	c := shelf(t)
	for _, s := range situations(t) {
		got := c.Suggest(s.Situation)
		switch {
		case !s.Urgent:
		case len(s.fits) > 0 && (len(got) == 0 || !slices.Contains(s.fits, got[0].ID)):
			t.Errorf("%s wants one of %v first, got %v", s.id, s.fits, ids(got))
		case slices.ContainsFunc(got, func(m sample.Message) bool { return !isUrgent(m) && m.Phase != emergencies }):
			t.Errorf("%s is offered a text for a calm moment: %v", s.id, ids(got))
		}
	}
}

// A client writes of an emergency before any alarm goes off.
func TestSuggest_hearsAnEmergencyInTheClientsOwnWords(t *testing.T) {
	c := shelf(t)
	for words, want := range map[string]string{
		"Ze komen donderdag de stroom afsluiten, dat staat in de brief.":                                    "energie-stopt",
		"Mijn rekening is leeggehaald. Volgens de bank ligt er beslag van een deurwaarder.":                 "rekening-leeg",
		"Ik kreeg een dagvaarding en moet voor de kantonrechter komen.":                                     "brief-van-de-rechter",
		"Hij heeft me geslagen om de pinpas. Ik ben bang voor mijn man en durf niet naar huis, hij dreigt.": "ben-je-veilig-thuis",
	} {
		if got := ids(c.Suggest(Situation{Lang: "nl", Phase: 1, Group: "partner", Words: words})); len(got) == 0 || got[0] != want {
			t.Errorf("%q is offered %v, want %s first", words, got, want)
		}
	}
}

// Who does not want to live says it in words that each say nothing. The text that
// asks straight out must stand there.
func TestSuggest_hearsThatSomebodyDoesNotWantToLive(t *testing.T) {
	c := shelf(t)
	for _, words := range []string{
		"Ik zie het echt niet meer zitten, ik wil er gewoon niet meer zijn",
		"ik wil er een einde aan maken",
		"Iedereen is beter af zonder mij.",
		"Ik denk steeds aan zelfmoord.",
	} {
		if got := ids(c.Suggest(Situation{Lang: "nl", Phase: 2, Urgent: true, Words: words})); len(got) == 0 || got[0] != "zorgen-om-jou" {
			t.Errorf("%q is offered %v", words, got)
		}
	}
}
