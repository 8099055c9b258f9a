// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

func TestSave_keepsACaseWithAllThatComesWithIt(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), newCase(1)
		save(t, db, made)
		want := made.Case
		want.Sealed.TeamPublic = []byte("team public")
		got := own(t, db, made)
		got.Promised, want.Promised = got.Promised.UTC(), want.Promised.UTC()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("the case\n got %+v\nwant %+v", got, want)
		}
		thread, err := db.Thread(ctx, here, made.Case.ID)
		if err != nil || !reflect.DeepEqual(thread, made.Messages) {
			t.Errorf("the thread is %+v, %v", thread, err)
		}
		door, err := db.ClientDoor(ctx, here, made.Door.Lookup)
		if err != nil || !reflect.DeepEqual(door, *made.Door) {
			t.Errorf("the door is %+v, %v", door, err)
		}
		row, err := db.Session(ctx, made.Session.Hash)
		if err != nil || string(row.Blob) != "blob" || !row.IdleUntil.Equal(made.Session.IdleUntil) || row.Shared {
			t.Errorf("the session is %+v, %v", row, err)
		}
	})
}

func TestSave_thatCameSecondWritesNothingAtAll(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), newCase(1)
		save(t, db, made)
		first := own(t, db, made)
		change := casework.Change{Case: first, Messages: []casework.Message{{ID: "M2", Case: first.ID, Seq: 2, From: casework.FromClient, Day: "2027-06-07", Body: []byte("second")}}}
		change.Case.LastSeq = 2
		save(t, db, change)
		late := casework.Change{
			Case: first, Counts: []casework.Count{{Team: team, Kind: casework.CountCrisis, Day: "2027-06-07", N: 1}},
			Messages: []casework.Message{{ID: "M3", Case: first.ID, Seq: 3, From: casework.FromClient, Day: "2027-06-07", Body: []byte("late")}},
			Given:    []casework.Task{{ID: "T1", Case: first.ID, No: 1, Assignment: "a", State: casework.TaskAssigned}},
		}
		if err := db.Save(ctx, late); !fault.Is(err, fault.Conflict) {
			t.Fatalf("the late one answers %v", err)
		}
		thread, err := db.Thread(ctx, here, first.ID)
		if err != nil || len(thread) != 2 {
			t.Errorf("%d messages, %v", len(thread), err)
		}
		if tasks, err := db.Tasks(ctx, here, first.ID); err != nil || len(tasks) != 0 {
			t.Errorf("%d tasks, %v", len(tasks), err)
		}
		_, counts, err := db.Inbox(ctx, inbox(10))
		if err != nil || len(counts) != 1 {
			t.Errorf("the counts are %v, %v", counts, err)
		}
	})
}

func inbox(limit int) casework.InboxQuery {
	return casework.InboxQuery{Scope: casework.Scope{Tenant: here, Team: team}, Tray: casework.TrayTeam, Limit: limit}
}

func TestSave_aTaskThatWasChangedMeanwhileIsNotOverwritten(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), newCase(1)
		save(t, db, made)
		c := own(t, db, made)
		task := casework.Task{ID: "T1", Case: c.ID, No: 1, Assignment: "lijst", Version: 1, LogicHash: "h", State: casework.TaskAssigned, Assigned: "2027-06-07", Due: "2027-06-14"}
		save(t, db, casework.Change{Case: c, Given: []casework.Task{task}})
		c = own(t, db, made)
		task.State, task.Draft = casework.TaskStarted, []byte("one")
		save(t, db, casework.Change{Case: c, Quiet: true, Tasks: []casework.Task{task}})
		task.Draft = []byte("two")
		if err := db.Save(ctx, casework.Change{Case: c, Quiet: true, Tasks: []casework.Task{task}}); !fault.Is(err, fault.Conflict) {
			t.Fatalf("the same revision again answers %v", err)
		}
		tasks, err := db.Tasks(ctx, here, c.ID)
		if err != nil || len(tasks) != 1 || string(tasks[0].Draft) != "one" || tasks[0].Revision != 1 {
			t.Errorf("the task is %+v, %v", tasks, err)
		}
	})
}

func TestCase_isNotFoundThroughAnyoneElsesEyes(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), newCase(1)
		save(t, db, made)
		id := made.Case.ID
		for name, s := range map[string]casework.Scope{
			"another client":       {Tenant: here, Client: "CLIENT9999"},
			"another municipality": {Tenant: there, Client: made.Case.Client},
			"another team":         {Tenant: here, Team: "OTHER"},
			"its team, elsewhere":  {Tenant: there, Team: team},
			"nobody":               {Tenant: here},
		} {
			if _, err := db.Case(ctx, s, id); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := db.Case(ctx, casework.Scope{Tenant: here, Team: team}, id); err != nil {
			t.Errorf("its own team: %v", err)
		}
		if list, err := db.Thread(ctx, there, id); err != nil || len(list) != 0 {
			t.Errorf("the thread elsewhere: %v, %v", list, err)
		}
		if _, err := db.ClientDoor(ctx, there, made.Door.Lookup); !fault.Is(err, fault.NotFound) {
			t.Errorf("the door elsewhere: %v", err)
		}
		elsewhere := casework.Change{Case: own(t, db, made)}
		elsewhere.Case.Tenant = there
		if err := db.Save(ctx, elsewhere); !fault.Is(err, fault.Conflict) {
			t.Errorf("saving for another municipality: %v", err)
		}
	})
}

func TestSave_aMessageThatIsTakenAwayLeavesAnEmptyPlace(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), newCase(1)
		save(t, db, made)
		c := own(t, db, made)
		save(t, db, casework.Change{Case: c, Quiet: true, Removed: []casework.MessageID{made.Messages[0].ID}})
		thread, err := db.Thread(ctx, here, c.ID)
		if err != nil || len(thread) != 1 || len(thread[0].Body) != 0 || thread[0].Seq != 1 {
			t.Errorf("the thread is %+v, %v", thread, err)
		}
	})
}

func TestSave_ofManyAtOnceLosesNone(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		const many = 60
		var all sync.WaitGroup
		var failed atomic.Int32
		for i := range many {
			all.Go(func() {
				if err := db.Save(context.Background(), newCase(i)); err != nil {
					failed.Add(1)
				}
			})
		}
		all.Wait()
		cases, counts, err := db.Inbox(context.Background(), inbox(100))
		n := 0
		for _, c := range counts {
			n += c.N
		}
		if failed.Load() != 0 || err != nil || len(cases) != many || n != many {
			t.Errorf("%d failed, %d cases, %d counted, %v", failed.Load(), len(cases), n, err)
		}
	})
}

func TestSave_ofOneCaseAtOnceHasOneWinner(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		made := newCase(1)
		save(t, db, made)
		c := own(t, db, made)
		var all sync.WaitGroup
		var won, lost atomic.Int32
		for i := range 20 {
			all.Go(func() {
				change := casework.Change{Case: c, Messages: []casework.Message{{
					ID: casework.MessageID(fmt.Sprint("M", i+2)), Case: c.ID, Seq: 2, From: casework.FromClient, Day: "2027-06-07", Body: []byte("x"),
				}}}
				switch err := db.Save(context.Background(), change); {
				case err == nil:
					won.Add(1)
				case fault.Is(err, fault.Conflict):
					lost.Add(1)
				}
			})
		}
		all.Wait()
		if won.Load() != 1 || lost.Load() != 19 {
			t.Errorf("%d won, %d lost", won.Load(), lost.Load())
		}
	})
}

func TestStore_thatIsClosedAnswersAFault(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), newCase(1)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err := db.Save(ctx, made); !fault.Is(err, fault.Internal) {
			t.Errorf("Save: %v", err)
		}
		if _, err := db.Case(ctx, casework.Scope{Tenant: here, Client: "X"}, "X"); !fault.Is(err, fault.Internal) {
			t.Errorf("Case: %v", err)
		}
		if _, _, err := db.Inbox(ctx, inbox(1)); !fault.Is(err, fault.Internal) {
			t.Errorf("Inbox: %v", err)
		}
		if err := db.Ready(ctx); err == nil {
			t.Error("a closed database says that it is ready")
		}
		if _, err := db.Session(ctx, []byte("x")); !fault.Is(err, fault.Internal) {
			t.Errorf("Session: %v", err)
		}
		if err := db.SaveCounsellor(ctx, access.CounsellorDoor{ID: "x"}); !fault.Is(err, fault.Internal) {
			t.Errorf("SaveCounsellor: %v", err)
		}
	})
}

// What the team may open is moved to a quicker key at its first look, and only
// where nothing else happened in between.
func TestSave_theTeamsWayToACaseIsReplacedOnlyWhereItIsStillTheOldOne(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		a, b, c := newCase(1), newCase(2), newCase(3)
		for _, made := range []casework.Change{a, b, c} {
			save(t, db, made)
		}
		addTeam(t, db, there, "ELSEWHERE", "fuut")
		key := func(of casework.Change, was string) casework.TeamKey {
			return casework.TeamKey{Case: of.Case.ID, Was: []byte(was), Now: []byte("sealed by a member")}
		}
		old := string(a.Case.Sealed.TeamKey)
		mine := casework.Case{Tenant: here, Team: team}
		save(t, db, casework.Change{Case: mine, Quiet: true, Keys: []casework.TeamKey{key(a, old), key(b, "something else")}})
		save(t, db, casework.Change{Case: casework.Case{Tenant: there, Team: "ELSEWHERE"}, Quiet: true, Keys: []casework.TeamKey{key(c, old)}})
		for made, want := range map[*casework.Change]string{&a: "sealed by a member", &b: old, &c: old} {
			if got := own(t, db, *made); string(got.Sealed.TeamKey) != want || got.Version != made.Case.Version {
				t.Errorf("the way to %s is %q at version %d, not %q at %d", made.Case.ID, got.Sealed.TeamKey, got.Version, want, made.Case.Version)
			}
		}
	})
}
