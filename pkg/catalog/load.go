// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"io/fs"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/sample"
	"opgelucht/templates"
)

// Shelf is everything a counsellor hands out: sample messages and assignments.
type Shelf struct {
	*Catalog
	Assignments *assignment.Shelf
}

// Load reads everything that ships, with what is wrong in it.
func Load() (*Shelf, []content.Problem) {
	messages, err := fs.Sub(templates.FS, "messages")
	if err != nil { // only for an invalid name
		return nil, []content.Problem{{File: "messages", Say: content.Words{NL: "Deze map is er niet.", EN: "There is no such folder."}}}
	}
	list, problems := sample.Load(messages)
	problems = append(problems, sample.Pairs(list)...)
	shelf, found := assignment.Load(assignments.FS, "en")
	return &Shelf{Catalog: New(list), Assignments: shelf}, append(problems, found...)
}

// Assignment gives an assignment in a language.
func (s *Shelf) Assignment(id, lang string) (*assignment.Definition, bool) {
	return s.Assignments.Get(id, lang)
}
