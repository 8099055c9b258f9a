// SPDX-License-Identifier: EUPL-1.2

package money

import (
	"fmt"
	"strings"
	"testing"
)

// writings is one amount as ten people would write it. All are sure.
func writings(c Cents) []string {
	whole, rest := c/100, c%100
	shown := strings.TrimPrefix(Format(c, "nl"), "€\u00a0")
	list := []string{
		Format(c, "nl"), shown, "€" + shown, shown + " euro", shown + "€", "EUR " + shown,
		fmt.Sprintf("%d,%02d", whole, rest), strings.ReplaceAll(shown, ".", " "), strings.ReplaceAll(shown, ".", "'"),
		inDigits(shown, '٠', "٬", "٫"), inDigits(shown, '۰', "٬", "٫"), "\u200f" + shown + "\u200e",
	}
	if rest == 0 {
		list = append(list, fmt.Sprint(whole), fmt.Sprintf("€ %d,-", whole), fmt.Sprintf("%d,--", whole), fmt.Sprintf("%d,= euro", whole))
	}
	return list
}

// inDigits writes an amount in the digits and signs of another script.
func inDigits(text string, zero rune, group, comma string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '.':
			b.WriteString(group)
		case r == ',':
			b.WriteString(comma)
		default:
			b.WriteRune(r - '0' + zero)
		}
	}
	return b.String()
}

func TestRead_everyWritingOfAnAmountIsThatAmount(t *testing.T) {
	for c := Cents(0); c <= MaxRead; c = c*3 + 7 {
		for _, amount := range []Cents{c, c - c%100} {
			for _, text := range writings(amount) {
				if got, ok := Read(text); !ok || got != (Reading{Cents: amount}) {
					t.Fatalf("Read(%q) = %+v, %v; want %d, sure", text, got, ok, amount)
				}
				if got, ok := Read("ca. " + text); !ok || got != (Reading{Cents: amount, About: true}) {
					t.Fatalf("Read(%q) = %+v, %v; want about %d", "ca. "+text, got, ok, amount)
				}
			}
		}
	}
}

// A mark in front or behind that we do not know is never read past.
func TestRead_neverReadsPastWhatItDoesNotKnow(t *testing.T) {
	for _, text := range writings(123456) {
		for _, strange := range []string{"-", "+", "$", "£", "k", "m", "x", "/", "%", "(", "5\n", "5 ", "\x00", "½"} {
			if got, ok := Read(strange + text); ok {
				t.Errorf("Read(%q) = %+v", strange+text, got)
			}
			if got, ok := Read(text + " " + strange); ok {
				t.Errorf("Read(%q) = %+v", text+" "+strange, got)
			}
		}
	}
}

// A period and its amount a year are the same money: twelve months are never
// more than six cents from a year.
func TestPer_monthsAndYearsAgree(t *testing.T) {
	for _, period := range Periods() {
		for c := Cents(-100_000); c <= 100_000; c += 333 {
			per := Per{c, period}
			if d := per.Monthly()*12 - per.Yearly(); d < -6 || d > 6 {
				t.Errorf("%+v: %d a month, %d a year", per, per.Monthly(), per.Yearly())
			}
			if opposite := (Per{-c, period}); opposite.Monthly() != -per.Monthly() {
				t.Errorf("%+v and its opposite round differently", per)
			}
		}
	}
}

func TestCutPeriod_readsPeriodsAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]Per{
		"1.850 per 4 weken": {185000, FourWeeks}, "1850 per vier weken": {185000, FourWeeks}, "€ 1.850,- elke 4 weken": {185000, FourWeeks}, "1850 4-wekelijks": {185000, FourWeeks},
		"100 every 4 weeks": {10000, FourWeeks}, "100 per 4wk": {10000, FourWeeks}, "50 per 2 weken": {5000, TwoWeeks}, "50 om de": {}, "50 a fortnight": {5000, TwoWeeks},
		"12,50 per week": {1250, Week}, "12,50 p/w": {1250, Week}, "12,50/week": {1250, Week}, "€12,50 p.w.": {1250, Week}, "12 a week": {1200, Week}, "12 wekelijks": {1200, Week}, "12wekelijks": {1200, Week}, "50 2 wekelijks": {}, "50 2-wekelijks": {5000, TwoWeeks}, "14-wekelijks": {},
		"50 per maand": {5000, Month}, "50 p/m": {5000, Month}, "50,- p.m.": {5000, Month}, "50 pm": {5000, Month}, "50/mnd": {5000, Month}, "50 per mnd.": {5000, Month}, "50 euro per maand": {5000, Month},
		"50 euro p/m": {5000, Month}, "€ 50 maandelijks": {5000, Month}, "50 a month": {5000, Month}, "50 monthly": {5000, Month}, "50  PER  Maand ": {}, "50 Per Maand": {5000, Month},
		"100 per kwartaal": {10000, Quarter}, "100 per 3 maanden": {10000, Quarter}, "100 a quarter": {10000, Quarter}, "100 per half jaar": {10000, HalfYear}, "100 per halfjaar": {10000, HalfYear},
		"100 halfjaarlijks": {10000, HalfYear}, "1200 per jaar": {120000, Year}, "1200 p/j": {120000, Year}, "1200 a year": {120000, Year}, "1200 jaarlijks": {120000, Year},
		"50\u00a0per\u00a04\u00a0weken": {5000, FourWeeks}, "١٢٫٥٠ per week": {1250, Week},
		"50": {}, "": {}, "per week": {}, "50 per dag": {}, "50 m": {}, "50 j": {}, "per maand 50": {}, "50 euro": {}, "50 per maand of zo": {},
	} {
		amount, period, ok := CutPeriod(text)
		got := Per{}
		if r, read := Read(amount); ok && read {
			got = Per{r.Cents, period}
		}
		if got != want {
			t.Errorf("%q is %+v, not %+v", text, got, want)
		}
		if !ok && amount != text {
			t.Errorf("%q became %q", text, amount)
		}
	}
}

// FuzzCutPeriod: what is cut off is a period, and an amount with its period reads
// back from its own output.
func FuzzCutPeriod(f *testing.F) {
	for _, seed := range []string{"1.850 per 4 weken", "€ 12,50 p/w", "50 euro per maand", "50 pm", "per week", "1 1 1 per jaar"} {
		f.Add(seed)
	}
	words := map[Period]string{Week: "per week", TwoWeeks: "per 2 weken", FourWeeks: "per 4 weken", Month: "per maand", Quarter: "per kwartaal", HalfYear: "per half jaar", Year: "per jaar"}
	f.Fuzz(func(t *testing.T, text string) {
		amount, period, ok := CutPeriod(text)
		if !ok {
			if amount != text {
				t.Fatalf("%q became %q", text, amount)
			}
			return
		}
		if !period.Known() {
			t.Fatalf("%q is per %q", text, period)
		}
		r, ok := Read(amount)
		if !ok {
			return
		}
		own := Format(r.Cents, "nl") + " " + words[period]
		rest, same, ok := CutPeriod(own)
		again, read := Read(rest)
		if !ok || !read || same != period || again.Cents != r.Cents {
			t.Fatalf("%q is %d %s, and its own output %q is %d %s", text, r.Cents, period, own, again.Cents, same)
		}
	})
}
