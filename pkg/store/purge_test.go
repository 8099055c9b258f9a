// SPDX-License-Identifier: EUPL-1.2

package store_test

import (
	"slices"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/store"
)

func TestOver_givesWhatIsClosedAndQuietForLongEnough(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		for i, one := range []struct{ closed, active casework.Date }{
			{"", "2027-01-01"}, {"2027-03-07", "2027-03-07"}, {"2027-03-08", "2027-03-08"}, {"2027-03-01", "2027-05-31"}, {"2027-02-01", "2027-05-24"},
		} {
			c := newCase(i)
			c.Case.Closed, c.Case.Days.Active = one.closed, one.active
			save(t, db, c)
		}
		list, err := db.Over(t.Context(), "2027-03-07", "2027-05-24")
		if err != nil {
			t.Fatal(err)
		}
		var ids []access.CaseID
		for _, c := range list {
			ids = append(ids, c.ID)
		}
		if want := []access.CaseID{"CASE0004", "CASE0001"}; !slices.Equal(ids, want) {
			t.Errorf("over are %v, want %v", ids, want)
		}
		q := inbox(10)
		q.Tray = casework.TrayClosed
		page, _, err := db.Inbox(t.Context(), q)
		if err != nil || len(page) != 4 || page[0].ID != "CASE0002" || page[3].ID != "CASE0004" {
			t.Errorf("closed are %+v, %v", page, err)
		}
		if open, _, err := db.Inbox(t.Context(), inbox(10)); err != nil || len(open) != 1 {
			t.Errorf("open are %d, %v", len(open), err)
		}
	})
}
