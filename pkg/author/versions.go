// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"fmt"
	"strings"

	"opgelucht/pkg/assignment"
)

// version compares the version with what was written down. That logic changed
// while its version did not is told where the files are read.
func (l *linter) version() {
	at := l.root.Field("version")
	was, ok := assignment.Locks(l.files)[l.id]
	runFmt := both("Voer uit: opgelucht opdracht fmt", "Run: opgelucht assignment fmt")
	switch {
	case at == nil:
	case !ok:
		l.warn("version", at, both("Deze opdracht staat nog niet in versions.yaml.", "This assignment is not in versions.yaml yet."), runFmt)
	case l.def.Version > was.Version:
		l.warn("version", at, both("Versie %d staat nog niet in versions.yaml.", "Version %d is not in versions.yaml yet.", l.def.Version), runFmt)
	case assignment.EarlierHash(was.Logic):
		l.warn("version", at, both("In versions.yaml staat deze opdracht nog op de oude manier.", "This assignment is in versions.yaml in the former way."), runFmt)
	}
}

// lockText writes down the versions of a folder.
func (f *Folder) lockText() string {
	var b strings.Builder
	b.WriteString("# Bijgehouden door 'opgelucht opdracht fmt': welke vragen en berekening bij een versie horen.\n# Wie ze verandert, verhoogt de versie; anders meldt lint het. Verander dit bestand niet zelf.\nassignments:\n")
	for _, id := range f.ids {
		if d, ok := f.Shelf.Get(id, "nl"); ok {
			fmt.Fprintf(&b, "  %s: {version: %d, logic: %s}\n", id, d.Version, d.LogicHash)
		}
	}
	return b.String()
}

// Locked gives versions.yaml as it should be.
func (f *Folder) Locked() map[string]string {
	return map[string]string{assignment.LockFile: f.lockText()}
}
