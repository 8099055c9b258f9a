// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
)

// recipe asks how a fact came to be, as the client or the team reads it.
func (s *site) recipe(c access.Client, path string, team bool) (casework.Recipe, bool) {
	s.t.Helper()
	d := s.open(c).Dossier
	if !team {
		var err error
		_, d, err = s.cases.OwnDossier(s.t.Context(), c)
		s.must(err)
	}
	f, ok := d.Record.Fact(path)
	if !ok {
		return casework.Recipe{}, false
	}
	return s.cases.Recipe(s.here, d, f, team, "nl")
}

func TestRecipe_tellsBothWhatAnAmountIsMadeOfAndByWhichVersion(t *testing.T) {
	s := newSite(t)
	c, _, _ := s.indebted()
	for _, team := range []bool{false, true} {
		r, ok := s.recipe(c, "debts_summary.total", team)
		if !ok || !r.Adds || len(r.Steps) != 2 || r.Version != 1 || r.Title == "" || !r.At.Equal(moment) || r.Again || r.Explain == "" || r.Cents != 40_000 {
			t.Errorf("for the team %v: %+v", team, r)
		}
		if r, ok := s.recipe(c, "debts_summary.count", team); !ok || len(r.Steps) != 2 || r.Label == "" {
			t.Errorf("of a number, for the team %v: %+v", team, r)
		}
	}
	d := s.open(c).Dossier
	row := d.Record.Rows("debts")[0]
	if rule := s.cases.ColumnRule(s.here, d.Record, row, "urgent", "nl"); !strings.Contains(rule, "is een van") {
		t.Errorf("a debt goes first because %q", rule)
	}
	if rule := s.cases.ColumnRule(s.here, d.Record, row, "owed", "nl"); rule != "" {
		t.Errorf("what somebody filled in is worked out: %q", rule)
	}
}

func TestRecipe_afterACorrectionIsThatOfTheNewAmount(t *testing.T) {
	s := newSite(t)
	c, shop, _ := s.indebted()
	s.now = on(10, 9)
	s.must(s.correct(c, casework.Correction{Path: "debts", Row: shop, Typed: typed{"owed": {Text: "450"}}}))
	for _, team := range []bool{false, true} {
		r, ok := s.recipe(c, "debts_summary.total", team)
		if !ok || !r.Again || r.Cents != 55_000 || len(r.Steps) != 2 || !r.At.Equal(on(10, 9)) {
			t.Errorf("for the team %v: %+v", team, r)
		}
	}
}

// What the client hides from the team shows in no sum either.
func TestRecipe_neverShowsWhatIsHidden(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.fill(c, 1, casework.Filling{Fields: map[string]string{"adults": "1", "children": "0", "reserve": "50"}})
	wage := s.row(c, 1, "income", map[string]string{"kind": "wage", "amount": "1.850", "sure": "yes"})
	s.row(c, 1, "expenses", map[string]string{"kind": "rent", "amount": "700"})
	s.submit(c, 1)
	s.share(c, "income", false)
	if f, ok := s.open(c).Dossier.Record.Fact("budget.left"); !ok || f.Value().Cents != 115_000 {
		t.Fatalf("the team reads %+v: this proves nothing", f)
	}
	if r, ok := s.recipe(c, "budget.left", true); ok {
		t.Errorf("the team reads the sum of what is hidden: %+v", r)
	}
	s.now = on(10, 9)
	s.must(s.correct(c, casework.Correction{Path: "income", Row: wage, Typed: typed{"amount": {Text: "1.900", Per: "month"}}}))
	if r, ok := s.recipe(c, "budget.left", true); ok {
		t.Errorf("the team reads the sum of what is hidden, worked out again: %+v", r)
	}
	if r, ok := s.recipe(c, "budget.left", false); !ok || r.Cents != 120_000 {
		t.Errorf("the client reads %+v", r)
	}
}

// What an older version worked out is told from its own sheet; without one nothing
// is told, rather than the sum of another version.
func TestRecipe_isNeverThatOfAnotherVersion(t *testing.T) {
	s := newSite(t)
	c, _, _ := s.indebted()
	_, d, err := s.cases.OwnDossier(t.Context(), c)
	s.must(err)
	f, _ := d.Record.Fact("debts_summary.total")
	f.Source.Version = 9
	if r, ok := s.cases.Recipe(s.here, d, f, false, "nl"); !ok || r.Version != 9 || len(r.Steps) != 2 {
		t.Errorf("the sheet that wrote it says %+v", r)
	}
	f.Source.Submission = ""
	if r, ok := s.cases.Recipe(s.here, d, f, false, "nl"); ok {
		t.Errorf("another version tells %+v", r)
	}
}
