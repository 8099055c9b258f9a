// SPDX-License-Identifier: EUPL-1.2

// Package fault names the ways a use case can fail, in words a page can translate.
//
// Three audiences read a failure: the reader gets the translated Key, the log
// gets the wrapped cause, the code asks for the Kind.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what sort of failure it is; doors turn it into a status.
type Kind int

// The kinds, from "our fault" to "theirs". The zero value is Internal, so that
// a forgotten kind never shows a cause to a reader.
const (
	Internal     Kind = iota // our fault; the reader sees one neutral sentence
	Invalid                  // what was typed cannot be used as it is; it is kept
	NotFound                 // absent, or someone else's: never told apart
	Unauthorized             // nobody is signed in, or the session ended
	Conflict                 // somebody else was first
	TooMany                  // slow down; RetryAfter says how long
	Busy                     // the server is full for a moment; RetryAfter says how long
	Gone                     // existed, and was erased or expired
)

// Field is one thing to mend at one place of a form.
type Field struct {
	Name string         // name of the form field
	Key  string         // translation key of the sentence
	Args map[string]any // values in that sentence
}

// Fault is an error with a sentence for people.
type Fault struct {
	Kind       Kind
	Key        string         // translation key; empty means the kind's own sentence
	Args       map[string]any // values in that sentence; never what a person wrote
	Fields     []Field        // what to mend, in the order of the form
	RetryAfter time.Duration  // for TooMany and Busy
	Err        error          // cause, for the log only
}

// Error gives the text for the log: kind, key and cause, never a person's words.
func (f *Fault) Error() string {
	if f.Err != nil {
		return fmt.Sprintf("%s %s: %v", f.Kind, f.Key, f.Err)
	}
	return fmt.Sprintf("%s %s", f.Kind, f.Key)
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// String names the kind for logs.
func (k Kind) String() string {
	names := [...]string{"internal", "invalid", "not-found", "unauthorized", "conflict", "too-many", "busy", "gone"}
	if int(k) < 0 || int(k) >= len(names) {
		return "internal"
	}
	return names[k]
}

// New makes a fault of a kind with a translation key.
func New(kind Kind, key string) *Fault { return &Fault{Kind: kind, Key: key} }

// At makes an Invalid fault about one form field.
func At(field, key string, args map[string]any) *Fault {
	return &Fault{Kind: Invalid, Key: key, Args: args, Fields: []Field{{Name: field, Key: key, Args: args}}}
}

// Wrap keeps err as the cause of an Internal fault that happened in place.
// A nil err stays nil; an err that already is a Fault keeps its kind and key.
func Wrap(place string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", place, err)
}

// As finds the Fault in err; anything else is Internal with err as its cause.
func As(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return &Fault{Kind: Internal, Err: err}
}

// Is tells whether err is a fault of this kind.
func Is(err error, kind Kind) bool { return err != nil && As(err).Kind == kind }
