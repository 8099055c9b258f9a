// SPDX-License-Identifier: EUPL-1.2

// Package page holds the templates that are compiled to Go: the layouts, which
// stand around every page, and the pages that are read most. The others are
// html/template and stand inside these layouts; see package view.
//
// After a change to a .templ file: go tool templ generate -path templates/page
package page

import (
	"opgelucht/pkg/tenant"
)

// Base is what every page knows beside its own content.
type Base struct {
	Lang    string
	Title   string // of the tab; never says what this is about
	Place   string // which of the places in the bar this is
	Prefix  string // stands before our own addresses inside a frame
	Framed  bool
	Form    Form
	Around  Around
	Reading Reading
	Note    string // what just happened; empty for nothing
	Undo    string // address that takes it back; empty when nothing does
	Number  string // of the request, to name a failure by
	Inside  bool   // someone entered: the places are shown
	Posts   string // the address that the page's own form posts to, for the language buttons
}

// Form holds the hidden fields of every form.
type Form struct {
	Token   string // proves that the form is ours
	Session string // the session, where a frame keeps no cookie
	Handed  string // the session, for the one form that opens a window of its own
	Owner   string // whose form it is, without saying who: typed text never goes to another one
	Own     bool   // the page has a form of its own, "f", which the language buttons belong to
}

// Around is what the municipality puts around every page.
type Around struct {
	Tenant    string
	Help      tenant.Help
	Links     tenant.Links
	Languages []Language      // the others one can choose
	Staff     string          // name of the counsellor at the desk
	Shut      map[string]bool // places of the desk that are not for them
	Now       string          // at the desk: day and time
}

// Language is a language one can choose.
type Language struct{ Code, Name string }

// Reading are the reader's choices.
type Reading struct{ Larger, Airy, Shared bool }

// class names the choices for the style sheet.
func (r Reading) class() string {
	switch {
	case r.Larger && r.Airy:
		return "larger airy"
	case r.Larger:
		return "larger"
	default:
		return "airy"
	}
}

// PageBase gives the base of a page that embeds it.
func (b Base) PageBase() Base { return b }

// Page is any page.
type Page interface{ PageBase() Base }

// Pair is a hidden field.
type Pair struct{ Name, Value string }

// Link is a way to another page of ours.
type Link struct {
	To, Text, Class string
	Href            string // To, inside a frame too
	Button          bool   // the session travels in forms: the way is a button of one
	Hidden          string // what a screen reader hears after the text
}

// To makes a way from this page to another; extra is class and hidden text.
func (b Base) To(to, text string, extra ...string) Link {
	l := Link{To: to, Text: text, Href: b.Prefix + to, Button: b.Form.Session != ""}
	if len(extra) > 0 {
		l.Class = extra[0]
	}
	if len(extra) > 1 {
		l.Hidden = extra[1]
	}
	return l
}
