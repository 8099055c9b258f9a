// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

func TestOpen_inMemoryKeepsNothingAndSharesNothing(t *testing.T) {
	ctx := context.Background()
	open := func() *store.DB {
		db, err := store.Open(ctx, store.Options{Memory: true, Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	there := func() (names []string) {
		for _, pattern := range []string{"/*", "*"} {
			found, _ := filepath.Glob(pattern) // the patterns are well formed
			names = append(names, found...)
		}
		return names
	}
	before := there()
	one, other := open(), open()
	var group sync.WaitGroup
	for _, logic := range []string{"A", "B", "C", "D", "E", "F", "G", "H"} { // writers and readers at once
		group.Go(func() {
			if err := one.KeepSnapshots(ctx, []assignment.Snapshot{snapshot("budget", 1, logic, "w")}); err != nil {
				t.Error(err)
			}
			if body, err := one.Snapshot(ctx, logic); err != nil || string(body) != "budget "+logic+" w" {
				t.Errorf("%q, %v", body, err)
			}
		})
	}
	group.Wait()
	if _, err := other.Snapshot(ctx, "A"); !fault.Is(err, fault.NotFound) {
		t.Errorf("another house finds it: %v", err)
	}
	if after := there(); !slices.Equal(before, after) {
		t.Errorf("it made files: %v", after)
	}
}
