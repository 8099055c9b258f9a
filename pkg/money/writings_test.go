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
