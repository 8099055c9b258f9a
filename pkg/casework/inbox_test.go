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
)

// pages reads the whole work list, page by page.
func (s *site) pages() (rows []casework.Row, pages int) {
	s.t.Helper()
	for after := (casework.Cursor{}); ; pages++ {
		in, err := s.cases.Inbox(s.t.Context(), s.noor, after)
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
	q := casework.InboxQuery{Scope: casework.Scope{Tenant: s.here.ID, Team: s.noor.Team}, Limit: 1000}
	cases, counts, err := s.db.Inbox(s.t.Context(), q)
	s.must(err)
	kept, anew := map[string]int{}, map[string]int{}
	for _, n := range counts {
		kept[fmt.Sprint(n.Kind, n.Day)] += n.N
	}
	for _, c := range cases {
		b := c.Bucket()
		anew[fmt.Sprint(b.Kind, b.Day)]++
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
	if len(d.clients) < 3 || d.random.IntN(4) == 0 {
		d.clients = append(d.clients, d.begin())
		return "a start"
	}
	i := d.random.IntN(len(d.clients))
	c := d.clients[i]
	tasks, err := d.cases.Tasks(d.t.Context(), c)
	d.must(err)
	switch n := d.random.IntN(12); {
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

func TestInbox_countsAreExactWhateverPeopleDo(t *testing.T) {
	d := days{site: newSite(t), random: rand.New(rand.NewPCG(7, 6)), did: map[string]int{}}
	for range 200 {
		d.now = d.now.Add(time.Duration(d.random.IntN(240)) * time.Minute)
		what := d.step()
		d.did[what]++
		d.counted(what)
	}
	if len(d.did) != 7 || d.did["erasing"] < 5 || d.did["handing in"] < 20 {
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
