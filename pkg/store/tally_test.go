// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/report"
	"opgelucht/pkg/store"
)

// talliesOf gives what was counted of a measure in 2027.
func talliesOf(t *testing.T, db *store.DB, m report.Measure) []report.Tally {
	t.Helper()
	list, err := db.Tallies(context.Background(), here, 2027)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(list, func(y report.Tally) bool { return y.Measure != m })
}

func TestTallies_addUpByTeamAndMonthAlsoWhenManyWriteAtOnce(t *testing.T) {
	one := func(month, cell string) report.Tally {
		return report.Tally{Team: string(team), Month: month, Measure: report.Promise, Cell: cell, N: 1}
	}
	each(t, func(t *testing.T, db *store.DB) {
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				c := newCase(i + 1)
				c.Tallies = []report.Tally{one("2027-06", "kept"), one("2027-06", "late"), one("2027-06", "kept"), one("2027-07", "kept")}
				if i%2 == 1 {
					slices.Reverse(c.Tallies)
				}
				if err := db.Save(context.Background(), c); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		want := []report.Tally{one("2027-06", "kept"), one("2027-06", "late"), one("2027-07", "kept")}
		want[0].N, want[1].N, want[2].N = 16, 8, 8
		if got := talliesOf(t, db, report.Promise); !slices.Equal(got, want) {
			t.Errorf("counted %+v", got)
		}
	})
}

func TestTallies_aCaseThatBeganIsCountedOnceBeforeAndAfterItIsErased(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		addTeam(t, db, there, "OTHER", "fuut")
		made, stays := newCase(1), newCase(2)
		save(t, db, made)
		save(t, db, stays)
		other := newCase(3)
		other.Case.Tenant, other.Case.Team, other.Door.Tenant, other.Session.Tenant, other.Counts = there, "OTHER", there, there, nil
		save(t, db, other)
		want := []report.Tally{{Team: string(team), Month: "2027-06", Measure: report.Started, N: 2}}
		if got := talliesOf(t, db, report.Started); !slices.Equal(got, want) {
			t.Errorf("before: %+v", got)
		}
		began := report.Tally{Team: string(team), Month: "2027-06", Measure: report.Started, N: 1}
		save(t, db, casework.Change{Case: own(t, db, made), Erase: true, Tallies: []report.Tally{began}})
		sum := 0
		for _, y := range talliesOf(t, db, report.Started) {
			sum += y.N
		}
		if sum != 2 {
			t.Errorf("after erasing one of two: %d", sum)
		}
		if none, err := db.Tallies(context.Background(), here, 2026); err != nil || len(none) > 0 {
			t.Errorf("another year has %+v, %v", none, err)
		}
		teams, err := db.Teams(context.Background(), here)
		if err != nil || !slices.Equal(teams, []casework.TeamName{{ID: team, Name: "Team"}}) {
			t.Errorf("the teams are %+v, %v", teams, err)
		}
	})
}
