// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
	"opgelucht/pkg/tenant"
)

func TestRead_nothingOfACaseShowsInAnotherMunicipality(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), filled(t, db, 1)
		id, me := made.Case.ID, access.CounsellorID("kievit"+string(here))
		for name, read := range map[string]func(own bool) (int, error){
			"Thread": func(own bool) (int, error) {
				list, err := db.Thread(ctx, municipality(own), id)
				return len(list), err
			},
			"Tasks": func(own bool) (int, error) {
				list, err := db.Tasks(ctx, municipality(own), id)
				return len(list), err
			},
			"Folder": func(own bool) (int, error) {
				f, err := db.Folder(ctx, municipality(own), id)
				return len(f.Sections) + len(f.Facts) + len(f.Submissions) + len(f.Remarks), err
			},
			"StaffDraft": func(own bool) (int, error) {
				body, err := db.StaffDraft(ctx, municipality(own), id, me)
				return len(body), err
			},
			"Inbox": func(own bool) (int, error) {
				q := casework.InboxQuery{Scope: casework.Scope{Tenant: municipality(own), Team: team}, Limit: 9}
				cases, counts, err := db.Inbox(ctx, q)
				return len(cases) + len(counts), err
			},
			"Counsellors": func(own bool) (int, error) {
				list, err := db.Counsellors(ctx, municipality(own), team)
				return len(list), err
			},
		} {
			if n, err := read(true); err != nil || n == 0 {
				t.Errorf("%s shows nothing of its own: %v", name, err)
			}
			if n, err := read(false); err != nil || n != 0 {
				t.Errorf("%s shows %d elsewhere, %v", name, n, err)
			}
		}
	})
}

// Two ids that happen to be known are not enough to write: the place must be
// of the case, and the case of the municipality.
func TestSave_writesInNoOtherCaseAndNoOtherMunicipality(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		mine, other := filled(t, db, 1), filled(t, db, 2)
		c := own(t, db, mine)
		id := string(c.ID)
		task := casework.Task{ID: casework.TaskID("T" + id), Case: c.ID, State: casework.TaskDeclined}
		changes := map[string]casework.Change{
			"a message":    {Removed: []casework.MessageID{casework.MessageID("M1" + id)}},
			"a task":       {Tasks: []casework.Task{task}},
			"a fact":       {Folder: casework.FolderChange{Resealed: []casework.Resealed{{Table: "facts", ID: "F1" + id, Body: []byte("x")}}}},
			"a remark":     {Folder: casework.FolderChange{Resealed: []casework.Resealed{{Table: "remarks", ID: "R" + id, Body: []byte("x")}}}},
			"a submission": {Folder: casework.FolderChange{Resealed: []casework.Resealed{{Table: "submissions", ID: "S" + id, Body: []byte("x")}}}},
		}
		before := db.Dump(t)
		for name, change := range changes {
			change.Quiet, change.Case = true, own(t, db, other)
			for i := range change.Tasks {
				change.Tasks[i].Case = other.Case.ID
			}
			if err := db.Save(context.Background(), change); !fault.Is(err, fault.Conflict) {
				t.Errorf("%s of another case: %v", name, err)
			}
			change.Case, change.Case.Tenant = c, there
			for i := range change.Tasks {
				change.Tasks[i].Case = c.ID
			}
			if err := db.Save(context.Background(), change); !fault.Is(err, fault.Conflict) {
				t.Errorf("%s from another municipality: %v", name, err)
			}
		}
		if d := store.Differs(before, db.Dump(t)); d != "" {
			t.Errorf("this was written:\n%s", d)
		}
		for name, change := range changes {
			change.Quiet, change.Case = true, c
			if err := db.Save(context.Background(), change); err != nil {
				t.Errorf("%s of its own: %v", name, err)
			}
		}
	})
}

// No use case reads a table by a name that came from outside; the store does
// not take one either.
func TestSave_resealsInNoOtherTable(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		made := filled(t, db, 1)
		for _, table := range []string{"messages", "cases", "facts; DROP TABLE facts", ""} {
			change := casework.Change{Case: own(t, db, made), Folder: casework.FolderChange{
				Resealed: []casework.Resealed{{Table: table, ID: "M1" + string(made.Case.ID), Body: []byte("x")}},
			}}
			before := db.Dump(t)
			if err := db.Save(context.Background(), change); !fault.Is(err, fault.Internal) || db.Dump(t) != before {
				t.Errorf("%q: %v", table, err)
			}
		}
	})
}

func municipality(own bool) tenant.ID {
	if own {
		return here
	}
	return there
}
