// SPDX-License-Identifier: EUPL-1.2

package page

import "github.com/a-h/templ"

// List is the work list of a counsellor.
type List struct {
	Base
	Heading string
	Tabs    []Tab
	Groups  []Group
	More    string // address of the next page
	// Elsewhere says that there are cases, if not here.
	Elsewhere bool
	Total     int
}

// Tab is a part of the work list.
type Tab struct {
	To, Label  string
	N          int
	On, Crisis bool
}

// Group is the rows of the work list under one heading.
type Group struct {
	Kind string // crisis, late, today, later or client
	N    int
	Note string
	Rows []Row
}

// Row is one case in the work list.
type Row struct {
	ID, Nick, Theme string
	Owner           string
	When, Wait      string
	Do, Turn        string
	State, Task     string // how far the newest assignment is, and which
	Steps           int    // of four
	Next, NextNote  string
}

// HTML gives the page.
func (p List) HTML(w Words) templ.Component {
	return Desk(w, p.Base, Inside{Main: list(w, p)})
}

// under joins what stands below a name.
func (r Row) under() string {
	if r.Theme == "" {
		return r.Owner
	}
	return r.Theme + " · " + r.Owner
}
