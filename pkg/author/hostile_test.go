// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"strings"
	"testing"

	"opgelucht/pkg/content"
)

func TestLint_whatReachesOutsideIsRefusedByRuleAndDroppedFromThePage(t *testing.T) {
	for text, rule := range map[string]string{
		"Kijk <script>alert(1)</script> hier":                "html",
		"Kijk <img src=https://foto.example/x.png> hier":     "html",
		"Kijk <IMG SRC=x onerror=alert(1)> hier":             "html",
		"Kijk <a href='https://kwaad.example'>zo</a>":        "html",
		"Kijk <iframe src=//kwaad.example></iframe>":         "html",
		"Kijk <svg onload=alert(1)>":                         "html",
		"Kijk <!-- geheim --> hier":                          "html",
		"Kijk ![zo](https://foto.example/x.png)":             "image",
		"Kijk ![zo](data:image/png;base64,AAAA)":             "image",
		"Kijk [zo](javascript:alert(1))":                     "link",
		"Kijk [zo](JaVaScRiPt:alert(1))":                     "link",
		"Kijk [zo](data:text/html;base64,AAAA)":              "link",
		"Kijk [zo](//kwaad.example/tel)":                     "link",
		"Kijk [zo](https://kwaad.example/tel)":               "link",
		"Kijk [zo](https://nibud.nl.kwaad.example)":          "link",
		"Kijk [zo](http://nibud.nl)":                         "link",
		"Kijk op www.kwaad.example":                          "link",
		"Kijk ![zo][p] hier\n\n[p]: https://kwaad.example/x": "link",
		"Kijk [zo](https://www.nibud.nl/geld)":               "",
		"Als je < 5 euro hebt, of a<b, of 5 > 3":             "",
		"Data: die hebben we niet. Mail: ook niet":           "",
	} {
		folder := withMistake(t, oneMistake{name: "hostile", file: logicFile, old: "text: Je zit nergens aan vast. Je kunt dus kijken of iets anders beter past.",
			new: "text: |\n      " + strings.ReplaceAll(text, "\n", "\n      ")})
		found := map[string]bool{}
		for _, p := range content.Errors(folder.Lint()) {
			found[p.Rule] = true
		}
		if rule != "" && !found[rule] || rule == "" && (found["html"] || found["link"] || found["image"]) {
			t.Errorf("%q: %v, want %q", text, found, rule)
		}
		page, err := content.NewMarkup(text)
		if err != nil {
			t.Fatal(err)
		}
		html := strings.ToLower(string(page.HTML(nil)))
		for _, bad := range []string{"<script", "<img", "<iframe", "<svg", "onerror", "javascript:", "data:image", "data:text", `"//`, "http://", "<!--"} {
			if strings.Contains(html, bad) {
				t.Errorf("%q: the page has %s", text, html)
			}
		}
	}
}
