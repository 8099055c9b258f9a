// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"fmt"
	"sync"
	"testing"

	"opgelucht/pkg/audit"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/store"
	"opgelucht/pkg/tenant"
)

func entry(of tenant.ID, id string) audit.Entry {
	return audit.Entry{Tenant: of, ID: id, At: moment, Actor: audit.Counsellor, Who: "noor", Action: audit.Read, Trail: "trail-" + id[:1], Body: []byte(id)}
}

func record(t testing.TB, db *store.DB, list ...audit.Entry) {
	t.Helper()
	if err := db.Record(t.Context(), list...); err != nil {
		t.Fatal(err)
	}
}

func verify(t testing.TB, db *store.DB, of tenant.ID, kept ...audit.Head) audit.Report {
	t.Helper()
	r, err := db.Verify(t.Context(), of, kept...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// logged opens a database that keeps its log with a key.
func logged(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	each(t, func(t *testing.T, db *store.DB) {
		db.Bind(audit.NewChain(seal.NewKey()))
		test(t, db)
	})
}

func TestRecord_keepsEntriesAsTheyAreInOneOrder(t *testing.T) {
	logged(t, func(t *testing.T, db *store.DB) {
		record(t, db, entry(here, "a1"), entry(here, "b1"))
		record(t, db, entry(there, "a2"))
		record(t, db, entry(here, "a3"))
		if list, err := db.Trail(t.Context(), here, "trail-a", "trail-b"); err != nil || len(list) != 3 || list[1].ID != "b1" {
			t.Fatal(list, err)
		}
		list, err := db.Trail(t.Context(), here, "trail-a")
		if err != nil || len(list) != 2 {
			t.Fatal(list, err)
		}
		want := entry(here, "a3")
		got := list[1]
		if want.Seq, want.MAC = 3, got.MAC; fmt.Sprint(got.At.UTC()) != fmt.Sprint(want.At) {
			t.Errorf("at %v", got.At)
		}
		if want.At = got.At; fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("got %+v\nwant %+v", got, want)
		}
		for of, n := range map[tenant.ID]int64{here: 3, there: 1, "nergens": 0} {
			if r := verify(t, db, of); r.N != n || r.Head.Seq != n || len(r.Faults) > 0 {
				t.Errorf("%s: %+v", of, r)
			}
		}
	})
}

func TestRecord_manyAtOnceMakeOneChain(t *testing.T) {
	logged(t, func(t *testing.T, db *store.DB) {
		var all sync.WaitGroup
		for i := range 40 {
			all.Go(func() {
				if err := db.Record(t.Context(), entry(here, fmt.Sprint("a", i)), entry(here, fmt.Sprint("b", i))); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if r := verify(t, db, here); r.N != 80 || len(r.Faults) > 0 {
			t.Errorf("%+v", r)
		}
	})
}

func TestSave_logsWithWhatItWritesOrNotAtAll(t *testing.T) {
	logged(t, func(t *testing.T, db *store.DB) {
		first := newCase(1)
		first.Audit = []audit.Entry{entry(here, "a1")}
		save(t, db, first)
		again := casework.Change{Case: own(t, db, first), Audit: []audit.Entry{entry(here, "a2")}}
		save(t, db, again)
		if err := db.Save(t.Context(), again); !fault.Is(err, fault.Conflict) {
			t.Fatalf("a write that came second: %v", err)
		}
		save(t, db, casework.Change{Case: own(t, db, first), Erase: true, Audit: []audit.Entry{entry(here, "a3")}})
		if r := verify(t, db, here); r.N != 3 || len(r.Faults) > 0 {
			t.Errorf("%+v", r)
		}
	})
}

func TestLog_isOnlyAddedToAlsoByWhoeverWritesPastTheProgram(t *testing.T) {
	logged(t, func(t *testing.T, db *store.DB) {
		record(t, db, entry(here, "a1"), entry(here, "a2"))
		for _, q := range []string{"UPDATE audit SET who = 'bas'", "DELETE FROM audit", "DELETE FROM audit WHERE seq = 2"} {
			if db.Try(q) == nil {
				t.Errorf("%s is let through", q)
			}
		}
		if r := verify(t, db, here); r.N != 2 || len(r.Faults) > 0 {
			t.Errorf("%+v", r)
		}
	})
}

// unlocked takes away what keeps the log as it is, as who owns the database can.
func unlocked(t *testing.T, db *store.DB) {
	t.Helper()
	for _, q := range []string{"DROP TRIGGER audit_stays", "DROP TRIGGER audit_keeps"} {
		if db.Try(q) != nil {
			_ = db.Try(q + " ON audit")
		}
	}
}

func TestVerify_findsWhatTheOwnerOfTheDatabaseChanges(t *testing.T) {
	for name, one := range map[string]struct{ sql, want string }{
		"who":         {"UPDATE audit SET who = 'bas' WHERE seq = 3", audit.FaultChanged},
		"when":        {"UPDATE audit SET at = at + 60 WHERE seq = 3", audit.FaultChanged},
		"of whom":     {"UPDATE audit SET trail = 'trail-x' WHERE seq = 3", audit.FaultChanged},
		"body":        {"UPDATE audit SET body = NULL WHERE seq = 3", audit.FaultChanged},
		"one":         {"DELETE FROM audit WHERE seq = 3", audit.FaultMissing},
		"the end":     {"DELETE FROM audit WHERE seq > 3", audit.FaultEnd},
		"order":       {"UPDATE audit SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN 2 END WHERE seq IN (2, 3)", audit.FaultMissing},
		"beyond":      {"INSERT INTO audit SELECT tenant, 6, id, at, actor, who, about, action, trail, body, mac FROM audit WHERE seq = 5", audit.FaultChanged},
		"far beyond":  {"INSERT INTO audit SELECT tenant, 99, id, at, actor, who, about, action, trail, body, mac FROM audit WHERE seq = 5", audit.FaultMissing},
		"head":        {"DELETE FROM audit_heads", audit.FaultEnd},
		"begin":       {"UPDATE audit_heads SET first_seq = 3", audit.FaultStart},
		"end and all": {"DELETE FROM audit", audit.FaultEnd},
	} {
		t.Run(name, func(t *testing.T) {
			logged(t, func(t *testing.T, db *store.DB) {
				for i := range 5 {
					record(t, db, entry(here, fmt.Sprint("a", i)))
				}
				unlocked(t, db)
				db.Run(t, one.sql)
				found := map[string]bool{}
				for _, f := range verify(t, db, here).Faults {
					found[f.What] = true
				}
				if !found[one.want] {
					t.Errorf("found %v, want %s", found, one.want)
				}
			})
		})
	}
}

func TestVerify_findsAnEndCutOffTogetherWithItsHead(t *testing.T) {
	logged(t, func(t *testing.T, db *store.DB) {
		for i := range 5 {
			record(t, db, entry(here, fmt.Sprint("a", i)))
		}
		kept, err := db.Heads(t.Context())
		if err != nil || len(kept) != 1 || kept[0].Seq != 5 {
			t.Fatal(kept, err)
		}
		unlocked(t, db)
		db.Run(t, "DELETE FROM audit WHERE seq > 3")
		db.Run(t, "UPDATE audit_heads SET seq = 3, mac = (SELECT mac FROM audit WHERE seq = 3)")
		if r := verify(t, db, here, kept...); len(r.Faults) != 1 || r.Faults[0].What != audit.FaultCut {
			t.Errorf("%+v", r)
		}
	})
}

func TestShorten_deletesWhatIsOldAndTheRestStillHolds(t *testing.T) {
	logged(t, func(t *testing.T, db *store.DB) {
		for i, days := range []int{0, 1, 5, 2, 9} { // not always in order: of a client only the day is kept
			e := entry(here, fmt.Sprint("a", i))
			e.At = moment.AddDate(0, 0, days)
			record(t, db, e)
		}
		for _, step := range []struct {
			before int
			gone   int64
			from   int64
		}{{0, 0, 1}, {2, 2, 3}, {2, 0, 3}, {3, 0, 3}, {6, 2, 5}, {30, 1, 6}, {30, 0, 6}} {
			n, err := db.Shorten(t.Context(), moment.AddDate(0, 0, step.before))
			if err != nil || n != step.gone {
				t.Errorf("before day %d: %d gone, %v; want %d", step.before, n, err, step.gone)
			}
			if r := verify(t, db, here); len(r.Faults) > 0 || r.From != step.from || r.N != 6-step.from {
				t.Errorf("after day %d: %+v", step.before, r)
			}
		}
		record(t, db, entry(here, "b"))
		if r := verify(t, db, here); len(r.Faults) > 0 || r.Head.Seq != 6 || r.N != 1 {
			t.Errorf("going on after all was deleted: %+v", r)
		}
	})
}

func TestTrail_isOfOneMunicipality(t *testing.T) {
	logged(t, func(t *testing.T, db *store.DB) {
		none := entry(here, "b1")
		none.Trail = ""
		record(t, db, entry(here, "a1"), none)
		for trail, of := range map[string]tenant.ID{"trail-a": there, "": here} {
			if list, err := db.Trail(t.Context(), of, trail); err != nil || len(list) > 0 {
				t.Errorf("%q of %s: %v, %v", trail, of, list, err)
			}
		}
	})
}

func TestVerify_readsALogOfManyPages(t *testing.T) {
	logged(t, func(t *testing.T, db *store.DB) {
		var list []audit.Entry
		for i := range 2500 {
			list = append(list, entry(here, fmt.Sprint("a", i)))
		}
		record(t, db, list...)
		if r := verify(t, db, here); r.N != 2500 || len(r.Faults) > 0 {
			t.Errorf("%+v", r)
		}
	})
}
