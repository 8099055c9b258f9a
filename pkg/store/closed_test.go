// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"sync"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

// asks are all that the store can be asked.
func asks(db *store.DB) map[string]func(ctx context.Context) error {
	mine := casework.Scope{Tenant: here, Client: "CLIENT0001"}
	return map[string]func(ctx context.Context) error{
		"Ready":          db.Ready,
		"Case":           func(ctx context.Context) error { _, err := db.Case(ctx, mine, "CASE0001"); return err },
		"Thread":         func(ctx context.Context) error { _, err := db.Thread(ctx, here, "CASE0001"); return err },
		"Tasks":          func(ctx context.Context) error { _, err := db.Tasks(ctx, here, "CASE0001"); return err },
		"Folder":         func(ctx context.Context) error { _, err := db.Folder(ctx, here, "CASE0001"); return err },
		"StaffDraft":     func(ctx context.Context) error { _, err := db.StaffDraft(ctx, here, "CASE0001", "x"); return err },
		"Inbox":          func(ctx context.Context) error { _, _, err := db.Inbox(ctx, inbox(1)); return err },
		"Tallies":        func(ctx context.Context) error { _, err := db.Tallies(ctx, here, 2027); return err },
		"Teams":          func(ctx context.Context) error { _, err := db.Teams(ctx, here); return err },
		"IntakeTeam":     func(ctx context.Context) error { _, err := db.IntakeTeam(ctx, here); return err },
		"ClientDoor":     func(ctx context.Context) error { _, err := db.ClientDoor(ctx, here, []byte("x")); return err },
		"CounsellorDoor": func(ctx context.Context) error { _, err := db.CounsellorDoor(ctx, here, "kievit"); return err },
		"Counsellors":    func(ctx context.Context) error { _, err := db.Counsellors(ctx, here, team); return err },
		"Absences":       func(ctx context.Context) error { _, err := db.Absences(ctx, here, team, "2027-06-07"); return err },
		"Rekey":          func(ctx context.Context) error { return db.Rekey(ctx, here, team, anew("a", "b")) },
		"Owned":          func(ctx context.Context) error { _, err := db.Owned(ctx, here, team, "kievit", 5); return err },
		"SaveEach": func(ctx context.Context) error {
			_, err := db.SaveEach(ctx, []casework.Change{newCase(3)})
			return err
		},
		"Session":        func(ctx context.Context) error { _, err := db.Session(ctx, []byte("x")); return err },
		"Save":           func(ctx context.Context) error { return db.Save(ctx, newCase(2)) },
		"Save to erase":  func(ctx context.Context) error { return db.Save(ctx, casework.Change{Erase: true}) },
		"AddSession":     func(ctx context.Context) error { return db.AddSession(ctx, access.SessionRow{Hash: []byte("x")}) },
		"KeepSession":    func(ctx context.Context) error { return db.KeepSession(ctx, []byte("x"), moment) },
		"EndSession":     func(ctx context.Context) error { return db.EndSession(ctx, []byte("x")) },
		"EndSessionsOf":  func(ctx context.Context) error { return db.EndSessionsOf(ctx, here, "x") },
		"EndOldSessions": func(ctx context.Context) error { _, err := db.EndOldSessions(ctx); return err },
		"SaveCounsellor": func(ctx context.Context) error { return db.SaveCounsellor(ctx, access.CounsellorDoor{ID: "x"}) },
		"Used":           func(ctx context.Context) error { _, err := db.Used(ctx); return err },
		"UseStep":        func(ctx context.Context) error { return db.UseStep(ctx, here, "x", 1) },
		"AddTeam": func(ctx context.Context) error {
			return db.AddTeam(ctx, casework.Team{ID: "x"}, "x", access.CounsellorDoor{})
		},
	}
}

func TestStore_thatIsClosedAnswersInternalToEverything(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for name, ask := range asks(db) {
			if err := ask(context.Background()); !fault.Is(err, fault.Internal) {
				t.Errorf("%s answers %v", name, err)
			}
		}
		if err := db.Close(); err != nil {
			t.Errorf("closing twice: %v", err)
		}
	})
}

func TestStore_aReaderWhoIsGoneGetsAFaultAndNotAnotherAnswer(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		save(t, db, newCase(1))
		gone, leave := context.WithCancel(context.Background())
		leave()
		for name, ask := range asks(db) {
			// A write may have been done all the same; what counts is that nobody
			// is told that something is absent, or that somebody else was first.
			if err := ask(gone); err != nil && !fault.Is(err, fault.Internal) && name != "Save to erase" && name != "UseStep" && name != "Rekey" { // these find nothing, and say so
				t.Errorf("%s answers %v", name, err)
			}
		}
	})
}

// A server that stops while people write tells each of them the truth.
func TestClose_whatWasAnsweredForIsThereAndNothingElse(t *testing.T) {
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			at := source(t)
			db := open(t, at, clock)
			addTeam(t, db, here, team, "kievit")
			const many = 80
			var kept [many]bool
			var all, begun sync.WaitGroup
			for i := range many {
				if i < many/4 {
					begun.Add(1)
				}
				all.Go(func() {
					err := db.Save(context.Background(), newCase(i))
					kept[i] = err == nil
					if err != nil && !fault.Is(err, fault.Internal) {
						t.Errorf("saving: %v", err)
					}
					if i < many/4 {
						begun.Done()
					}
				})
			}
			begun.Wait()
			if err := db.Close(); err != nil {
				t.Error(err)
			}
			all.Wait()
			cases, _, err := open(t, at, clock).Inbox(context.Background(), inbox(2*many))
			if err != nil {
				t.Fatal(err)
			}
			there := map[access.CaseID]bool{}
			for _, c := range cases {
				there[c.ID] = true
			}
			for i, answered := range kept {
				if id := newCase(i).Case.ID; there[id] != answered {
					t.Errorf("%s: answered %v, and is there: %v", id, answered, there[id])
				}
			}
		})
	}
}
