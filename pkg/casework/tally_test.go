// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/report"
)

// told gives what was counted in the year of the tests, "measure cell n", without
// what is named.
func (s *site) told(without ...report.Measure) string {
	s.t.Helper()
	tallies, teams, err := s.cases.Tallies(s.t.Context(), s.noor, 2027)
	s.must(err)
	if len(teams) != 1 || teams[0].ID != "TEAM" {
		s.t.Errorf("the teams are %+v", teams)
	}
	sums := map[string]int{}
	for _, y := range tallies {
		if !slices.Contains(without, y.Measure) {
			sums[strings.TrimSpace(string(y.Measure)+" "+y.Cell)] += y.N
		}
	}
	var list []string
	for what, n := range sums {
		list = append(list, fmt.Sprintf("%s %d", what, n))
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

func (s *site) wantTold(what, want string, without ...report.Measure) {
	s.t.Helper()
	if got := s.told(without...); got != want {
		s.t.Errorf("%s: counted is\n%s, want\n%s", what, got, want)
	}
}

func TestTally_anAnswerIsCountedInWorkingTimeAndBesideItsPromise(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.wantTold("a first message", "started 1")
	s.now = on(8, 11) // a working day of eight hours and one hour later
	s.send(c, casework.Reply{Give: []casework.Give{{Assignment: "budget", Workdays: 5}}})
	s.wantTold("an answer", "answer 36 1, given budget 1, promise kept 1, started 1, taken 1")
	s.send(c, casework.Reply{Text: "Nog iets."})
	s.wantTold("more, to who was not waiting", "answer 36 1, given budget 1, promise kept 1, started 1, taken 1")
	s.post(c, "Dank je.")
	s.now = on(21, 11)
	s.send(c, casework.Reply{})
	s.wantTold("one too late", "answer 288 1, answer 36 1, given budget 1, promise kept 1, promise late 1, started 1, taken 1")
}

func owing(amount string) map[string]string {
	return map[string]string{"creditor": "Energie", "kind": "energy", "owed": amount, "stage": "warning", "threat": "none"}
}

func TestTally_aSheetIsCountedWhenTheTeamReadsItAndOnce(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst")
	s.row(c, 1, "debts", owing("3.000"))
	s.now = on(9, 10)
	s.submit(c, 1)
	handed := []report.Measure{report.Started, report.Taken, report.Promise, report.Answer, report.Given}
	s.wantTold("handing in", "", handed...)
	for range 2 {
		_, err := s.cases.Look(t.Context(), s.noor, c.Case)
		s.must(err)
		s.wantTold("reading", "debts 5000 1, handed schuldenlijst 1, took 2 1", handed...)
	}
	s.send(c, casework.Reply{Accept: nil})
	s.row(c, 1, "debts", owing("900"))
	s.submit(c, 1)
	_, err := s.cases.Look(t.Context(), s.noor, c.Case)
	s.must(err)
	s.wantTold("reading it once more", "debts 5000 1, handed schuldenlijst 1, took 2 1", handed...)
}

// Whoever hides a section is not counted with it.
func TestTally_whatTheClientHidesIsNotCounted(t *testing.T) {
	s := newSite(t)
	c := s.given("schuldenlijst")
	s.row(c, 1, "debts", owing("3.000"))
	s.submit(c, 1)
	s.must(s.cases.Share(t.Context(), c, "debts", false))
	_, err := s.cases.Look(t.Context(), s.noor, c.Case)
	s.must(err)
	s.wantTold("reading nothing", "given schuldenlijst 1, started 1, taken 1", report.Promise, report.Answer)
}

func TestTally_anEmergencyIsCountedByWhatThreatensAndItsFirstAnswerOnce(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.spoedcheck(c, 1, "energy")
	s.now = moment.Add(20 * 60e9)
	_, err := s.cases.Look(t.Context(), s.noor, c.Case)
	s.must(err)
	s.send(c, casework.Reply{})
	s.post(c, "Wat nu?")
	s.send(c, casework.Reply{})
	rest := []report.Measure{report.Started, report.Taken, report.Promise, report.Answer, report.Given, report.Handed, report.Took}
	s.wantTold("an emergency", "crisis energy 1, first 2 1", rest...)
}

func TestTally_aCaseThatIsGoneStillBegan(t *testing.T) {
	s := newSite(t)
	rest := []report.Measure{report.Taken, report.Promise, report.Answer, report.Given}
	stays, early, talking, closed, working := s.begin(), s.begin(), s.given(), s.given(), s.given("huur")
	s.shut(closed)
	for _, c := range []access.Client{early, talking, closed, working} {
		s.must(s.cases.Erase(t.Context(), c))
	}
	s.wantTold("erasing", "ended completed 1, ended erased 3, left phase-2 1, left talk 2, started 5", rest...)
	s.shut(stays)
	s.now = moment.AddDate(0, 4, 0)
	n, err := s.cases.Purge(t.Context())
	s.must(err)
	s.wantTold(fmt.Sprint(n, " purged"), "ended completed 2, ended erased 3, left phase-2 1, left talk 2, started 5", rest...)
	if left := s.number("SELECT count(*) FROM cases"); left != 0 {
		t.Errorf("%d cases are left, so counting those that are there proves nothing", left)
	}
}

// A line of what was counted says nothing of a case: no name of one, and no day.
func TestTally_isNoLineAboutACase(t *testing.T) {
	s := newSite(t)
	c := s.given("spoedcheck")
	s.spoedcheck(c, 1, "energy")
	_, err := s.cases.Look(t.Context(), s.noor, c.Case)
	s.must(err)
	columns := map[string]bool{}
	rows, err := s.raw.Query("SELECT name FROM pragma_table_info('tallies')")
	s.must(err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		s.must(rows.Scan(&name))
		columns[name] = true
	}
	for _, name := range []string{"tenant", "team", "month", "measure", "cell", "n"} {
		delete(columns, name)
	}
	if len(columns) > 0 {
		t.Errorf("more is kept: %v", columns)
	}
	if n := s.number("SELECT count(*) FROM tallies WHERE month <> '2027-06' OR cell LIKE '%' || ? || '%'", string(c.Case)); n != 0 {
		t.Errorf("%d lines say more than a month", n)
	}
}
