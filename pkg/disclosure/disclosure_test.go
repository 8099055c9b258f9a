// SPDX-License-Identifier: EUPL-1.2

package disclosure

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func kinds(text string) []Kind {
	var k []Kind
	for _, f := range Find(text) {
		k = append(k, f.Kind)
	}
	return k
}

func TestFind_stopsNumbersThatGiveSomeoneAway(t *testing.T) {
	tests := []struct {
		text string
		want []Kind
	}{
		{"Mijn bsn is 123456782.", []Kind{BSN}},
		{"bsn 123 456 782 klopt", []Kind{BSN}},
		{"bsn:123.456.782", []Kind{BSN}},
		{"BSN 1234.56.782", []Kind{BSN}},
		{"123-456-782", []Kind{BSN}},
		{"mijn nummer 10000008 zonder nul", []Kind{BSN}},
		{"mijn nummer ١٢٣٤٥٦٧٨٢ ok", []Kind{BSN}},
		{"mijn nummer １２３４５６７８２", []Kind{BSN}},
		{"bsn123456782", []Kind{BSN}},
		{"Mijn BSN123456782 is van mij", []Kind{BSN}},
		{"burgerservicenummer123456782", []Kind{BSN}},
		{"123_456_782", []Kind{BSN}},
		{"NL91ABNA0417164300", []Kind{IBAN}},
		{"IBANNL91ABNA0417164300", []Kind{IBAN}},
		{"rekening NL91—ABNA—0417—1643—00", []Kind{IBAN}},
		{"kaart 4111‐1111‐1111‐1111", []Kind{Card}},
		{"nl91 abna 0417 1643 00 is mijn rekening", []Kind{IBAN}},
		{"rekening NL91-ABNA-0417-1643-00.", []Kind{IBAN}},
		{"BE68 5390 0754 7034 en DE89370400440532013000", []Kind{IBAN, IBAN}},
		{"kaart 4111 1111 1111 1111", []Kind{Card}},
		{"kaart 5500000000000004", []Kind{Card}},
		{"kaart 340000000000009 geldig", []Kind{Card}},
		{code(1), []Kind{Code}},
		{strings.ReplaceAll(code(2), " ", ""), []Kind{Code}},
		{strings.ReplaceAll(code(3), " ", "-"), []Kind{Code}},
		{strings.ReplaceAll(code(4), " ", "\n"), []Kind{Code}},
		{strings.ReplaceAll(code(6), " ", "—"), []Kind{Code}},
		{strings.ReplaceAll(code(7), " ", "_"), []Kind{Code}},
		{strings.ReplaceAll(code(8), " ", " · "), []Kind{Code}},
		{"code" + strings.ReplaceAll(code(10), " ", ""), []Kind{Code}},
		{"Mijn code is " + code(5) + ". Mijn bsn 123456782", []Kind{Code, BSN}},
	}
	for _, tt := range tests {
		if got := kinds(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}

// code gives a valid access code in groups of four.
func code(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 7))
	var b []byte
	for range codeLength - 1 {
		b = append(b, byte('0'+r.IntN(10)))
	}
	b = append(b, CheckDigit(string(b)))
	var groups []string
	for i := 0; i < len(b); i += 4 {
		groups = append(groups, string(b[i:i+4]))
	}
	return strings.Join(groups, " ")
}

func TestFind_letsOrdinaryNumbersPass(t *testing.T) {
	for _, text := range []string{
		"", "ik heb 12 brieven", "€ 123.456.782", "€ 123456782", "EUR 123.456.782,00", "bel 06-12345678 of 088 000 00 00", "0612345678", "06-10000008", "+31 612345671", "0031 612345671",
		"op 24-11-2026 en 01/02/2027", "20261124", "postcode 1234 AB", "kenmerk 123456789", "kenmerk AB123456782", "klantnr123456782", "dossier 2026/123456/781",
		"NL00 BANK 0123 4567 89", "NL91ABNA0417164301", "4111 1111 1111 1112", "111111111", "000000000",
		"€ 1.240,00 plus € 390,50 is € 1.630,50", "1000 2000 3000 4000 5000", "zaaknummer C/12/345678 KG ZA 26-123",
	} {
		if got := Find(text); len(got) > 0 {
			t.Errorf("%q: stopped %v", text, got)
		}
	}
}

func TestCheckDigit_findsEveryWrongDigitAndEverySwap(t *testing.T) {
	good := strings.ReplaceAll(code(9), " ", "")
	for i := range good {
		for d := byte('0'); d <= '9'; d++ {
			if b := []byte(good); b[i] != d {
				b[i] = d
				if isCode(string(b)) {
					t.Fatalf("digit %d changed to %c is not seen", i, d)
				}
			}
		}
		if i > 0 && good[i] != good[i-1] {
			b := []byte(good)
			b[i], b[i-1] = b[i-1], b[i]
			if isCode(string(b)) {
				t.Fatalf("swap at %d is not seen", i)
			}
		}
	}
}

func TestMarked_keepsTheWholeText(t *testing.T) {
	text := "Mijn nummer is 123456782 en ze schrijven af van NL91 ABNA 0417 1643 00. Kan dat?"
	var b strings.Builder
	marked := 0
	for _, p := range Marked(text) {
		b.WriteString(p.Text)
		if p.Kind != "" {
			marked++
		}
	}
	if b.String() != text || marked != 2 {
		t.Errorf("%d marked, text %q", marked, b.String())
	}
	want := "Mijn nummer is [nummer weggelaten] en ze schrijven af van [nummer weggelaten]. Kan dat?"
	if got := Without(text, "[nummer weggelaten]"); got != want {
		t.Errorf("without: %q", got)
	}
}

func FuzzWithout(f *testing.F) {
	f.Add("bsn 123456782 en NL91ABNA0417164300 " + code(3))
	f.Add("１２３４５６７８２\u200b5\xff")
	f.Fuzz(func(t *testing.T, text string) {
		for _, found := range Find(text) {
			if found.Start >= found.End || found.End > len(text) {
				t.Fatalf("offsets %v of %d", found, len(text))
			}
			if utf8.ValidString(text) && (!utf8.ValidString(text[:found.Start]) || !utf8.ValidString(text[found.Start:found.End])) {
				t.Fatalf("%v cuts a character", found)
			}
		}
		if left := Find(Without(text, "[weg]")); len(left) > 0 {
			t.Fatalf("left %v in %q", left, Without(text, "[weg]"))
		}
	})
}
