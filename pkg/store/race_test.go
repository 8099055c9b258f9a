// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

// flip gives the move to the other side, as an answer and a message do.
func flip(c casework.Case) casework.Change {
	after := c
	if c.Turn == casework.TurnClient {
		after.Turn, after.Promised = casework.TurnCounsellor, moment
	} else {
		after.Turn, after.Promised = casework.TurnClient, moment.AddDate(-1, 0, 0)
	}
	return casework.Change{Case: after, Counts: moved(c, after)}
}

// Two cases that change places write the same two counts, one up and one down,
// in opposite order: whoever locks them in that order waits for the other for ever.
func TestSave_ofCasesThatSwapPlacesNeverLocksUp(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		const many, rounds = 30, 8
		made := make([]casework.Change, many)
		for i := range many {
			made[i] = newCase(7 * i) // all promised for the same day
			save(t, db, made[i])
			if i%2 == 0 {
				save(t, db, flip(own(t, db, made[i])))
			}
		}
		for range rounds {
			var all sync.WaitGroup
			for _, of := range made {
				change := flip(own(t, db, of))
				all.Go(func() {
					if err := db.Save(context.Background(), change); err != nil {
						t.Errorf("swapping: %v", err)
					}
				})
			}
			all.Wait()
		}
		cases, _, err := db.Inbox(context.Background(), inbox(many))
		if err != nil || len(cases) != many {
			t.Fatalf("%d cases, %v", len(cases), err)
		}
		counted(t, db, cases)
	})
}

// Everyone who loses reads again and repeats, until it is their turn: then all
// of it is there, and every version was written by one.
func TestSave_ofOneCaseByManyGivesEachVersionOneWriter(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		const many = 20
		made := newCase(1)
		save(t, db, made)
		var all sync.WaitGroup
		for i := range many {
			all.Go(func() {
				err := persist(func() error {
					c, err := db.Case(context.Background(), casework.Scope{Tenant: here, Client: made.Case.Client}, made.Case.ID)
					if err != nil {
						return err
					}
					c.LastSeq++
					m := casework.Message{ID: casework.MessageID(fmt.Sprint("N", i)), Case: c.ID, Seq: c.LastSeq, From: casework.FromClient, Day: "2027-06-07", Body: []byte("x")}
					return db.Save(context.Background(), casework.Change{Case: c, Messages: []casework.Message{m}})
				})
				if err != nil {
					t.Errorf("saving: %v", err)
				}
			})
		}
		all.Wait()
		if c := own(t, db, made); c.Version != many || c.LastSeq != many+1 {
			t.Errorf("version %d, message %d", c.Version, c.LastSeq)
		}
		thread, err := db.Thread(context.Background(), here, made.Case.ID)
		if err != nil || len(thread) != many+1 {
			t.Fatalf("%d messages, %v", len(thread), err)
		}
		for i, m := range thread {
			if m.Seq != i+1 {
				t.Errorf("message %d stands at place %d", m.Seq, i+1)
			}
		}
	})
}

// expected tells whether an answer is one that a use case can do something with.
func expected(err error) bool {
	return err == nil || fault.Is(err, fault.Conflict) || fault.Is(err, fault.NotFound)
}

// persist repeats what lost a race, as use cases do.
func persist(use func() error) error {
	err := use()
	for n := 0; fault.Is(err, fault.Conflict) && n < 100; n++ {
		err = use()
	}
	return err
}

// A client erases while a counsellor types, answers and hands out, and while
// the client's other tab still saves.
func TestErase_whileOthersAreWritingTakesEverythingAndFailsNobody(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, me := context.Background(), access.CounsellorID("kievit"+string(here))
		var all sync.WaitGroup
		for i := range 40 {
			made := filled(t, db, i)
			mine := casework.Scope{Tenant: here, Client: made.Case.Client}
			id := string(made.Case.ID)
			attempt := func(decide func(c casework.Case) casework.Change) {
				all.Go(func() {
					err := persist(func() error {
						c, err := db.Case(ctx, mine, made.Case.ID)
						if err != nil {
							return err
						}
						return db.Save(ctx, decide(c))
					})
					if !expected(err) {
						t.Errorf("%s: %v", id, err)
					}
				})
			}
			attempt(func(c casework.Case) casework.Change {
				gone := bucket(c)
				gone.N = -1
				return casework.Change{Case: c, Erase: true, Counts: []casework.Count{gone}}
			})
			attempt(func(c casework.Case) casework.Change {
				change := flip(c)
				change.Case.LastSeq++
				change.Messages = []casework.Message{{ID: casework.MessageID("M2" + id), Case: c.ID, Seq: change.Case.LastSeq, From: casework.FromCounsellor, Day: "2027-06-07", Body: []byte("x")}}
				change.Draft = &casework.StaffDraft{By: me}
				return change
			})
			attempt(func(c casework.Case) casework.Change {
				return casework.Change{Case: c, Quiet: true, Draft: &casework.StaffDraft{By: me, Body: []byte("typing")}}
			})
			attempt(func(c casework.Case) casework.Change {
				return casework.Change{Case: c, Tasks: []casework.Task{{ID: casework.TaskID("T" + id), Case: c.ID, State: casework.TaskStarted, Draft: []byte("tab")}}}
			})
			attempt(func(c casework.Case) casework.Change {
				return casework.Change{Case: c, Quiet: true, Removed: []casework.MessageID{casework.MessageID("M1" + id)}}
			})
		}
		all.Wait()
		for line := range strings.SplitSeq(db.Dump(t), "\n") {
			if strings.Contains(line, "CASE") || strings.Contains(line, "CLIENT") {
				t.Errorf("left: %s", line)
			}
		}
		counted(t, db, nil)
	})
}
