// SPDX-License-Identifier: EUPL-1.2

package money

import (
	"strings"
	"testing"
)

func TestRead_readsAmountsAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]Cents{
		"50": 5000, "0": 0, "007": 700, "1850": 185000, "50,00": 5000, "12,50": 1250, "0,05": 5,
		"€ 50": 5000, "€50": 5000, "€\u00a050,00": 5000, "50 €": 5000, "50€": 5000, "EUR 50": 5000,
		"€ 50,-": 5000, "50,-": 5000, "50,--": 5000, "50,=": 5000, "50,–": 5000, "€ 1.234,-": 123400, "50.-": 5000,
		"50 euro": 5000, "50 Euro": 5000, "50euro": 5000, "50,- euro": 5000, "euro 50": 5000, "12,50 eur": 1250,
		"1.234,56": 123456, "€ 1.234,56": 123456, "1234,56": 123456, "1 234,56": 123456,
		"1\u202f234,56": 123456, "1'234,56": 123456, "1’234,56": 123456, "1 234": 123400,
		"1.234.567": 123456700, "1.234.567,89": 123456789, "  50  ": 5000, "\t50": 5000,
		"١٢٣٤٫٥٦": 123456, "۱۲۳۴٫۵۶": 123456, "١٬٢٣٤٫٥٦": 123456, "٥٠ €": 5000, "\u200f٥٠": 5000,
		"100.000.000": MaxRead,
	} {
		got, ok := Read(text)
		if !ok || got != (Reading{Cents: want}) {
			t.Errorf("Read(%q) = %+v, %v; want %d, sure", text, got, ok, want)
		}
	}
}

func TestRead_saysWhenItGuesses(t *testing.T) {
	for text, want := range map[string]Cents{
		"12.50": 1250, "1.234": 123400, "1,234.56": 123456, "1,234,567": 123456700, "1,234,567.89": 123456789,
		"12.5": 1250, "12,5": 1250, "1'234.56": 123456, "€ 12.50": 1250, "1 234.56": 123456,
	} {
		got, ok := Read(text)
		if !ok || got != (Reading{Cents: want, Guess: true}) {
			t.Errorf("Read(%q) = %+v, %v; want %d as a guess", text, got, ok, want)
		}
	}
}

func TestRead_hearsAbout(t *testing.T) {
	for _, text := range []string{
		"ca. 50", "ca 50", "ca.50", "Ca. € 50", "€ ca. 50", "circa 50", "ongeveer 50 euro", "plm. 50", "plm 50", "± 50", "~50", "about 50",
	} {
		got, ok := Read(text)
		if !ok || got != (Reading{Cents: 5000, About: true}) {
			t.Errorf("Read(%q) = %+v, %v; want about 50", text, got, ok)
		}
	}
	if got, ok := Read("ca. 12.50"); !ok || got != (Reading{Cents: 1250, Guess: true, About: true}) {
		t.Errorf("about and a guess: %+v, %v", got, ok)
	}
}

func TestRead_asksAgain(t *testing.T) {
	for _, text := range []string{
		"", " ", "veel", "vijftig", "50-60", "50 - 60", "12,345", "1,234", "1.2.3", "-5", "- 5", "€ -5", "5-", "−5",
		"1.23.456", "1234.567", "0.123", "12.3456", "12,3456", "1.234,5", "1.234,567", "1,234.5", "1.234'567", "1 23",
		",50", ".50", "50,", "50.", "€", "€ €50", "€ 50 euro", "50 60", "5o", "1e3", "+5", "½", "50%", "12.50,-", "12,50,-", "1,234.00,-", "50,-,-", "50 per maand",
		"100.000.000,01", "100000001", "99999999999999999999999999", "1..234", "1.234.", " .5", "NaN", "0x10", "\xff50",
		strings.Repeat("1", 81), "1.234.567.890,00",
	} {
		if got, ok := Read(text); ok {
			t.Errorf("Read(%q) = %+v; want a question", text, got)
		}
	}
}

func TestReadPer_readsAuthorsNotation(t *testing.T) {
	for text, want := range map[string]Per{
		"1.850 per 4weeks":     {185000, FourWeeks},
		"€ 1.850 per 4weeks":   {185000, FourWeeks},
		"50 per week":          {5000, Week},
		"€ 12,50 per 2weeks":   {1250, TwoWeeks},
		"€ 12,50 per 2 weken":  {1250, TwoWeeks},
		"100 per maand":        {10000, Month},
		"100 per month":        {10000, Month},
		"100 per 4 weken":      {10000, FourWeeks},
		"100 per kwartaal":     {10000, Quarter},
		"100 per half jaar":    {10000, HalfYear},
		"100 per halfyear":     {10000, HalfYear},
		"€ 1.200,- per Jaar":   {120000, Year},
		"1200 per year":        {120000, Year},
		"ca. 100 per quarter ": {10000, Quarter},
	} {
		if got, ok := ReadPer(text); !ok || got != want {
			t.Errorf("ReadPer(%q) = %+v, %v; want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "1.850", "per week", "veel per week", "50 per decade", "50 per", "50 per ", "-5 per week"} {
		if got, ok := ReadPer(text); ok {
			t.Errorf("ReadPer(%q) = %+v; want refusal", text, got)
		}
	}
}

// FuzzRead: every accepted amount reads back, surely, from its own output.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"€ 50,-", "1.234,56", "ca. 50", "1'234,56", "١٢٣٤٫٥٦", "1,234.56", "50-60", "12,345"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, ok := Read(text)
		if !ok {
			return
		}
		if first.Cents < 0 || first.Cents > MaxRead {
			t.Fatalf("Read(%q) = %d, out of range", text, first.Cents)
		}
		again, ok := Read(Format(first.Cents, "nl"))
		if !ok || again != (Reading{Cents: first.Cents}) {
			t.Fatalf("Read(%q) = %d, but its own output %q reads as %+v, %v", text, first.Cents, Format(first.Cents, "nl"), again, ok)
		}
		english, ok := Read(Format(first.Cents, "en"))
		if !ok || english.Cents != first.Cents {
			t.Fatalf("English output %q reads as %+v, %v", Format(first.Cents, "en"), english, ok)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		for _, text := range []string{"€ 1.234,56", "ca. 50", "50,-", "12.50", "١٢٣٤٫٥٦"} {
			Read(text)
		}
	}
}
