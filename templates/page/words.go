// SPDX-License-Identifier: EUPL-1.2

package page

import (
	"fmt"

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
// What does not pair comes back as a key that nobody has: in brackets.
func (w Words) T(key string, pairs ...any) string {
	args, err := Named(pairs)
	if err != nil {
		return "[" + key + "]"
	}
	return w.Printer.T(key, args)
}

// Named makes values with names out of a row of name, value, name, value.
func Named(pairs []any) (map[string]any, error) {
	if len(pairs) == 0 {
		return nil, nil
	}
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("names and values do not pair")
	}
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("%v is no name", pairs[i])
		}
		args[name] = pairs[i+1]
	}
	return args, nil
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

// keyName names a key whose sign cannot stand in the name of a word.
func keyName(key string) string {
	switch key {
	case "/":
		return "search"
	case "?":
		return "help"
	}
	return key
}
