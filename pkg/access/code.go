// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"crypto/rand"
	"math/big"
	"strings"
	"unicode"

	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Code is the access code of a client: 23 random digits (76.4 bits) and a check
// digit. It is the only thing that opens a case from outside, and it is kept
// nowhere.
type Code struct{ digits string }

// codeDigits counts the digits of a code, the check digit included.
const codeDigits = 24

// NewCode draws a code.
func NewCode() Code {
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(codeDigits-1), nil)
	n, err := rand.Int(rand.Reader, limit)
	if err != nil {
		panic("access: " + err.Error()) // only a failing random source, which stops the process anyway
	}
	s := n.String()
	s = strings.Repeat("0", codeDigits-1-len(s)) + s
	return Code{s + string(disclosure.CheckDigit(s))}
}

// ParseCode reads a code as people type it: with spaces, dashes or line breaks,
// in any script's digits. A typing error is told apart from a wrong code by the
// check digit, before any costly work is done.
func ParseCode(typed string) (Code, error) {
	var b strings.Builder
	for _, r := range typed {
		d, ok := disclosure.Digit(r)
		switch {
		case ok:
			b.WriteByte(d)
		case unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.Is(unicode.Cf, r):
		default:
			return Code{}, fault.At("code", "code.letters", nil)
		}
	}
	s := b.String()
	if n := len(s); n == 0 {
		return Code{}, fault.At("code", "code.empty", nil)
	} else if n != codeDigits {
		return Code{}, fault.At("code", "code.length", map[string]any{"N": n})
	}
	if disclosure.CheckDigit(s[:codeDigits-1]) != s[codeDigits-1] {
		return Code{}, fault.At("code", "code.typo", nil)
	}
	return Code{s}, nil
}

// Groups gives the code as six groups of four digits, to show or print.
func (c Code) Groups() []string {
	groups := make([]string, 0, codeDigits/4)
	for i := 0; i+4 <= len(c.digits); i += 4 {
		groups = append(groups, c.digits[i:i+4])
	}
	return groups
}

// Text gives the groups with spaces between, to copy or download.
func (c Code) Text() string { return strings.Join(c.Groups(), " ") }

// EndsWith tells whether what was typed is the last group.
func (c Code) EndsWith(typed string) bool {
	var b strings.Builder
	for _, r := range typed {
		if d, ok := disclosure.Digit(r); ok {
			b.WriteByte(d)
		}
	}
	return seal.Equal([]byte(b.String()), []byte(c.digits[len(c.digits)-4:]))
}

// String keeps codes out of logs.
func (c Code) String() string { return "[code]" }

// GoString keeps codes out of %#v.
func (c Code) GoString() string { return "[code]" }

// salt is the same for all codes of a municipality, because a code must be
// found without knowing whose it is; its 76 bits make that safe.
func (c Code) salt(t tenant.ID) []byte {
	k, _ := seal.KeyFrom(make([]byte, 32))
	return k.MAC([]byte("code"), []byte(t))
}
