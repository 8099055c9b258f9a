// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"opgelucht/pkg/casework"
)

// page is the name of a page, as it is drawn when one is shown.
const page = "abcdefghij"

func TestFill_hostileAnswersAreNamedAndChangeNothing(t *testing.T) {
	s := newSite(t)
	c, other := s.given("schuldenlijst", "brief-uitstel"), s.given("schuldenlijst")
	id := s.row(c, 1, "debts", map[string]string{"creditor": "Zonnestroom"})
	theirs := s.row(other, 1, "debts", map[string]string{"creditor": "Zeker Zorg"})
	many := map[string]string{}
	for i := range 100_000 {
		many[fmt.Sprintf("debts[r%d].creditor", i)] = "x"
	}
	mine := "debts[" + id + "]."
	for name, in := range map[string]casework.Filling{
		"a field that is not there":         {Fields: map[string]string{"no.such": "hm", mine + "owed": "50"}},
		"a column that is not there":        {Fields: map[string]string{mine + "bsn": "hm"}},
		"part of an answer that has none":   {Fields: map[string]string{mine + "creditor.per": "week"}},
		"a list as if it were one answer":   {Fields: map[string]string{"debts": "hm"}},
		"no name at all":                    {Fields: map[string]string{"": "hm"}},
		"a name that is broken":             {Fields: map[string]string{"debts[" + id + ".creditor": "hm", "debts[": "x", "][": "y"}},
		"a row that is not there":           {Fields: map[string]string{"debts[zzzz].creditor": "hm"}},
		"a row of someone else":             {Fields: map[string]string{"debts[" + theirs + "].creditor": "hm"}},
		"to take off a row of someone":      {Remove: casework.Cell{Question: "debts", Row: theirs}},
		"to put back a row of someone":      {Undo: casework.Cell{Question: "debts", Row: theirs}},
		"a row on a list that is not there": {Add: "huh"},
		"a row on what is no list":          {Add: "creditor"},
		"100,000 rows":                      {Fields: many},
	} {
		s.unwritten(name, func() {
			f := s.fill(c, 1, in)
			if len(f.Strange) == 0 || len(f.Strange) > 5 || f.NewRow != "" {
				t.Errorf("%s: named are %q", name, f.Strange)
			}
		})
	}
	s.fill(c, 2, casework.Filling{})
	s.unwritten("what stays on paper", func() {
		if f := s.fill(c, 2, casework.Filling{Fields: map[string]string{"debt.creditor": "x"}}); len(f.Strange) == 0 {
			t.Error("a column of a row of the dossier is taken")
		}
	})
	if f := s.fill(c, 1, casework.Filling{Fields: map[string]string{mine + "owed": "50", mine + "owed.unknown": "", "debts.none": ""}}); len(f.Strange) > 0 {
		t.Errorf("what belongs there is refused: %q", f.Strange)
	}
}

func TestFill_aListThatIsFullTakesNoMoreRows(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	n := 0
	for ; n < 200; n++ {
		if f := s.fill(c, 1, casework.Filling{Add: "income"}); f.Full > 0 {
			break
		}
	}
	s.unwritten("one more", func() {
		if f := s.fill(c, 1, casework.Filling{Add: "income"}); f.Full != n || f.NewRow != "" {
			t.Errorf("with %d rows it says %d", n, f.Full)
		}
	})
	if got := len(s.work(c, 1).Outcome.Draft.RowIDs("income")); got != n || n != 15 {
		t.Errorf("there are %d rows, %d were added", got, n)
	}
	for range 40 * n { // rows that come and go have an end as well
		d := s.work(c, 1).Outcome.Draft
		f := s.fill(c, 1, casework.Filling{Remove: casework.Cell{Question: "income", Row: d.RowIDs("income")[0]}, Add: "income"})
		if f.Full > 0 {
			return
		}
	}
	t.Error("rows can come and go for ever")
}

func TestFill_whatNobodySeesAndWhatIsFarTooLongIsGivenBack(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst")
	id := s.row(c, 1, "debts", map[string]string{"creditor": "Zonnestroom"})
	creditor, owed := "debts["+id+"].creditor", "debts["+id+"].owed"
	long := strings.Repeat("é", 20_001)
	for text, want := range map[string][2]string{
		"Bank\x00naam":             {"Banknaam", "answer.signs"},
		"Bank\x1b[31m\x7f":         {"Bank[31m", "answer.signs"},
		"Bank\u202egnp.exe":        {"Bankgnp.exe", "answer.signs"},
		"Bank\u2066\u2067\u2069 x": {"Bank x", "answer.signs"},
		"Bank\ufeff\u2028":         {"Bank", "answer.signs"},
		"Bank\xff":                 {"Bank\ufffd", "answer.signs"},
		long:                       {long, "answer.toolong"},
		strings.Repeat("x", 1<<20): {strings.Repeat("x", 1<<20), "answer.toolong"},
	} {
		s.unwritten("what was given back", func() {
			f := s.fill(c, 1, casework.Filling{Fields: map[string]string{creditor: text}})
			if back := f.Unkept[creditor]; len(f.Unkept) != 1 || back.Typed != want[0] || back.Why.Key != want[1] {
				t.Errorf("%.40q: given back as %.40q, %+v", text, back.Typed, back.Why)
			}
		})
	}
	f := s.fill(c, 1, casework.Filling{Fields: map[string]string{creditor: "Bank\x00", owed: "50"}})
	if d := f.Work.Outcome.Draft; d.Value(creditor) != "Zonnestroom" || d.Value(owed) != "50" {
		t.Errorf("kept are %q and %q", d.Value(creditor), d.Value(owed))
	}
	for _, text := range []string{"een\ntwee\r\n\tdrie", "بنك \u200f(1)", "نمی\u200cخواهم", "👩\u200d👧", "e\u0301", long[:40_000]} { // in order, in every script
		if f := s.fill(c, 1, casework.Filling{Fields: map[string]string{creditor: text}}); len(f.Unkept) > 0 || s.work(c, 1).Outcome.Draft.Value(creditor) != text {
			t.Errorf("%.20q is not kept: %+v", text, f.Unkept)
		}
	}
}

func TestFill_aButtonPressedTwiceDoesItOnce(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst")
	press := func(in casework.Filling) casework.Filled {
		t.Helper()
		f, err := s.cases.Fill(t.Context(), s.here, c, 1, "nl", in)
		s.must(err)
		return f
	}
	var both sync.WaitGroup
	for range 8 {
		both.Go(func() { press(casework.Filling{Page: page, Add: "debts"}) })
	}
	both.Wait()
	rows := func() []string { return s.work(c, 1).Outcome.Draft.RowIDs("debts") }
	if got := rows(); len(got) != 1 || got[0] != page {
		t.Fatalf("pressed eight times there are %v", got)
	}
	owed := "debts[" + page + "].owed"
	edit := casework.Filling{Page: "bbbbbbbbbb", Base: 1, Fields: map[string]string{owed: "390"}}
	press(edit)
	s.unwritten("the same page again", func() { press(edit) })
	edit.Fields[owed] = "400" // the answer got lost, and another amount was typed
	if f := press(edit); f.Work.Outcome.Draft.Value(owed) != "400" || len(f.Work.Outcome.Draft.Others(owed)) > 0 {
		t.Errorf("it stands at %q beside %v", f.Work.Outcome.Draft.Value(owed), f.Work.Outcome.Draft.Others(owed))
	}
	off := casework.Filling{Page: "cccccccccc", Base: 3, Remove: casework.Cell{Question: "debts", Row: page}}
	press(off)
	s.unwritten("taking off again", func() { press(off) })
	if f := press(casework.Filling{Page: page, Add: "debts"}); f.NewRow == page || len(rows()) != 1 {
		t.Errorf("after taking it off, one more is %q, there are %v", f.NewRow, rows())
	}
	press(casework.Filling{Undo: casework.Cell{Question: "debts", Row: page}})
	s.unwritten("putting back again", func() { press(casework.Filling{Undo: casework.Cell{Question: "debts", Row: page}}) })
	if f := press(casework.Filling{Page: "../../etc/", Add: "debts"}); f.NewRow == "../../etc/" || len(f.NewRow) != 10 {
		t.Errorf("a page that names itself makes row %q", f.NewRow)
	}
}

func TestSubmit_pressedTwiceHandsInOnce(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.budget(c, 1)
	var both sync.WaitGroup
	for range 4 {
		both.Go(func() {
			if h, err := s.cases.Submit(t.Context(), s.here, c, 1, "nl"); err != nil || len(h.Open) > 0 {
				t.Errorf("%+v, %v", h.Open, err)
			}
		})
	}
	both.Wait()
	if subs := s.open(c).Dossier.Submissions; len(subs) != 1 {
		t.Errorf("%d sheets", len(subs))
	}
	s.unwritten("once more", func() { s.submit(c, 1) })
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "2"}})
	s.submit(c, 1)
	if subs := s.open(c).Dossier.Submissions; len(subs) != 2 {
		t.Errorf("after a change there are %d sheets", len(subs))
	}
}
