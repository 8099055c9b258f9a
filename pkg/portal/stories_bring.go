// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"slices"
	"strconv"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/web"
)

// bringStories are an earlier copy that comes back into a dossier.
func (s stage) bringStories() []web.Story {
	meet := func(id, title string, now *dossier.Record, change func(*readBack)) web.Story {
		return played(id, "meet", title, func() error {
			back := s.copyOf(s.aged(60))
			change(&back)
			vocab := s.shelf.Assignments.Vocabulary(s.in.Language)
			return s.showMeet(s.in, back, now.Meet(vocab, back.Facts))
		})
	}
	refused := func(id, title, key string) web.Story {
		return played(id, "bring", title, func() error {
			return s.showBring(s.in, http.StatusOK, s.in.Words.T(key, nil))
		})
	}
	empty := dossier.NewRecord(nil)
	left := func(b *readBack) {
		b.Left = append(b.Left, leftOut{"Aantal schulden", "bring.left.computed"}, leftOut{"Samen gevraagd", "bring.left.computed"}, leftOut{"Schulden: Wie geld vraagt", "bring.left.number"}, leftOut{"oud.feit", "bring.left.unknown"})
		b.Older, b.Sheet = 3, 5
	}
	return []web.Story{
		played("bring", "bring", "Choose a file", func() error { return s.showBring(s.in, http.StatusOK, "") }),
		refused("bring-none", "No file was chosen", "bring.none"), refused("bring-notours", "Another file", "bring.notours"),
		refused("bring-changed", "A copy that somebody changed", "bring.changed"),
		meet("meet-new", "A copy meets an empty file", empty, left),
		meet("meet-asks", "A copy meets a file that says something else", s.otherwiseKnown(), left),
		meet("meet-same", "A copy that brings nothing new", s.aged(0), func(*readBack) {}),
	}
}

// copyOf gives what a copy of a record holds.
func (s stage) copyOf(r *dossier.Record) readBack {
	facts, older := r.Current(s.shelf.Assignments.Vocabulary(s.in.Language))
	return readBack{Made: s.ago(30, 20, 15), Facts: facts, Older: older}
}

// aged is the dossier of the stories as it was filled in so many days earlier.
func (s stage) aged(days int) *dossier.Record {
	r, _ := s.record()
	var all []dossier.Fact
	for _, t := range s.shelf.Assignments.Vocabulary(s.in.Language).Facts {
		for _, f := range r.All(t.Path) {
			f.At = f.At.AddDate(0, 0, -days)
			all = append(all, f)
		}
	}
	return dossier.NewRecord(all)
}

// otherwiseKnown is a dossier in which some of that stands otherwise.
func (s stage) otherwiseKnown() *dossier.Record {
	first := s.aged(60).Rows("debts")[0]
	owed := dossier.Value{Cents: 135_000}
	return dossier.NewRecord([]dossier.Fact{
		{Path: "household.children", Values: map[string]dossier.Value{"": {Text: "3"}}, At: s.ago(1, 9, 0), By: dossier.ByClient},
		{Path: "debts", Row: "x1", Values: map[string]dossier.Value{"creditor": first.Values["creditor"], "owed": {Cents: 112_000}}, At: s.ago(1, 9, 0), By: dossier.ByClient},
		{Path: "income", Row: "r1", Values: map[string]dossier.Value{"kind": {Text: "wage"}, "amount": {Cents: owed.Cents, Period: "month"}}, At: s.ago(1, 9, 0), By: dossier.ByClient},
	})
}

// knownStories are assignments that begin with what the dossier knows.
func (s stage) knownStories() []web.Story {
	known := func(id, title, about, name, row string, days int, fill func(*assignment.Draft)) web.Story {
		return played(id, "fill", title, func() error {
			w := s.playing(about, s.aged(days), fill)
			page, _ := w.Def.Page(name)
			return s.showFill(s.in, http.StatusOK, filledPage{w: w, no: 1, page: page, row: row})
		})
	}
	return slices.Concat([]web.Story{
		known("known-fresh", "Known from the file, of lately", "budget", "home", "", 0, nil),
		known("known-old", "Known from the file, and old", "budget", "home", "", 100, nil),
		known("known-still", "Old, and said to be still right", "budget", "home", "", 100, func(d *assignment.Draft) {
			d.Apply(d.Rev, map[string]string{"adults:still": s.in.Now().In(zone).Format("2006-01-02")})
		}),
		known("known-rows", "A list that is known, and old", "schuldenlijst", "list", "", 100, nil),
		known("known-row", "One old row, unfolded", "schuldenlijst", "list", s.aged(100).Rows("debts")[0].Row, 100, nil),
	}, s.ages())
}

// knownReviews are assignments looked over in which the file says something too.
func (s stage) knownReviews() []web.Story {
	review := func(id, title, about string, days int, fill func(*assignment.Draft)) web.Story {
		return played(id, "review", title, func() error { return s.showReview(s.in, http.StatusOK, s.playing(about, s.aged(days), fill), 1, nil) })
	}
	twin := func(d *assignment.Draft) {
		d.AddRow("debts", "nieuw")
		d.Apply(d.Rev, map[string]string{"debts[nieuw].creditor": "woonstichting lindehof b.v.", "debts[nieuw].kind": "rent", "debts[nieuw].owed": "1.150", "debts[nieuw].stage": "bailiff"})
	}
	return []web.Story{
		review("review-old", "Old answers that nobody looked at", "budget", 100, nil),
		review("review-twin", "A debt that looks like one that was there", "schuldenlijst", 2, twin),
	}
}

// ages shows how long ago things are said to be.
func (s stage) ages() []web.Story {
	var list []web.Story
	for _, days := range []int{1, 20, 400, 900} {
		list = append(list, played("known-"+strconv.Itoa(days), "fill", "Known for "+strconv.Itoa(days)+" days", func() error {
			w := s.playing("budget", s.aged(days), nil)
			page, _ := w.Def.Page("spare")
			return s.showFill(s.in, http.StatusOK, filledPage{w: w, no: 1, page: page})
		}))
	}
	return list
}
