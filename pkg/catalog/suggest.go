// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"unicode/utf8"

	"opgelucht/pkg/sample"
)

// Situation is what is known of a case at the moment a counsellor answers.
type Situation struct {
	Lang       string // language of the client
	Phase      int    // 0 to 7
	Occasion   string // one of sample.Occasions; empty when nothing special happened
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
	samePhase      = 3
	nextPhase      = 1
	sameGroup      = 2
	sameLevel      = 2
	sameWord       = 3 // for each word of Stake, so that water is offered before energy
)

// shortest is the number of letters from which a word of Stake says something.
const shortest = 4

// Suggest offers the messages that fit the situation best, at most
// MaxSuggestions. Urgent texts are only offered when the situation is urgent:
// to anyone else they would be a fright.
func (c *Catalog) Suggest(s Situation) []sample.Message {
	var stake []string
	for _, w := range terms(s.Stake + " " + s.length()) {
		if utf8.RuneCountInString(w) >= shortest {
			stake = append(stake, w)
		}
	}
	echoes := c.echoes[s.Lang].of(s.Words)
	found := c.pick(s.Lang, func(e entry) int {
		echoed := echoes[family(e.message)]
		n := s.score(e.message, echoed)
		if n == 0 {
			return 0
		}
		return n + sameWord*shared(stake, e.about) + echoed
	})
	return found[:min(len(found), MaxSuggestions)]
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

// named is how strongly the client's own words must call for a message that
// the moment alone does not bring: an urgent text while no alarm went off, and
// an ordinary one while it did.
const named = 8

// score is zero when a message does not fit at all.
func (s Situation) score(m sample.Message, echoed int) int {
	urgent := s.Occasion == sample.OccasionUrgent
	if (m.Occasion == sample.OccasionUrgent) != urgent && echoed < named && !s.answersAlarm(m) || !s.reads(m) {
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
	if m.Occasion == s.Occasion {
		fits += sameOccasion
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

// answersAlarm says whether a calmer text was written for the alarm of the
// assignment just handed in, as the one about seized income.
func (s Situation) answersAlarm(m sample.Message) bool {
	return s.Occasion == sample.OccasionUrgent && m.Occasion == sample.OccasionFeedback &&
		m.Phase == emergencies && m.Assignment != "" && m.Assignment == s.Assignment
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
