// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"html/template"
	"strings"
	"testing"

	"opgelucht/pkg/assignment"
	"opgelucht/templates"
)

// What the picture of then and now shows stands in the table beside it, word for
// word; the picture itself is hidden from who cannot see it.
func TestThenNow_thePictureSaysNoMoreThanTheTable(t *testing.T) {
	point := func(v string, at int) *assignment.Point { return &assignment.Point{Value: v, At: at} }
	both := &assignment.Comparison{Rows: []assignment.Compared{
		{Label: "Overzicht", Then: point("1", 0), Now: point("10", 9), Span: 9},
		{Label: "Rust", Now: point("4", 3), Span: 9},
		{Label: "Post", Then: point("6", 5), Span: 9},
		{Label: "Hulp", Then: point("5", 4), Now: point("5", 4), Span: 9},
	}}
	got := drawn(t, both)
	for _, want := range []string{
		`<tr><th scope="row">Overzicht</th><td>1</td><td>10</td></tr>`,
		`<tr><th scope="row">Rust</th><td>niet ingevuld</td><td>4</td></tr>`,
		`<tr><th scope="row">Post</th><td>6</td><td>niet ingevuld</td></tr>`,
		`<tr><th scope="row">Hulp</th><td>5</td><td>5</td></tr>`,
		`<circle cx="28" cy="12" r="9"`, `<circle cx="292" cy="12" r="5"`, // the ends of the line
		`<circle cx="145" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="145" cy="12" r="5"`, // one in the other
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	if rows, all := strings.Count(got, `width="320"`), strings.Count(got, "<svg"); rows != 4 || all != strings.Count(got, `aria-hidden="true"`) {
		t.Errorf("%d lines and %d pictures", rows, all)
	}
	alone := drawn(t, &assignment.Comparison{Rows: []assignment.Compared{{Label: "Rust", Now: point("4", 3), Span: 9}}})
	if strings.Contains(alone, "toen") || strings.Contains(alone, `r="9"`) || !strings.Contains(alone, "<td>4</td>") {
		t.Errorf("without a beginning there is nothing of then:\n%s", alone)
	}
}

// drawn gives the picture as a Dutch page shows it.
func drawn(t *testing.T, c *assignment.Comparison) string {
	t.Helper()
	set, err := template.New("").Funcs(funcs(words(t).Printer("nl"), static(t))).ParseFS(templates.FS, "parts/thennow.html")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := set.ExecuteTemplate(&b, "thennow", c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
