// SPDX-License-Identifier: EUPL-1.2

package page

import (
	"github.com/a-h/templ"

	"opgelucht/pkg/locale"
	"opgelucht/pkg/tenant"
)

// Words speaks the language of a page, and knows where its files are.
type Words struct {
	*locale.Printer
	File func(name string) string // the address of a file by its name
}

// T gives the words of a key with values filled in: name, value, name, value.
func (w Words) T(key string, pairs ...any) string {
	if len(pairs) == 0 {
		return w.Printer.T(key, nil)
	}
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			args[name] = pairs[i+1]
		}
	}
	return w.Printer.T(key, args)
}

// dial gives the address that calls a number.
func dial(number string) templ.SafeURL { return templ.URL("tel:" + tenant.Digits(number)) }

// Field is a box to write a letter in.
type Field struct {
	ID, Value, Error string
	Describe         string // ids of what is said about it
	Rows             string // empty: six
}

func (f Field) rows() string {
	if f.Rows == "" {
		return "6"
	}
	return f.Rows
}

// Inside is what a page puts into its layout.
type Inside struct {
	Class  string          // of the body
	Places templ.Component // in place of the bar; nil leaves it
	Skips  templ.Component // at the desk: more ways past the head; nil for none
	Main   templ.Component
}
