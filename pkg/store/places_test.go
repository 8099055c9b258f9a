// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

// listed are cases in the order in which a team must see them.
var listed = []struct {
	name     string
	turn     casework.Turn
	urgency  casework.Urgency
	promised time.Time
	next     casework.Date
}{
	{"a crisis that is overdue", casework.TurnCounsellor, casework.Crisis, moment.AddDate(0, 0, -9), ""},
	{"a crisis of today", casework.TurnCounsellor, casework.Crisis, moment, ""},
	{"a crisis of tomorrow, with a next date before it", casework.TurnCounsellor, casework.Crisis, moment.AddDate(0, 0, 1), "2027-06-01"},
	{"a promise that is overdue", casework.TurnCounsellor, casework.Ordinary, moment.AddDate(0, 0, -30), ""},
	{"a promise of today", casework.TurnCounsellor, casework.Ordinary, moment, ""},
	{"a promise a second later", casework.TurnCounsellor, casework.Ordinary, moment.Add(time.Second), ""},
	{"a promise of years later", casework.TurnCounsellor, casework.Ordinary, moment.AddDate(20, 0, 0), ""},
	{"a client to move, the day gone by", casework.TurnClient, casework.Ordinary, time.Time{}, "2027-05-01"},
	{"a client in a crisis to move", casework.TurnClient, casework.Crisis, time.Time{}, "2027-06-08"},
	{"a client to move later", casework.TurnClient, casework.Ordinary, time.Time{}, "2029-06-08"},
	{"a client to move, no day agreed", casework.TurnClient, casework.Ordinary, time.Time{}, ""},
}

func TestInbox_putsCrisesFirstThenPromisesThenNextDays(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		var want, got []string
		for i := range listed { // added in another order than they must come out
			i = (i*7 + 3) % len(listed)
			l, made := listed[i], newCase(i)
			made.Case.Turn, made.Case.Urgency, made.Case.Promised, made.Case.Next = l.turn, l.urgency, l.promised, l.next
			save(t, db, made)
		}
		cases, _, err := db.Inbox(context.Background(), inbox(50))
		if err != nil {
			t.Fatal(err)
		}
		for i := range listed {
			want = append(want, listed[i].name)
		}
		for _, c := range cases {
			var n int
			if _, err := fmt.Sscanf(string(c.ID), "CASE%d", &n); err != nil {
				t.Fatal(err)
			}
			got = append(got, listed[n].name)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("the list is\n%q\nand should be\n%q", got, want)
		}
	})
}

// While someone pages, others answer and new people come: whoever keeps their
// place is seen, and seen once.
func TestInbox_pagesHaveNoGapAndNoDoubleWhileTheListMoves(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		const many = 60
		made := make([]casework.Change, many)
		for i := range many {
			made[i] = newCase(i) // many share a moment: then the id decides
			save(t, db, made[i])
		}
		seen, fresh := map[access.CaseID]int{}, many
		after := casework.Cursor{}
		for page := 0; ; page++ {
			q := inbox(7)
			q.After = after
			cases, _, err := db.Inbox(context.Background(), q)
			if err != nil || page > many {
				t.Fatalf("page %d: %v", page, err)
			}
			if len(cases) == 0 {
				break
			}
			for _, c := range cases {
				seen[c.ID]++
			}
			last := cases[len(cases)-1]
			after = casework.Cursor{Key: last.ListKey(), ID: last.ID}
			save(t, db, newCase(fresh))
			fresh++
		}
		for _, of := range made {
			if n := seen[of.Case.ID]; n != 1 {
				t.Errorf("%s is seen %d times", of.Case.ID, n)
			}
		}
	})
}

func TestAddTeam_withANameThatIsTakenLeavesNoTeam(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, before := context.Background(), db.Dump(t)
		first := access.CounsellorDoor{ID: "new", Tenant: here, Team: "SECOND", User: "kievit", State: access.CounsellorNew, Salt: []byte("s"), Public: []byte("p"), ByPassword: []byte("b")}
		err := db.AddTeam(ctx, casework.Team{ID: "SECOND", Public: []byte("p")}, "Second", first)
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("a name that is taken: %v", err)
		}
		first.User, first.Team = "fuut", team
		if err := db.AddTeam(ctx, casework.Team{ID: team, Public: []byte("p")}, "Again", first); !fault.Is(err, fault.Conflict) {
			t.Errorf("a team that exists: %v", err)
		}
		if d := store.Differs(before, db.Dump(t)); d != "" {
			t.Errorf("this was written:\n%s", d)
		}
	})
}

func TestCounsellors_showOneTeamOfAMunicipalityByName(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		addTeam(t, db, here, "SECOND", "fuut")
		for _, name := range []string{"Zwaan", "Aalscholver"} {
			d := access.CounsellorDoor{ID: access.CounsellorID(name), Tenant: here, Team: team, User: name, Name: name, State: access.CounsellorWaiting, Salt: []byte("s"), Public: []byte("p"), ByPassword: []byte("b")}
			if err := db.SaveCounsellor(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
		list, err := db.Counsellors(ctx, here, team)
		var names []string
		for _, d := range list {
			names = append(names, d.Name)
		}
		if want := []string{"Aalscholver", "Kievit", "Zwaan"}; err != nil || !reflect.DeepEqual(names, want) {
			t.Errorf("%q, %v; want %q", names, err, want)
		}
		if got, err := db.IntakeTeam(ctx, here); err != nil || got.ID != "SECOND" { // of one day: by id
			t.Errorf("new cases go to %+v, %v", got, err)
		}
		if _, err := db.IntakeTeam(ctx, "nowhere"); !fault.Is(err, fault.NotFound) {
			t.Errorf("a municipality without a team: %v", err)
		}
	})
}

// An account is never moved: who could save one elsewhere would hold its keys.
func TestSaveCounsellor_keepsWhoseItIsAndChangesTheRest(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		addTeam(t, db, here, "SECOND", "fuut")
		want, err := db.CounsellorDoor(ctx, here, "kievit")
		if err != nil {
			t.Fatal(err)
		}
		want.Name, want.State, want.Salt, want.LastStep = "Anders", access.CounsellorActive, []byte("s2"), 61_000_000
		want.ByPassword, want.ByRecovery, want.SecondKey, want.TeamKey = []byte("p2"), []byte("r2"), []byte("k2"), nil
		moved := want
		moved.Team, moved.Tenant, moved.User, moved.Public = "SECOND", there, "fuut", []byte("other")
		if err := db.SaveCounsellor(ctx, moved); err != nil {
			t.Fatal(err)
		}
		got, err := db.CounsellorDoor(ctx, here, "kievit")
		same(t, "the account", err, got, want)
	})
}

// A code of the second factor works once, also for two who bring it at the same
// moment, and using one changes nothing else.
func TestUseStep_letsOneOfManyUseAStepAndNoneAnOlderOne(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		before, err := db.CounsellorDoor(ctx, here, "kievit")
		if err != nil {
			t.Fatal(err)
		}
		step := before.LastStep + 2
		for _, want := range []int64{1, 0} { // the second time nobody's is new
			var used atomic.Int64
			var all sync.WaitGroup
			for range 8 {
				all.Go(func() {
					switch err := db.UseStep(ctx, here, before.ID, step); {
					case err == nil:
						used.Add(1)
					case !fault.Is(err, fault.Conflict):
						t.Errorf("the answer is %v", err)
					}
				})
			}
			all.Wait()
			if used.Load() != want {
				t.Errorf("%d of 8 used the step, not %d", used.Load(), want)
			}
		}
		for name, err := range map[string]error{
			"an older step": db.UseStep(ctx, here, before.ID, step-1), "another municipality": db.UseStep(ctx, there, before.ID, step+1),
			"nobody": db.UseStep(ctx, here, "nobody", step+1),
		} {
			if !fault.Is(err, fault.Conflict) {
				t.Errorf("%s: %v", name, err)
			}
		}
		before.LastStep = step
		got, err := db.CounsellorDoor(ctx, here, "kievit")
		same(t, "the account", err, got, before)
	})
}
