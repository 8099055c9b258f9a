// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/view"
	"opgelucht/templates/page"
)

type signPage struct {
	view.Base
	User, Error string
	Carried     string // a text that was being written when the session ended
}

type recoverPage struct {
	view.Base
	User, Error string
}

type setUpPage struct {
	view.Base
	User, Secret string
	Size         int    // of the square, in cells
	Square       string // path of the dark cells
	Error, At    string // sentence, and the field it belongs to
}

type keyPage struct {
	view.Base
	Key   string
	Waits bool // a colleague still has to let them in
}

// The work list is compiled; its pieces lie beside its template.
type (
	listPage = page.List
	tab      = page.Tab
	group    = page.Group
	row      = page.Row
)

type casePage struct {
	view.Base
	ID, Nick string
	Meta     []string
	Proposal *proposal // an answer that a colleague has to read; nil when there is none
	Asks     bool      // what is written here goes to a colleague first
	Answers  bool      // who reads it may write to clients
	Crisis   bool
	Closed   string // when and why it was closed, and when it goes; or until when it was put aside
	Since    string // what is new since the counsellor looked before
	Others   string // names of colleagues who have it before them too
	Handed   string // what the client said of a hand-over
	CanLater bool   // there is a day until which it may be put aside
	Free     bool   // nobody took it yet
	Mine     bool
	Legal    string
	Turn     string
	Tone     string // of the promise: late, due or nothing
	Left     string // working time until the promise, on its last day
	Promised bool   // the client waits for an answer
	Letters  []letter
	Writing  writing
	Panels   []panel
	Hidden   []string // names of sections that the client keeps to themself
	Sheets   []sheet
	Tasks    []task
	Notes    []teamNote
	Aside    string // note for the team that is being written
	// AsideError is the sentence at it.
	AsideError string
}

// proposal is an answer of a trainee.
type proposal struct {
	Name, Text string
	Gives      []string // titles of the assignments that go along
	Next       string   // the next date it agrees
	Mine       bool
	Approves   bool // who reads it may send it
}

// teamNote is what a colleague wrote down for the team.
type teamNote struct {
	ID, Name, Day, Text string
	Mine                bool
}

// task is an assignment as the client has it: how far it is, and by when.
type task struct{ Title, State, Due string }

type letter struct {
	Seq     int
	Mine    bool // written by the team
	Name    string
	At      time.Time
	Text    string
	Removed bool
	New     bool // first one since the team wrote
	Given   []string
	Held    string   // when it reaches the client, when it did not yet
	Undo    bool     // who reads it can take it back
	From    []string // titles of the sample messages it began from
	Sheet   string   // address on the page of what was handed in; then Text is its title
	Gone    bool     // what was handed in was taken back; then Text is its title
}

// writing is the box in which the answer is made.
type writing struct {
	Text, Error string
	Pieces      []disclosure.Piece // the text with numbers marked, when it was stopped
	Suggest     []suggestion
	More        []suggestion // what fits too
	Search      string
	Found       []suggestion
	Searched    bool
	Blanks      []blank
	Open        bool     // it was refused because of them
	Filled      []string // what the service put in the place of blanks
	Give        []given
	Add         []choice // assignments that can go along
	Forms       []choice // work forms that can
	Plan        plan
	Samples     []string
	Next        []choice
	Agreed      string // the date that the text names
	Seen        int
	Sheets      int // assignments handed in
	Calm        bool
	Meet        meetForm
	Holdable    string // until when it may wait; empty when it may not
	Hold        bool
	Saved       bool
	Words       int
	Loose       []beside // notes of which the place is gone
	With        int      // notes that go along
}

type suggestion struct {
	ID, Title, Why, Not string
	Pieces              []piece
	Gives               string // title of the assignment that comes along
	In                  bool   // stands in the text already
}

// piece is a part of a sample message; Blank is "", "full" or "open".
type piece struct{ Text, Blank string }

type blank struct {
	No   int
	Text string
}

type given struct {
	ID, Title string
	Days      []choice
	First     string // titles of what comes before it
}

type choice struct {
	Value, Label string
	On           bool
}

type panel struct {
	Label string
	Facts []fact
}

type fact struct {
	Label, Value string
	New          bool // since the counsellor looked before
	Columns      []fact
	Day          string
	Beside       beside

	How   *casework.Recipe // of what was worked out
	Gone  bool             // it was worked out, and how cannot be shown any more
	Rules []fact           // of a row: how its columns were worked out
}

type sheet struct {
	ID, Title, Day string
	Version        int               // of the assignment
	Sub            string            // submission
	State          string            // of the task, on its newest sheet
	Accepts        bool              // the counsellor can say that it is good
	Accepted       bool              // and does so with the answer
	Beside         map[string]beside // by question and row
	Open           bool              // it is what the counsellor has to look at
	Lines          []assignment.Line
	Results        []assignment.Result
	Alerts         []assignment.Alert
	Replies        []assignment.Reply
	Values         []assignment.Computed
}

// passPage asks whose a case is to be.
type passPage struct {
	view.Base
	ID, Nick, Error string
	People          []choice
	Aside           string // note for the team
}

// searchPage shows messages that hold what was looked for.
type searchPage struct {
	view.Base
	Search, Error string
	Searched      bool
	Found         []found
	More          bool // there is more than is shown
}

// found is a message, with what stands around the first word.
type found struct {
	To, Nick, When, By  string
	Before, Word, After string
}

// laterPage asks until when a case is put aside.
type laterPage struct {
	view.Base
	ID, Nick, Error string
	Promise         string // by when an answer was promised
	Days            []choice
}

// closePage asks why a case is closed, and for the last words.
type closePage struct {
	view.Base
	ID, Nick, Text string
	Outcomes       []choice
	Seen, Sheets   int    // what the counsellor had read
	Error, At      string // sentence, and the field it belongs to
}

// whyPage asks why somebody opens a case of a colleague.
type whyPage struct {
	view.Base
	ID, Owner, Text string
	Whys            []choice
	Error, At       string // sentence, and the field it belongs to
}

type teamPage struct {
	view.Base
	People  []colleague
	Manages bool // who reads it may change what stands here
	Answers bool // who reads it answers clients
	Roles   []roleRights
}

// roleRights is a role with what it may, a sentence each.
type roleRights struct {
	Name   string
	Rights []string
}

type colleague struct {
	ID, Name, User, State, Role string
	Waits, Me, Closed           bool
	Roles                       []choice
}
