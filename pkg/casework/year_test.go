// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
)

// closed2027 are the days of the year on which nobody works, written down from a
// wall calendar: not worked out as the product does.
var closed2027 = []string{
	"2027-01-01", "2027-03-26", "2027-03-29", "2027-04-27", "2027-05-05", "2027-05-06", "2027-05-17", "2027-06-24", "2027-12-25", "2027-12-26", "2028-01-01",
}

func works(day time.Time) bool {
	weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	return !weekend && !slices.Contains(closed2027, day.Format(time.DateOnly))
}

func hourOf(day time.Time, hour int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), hour, 0, 0, 0, day.Location())
}

// nextWorking gives the n-th day after one on which people work.
func nextWorking(day time.Time, n int) time.Time {
	for n > 0 {
		if day = hourOf(day, 0).AddDate(0, 0, 1); works(day) {
			n--
		}
	}
	return day
}

// counts gives the day on which something counts that comes in now.
func counts(now time.Time) time.Time {
	if works(now) && now.Before(hourOf(now, 17)) {
		return now
	}
	return nextWorking(now, 1)
}

// promised is what was promised to who writes now; sameDay in an emergency.
func promised(now time.Time) time.Time { return hourOf(nextWorking(counts(now), 2), 17) }

func sameDay(now time.Time) time.Time {
	day := counts(now)
	if day.Equal(now) && !now.Before(hourOf(now, 16)) {
		day = nextWorking(day, 1)
	}
	return hourOf(day, 17)
}

func opening(now time.Time) time.Time {
	if works(now) && now.Before(hourOf(now, 9)) {
		return hourOf(now, 9)
	}
	return hourOf(nextWorking(now, 1), 9)
}

// living is a client of the year, with what they were promised by our own reckoning.
type living struct {
	access.Client
	promise time.Time // zero while they are to move
	alarmed bool      // handed in something that could not wait, once
	tasks   int
	rounds  int
	closed  bool
	held    time.Time // when an answer that was written at night arrives
}

// year plays three counsellors and their clients, with time as a value.
type year struct {
	*site
	dice    *rand.Rand
	staff   []access.Counsellor
	away    []casework.Absence
	clients []*living
	of      map[access.CaseID]*living
	crises  int
	nights  int
}

func (y *year) absent(who access.CounsellorID, now time.Time) (access.Counsellor, bool) {
	for _, a := range y.away {
		if a.Counsellor == who && a.On(casework.DateOf(now)) {
			i := slices.IndexFunc(y.staff, func(c access.Counsellor) bool { return c.ID == a.Substitute })
			return y.staff[i], true
		}
	}
	return access.Counsellor{}, false
}

// check holds a case against our own reckoning.
func (y *year) check(what string, l *living) casework.Case {
	y.t.Helper()
	k, err := y.db.Case(y.t.Context(), casework.Scope{Tenant: y.here.ID, Client: l.ID}, l.Case)
	y.must(err)
	if !k.Promised.Equal(l.promise) {
		y.t.Fatalf("%s on %v: promised for %v, reckoned %v", what, y.now, k.Promised, l.promise)
	}
	return k
}

func (y *year) arrives() {
	l := &living{Client: y.begin(), promise: promised(y.now)}
	y.clients = append(y.clients, l)
	y.of[l.Case] = l
	y.check("a new client", l)
}

// acts lets a client do something: write, or hand in what cannot wait.
func (y *year) acts(l *living) {
	if l.tasks > 0 && !l.alarmed && y.dice.IntN(12) == 0 && y.now.After(l.held) {
		y.spoedcheck(l.Client, 1, "eviction")
		l.alarmed = true
		y.crises++
		if p := sameDay(y.now); l.promise.IsZero() || p.Before(l.promise) {
			l.promise = p
		}
		if k := y.check("an emergency", l); k.Urgency != casework.Crisis || k.Legal != casework.DateOf(nextWorking(y.now, 3)) {
			y.t.Fatalf("an emergency on %v: %d with %s", y.now, k.Urgency, k.Legal)
		}
		return
	}
	y.post(l.Client, "Nog iets.")
	if l.promise.IsZero() {
		l.promise = promised(y.now)
	}
	y.check("a message", l)
}

// answers lets a counsellor answer a case, and once in a while close it.
func (y *year) answers(by access.Counsellor, l *living) {
	y.t.Helper()
	if y.now.After(l.promise) {
		y.t.Fatalf("an answer on %v to what was promised for %v", y.now, l.promise)
	}
	o, err := y.cases.OpenCase(y.t.Context(), by, l.Case)
	y.must(err)
	if o.Held != nil {
		return
	}
	r := casework.Reply{Text: "Goed dat je schrijft.", Seen: o.Case.LastSeq, Sheets: o.Sheets, Calm: true, Hold: true}
	if l.rounds++; l.rounds > 2 {
		y.must(y.cases.Close(y.t.Context(), y.here, by, l.Case, casework.Closing{Outcome: "completed", Reply: r}))
		l.closed, l.promise = true, time.Time{}
		return
	}
	if l.tasks == 0 {
		r.Give, l.tasks = []casework.Give{{Assignment: "spoedcheck", Workdays: 3}}, 1
	}
	y.must(y.cases.Send(y.t.Context(), y.here, by, l.Case, r))
	l.promise = time.Time{}
	k := y.check("an answer", l)
	if night := !works(y.now) || y.now.Hour() < 9 || y.now.Hour() >= 17; night && o.Case.Urgency != casework.Crisis && !o.Case.Promised.Before(opening(y.now)) {
		y.nights++
		l.held = opening(y.now)
		after, err := y.cases.OpenCase(y.t.Context(), by, l.Case)
		y.must(err)
		if after.Held == nil || !after.Held.Until.Equal(l.held) {
			y.t.Fatalf("written on %v: delivered %+v, reckoned %v", y.now, after.Held, l.held)
		}
	}
	if k.Next == "" || !works(k.Next.Time(calendar.Zone())) {
		y.t.Fatalf("after an answer on %v the next date is %q", y.now, k.Next)
	}
}

// divides gives what is nobody's to those who are there.
func (y *year) divides() {
	for {
		in, err := y.cases.Inbox(y.t.Context(), y.noor, casework.TrayFree, casework.Cursor{})
		y.must(err)
		if len(in.Rows) == 0 {
			return
		}
		for _, row := range in.Rows {
			to := y.staff[y.dice.IntN(len(y.staff))]
			if other, gone := y.absent(to.ID, y.now); gone {
				to = other
			}
			y.must(y.cases.Assign(y.t.Context(), y.noor, row.Case.ID, casework.Handing{To: to.ID, Name: to.Name, Unopened: true}))
		}
	}
}

// worksHour is an hour of one counsellor: their own cases and those they replace.
func (y *year) worksHour(by access.Counsellor) {
	if _, gone := y.absent(by.ID, y.now); gone {
		return
	}
	lists := []access.CounsellorID{by.ID}
	for _, c := range y.staff {
		if other, gone := y.absent(c.ID, y.now); gone && other.ID == by.ID {
			lists = append(lists, c.ID)
		}
	}
	for _, of := range lists {
		read := func() (casework.Inbox, error) {
			return y.cases.Inbox(y.t.Context(), by, casework.TrayMine, casework.Cursor{})
		}
		if of != by.ID {
			read = func() (casework.Inbox, error) { return y.cases.InboxFor(y.t.Context(), by, of, casework.Cursor{}) }
		}
		in, err := read()
		y.must(err)
		for i, row := range in.Rows {
			if i < 6 && row.Case.Turn == casework.TurnCounsellor {
				y.answers(by, y.of[row.Case.ID])
			}
		}
	}
}

// evening sees that nobody fell between two stools.
func (y *year) evening() {
	y.t.Helper()
	q := casework.InboxQuery{Scope: casework.Scope{Tenant: y.here.ID, Team: y.noor.Team}, Tray: casework.TrayTeam, Limit: 10_000}
	cases, _, err := y.db.Inbox(y.t.Context(), q)
	y.must(err)
	for _, k := range cases {
		switch {
		case k.Turn == casework.TurnClient && k.Next == "" || k.Turn == casework.TurnCounsellor && k.Promised.IsZero():
			y.t.Fatalf("on %v a case has no next date: %+v", y.now, k)
		case k.Owner == "" && y.of[k.ID].rounds > 0:
			y.t.Fatalf("on %v a case that was answered is nobody's", y.now)
		case k.Owner == "" && works(y.now) && k.Promised.Before(y.now):
			y.t.Fatalf("on %v what was promised is nobody's", y.now)
		}
	}
}

func TestYear_threeCounsellorsTwoThousandClientsAndEveryPromiseIsRight(t *testing.T) {
	t.Parallel()
	y := &year{site: newSite(t), dice: rand.New(rand.NewPCG(2027, 1)), of: map[access.CaseID]*living{}}
	y.undoable(2 * time.Minute)
	y.staff = []access.Counsellor{y.noor, y.colleague("fuut"), y.colleague("wulp")}
	y.now = time.Date(2027, time.January, 4, 8, 0, 0, 0, calendar.Zone())
	for i, days := range [][2]casework.Date{{"2027-05-10", "2027-05-21"}, {"2027-07-19", "2027-08-06"}, {"2027-12-20", "2027-12-31"}} {
		a := casework.Absence{Counsellor: y.staff[i].ID, Substitute: y.staff[(i+1)%3].ID, From: days[0], To: days[1]}
		y.must(y.cases.Away(t.Context(), y.noor, a))
		y.away = append(y.away, a)
	}
	const many = 2000
	end := time.Date(2028, time.January, 1, 0, 0, 0, 0, calendar.Zone())
	for hour := y.now; hour.Before(end); hour = hour.Add(time.Hour) {
		y.now = hour.Add(time.Duration(y.dice.IntN(30)) * time.Minute)
		if len(y.clients) < many && y.dice.IntN(100) < 24 {
			y.arrives()
		}
		for range y.dice.IntN(2) {
			if l := y.clients; len(l) > 0 {
				if one := l[max(0, len(l)-1-y.dice.IntN(60))]; !one.closed {
					y.acts(one)
				}
			}
		}
		y.now = hour.Add(45 * time.Minute)
		switch at := y.now.Hour(); {
		case works(y.now) && at >= 9 && at < 17:
			y.divides()
			for _, by := range y.staff {
				y.worksHour(by)
			}
		case at == 21 && y.dice.IntN(3) == 0: // somebody works at night, though nobody asks it
			y.worksHour(y.staff[y.dice.IntN(3)])
		case at == 23:
			y.evening()
		}
	}
	y.counted("a year")
	t.Logf("%d clients, %d emergencies, %d answers written while closed", len(y.clients), y.crises, y.nights)
	if len(y.clients) < many || y.crises < 50 || y.nights < 20 {
		t.Errorf("the year was too quiet to prove anything")
	}
}
