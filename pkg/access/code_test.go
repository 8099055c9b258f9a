// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/fault"
)

func TestNewCode_givesSixGroupsOfFourThatReadBack(t *testing.T) {
	seen, first := map[string]bool{}, map[byte]bool{}
	for range 500 {
		c := NewCode()
		if g := c.Groups(); len(g) != 6 || len(strings.Join(g, "")) != 24 || strings.Join(g, " ") != c.Text() {
			t.Fatalf("groups %q, text %q", g, c.Text())
		}
		if got, err := ParseCode(c.Text()); err != nil || got != c {
			t.Fatalf("%q reads as another code: %v", c.Text(), err)
		}
		seen[c.Text()], first[c.digits[0]] = true, true
	}
	if len(seen) != 500 {
		t.Errorf("500 codes hold %d different ones", len(seen))
	}
	if len(first) != 10 { // a code that begins with 0 keeps its length
		t.Errorf("codes begin with %d different digits", len(first))
	}
}

// inScript writes digits in the script whose zero is given.
func inScript(zero rune, text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return zero + r - '0'
		}
		return r
	}, text)
}

func TestParseCode_readsACodeAsPeopleTypeIt(t *testing.T) {
	c := NewCode()
	text, bare := c.Text(), c.digits
	for name, typed := range map[string]string{
		"groups": text, "without spaces": bare, "dashes": strings.ReplaceAll(text, " ", "-"), "points": strings.ReplaceAll(text, " ", "."),
		"a line each": strings.ReplaceAll(text, " ", "\r\n"), "around it": "  \t" + text + " \n", "hard spaces": strings.ReplaceAll(text, " ", "\u00a0"),
		"a sentence's end": text + ".", "brackets": "(" + text + ")", "long dashes": strings.ReplaceAll(text, " ", " – "),
		"every digit apart": strings.Join(strings.Split(bare, ""), " "), "marks of direction": "\u2066" + text + "\u2069", "soft hyphen": strings.ReplaceAll(text, " ", "\u00ad"),
		"Arabic": inScript('٠', text), "Persian": inScript('۰', text), "Devanagari": inScript('०', text), "full width": inScript('０', text),
		"Bengali": inScript('০', bare), "Thai": inScript('๐', text), "mathematical": inScript('𝟎', text),
	} {
		if got, err := ParseCode(typed); err != nil || got != c {
			t.Errorf("%s: %q is not read: %v", name, typed, err)
		}
	}
}

func TestParseCode_saysWhatIsWrongWithWhatWasTyped(t *testing.T) {
	text := NewCode().Text()
	for typed, key := range map[string]string{
		"": "code.empty", "  -  \n": "code.empty", text[:len(text)-1]: "code.length", text + " 7": "code.length", "1234": "code.length",
		"O" + text[1:]: "code.letters", "mijn code": "code.letters", text + " €": "code.letters",
	} {
		if _, err := ParseCode(typed); !at(err, "code", key) {
			t.Errorf("%q: %v, want %s", typed, err, key)
		}
	}
	_, err := ParseCode("12 34")
	if n := fault.As(err).Args["N"]; n != 4 {
		t.Errorf("a code of four digits counts as %v", n)
	}
}

func TestParseCode_tellsEveryWrongDigitBeforeAnyWork(t *testing.T) {
	for range 50 {
		digits := []byte(NewCode().digits)
		for i, right := range digits {
			for d := byte('0'); d <= '9'; d++ {
				if digits[i] = d; d == right {
					continue
				}
				if _, err := ParseCode(string(digits)); !at(err, "code", "code.typo") {
					t.Fatalf("digit %d as %c passes: %v", i+1, d, err)
				}
			}
			digits[i] = right
		}
	}
}

func TestParseCode_tellsEverySwapOfNeighboursBeforeAnyWork(t *testing.T) {
	for range 200 {
		digits := []byte(NewCode().digits)
		for i := range len(digits) - 1 {
			a, b := digits[i], digits[i+1]
			if a == b {
				continue // the same code
			}
			digits[i], digits[i+1] = b, a
			if _, err := ParseCode(string(digits)); !at(err, "code", "code.typo") {
				t.Fatalf("digits %d and %d swapped pass: %v", i+1, i+2, err)
			}
			digits[i], digits[i+1] = a, b
		}
	}
}

func TestCode_neverShowsItself(t *testing.T) {
	c := NewCode()
	inside := struct{ Code Code }{c}
	j, err := json.Marshal(inside)
	if err != nil {
		t.Fatal(err)
	}
	all := fmt.Sprintf("%v %+v %#v %s %q %x %v %+v %#v ", c, c, c, c, c, c, inside, inside, inside) + fmt.Sprint(c, []Code{c}, &inside) + string(j)
	for _, group := range c.Groups() {
		if strings.Contains(all, group) {
			t.Errorf("printed: %s", all)
		}
	}
	if c.String() != "[code]" || c.GoString() != "[code]" {
		t.Errorf("%s, %s", c.String(), c.GoString())
	}
}

func TestEndsWith_asksForTheLastGroupOnly(t *testing.T) {
	c, err := ParseCode(withCheck("00001111222233334444555"))
	if err != nil {
		t.Fatal(err)
	}
	last := c.Groups()[5]
	for typed, want := range map[string]bool{
		last: true, " " + last[:2] + " " + last[2:] + "\n": true, inScript('٠', last): true, "…" + last: true,
		"": false, last[1:]: false, "5" + last: false, c.Text(): false, "0000": false, last[:3] + "x": false,
	} {
		if c.EndsWith(typed) != want {
			t.Errorf("%q: %v", typed, !want)
		}
	}
}

// withCheck puts the check digit behind 23 digits.
func withCheck(digits string) string { return digits + string(disclosure.CheckDigit(digits)) }

func FuzzParseCode(f *testing.F) {
	for _, s := range []string{NewCode().Text(), "", "1234-5678", "٠١٢٣", "12 a", "\xff", strings.Repeat("9", 24), inScript('०', NewCode().Text())} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		c, err := ParseCode(typed)
		if err != nil {
			if c != (Code{}) || fault.As(err).Kind != fault.Invalid {
				t.Fatalf("%q: %v", typed, err)
			}
			return
		}
		if again, err := ParseCode(c.Text()); err != nil || again != c {
			t.Fatalf("%q reads as %q, which reads as another: %v", typed, c.Text(), err)
		}
		digits := 0
		for _, r := range typed {
			if unicode.Is(unicode.Nd, r) {
				digits++
			}
		}
		if digits != codeDigits || withCheck(c.digits[:codeDigits-1]) != c.digits {
			t.Fatalf("%q with %d digits is a code", typed, digits)
		}
	})
}
