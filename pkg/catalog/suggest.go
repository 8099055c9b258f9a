// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"slices"
	"unicode/utf8"

	"opgelucht/pkg/sample"
)

// Situation is what is known of a case at the moment a counsellor answers.
type Situation struct {
	Lang       string // language of the client
	Phase      int    // 0 to 7
	Urgent     bool   // an alarm went off
	Occasion   string // what happened last: one of sample.Occasions; empty when nothing special did
	Assignment string // id of the assignment just handed in or about to be given; may be empty
	Group      string // one of sample.Groups; empty for everyone
	Easy       bool   // the client reads plainer texts
	Stake      string // what is at stake, in Dutch: the alerts of the assignment just handed in
	Words      string // what the client wrote last, in the client's language; empty when nothing new
}

// MaxSuggestions is how many messages are offered: more is a list to search.
const MaxSuggestions = 5

// What a match is worth. The assignment says most: a text about a list that
// was handed in fits nothing else. Group and level only order what fits.
const (
	sameAssignment = 8
	sameOccasion   = 6
	anyUrgent      = 5 // in an urgent moment, whatever happened last
	samePhase      = 3
	nextPhase      = 1
	sameGroup      = 2
	sameLevel      = 2
	sameWord       = 3 // for each word of Stake, so that water is offered before energy
)

// shortest is the number of letters from which a word of Stake says something.
const shortest = 4

// Suggest offers the messages that fit the situation best, at most
// MaxSuggestions. Urgent texts are only offered when the moment is urgent: to
// anyone else they would be a fright. Then one of them stands first: the one that
// fits what is at stake or, while nobody knows what that is, one that asks.
func (c *Catalog) Suggest(s Situation) []sample.Message {
	echoes := c.echoes[s.Lang].of(s.Words)
	urgent := s.Urgent || s.Occasion == sample.OccasionUrgent || c.emergency(s, echoes)
	stake, unclear := telling(s.Stake+" "+s.length()), telling(unclear)
	known := false // whether an urgent text speaks of what is at stake
	rank := func(e entry, echoed int) int {
		n := s.score(e.message, urgent, echoed)
		if n > 0 {
			n += sameWord*shared(stake, e.about) + echoed
		}
		return n
	}
	found := c.pick(s.Lang, func(e entry) int {
		echoed := echoes[family(e.message)]
		n := rank(e, echoed)
		if isUrgent(e.message) && n > 0 && (echoed > 0 || shared(stake, e.about) > 0) {
			known = true
		}
		return n
	})
	if urgent {
		first := c.pick(s.Lang, func(e entry) int {
			if !isUrgent(e.message) {
				return 0
			}
			n := rank(e, echoes[family(e.message)])
			if n > 0 && !known {
				n += sameWord * shared(unclear, e.about)
			}
			return n
		})
		found = front(found, first)
	}
	return found[:min(len(found), MaxSuggestions)]
}

// unclear is how the purpose of the text begins that is for an emergency of which
// nobody knows yet what it is.
const unclear = "onduidelijk wat er dreigt"

// front puts the best of some messages before all of them.
func front(all, first []sample.Message) []sample.Message {
	if len(first) == 0 {
		return all
	}
	rest := slices.DeleteFunc(slices.Clone(all), func(m sample.Message) bool { return m.ID == first[0].ID })
	return append([]sample.Message{first[0]}, rest...)
}

func isUrgent(m sample.Message) bool { return m.Occasion == sample.OccasionUrgent }

// telling are the words of a text that are long enough to say something.
func telling(text string) []string {
	return slices.DeleteFunc(terms(text), func(w string) bool { return utf8.RuneCountInString(w) < shortest })
}

// length says in words that a first message is very short or long.
func (s Situation) length() string {
	switch n := len(terms(s.Words)); {
	case s.Occasion != sample.OccasionWelcome || n == 0:
	case n <= 6:
		return "schreef zin woorden"
	case n >= 90:
		return "lang bericht hele verhaal teruggeven"
	}
	return ""
}

// How strongly the client's own words must call for a message. For one of another
// phase, or a calmer one in an urgent moment, a few telling words are enough. That
// they name an emergency while no alarm went off takes many: nobody who writes of
// something else should be met with it.
const (
	named     = 8
	emergency = 24
)

// emergency says whether the client's own words name an emergency, more clearly
// than anything else. A client writes of it before there is any alarm.
func (c *Catalog) emergency(s Situation, echoes map[string]int) bool {
	urgent, calm := 0, 0
	for _, e := range c.messages[s.Lang] {
		n := echoes[family(e.message)]
		switch {
		case isUrgent(e.message):
			urgent = max(urgent, n)
		case e.message.Phase != emergencies: // those of that phase are for the days after it
			calm = max(calm, n)
		}
	}
	return urgent >= emergency && urgent > calm
}

// score is zero when a message does not fit at all.
func (s Situation) score(m sample.Message, urgent bool, echoed int) int {
	if isUrgent(m) && !urgent || !isUrgent(m) && urgent && echoed < named && !s.afterAlarm(m) || !s.reads(m) {
		return 0
	}
	if s.Words != "" && s.Occasion != "herinneren" && !speaks(m) {
		return 0
	}
	if !urgent && s.Assignment != "" && m.Assignment != "" && m.Assignment != s.Assignment {
		return 0 // it speaks of something this client does not have
	}
	fits := 0
	if m.Assignment != "" && m.Assignment == s.Assignment {
		fits += sameAssignment
	}
	switch {
	case m.Occasion == s.Occasion:
		fits += sameOccasion
	case isUrgent(m):
		fits += anyUrgent
	}
	switch m.Phase - s.Phase {
	case 0:
		fits += samePhase
	case -1, 1:
		fits += nextPhase
	}
	if fits < samePhase && echoed < named {
		return 0
	}
	return fits + s.fine(m)
}

// emergencies is the phase of what threatens.
const emergencies = 2

// afterAlarm says whether a calmer text was written for the days after an alarm:
// for what happened last, as when nobody called, or for the alarm of the assignment
// just handed in, as the one about seized income.
func (s Situation) afterAlarm(m sample.Message) bool {
	return m.Phase == emergencies && m.Occasion == s.Occasion && (m.Assignment == "" || m.Assignment == s.Assignment)
}

// reads says whether the text was written for this reader: a text for one
// group is no use to another.
func (s Situation) reads(m sample.Message) bool {
	return m.Group == "iedereen" || m.Group == s.Group || (s.Easy && m.Level == sample.LevelEasy)
}

// fine orders messages that fit equally well.
func (s Situation) fine(m sample.Message) int {
	n := 0
	if s.Group != "" && m.Group == s.Group {
		n += sameGroup
	}
	if (m.Level == sample.LevelEasy) == s.Easy {
		n += sameLevel
	}
	return n
}

// shared counts how many of some words a text has.
func shared(list []string, text words) int {
	n := 0
	for _, w := range list {
		if text.have(w) {
			n++
		}
	}
	return n
}
