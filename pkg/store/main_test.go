// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/pgtest"
	"opgelucht/pkg/store"
	"opgelucht/pkg/tenant"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }

const (
	here  = tenant.ID("hier")
	there = tenant.ID("daar")
	team  = access.TeamID("TEAM")
)

var moment = time.Date(2027, time.June, 7, 10, 0, 0, 0, time.UTC)

// sources are the databases that must keep every promise.
var sources = map[string]func(t testing.TB) string{
	"SQLite":     func(t testing.TB) string { return filepath.Join(t.TempDir(), "test.db") },
	"PostgreSQL": func(t testing.TB) string { return pgtest.New(t) },
}

func open(t testing.TB, source string, now func() time.Time) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), store.Options{Source: source, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func clock() time.Time { return moment }

// each runs a test on every database, with a team to answer.
func each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			db := open(t, source(t), clock)
			addTeam(t, db, here, team, "kievit")
			test(t, db)
		})
	}
}

func addTeam(t testing.TB, db *store.DB, of tenant.ID, id access.TeamID, user string) {
	t.Helper()
	first := access.CounsellorDoor{
		ID: access.CounsellorID(user + string(of)), Tenant: of, Team: id, User: user, Name: "Kievit", State: access.CounsellorNew,
		Salt: []byte("salt"), Public: []byte("public"), ByPassword: []byte("sealed"), TeamKey: []byte("wrapped"),
	}
	if err := db.AddTeam(context.Background(), casework.Team{ID: id, Public: []byte("team public")}, "Team", first); err != nil {
		t.Fatal(err)
	}
}

// newCase is what a first message writes.
func newCase(n int) casework.Change {
	id := access.CaseID(fmt.Sprintf("CASE%04d", n))
	client := access.ClientID(fmt.Sprintf("CLIENT%04d", n))
	promised := moment.AddDate(0, 0, n%7).Truncate(time.Second)
	c := casework.Case{
		ID: id, Tenant: here, Team: team, Client: client, Turn: casework.TurnCounsellor, Promised: promised, LastSeq: 1,
		Days:   casework.Days{Created: "2027-06-07", Active: "2027-06-07"},
		Sealed: casework.Sealed{Label: []byte("label"), TeamKey: []byte("key"), Code: []byte("code")},
	}
	return casework.Change{
		Case: c, New: true, Counts: []casework.Count{{Team: team, Kind: casework.CountAnswer, Day: casework.DateOf(promised), N: 1}},
		Door: &access.ClientDoor{
			ID: client, Tenant: here, Case: id, Lookup: []byte("lookup" + string(id)), Public: []byte("p"), Private: []byte("s"), CaseKey: []byte("k"),
		},
		Session: &access.SessionRow{
			Hash: []byte("hash" + string(id)), Kind: access.KindClient, Principal: string(client), Tenant: here, Day: "2027-06-07",
			Blob: []byte("blob"), IdleUntil: moment.Add(time.Hour), Until: moment.Add(12 * time.Hour),
		},
		Messages: []casework.Message{{
			ID: casework.MessageID("M1" + string(id)), Case: id, Seq: 1, From: casework.FromClient, Day: "2027-06-07", Body: []byte("first"),
		}},
	}
}

func save(t testing.TB, db *store.DB, c casework.Change) {
	t.Helper()
	if err := db.Save(context.Background(), c); err != nil {
		t.Fatalf("saving: %v", err)
	}
}

// own reads a case as its client does.
func own(t testing.TB, db *store.DB, of casework.Change) casework.Case {
	t.Helper()
	c, err := db.Case(context.Background(), casework.Scope{Tenant: of.Case.Tenant, Client: of.Case.Client}, of.Case.ID)
	if err != nil {
		t.Fatalf("reading %s: %v", of.Case.ID, err)
	}
	return c
}
