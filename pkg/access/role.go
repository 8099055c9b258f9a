// SPDX-License-Identifier: EUPL-1.2

package access

import "slices"

// Role is what somebody of a municipality does here. What it may do is a list of
// rights; the operator of the server is none of these and opens nothing.
type Role string

// The roles.
const (
	RoleCoordinator Role = "coordinator" // divides cases, and sees to it that every promise is kept
	RoleCounsellor  Role = "counsellor"
	RoleTrainee     Role = "trainee" // a colleague reads what they write before a client does
	RolePeer        Role = "peer"    // thinks along with colleagues, without contact with clients
	RoleEditor      Role = "editor"  // looks after texts
	RoleManager     Role = "manager" // of the municipality: accounts and figures
	RoleReports     Role = "reports" // figures only
)

// Roles lists every role, in the order in which pages offer them.
var Roles = []Role{RoleCoordinator, RoleCounsellor, RoleTrainee, RolePeer, RoleEditor, RoleManager, RoleReports}

// Right is one thing that somebody may do.
type Right string

// The rights. Cases needs the key of the team: a role without it never gets that key.
const (
	MayOpen     Right = "open"     // open cases of the team and read them
	MayAnswer   Right = "answer"   // write to clients, give assignments
	MaySend     Right = "send"     // send what they write without a colleague reading it first
	MayApprove  Right = "approve"  // send what a trainee wrote
	MayDivide   Right = "divide"   // divide cases, hand them over, see to absences
	MayAccounts Right = "accounts" // let in, choose roles, close accounts
	MayTexts    Right = "texts"    // read the sample messages
	MayFigures  Right = "figures"
)

// Rights lists every right, in the order in which pages explain them.
var Rights = []Right{MayOpen, MayAnswer, MaySend, MayApprove, MayDivide, MayAccounts, MayTexts, MayFigures}

var rightsOf = map[Role][]Right{
	RoleCoordinator: Rights,
	RoleCounsellor:  {MayOpen, MayAnswer, MaySend, MayApprove, MayTexts, MayFigures},
	RoleTrainee:     {MayOpen, MayAnswer, MayTexts},
	RolePeer:        {MayOpen, MayTexts},
	RoleEditor:      {MayTexts},
	RoleManager:     {MayAccounts, MayTexts, MayFigures},
	RoleReports:     {MayFigures},
}

// May tells whether a role has a right. A role that does not exist has none.
func (r Role) May(x Right) bool { return slices.Contains(rightsOf[r], x) }
