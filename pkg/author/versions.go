// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"fmt"
	"strconv"
	"strings"

	"opgelucht/pkg/content"
)

// lockFile lists which logic each version of an assignment has.
const lockFile = "versions.yaml"

type locked struct {
	version int
	logic   string
	at      *content.Node
}

// locks reads what was written down at the last fmt.
func (f *Folder) locks() map[string]locked {
	list := map[string]locked{}
	n := f.node(lockFile)
	all := n.Field("assignments")
	for _, id := range keysOf(all) {
		one := all.Field(id)
		version, _ := strconv.Atoi(one.Str("version")) // what is no number is no version
		list[id] = locked{version, one.Str("logic"), one}
	}
	return list
}

// version compares the logic with what was written down for this version.
func (l *linter) version() {
	at := l.root.Field("version")
	was, ok := l.locks()[l.id]
	runFmt := both("Voer uit: opgelucht opdracht fmt", "Run: opgelucht assignment fmt")
	switch {
	case at == nil:
	case !ok:
		l.warn("version", at, both("Deze opdracht staat nog niet in versions.yaml.", "This assignment is not in versions.yaml yet."), runFmt)
	case l.def.Version < was.version:
		l.problems = append(l.problems, at.At(both("Versie %d is lager dan versie %d, die al bestond.", "Version %d is lower than version %d, which existed.", l.def.Version, was.version), runFmt).Named("version"))
	case l.def.Version == was.version && l.def.LogicHash != was.logic:
		l.problems = append(l.problems, at.At(both("De vragen of de berekening zijn veranderd, maar de versie is nog %d.", "The questions or the computation changed, but the version is still %d.", was.version),
			both("Schrijf 'version: %d', of voer uit: opgelucht opdracht fmt", "Write 'version: %d', or run: opgelucht assignment fmt", was.version+1)).Named("version"))
	case l.def.Version > was.version:
		l.warn("version", at, both("Versie %d staat nog niet in versions.yaml.", "Version %d is not in versions.yaml yet.", l.def.Version), runFmt)
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
func (f *Folder) Locked() map[string]string { return map[string]string{lockFile: f.lockText()} }
