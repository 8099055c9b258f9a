// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"slices"

	"opgelucht/pkg/formula"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/norm"
)

// Rule is a figure of the law on which a value rests, as a person reads it.
type Rule struct {
	Title    string `json:"t"`
	Source   string `json:"s"`
	URL      string `json:"u,omitempty"`
	Holds    string `json:"h"` // "vanaf 1 oktober 2024"
	Checked  string `json:"c"` // when somebody last looked
	Estimate bool   `json:"e,omitempty"`
	Confirm  string `json:"w,omitempty"` // who must confirm what
}

// Estimate says that a value rests on a figure that must still be confirmed, so
// that the page calls it "een schatting".
func (c Computed) Estimate() bool {
	return slices.ContainsFunc(c.Rules, func(r Rule) bool { return r.Estimate })
}

// rules lists the figures on which a value rests, also those of the values it
// was worked out with.
func (o *Outcome) rules(id string) []Rule {
	var uses []norm.Use
	for _, use := range o.uses(id, map[string]bool{}) {
		if !slices.Contains(uses, use) {
			uses = append(uses, use)
		}
	}
	var rules []Rule
	for _, use := range uses {
		rules = append(rules, o.rule(use))
	}
	return rules
}

func (o *Outcome) rule(use norm.Use) Rule {
	lang := o.Def.Language
	holds := fmt.Sprintf(word(lang, "from"), locale.DateIn(lang, use.From))
	if !use.Until.IsZero() {
		holds = fmt.Sprintf(word(lang, "between"), locale.DateIn(lang, use.From), locale.DateIn(lang, use.Until))
	}
	return Rule{
		Title: use.Title.In(lang), Source: use.Basis.Source, URL: use.Basis.URL, Holds: holds,
		Checked: locale.DateIn(lang, use.Basis.Checked), Estimate: use.Basis.Certainty == norm.Estimate, Confirm: use.Basis.Confirm,
	}
}

// uses walks through everything a value was worked out with, each name once.
func (o *Outcome) uses(name string, seen map[string]bool) []norm.Use {
	if seen[name] {
		return nil
	}
	seen[name] = true
	if c := o.Def.names.computes[name]; c != nil {
		return o.tables(c.f, nil, seen)
	}
	var uses []norm.Use
	if q := o.Def.names.questions[name]; q != nil && q.Rows != nil {
		for _, c := range q.Rows.computes {
			uses = append(uses, o.tables(c.f, o.rows[name], seen)...)
		}
	}
	return uses
}

// tables gives what a formula asked of the law: itself, once for each row of a
// row formula, and through the names it uses.
func (o *Outcome) tables(f *formula.Formula, rows []formula.Row, seen map[string]bool) []norm.Use {
	if f == nil {
		return nil
	}
	var uses []norm.Use
	for i := range max(len(rows), 1) {
		if !f.AsksLaw() {
			break
		}
		if ex, err := f.ExplainRow(rows, i, o, o.env); err == nil { // too much work: the value is not there either
			uses = append(uses, ex.Norms...)
		}
	}
	for _, name := range f.Names() {
		uses = append(uses, o.uses(name, seen)...)
	}
	return uses
}

// gapLabel says that a figure is not known for a day.
func (o *Outcome) gapLabel(gap norm.Gap) string {
	lang := o.Def.Language
	return fmt.Sprintf(word(lang, "gap"), o.Def.norms.Title(gap.Name).In(lang), locale.DateIn(lang, gap.Day))
}
