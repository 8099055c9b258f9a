// SPDX-License-Identifier: EUPL-1.2

// Package audit is the log of who read, shared, took along, deleted and signed
// in. It is only ever added to, and each entry is bound to the one before it by
// a key that is not in the database, so that a change is found.
//
// An entry never holds a word that anybody wrote. What the client may read of it
// is sealed under the key of the case, and the case is named by a trail that only
// who can open the case can work out: when it is erased, what is left in the log
// belongs to nobody.
package audit

import (
	"crypto/rand"
	"time"

	"opgelucht/pkg/tenant"
)

// Kept is how long entries are kept. Source: BIO2 leaves the term to the
// organisation; two years covers a yearly audit and the year it looks back on.
const Kept = 2 * 365 * 24 * time.Hour

// Actor says what sort of person did something.
type Actor string

// The actors.
const (
	Client     Actor = "client"
	Counsellor Actor = "counsellor"
	Operator   Actor = "operator" // whoever may run commands on the server
)

// Action is what somebody did.
type Action string

// What is logged: reading, exporting, sharing, deleting, sign-in and settings.
// Writing a message or handing something in is not: that stands in the case itself.
// Nor is it that a client comes back with their code: we promise not to keep when
// they were here.
const (
	Read      Action = "case.read"     // a counsellor opened a case
	Reasoned  Action = "case.reason"   // a counsellor said why they open a case of a colleague
	Assigned  Action = "case.assigned" // a case became somebody's, or nobody's
	Approved  Action = "case.approved" // what a trainee wrote was read and sent
	Closed    Action = "case.closed"
	Purged    Action = "case.purged"       // a closed case was erased after its term
	Exported  Action = "case.exported"     // the client took a copy of everything along
	Shared    Action = "section.shared"    // the team may read a section again
	Hidden    Action = "section.hidden"    // the team may not read a section any more
	Removed   Action = "message.removed"   // the client took the text of a message away
	TookBack  Action = "sheet.back"        // the client took back what was handed in
	Erased    Action = "case.erased"       // the client erased everything
	Searched  Action = "messages.searched" // a counsellor looked for words; never which
	SignedIn  Action = "sign.in"           // a counsellor signed in
	Refused   Action = "sign.refused"      // name, password or second factor was wrong
	Recovered Action = "sign.recovered"    // the printed recovery key was used
	SetUp     Action = "account.setup"     // a counsellor chose password and second factor
	Added     Action = "account.added"     // an account was made
	LetIn     Action = "account.letin"     // a colleague got the key of the team
	Ranked    Action = "account.role"      // a colleague got another role
	Shut      Action = "account.closed"    // the account of a colleague was closed
	Rotated   Action = "team.rotated"      // the team got a new key
)

// Entry is one line of the log. Everything in it stands in clear but Body.
type Entry struct {
	Tenant tenant.ID
	Seq    int64 // 1, 2, 3 … within the municipality; given when it is kept
	ID     string
	At     time.Time // to the second; of a client only the day
	Actor  Actor
	Who    string // account of a counsellor; empty for a client and for who could not be told
	About  string // account that something was done with, where it is another's
	Action Action
	Trail  string // which case, for who can open it; empty when it is about none
	Body   []byte // what the client may read of it, under the key of the case
	MAC    []byte // binds it to the entry before; given when it is kept
}

// New makes an entry that is about no case.
func New(t tenant.ID, at time.Time, by Actor, who string, a Action) Entry {
	return Entry{Tenant: t, ID: rand.Text(), At: at, Actor: by, Who: who, Action: a}
}

// Day cuts a moment down to the start of its day: when a client does something is
// nobody's business but theirs.
func Day(at time.Time) time.Time {
	y, m, d := at.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, at.Location())
}
