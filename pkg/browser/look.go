// SPDX-License-Identifier: EUPL-1.2

package browser

import (
	"fmt"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Focused gives the words of what has the focus, or its value where it has no words.
func (p *Page) Focused() string {
	p.t.Helper()
	return must[string](p, `(document.activeElement.innerText || document.activeElement.value || "").replace(/\s+/g, " ").trim()`)
}

// Title gives what the tab says.
func (p *Page) Title() string {
	p.t.Helper()
	return must[string](p, `document.title`)
}

// OnPaper gives the words that come on paper when the page is printed.
func (p *Page) OnPaper() string {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	text := must[string](p, `document.body.innerText.replace(/\s+/g, " ")`)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: ""})
	return text
}

// GoBack presses the back button where the page before may still be as it was left,
// with what was typed on it: then nothing loads.
func (p *Page) GoBack() {
	p.t.Helper()
	mark := p.URL() + fmt.Sprint(time.Now().UnixNano())
	must[bool](p, `window.__mark = `+quote(mark)+`; true`)
	_, _ = eval[bool](p, `history.back(); true`, byHand) // the page goes away meanwhile
	p.await("nothing stands before this page", `window.__mark !== `+quote(mark)+` && document.readyState === "complete"`)
}

// Again loads the page once more; a form that was sent is sent again.
func (p *Page) Again() {
	p.t.Helper()
	p.run(chromedp.Reload())
}

// FocusedField gives the id, name or value of what has the focus.
func (p *Page) FocusedField() string {
	p.t.Helper()
	return must[string](p, `document.activeElement.id || document.activeElement.name + "=" + document.activeElement.value`)
}
