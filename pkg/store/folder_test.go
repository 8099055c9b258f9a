// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/store"
)

// filled is a case with a task, a draft and a dossier.
func filled(t *testing.T, db *store.DB, n int) casework.Change {
	t.Helper()
	made := newCase(n)
	save(t, db, made)
	c := own(t, db, made)
	id := string(c.ID)
	save(t, db, casework.Change{
		Case:  c,
		Given: []casework.Task{{ID: casework.TaskID("T" + id), Case: c.ID, No: 1, Assignment: "lijst", Version: 1, LogicHash: "h", State: casework.TaskAssigned}},
		Draft: &casework.StaffDraft{By: access.CounsellorID("kievit" + string(here)), Body: []byte("unsent")},
	})
	c = own(t, db, made)
	save(t, db, casework.Change{Case: c, Folder: casework.FolderChange{
		Sections:    []casework.Section{{Name: "debts", KeyClient: []byte("kc"), KeyTeam: []byte("kt")}, {Name: "income", KeyClient: []byte("ic"), KeyTeam: []byte("it")}},
		Facts:       []casework.SealedFact{{ID: "F1" + id, Section: "debts", Seq: 1, Day: "2027-06-07", Body: []byte("one")}, {ID: "F2" + id, Section: "income", Seq: 2, Day: "2027-06-07", Body: []byte("two")}},
		Submissions: []casework.SealedSubmission{{ID: "S" + id, Task: casework.TaskID("T" + id), No: 1, Assignment: "lijst", Version: 1, LogicHash: "h", Sections: []string{"debts", "income"}, Day: "2027-06-07", Body: []byte("sheet")}},
		Remarks:     []casework.SealedRemark{{ID: "R" + id, Sections: []string{"debts"}, Day: "2027-06-07", Body: []byte("remark")}},
	}})
	return made
}

func TestFolder_aSectionThatIsHiddenGoesUnderItsNewKeyInPlace(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), filled(t, db, 1)
		id := string(made.Case.ID)
		save(t, db, casework.Change{Case: own(t, db, made), Folder: casework.FolderChange{
			Sections: []casework.Section{{Name: "debts", KeyClient: []byte("fresh")}},
			Resealed: []casework.Resealed{{Table: "facts", ID: "F1" + id, Body: []byte("one again")}, {Table: "submissions", ID: "S" + id, Body: []byte("sheet again")}, {Table: "remarks", ID: "R" + id, Body: []byte("remark again")}},
		}})
		f, err := db.Folder(ctx, here, made.Case.ID)
		if err != nil || len(f.Sections) != 2 || len(f.Facts) != 2 || len(f.Submissions) != 1 {
			t.Fatalf("%+v, %v", f, err)
		}
		for _, s := range f.Sections {
			if s.Name == "debts" && (string(s.KeyClient) != "fresh" || len(s.KeyTeam) != 0) {
				t.Errorf("the team's key is still there: %+v", s)
			}
		}
		if string(f.Facts[0].Body) != "one again" || string(f.Facts[1].Body) != "two" || string(f.Submissions[0].Body) != "sheet again" || string(f.Remarks[0].Body) != "remark again" {
			t.Errorf("%+v", f)
		}
		if elsewhere, err := db.Folder(ctx, there, made.Case.ID); err != nil || len(elsewhere.Facts)+len(elsewhere.Sections)+len(elsewhere.Submissions)+len(elsewhere.Remarks) != 0 {
			t.Errorf("another municipality sees %+v, %v", elsewhere, err)
		}
	})
}

// What is taken back hangs on no section any more, and stays where it was.
func TestFolder_whatIsTakenBackHangsOnNoSection(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		made := filled(t, db, 1)
		id := string(made.Case.ID)
		save(t, db, casework.Change{Case: own(t, db, made), Folder: casework.FolderChange{Resealed: []casework.Resealed{
			{Table: "facts", ID: "F1" + id, Body: []byte("own"), Back: true}, {Table: "submissions", ID: "S" + id, Body: []byte("own sheet"), Back: true},
		}}})
		f, err := db.Folder(context.Background(), here, made.Case.ID)
		if err != nil || f.Facts[0].Section != "" || f.Facts[0].Seq != 1 || string(f.Facts[0].Body) != "own" || f.Facts[1].Section != "income" {
			t.Errorf("the facts are %+v, %v", f.Facts, err)
		}
		if sub := f.Submissions[0]; !sub.Back() || string(sub.Body) != "own sheet" || sub.Assignment != "lijst" {
			t.Errorf("the sheet is %+v", sub)
		}
	})
}

func TestStaffDraft_isOneCounsellorsAndGoesWhenItIsSent(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made := context.Background(), filled(t, db, 1)
		me := access.CounsellorID("kievit" + string(here))
		if body, err := db.StaffDraft(ctx, here, made.Case.ID, me); err != nil || string(body) != "unsent" {
			t.Errorf("%s, %v", body, err)
		}
		if body, err := db.StaffDraft(ctx, here, made.Case.ID, "someone"); err != nil || body != nil {
			t.Errorf("another counsellor reads %s, %v", body, err)
		}
		save(t, db, casework.Change{Case: own(t, db, made), Draft: &casework.StaffDraft{By: me}})
		if body, err := db.StaffDraft(ctx, here, made.Case.ID, me); err != nil || body != nil {
			t.Errorf("after sending %s, %v", body, err)
		}
	})
}

func TestErase_takesEveryRowOfTheCaseAndNoOther(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, made, other := context.Background(), filled(t, db, 1), filled(t, db, 2)
		c := own(t, db, made)
		gone := bucket(c)
		gone.N = -1
		save(t, db, casework.Change{Case: c, Erase: true, Counts: []casework.Count{gone}})
		if left := db.Mentions(t, string(c.ID), string(c.Client)); len(left) > 0 {
			t.Errorf("rows of the case are left in %v", left)
		}
		if _, err := db.Session(ctx, made.Session.Hash); !fault.Is(err, fault.NotFound) {
			t.Errorf("its session: %v", err)
		}
		f, err := db.Folder(ctx, here, other.Case.ID)
		if err != nil || len(f.Facts) != 2 || own(t, db, other).ID != other.Case.ID {
			t.Errorf("the other case lost something: %+v, %v", f, err)
		}
		if err := db.Save(ctx, casework.Change{Case: c, Erase: true}); !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) {
			t.Errorf("erasing twice: %v", err)
		}
	})
}

func TestSessions_endWhenTheyShould(t *testing.T) {
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			ctx, at := context.Background(), moment
			db := open(t, source(t), func() time.Time { return at })
			add := func(hash, who string, idle, until time.Duration) {
				t.Helper()
				row := access.SessionRow{Hash: []byte(hash), Kind: access.KindClient, Principal: who, Tenant: here, Day: "2027-06-07", Blob: []byte("b"), IdleUntil: moment.Add(idle), Until: moment.Add(until)}
				if err := db.AddSession(ctx, row); err != nil {
					t.Fatal(err)
				}
			}
			there := func(hash string) bool {
				_, err := db.Session(ctx, []byte(hash))
				return err == nil
			}
			add("idle", "a", time.Minute, time.Hour)
			add("kept", "a", time.Minute, time.Hour)
			add("over", "b", 2*time.Hour, time.Minute)
			add("ended", "b", time.Hour, time.Hour)
			add("mine", "c", time.Hour, time.Hour)
			add("mine too", "c", time.Hour, time.Hour)
			err := errors.Join(db.KeepSession(ctx, []byte("kept"), moment.Add(time.Hour)), db.EndSession(ctx, []byte("ended")),
				db.EndSession(ctx, []byte("never was")), db.EndSessionsOf(ctx, here, "c"), db.EndSessionsOf(ctx, "elsewhere", "a"))
			if err != nil {
				t.Fatal(err)
			}
			at = moment.Add(10 * time.Minute)
			if n, err := db.EndOldSessions(ctx); n != 2 || err != nil {
				t.Errorf("%d ended by themselves, %v", n, err)
			}
			for hash, want := range map[string]bool{"idle": false, "kept": true, "over": false, "ended": false, "mine": false, "mine too": false} {
				if there(hash) != want {
					t.Errorf("%q is there: %v", hash, !want)
				}
			}
		})
	}
}

func TestCounsellors_areOfOneTeamAndOneMunicipality(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		addTeam(t, db, there, "ELSEWHERE", "kievit") // the same name, in another municipality
		d, err := db.CounsellorDoor(ctx, here, "kievit")
		if err != nil || d.Team != team || string(d.TeamPublic) != "team public" {
			t.Fatalf("%+v, %v", d, err)
		}
		twin := d
		twin.ID = "twin"
		if err := db.SaveCounsellor(ctx, twin); !fault.Is(err, fault.Conflict) {
			t.Errorf("the same name twice: %v", err)
		}
		d.State, d.LastStep = access.CounsellorActive, 7
		if err := db.SaveCounsellor(ctx, d); err != nil {
			t.Fatal(err)
		}
		list, err := db.Counsellors(ctx, here, team)
		if err != nil || len(list) != 1 || list[0].State != access.CounsellorActive || list[0].LastStep != 7 {
			t.Errorf("%+v, %v", list, err)
		}
		if _, err := db.CounsellorDoor(ctx, "nowhere", "kievit"); !fault.Is(err, fault.NotFound) {
			t.Errorf("another municipality: %v", err)
		}
		if got, err := db.IntakeTeam(ctx, there); err != nil || got.ID != "ELSEWHERE" {
			t.Errorf("%+v, %v", got, err)
		}
	})
}
