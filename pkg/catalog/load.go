// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"io/fs"
	"slices"
	"sync"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/library"
	"opgelucht/pkg/norm"
	"opgelucht/pkg/sample"
	"opgelucht/pkg/tenant"
	"opgelucht/templates"
)

// Shelf is everything a counsellor hands out: sample messages and assignments,
// with the figures they compute with; and the library, which is for anyone.
type Shelf struct {
	*Catalog
	Assignments *assignment.Shelf
	Norms       *norm.Tables // the figures of the law that assignments compute with
	Library     *library.Library
	tenant      tenant.ID // whose own assignments are among them; empty: nobody's
	past        *past
	gone        retired
}

// languages are what assignments are translated into.
var languages = []string{"en"}

// Load reads everything that ships, with what is wrong in it.
func Load() (*Shelf, []content.Problem) {
	shelf, problems := shipped()
	if shelf == nil {
		return nil, problems
	}
	own := *shelf
	return &own, slices.Clone(problems)
}

// shipped reads the files in the program once: they do not change while it runs.
var shipped = sync.OnceValues(readShipped)

func readShipped() (*Shelf, []content.Problem) {
	messages, err := fs.Sub(templates.FS, "messages")
	if err != nil { // only for an invalid name
		return nil, []content.Problem{{File: "messages", Say: content.Words{NL: "Deze map is er niet.", EN: "There is no such folder."}}}
	}
	var list []sample.Message
	var problems []content.Problem
	var stocked *Catalog
	var beside sync.WaitGroup
	beside.Go(func() { // messages know nothing of assignments
		list, problems = sample.Load(messages)
		problems = append(problems, sample.Pairs(list)...)
		stocked = New(list)
	})
	norms, missing := norm.Shipped()
	shelf, wrong := assignment.LoadWith(assignments.FS, norms, languages...)
	beside.Wait()
	problems = slices.Concat(problems, missing, wrong)
	problems = append(problems, shelf.Unknown(shelf.IDs(), sample.IDs(list))...)
	books, found := library.Shipped()
	problems = append(problems, found...)
	return &Shelf{Catalog: stocked, Assignments: shelf, Norms: norms, Library: books}, problems
}

// Assignment gives an assignment in a language, also one whose files are gone
// while somebody was given it.
func (s *Shelf) Assignment(id, lang string) (*assignment.Definition, bool) {
	if d, ok := s.Assignments.Get(id, lang); ok {
		return d, true
	}
	for _, of := range []tenant.ID{s.tenant, ""} {
		if old := s.gone[of][id]; old != nil {
			return old.Get(id, lang)
		}
	}
	return nil, false
}

// Offered gives an assignment that can be handed out today.
func (s *Shelf) Offered(id, lang string) (*assignment.Definition, bool) {
	return s.Assignments.Get(id, lang)
}
