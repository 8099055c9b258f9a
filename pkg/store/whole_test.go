// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

// everything is a change that uses every part of a Change and every field of
// each, so that a column that is not written or not read shows.
func everything(c casework.Case) casework.Change {
	id := string(c.ID)
	c.Turn, c.Urgency, c.Legal, c.Next, c.LastSeq = casework.TurnCounsellor, casework.Crisis, "2027-06-10", "2027-07-01", 3
	c.Promised = time.Date(2027, time.June, 8, 17, 0, 0, 0, calendar.Zone())
	c.Task = casework.TaskNote{Assignment: "lijst", State: casework.TaskAssigned}
	c.Days.Active = "2027-06-08"
	c.Sealed.Label, c.Sealed.TeamKey = []byte("new label"), []byte{2, 0, 255}
	c.Sealed.ClientDraft, c.Sealed.Code = []byte("draft"), nil
	return casework.Change{
		Case: c,
		Messages: []casework.Message{
			{ID: casework.MessageID("M2" + id), Case: c.ID, Seq: 2, From: casework.FromCounsellor, Day: "2027-06-08", Body: []byte{0, 1, 255}},
			{ID: casework.MessageID("M3" + id), Case: c.ID, Seq: 3, From: casework.FromClient, Day: "2027-06-09", Body: []byte("third")},
		},
		Given: []casework.Task{{
			ID: casework.TaskID("T" + id), Case: c.ID, No: 1, Assignment: "lijst", Version: 4, LogicHash: "hash",
			State: casework.TaskSubmitted, Assigned: "2027-06-08", Due: "2027-06-15", FirstDue: "2027-06-11", Draft: []byte("typed"),
		}},
		Draft: &casework.StaffDraft{By: access.CounsellorID("kievit" + string(here)), Body: []byte("unsent")},
		Folder: casework.FolderChange{
			Sections: []casework.Section{{Name: "debts", KeyClient: []byte("kc"), KeyTeam: []byte("kt")}, {Name: "income", KeyClient: []byte("ic")}},
			Facts:    []casework.SealedFact{{ID: "F" + id, Section: "debts", Seq: 1, Day: "2027-06-08", Body: []byte("fact")}},
			Submissions: []casework.SealedSubmission{{
				ID: "S" + id, Task: casework.TaskID("T" + id), No: 1, Assignment: "lijst", Version: 4, LogicHash: "hash",
				Sections: []string{"debts", "income"}, Day: "2027-06-08", Body: []byte("sheet"),
			}},
			Remarks: []casework.SealedRemark{{ID: "R" + id, Sheet: "S" + id, Sections: []string{"debts", "income"}, Day: "2027-06-08", Body: []byte("remark")}},
		},
	}
}

func TestSave_everythingReadsBackAsItWasWritten(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), newCase(1)
		save(t, db, made)
		written := everything(own(t, db, made))
		save(t, db, written)
		id := made.Case.ID
		thread, err := db.Thread(ctx, here, id)
		same(t, "the thread", err, thread, append(made.Messages, written.Messages...))
		tasks, err := db.Tasks(ctx, here, id)
		same(t, "the tasks", err, tasks, written.Given)
		folder, err := db.Folder(ctx, here, id)
		same(t, "the folder", err, folder, casework.Folder{
			Sections: written.Folder.Sections, Facts: written.Folder.Facts, Submissions: written.Folder.Submissions,
			Remarks: written.Folder.Remarks,
		})
		draft, err := db.StaffDraft(ctx, here, id, written.Draft.By)
		same(t, "the draft", err, draft, written.Draft.Body)

		want := written.Case
		want.Version++
		same(t, "the case of the client", nil, own(t, db, made), want)
		staff, err := db.Case(ctx, casework.Scope{Tenant: here, Team: team}, id)
		same(t, "the case of the team", err, staff, want)

		listed := want // a list shows no more than it needs
		listed.Version, listed.Client, listed.Days = 0, "", casework.Days{}
		listed.Sealed = casework.Sealed{Label: want.Sealed.Label, TeamKey: want.Sealed.TeamKey}
		list, _, err := db.Inbox(ctx, inbox(9))
		same(t, "the list", err, list, []casework.Case{listed})
	})
}

func same(t *testing.T, what string, err error, got, want any) {
	t.Helper()
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s, %v:\n got %+v\nwant %+v", what, err, got, want)
	}
}

// Counts are kept by the day of the promise: read in another zone than it was
// written in, a case would be taken off another day than it was put on.
func TestCase_itsPromiseStaysOnItsDayOnAServerAnywhere(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		for i, hour := range []int{0, 1, 12, 23} {
			made := newCase(i)
			made.Case.Promised = time.Date(2027, time.June, 8, hour, 30, 0, 0, calendar.Zone())
			save(t, db, made)
			if got := casework.DateOf(own(t, db, made).Promised); got != "2027-06-08" {
				t.Errorf("half past %d is read back on %s", hour, got)
			}
		}
	})
}

// stumble gives changes of a case that cannot be written to the end, each for
// a reason in another step.
func stumble(c casework.Case) map[string]casework.Change {
	id := string(c.ID)
	twice := func(change func(*casework.Change)) casework.Change {
		all := everything(c)
		all.Counts = []casework.Count{{Team: team, Kind: casework.CountCrisis, Day: "2027-06-08", N: 1}}
		change(&all)
		return all
	}
	return map[string]casework.Change{
		"a door of somebody else": twice(func(c *casework.Change) {
			c.Door = &access.ClientDoor{ID: "other", Tenant: here, Case: access.CaseID(id), Lookup: []byte("lookup" + id)}
		}),
		"a session that exists": twice(func(c *casework.Change) { c.Session = newCase(1).Session }),
		"a message number that is taken": twice(func(c *casework.Change) {
			c.Messages[1].Seq = 1
		}),
		"a removed message that never was": twice(func(c *casework.Change) { c.Removed = []casework.MessageID{"none"} }),
		"a draft of nobody":                twice(func(c *casework.Change) { c.Draft.By = "nobody" }),
		"a task number that is taken":      twice(func(c *casework.Change) { c.Given = append(c.Given, c.Given[0]) }),
		"a task that never was":            twice(func(c *casework.Change) { c.Tasks = []casework.Task{{ID: "none", Case: c.Case.ID}} }),
		"a sheet of no task":               twice(func(c *casework.Change) { c.Folder.Submissions[0].Task = "none" }),
		"a remark that exists":             twice(func(c *casework.Change) { c.Folder.Remarks = append(c.Folder.Remarks, c.Folder.Remarks[0]) }),
		"a fact number that is taken":      twice(func(c *casework.Change) { c.Folder.Facts = append(c.Folder.Facts, c.Folder.Facts[0]) }),
		"a sealing of nothing": twice(func(c *casework.Change) {
			c.Folder.Resealed = []casework.Resealed{{Table: "facts", ID: "none"}}
		}),
	}
}

func TestSave_thatStumblesHalfwayLeavesNoTrace(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		made := newCase(1)
		save(t, db, made)
		c := own(t, db, made)
		before := db.Dump(t)
		for name, change := range stumble(c) {
			if err := db.Save(context.Background(), change); err == nil {
				t.Errorf("%s: it is saved", name)
			}
			if d := store.Differs(before, db.Dump(t)); d != "" {
				t.Errorf("%s: this was written:\n%s", name, d)
			}
		}
		if err := db.Save(context.Background(), made); err == nil || db.Dump(t) != before {
			t.Errorf("a new case with the id of another: %v", err)
		}
		save(t, db, everything(c))
	})
}

func TestErase_thatCameSecondTakesNothing(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), filled(t, db, 1)
		stale := own(t, db, made)
		save(t, db, casework.Change{Case: stale})
		before := db.Dump(t)
		elsewhere := own(t, db, made)
		elsewhere.Tenant = there
		for name, c := range map[string]casework.Case{"an old version": stale, "another municipality": elsewhere} {
			change := casework.Change{Case: c, Erase: true, Counts: []casework.Count{{Team: team, Kind: casework.CountAnswer, N: -1}}}
			if err := db.Save(ctx, change); !fault.Is(err, fault.Conflict) {
				t.Errorf("%s: %v", name, err)
			}
			if d := store.Differs(before, db.Dump(t)); d != "" {
				t.Errorf("%s: this changed:\n%s", name, d)
			}
		}
	})
}

// Two dumps of the whole database find what a list of tables would forget.
func TestErase_leavesTheDatabaseAsIfTheCaseHadNeverBeen(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		filled(t, db, 2)
		before := db.Dump(t)
		made := filled(t, db, 1)
		if d := store.Differs(before, db.Dump(t)); strings.Count(d, "\n") < 10 {
			t.Fatalf("only this hangs on the case, which proves little:\n%s", d)
		}
		c := own(t, db, made)
		gone := bucket(c)
		gone.N = -1
		save(t, db, casework.Change{Case: c, Erase: true, Counts: []casework.Count{gone}})
		if d := store.Differs(before, db.Dump(t)); d != "" {
			t.Errorf("this is different:\n%s", d)
		}
	})
}

// What SQLite deletes it can leave lying in free pages and in its log.
func TestErase_leavesNothingInTheFilesOfSQLite(t *testing.T) {
	folder := t.TempDir()
	db := open(t, filepath.Join(folder, "test.db"), clock)
	addTeam(t, db, here, team, "kievit")
	filled(t, db, 2)
	made := filled(t, db, 1)
	words := []string{string(made.Case.ID), string(made.Case.Client)}
	for _, w := range words {
		if !lies(t, folder, w) {
			t.Fatalf("%s was not found while it was there: this proves nothing", w)
		}
	}
	save(t, db, casework.Change{Case: own(t, db, made), Erase: true})
	for _, w := range words {
		if lies(t, folder, w) {
			t.Errorf("%s still lies in a file", w)
		}
	}
}

// lies tells whether a word stands in some file of a folder.
func lies(t *testing.T, folder, word string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(fmt.Errorf("%d files: %w", len(files), err))
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(text, []byte(word)) {
			return true
		}
	}
	return false
}
