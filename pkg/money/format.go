// SPDX-License-Identifier: EUPL-1.2

package money

import "strings"

// Format shows an amount: "€ 1.234,56" with a hard space, or "€1,234.56" when
// lang is English. Every other language gets the Dutch form in Western digits:
// it must match the bank's app and the letters. A negative amount is "€ -5,00"
// or "-€5.00".
func Format(c Cents, lang string) string {
	negative := c < 0
	n := magnitude(int64(c))
	if english(lang) {
		return sign(negative) + "€" + digits(n/100, ',') + decimals(n%100, '.')
	}
	return "€\u00a0" + sign(negative) + digits(n/100, '.') + decimals(n%100, ',')
}

func english(lang string) bool { return lang == "en" || strings.HasPrefix(lang, "en-") }

func sign(negative bool) string {
	if negative {
		return "-"
	}
	return ""
}

// digits writes n with a separator between groups of three.
func digits(n uint64, separator byte) string {
	var buffer [26]byte // 20 digits of the largest uint64 and 6 separators
	at := len(buffer)
	for count := 0; ; count++ {
		if count > 0 && count%3 == 0 {
			at--
			buffer[at] = separator
		}
		at--
		buffer[at] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(buffer[at:])
		}
	}
}

func decimals(n uint64, separator byte) string {
	return string([]byte{separator, byte('0' + n/10), byte('0' + n%10)})
}
