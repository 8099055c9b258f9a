// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// answer sends what was written on the page that o is.
func (s *site) answer(o casework.Opened, r casework.Reply) error {
	s.t.Helper()
	r.Text, r.Seen, r.Sheets = "Kijk eens.", o.Case.LastSeq, o.Sheets
	return s.cases.Send(s.t.Context(), s.here, s.noor, o.Case.ID, r)
}

// checked begins a case with a Spoedcheck that was handed in and opened.
func (s *site) checked() (access.Client, casework.Opened, string) {
	s.t.Helper()
	c := s.given("spoedcheck")
	s.spoedcheck(c, 1)
	o := s.look(c)
	return c, o, o.Dossier.Submissions[0].Of.ID
}

func TestSend_notesAndAskingAgainGoWithTheMessageInOneAct(t *testing.T) {
	s := newSite(t)
	c, o, sheet := s.checked()
	s.now = on(8, 9)
	s.must(s.answer(o, casework.Reply{Notes: []casework.Note{
		{Sheet: sheet, Path: "court", Text: " Is er een brief van de rechter?\r\n", Ask: true}, {Sheet: sheet, Path: "food", Text: "Fijn dat dit lukt."},
		{Sheet: sheet, Path: "water"}, // begun and left empty
	}}))
	w := s.work(c, 1)
	at := on(8, 9)
	if len(w.Notes) > 0 {
		at = w.Notes[0].At // in the zone as it is read back
	}
	want := []casework.Remark{
		{Sheet: sheet, Kind: casework.RemarkNote, Name: "Noor", At: at, Path: "food", Text: "Fijn dat dit lukt."},
		{Sheet: sheet, Kind: casework.RemarkAsk, Name: "Noor", At: at, Path: "court", Text: "Is er een brief van de rechter?"},
	}
	if w.Task.State != casework.TaskReopened || len(w.Notes) != 2 || len(casework.Asked(w.Notes)) != 1 {
		t.Fatalf("the task is %s with %+v", w.Task.State, w.Notes)
	}
	if !w.Notes[0].At.Equal(on(8, 9)) {
		t.Errorf("written at %v", w.Notes[0].At)
	}
	for _, r := range want {
		if !reflect.DeepEqual(w.Notes[0], r) && !reflect.DeepEqual(w.Notes[1], r) {
			t.Errorf("%+v is not among %+v", r, w.Notes)
		}
	}
	if w.Outcome.Draft.Value("court") != "no" {
		t.Errorf("what was answered is %q now", w.Outcome.Draft.Value("court"))
	}
	k := s.talk(c)
	if k.Case.Turn != casework.TurnClient || !k.Case.Promised.IsZero() || len(k.Letters) != 3 || k.Case.Task.State != casework.TaskReopened {
		t.Errorf("the case is %+v", k.Case)
	}
	if got := s.open(c).Draft; !reflect.DeepEqual(got, casework.Reply{}) {
		t.Errorf("after sending the draft is %+v", got)
	}
}

// Remarks stay on the sheet they were written on; handing in again makes a new
// one beside it, and a client goes on whatever was asked.
func TestSend_aNoteStaysOnItsSheetWhenTheClientHandsInAgain(t *testing.T) {
	s := newSite(t)
	c, o, sheet := s.checked()
	s.now = on(8, 9)
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"court": "yes"}})
	s.submit(c, 1)
	r := casework.Reply{Notes: []casework.Note{{Sheet: sheet, Path: "court", Text: "Weet je dit zeker?"}}}
	s.unwritten("an answer to the older sheet alone", func() { s.refused("it", s.answer(o, r), fault.Invalid, "reply.handed") })
	s.now = on(8, 10)
	o = s.look(c)
	s.must(s.answer(o, r))
	d := s.own(c)
	if first, second := d.Of(d.Submissions[0]), d.Of(d.Submissions[1]); len(first) != 1 || len(second) != 0 || first[0].Text != "Weet je dit zeker?" {
		t.Errorf("on the first stand %+v, on the second %+v", first, second)
	}
	if notes := s.work(c, 1).Notes; len(notes) != 1 {
		t.Errorf("where it is filled in stand %+v", notes)
	}
	s.now = on(8, 11)
	s.submit(c, 1)
	if notes := s.work(c, 1).Notes; len(notes) != 0 {
		t.Errorf("after handing in again stand %+v", notes)
	}
}

func TestSend_askedQuestionsNeverHoldAnyoneUp(t *testing.T) {
	s := newSite(t)
	c, o, sheet := s.checked()
	s.must(s.answer(o, casework.Reply{Notes: []casework.Note{{Sheet: sheet, Path: "court", Text: "Zeker?", Ask: true}}}))
	s.now = on(8, 9)
	s.submit(c, 1) // nothing was changed
	if st := s.state(c, 1); st != casework.TaskSubmitted {
		t.Errorf("the task is %s", st)
	}
	s.takeBack(c, 1)
	if w := s.work(c, 1); w.Task.State != casework.TaskReopened || len(casework.Asked(w.Notes)) != 1 {
		t.Errorf("taken back the task is %s with %+v", w.Task.State, w.Notes)
	}
	s.must(s.cases.Decline(t.Context(), c, 1))
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"court": "unsure"}})
	if st := s.state(c, 1); st != casework.TaskReopened {
		t.Errorf("begun all the same the task is %s", st)
	}
}

func TestSend_aNoteBesideAFactChangesNothingOfIt(t *testing.T) {
	s := newSite(t)
	c, shop, _ := s.indebted()
	o := s.look(c)
	before, _ := s.record(c).Last("debts", shop)
	s.must(s.answer(o, casework.Reply{Notes: []casework.Note{{Path: "debts", Row: shop, Text: "Is dit met kosten?"}}}))
	d := s.own(c)
	after, _ := d.Record.Last("debts", shop)
	if notes := d.Beside("debts", shop); len(notes) != 1 || notes[0].Text != "Is dit met kosten?" || !reflect.DeepEqual(before, after) {
		t.Errorf("beside %+v stand %+v", after, notes)
	}
	if len(d.Beside("debts", "")) != 0 {
		t.Error("it stands beside something else too")
	}
	if notes := s.open(c).Dossier.Beside("debts", shop); len(notes) != 1 {
		t.Errorf("the team reads %+v", notes)
	}
}

// Hiding a section hides what was said about it: by key, also in an old copy of
// the rows.
func TestShare_hidingASectionHidesTheRemarksToo(t *testing.T) {
	s := newSite(t)
	c := s.shared()
	o := s.look(c)
	budget, debts := o.Dossier.Submissions[0], o.Dossier.Submissions[1]
	row := o.Dossier.Record.Rows("debts")[0].Row
	s.must(s.answer(o, casework.Reply{Notes: []casework.Note{
		{Sheet: budget.Of.ID, Path: "adults", Text: "Een"}, {Sheet: debts.Of.ID, Path: "debts", Row: row, Text: "Twee"}, {Path: "debts", Row: row, Text: "Drie"},
	}}))
	key := s.sectionKey(c, s.folder(c), "debts")
	s.share(c, "debts", false)
	d := s.open(c).Dossier
	for _, r := range d.Remarks {
		if r.Text == "Twee" || r.Text == "Drie" || r.Sheet == debts.Of.ID {
			t.Errorf("the team still reads %+v", r)
		}
	}
	if notes := d.Of(budget); len(notes) != 1 || notes[0].Text != "Een" {
		t.Errorf("of what is shown the team reads %+v", notes)
	}
	for _, r := range s.folder(c).Remarks {
		at := seal.Place{Table: "remarks", Column: "body/" + r.Sheet + "/" + strings.Join(r.Sections, "+"), Row: r.ID, Case: string(c.Case)}
		if _, err := seal.Open(seal.Key{}.Derive("submission", []byte("debts"), key.Bytes()), at, r.Body); err == nil {
			t.Errorf("the old key opens a remark")
		}
	}
	if own := s.own(c); len(own.Beside("debts", row)) != 1 || len(own.Of(own.Submissions[1])) != 1 {
		t.Error("the client lost a remark")
	}
	o = s.open(c)
	s.unwritten("a note about what is hidden", func() {
		err := s.answer(o, casework.Reply{Notes: []casework.Note{{Path: "debts", Row: row, Text: "Vier"}}})
		s.refused("it", err, fault.Invalid, "note.gone")
	})
	s.share(c, "debts", true)
	if notes := s.open(c).Dossier.Beside("debts", row); len(notes) != 1 {
		t.Errorf("shown again, the team reads %+v", notes)
	}
}

func TestSend_notesThatCannotBeSentAreSaidAtTheNoteAndWriteNothing(t *testing.T) {
	s := newSite(t)
	_, o, sheet := s.checked()
	place := func(n casework.Note) string { return casework.NoteField + n.Place() }
	s.unwritten("notes that are refused", func() {
		for _, tt := range []struct {
			key  string
			note casework.Note
		}{
			{"note.gone", casework.Note{Sheet: "X", Path: "court", Text: "Hm"}},
			{"note.gone", casework.Note{Sheet: sheet, Path: "bestaat-niet", Text: "Hm"}},
			{"note.gone", casework.Note{Sheet: sheet, Path: "court", Row: "r1", Text: "Hm"}},
			{"note.gone", casework.Note{Path: "debts", Row: "r1", Text: "Hm"}},
			{"note.gone", casework.Note{Path: "geen.feit", Text: "Hm"}},
			{"message.empty", casework.Note{Sheet: sheet, Path: "court", Text: "  ", Ask: true}},
			{"message.long", casework.Note{Sheet: sheet, Path: "court", Text: strings.Repeat("x", casework.MaxText+1)}},
		} {
			err := s.answer(o, casework.Reply{Notes: []casework.Note{tt.note}})
			if s.refused(tt.key, err, fault.Invalid, tt.key); fault.As(err).Fields[0].Name != place(tt.note) {
				t.Errorf("%s is said at %s", tt.key, fault.As(err).Fields[0].Name)
			}
		}
		for what, text := range giveaways() {
			r := casework.Reply{Text: "Dag", Notes: []casework.Note{{Sheet: sheet, Path: "court", Text: text}}}
			s.refused(what, s.answer(o, r), fault.Invalid, "message.numbers")
			s.refused(what+" in a draft", s.cases.SaveReply(t.Context(), s.noor, o.Case.ID, r), fault.Invalid, "message.numbers")
		}
		both := casework.Reply{Notes: []casework.Note{{Sheet: sheet, Path: "court", Text: "Hm", Ask: true}}, Accept: []string{sheet}}
		s.refused("asking and accepting", s.answer(o, both), fault.Invalid, "note.both")
	})
}

func TestAccept_withTheAnswerOrByItself(t *testing.T) {
	s := newSite(t)
	c, o, sheet := s.checked()
	promised := o.Case.Promised
	base := casework.Reply{Seen: o.Case.LastSeq, Sheets: o.Sheets}
	s.must(s.cases.Accept(t.Context(), s.noor, c.Case, sheet, base))
	if k := s.talk(c).Case; s.state(c, 1) != casework.TaskAccepted || k.Turn != casework.TurnCounsellor || !k.Promised.Equal(promised) {
		t.Errorf("by itself: %s, %+v", s.state(c, 1), k)
	}
	d := s.own(c)
	if said, ok := d.Said(d.Submissions[0]); !ok || said.Kind != casework.RemarkAccepted || said.Name != "Noor" {
		t.Errorf("the client reads %+v", said)
	}
	s.unwritten("accepting twice", func() { s.must(s.cases.Accept(t.Context(), s.noor, c.Case, sheet, base)) })
	s.unwritten("handing the same in again", func() { s.submit(c, 1) })
	s.fill(c, 1, casework.Filling{Base: 99, Fields: map[string]string{"court": "unsure"}})
	s.submit(c, 1)
	s.refused("an older sheet", s.cases.Accept(t.Context(), s.noor, c.Case, sheet, base), fault.Invalid, "reply.handed")
	o = s.look(c)
	s.must(s.answer(o, casework.Reply{Accept: []string{o.Dossier.Submissions[1].Of.ID}}))
	if k := s.talk(c).Case; s.state(c, 1) != casework.TaskAccepted || k.Turn != casework.TurnClient {
		t.Errorf("with the answer: %s, %+v", s.state(c, 1), k)
	}
	s.refused("a sheet that never was", s.cases.Accept(t.Context(), s.noor, c.Case, "X", casework.Reply{Seen: 9, Sheets: 9}), fault.Invalid, "note.gone")
}

// Of two counsellors who answer at once one is heard; the other reads first.
func TestSend_ofTwoCounsellorsWhoAskAtOnceOneIsHeard(t *testing.T) {
	s := newSite(t)
	c, o, sheet := s.checked()
	fuut := s.colleague("fuut")
	s.must(s.cases.GiveReason(t.Context(), fuut, c.Case, casework.Reason{Why: casework.WhyAsked}))
	ask := casework.Reply{Text: "Kijk eens.", Seen: o.Case.LastSeq, Sheets: o.Sheets, Notes: []casework.Note{{Sheet: sheet, Path: "court", Text: "Zeker?", Ask: true}}}
	var errs [2]error
	var all sync.WaitGroup
	all.Go(func() { errs[0] = s.cases.Send(t.Context(), s.here, s.noor, c.Case, ask) })
	all.Go(func() { errs[1] = s.cases.Send(t.Context(), s.here, fuut, c.Case, ask) })
	all.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("they hear %v and %v", errs[0], errs[1])
	}
	s.refused("the second", errors.Join(errs[0], errs[1]), fault.Invalid, "reply.newer")
	s.refused("accepting meanwhile", s.cases.Accept(t.Context(), fuut, c.Case, sheet, casework.Reply{Seen: o.Case.LastSeq, Sheets: o.Sheets}), fault.Invalid, "reply.newer")
	if notes := s.work(c, 1).Notes; len(notes) != 1 || s.state(c, 1) != casework.TaskReopened {
		t.Errorf("the client reads %+v", notes)
	}
}

// A remark that is put beside another sheet does not open.
func TestRemark_isBoundToItsPlace(t *testing.T) {
	s := newSite(t)
	c, o, sheet := s.checked()
	s.must(s.answer(o, casework.Reply{Notes: []casework.Note{{Sheet: sheet, Path: "court", Text: "Zeker?"}}}))
	_, err := s.raw.Exec("UPDATE remarks SET sheet = 'ANDER'")
	s.must(err)
	if _, _, err := s.cases.OwnDossier(t.Context(), c); !errors.Is(err, seal.ErrOpen) {
		t.Errorf("it answers %v", err)
	}
}

func TestSaveReply_keepsNotesAndGoodWords(t *testing.T) {
	s := newSite(t)
	c, _, sheet := s.checked()
	half := casework.Reply{Text: "Dag", Notes: []casework.Note{{Sheet: sheet, Path: "court", Text: "Half"}, {Path: "debts", Row: "r"}}, Accept: []string{sheet}}
	s.must(s.cases.SaveReply(t.Context(), s.noor, c.Case, half))
	if got := s.open(c).Draft; !reflect.DeepEqual(got, half) {
		t.Errorf("the draft is %+v", got)
	}
	for _, n := range half.Notes {
		if back, ok := casework.NoteAt(n.Place()); !ok || back.Place() != n.Place() {
			t.Errorf("%q is read as %+v", n.Place(), back)
		}
	}
	for _, place := range []string{"", "/", "//", "a/b", "a//c", "a/b/c/d"} {
		if n, ok := casework.NoteAt(place); ok {
			t.Errorf("%q is read as %+v", place, n)
		}
	}
}

func TestMoreTime_isGivenOnAnyWorkingDayWithinReason(t *testing.T) {
	s := newSite(t)
	c := s.given("budget", "spoedcheck") // due on the 14th
	before := s.talk(c).Case
	for day, key := range map[casework.Date]string{
		"": "later.day", "gisteren": "later.day", "2027-06-07": "later.day", "2027-06-01": "later.day", "2027-06-19": "later.day",
		"2027-06-24": "later.day", "2028-06-20": "later.day", "2027-06-11": "later.sooner",
	} {
		s.unwritten(string(day), func() {
			s.refused(string(day), s.cases.MoreTime(t.Context(), s.here, c, 1, day), fault.Invalid, key)
		})
	}
	s.must(s.cases.MoreTime(t.Context(), s.here, c, 1, "2027-06-18"))
	s.must(s.cases.MoreTime(t.Context(), s.here, c, 1, "2027-06-21"))
	o := s.open(c)
	if o.Tasks[0].Due != "2027-06-21" || o.Tasks[0].FirstDue != "2027-06-14" || o.Tasks[0].State != casework.TaskAssigned || o.Tasks[1].Due != "2027-06-14" {
		t.Errorf("the tasks are %+v", o.Tasks)
	}
	if k := o.Case; k.Next != "2027-06-21" || k.Turn != before.Turn || !k.Promised.IsZero() || k.Task != before.Task {
		t.Errorf("the case is %+v", k)
	}
	s.send(c, casework.Reply{Next: "2027-06-16"})
	s.must(s.cases.Decline(t.Context(), c, 2))
	if k := s.talk(c).Case; k.Next != "2027-06-16" {
		t.Errorf("refusing another task moves the next day to %s", k.Next)
	}
	for _, day := range o.Tasks[0].LaterDays(s.here, s.now) {
		s.must(s.cases.MoreTime(t.Context(), s.here, c, 1, day))
	}
	s.spoedcheck(c, 2)
	s.unwritten("more time for what was handed in", func() { s.must(s.cases.MoreTime(t.Context(), s.here, c, 2, "2027-06-30")) })
}

func TestOnPaper_isSaidAndCanBeComeBackFrom(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.must(s.cases.OnPaper(t.Context(), c, 1))
	o := s.open(c)
	if o.Tasks[0].State != casework.TaskPaper || o.Case.Task.State != casework.TaskPaper || o.Case.Turn != casework.TurnClient {
		t.Errorf("the team sees %+v, %+v", o.Tasks[0], o.Case)
	}
	s.unwritten("saying it twice", func() { s.must(s.cases.OnPaper(t.Context(), c, 1)) })
	s.spoedcheck(c, 1)
	if st := s.state(c, 1); st != casework.TaskSubmitted {
		t.Errorf("done here all the same, the task is %s", st)
	}
	s.unwritten("on paper after handing in", func() { s.must(s.cases.OnPaper(t.Context(), c, 1)) })
}
