// SPDX-License-Identifier: EUPL-1.2

package calendar

import (
	"math/rand/v2"
	"testing"
	"time"
)

func local(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, Zone())
	if err != nil {
		panic(err)
	}
	return t
}

func TestHoliday_followsTheLaw(t *testing.T) {
	// Easter Sundays as published in almanacs, written down by hand.
	easters := []string{
		"2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13",
		"2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25", "2036-04-13", "2037-04-05", "2038-04-25", "2039-04-10", "2040-04-01",
	}
	for _, day := range easters {
		d := local(day + " 12:00")
		for offset, want := range map[int]string{-2: "goodfriday", -1: "", 0: "easter", 1: "easter2", 2: "", 39: "ascension", 49: "whit", 50: "whit2"} {
			at := d.AddDate(0, 0, offset)
			if got := Holiday(at); got != want && !(want == "" && (got == "kingsday")) && !(got == "liberation" || got == "kingsday") {
				t.Errorf("%s (Easter %s %+d): %q, want %q", at.Format(time.DateOnly), day, offset, got, want)
			}
		}
	}
	fixed := map[string]string{
		"2026-01-01": "newyear", "2026-04-27": "kingsday", "2025-04-26": "kingsday", "2025-04-27": "",
		"2026-05-05": "liberation", "2026-12-25": "christmas", "2026-12-26": "christmas2", "2026-11-24": "", "2038-04-26": "easter2",
	}
	for day, want := range fixed {
		if got := Holiday(local(day + " 00:30")); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
}

func TestPromise_isTheEndOfTheSecondWorkingDay(t *testing.T) {
	c := New(OfficeWeek(), []string{"2026-11-27"})
	tests := []struct{ name, written, want string }{
		{"on a working day", "2026-06-09 10:00", "2026-06-11 17:00"},
		{"before opening", "2026-06-09 07:00", "2026-06-11 17:00"},
		{"at closing time", "2026-06-09 17:00", "2026-06-12 17:00"},
		{"in the evening, from the next morning", "2026-06-09 22:00", "2026-06-12 17:00"},
		{"in the weekend", "2026-06-13 12:00", "2026-06-17 17:00"},
		{"over a closure", "2026-11-25 12:00", "2026-11-30 17:00"},
		{"over Easter", "2026-04-02 12:00", "2026-04-08 17:00"},
		{"over Christmas", "2026-12-23 18:00", "2026-12-29 17:00"},
		{"over the change of clocks", "2026-03-27 12:00", "2026-03-31 17:00"},
	}
	for _, tt := range tests {
		if got := c.Promise(local(tt.written), 2); !got.Equal(local(tt.want)) {
			t.Errorf("%s: %s gives %s, want %s", tt.name, tt.written, got, tt.want)
		}
	}
}

func TestSameDayOrNext_answersAnEmergencyTheSameDayWhileThereIsTime(t *testing.T) {
	c := New(OfficeWeek(), nil)
	for written, want := range map[string]string{
		"2026-06-09 09:30": "2026-06-09 17:00", "2026-06-09 15:59": "2026-06-09 17:00",
		"2026-06-09 16:00": "2026-06-10 17:00", "2026-06-09 22:00": "2026-06-10 17:00", "2026-06-12 20:00": "2026-06-15 17:00",
	} {
		if got := c.SameDayOrNext(local(written)); !got.Equal(local(want)) {
			t.Errorf("%s gives %s, want %s", written, got, want)
		}
	}
}

func TestAddWorkdays_countsWorkingDaysOnly(t *testing.T) {
	c := New(OfficeWeek(), nil)
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-06-09 10:00", 0, "2026-06-09"}, {"2026-06-13 10:00", 0, "2026-06-15"}, {"2026-06-09 10:00", 3, "2026-06-12"},
		{"2026-06-12 10:00", 1, "2026-06-15"}, {"2026-06-13 10:00", 3, "2026-06-17"}, {"2026-05-13 10:00", 1, "2026-05-15"},
		{"2026-06-15 10:00", -1, "2026-06-12"}, {"2026-06-13 10:00", -1, "2026-06-12"}, {"2026-05-15 10:00", -1, "2026-05-13"}, {"2026-06-12 10:00", -5, "2026-06-05"},
	} {
		if got := c.AddWorkdays(local(tt.from), tt.n).Format(time.DateOnly); got != tt.want {
			t.Errorf("%s + %d: %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

// lunch is a week with a break and a short Friday.
func lunch() Week {
	w := OfficeWeek()
	for d := time.Monday; d <= time.Thursday; d++ {
		w[d] = []Span{{9 * 60, 12*60 + 30}, {13 * 60, 17 * 60}}
	}
	w[time.Friday] = []Span{{9 * 60, 12 * 60}}
	return w
}

func TestBetween_agreesWithCountingMinutes(t *testing.T) {
	c := New(lunch(), []string{"2026-03-31"})
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		a := local("2026-03-20 00:00").Add(time.Duration(r.IntN(20*24*60)) * time.Minute)
		b := a.Add(time.Duration(r.IntN(6*24*60)) * time.Minute)
		minutes := 0
		for m := a; m.Before(b); m = m.Add(time.Minute) {
			if c.IsOpen(m) {
				minutes++
			}
		}
		if got := c.Between(a, b); got != time.Duration(minutes)*time.Minute {
			t.Fatalf("%s to %s: %s, counted %d minutes", a, b, got, minutes)
		}
	}
}

func TestPromises_neverGoBackAndAlwaysEndAWorkingDay(t *testing.T) {
	c := New(lunch(), []string{"2026-08-03", "2026-08-04"})
	last, lastCrisis := time.Time{}, time.Time{}
	for m := local("2026-01-01 00:00"); m.Year() == 2026; m = m.Add(37 * time.Minute) {
		p, crisis := c.Promise(m, 2), c.SameDayOrNext(m)
		if p.Before(last) || crisis.Before(lastCrisis) {
			t.Fatalf("at %s a promise goes back", m)
		}
		if !p.Equal(c.Closing(p.Add(-time.Minute))) || !p.After(m) || !crisis.After(m) || crisis.After(p) {
			t.Fatalf("at %s: promise %s, emergency %s", m, p, crisis)
		}
		if open := c.Opens(m); !c.IsOpen(open) || open.Before(m) {
			t.Fatalf("at %s opens %s", m, open)
		}
		last, lastCrisis = p, crisis
	}
}

func BenchmarkSixtyWorkdays(b *testing.B) {
	c, from := New(OfficeWeek(), nil), local("2026-06-09 10:00")
	for b.Loop() {
		c.AddWorkdays(from, 60)
	}
}
