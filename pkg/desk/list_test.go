// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"testing"
	"time"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
)

// noon is the middle of a working Monday.
var noon = time.Date(2027, time.June, 7, 12, 0, 0, 0, calendar.Zone())

func office() *calendar.Calendar { return calendar.New(calendar.OfficeWeek(), nil) }

func TestGroupOf_putsACaseWhereItsPromiseStands(t *testing.T) {
	cal := office()
	closing := cal.Closing(noon)
	for _, c := range []struct {
		name string
		c    casework.Case
		now  time.Time
		want string
	}{
		{"the client is to move", casework.Case{Turn: casework.TurnClient}, noon, groupClient},
		{"the client is to move in a crisis", casework.Case{Turn: casework.TurnClient, Urgency: casework.Crisis}, noon, groupClient},
		{"a crisis", casework.Case{Urgency: casework.Crisis, Promised: noon.AddDate(0, 0, 3)}, noon, groupCrisis},
		{"a crisis that is late", casework.Case{Urgency: casework.Crisis, Promised: noon.AddDate(0, 0, -3)}, noon, groupCrisis},
		{"today", casework.Case{Promised: closing}, noon, groupToday},
		{"today, a second too late", casework.Case{Promised: closing}, closing.Add(time.Second), groupLate},
		{"yesterday", casework.Case{Promised: closing.AddDate(0, 0, -3)}, noon, groupLate},
		{"tomorrow", casework.Case{Promised: closing.AddDate(0, 0, 1)}, noon, groupLater},
		{"tomorrow, just before midnight", casework.Case{Promised: closing.AddDate(0, 0, 1)}, noon.Add(12*time.Hour - time.Second), groupLater},
		{"today, told in another zone", casework.Case{Promised: closing.UTC()}, noon.UTC(), groupToday},
	} {
		if got := groupOf(c.c, c.now, cal); got != c.want {
			t.Errorf("%s: it stands in %q, not %q", c.name, got, c.want)
		}
	}
}

func TestCountGroups_addUpToTheGroupsThatTheListShows(t *testing.T) {
	cal, today := office(), casework.DateOf(noon)
	got := countGroups([]casework.Count{
		{Kind: casework.CountCrisis, Day: "2027-06-01", N: 2}, {Kind: casework.CountClient, N: 5}, {Kind: casework.CountAnswer, Day: "2027-06-04", N: 3},
		{Kind: casework.CountAnswer, Day: today, N: 4}, {Kind: casework.CountAnswer, Day: "2027-06-08", N: 1}, {Kind: casework.CountAnswer, Day: "2027-07-01", N: 6},
	}, noon, cal)
	want := map[string]int{groupCrisis: 2, groupClient: 5, groupLate: 3, groupToday: 4, groupLater: 7}
	for kind, n := range want {
		if got[kind] != n {
			t.Errorf("%d in %q, not %d", got[kind], kind, n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("the groups are %v", got)
	}
}

func TestCursorIn_readsOnlyWhatThePageWrote(t *testing.T) {
	for text, want := range map[string]casework.Cursor{
		"123.CASE1": {Key: 123, ID: "CASE1"}, "": {}, "123": {}, ".CASE1": {}, "x.CASE1": {}, "99999999999999999999.A": {}, "-5.A": {Key: -5, ID: "A"},
	} {
		if got := cursorIn(text); got != want {
			t.Errorf("%q is %+v, not %+v", text, got, want)
		}
	}
}

func TestCapital_beginsASentenceInDutchAndInEnglish(t *testing.T) {
	for text, want := range map[string]string{
		"één traject": "Eén traject", "twee": "Twee", "Drie": "Drie", "3 mensen": "3 mensen", "ëen": "Ëen",
	} {
		if got := capital(text); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}

func TestCaseIn_readsACaseOutOfItsAddress(t *testing.T) {
	for path, want := range map[string]string{
		"/werkplek/traject/ABC": "ABC", casePath("ABC"): "ABC", "/werkplek/traject/": "", "/werkplek/traject/A/B": "", "/werkplek/traject/A?x": "",
		"/werkplek/traject/A#b": "", "/werkplek": "", "": "", "https://kwaad.example/werkplek/traject/A": "",
	} {
		if got := caseIn(path); got != want {
			t.Errorf("%q is case %q, not %q", path, got, want)
		}
	}
}

func TestDateIn_takesOnlyADay(t *testing.T) {
	for text, want := range map[string]casework.Date{
		"2027-06-08": "2027-06-08", "": "", "morgen": "", "2027-02-30": "", "2027-06-08 Boterbloemetje": "", "08-06-2027": "",
	} {
		if got := dateIn(text); got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
}
