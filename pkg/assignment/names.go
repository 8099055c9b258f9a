// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"

	"opgelucht/pkg/formula"
)

// TypeOf gives the type of a question, a computed value or a dossier fact: what
// formulas of this assignment may name. With Names it is a formula.Scope.
func (d *Definition) TypeOf(name string) (formula.Type, bool) {
	if path, ok := strings.CutPrefix(name, "dossier."); ok {
		t, known := d.vocab.Type(path)
		return kindOf(t), known
	}
	t, ok := d.names.types[name]
	return t, ok
}

// Names lists everything a formula may name.
func (d *Definition) Names() []string {
	var list []string
	for name := range d.names.types {
		list = append(list, name)
	}
	for _, p := range d.vocab.Paths() {
		list = append(list, "dossier."+p)
	}
	slices.Sort(list)
	return list
}

// Question finds a question.
func (d *Definition) Question(id string) (*Question, bool) {
	q := d.names.questions[id]
	return q, q != nil
}

// Label names what a formula names, as a person knows it.
func (d *Definition) Label(name string) string { return (&Outcome{Def: d}).labelOf(name) }
