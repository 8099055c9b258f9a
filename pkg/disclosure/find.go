// SPDX-License-Identifier: EUPL-1.2

package disclosure

import (
	"bytes"
	"strings"
)

// find looks for the longest sorts first, so that a card inside a code is a code.
func (r run) find() []Finding {
	var found []Finding
	for i := 0; i < len(r.chars); {
		if n, kind := r.at(i); n > 0 {
			found = append(found, Finding{Kind: kind, Start: r.starts[i], End: r.ends[i+n-1]})
			i += n
			continue
		}
		i++
	}
	return found
}

// at gives the number that begins at char i.
func (r run) at(i int) (int, Kind) {
	if n := r.iban(i); n > 0 {
		return n, IBAN
	}
	if !digit(r.chars[i]) || (i > 0 && digit(r.chars[i-1]) && r.gaps[i] == "") {
		return 0, "" // not at the start of a row of digits
	}
	n := 0
	for i+n < len(r.chars) && digit(r.chars[i+n]) {
		n++
	}
	if n >= codeLength && r.whole(i, codeLength, "CODE") && isCode(string(r.chars[i:i+codeLength])) {
		return codeLength, Code
	}
	for _, length := range []int{19, 18, 17, 16, 15, 14, 13} {
		if length <= n && r.whole(i, length, "KAART") && r.grouped(i, length) && isCard(string(r.chars[i:i+length])) {
			return length, Card
		}
	}
	for _, length := range []int{9, 8} {
		if length <= n && r.whole(i, length, "BSN", "SERVICENUMMER", "SOFINUMMER") && r.looksLikeBSN(i, length) && isBSN(string(r.chars[i:i+length])) {
			return length, BSN
		}
	}
	return 0, ""
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// whole tells whether a row of n digits from i does not go on into another
// digit or letter without a separator, but for its own name before it.
func (r run) whole(i, n int, names ...string) bool {
	return r.begins(i, names...) && (i+n == len(r.chars) || r.gaps[i+n] != "")
}

// begins tells whether something new begins at char i: after a separator, or
// after one of these names, "bsn123456782".
func (r run) begins(i int, names ...string) bool {
	if i == 0 || r.gaps[i] != "" {
		return true
	}
	for _, name := range names {
		if bytes.HasSuffix(r.chars[:i], []byte(name)) {
			return true
		}
	}
	return false
}

// grouped tells whether a long row is written as cards are: in one piece or in
// groups of four or more, not as a list of small numbers.
func (r run) grouped(i, n int) bool {
	last := 0
	for k := 1; k < n; k++ {
		if r.gaps[i+k] != "" {
			if k-last < 4 || strings.ContainsAny(r.gaps[i+k], "./") {
				return false
			}
			last = k
		}
	}
	return true
}

// looksLikeBSN tells a citizen service number from an amount, a date and a
// phone number: it is written in one piece or in groups of two or more, and no
// money sign stands before it.
func (r run) looksLikeBSN(i, n int) bool {
	gaps, thousands := 0, true
	last := 0
	for k := 1; k < n; k++ {
		g := r.gaps[i+k]
		if g == "" {
			continue
		}
		if len(g) > 3 || strings.ContainsAny(g, "/\n") || k-last < 2 {
			return false
		}
		thousands = thousands && g == "." && (n-k)%3 == 0
		gaps, last = gaps+1, k
	}
	if gaps > 0 && n-last < 2 {
		return false
	}
	if (gaps == 0 || thousands) && r.afterMoney(i) || r.afterDialling(i, n) {
		return false
	}
	if n == 8 && gaps == 0 && isDate(string(r.chars[i:i+8])) {
		return false
	}
	return n == 9 || gaps == 0
}

// afterMoney tells whether a sign of money stands right before char i.
func (r run) afterMoney(i int) bool {
	before := strings.ToLower(string(r.chars[:i]))
	if i == 0 {
		before = strings.ToLower(strings.TrimRight(r.before, " \u00a0\u202f"))
	}
	return strings.HasSuffix(before, "€") || strings.HasSuffix(before, "eur") || strings.HasSuffix(before, "euro")
}

// afterDialling tells whether digits right before char i make the number a
// telephone's: an area or mobile code before eight digits, or +31 before nine.
func (r run) afterDialling(i, n int) bool {
	k := i
	for k > 0 && digit(r.chars[k-1]) {
		k--
	}
	before := string(r.chars[k:i])
	return n == 8 && before != "" || strings.HasSuffix(before, "31")
}

// isDate tells whether eight digits are a day written as 20260131 or 31012026.
func isDate(s string) bool {
	ok := func(y, m, d string) bool {
		return y >= "1900" && y <= "2099" && m >= "01" && m <= "12" && d >= "01" && d <= "31"
	}
	return ok(s[:4], s[4:6], s[6:]) || ok(s[4:], s[2:4], s[:2])
}

// isBSN is the eleven test of the citizen service number; eight digits have a
// zero in front (Besluit BSN, art. 2).
func isBSN(s string) bool {
	if len(s) == 8 {
		s = "0" + s
	}
	if strings.Count(s, s[:1]) == len(s) {
		return false // nine times the same digit is nobody's
	}
	sum := 0
	for k, w := range []int{9, 8, 7, 6, 5, 4, 3, 2, -1} {
		sum += int(s[k]-'0') * w
	}
	return sum%11 == 0
}

// isCard is Luhn's check (ISO/IEC 7812-1) on a number that begins as those of
// the payment networks do.
func isCard(s string) bool {
	if !strings.ContainsAny(s[:1], "23456") {
		return false
	}
	sum := 0
	for k := range s {
		d := int(s[len(s)-1-k] - '0')
		if k%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// Lengths of an IBAN (ISO 13616-1): country, two check digits, up to 30 more.
const (
	minIBAN = 15
	maxIBAN = 34
)

// iban gives the length of the bank account that begins at char i, or 0. The
// longest one that passes the check counts.
func (r run) iban(i int) int {
	c := r.chars
	if i+minIBAN > len(c) || digit(c[i]) || digit(c[i+1]) || !digit(c[i+2]) || !digit(c[i+3]) {
		return 0
	}
	if !r.begins(i, "IBAN", "REKENING", "NUMMER") {
		return 0
	}
	for k := 1; k < 4; k++ {
		if k != 2 && strings.ContainsAny(r.gaps[i+k], "\n") {
			return 0
		}
	}
	for n := min(maxIBAN, len(c)-i); n >= minIBAN; n-- {
		if (i+n == len(c) || r.gaps[i+n] != "") && mod97(string(c[i+4:i+n])+string(c[i:i+4])) {
			return n
		}
	}
	return 0
}

// mod97 is the check of ISO 7064 MOD 97-10, letters counting from 10.
func mod97(s string) bool {
	rest := 0
	for _, c := range []byte(s) {
		if digit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest == 1
}

// codeLength counts the digits of an access code.
const codeLength = 24

func isCode(s string) bool { return CheckDigit(s[:codeLength-1]) == s[codeLength-1] }

// damm is a quasigroup of order 10 that is totally anti-symmetric (H. M. Damm,
// 2004): it finds every wrong digit and every swap of neighbours.
var damm = [10]string{
	"0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
	"3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
}

// CheckDigit gives the check digit of a row of digits.
func CheckDigit(digits string) byte {
	row := byte('0')
	for i := range len(digits) {
		row = damm[row-'0'][digits[i]-'0']
	}
	return row
}
