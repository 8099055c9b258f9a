// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"slices"

	"opgelucht/pkg/sample"
)

// emergencies is the phase of what threatens. Its calmer texts are for the days
// after an alarm.
const emergencies = 2

// threat is how strongly the client's own words must name an emergency while no
// alarm went off: nobody who writes of something else should be met with it.
const threat = 20

// unclear are the words by which a text tells that it is for an emergency of which
// nobody knows yet what it is.
const unclear = "onduidelijk wat er dreigt"

func asks(e entry) bool { w := terms(unclear); return shared(w, e.about) == len(w) }

func isUrgent(m sample.Message) bool { return m.Occasion == sample.OccasionUrgent }

// front puts the best of some messages before all of them.
func front(all, first []sample.Message) []sample.Message {
	return slices.Concat(first[:min(len(first), 1)], all)
}

// emergency says whether the client's own words name an emergency, more clearly
// than anything else. A client writes of it before there is any alarm.
func (c *Catalog) emergency(a asked) bool {
	urgent, calm := 0, 0
	for _, e := range c.messages[a.Lang] {
		n := a.echoes[family(e.message)]
		switch {
		case isUrgent(e.message):
			urgent = max(urgent, n)
		case e.message.Phase != emergencies:
			calm = max(calm, n)
		}
	}
	return urgent >= threat && urgent > calm
}

// forEmergency gives the texts for the emergency that a case is in, and no others:
// somebody who may lose the home is not helped by a text about water. While little
// is known of it, the text that asks what threatens is among them.
func (c *Catalog) forEmergency(a asked) []sample.Message {
	a.stake = c.apart(a)
	most := 0
	for _, e := range c.messages[a.Lang] {
		if isUrgent(e.message) || a.afterAlarm(e.message) {
			most = max(most, a.says(e))
		}
	}
	return c.pick(a.Lang, func(e entry) int {
		m, says := e.message, a.says(e)
		fits := says > 0 && 2*says >= most
		switch {
		case !a.reads(m):
			return 0
		case isUrgent(m):
			fits = fits || most < named && asks(e)
		case m.Occasion == a.Occasion && m.Occasion == sample.OccasionSilence: // it needs no words
			fits = a.afterAlarm(m)
		default: // it answers what happened last, or what the client wrote
			fits = 2*says > most && says >= named && a.afterAlarm(m) && (m.Occasion == a.Occasion || a.echoes[family(m)] >= named)
		}
		if !fits {
			return 0
		}
		return 1 + says + a.near(m) + a.fine(m)
	})
}

// mostNaming is in how many urgent texts a word may stand that tells one emergency
// from another, as "ontruiming" and "water" do. Of "dreigt" it is known beforehand
// that anything can.
const (
	mostNaming = 6
	anyThreat  = "dreigt"
)

// apart gives the words of what is at stake that tell one emergency from another.
func (c *Catalog) apart(a asked) []string {
	return slices.DeleteFunc(slices.Clone(a.stake), func(w string) bool {
		in := map[string]bool{}
		for _, e := range c.messages[a.Lang] {
			if isUrgent(e.message) && e.about.have(w) {
				in[family(e.message)] = true
			}
		}
		return w == anyThreat || len(in) > mostNaming
	})
}

// says is how much of what is known of the emergency a text speaks of.
func (a asked) says(e entry) int {
	return named*shared(a.stake, e.about) + a.echoes[family(e.message)]
}

// afterAlarm says whether a calmer text was written for the days after an alarm,
// and answers what happened last; of those of an assignment, that of the one just
// handed in, as the text about seized income.
func (a asked) afterAlarm(m sample.Message) bool {
	return m.Phase == emergencies && !isUrgent(m) && (m.Occasion != sample.OccasionAssign || a.Occasion == m.Occasion) &&
		(m.Assignment == "" || m.Assignment == a.Assignment) && (a.Words == "" || speaks(m))
}

// near orders the texts that say as much, by what happened last and by phase.
func (a asked) near(m sample.Message) int {
	n := 0
	if m.Occasion == a.Occasion {
		n += sameOccasion
	}
	if m.Phase == a.Phase {
		n += samePhase
	}
	return n
}
