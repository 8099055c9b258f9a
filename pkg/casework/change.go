// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"slices"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/report"
)

// Change is everything one use case writes, in one transaction.
type Change struct {
	Case     Case // as it should become; Version is the one that was read
	New      bool // the case does not exist yet
	Quiet    bool // the case row itself stays as it is
	Erase    bool // the case and all that hangs on it disappears
	Counts   []Count
	Door     *access.ClientDoor
	Session  *access.SessionRow
	Messages []Message   // new ones
	Removed  []MessageID // whose text disappears
	Given    []Task      // new ones
	Tasks    []Task      // ones that moved on; Revision is the one that was read
	Draft    *StaffDraft
	Folder   FolderChange
	Keys     []TeamKey // ways to cases that the team saw for the first time
	Audit    []audit.Entry
	Tallies  []report.Tally   // of what happened, for figures without a case
	Notes    []SealedTeamNote // new ones
	Unnoted  []string         // notes of the team that go
	Away     *Absence         // a new one
	Present  string           // absence that goes; empty for none
	Under    []byte           // public key of the team that something of it is sealed under; empty when the version tells
	Unsent   Unsent           // an answer that was not delivered yet and goes
}

// Unsent names what an answer wrote that is taken back.
type Unsent struct {
	Message MessageID // empty for none
	Tasks   []TaskID
	Remarks []string
}

// TeamKey is the team's way to the key of one case, in another form than it was:
// what a member sealed opens a hundred times faster than what a client wrapped.
type TeamKey struct {
	Case     access.CaseID
	Was, Now []byte // Now is kept only in the place of Was
}

// StaffDraft is a counsellor's unsent text; an empty body removes it.
type StaffDraft struct {
	By   access.CounsellorID
	Body []byte
}

// CountKind is a group of the work list.
type CountKind string

// The groups that are counted.
const (
	CountCrisis CountKind = "crisis"
	CountAnswer CountKind = "answer" // the team has promised an answer
	CountClient CountKind = "client" // the client is to move
	CountLater  CountKind = "later"  // put aside
	CountClosed CountKind = "closed"
	CountCheck  CountKind = "check" // an answer waits for a colleague; counted beside the others
)

// Count is how many cases of one owner in a team stand in one group on one day. In a Change,
// N is the difference. Keeping counts as they change is what keeps the work
// list as quick for a million cases as for ten.
type Count struct {
	Team  access.TeamID
	Owner access.CounsellorID // whose cases; empty for nobody's
	Kind  CountKind
	Day   Date
	N     int
}

// bucket says where a case is counted.
func (c Case) bucket() Count {
	switch {
	case c.Closed != "":
		return Count{Team: c.Team, Owner: c.Owner, Kind: CountClosed, N: 1}
	case c.Until != "":
		return Count{Team: c.Team, Owner: c.Owner, Kind: CountLater, N: 1}
	case c.Turn == TurnClient:
		return Count{Team: c.Team, Owner: c.Owner, Kind: CountClient, N: 1}
	case c.Urgency == Crisis:
		return Count{Team: c.Team, Owner: c.Owner, Kind: CountCrisis, Day: DateOf(c.Promised), N: 1}
	default:
		return Count{Team: c.Team, Owner: c.Owner, Kind: CountAnswer, Day: DateOf(c.Promised), N: 1}
	}
}

// buckets says everywhere that a case is counted.
func (c Case) buckets() []Count {
	list := []Count{c.bucket()}
	if c.Proposed != "" {
		list = append(list, Count{Team: c.Team, Owner: c.Owner, Kind: CountCheck, N: 1})
	}
	return list
}

// gone gives the counts of a case that disappears.
func (c Case) gone() []Count {
	list := c.buckets()
	for i := range list {
		list[i].N = -1
	}
	return list
}

// moved gives the differences in counts when a case goes from before to after.
func moved(before, after Case) []Count {
	a, b := before.buckets(), after.buckets()
	if slices.Equal(a, b) {
		return nil
	}
	for i := range a {
		a[i].N = -1
	}
	return append(a, b...)
}

// CalmKey is where the work list goes on after its crises.
const CalmKey int64 = 2 << 40

// LaterKey is where the cases begin that were put aside.
const LaterKey int64 = 3<<40 + 3<<38

// ClosedKey is where the cases that are closed begin.
const ClosedKey int64 = 4 << 40

// ListKey orders the work list: crises first, then the promise that ends first,
// then cases in which the client is to move, by their next date.
func (c Case) ListKey() int64 {
	const answer, client = CalmKey, 3 << 40
	switch {
	case c.Closed != "":
		return c.closedKey()
	case c.Until != "":
		return LaterKey + c.Until.Time(zone).Unix()
	case c.Turn == TurnClient && c.Next == "":
		return client + 1<<39
	case c.Turn == TurnClient:
		return client + c.Next.Time(zone).Unix()
	case c.Urgency == Crisis:
		return 1<<40 + c.Promised.Unix()
	default:
		return answer + c.Promised.Unix()
	}
}
