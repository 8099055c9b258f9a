// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"math"
	"strings"

	"opgelucht/pkg/money"
)

// Number is a fixed point number with 8 decimals: 1 is 100,000,000. Four
// decimals are too few: € 1.000,01 / € 1.000 would become 1.0000. The largest
// number is about 92 billion.
type Number int64

// One is the number 1.
const One Number = 100_000_000

const (
	decimals  = 8
	maxNumber = Number(math.MaxInt64)
	maxWhole  = int64(maxNumber / One)
)

// Whole is a whole number as Number; too large a number becomes the largest one.
func Whole(n int64) Number { return Number(min(max(n, -maxWhole), maxWhole)) * One }

// ReadNumber reads a number as people type it: "2", "2,5", "2.5", "-1". Not ok
// means: ask again. That includes "1.000", which may be one or a thousand.
func ReadNumber(text string) (Number, bool) {
	text, negative := strings.CutPrefix(strings.TrimSpace(text), "-")
	whole, fraction, found := strings.Cut(strings.Replace(text, ",", ".", 1), ".")
	if found && (fraction == "" || len(fraction) == 3 && whole != "0") {
		return 0, false
	}
	n, ok := fixed(whole, fraction, decimals)
	if negative {
		n = -n
	}
	return n, ok
}

// fixed makes whole.fraction a Number in which places decimals count: 8, or 6
// for a percentage.
func fixed(whole, fraction string, places int) (Number, bool) {
	if whole == "" || len(whole) > 11 || len(fraction) > places {
		return 0, false
	}
	n := int64(0)
	for _, d := range whole + fraction + strings.Repeat("0", places-len(fraction)) {
		if d < '0' || d > '9' || n > (math.MaxInt64-9)/10 {
			return 0, false
		}
		n = n*10 + int64(d-'0')
	}
	return Number(n), true
}

// Format shows a number without needless zeros: "2,5" or, in English, "2.5".
// Thousands are not grouped.
func (n Number) Format(lang string) string {
	point := ","
	if english(lang) {
		point = "."
	}
	text, digits := "", magnitude(n)
	for i := range decimals {
		d := string(rune('0' + digits%10))
		digits /= 10
		if text != "" || d != "0" {
			text = d + text
		}
		if i == decimals-1 && text != "" {
			text = point + text
		}
	}
	for {
		text = string(rune('0'+digits%10)) + text
		if digits /= 10; digits == 0 {
			break
		}
	}
	if n < 0 {
		return "-" + text
	}
	return text
}

func magnitude(n Number) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func english(lang string) bool { return lang == "en" || strings.HasPrefix(lang, "en-") }

// Int is the number as a whole one; not ok when it has decimals.
func (n Number) Int() (int, bool) { return int(n / One), n%One == 0 }

func (n Number) add(m Number) (Number, bool) {
	sum, ok := money.Add(money.Cents(n), money.Cents(m))
	return Number(sum), ok
}

// roundUp goes to the next whole number, towards the larger one: -1,5 becomes -1.
func (n Number) roundUp() (Number, bool) {
	down, ok := n.roundDown()
	if !ok || down == n {
		return down, ok
	}
	return down.add(One)
}

// roundDown goes to the whole number before, towards the smaller one.
func (n Number) roundDown() (Number, bool) {
	rest := n % One
	if rest < 0 {
		rest += One
	}
	return n.add(-rest)
}
