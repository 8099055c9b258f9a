// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// pages reads the whole work list, page by page.
func (s *site) pages() (rows []casework.Row, pages int) {
	s.t.Helper()
	for after := (casework.Cursor{}); ; pages++ {
		in, err := s.cases.Inbox(s.t.Context(), s.noor, casework.TrayTeam, after)
		s.must(err)
		if len(in.Rows) > casework.PageSize || pages > 100 {
			s.t.Fatalf("page %d holds %d cases", pages, len(in.Rows))
		}
		rows = append(rows, in.Rows...)
		if in.Next == nil {
			return rows, pages + 1
		}
		after = *in.Next
	}
}

func TestInbox_showsSixtyCasesOnceEachInOrder(t *testing.T) {
	s := newSite(t)
	mine := map[access.CaseID]bool{}
	for i := range 60 {
		s.now = moment.Add(time.Duration(i/7) * 5 * time.Hour) // some in one moment: then the id decides
		c := s.begin()
		mine[c.Case] = true
		switch i % 6 {
		case 0:
			s.send(c, casework.Reply{Next: casework.DateOf(on(9+i%14, 0))})
		case 1:
			s.send(c, casework.Reply{Give: []casework.Give{{Assignment: "spoedcheck", Workdays: 2}}})
			s.spoedcheck(c, 1, "food")
		}
		if n := i + 1; n == casework.PageSize || n == casework.PageSize+1 {
			if _, pages := s.pages(); pages != n-casework.PageSize+1 {
				t.Errorf("%d cases stand on %d pages", n, pages)
			}
		}
	}
	s.team(s.here.ID, "ZUID", "reiger")
	rows, pages := s.pages()
	if len(rows) != 60 || pages != 3 {
		t.Errorf("%d rows on %d pages", len(rows), pages)
	}
	kinds := map[casework.CountKind]int{}
	for i, r := range rows {
		if i > 0 && rows[i-1].Case.ListKey() > r.Case.ListKey() {
			t.Errorf("row %d, %+v, stands after %+v", i, r.Case, rows[i-1].Case)
		}
		if !mine[r.Case.ID] || r.Label.Nick != "Merel" {
			t.Errorf("row %d is seen twice, or is nobody's: %+v", i, r)
		}
		delete(mine, r.Case.ID)
		kinds[r.Case.Bucket().Kind]++
	}
	if kinds[casework.CountCrisis] != 10 || kinds[casework.CountClient] != 10 || kinds[casework.CountAnswer] != 40 {
		t.Errorf("there are %v", kinds)
	}
}

// counted compares the counts that are kept with all cases counted anew.
func (s *site) counted(after string) {
	s.t.Helper()
	q := casework.InboxQuery{Scope: casework.Scope{Tenant: s.here.ID, Team: s.noor.Team}, Tray: casework.TrayTeam, Limit: 100_000}
	cases, counts, err := s.db.Inbox(s.t.Context(), q)
	s.must(err)
	for _, apart := range []casework.Tray{casework.TrayLater, casework.TrayClosed} {
		q.Tray = apart
		more, _, err := s.db.Inbox(s.t.Context(), q)
		s.must(err)
		cases = append(cases, more...)
	}
	kept, anew := map[string]int{}, map[string]int{}
	for _, n := range counts {
		kept[fmt.Sprint(n.Kind, n.Day)] += n.N
	}
	for _, c := range cases {
		for _, b := range c.Buckets() {
			anew[fmt.Sprint(b.Kind, b.Day)]++
		}
	}
	if !maps.Equal(kept, anew) {
		s.t.Fatalf("after %s, kept are %v and there are %v", after, kept, anew)
	}
}

// days are some weeks of work, at random and always the same.
type days struct {
	*site
	random  *rand.Rand
	clients []access.Client
	did     map[string]int
}

// step does one thing that people do.
func (d *days) step() string {
	if len(d.clients) < 3 || d.random.IntN(8) == 0 {
		d.clients = append(d.clients, d.begin())
		return "a start"
	}
	i := d.random.IntN(len(d.clients))
	c := d.clients[i]
	tasks, err := d.cases.Tasks(d.t.Context(), c, casework.Conversation{})
	d.must(err)
	switch n := d.random.IntN(18); {
	case n >= 12:
		return d.feedback(c, tasks)
	case n < 3:
		d.post(c, "Nog iets.")
		return "a message"
	case n < 6 || len(tasks) == 0:
		r := casework.Reply{Calm: d.random.IntN(3) == 0}
		if d.random.IntN(2) == 0 || len(tasks) == 0 {
			r.Give = []casework.Give{{Assignment: "spoedcheck", Workdays: 1 + d.random.IntN(9)}}
		}
		d.send(c, r)
		return "an answer"
	case n < 9:
		all := slices.Sorted(maps.Keys(calm()))
		d.spoedcheck(c, 1+d.random.IntN(len(tasks)), all[:d.random.IntN(3)]...)
		return "handing in"
	case n < 10:
		d.must(d.cases.Decline(d.t.Context(), c, len(tasks)))
		return "declining"
	case n < 11:
		d.must(d.cases.Rename(d.t.Context(), c, "Mees"))
		return "renaming"
	}
	d.must(d.cases.Erase(d.t.Context(), c))
	d.clients = slices.Delete(d.clients, i, i+1)
	return "erasing"
}

// feedback does what clients and counsellors do with what was handed in.
func (d *days) feedback(c access.Client, tasks []casework.Task) string {
	ctx, no := d.t.Context(), len(tasks)
	if no == 0 {
		d.post(c, "Nog iets.")
		return "a message"
	}
	no = 1 + d.random.IntN(no)
	for i, t := range tasks { // most of this is about what was handed in
		if t.State.Handed() {
			no = i + 1
		}
	}
	o := d.open(c)
	base := casework.Reply{Text: "Kijk eens.", Seen: o.Case.LastSeq, Sheets: o.Sheets}
	switch n := d.random.IntN(9); {
	case n == 0:
		_, err := d.cases.Look(ctx, d.noor, c.Case)
		d.must(err)
		return "looking"
	case n == 1:
		if err := d.cases.TakeBack(ctx, c, no); err != nil && !fault.Is(err, fault.Invalid) {
			d.t.Fatal(err)
		}
		return "taking back"
	case n == 2:
		if err := d.cases.MoreTime(ctx, d.here, c, no, casework.DateOf(d.here.Calendar().AddWorkdays(d.now, 12))); err != nil && !fault.Is(err, fault.Invalid) {
			d.t.Fatal(err)
		}
		return "more time"
	case n == 3:
		d.must(d.cases.OnPaper(ctx, c, no))
		return "on paper"
	}
	o, err := d.cases.Look(ctx, d.noor, c.Case)
	d.must(err)
	standing := o.Dossier.Standing(tasks[no-1].ID)
	if len(standing) == 0 {
		return "looking"
	}
	sheet := standing[len(standing)-1]
	if d.random.IntN(2) == 0 {
		d.must(d.cases.Accept(ctx, d.noor, c.Case, sheet.Of.ID, base))
		return "accepting"
	}
	base.Notes = []casework.Note{{Sheet: sheet.Root(), Path: "court", Text: "Weet je dit zeker?", Ask: true}}
	d.must(d.cases.Send(ctx, d.here, d.noor, c.Case, base))
	return "asking again"
}

// told checks that what a list says of a task is true of one of the tasks.
func (d *days) told(after string) {
	d.t.Helper()
	for _, c := range d.clients[len(d.clients)-min(len(d.clients), 3):] {
		k := d.talk(c).Case
		tasks, err := d.cases.Tasks(d.t.Context(), c, casework.Conversation{})
		d.must(err)
		if len(tasks) > 0 && !slices.ContainsFunc(tasks, func(t casework.Task) bool { return t.Assignment == k.Task.Assignment && t.State == k.Task.State }) {
			d.t.Fatalf("after %s, the list says %+v and the tasks are %+v", after, k.Task, tasks)
		}
		if (k.Turn == casework.TurnClient) != k.Promised.IsZero() {
			d.t.Fatalf("after %s, the move is %s with a promise for %v", after, k.Turn, k.Promised)
		}
	}
}

func TestInbox_countsAreExactWhateverPeopleDo(t *testing.T) {
	d := days{site: newSite(t), random: rand.New(rand.NewPCG(7, 6)), did: map[string]int{}}
	for range 300 {
		d.now = d.now.Add(time.Duration(d.random.IntN(240)) * time.Minute)
		what := d.step()
		d.did[what]++
		d.counted(what)
		d.told(what)
	}
	if len(d.did) != 13 || d.did["erasing"] < 5 || d.did["handing in"] < 20 || d.did["taking back"] < 5 || d.did["asking again"] < 5 || d.did["accepting"] < 5 || d.did["on paper"] < 3 {
		t.Errorf("too little happened: %v", d.did)
	}
	for _, c := range d.clients {
		d.must(d.cases.Erase(t.Context(), c))
	}
	d.counted("erasing all")
	if n := d.number("SELECT count(*) FROM counts"); n != 0 {
		t.Errorf("%d counts are left of nobody", n)
	}
}

// A client wraps the key of a new case to the team, which costs the reader a
// public-key operation. The first look at the list seals it for the team.
func TestInbox_theFirstLookMakesEveryLaterOneQuick(t *testing.T) {
	s := newSite(t)
	a, b := s.begin(), s.begin()
	first := func(c access.Client) int {
		return s.number("SELECT CASE WHEN hex(substr(team_key, 1, 1)) = '01' THEN 1 ELSE 2 END FROM cases WHERE id = ?", c.Case)
	}
	if first(a) != 1 || first(b) != 1 {
		t.Fatal("a new case is not wrapped to its team")
	}
	s.pages()
	if first(a) != 2 || first(b) != 2 {
		t.Error("after a look at the list the key is as it was")
	}
	s.unwritten("the second look", func() { s.pages() })
	s.post(a, "Nog een vraag.")
	if o := s.open(a); len(o.Letters) != 2 {
		t.Errorf("the case opens with %d letters", len(o.Letters))
	}
	if talk := s.talk(b); len(talk.Letters) != 1 {
		t.Errorf("the client reads %d letters", len(talk.Letters))
	}
}

func TestInbox_isShownAlsoWhenNothingCanBeWritten(t *testing.T) {
	s := newSite(t)
	s.begin()
	_, err := s.raw.Exec("CREATE TRIGGER stop BEFORE UPDATE ON cases BEGIN SELECT RAISE(ABORT, 'stopped'); END")
	s.must(err)
	s.unwritten("a look at the list", func() {
		if rows, _ := s.pages(); len(rows) != 1 {
			t.Errorf("it shows %d cases", len(rows))
		}
	})
}
