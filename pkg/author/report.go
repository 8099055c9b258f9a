// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"encoding/json"
	"fmt"
	"strings"

	"opgelucht/pkg/content"
)

// Severity names how bad a problem is: error, warning or info.
func Severity(p content.Problem) string {
	switch {
	case p.Info:
		return "info"
	case p.Warning:
		return "warning"
	}
	return "error"
}

// Report writes problems down for people, one after the other.
func Report(list []content.Problem, lang string) string {
	var b strings.Builder
	for _, p := range list {
		where := p.File
		if p.Line > 0 {
			where = fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
		}
		fmt.Fprintf(&b, "%s: %s [%s] %s\n", where, Severity(p), p.Rule, p.Say.In(lang))
		if advice := p.Advice.In(lang); advice != "" {
			fmt.Fprintf(&b, "    → %s\n", advice)
		}
	}
	return b.String()
}

// JSON writes problems down for editors.
func JSON(list []content.Problem, lang string) (string, error) {
	type one struct {
		File     string `json:"file"`
		Line     int    `json:"line,omitempty"`
		Column   int    `json:"column,omitempty"`
		Severity string `json:"severity"`
		Rule     string `json:"rule"`
		Message  string `json:"message"`
		Advice   string `json:"advice,omitempty"`
	}
	all := []one{}
	for _, p := range list {
		all = append(all, one{p.File, p.Line, p.Column, Severity(p), p.Rule, p.Say.In(lang), p.Advice.In(lang)})
	}
	text, err := json.MarshalIndent(all, "", "  ")
	return string(text) + "\n", err
}

// Summary says how many problems of each severity there are.
func Summary(list []content.Problem, assignments int, lang string) string {
	n := map[string]int{}
	for _, p := range list {
		n[Severity(p)]++
	}
	return both("opdrachten: %d, fouten: %d, waarschuwingen: %d, tips: %d", "assignments: %d, errors: %d, warnings: %d, hints: %d", assignments, n["error"], n["warning"], n["info"]).In(lang)
}
