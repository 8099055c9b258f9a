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
// anyone else they would be a fright. Once an alarm went off nothing else is
// offered than what fits that emergency, and the list may be short.
func (c *Catalog) Suggest(s Situation) []sample.Message {
	a := asked{Situation: s, echoes: c.echoes[s.Lang].of(s.Words), stake: telling(s.Stake + " " + s.length())}
	var found []sample.Message
	switch {
	case s.Urgent || s.Occasion == sample.OccasionUrgent:
		found = c.forEmergency(a)
	case c.emergency(a): // nobody rang an alarm, so the calm ones stay within reach
		found = front(c.pick(s.Lang, a.calm), c.forEmergency(a))
	default:
		found = c.pick(s.Lang, a.calm)
	}
	return found[:min(len(found), MaxSuggestions)]
}

// asked is a situation with what its words call for.
type asked struct {
	Situation
	echoes map[string]int // by family, see echo.of
	stake  []string       // the words of Stake that say something
}

// calm ranks a text for a moment without an emergency.
func (a asked) calm(e entry) int {
	echoed := a.echoes[family(e.message)]
	if e.message.Occasion == sample.OccasionAssign && a.Occasion != sample.OccasionAssign {
		echoed /= 2 // who writes is answered before there is anything to do
	}
	n := a.score(e.message, echoed)
	if n > 0 {
		n += sameWord*shared(a.stake, e.about) + echoed
	}
	return n
}

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

// named is how strongly the client's own words must call for a message of another
// phase: a few telling words are enough.
const named = 8

// score is zero when a message does not fit a calm moment at all.
func (s Situation) score(m sample.Message, echoed int) int {
	if isUrgent(m) || !s.reads(m) {
		return 0
	}
	if s.Words != "" && s.Occasion != "herinneren" && !speaks(m) {
		return 0
	}
	if s.Assignment != "" && m.Assignment != "" && m.Assignment != s.Assignment {
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
