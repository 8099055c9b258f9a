// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

const (
	client     = casework.TurnClient
	counsellor = casework.TurnCounsellor
)

func TestDate_isTheDayOfAMomentInItsOwnZone(t *testing.T) {
	late := time.Date(2027, time.June, 7, 23, 30, 0, 0, time.UTC)
	for _, tt := range []struct {
		at   time.Time
		want casework.Date
	}{
		{moment, "2027-06-07"},
		{late, "2027-06-07"},
		{late.In(moment.Location()), "2027-06-08"},
		{time.Time{}, ""},
	} {
		if got := casework.DateOf(tt.at); got != tt.want {
			t.Errorf("%v is on %q, want %q", tt.at, got, tt.want)
		}
	}
	if got := casework.Date("2027-06-08").Time(moment.Location()); !got.Equal(on(8, 0)) {
		t.Errorf("the day begins at %v", got)
	}
	for _, none := range []casework.Date{"", "2027-13-01", "morgen"} {
		if got := none.Time(moment.Location()); !got.IsZero() {
			t.Errorf("%q begins at %v", none, got)
		}
	}
}

func TestListKey_putsCrisesFirstThenTheNearestPromiseThenTheNextDay(t *testing.T) {
	inOrder := []casework.Case{
		{Turn: counsellor, Urgency: casework.Crisis, Promised: on(1, 17)}, // overdue
		{Turn: counsellor, Urgency: casework.Crisis, Promised: on(7, 17)},
		{Turn: counsellor, Urgency: casework.Crisis, Promised: on(8, 17), Next: "2027-06-01"},
		{Turn: counsellor, Promised: on(1, 17)},
		{Turn: counsellor, Promised: on(7, 17)},
		{Turn: counsellor, Promised: on(7, 17).Add(time.Second)},
		{Turn: counsellor, Promised: on(7, 17).AddDate(30, 0, 0)},
		{Turn: client, Next: "2027-05-01"},
		{Turn: client, Next: "2027-06-08", Urgency: casework.Crisis},
		{Turn: client, Next: "2027-06-09"},
		{Turn: client, Next: "2067-06-09"},
		{Turn: client},
	}
	for i, c := range inOrder[1:] {
		if before := inOrder[i]; before.ListKey() >= c.ListKey() {
			t.Errorf("%+v does not come before %+v", before, c)
		}
	}
}

func TestBucket_countsEveryCaseInOneGroup(t *testing.T) {
	for _, tt := range []struct {
		of   casework.Case
		want casework.Count
	}{
		{casework.Case{Team: "T", Turn: counsellor, Promised: on(8, 17)}, casework.Count{Team: "T", Kind: casework.CountAnswer, Day: "2027-06-08", N: 1}},
		{casework.Case{Team: "T", Turn: counsellor, Promised: on(8, 17), Urgency: casework.Crisis}, casework.Count{Team: "T", Kind: casework.CountCrisis, Day: "2027-06-08", N: 1}},
		{casework.Case{Team: "T", Turn: client, Next: "2027-06-09"}, casework.Count{Team: "T", Kind: casework.CountClient, N: 1}},
		{casework.Case{Team: "T", Turn: client, Urgency: casework.Crisis, Legal: "2027-06-10"}, casework.Count{Team: "T", Kind: casework.CountClient, N: 1}},
	} {
		if got := tt.of.Bucket(); got != tt.want {
			t.Errorf("%+v is counted in %+v, want %+v", tt.of, got, tt.want)
		}
	}
}

func TestMoved_takesOffOneGroupAndAddsToAnother(t *testing.T) {
	before := casework.Case{Team: "T", Turn: counsellor, Promised: on(8, 17)}
	later, answered := before, before
	later.Promised = on(8, 9) // of the same day: the same group
	answered.Turn, answered.Promised = client, time.Time{}
	if got := casework.Moved(before, later); got != nil {
		t.Errorf("a case that stays moves %+v", got)
	}
	want := []casework.Count{{Team: "T", Kind: casework.CountAnswer, Day: "2027-06-08", N: -1}, {Team: "T", Kind: casework.CountClient, N: 1}}
	if got := casework.Moved(before, answered); !reflect.DeepEqual(got, want) {
		t.Errorf("an answered case moves %+v, want %+v", got, want)
	}
}

func TestCheckNick_letsThroughWhatNamesNobody(t *testing.T) {
	for _, tt := range []struct{ typed, want, key string }{
		{"Merel", "Merel", ""},
		{"  de   kleine\tmerel\n", "de kleine merel", ""},
		{strings.Repeat("é", 24), strings.Repeat("é", 24), ""},
		{strings.Repeat("é", 25), "", "nick.long"},
		{"", "", "nick.empty"},
		{" \n ", "", "nick.empty"},
		{"ik ben 123456782", "ik ben 123456782", "message.numbers"},
	} {
		got, err := casework.CheckNick(tt.typed)
		switch {
		case tt.key == "" && (err != nil || got != tt.want):
			t.Errorf("%q: %q, %v", tt.typed, got, err)
		case tt.key != "" && (!fault.Is(err, fault.Invalid) || fault.As(err).Key != tt.key || fault.As(err).Fields[0].Name != "bijnaam"):
			t.Errorf("%q: %v, want %s", tt.typed, err, tt.key)
		}
	}
}

func TestNextDate_noCaseIsWithoutOne(t *testing.T) {
	due := func(days ...casework.Date) (tasks []casework.Task) {
		for _, d := range days {
			tasks = append(tasks, casework.Task{Due: d})
		}
		return tasks
	}
	for _, tt := range []struct {
		name  string
		reply casework.Reply
		given []casework.Task
		now   time.Time
		want  casework.Date
	}{
		{"what was chosen", casework.Reply{Next: "2027-06-09"}, due("2027-06-14"), moment, "2027-06-09"},
		{"the last due day", casework.Reply{}, due("2027-06-14", "2027-06-18", "2027-06-10"), moment, "2027-06-18"},
		{"five working days", casework.Reply{}, nil, moment, "2027-06-14"},
		{"five working days over a closure", casework.Reply{}, nil, on(18, 10), "2027-06-28"},
	} {
		if got := casework.NextDate(town(t, "meren"), tt.reply, tt.given, tt.now); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// at gives a service without a database, for what is decided without one.
func at(now time.Time) *casework.Service {
	n := 0
	return casework.New(casework.Parts{Catalog: shelf(), Now: func() time.Time { return now }, NewID: func() string {
		n++
		return strings.Repeat("X", n)
	}})
}

func TestGive_countsTheDueDayInWorkingDaysAndKnowsItsBounds(t *testing.T) {
	liberation := time.Date(2027, time.May, 3, 10, 0, 0, 0, moment.Location()) // 5 May and Ascension Day in one week
	here := town(t, "meren")
	for _, tt := range []struct {
		give casework.Give
		now  time.Time
		want casework.Date
	}{
		{casework.Give{Assignment: "budget", Workdays: 1}, moment, "2027-06-08"},
		{casework.Give{Assignment: "budget", Workdays: 5}, moment, "2027-06-14"},
		{casework.Give{Assignment: "budget", Workdays: 3}, liberation, "2027-05-10"},
		{casework.Give{Assignment: "budget", Workdays: 60}, moment, "2027-08-31"}, // over the closure of 24 June
		{casework.Give{Assignment: "budget", Workdays: 0}, moment, ""},
		{casework.Give{Assignment: "budget", Workdays: -1}, moment, ""},
		{casework.Give{Assignment: "budget", Workdays: 61}, moment, ""},
		{casework.Give{Assignment: "bestaat-niet", Workdays: 5}, moment, ""},
		{casework.Give{Workdays: 5}, moment, ""},
	} {
		tasks, notes, err := at(tt.now).GiveOut(here, casework.Case{ID: "C"}, 0, []casework.Give{tt.give})
		if tt.want == "" {
			if !fault.Is(err, fault.Invalid) || fault.As(err).Key != "reply.assignment" || tasks != nil || notes != nil {
				t.Errorf("%+v: %+v, %+v, %v", tt.give, tasks, notes, err)
			}
			continue
		}
		if err != nil || len(tasks) != 1 || tasks[0].Due != tt.want || len(notes) != 1 || notes[0].Due != tt.want {
			t.Errorf("%+v on %v: %+v, %v; want it due on %s", tt.give, tt.now, tasks, err, tt.want)
		}
	}
}

func TestGive_freezesTheAssignmentAndNumbersOn(t *testing.T) {
	wanted := []casework.Give{{Assignment: "budget", Workdays: 5}, {Assignment: "spoedcheck", Workdays: 2}}
	tasks, notes, err := at(moment).GiveOut(town(t, "meren"), casework.Case{ID: "C"}, 3, wanted)
	if err != nil {
		t.Fatal(err)
	}
	def, _ := shelf().Assignment("budget", "nl")
	want := casework.Task{
		ID: "X", Case: "C", No: 4, Assignment: "budget", Version: def.Version, LogicHash: def.LogicHash,
		State: casework.TaskAssigned, Assigned: "2027-06-07", Due: "2027-06-14",
	}
	if !reflect.DeepEqual(tasks[0], want) || def.LogicHash == "" || tasks[1].No != 5 || tasks[1].ID == tasks[0].ID {
		t.Errorf("given are\n%+v, want first\n%+v", tasks, want)
	}
	shown := []casework.LetterTask{{No: 4, Assignment: "budget", Due: "2027-06-14"}, {No: 5, Assignment: "spoedcheck", Due: "2027-06-09"}}
	if !reflect.DeepEqual(notes, shown) {
		t.Errorf("the message shows %+v", notes)
	}
}

func TestCrisis_theEarliestPromiseAndTheEarliestLegalDayWin(t *testing.T) {
	for _, tt := range []struct {
		name     string
		before   casework.Case
		within   int
		promised time.Time
		legal    casework.Date
	}{
		{"a client who was to move", casework.Case{Turn: client}, 3, on(7, 17), "2027-06-10"},
		{"a promise for later", casework.Case{Turn: counsellor, Promised: on(9, 17)}, 3, on(7, 17), "2027-06-10"},
		{"a promise for sooner", casework.Case{Turn: counsellor, Promised: on(7, 12)}, 3, on(7, 12), "2027-06-10"},
		{"a promise that is overdue", casework.Case{Turn: counsellor, Promised: on(1, 17)}, 3, on(1, 17), "2027-06-10"},
		{"the law says nothing", casework.Case{Turn: client}, 0, on(7, 17), ""},
		{"a legal day that stands", casework.Case{Turn: client, Legal: "2027-06-08"}, 3, on(7, 17), "2027-06-08"},
		{"a legal day that is later", casework.Case{Turn: client, Legal: "2027-06-15"}, 3, on(7, 17), "2027-06-10"},
		{"a legal day, and nothing new in the law", casework.Case{Turn: client, Legal: "2027-06-15"}, 0, on(7, 17), "2027-06-15"},
	} {
		c := tt.before
		c.Crisis(town(t, "meren").Calendar(), moment, tt.within)
		if c.Urgency != casework.Crisis || c.Turn != counsellor || !c.Promised.Equal(tt.promised) || c.Legal != tt.legal {
			t.Errorf("%s: %+v; want %v and %q", tt.name, c, tt.promised, tt.legal)
		}
	}
}

func TestAlarm_oneUrgentAnswerIsEnoughAndTheShortestTermCounts(t *testing.T) {
	for _, tt := range []struct {
		name   string
		alerts []assignment.Alert
		urgent casework.Urgency
		legal  casework.Date
	}{
		{"nothing", nil, casework.Ordinary, ""},
		{"something that can wait", []assignment.Alert{{Text: "a"}, {Text: "b", Workdays: 3}}, casework.Ordinary, ""},
		{"urgent, of which the law says nothing", []assignment.Alert{{Urgent: true}, {Text: "b"}}, casework.Crisis, ""},
		{"several terms", []assignment.Alert{{Urgent: true}, {Urgent: true, Workdays: 5}, {Urgent: true, Workdays: 2}, {Urgent: true, Workdays: 3}}, casework.Crisis, "2027-06-09"},
	} {
		c := casework.Case{Turn: client}
		at(moment).Alarm(town(t, "meren"), &c, tt.alerts)
		if c.Urgency != tt.urgent || c.Legal != tt.legal || c.Promised.IsZero() != (tt.urgent == casework.Ordinary) {
			t.Errorf("%s: %+v", tt.name, c)
		}
	}
}

func TestTurnToTeam_aPromiseThatStandsIsKept(t *testing.T) {
	for _, tt := range []struct {
		name   string
		before casework.Case
		now    time.Time
		want   time.Time
	}{
		{"the client was to move", casework.Case{Turn: client}, moment, on(9, 17)},
		{"in an emergency", casework.Case{Turn: client, Urgency: casework.Crisis}, moment, on(7, 17)},
		{"a promise stands", casework.Case{Turn: counsellor, Promised: on(8, 17)}, moment, on(8, 17)},
		{"a promise is overdue", casework.Case{Turn: counsellor, Promised: on(1, 17)}, moment, on(1, 17)},
		{"the team was to move without a promise", casework.Case{Turn: counsellor}, moment, on(9, 17)},
		{"in the evening", casework.Case{Turn: client}, on(7, 20), on(10, 17)},
		{"over a closure", casework.Case{Turn: client}, on(23, 10), on(28, 17)},
	} {
		c := tt.before
		at(tt.now).TurnToTeam(town(t, "meren"), &c)
		if c.Turn != counsellor || !c.Promised.Equal(tt.want) || c.Days.Active != casework.DateOf(tt.now) {
			t.Errorf("%s: %+v, want %v", tt.name, c, tt.want)
		}
	}
}

func TestClip_boundsADraftWellAboveAMessage(t *testing.T) {
	whole := strings.Repeat("é", 4*casework.MaxText)
	if casework.Clip(whole) != whole || casework.Clip(whole+"x") != whole || casework.Clip("") != "" {
		t.Error("a draft is not cut at four times a message, in whole characters")
	}
}

// Keys are not what decides who sees a case; a case without one opens to nobody.
func TestKeyFor_aCaseWithoutAKeyOpensToNobody(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	_, err := s.raw.Exec("UPDATE cases SET team_key = ?", []byte{})
	s.must(err)
	if _, err := s.cases.OpenCase(t.Context(), s.noor, c.Case); !fault.Is(err, fault.Internal) {
		t.Errorf("it answers %v", err)
	}
	if _, err := s.cases.Inbox(t.Context(), access.Counsellor{Tenant: s.here.ID, Team: "TEAM"}, casework.TrayTeam, casework.Cursor{}); !fault.Is(err, fault.Internal) {
		t.Errorf("the list answers %v", err)
	}
}
