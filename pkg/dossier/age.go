// SPDX-License-Identifier: EUPL-1.2

package dossier

import (
	"slices"
	"time"
)

// oldAfter is how long a value is taken as of now: two months. What people with
// debts owe and earn changes from letter to letter, and most letters come monthly.
const oldAfter = 60 * 24 * time.Hour

// Old tells whether a value that was said at a moment must be asked after.
func Old(said, now time.Time) bool { return now.Sub(said) > oldAfter }

// Since gives the fact in which the client said a value last, as it is now: filled
// it in, changed it, or said that it is still right. A value that a later fact
// only carries along is as old as it was. Column is empty for a plain fact.
func (r *Record) Since(path, row, column string) (Fact, time.Time) {
	var since Fact
	known, before := false, Value{}
	for _, f := range r.History(path, row) {
		v, has := f.Values[column]
		switch {
		case !has:
			known = false
		case !known || !v.Alike(before) || slices.Contains(f.Still, column):
			since, known = f, true
		}
		before = v
	}
	if !known {
		return Fact{}, time.Time{}
	}
	return since, since.SaidAt()
}

// Alike tells whether two values say the same. How a day or an amount was written
// does not count: it is typed back in full, and would else be new each time.
func (v Value) Alike(w Value) bool {
	v.Raw, w.Raw = "", ""
	return v == w
}
