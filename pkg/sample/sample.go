// SPDX-License-Identifier: EUPL-1.2

// Package sample holds the sample messages a counsellor starts from: what each is for, its text, and the blanks in it.
//
// A sample is only ever a draft. It is filled with what the service knows,
// then read and changed by a counsellor, and it cannot be sent while a blank
// is still open.
package sample

import "time"

// Message is one sample message in one language.
type Message struct {
	ID         string // the file name without ".md"; the same in every language
	Lang       string // "nl" or "en"
	Title      string // what the counsellor sees in the list
	Fit               // for which moment and reader it is meant
	Purpose    string // one line: what this text does
	NotWhen    string // the situation in which this text would hurt
	Hears      string // words in which clients speak of it, in the language of the message; may be empty
	Assignment string // id of the assignment it puts ready or is about; may be empty
	VariantOf  string // id of the message it is a plainer form of; may be empty
	Blanks     []string
	Owner      string    // who looks after the text
	Review     time.Time // the day on which it must be read again
	Body       string    // plain text, with blanks, ending in a newline
	File       string    // path it was read from, for complaints
}

// Fit says for which moment and reader a message is meant. The words are
// Dutch in every language: they are ids, chosen by the people who write.
type Fit struct {
	Phase    int    // 0 to 7, see PhaseFolders
	Occasion string // one of Occasions
	Move     string // one of Moves
	Group    string // one of Groups
	Level    string // one of Levels
}

// PhaseFolders are the folders of the phases of debt help, in order.
func PhaseFolders() []string {
	return []string{
		"0-begin", "1-overzicht", "2-spoed", "3-balans",
		"4-rechten", "5-plan", "6-schuldeisers", "7-volhouden",
	}
}

// Occasions are the moments a message can be for.
func Occasions() []string {
	return []string{
		OccasionWelcome, "uitleg", "vraag", OccasionAssign, OccasionFeedback, "bekrachtigen", OccasionRemind,
		OccasionSilence, OccasionSetback, OccasionUrgent, "grens", "verwijzen", "overdracht", "afronden",
	}
}

// The occasions other packages decide on.
const (
	OccasionWelcome  = "welkom"
	OccasionAssign   = "opdracht klaarzetten"
	OccasionFeedback = "feedback"
	OccasionRemind   = "herinneren"
	OccasionSilence  = "stilte"
	OccasionSetback  = "tegenslag"
	OccasionUrgent   = "spoed"
)

// Moves are what a message does in the conversation (motivational interviewing).
func Moves() []string {
	return []string{
		"open vraag", "reflectie", "samenvatting", "bekrachtiging",
		"informeren met toestemming", "keuze geven",
	}
}

// Groups are the readers a message can be for.
func Groups() []string {
	return []string{"iedereen", GroupYoung, GroupParent, GroupSelfEmployed, "laaggeletterd", "partner", "verslaving"}
}

// The groups other packages tell readers of.
const (
	GroupYoung        = "jongere"
	GroupParent       = "ouder"
	GroupSelfEmployed = "zzp"
)

// The levels of language: B1 for most, A2 for who finds reading hard.
const (
	LevelPlain = "B1"
	LevelEasy  = "A2"
)

// Levels are the levels of language a message can have.
func Levels() []string { return []string{LevelPlain, LevelEasy} }

// Languages are the languages in which every message exists; the first is the source.
func Languages() []string { return []string{"nl", "en"} }

// IDs lists the messages by id, each once, in the order of the list.
func IDs(list []Message) []string {
	var ids []string
	for _, m := range list {
		if m.Lang == Languages()[0] {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// Attaches says that inserting the message also puts its assignment ready.
// Other messages that name an assignment are about one the client already has.
func (m Message) Attaches() bool {
	return m.Assignment != "" && (m.Occasion == OccasionWelcome || m.Occasion == OccasionAssign)
}

// Due says that the text must be read again before it is used further.
func (m Message) Due(today time.Time) bool { return !today.Before(m.Review) }
