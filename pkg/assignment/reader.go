// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"io/fs"

	"opgelucht/pkg/content"
	"opgelucht/pkg/norm"
)

// Reader reads a folder again and again: an assignment of which no file changed is
// not read twice. The figures of the law and the languages stay those of the first
// time. It serves one at a time; without one, nothing is remembered.
type Reader struct {
	shared []packedFile      // what every assignment depends on
	kept   map[string]loaded // by the hash of all files that it depends on
}

// Load is LoadWith for a folder of which most may be as it was.
func (r *Reader) Load(fsys fs.FS, norms *norm.Tables, languages ...string) (*Shelf, []content.Problem) {
	return loadWith(fsys, norms, r, languages...)
}

// begin reads what every assignment of a shelf depends on.
func (r *Reader) begin(s *Shelf) {
	if r == nil {
		return
	}
	var err error
	if r.shared, err = s.shared(); err != nil {
		r.kept = nil // what it was cannot be told
	}
}

// one reads one assignment, or remembers it.
func (r *Reader) one(s *Shelf, fsys fs.FS, id string) loaded {
	if r == nil {
		return s.load(fsys, id)
	}
	own, err := s.own(id)
	if err != nil {
		return s.load(fsys, id)
	}
	print := hashOfFiles(r.shared, own)
	if before, ok := r.kept[print]; ok {
		return before
	}
	read := s.load(fsys, id)
	read.print = print
	return read
}

// end remembers what was read, and nothing of before.
func (r *Reader) end(list []loaded) {
	if r == nil {
		return
	}
	r.kept = map[string]loaded{}
	for _, one := range list {
		if one.print != "" {
			r.kept[one.print] = one
		}
	}
}
