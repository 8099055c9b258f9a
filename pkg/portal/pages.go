// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/view"
	"opgelucht/templates/page"
)

type startPage struct {
	view.Base
	Typed, Error string
	Promised     time.Time
	Stopped      *stopped
}

// stopped is a text that was not kept, because of numbers in it.
type stopped struct {
	N             int
	Kinds         []disclosure.Kind
	Pieces        []disclosure.Piece
	Action, Typed string
}

type codePage struct {
	view.Base
	Groups   []string
	Promised time.Time
}

type keepPage struct {
	view.Base
	Error, Typed string
	CanSkip      bool
}

type backPage struct {
	view.Base
	Error   string
	Carried string // a text that was typed while the session ended
	Typed   bool   // so were answers, that stand on no page now
	Hidden  []view.Pair
}

type todayPage struct {
	view.Base
	Closed, Gone string // days on which the case was closed and on which it goes
	Nick         string
	Crisis       string // address of what to do at once
	CodeWaits    bool
	Meeting      *meeting // the next appointment at a place; nil when there is none
	Ways         []choose // how the client can be helped
	Quiet        string   // how long it is quiet: a kind word, something smaller, or a pause
	Paused       string   // the day until which the client pauses
	Instead      *instead // who answers while the counsellor is away, or after a hand-over; nil for nobody else
	Step         *step
	Promised     bool
	PromisedAt   time.Time
	Next         string
	Last         *lastLetter
	At           int // which stone of the path
	Stones       []stone
	Done         []done
	Rest         []step
	Ahead        *ahead // a step that the client may take themself; only where there is nothing to do
}

// instead tells of somebody else who answers.
type instead struct {
	Text string
	Asks []choose // what the client can say of it
}

// choose is one answer of a client to what is asked of them.
type choose struct {
	Value, Label string
	On           bool
}

// ahead is a step of the trajectory for working alone.
type ahead struct {
	ID      string
	Titles  []string
	Minutes int
	No      int
	Chosen  bool // the client works alone; else it is only on offer
	Steps   []aheadStep
}

// aheadStep is a line of the list of all steps.
type aheadStep struct{ Title, State string }

// step is something to do.
type step struct {
	No      int
	Title   string
	Begun   bool
	Asked   bool   // the team asks about some of it
	Until   string // the day that the client chose
	Minutes int
	To      string
	Button  string
}

type lastLetter struct {
	Name  string
	At    time.Time
	Begin string
}

type done struct{ Text, Day string }

// stone is a place on the path: done, here, or still to come.
type stone struct{ Name, State string }

// The conversation is compiled; its pieces lie beside its template.
type (
	talkPage   = page.Talk
	letter     = page.Letter
	letterTask = page.LetterTask
)

// haltedPage is the conversation while a text with numbers was stopped.
type haltedPage struct {
	view.Base
	Stopped *stopped
}

type removePage struct {
	view.Base
	Seq  int
	Text string
}

type taskPage struct {
	view.Base
	Heading, Why string
	Minutes      int
	Prepare      []string
	Begin        string
	Button       string
	No           int
	Error        string
	Said         told
	First        []firstLine // what this one builds on and is not in the dossier yet
	Read         []readLine  // pages of the library that help with it
	Paper        bool        // it is done on paper
	Declines     bool        // it can still be left
	Later        []later     // days until which it may wait
	Until        string      // the day that the client chose
	Unfold       bool        // the ways to leave it stand open
	News         *newsView   // nil when there is no newer version
	Parked       int         // answers that are asked no more
}

// firstLine is an assignment that comes before another one.
type firstLine struct {
	Title string
	To    string // empty when the client does not have it
}

// parkedPage shows answers that are asked no more; with Ask, which of them are
// about to be deleted.
type parkedPage struct {
	view.Base
	No      int
	Heading string
	Lines   []parkedLine
	Ask     string
}

type fillPage struct {
	view.Base
	Heading  string
	Part     *assignment.FormPage
	No       int
	OpenRow  string
	LastPage bool // the review comes after it
	Back     bool // the client came from the review
	Lone     bool // one question on the page: that is the heading
	Open     []openItem
	Layouts  []assignment.Layout // the other ways to see it
	Name     string              // of this page, as it was shown
	Count    []string            // how far someone is, in words
	At, Max  int                 // and for the bar
	Notes    map[string][]note   // by place: "path" or "path[row]"
	All      string              // way to all questions, where only some are shown
	Read     []readLine          // pages of the library that help with it
	Logic    string              // version that the page asks the questions of
	News     bool                // there is a newer one, and the client did not choose yet
}

// openItem is something still to do, with where to do it.
type openItem struct{ ID, To, Label, Text string }

type reviewPage struct {
	view.Base
	Open  []openItem
	Lines []assignment.Line
	No    int
	Notes map[string][]note

	Doubles []assignment.Double // rows that look alike

	Logic  string // version that the page shows the answers of
	Parked int    // answers that are asked no more
}

type resultPage struct {
	view.Base
	Heading    string
	Balance    *balance
	Results    []assignment.Result
	Values     []assignment.Computed
	Letters    []letterLink
	Promised   bool
	PromisedAt time.Time
	Day        string
	Version    int
	No         int
	Said       told
}

// Asks says that the title is a question, after which no colon or full stop comes.
func (p resultPage) Asks() bool { return strings.HasSuffix(p.Heading, "?") }

// Worked says that something was worked out that can be told how.
func (p resultPage) Worked() bool {
	return slices.ContainsFunc(p.Values, func(v assignment.Computed) bool { return v.Known })
}

type letterLink struct{ To, Title string }

type crisisPage struct {
	view.Base
	First      []assignment.Result // what cannot wait
	Results    []assignment.Result // the rest
	Letters    []letterLink
	PromisedAt time.Time
	Legal      string
	Said       told
}

type dossierPage struct {
	view.Base
	Sections []sectionLine
	Empty    []string
	Looked   looked
}

type sectionLine struct {
	To, Label string
	Shared    bool
	Facts     int
}

type sectionPage struct {
	view.Base
	Heading, ID string
	Shared      bool
	Facts       []factLine
	Removed     []string // rows that were taken off a list, with when
}

type factLine struct {
	ID, Label, Value string
	Amount           string // of a row: what it is about in euros
	Columns          []column
	From, Edit       string
	Source           string
	Notes            []note // since it was last changed
	History          []string

	How   *casework.Recipe // of what was worked out
	Gone  bool             // it was worked out, and how cannot be shown any more
	Rules []column         // of a row: how its columns were worked out
}

type column struct {
	Label, Value string
	Amount       bool // this one is the amount of the row
}

type correctPage struct {
	view.Base
	Back, Heading      string
	Section, Path, Row string
	Inputs             []*assignment.Input
}

type takePage struct {
	view.Base
	File string
}

type copyPage struct {
	view.Base
	Nick     string
	Made     string
	Letters  []letter
	Sections []copySection
	Sheets   []copySheet
	Parked   []copyParked
	Site     string
	Looked   looked
}

// copyParked are the answers of one assignment that are asked no more.
type copyParked struct {
	Title string
	Lines []parkedLine
}

type copySection struct {
	Label string
	Facts []factLine
}

type copySheet struct {
	Title, Day string
	Lines      []assignment.Line
	Results    []assignment.Result
	Back       string // when it was taken back
	Said       string
	Notes      map[string][]note
}

type safePage struct {
	view.Base
	Nick, Error string
}

// plainPage has words only.
type plainPage struct{ view.Base }
