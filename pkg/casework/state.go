// SPDX-License-Identifier: EUPL-1.2

package casework

import "slices"

// TaskState says how far a client is with an assignment.
type TaskState string

// The states of a task, in order.
const (
	TaskAssigned  TaskState = "assigned"
	TaskStarted   TaskState = "started"
	TaskSubmitted TaskState = "submitted"
	TaskSeen      TaskState = "seen"     // someone of the team opened what was handed in
	TaskAccepted  TaskState = "accepted" // someone of the team said that it is good
	TaskReopened  TaskState = "reopened" // someone of the team asks about certain questions
	TaskDeclined  TaskState = "declined" // the client does not want it; no reason is asked
	TaskPaper     TaskState = "paper"    // the client does it on paper
)

// States lists every state of a task.
func States() []TaskState {
	return []TaskState{
		TaskAssigned, TaskStarted, TaskSubmitted, TaskSeen, TaskAccepted, TaskReopened, TaskDeclined, TaskPaper,
	}
}

// Act is what somebody does with a task.
type Act string

// The acts.
const (
	ActFill     Act = "fill"
	ActHandIn   Act = "hand in"
	ActTakeBack Act = "take back"
	ActDecline  Act = "decline"
	ActPaper    Act = "paper"
	ActLook     Act = "look"
	ActAccept   Act = "accept"
	ActAsk      Act = "ask"
)

// move is what an act may make of a task: whose act it is, from which states, and
// to which.
type move struct {
	by   Author
	act  Act
	from []TaskState
	to   []TaskState
}

// moves are all ways a task can go. Handing in is possible from everywhere:
// nothing the team does, or fails to do, keeps a client from going on.
var moves = []move{
	{FromClient, ActFill, []TaskState{TaskAssigned, TaskDeclined, TaskPaper}, []TaskState{TaskStarted, TaskReopened}},
	{FromClient, ActHandIn, States(), []TaskState{TaskSubmitted}},
	// Until it was opened; then the task is as it was before handing in.
	{FromClient, ActTakeBack, []TaskState{TaskSubmitted}, []TaskState{TaskStarted, TaskSeen, TaskAccepted, TaskReopened}},
	{FromClient, ActDecline, []TaskState{TaskAssigned, TaskStarted, TaskReopened, TaskPaper}, []TaskState{TaskDeclined}},
	{FromClient, ActPaper, []TaskState{TaskAssigned, TaskStarted, TaskReopened, TaskDeclined}, []TaskState{TaskPaper}},
	{FromCounsellor, ActLook, []TaskState{TaskSubmitted}, []TaskState{TaskSeen}},
	{FromCounsellor, ActAccept, []TaskState{TaskSeen, TaskReopened, TaskDeclined, TaskPaper}, []TaskState{TaskAccepted}},
	{FromCounsellor, ActAsk, []TaskState{TaskSeen, TaskAccepted, TaskReopened, TaskDeclined, TaskPaper}, []TaskState{TaskReopened}},
}

// MayMove tells whether somebody's act may bring a task from one state to
// another.
func MayMove(by Author, act Act, from, to TaskState) bool {
	return slices.ContainsFunc(moves, func(m move) bool {
		return m.by == by && m.act == act && slices.Contains(m.from, from) && slices.Contains(m.to, to)
	})
}

// move brings a task to a state; false when that act may not, and then nothing
// changed.
func (t *Task) move(by Author, act Act, to TaskState) bool {
	if !MayMove(by, act, t.State, to) {
		return false
	}
	t.State = to
	return true
}

// Handed tells whether the team has a sheet of it and asks for nothing more.
func (s TaskState) Handed() bool { return s == TaskSubmitted || s == TaskSeen || s == TaskAccepted }

// Waits tells whether a sheet lies with the team on which it said nothing yet.
func (s TaskState) Waits() bool { return s == TaskSubmitted || s == TaskSeen }

// noteOf says which task a list shows: while the team is to move the one it has
// to look at, else the newest. An older task that is refused or begun later does
// not come before it.
func (c *Case) noteOf(tasks []Task) {
	if len(tasks) == 0 {
		return
	}
	at := len(tasks) - 1
	if c.Turn == TurnCounsellor {
		unseen := slices.ContainsFunc(tasks, func(t Task) bool { return t.State == TaskSubmitted })
		for i, t := range tasks {
			if t.State == TaskSubmitted || !unseen && t.State == TaskSeen && t.Assignment == c.Task.Assignment {
				at = i
			}
		}
	}
	c.Task = TaskNote{Assignment: tasks[at].Assignment, State: tasks[at].State}
}

// changed gives the tasks with one as it became.
func changed(tasks []Task, one Task) []Task {
	list := slices.Clone(tasks)
	for i := range list {
		if list[i].ID == one.ID {
			list[i] = one
		}
	}
	return list
}
