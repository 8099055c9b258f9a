// SPDX-License-Identifier: EUPL-1.2

package dossier

import "opgelucht/pkg/content"

// Keys is everything that can stand in the vocabulary; files are checked against
// it, and the schema for editors comes from it.
var Keys = content.Format{
	"dossier": {
		{Name: "sections", Must: true, Is: content.Objects, Of: "section", NL: "De delen van de dossierpagina, in volgorde.", EN: "The parts of the dossier page, in order."},
		{Name: "facts", Must: true, Is: content.Table, Of: "fact", NL: "De feiten, elk met een pad dat nooit van betekenis verandert.", EN: "The facts, each with a path that never changes its meaning."},
	},
	"section": {
		{Name: "id", Must: true, NL: "Korte naam.", EN: "Short name."},
		{Name: "label", Must: true, Is: content.Said, NL: "Hoe het deel heet.", EN: "What the part is called."},
	},
	"fact": append(column, []content.Key{
		{Name: "section", Must: true, NL: "Het deel van de dossierpagina.", EN: "The part of the dossier page."},
		{Name: "columns", Is: content.Table, Of: "column", NL: "Wat elke regel heeft.", EN: "What each row has."},
		{Name: "picture", Is: content.Flag, NL: "Een schaal die in het plaatje van toen en nu staat.", EN: "A scale that stands in the picture of then and now."},
		{Name: "replaced_by", NL: "Het nieuwe pad, als dit niet meer gebruikt wordt.", EN: "The new path, when this one is not used any more."},
	}...),
	"column": append(column, content.Key{Name: "computed", Is: content.Flag, NL: "Wordt uitgerekend en nooit ingevuld.", EN: "Is computed and never filled in."}),
}

// column is what a fact and a column of rows share; its length is its capacity, so
// that neither writes in the other.
var column = []content.Key{
	{Name: "type", Must: true, One: kindNames(), Told: true, NL: "Soort antwoord.", EN: "Kind of answer."},
	{Name: "label", Must: true, Is: content.Said, NL: "Hoe het heet.", EN: "What it is called."},
	{Name: "options", Is: content.Labels, NL: "De antwoorden om uit te kiezen.", EN: "The answers to choose from."},
	{Name: "min", NL: "Het minste dat kan.", EN: "The least there can be."},
	{Name: "max", NL: "Het meeste dat kan.", EN: "The most there can be."},
}

func kindNames() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return names
}
