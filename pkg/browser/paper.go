// SPDX-License-Identifier: EUPL-1.2

package browser

import (
	"bytes"
	"regexp"

	"github.com/chromedp/cdproto/page"
)

// A4 in inches, as the protocol wants it.
const (
	a4Width  = 8.27
	a4Height = 11.69
)

// sheet is one page of a PDF file as Chromium writes it, and not the list of them.
var sheet = regexp.MustCompile(`/Type\s*/Page\b`)

// Unguarded lets Replace work on the pages that are opened from now on, whose policy
// refuses HTML from a script.
func (p *Page) Unguarded() {
	p.t.Helper()
	call(p, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true})
}

// Replace puts other HTML in the place of what stands in the first element that a
// selector finds.
func (p *Page) Replace(selector, html string) {
	p.t.Helper()
	must[bool](p, `document.querySelector(`+quote(selector)+`).outerHTML = `+quote(html)+`; true`)
}

// Sheets prints the page on A4, as a person would, and counts the sheets of paper.
func (p *Page) Sheets() int {
	p.t.Helper()
	plain := false
	pdf := call(p, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: a4Width, PaperHeight: a4Height, GenerateTaggedPDF: &plain}).Data
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		p.t.Fatalf("browser: what was printed is no PDF file: %.40q", pdf)
	}
	return len(sheet.FindAll(pdf, -1))
}
