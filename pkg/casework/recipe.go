// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/tenant"
)

// Recipe is how a computed fact came to be: formula, what went in, figures of the
// law, which version of which assignment, and when.
type Recipe struct {
	assignment.Computed
	Title   string // of the assignment
	Version int
	At      time.Time
	Again   bool // worked out again after something was put right
}

// Recipe tells how a computed fact was worked out. It reads the sheet that wrote
// it, so that a later version of the assignment changes nothing about it. A fact
// that was worked out again after a correction has no sheet: it is worked out once
// more from what this reader may see, and told only where that gives the same
// value; what is hidden from a reader never shows in a sum.
func (s *Service) Recipe(t *tenant.Tenant, d Dossier, f dossier.Fact, team bool, lang string) (Recipe, bool) {
	if f.By != dossier.ByComputer || f.Value().State != dossier.Answered {
		return Recipe{}, false
	}
	def, ok := s.shelf.Of(t.ID).Assignment(f.Source.Assignment, lang)
	out := Recipe{Version: f.Source.Version, At: f.At, Again: d.after(f)}
	if ok {
		out.Title = def.Title
	}
	if !out.Again {
		out.Computed, ok = fromSheet(d, f, def, team)
		return out, ok
	}
	if !ok || def.Version != f.Source.Version {
		return Recipe{}, false
	}
	is := s.replay(t, def, d.Record)
	for _, c := range def.Computes {
		if kept, known := is.Kept(c); c.Save == f.Path && known && kept == f.Value() {
			out.Computed = is.Computed(c)
			return out, true
		}
	}
	return Recipe{}, false
}

// after tells whether a fact was worked out after the sheet that it came from, as
// when something on it was put right.
func (d Dossier) after(f dossier.Fact) bool {
	for _, sub := range d.Submissions {
		if sub.Of.ID == f.Source.Submission {
			return f.At.After(sub.Content.Client.At)
		}
	}
	return f.Source.Submission == ""
}

// fromSheet finds a value in the sheet that wrote it. Sheets of before do not say
// which fact a value is; then the assignment does.
func fromSheet(d Dossier, f dossier.Fact, def *assignment.Definition, team bool) (assignment.Computed, bool) {
	id := ""
	if def != nil {
		for _, c := range def.Computes {
			if c.Save == f.Path {
				id = c.ID
			}
		}
	}
	for _, sub := range d.Submissions {
		if sub.Of.ID != f.Source.Submission {
			continue
		}
		sheet := sub.Content.Client
		if team {
			sheet = sub.Content.ForTeam()
		}
		for _, v := range sheet.Values {
			if v.Path == f.Path || v.Path == "" && v.ID == id {
				return v, true
			}
		}
	}
	return assignment.Computed{}, false
}

// ColumnRule gives in words how a column of a row is worked out, by the assignment
// that wrote the row last; empty where that has another version now.
func (s *Service) ColumnRule(t *tenant.Tenant, r *dossier.Record, f dossier.Fact, column, lang string) string {
	history := r.History(f.Path, f.Row)
	for i := len(history) - 1; i >= 0; i-- {
		src := history[i].Source
		if src.Assignment == "" {
			continue
		}
		def, ok := s.shelf.Of(t.ID).Assignment(src.Assignment, lang)
		if !ok || def.Version != src.Version {
			return ""
		}
		return def.ColumnRule(f.Path, column)
	}
	return ""
}
