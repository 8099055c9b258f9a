// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"testing"

	"opgelucht/pkg/money"
)

// "How did we get this amount?" holds for every value of every example of every
// assignment that ships: what is shown as a sum adds up to the cent, and what only
// went in stands there once.
func TestComputed_whatIsShownAsASumAddsUpAndWhatWentInStandsThereOnce(t *testing.T) {
	shelf := shipped()
	sums := 0
	for _, id := range shelf.IDs() {
		def, _ := shelf.Get(id, source)
		for _, name := range shelf.ExampleNames(id) {
			ex, ok := shelf.Example(id, name, world())
			if !ok {
				t.Fatalf("%s %s cannot be read", id, name)
			}
			for _, c := range def.Evaluate(ex.Draft, world()).Submission(world().Today).Values {
				if !c.Known {
					continue
				}
				once := map[Step]bool{}
				for _, s := range c.Steps {
					if s.Since = nil; once[s] && !c.Adds && !twins[id+" "+name] {
						t.Errorf("%s %s: of %s it says more than once %+v", id, name, c.ID, s)
					}
					once[s] = true
				}
				if c.Adds && strings.Contains(c.Value, "€") {
					sums++
					if got, ok := stepsOf(c); !ok || got != c.Cents {
						t.Errorf("%s %s: %s is %s, and its lines add up to %d: %+v", id, name, c.ID, c.Value, got, c.Steps)
					}
				}
			}
		}
	}
	if sums < 100 {
		t.Errorf("only %d sums were looked at", sums)
	}
}

// twins are examples with two rows that read the same.
var twins = map[string]bool{}

// stepsOf adds the lines of a sum; false when one of them is no amount.
func stepsOf(c Computed) (total int64, ok bool) {
	for _, s := range c.Steps {
		if s.Value == "…" {
			continue // it is not known, and said to be missing
		}
		a, read := money.Read(strings.ReplaceAll(s.Value, "-", ""))
		if !read {
			return 0, false
		}
		cents := int64(a.Cents)
		if strings.Contains(s.Value, "-") != s.Minus {
			cents = -cents
		}
		total += cents
	}
	return total, true
}
