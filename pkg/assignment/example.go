// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"io/fs"
	"path"
	"strings"

	"opgelucht/pkg/dossier"
)

// Example is what an example of an author fills in, to look at.
type Example struct {
	Draft *Draft
	Known []dossier.Fact // what the dossier holds before
}

// ExampleNames lists the examples of an assignment: the names of their files.
func (s *Shelf) ExampleNames(id string) []string {
	if s.byID[id] == nil {
		return nil
	}
	files, _ := fs.Glob(s.holder(id).files, path.Join(id, "tests", "*.yaml")) // the pattern is well formed
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(path.Base(file), ".yaml"))
	}
	return names
}

// Example gives what an example fills in; false when there is none that can be read.
func (s *Shelf) Example(id, name string, w World) (Example, bool) {
	def, ok := s.Get(id, source)
	if !ok {
		return Example{}, false
	}
	n, _ := parse(s.holder(id).files, path.Join(id, "tests", name+".yaml"))
	if n == nil {
		return Example{}, false
	}
	t := &authorTest{n: n, result: &TestResult{}, def: def, today: w.Today}
	t.run(w)
	return Example{Draft: t.draft, Known: t.facts()}, t.draft != nil
}
