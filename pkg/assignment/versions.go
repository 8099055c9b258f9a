// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"opgelucht/pkg/content"
)

// LockFile lists which logic each version of an assignment has; fmt keeps it.
const LockFile = "versions.yaml"

// Locked is what the lock file says of an assignment.
type Locked struct {
	Version int
	Logic   string
}

// Locks reads the lock file of a folder; nothing where there is none.
func Locks(fsys fs.FS) map[string]Locked {
	list := map[string]Locked{}
	text, err := fs.ReadFile(fsys, LockFile)
	if err != nil {
		return list
	}
	n, _ := content.Parse(LockFile, text) // a file that cannot be read locks nothing, and lint says so
	all := n.Field("assignments")
	if all == nil {
		return list
	}
	for _, id := range all.Keys {
		one := all.Field(id)
		version, _ := strconv.Atoi(one.Str("version")) // what is no number is no version
		list[id] = Locked{version, one.Str("logic")}
	}
	return list
}

// Unlike tells whether an assignment has other logic than its version had.
func (l Locked) Unlike(d *Definition) bool {
	return d.Version == l.Version && d.LogicHash != l.Logic && !EarlierHash(l.Logic)
}

// versions complains of logic that changed while its version did not: whoever is
// half way would not be told.
func (s *Shelf) versions(fsys fs.FS, stands map[string]*content.Node) []content.Problem {
	var problems []content.Problem
	runFmt := content.Words{NL: "Voer uit: opgelucht opdracht fmt", EN: "Run: opgelucht assignment fmt"}
	for id, was := range Locks(fsys) {
		d, ok := s.Get(id, source)
		if !ok {
			continue
		}
		at := stands[id]
		switch {
		case at == nil:
		case d.Version < was.Version:
			problems = append(problems, at.At(content.Words{
				NL: fmt.Sprintf("Versie %d is lager dan versie %d, die al bestond.", d.Version, was.Version),
				EN: fmt.Sprintf("Version %d is lower than version %d, which existed.", d.Version, was.Version)}, runFmt).Named("version"))
		case was.Unlike(d):
			next := strconv.Itoa(was.Version + 1)
			problems = append(problems, at.At(content.Words{
				NL: fmt.Sprintf("De vragen of de berekening zijn veranderd, maar de versie is nog %d.", was.Version),
				EN: fmt.Sprintf("The questions or the computation changed, but the version is still %d.", was.Version)},
				content.Words{NL: strings.ReplaceAll("Schrijf 'version: %', of voer uit: opgelucht opdracht fmt", "%", next),
					EN: strings.ReplaceAll("Write 'version: %', or run: opgelucht assignment fmt", "%", next)}).Named("version"))
		}
	}
	return problems
}
