// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

// anew marks what it gets, so that a test sees what was written anew.
func anew(was, now string) casework.Rekey {
	mark := func(body []byte) ([]byte, error) { return append(slices.Clone(body), '+'), nil }
	return casework.Rekey{
		Was: []byte(was), Now: []byte(now),
		Case:    func(_ access.CaseID, key []byte) ([]byte, error) { return mark(key) },
		Section: func(_ access.CaseID, _ string, key []byte) ([]byte, error) { return mark(key) },
		Note:    func(_ access.CaseID, n casework.SealedTeamNote) ([]byte, error) { return mark(n.Body) },
		Draft:   func(_ access.CaseID, _ access.CounsellorID, body []byte) ([]byte, error) { return mark(body) },
		Doors:   []access.CounsellorDoor{{ID: "kievithier", TeamKey: []byte("new key")}},
	}
}

func TestRekey_everythingOfTheTeamAndNothingOfAnother(t *testing.T) {
	ctx := context.Background()
	each(t, func(t *testing.T, db *store.DB) {
		addTeam(t, db, here, "other", "wulp")
		c, foreign := newCase(1), newCase(2)
		foreign.Case.Team, foreign.Counts = "other", nil
		for _, one := range []*casework.Change{&c, &foreign} {
			one.Folder.Sections = []casework.Section{{Name: "debts", KeyClient: []byte("k"), KeyTeam: []byte("section")}, {Name: "goals", KeyClient: []byte("k")}}
			one.Notes = []casework.SealedTeamNote{{ID: "N" + string(one.Case.ID), Writer: "kievithier", Day: "2027-06-07", Body: []byte("note")}}
			one.Draft = &casework.StaffDraft{By: "kievithier", Body: []byte("draft")}
			save(t, db, *one)
		}
		look := func(of casework.Change) string {
			folder, err := db.Folder(ctx, here, of.Case.ID)
			if err != nil {
				t.Fatal(err)
			}
			notes, _ := db.TeamNotes(ctx, here, of.Case.ID)
			draft, _ := db.StaffDraft(ctx, here, of.Case.ID, "kievithier")
			k := own(t, db, of)
			var keys []string
			for _, s := range folder.Sections {
				keys = append(keys, s.Name+"="+string(s.KeyTeam))
			}
			slices.Sort(keys)
			return fmt.Sprintf("%s %v %s %s %d", k.Sealed.TeamKey, keys, notes[0].Body, draft, k.Version)
		}
		before := look(foreign)
		if err := db.Rekey(ctx, here, team, anew("team public", "new public")); err != nil {
			t.Fatal(err)
		}
		if got := look(c); got != "key+ [debts=section+ goals=] note+ draft+ 1" {
			t.Errorf("after it: %s", got)
		}
		if got := look(foreign); got != before {
			t.Errorf("another team: %s, was %s", got, before)
		}
		doors, _ := db.Counsellors(ctx, here, team)
		if len(doors) != 1 || string(doors[0].TeamKey) != "new key" {
			t.Errorf("the door is %+v", doors)
		}
		if now, err := db.IntakeTeam(ctx, here); err != nil || string(now.Public) == "team public" && now.ID == team {
			t.Errorf("new cases go to %s, %v", now.Public, err)
		}
		if err := db.Rekey(ctx, here, team, anew("team public", "third")); !fault.Is(err, fault.Conflict) {
			t.Errorf("with a key that is over: %v", err)
		}
		late := newCase(3)
		late.Under = []byte("team public")
		if err := db.Save(ctx, late); !fault.Is(err, fault.Conflict) {
			t.Errorf("a case under a key that is over: %v", err)
		}
		stale := c
		stale.New, stale.Door, stale.Session, stale.Messages, stale.Notes, stale.Counts, stale.Draft = false, nil, nil, nil, nil, nil, nil
		if err := db.Save(ctx, stale); !fault.Is(err, fault.Conflict) {
			t.Errorf("who read before it: %v", err)
		}
	})
}

// Cases that begin while the key changes are each under the key that the team has
// then, and are written anew when that changes.
func TestRekey_whileCasesBeginNoneIsLeftUnderAnOldKey(t *testing.T) {
	ctx := context.Background()
	each(t, func(t *testing.T, db *store.DB) {
		const turns, many = 6, 40
		var all sync.WaitGroup
		for i := range many {
			all.Go(func() {
				for {
					now, err := db.IntakeTeam(ctx, here)
					if err != nil {
						t.Error(err)
						return
					}
					c := newCase(i + 1)
					c.Under, c.Case.Sealed.TeamKey = now.Public, now.Public
					if err = db.Save(ctx, c); err == nil {
						return
					} else if !fault.Is(err, fault.Conflict) {
						t.Error(err)
						return
					}
				}
			})
		}
		public := "team public"
		for n := range turns {
			r := anew(public, fmt.Sprintf("public %d", n))
			r.Case = func(_ access.CaseID, key []byte) ([]byte, error) {
				if !bytes.Equal(key, r.Was) {
					t.Errorf("a case under %s while the team has %s", key, r.Was)
				}
				return r.Now, nil
			}
			if err := db.Rekey(ctx, here, team, r); err != nil {
				t.Error(err)
			}
			public = string(r.Now)
		}
		all.Wait()
		for i := range many {
			if k := own(t, db, newCase(i+1)); !strings.EqualFold(string(k.Sealed.TeamKey), public) {
				t.Errorf("case %d is under %s", i, k.Sealed.TeamKey)
			}
		}
	})
}
