// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/store"
)

func TestLook_countsOpenTasksByVersionAndCannotWrite(t *testing.T) {
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			at, ctx := source(t), context.Background()
			db := open(t, at, clock)
			addTeam(t, db, here, team, "kievit")
			filled(t, db, 1)
			for _, running := range []bool{true, false} {
				if !running {
					if err := db.Close(); err != nil {
						t.Fatal(err)
					}
				}
				look, err := store.Look(ctx, at)
				if err != nil {
					t.Fatalf("running %v: %v", running, err)
				}
				if list, err := look.OpenTasks(ctx, "lijst"); err != nil || fmt.Sprint(list) != "[{1 1}]" {
					t.Errorf("running %v: open are %v, %v", running, list, err)
				}
				if list, err := look.OpenTasks(ctx, "nooit"); err != nil || len(list) > 0 {
					t.Errorf("running %v: of what was never given %v, %v", running, list, err)
				}
				if look.TryToWrite() == nil {
					t.Errorf("running %v: it can write", running)
				}
				if err := look.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	if _, err := store.Look(context.Background(), filepath.Join(t.TempDir(), "nothing.db")); err == nil {
		t.Error("a database that is not there is opened")
	}
}

func TestSameVersion_findsLogicThatChangedWithoutItsVersion(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		if err := db.KeepSnapshots(ctx, []assignment.Snapshot{snapshot("budget", 1, "L1", "w"), snapshot("budget", 1, "L2", "w"), snapshot("budget", 2, "L3", "w"), snapshot("lijst", 1, "X1", "w")}); err != nil {
			t.Fatal(err)
		}
		if list, err := db.SameVersion(ctx, "budget", 1, "L2"); err != nil || fmt.Sprint(list) != "[L1]" {
			t.Errorf("found are %v, %v", list, err)
		}
		if list, err := db.SameVersion(ctx, "budget", 2, "L3"); err != nil || len(list) > 0 {
			t.Errorf("found are %v, %v", list, err)
		}
	})
}
