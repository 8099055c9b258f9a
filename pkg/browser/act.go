// SPDX-License-Identifier: EUPL-1.2

package browser

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// finders find things as a person does: by what is written on or beside them.
const finders = `
(() => {
  const words = (s) => (s || "").replace(/\s+/g, " ").trim();
  const shown = (e) => !!e && e.checkVisibility && e.checkVisibility() && !e.closest("[aria-hidden=true]");
  const named = (e) => words(e.getAttribute("aria-label") || e.innerText || e.value);
  const press = (text) => {
    const all = [...document.querySelectorAll("a[href], button, summary, input[type=submit]")].filter(shown);
    return all.find((e) => named(e) === text) || all.find((e) => named(e).startsWith(text)) || all.find((e) => named(e).includes(text));
  };
  const field = (text) => {
    const by = document.getElementById(text) || document.getElementsByName(text)[0];
    if (by && by.type !== "hidden") { return by; }
    const labels = [...document.querySelectorAll("label")].filter(shown);
    const l = labels.find((e) => words(e.innerText) === text) || labels.find((e) => words(e.innerText).startsWith(text));
    return l && (l.control || document.getElementById(l.htmlFor));
  };
  const inGroup = (group, text) => {
    const sets = [...document.querySelectorAll("fieldset")].filter((f) => f.querySelector("legend") && words(f.querySelector("legend").innerText).startsWith(group));
    for (const s of sets) {
      const l = [...s.querySelectorAll("label")].find((e) => words(e.innerText).startsWith(text));
      if (l) { return l.control; }
    }
  };
  return { words, shown, press, field, inGroup };
})()`

// quote makes a script string of a text.
func quote(s string) string {
	b, _ := json.Marshal(s) // a string always can be
	return string(b)
}

// await evaluates until the script gives true.
func (p *Page) await(what, script string) {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		if ok, err := eval[bool](p, script); err == nil && ok {
			return
		}
	}
	p.t.Fatalf("browser: %s\n%s", what, p.glimpse())
}

// Press presses the button or link with this text, and waits for the page that
// follows, if one does.
func (p *Page) Press(text string) {
	p.t.Helper()
	p.await(fmt.Sprintf("nothing to press says %q", text), finders+fmt.Sprintf(`.press(%s) !== undefined`, quote(text)))
	p.click(fmt.Sprintf(`%s.press(%s)`, finders, quote(text)))
}

// PressAway presses what takes the whole window along, this frame with it.
func (p *Page) PressAway(text string) {
	p.t.Helper()
	p.await(fmt.Sprintf("nothing to press says %q", text), finders+fmt.Sprintf(`.press(%s) !== undefined`, quote(text)))
	_, _ = eval[bool](p, fmt.Sprintf(`%s.press(%s).click(); true`, finders, quote(text)), byHand) // nobody is left to answer
}

// Choose ticks the box or picks the choice with this label.
func (p *Page) Choose(label string) {
	p.t.Helper()
	p.await(fmt.Sprintf("nothing to choose says %q", label), fmt.Sprintf(`!!%s.field(%s)`, finders, quote(label)))
	p.click(fmt.Sprintf(`%s.field(%s)`, finders, quote(label)))
}

// Pick picks a choice of a question.
func (p *Page) Pick(question, label string) {
	p.t.Helper()
	p.await(fmt.Sprintf("%q has no choice %q", question, label), fmt.Sprintf(`!!%s.inGroup(%s, %s)`, finders, quote(question), quote(label)))
	p.click(fmt.Sprintf(`%s.inGroup(%s, %s)`, finders, quote(question), quote(label)))
}

// click clicks an element with the mouse; inside a frame by its own method,
// because a frame has no mouse.
func (p *Page) click(element string) {
	p.t.Helper()
	mark := fmt.Sprint(time.Now().UnixNano())
	must[bool](p, `(window.__mark = "`+mark+`") !== ""`)
	if p.frame {
		_, _ = eval[bool](p, `(`+element+`.click(), true)`, byHand) // the page may go away meanwhile
		p.settle(mark)
		return
	}
	if must[bool](p, `(() => { const at = scrollY; `+element+`.scrollIntoView({block: "center"}); return at !== scrollY; })()`) {
		time.Sleep(150 * time.Millisecond) // until the screen has followed: a click before that hits nothing
	}
	script := `(() => { const e = ` + element + `; const r = e.getClientRects()[0]; return {X: r.left + r.width / 2, Y: r.top + r.height / 2}; })()`
	at := must[struct{ X, Y float64 }](p, script)
	p.run(chromedp.MouseClickXY(at.X, at.Y, chromedp.ButtonType(input.MouseButtonLeft)))
	p.settle(mark)
}

// settle waits until a page that is under way has come.
func (p *Page) settle(mark string) {
	p.t.Helper()
	for range 4 { // a press that changes nothing stays where it is
		if same, err := eval[bool](p, `window.__mark === "`+mark+`"`); err != nil || !same {
			break
		}
		time.Sleep(40 * time.Millisecond)
	}
	p.await("the page did not finish loading", `document.readyState === "complete"`)
}

// GoOn presses the main button of a form and waits for the page that follows. A
// walk through hundreds of pages has no time to scroll and to move a mouse.
func (p *Page) GoOn(form string) {
	p.t.Helper()
	mark := fmt.Sprint(time.Now().UnixNano())
	must[bool](p, `(window.__mark = "`+mark+`") !== ""`)
	script := fmt.Sprintf(`(document.querySelector(%s + " .utrecht-button--primary-action").click(), true)`, quote(form))
	_, _ = eval[bool](p, script, byHand) // the page may go away meanwhile
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(3 * time.Millisecond) {
		if come, err := eval[bool](p, `window.__mark !== "`+mark+`" && document.readyState === "complete"`); err == nil && come {
			return
		}
	}
	p.t.Fatalf("browser: no page follows the button of %s\n%s", form, p.glimpse())
}

// Type puts a text into the field with this label or name, in the place of what
// stood there.
func (p *Page) Type(label, text string) {
	p.t.Helper()
	p.await(fmt.Sprintf("no field is called %q", label), fmt.Sprintf(`!!%s.field(%s)`, finders, quote(label)))
	script := fmt.Sprintf(`(() => { const e = %s.field(%s); e.focus(); e.select && e.select(); return true; })()`, finders, quote(label))
	must[bool](p, script)
	if p.frame || text == "" {
		set := fmt.Sprintf(`(() => { const e = %s.field(%s); e.value = %s; e.dispatchEvent(new Event("input", {bubbles: true})); return true; })()`, finders, quote(label), quote(text))
		must[bool](p, set)
		return
	}
	call(p, input.InsertText, input.InsertTextParams{Text: text})
}

// Key presses one key, with Ctrl when asked.
func (p *Page) Key(key string, ctrl bool) {
	p.t.Helper()
	down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key}
	if key == "Enter" {
		down.Text, down.WindowsVirtualKeyCode = "\r", 13
	}
	if ctrl {
		down = input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: key, Modifiers: 2}
	}
	call(p, input.DispatchKeyEvent, down)
	call(p, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: key})
}

// Set gives a field a value at once, where each browser has its own way of typing it:
// a day, in the form 2027-06-07.
func (p *Page) Set(label, value string) {
	p.t.Helper()
	p.await(fmt.Sprintf("no field is called %q", label), fmt.Sprintf(`!!%s.field(%s)`, finders, quote(label)))
	must[bool](p, fmt.Sprintf(`(() => { const e = %s.field(%s); e.value = %s; e.dispatchEvent(new Event("input", {bubbles: true})); return true; })()`, finders, quote(label), quote(value)))
}

// Attach puts a file with this name and text into the field with this label.
func (p *Page) Attach(label, name, text string) {
	p.t.Helper()
	p.await(fmt.Sprintf("no field says %q", label), fmt.Sprintf(`!!%s.field(%s)`, finders, quote(label)))
	must[bool](p, fmt.Sprintf(`(() => {
  const files = new DataTransfer();
  files.items.add(new File([%s], %s, {type: "application/json"}));
  %s.field(%s).files = files.files;
  return true;
})()`, quote(text), quote(name), finders, quote(label)))
}

// Select chooses an option of a list by its words or value.
func (p *Page) Select(label, option string) {
	p.t.Helper()
	script := fmt.Sprintf(`(() => {
  const f = %s, e = f.field(%s);
  if (!e) { return false; }
  const o = [...e.options].find((o) => o.value === %[3]s) || [...e.options].find((o) => f.words(o.text).startsWith(%[3]s));
  if (!o) { return false; }
  e.value = o.value;
  return true;
})()`, finders, quote(label), quote(option))
	p.await(fmt.Sprintf("%q has no option %q", label, option), script)
}

// See fails when the page does not come to say this.
func (p *Page) See(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		p.await(fmt.Sprintf("the page does not say %q", text), fmt.Sprintf(`(document.body ? document.body.innerText : "").replace(/\s+/g, " ").includes(%s)`, quote(text)))
	}
}

// Lacks fails when the page says this.
func (p *Page) Lacks(texts ...string) {
	p.t.Helper()
	said := p.Text()
	for _, text := range texts {
		if strings.Contains(said, text) {
			p.t.Fatalf("browser: the page says %q\n%s", text, said)
		}
	}
}

// Text gives what the page says, in one line.
func (p *Page) Text() string {
	p.t.Helper()
	return must[string](p, `(document.body ? document.body.innerText : "").replace(/\s+/g, " ")`)
}

// Value gives what stands in a field.
func (p *Page) Value(label string) string {
	p.t.Helper()
	p.await(fmt.Sprintf("no field is called %q", label), fmt.Sprintf(`!!%s.field(%s)`, finders, quote(label)))
	return must[string](p, fmt.Sprintf(`%s.field(%s).value`, finders, quote(label)))
}

// URL gives the address of the page.
func (p *Page) URL() string {
	p.t.Helper()
	return must[string](p, `location.href`)
}

// Back presses the browser's back button.
func (p *Page) Back() {
	p.t.Helper()
	p.run(chromedp.NavigateBack())
}

// Sideways tells how many pixels the page can be scrolled sideways: none is
// how it should be.
func (p *Page) Sideways() int {
	p.t.Helper()
	return must[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`)
}

// Unfold opens everything that is folded.
func (p *Page) Unfold() {
	p.t.Helper()
	must[bool](p, `document.querySelectorAll("details").forEach((d) => { d.open = true; }); true`)
}

// Violation is something that a rule of accessibility forbids.
type Violation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Where []string `json:"where"`
}

// Axe checks the page with axe-core, whose script the caller brings. It cannot run
// where no script may: there they may for the moment, and those of the page itself
// stay as they are, not run.
func (p *Page) Axe(script string) []Violation {
	p.t.Helper()
	if p.noScript {
		call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
		defer call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	}
	run := `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
  .then((r) => r.violations.map((v) => ({id: v.id, help: v.help, where: v.nodes.map((n) => n.target.join(" "))})))`
	return must[[]Violation](p, script+"\n;"+run)
}

// First gives the words of the first element that a CSS selector finds.
func (p *Page) First(selector string) string {
	p.t.Helper()
	p.await("there is no "+selector, `!!document.querySelector(`+quote(selector)+`)`)
	return must[string](p, `document.querySelector(`+quote(selector)+`).innerText`)
}

// Post sends the first form that has this field, with this value for it, and
// gives what comes back as text, as a download would hold it.
func (p *Page) Post(name, value string) string {
	p.t.Helper()
	return must[string](p, fmt.Sprintf(`(() => {
  const form = document.querySelector("[name=" + %s + "]").form, data = new URLSearchParams(new FormData(form));
  data.set(%[1]s, %[2]s);
  return fetch(form.action, {method: "POST", body: data}).then((r) => r.text());
})()`, quote(name), quote(value)))
}

// All gives the words of every element that a CSS selector finds.
func (p *Page) All(selector string) []string {
	p.t.Helper()
	return must[[]string](p, `[...document.querySelectorAll(`+quote(selector)+`)].map((e) => e.innerText.trim())`)
}

// EachFieldset picks the choice with this label in every question that has it
// and was not answered yet.
func (p *Page) EachFieldset(label string) {
	p.t.Helper()
	must[bool](p, `(() => {
  for (const f of document.querySelectorAll("main fieldset")) {
    const l = [...f.querySelectorAll("label")].find((e) => e.innerText.trim() === `+quote(label)+`);
    if (l && !f.querySelector("input:checked")) { l.control.checked = true; }
  }
  return true;
})()`)
}
