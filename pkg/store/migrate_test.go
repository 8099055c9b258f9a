// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/store"
)

func TestTables_areWhatTheCodeWrites(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		have := db.Columns(t)
		delete(have, "migrations") // written by the migrations themselves
		if got, want := store.Listed(have), store.Listed(store.RowColumns(t)); got != want {
			t.Errorf("the tables are\n%s\nand the code writes\n%s", got, want)
		}
	})
}

func TestTables_areTheSameInBothDatabases(t *testing.T) {
	lists := map[string]string{}
	for name, source := range sources {
		lists[name] = store.Listed(open(t, source(t), clock).Columns(t))
	}
	if lists["SQLite"] != lists["PostgreSQL"] {
		t.Errorf("SQLite:\n%s\nPostgreSQL:\n%s", lists["SQLite"], lists["PostgreSQL"])
	}
}

func TestOpen_twiceChangesNothing(t *testing.T) {
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			at := source(t)
			db := open(t, at, clock)
			addTeam(t, db, here, team, "kievit")
			made := newCase(1)
			save(t, db, made)
			again := open(t, at, clock)
			if own(t, again, made).ID != made.Case.ID {
				t.Error("the case is gone")
			}
		})
	}
}

func TestOpen_ofManyServersAtOnceOnAnEmptyDatabase(t *testing.T) {
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			at := source(t)
			var all sync.WaitGroup
			for range 4 {
				all.Go(func() {
					db, err := store.Open(context.Background(), store.Options{Source: at, Now: clock})
					if err != nil {
						t.Errorf("opening: %v", err)
						return
					}
					_ = db.Close()
				})
			}
			all.Wait()
		})
	}
}

func TestOpen_refusesADatabaseOfALaterVersion(t *testing.T) {
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			at := source(t)
			db := open(t, at, clock)
			db.Run(t, "INSERT INTO migrations (no, name) VALUES (?, ?)", 9999, "9999_later.sql")
			if _, err := store.Open(context.Background(), store.Options{Source: at, Now: clock}); err == nil || !strings.Contains(err.Error(), "newer version") {
				t.Errorf("it opens: %v", err)
			}
		})
	}
}

func TestOpen_readsWhatTheFirstVersionWrote(t *testing.T) {
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			at := source(t)
			dialect := map[string]string{"SQLite": "sqlite", "PostgreSQL": "postgres"}[name]
			store.Begin(t, at, read(t, "migrations/"+dialect+"/0001_first.sql"), read(t, "testdata/first."+dialect+".sql"))
			db := open(t, at, clock)
			made := newCase(1)
			c := own(t, db, made)
			if c.Version != 3 || string(c.Sealed.Label) != "label" || c.Promised.Unix() != 1812358800 {
				t.Errorf("%+v", c)
			}
			thread, err := db.Thread(context.Background(), here, c.ID)
			if err != nil || len(thread) != 1 || string(thread[0].Body) != "first" {
				t.Errorf("%+v, %v", thread, err)
			}
			save(t, db, casework.Change{Case: c, Messages: []casework.Message{{ID: "M2", Case: c.ID, Seq: 2, From: casework.FromClient, Day: "2027-06-08", Body: []byte("second")}}})
		})
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
