// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/store"
)

// moved gives the counts that a change of a case's place writes.
func moved(before, after casework.Case) []casework.Count {
	a, b := bucket(before), bucket(after)
	a.N, b.N = -1, 1
	return []casework.Count{a, b}
}

func bucket(c casework.Case) casework.Count {
	switch {
	case c.Closed != "":
		return casework.Count{Team: team, Owner: c.Owner, Kind: casework.CountClosed}
	case c.Turn == casework.TurnClient:
		return casework.Count{Team: team, Owner: c.Owner, Kind: casework.CountClient}
	case c.Urgency == casework.Crisis:
		return casework.Count{Team: team, Owner: c.Owner, Kind: casework.CountCrisis, Day: casework.DateOf(c.Promised)}
	default:
		return casework.Count{Team: team, Owner: c.Owner, Kind: casework.CountAnswer, Day: casework.DateOf(c.Promised)}
	}
}

// shuffle changes cases at random, as days of work would.
func shuffle(t *testing.T, db *store.DB, cases []casework.Change) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	for range 4 * len(cases) {
		i := random.IntN(len(cases))
		before := own(t, db, cases[i])
		after := before
		switch random.IntN(4) {
		case 3:
			after.Owner = []access.CounsellorID{"", "kievithier", "fuut"}[random.IntN(3)]
		case 0:
			after.Turn, after.Urgency, after.Next = casework.TurnClient, casework.Ordinary, casework.DateOf(moment.AddDate(0, 0, random.IntN(20)))
		case 1:
			after.Turn, after.Promised = casework.TurnCounsellor, moment.AddDate(0, 0, random.IntN(9))
		default:
			after.Turn, after.Urgency, after.Promised = casework.TurnCounsellor, casework.Crisis, moment.AddDate(0, 0, random.IntN(3))
		}
		save(t, db, casework.Change{Case: after, Counts: moved(before, after)})
	}
}

func TestInbox_showsEveryCaseOnceInOrderAndCountsThemAll(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		const many = 60
		var made []casework.Change
		for i := range many {
			c := newCase(i)
			save(t, db, c)
			made = append(made, c)
		}
		addTeam(t, db, there, "ELSEWHERE", "fuut")
		shuffle(t, db, made)

		var seen []casework.Case
		after, pages := casework.Cursor{}, 0
		for {
			q := inbox(7)
			q.After = after
			page, _, err := db.Inbox(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			if len(page) == 0 {
				break
			}
			seen = append(seen, page...)
			last := page[len(page)-1]
			after, pages = casework.Cursor{Key: last.ListKey(), ID: last.ID}, pages+1
		}
		ids := map[access.CaseID]bool{}
		for _, c := range seen {
			ids[c.ID] = true
		}
		if len(seen) != many || len(ids) != many || pages != 9 {
			t.Errorf("%d rows, %d cases, on %d pages", len(seen), len(ids), pages)
		}
		if !slices.IsSortedFunc(seen, inOrder) {
			t.Error("the list is not in order")
		}
		counted(t, db, seen)
	})
}

// inOrder is what people are promised: crises first, then the promise that ends
// first, then the rest by the next date.
func inOrder(a, b casework.Case) int {
	rank := func(c casework.Case) string {
		switch {
		case c.Turn == casework.TurnClient:
			return "2" + string(c.Next)
		case c.Urgency == casework.Crisis:
			return "0" + c.Promised.UTC().Format("20060102150405")
		default:
			return "1" + c.Promised.UTC().Format("20060102150405")
		}
	}
	switch x, y := rank(a), rank(b); {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

func counted(t *testing.T, db *store.DB, cases []casework.Case) {
	t.Helper()
	want := map[string]int{}
	for _, c := range cases {
		b := bucket(c)
		want[fmt.Sprint(b.Owner, b.Kind, b.Day)]++
	}
	_, counts, err := db.Inbox(context.Background(), inbox(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		if key := fmt.Sprint(c.Owner, c.Kind, c.Day); want[key] != c.N {
			t.Errorf("%s counts %d, and there are %d", key, c.N, want[key])
		} else {
			delete(want, key)
		}
	}
	for key, n := range want {
		if n != 0 {
			t.Errorf("%s is not counted: %d", key, n)
		}
	}
}

func TestInbox_aTrayHoldsItsCasesInTheSameOrder(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		var made []casework.Change
		for i := range 40 {
			c := newCase(i)
			save(t, db, c)
			made = append(made, c)
		}
		shuffle(t, db, made)
		whole, _, err := db.Inbox(context.Background(), inbox(100))
		if err != nil {
			t.Fatal(err)
		}
		for tray, in := range map[casework.Tray]func(casework.Case) bool{
			casework.TrayNow:    func(c casework.Case) bool { return c.Owner == "kievithier" || c.Owner == "" },
			casework.TrayMine:   func(c casework.Case) bool { return c.Owner == "kievithier" },
			casework.TrayFree:   func(c casework.Case) bool { return c.Owner == "" },
			casework.TrayCrisis: func(c casework.Case) bool { return c.Turn == casework.TurnCounsellor && c.Urgency == casework.Crisis },
		} {
			var want, got []access.CaseID
			for _, c := range whole {
				if in(c) {
					want = append(want, c.ID)
				}
			}
			q := inbox(3)
			for q.Tray, q.Owner = tray, "kievithier"; ; {
				page, _, err := db.Inbox(context.Background(), q)
				if err != nil {
					t.Fatal(err)
				}
				if len(page) == 0 {
					break
				}
				for _, c := range page {
					got = append(got, c.ID)
					if name := map[access.CounsellorID]string{"kievithier": "Kievit"}[c.Owner]; c.OwnerName != name {
						t.Errorf("%s is of %q", c.ID, c.OwnerName)
					}
				}
				last := page[len(page)-1]
				q.After = casework.Cursor{Key: last.ListKey(), ID: last.ID}
			}
			if len(want) == 0 || !slices.Equal(got, want) {
				t.Errorf("%q holds %v, want %v", tray, got, want)
			}
		}
	})
}

func TestInbox_ofAnotherTeamOrMunicipalityIsEmpty(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		save(t, db, newCase(1))
		for _, s := range []casework.Scope{{Tenant: here, Team: "OTHER"}, {Tenant: there, Team: team}, {Tenant: here}} {
			cases, _, err := db.Inbox(context.Background(), casework.InboxQuery{Scope: s, Limit: 10})
			if err != nil || len(cases) != 0 {
				t.Errorf("%+v: %d cases, %v", s, len(cases), err)
			}
		}
	})
}
