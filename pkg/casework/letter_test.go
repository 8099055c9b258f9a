// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"strings"
	"testing"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// A letter of a sheet that was taken back can be read and says itself that it cannot
// be changed now.
func TestLetter_ofASheetThatWasTakenBackIsReadAndNotChanged(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst", "brief-uitstel")
	s.row(c, 1, "debts", debt())
	s.submit(c, 1)
	s.fill(c, 2, casework.Filling{Fields: map[string]string{"weeks": "four", "recent": "yes", "reason": "income", "helped": "yes"}})
	s.submit(c, 2)
	_, sub, err := s.cases.Result(t.Context(), c, 2)
	s.must(err)
	name := sub.Content.Letters[0].Name()
	look := func() casework.LetterView {
		t.Helper()
		l, err := s.cases.Letter(t.Context(), s.here, c, 2, name, "nl")
		s.must(err)
		return l
	}
	if look().TakenBack {
		t.Error("it says so of a letter that hangs on its sheet")
	}
	s.takeBack(c, 2)
	if l := look(); !l.TakenBack || l.Text == "" {
		t.Errorf("after taking back it is %+v", l)
	}
	s.unwritten("changing it all the same", func() {
		err := s.cases.ChangeLetter(t.Context(), c, 2, name, "Een andere brief.")
		if !fault.Is(err, fault.Invalid) || fault.As(err).Key != "letter.tookback" {
			t.Errorf("it says %v", err)
		}
	})
}

// The letter to one creditor stays that letter when another debt is taken off the
// list: it is not held beside what somebody else is owed.
func TestLetter_toOneCreditorIsNotTakenForThatToAnother(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst", "brief-uitstel")
	shop := s.row(c, 1, "debts", debt())
	s.row(c, 1, "debts", map[string]string{"creditor": "Sportschool", "kind": "other", "owed": "80", "stage": "bill"})
	s.submit(c, 1)
	s.fill(c, 2, casework.Filling{Fields: map[string]string{"weeks": "four", "recent": "yes", "reason": "income", "helped": "yes"}})
	s.submit(c, 2)
	_, sub, err := s.cases.Result(t.Context(), c, 2)
	s.must(err)
	letters := sub.Content.Letters
	if len(letters) != 2 || !strings.Contains(letters[1].Title, "Sportschool") {
		t.Fatalf("the letters are %+v", letters)
	}
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Remove: true}))
	l, err := s.cases.Letter(t.Context(), s.here, c, 2, letters[1].Name(), "nl")
	s.must(err)
	if l.Title != letters[1].Title || len(l.Moved) > 0 {
		t.Errorf("it is called %q, and moved on are %+v", l.Title, l.Moved)
	}
	gone, err := s.cases.Letter(t.Context(), s.here, c, 2, letters[0].Name(), "nl")
	s.must(err)
	if gone.Title != letters[0].Title || len(gone.Moved) != 0 {
		t.Errorf("the letter about a debt that is gone is called %q, and moved on are %+v", gone.Title, gone.Moved)
	}
}

// A letter that was changed makes a copy of the sheet: what was said of the sheet
// is said of the copy.
func TestChangeLetter_keepsWhatWasSaidOfTheSheet(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst", "brief-uitstel")
	s.row(c, 1, "debts", debt())
	s.submit(c, 1)
	s.look(c)
	s.fill(c, 2, casework.Filling{Fields: map[string]string{"weeks": "four", "recent": "yes", "reason": "income", "helped": "yes"}})
	s.submit(c, 2)
	_, sub, err := s.cases.Result(t.Context(), c, 2)
	s.must(err)
	s.must(s.cases.ChangeLetter(t.Context(), c, 2, sub.Content.Letters[0].Name(), "Een andere brief."))
	o := s.look(c)
	if len(o.Dossier.Submissions) != 3 || o.Tasks[1].State != casework.TaskSeen {
		t.Fatalf("the team opens %d sheets of a task that is %s", len(o.Dossier.Submissions), o.Tasks[1].State)
	}
	s.must(s.answer(o, casework.Reply{Accept: []string{o.Dossier.Submissions[2].Of.ID}, Notes: []casework.Note{{Sheet: sub.Of.ID, Path: "weeks", Text: "Goed gekozen."}}}))
	d := s.own(c)
	for _, one := range d.Submissions[1:] {
		if said, ok := d.Said(one); !ok || said.Kind != casework.RemarkAccepted || len(d.Of(one)) != 1 {
			t.Errorf("of %s is said %+v, %+v", one.Of.ID, said, d.Of(one))
		}
	}
}
