// SPDX-License-Identifier: EUPL-1.2

// Package casework is a client and a counsellor working through a case by
// messages and assignments: all rules and use cases.
//
// A use case loads, decides and saves. Deciding is pure and gives a Change;
// saving writes the Change whole or not at all. What people write is sealed
// here, with keys that only their sessions bring: the store never sees text.
package casework

import (
	"context"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/tenant"
)

// MessageID names a message.
type MessageID string

// TaskID names an assignment given to a client.
type TaskID string

// Author says who wrote something.
type Author string

// The authors.
const (
	FromClient     Author = "client"
	FromCounsellor Author = "counsellor"
)

// Turn says whose move it is.
type Turn string

// The turns.
const (
	TurnClient     Turn = "client"
	TurnCounsellor Turn = "counsellor"
)

// Urgency says whether a case goes before all others.
type Urgency int

// The urgencies. Crisis is one of the threats of Wgs art. 4 lid 2 or a
// municipality's own list, as the Spoedcheck finds them.
const (
	Ordinary Urgency = 0
	Crisis   Urgency = 1
)

// Date is a calendar day, "2026-11-24"; empty means none.
type Date string

// DateOf gives the day of a moment, in the zone it carries.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return ""
	}
	return Date(t.Format(time.DateOnly))
}

// Time gives the start of the day in the zone of at; the zero time for none.
func (d Date) Time(zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Case is one client's course of help. Its fields are what must be readable
// while nobody is signed in: whose turn, by when, and nothing of what it is about.
type Case struct {
	ID       access.CaseID
	Tenant   tenant.ID
	Team     access.TeamID
	Client   access.ClientID
	Owner    access.CounsellorID // whose it is; empty while nobody took it
	Version  int                 // counts writes, so that two at once are noticed
	Turn     Turn
	Urgency  Urgency
	Promised time.Time // by when the team answers; zero when the client is to move
	Legal    Date      // last day the law gives for a first talk in a crisis
	Next     Date      // next agreed day
	Until    Date      // day until which it was put aside
	Closed   Date      // day on which it was closed; empty while it is open
	LastSeq  int       // number of the newest message
	Task     TaskNote  // newest assignment and how far it is
	// OwnerName is how clients know the owner; it is read with a work list and
	// never written.
	OwnerName string
	Proposed  access.CounsellorID // whose answer a colleague still has to read; empty for none
	Days      Days
	Sealed    Sealed
}

// Days are the days of a case that are kept in clear.
type Days struct{ Created, Active Date }

// TaskNote is what a list shows of the newest assignment.
type TaskNote struct {
	Assignment string
	State      TaskState
}

// Sealed is what a case keeps closed.
type Sealed struct {
	Label       []byte // Label, under the case key
	TeamKey     []byte // case key, for the team
	TeamPublic  []byte // the team's public key, read with the case and never written
	ClientDraft []byte // text not sent yet, under the client's own key
	Proposal    []byte // Proposal, under the case key
	Held        []byte // Held, under the case key
	Code        []byte // access code until the client has kept it, under the client's own key
}

// Label is what a list shows of a case; it is sealed.
type Label struct {
	Nick     string    `json:"n"`
	Language string    `json:"l,omitempty"`
	Theme    string    `json:"t,omitempty"`
	Wrote    time.Time `json:"w"`           // when the client wrote last
	Crisis   int       `json:"c,omitempty"` // number of the task that said there is an emergency
	Plan     Plan      `json:"p,omitzero"`  // the trajectory it follows
	Outcome  Outcome   `json:"o,omitempty"` // why it was closed
	Way      Way       `json:"y,omitempty"` // how the client would rather be helped
	Handed   Handover  `json:"h,omitzero"`  // the newest hand-over
	Paused   Date      `json:"z,omitempty"` // until when the client chose to pause
	Waits    Date      `json:"a,omitempty"` // until when the client waits for their own counsellor
	Told     Told      `json:"k,omitzero"`  // what was counted of it
}

// Message is a text of a case as it is kept.
type Message struct {
	ID   MessageID
	Case access.CaseID
	Seq  int // 1, 2, 3 … within the case
	From Author
	Day  Date
	Body []byte // Letter, under the case key; empty once removed
}

// Letter is a message that was opened.
type Letter struct {
	ID      MessageID    `json:"-"`
	Seq     int          `json:"-"`
	From    Author       `json:"-"`
	Removed bool         `json:"-"` // the client took the text away
	Name    string       `json:"n,omitempty"`
	At      time.Time    `json:"at"`
	Text    string       `json:"t"`
	Meet    Meet         `json:"m,omitzero"`  // an appointment at a place
	Samples []string     `json:"s,omitempty"` // sample messages it began from
	Tasks   []LetterTask `json:"o,omitempty"` // assignments that came with it
}

// LetterTask is an assignment as a message shows it.
type LetterTask struct {
	No         int    `json:"no"`
	Assignment string `json:"a"`
	Due        Date   `json:"d,omitempty"`
}

// Task is an assignment given to a client.
type Task struct {
	ID         TaskID
	Case       access.CaseID
	No         int // 1, 2, 3 … within the case; the only number in addresses
	Assignment string
	Version    int
	LogicHash  string
	State      TaskState
	Assigned   Date
	Due        Date
	FirstDue   Date   // what the team set, where the client chose a later day
	Revision   int    // counts drafts, so that two tabs are noticed
	Draft      []byte // what was typed, under the client's own key
}

// Store keeps cases. Every method takes the municipality; what is someone
// else's is NotFound, never Forbidden.
type Store interface {
	// IntakeTeam gives the team that new cases of a municipality go to.
	IntakeTeam(ctx context.Context, t tenant.ID) (Team, error)
	// Case gives one case within a scope.
	Case(ctx context.Context, s Scope, id access.CaseID) (Case, error)
	// Thread gives the messages of a case, oldest first.
	Thread(ctx context.Context, t tenant.ID, id access.CaseID) ([]Message, error)
	// Tasks gives the tasks of a case, oldest first.
	Tasks(ctx context.Context, t tenant.ID, id access.CaseID) ([]Task, error)
	// Folder gives the sealed dossier of a case.
	Folder(ctx context.Context, t tenant.ID, id access.CaseID) (Folder, error)
	// Inbox gives one page of a team's cases and the counts of all of them.
	Inbox(ctx context.Context, q InboxQuery) ([]Case, []Count, error)
	// StaffDraft gives a counsellor's unsent text for a case; nil when there is none.
	StaffDraft(ctx context.Context, t tenant.ID, id access.CaseID, by access.CounsellorID) ([]byte, error)
	// Save writes a Change whole or not at all. It answers Conflict when the
	// case or task was changed since it was read.
	Save(ctx context.Context, c Change) error
}

// Scope says through whose eyes a case is looked up: a client's own, or a team's.
type Scope struct {
	Tenant tenant.ID
	Client access.ClientID
	Team   access.TeamID
}

// Team is a team that answers.
type Team struct {
	ID     access.TeamID
	Public []byte // cases are wrapped to this key
}
