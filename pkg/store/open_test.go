// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"opgelucht/pkg/store"
)

// The step in which an empty file becomes one with a log is the only one that
// SQLite does not wait for by itself; a server and a command that begin at the
// same moment meet in it.
func TestOpen_ofOneEmptyFileBySeveralAtOnceRefusesNobody(t *testing.T) {
	folder := t.TempDir()
	for round := range 30 {
		at := filepath.Join(folder, string(rune('A'+round))+".db")
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				db, err := store.Open(context.Background(), store.Options{Source: at, Now: clock})
				if err != nil {
					t.Errorf("opening: %v", err)
					return
				}
				if err := db.Ready(context.Background()); err != nil {
					t.Errorf("asking: %v", err)
				}
				_ = db.Close() // nothing was written by it
			})
		}
		all.Wait()
	}
}

// What SQLite reads is an address, in which these signs mean something; the
// file that is made and closed to others must be the file that is used.
func TestOpen_ofAFileWithSignsInItsNameUsesThatFile(t *testing.T) {
	for _, name := range []string{"with space", "100%", "a%20b", "what?", "what?mode=memory", "no#1", "é", "a&b=c"} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), name)
			if err := os.Mkdir(folder, 0o700); err != nil {
				t.Fatal(err)
			}
			at := filepath.Join(folder, name+".db")
			db := open(t, at, clock)
			addTeam(t, db, here, team, "kievit")
			save(t, db, newCase(1))
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(at); err != nil || info.Size() == 0 {
				t.Errorf("the file is %v, %v", info, err)
			}
			own(t, open(t, at, clock), newCase(1))
		})
	}
}

func TestOpen_whereNothingCanBeOpenedSaysSo(t *testing.T) {
	folder := t.TempDir()
	for name, source := range map[string]string{
		"a folder that is not there": filepath.Join(folder, "none", "test.db"),
		"a folder":                   folder,
		"a server that is not there": "postgres://postgres@127.0.0.1:1/test?sslmode=disable&connect_timeout=2",
		"an address that is none":    "postgres://%zz",
	} {
		t.Run(name, func(t *testing.T) {
			db, err := store.Open(context.Background(), store.Options{Source: source, Now: clock})
			if err == nil {
				_ = db.Close() // the test has failed already
				t.Error("it opens")
			}
		})
	}
}
