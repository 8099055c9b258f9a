// SPDX-License-Identifier: EUPL-1.2

// Package tenant describes one municipality that offers the service.
package tenant

import (
	"io/fs"
	"net"
	"path"
	"sort"
	"strings"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/content"
)

// ID names a municipality: the name of its file, "waterhoven".
type ID string

// Tenant is one municipality.
type Tenant struct {
	ID             ID
	Name           string   // as people call it
	Hosts          []string // host names it answers on; empty: any, when it is alone
	Languages      []string // offered, the first is the default
	Embedders      []string // exact origins that may frame the client's pages
	AnswerWorkdays int      // by when an answer comes: the end of this working day
	Help           Help
	Links          Links
	Exit           string // neutral site for "leave quickly"; empty: our own recipe
	week           calendar.Week
	closures       []string
	cal            *calendar.Calendar
}

// Help is where people can go at once.
type Help struct {
	Desk    string // what the local help is called
	Phone   string // as people write it
	Opening string // when it is answered
	Counter string // where one can walk in
	Walk    string // when
}

// Links are pages of the municipality itself.
type Links struct {
	Privacy       string
	Accessibility string
}

// Calendar is the working time of the municipality.
func (t *Tenant) Calendar() *calendar.Calendar { return t.cal }

// Registry holds the municipalities of a server.
type Registry struct {
	byID   map[ID]*Tenant
	byHost map[string]*Tenant
	any    *Tenant // the only one, when it names no host
}

// Only makes a registry of one municipality, which answers on its own hosts.
func Only(t *Tenant) *Registry {
	r := &Registry{byID: map[ID]*Tenant{t.ID: t}, byHost: map[string]*Tenant{}}
	for _, h := range t.Hosts {
		r.byHost[h] = t
	}
	return r
}

// ByID finds a municipality.
func (r *Registry) ByID(id ID) (*Tenant, bool) {
	t, ok := r.byID[id]
	return t, ok
}

// ByHost finds the municipality of a request's Host header.
func (r *Registry) ByHost(host string) (*Tenant, bool) {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if t, ok := r.byHost[strings.ToLower(strings.TrimSuffix(host, "."))]; ok {
		return t, true
	}
	return r.any, r.any != nil
}

// All gives the municipalities in order of name.
func (r *Registry) All() []*Tenant {
	list := make([]*Tenant, 0, len(r.byID))
	for _, t := range r.byID {
		list = append(list, t)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].ID < list[j].ID })
	return list
}

// Options say how strict reading is.
type Options struct {
	// Development allows http origins on localhost as embedders.
	Development bool
}

// Load reads every municipality of a folder. A broken file closes its own
// municipality only, and is reported.
func Load(fsys fs.FS, o Options) (*Registry, []content.Problem) {
	r := &Registry{byID: map[ID]*Tenant{}, byHost: map[string]*Tenant{}}
	files, _ := fs.Glob(fsys, "*.yaml") // the pattern is well formed
	var problems []content.Problem
	for _, file := range files {
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			problems = append(problems, content.Problem{File: file, Say: content.Words{NL: "Dit bestand is niet te lezen.", EN: "This file cannot be read."}})
			continue
		}
		t, found := Parse(file, text, o)
		problems = append(problems, found...)
		if len(content.Errors(found)) == 0 {
			problems = append(problems, r.add(t, file)...)
		}
	}
	if len(r.byID) == 1 {
		for _, t := range r.byID {
			if len(t.Hosts) == 0 {
				r.any = t
			}
		}
	}
	return r, problems
}

// add keeps a municipality whose host names nobody else has.
func (r *Registry) add(t *Tenant, file string) []content.Problem {
	for _, h := range t.Hosts {
		if other, taken := r.byHost[h]; taken {
			return []content.Problem{{File: file, Say: content.Words{
				NL: "De hostnaam " + h + " hoort al bij " + string(other.ID) + ".", EN: "Host name " + h + " already belongs to " + string(other.ID) + "."}}}
		}
	}
	r.byID[t.ID] = t
	for _, h := range t.Hosts {
		r.byHost[h] = t
	}
	return nil
}

func idOf(file string) ID { return ID(strings.TrimSuffix(path.Base(file), ".yaml")) }
