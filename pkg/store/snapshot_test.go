// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"testing"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

func snapshot(id string, version int, logic, words string) assignment.Snapshot {
	return assignment.Snapshot{Assignment: id, Version: version, Logic: logic, Words: words, Body: []byte(id + " " + logic + " " + words)}
}

func TestSnapshots_aBetterWordTakesThePlaceOfTheOldOneAndNewLogicStandsBesideIt(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		for _, list := range [][]assignment.Snapshot{
			{snapshot("budget", 1, "L1", "w1"), snapshot("lijst", 1, "X1", "w1")},
			{snapshot("budget", 1, "L1", "w2"), snapshot("lijst", 1, "X1", "w1")}, // a mistake in a word was mended
			{snapshot("budget", 2, "L2", "w3")},                                   // a question came
		} {
			if err := db.KeepSnapshots(ctx, list); err != nil {
				t.Fatal(err)
			}
		}
		for logic, want := range map[string]string{"L1": "budget L1 w2", "L2": "budget L2 w3", "X1": "lijst X1 w1"} {
			if got, err := db.Snapshot(ctx, logic); err != nil || string(got) != want {
				t.Errorf("%s is %q, %v", logic, got, err)
			}
		}
		if _, err := db.Snapshot(ctx, "L3"); !fault.Is(err, fault.NotFound) {
			t.Errorf("what was never kept gives %v", err)
		}
		gone, err := db.Retired(ctx, []string{"lijst"})
		if err != nil || len(gone) != 1 || string(gone[0].Body) != "budget L2 w3" || gone[0].Assignment != "budget" {
			t.Errorf("gone are %v, %v", gone, err)
		}
		if all, err := db.Retired(ctx, nil); err != nil || len(all) != 2 {
			t.Errorf("with nothing on the shelf %d are gone, %v", len(all), err)
		}
	})
}

func TestSnapshots_aStartPacksOnlyWhatIsNotKeptAsItIs(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		now := []assignment.Snapshot{snapshot("budget", 1, "L1", "w1"), snapshot("lijst", 1, "X1", "w1")}
		unkept := func() (logics string) {
			t.Helper()
			list, err := db.Unkept(ctx, now)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range list {
				logics += s.Logic + " "
			}
			return logics
		}
		if got := unkept(); got != "L1 X1 " {
			t.Errorf("at the first start %q is packed", got)
		}
		if err := db.KeepSnapshots(ctx, now); err != nil {
			t.Fatal(err)
		}
		if got := unkept(); got != "" {
			t.Errorf("at the second start %q is packed", got)
		}
		now[0].Words = "w2"
		if got := unkept(); got != "L1 " {
			t.Errorf("after a better word %q is packed", got)
		}
		now[1].Logic = "X2"
		if got := unkept(); got != "L1 X2 " {
			t.Errorf("after a new question %q is packed", got)
		}
	})
}
