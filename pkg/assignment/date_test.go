// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/locale"
)

// Today is in November 2026; the year after is nearest for most of these.
func TestReadDate_readsWhatStandsInLettersAndInHeads(t *testing.T) {
	for raw, want := range map[string]string{
		"vrijdag 12 maart 2027": "2027-03-12 sure", "vr 12 mrt 2027": "2027-03-12 sure", "vr. 12-3-2027": "2027-03-12 sure", "Fri, 12 March 2027": "2027-03-12 sure",
		"maandag 12 maart 2027": "2027-03-12 guess", // a Friday: the day or the date is wrong
		"1e maart 2027":         "2027-03-01 sure", "1ste maart 2027": "2027-03-01 sure", "1st of March 2027": "2027-03-01 sure", "22nd march, 2027": "2027-03-22 sure",
		"March 1, 2027": "2027-03-01 sure", "june 17th 2027": "2027-06-17 sure", "17-juni-2027": "2027-06-17 sure", "2027/03/01": "2027-03-01 sure",
		"op 24 juni 2027": "2027-06-24 sure", "uiterlijk 24-6-2027": "2027-06-24 sure",
		"1 maart '27": "2027-03-01 guess", "1 maart 27": "2027-03-01 guess", "1 maart": "2027-03-01 guess",
		"1/2": "2027-02-01 guess", "1/2/27": "2027-02-01 guess", "1/2/2027": "2027-02-01 guess", "2/2/2027": "2027-02-02 sure", "13/2/2027": "2027-02-13 sure", "1-2-2027": "2027-02-01 sure",
		"begin maart": "2027-03-01 guess about", "begin maart 2028": "2028-03-01 guess about", "half maart": "2027-03-15 guess about", "medio april": "2027-04-15 guess about",
		"eind februari 2028": "2028-02-29 guess about", "eind februari": "2027-02-28 guess about", "einde van maart": "2027-03-31 guess about", "end of March": "2027-03-31 guess about",
		"early march": "2027-03-01 guess about", "mid-april 2027": "2027-04-15 guess about", "eind december": "2026-12-31 guess about",
		"ca. 1 maart 2027": "2027-03-01 sure about", "rond 1-3-2027": "2027-03-01 sure about", "ongeveer 17 juni": "2026-06-17 guess about", "± 1 maart 2027": "2027-03-01 sure about",
		"١ مارس": "", "١/٢/٢٠٢٧": "2027-02-01 guess",
		"maart": "", "maart 2027": "", "maart 27": "", "begin": "", "begin foo": "", "morgen": "", "volgende week": "", "1 of 2 maart": "", "1-3 maart": "", "eind": "",
		"maandag": "", "ma": "", "ma 12": "", "zo gauw mogelijk": "", "1/2/3/4": "", "1//2": "", "1 maart 2027 of later": "", "begin 2027": "",
	} {
		got := ""
		if a := answered(questionOf(dossier.Date), raw); a.issue == nil {
			got = a.keep().Text + map[bool]string{true: " guess", false: " sure"}[a.guess] + map[bool]string{true: " about"}[a.keep().About]
			if a.keep().Raw != raw {
				t.Errorf("%q is kept as %q", raw, a.keep().Raw)
			}
		} else if a.issue.Key != "answer.date" || a.keep().Raw != raw {
			t.Errorf("%q: %+v", raw, a.issue)
		}
		if got != want {
			t.Errorf("%q is %q, not %q", raw, got, want)
		}
	}
}

func TestReadDate_refusesDaysThatAreNotThere(t *testing.T) {
	for _, raw := range []string{"31 februari 2027", "vrijdag 31 juni 2027", "31/6/2027", "0 maart 2027", "1 foo 2027", "2027-13-01", "30e februari 2028"} {
		if a := answered(questionOf(dossier.Date), raw); a.issue == nil || a.issue.Key != "answer.noday" {
			t.Errorf("%q: %+v", raw, a)
		}
	}
}

func TestDescribe_saysThatADayIsAbout(t *testing.T) {
	a := answered(questionOf(dossier.Date), "begin maart")
	for lang, want := range map[string]string{"nl": "ongeveer 1 maart 2027", "en": "about 1 March 2027"} {
		if got := strings.ReplaceAll(Describe(dossier.Type{Kind: dossier.Date}, a.keep(), lang), "\u00a0", " "); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

// FuzzReadDate: every day that is taken reads back from its own output, and as it
// is typed back from the dossier.
func FuzzReadDate(f *testing.F) {
	for _, seed := range []string{"17-6-2027", "1/2", "vr 12 maart '27", "begin maart", "ca. 1e mei 2028", "June 3, 2027", "١٧-٦-٢٠٢٦", "31 juni"} {
		f.Add(seed, int64(0))
	}
	f.Fuzz(func(t *testing.T, text string, days int64) {
		on := today.AddDate(0, 0, int(days%40000))
		read := func(text string) answer {
			d := NewDraft()
			d.put("x", text)
			return read(questionOf(dossier.Date), d, "x", on)
		}
		a := read(text)
		if !a.value.Answered() {
			return
		}
		day, err := time.ParseInLocation(time.DateOnly, a.keep().Text, on.Location())
		if err != nil || day.Year() < 1900 || day.Year() > 2100 {
			t.Fatalf("%q is kept as %q", text, a.keep().Text)
		}
		for _, lang := range []string{"nl", "en"} {
			if again := read(locale.DateIn(lang, day)); again.keep().Text != a.keep().Text || again.guess {
				t.Fatalf("%q is %s, and its own output %q is %+v", text, a.keep().Text, locale.DateIn(lang, day), again.keep())
			}
		}
		raw, _, _ := retype(dossier.Type{Kind: dossier.Date}, a.keep())
		if again := read(raw); !again.keep().Alike(a.keep()) || again.guess {
			t.Fatalf("%q is %+v, and typed back as %q it is %+v", text, a.keep(), raw, again.keep())
		}
	})
}

func TestReadPer_takesThePeriodThatIsWrittenBehindTheAmount(t *testing.T) {
	q := questionOf(dossier.MoneyPer)
	for raw, want := range map[string]string{
		"1.850 per 4 weken": "€ 1.850,00 per 4 weken", "€ 12,50 p/w": "€ 12,50 per week", "50 euro per maand": "€ 50,00 per maand", "ca. 100 per jaar": "ongeveer € 100,00 per jaar",
		"50 per kwartaal": "€ 50,00 per kwartaal", "٥٠ per week": "€ 50,00 per week",
	} {
		a := answered(q, raw, ".per", "month")
		if got := strings.ReplaceAll(Describe(q.Type, a.keep(), "nl"), "\u00a0", " "); a.issue != nil || !a.guess || got != want || a.keep().Raw != raw {
			t.Errorf("%q is %q: %+v", raw, got, a)
		}
		typed, per, _ := retype(q.Type, a.keep())
		if again := answered(q, typed, ".per", per); !again.keep().Alike(a.keep()) {
			t.Errorf("%q typed back as %q is %+v", raw, typed, again.keep())
		}
	}
	if a := answered(q, "50", ".per", "week"); a.guess || a.keep().Period != "week" {
		t.Errorf("without one it is %+v", a.keep())
	}
	if a := answered(q, "veel per week", ".per", "week"); a.issue == nil || a.issue.Args["Typed"] != "veel per week" {
		t.Errorf("%+v", a)
	}
}
