// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/app"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/author"
	"opgelucht/pkg/browser"
)

// writing is where someone writes an assignment, with the preview beside it.
type writing struct {
	t   *testing.T
	dir string
	url string
}

var linkTo = regexp.MustCompile(`href="(/opdracht/1/brief/[^"]+)"`)

// write begins an assignment "apps" in a folder of its own, and its preview;
// shipped is a preview of what ships.
func write(t *testing.T, shipped bool) *writing {
	t.Helper()
	w := &writing{t: t}
	if !shipped {
		w.dir = t.TempDir()
		for name, text := range author.New("apps") {
			put(t, filepath.Join(w.dir, filepath.FromSlash(name)), text)
		}
		f := author.Open(os.DirFS(w.dir), assignments.FS)
		for name, text := range f.Locked() {
			put(t, filepath.Join(w.dir, name), text)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	house, err := app.NewPreview(ctx, w.dir, "")
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.url = fmt.Sprintf("http://localhost:%d", listener.Addr().(*net.TCPAddr).Port)
	done := make(chan error, 1)
	go func() { done <- house.Run(ctx, listener) }()
	t.Cleanup(func() {
		begun := time.Now()
		cancel()
		if err := <-done; err != nil || time.Since(begun) > 5*time.Second {
			t.Errorf("it ended with %v, after %v", err, time.Since(begun))
		}
		if err := house.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// change replaces a text in the assignment, as an editor does.
func (w *writing) change(old, now string) {
	w.t.Helper()
	file := filepath.Join(w.dir, "apps", "assignment.yaml")
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), old) {
		w.t.Fatalf("there is no %q, %v", old, err)
	}
	put(w.t, file, strings.Replace(string(text), old, now, 1))
}

func TestPreview_whatIsSavedShowsAtOnceAndABrokenFileLeavesTheLastGoodOne(t *testing.T) {
	t.Parallel()
	w := write(t, false)
	p := browser.Start(t, browser.Options{}).Page(t)
	p.Open(w.url + app.PreviewHome + "?taal=nl")
	page, notes := p.Inner("proef"), p.Inner("meldingen")
	page.See("Hoeveel betaal je voor je telefoon?")
	notes.See("Lint heeft niets te zeggen.")
	shot(p, "preview-client")
	page.Type("a.cost", "37")

	begun := time.Now()
	w.change("ask: Hoeveel betaal je voor je telefoon?", "ask: Wat kost je mobieltje je?")
	page.See("Wat kost je mobieltje je?")
	t.Logf("shown %v after it was saved", time.Since(begun).Round(time.Millisecond))
	if got := page.Value("a.cost"); got != "37" {
		t.Errorf("what was typed became %q", got)
	}

	w.change("ask: Wat kost je mobieltje je?", "ask: Wat kost je mobieltje middels je abonnement?")
	page.See("'middels' is een moeilijk woord. Probeer: met") // at the question
	notes.See("Ga naar deze vraag", "apps/assignment.yaml:")
	shot(p, "preview-lint")

	w.change("type: money_per", "type: mony_per")
	notes.See("Er zit een fout in. Zolang die er is, zie je de vorige goede versie.", "Het soort vraag 'mony_per' bestaat niet.", "Bedoelde je 'money_per'?")
	page.See("middels je abonnement?")
	shot(p, "preview-broken")
	if got := page.Value("a.cost"); got != "37" {
		t.Errorf("beside a broken file what was typed became %q", got)
	}
	w.change("type: mony_per", "type: money_per")
	w.change("middels je abonnement", "per maand")
	page.See("Wat kost je mobieltje per maand?")
	notes.See("Wat kost je mobieltje per maand?") // it has no translation yet
	notes.Lacks("Er zit een fout in")

	// A question that comes, and one that goes, reach who is filling in.
	w.change("version: 1", "version: 2")
	w.change("      - id: contract", "      - id: nieuw\n        type: text\n        required: no\n        ask: Bij welk bedrijf?\n      - id: contract")
	page.See("Bij welk bedrijf?")
	if got := page.Value("a.cost"); got != "37" {
		t.Errorf("with a new question what was typed became %q", got)
	}
}

func TestPreview_showsWithEveryEyeWithoutJavaScript(t *testing.T) {
	t.Parallel()
	w := write(t, false)
	p := browser.Start(t, browser.Options{NoScript: true, Width: 320, Height: 640}).Page(t)
	p.Open(w.url + app.PreviewHome + "?taal=nl")
	page := p.Inner("proef")
	page.See("Hoeveel betaal je voor je telefoon?")
	look := func(what string, see ...string) {
		t.Helper()
		p.Select("Bekijk", what)
		p.Press("Laat zien")
		page.See(see...)
		if n := p.Sideways(); n > 0 {
			t.Errorf("%s scrolls %d pixels sideways", what, n)
		}
		shot(p, "preview-320-"+strings.Fields(what)[2])
	}
	look("als de hulpverlener", "Er is nog niets te zien", "Hoeveel betaal je voor je telefoon?")
	p.Select("Ingevuld met", "gewoon")
	look("wat eruit komt", "Dit komt eruit", "€ 240,00")
	look("als de hulpverlener", "Het contract stopt op", "Proef")
	look("in gewone zinnen", "Pagina 1: Je telefoon", "Per jaar: ", "Wat de hulpverlener ziet")
	p.Select("Taal", "English")
	p.Select("Bekijk", "als de klant")
	p.Choose("320 pixels breed")
	p.Choose("Zonder JavaScript")
	p.Choose("Grote letters")
	p.Press("Laat zien")
	page.See("How much do you pay for your phone?")
	if len(page.All(`html[lang="en"].larger`)) == 0 {
		t.Error("the letters are not large")
	}
	if len(p.All(`iframe.narrow[sandbox="allow-forms allow-same-origin"]`)) == 0 {
		t.Error("scripts may run in the frame")
	}
	w.change("title: Wat kost je telefoon?", "title: Je mobieltje")
	time.Sleep(300 * time.Millisecond) // nothing tells a page without JavaScript
	p.Press("Reload")
	p.See("This is how it looks: Je mobieltje")
}

func TestPreview_showsEverythingThatShipsWithEveryExample(t *testing.T) {
	t.Parallel()
	before, _ := filepath.Glob("*")
	w := write(t, true)
	v := visit(t, &house{t: t, url: w.url, log: &safeBuffer{}})
	shelf, _ := assignment.Load(assignments.FS, "en")
	pages := 0
	for _, id := range shelf.IDs() {
		if a := v.get("/voorbeeld/meldingen?opdracht=" + id + "&taal=nl"); !strings.Contains(a.body, "Lint heeft niets te zeggen.") {
			t.Errorf("of %s it says %s", id, tags.ReplaceAllString(a.body, " "))
		}
		for _, name := range append(shelf.ExampleNames(id), "") {
			for _, eye := range []string{"als=klant", "als=uitkomst", "als=hulpverlener", "als=uitleg"} {
				path := map[string]string{"als=hulpverlener": "/voorbeeld/bureau", "als=uitleg": "/voorbeeld/uitleg"}[eye]
				if path == "" {
					path = "/voorbeeld/als"
				}
				lang := []string{"nl", "en"}[pages%2]
				at := path + "?" + eye + "&opdracht=" + id + "&antwoorden=" + name + "&taal=" + lang
				a := v.get(at)
				if a.status == http.StatusSeeOther {
					a = v.get(a.header.Get("Location"))
				}
				if a.status != http.StatusOK || !strings.Contains(a.body, `<html lang="`+lang+`"`) || missing.MatchString(a.body) {
					t.Errorf("%s answers %d: %.300s", at, a.status, tags.ReplaceAllString(a.body, " "))
				}
				pages++
			}
		}
	}
	a := v.get("/voorbeeld/als?als=uitkomst&opdracht=brief-uitstel&antwoorden=twee&taal=nl")
	letters := linkTo.FindAllStringSubmatch(v.get(a.header.Get("Location")).body, -1)
	if len(letters) != 2 {
		t.Fatalf("%d letters come out", len(letters))
	}
	to := letters[1][1]
	if b := v.get(to); b.status != http.StatusOK || !strings.Contains(b.body, "Geachte") {
		t.Errorf("the letter at %q answers %d", to, b.status)
	}
	if pages < 80 {
		t.Errorf("only %d pages were looked at", pages)
	}
	after, _ := filepath.Glob("*")
	if !slices.Equal(before, after) {
		t.Errorf("it left files behind: %v", after)
	}
}

func TestPreview_answersThisMachineOnlyAndFramesNothingElse(t *testing.T) {
	t.Parallel()
	w := write(t, false)
	v := visit(t, &house{t: t, url: w.url, log: &safeBuffer{}})
	v.host = "kwaad.example"
	check(t, "another name for this machine", v.get(app.PreviewHome), http.StatusNotFound)
	v.host = ""
	a := v.get(app.PreviewHome)
	if csp := a.header.Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors 'self'; frame-src 'self'") {
		t.Errorf("the policy is %s", csp)
	}
	check(t, "the storybook", v.get("/storybook"), http.StatusNotFound)
	for _, bad := range []string{"?opdracht=../../etc", "?opdracht=nergens&als=x&antwoorden=y&taal=de", "?opdracht=" + url.QueryEscape("<b>")} {
		if a := v.get(app.PreviewHome + bad); a.status != http.StatusOK || strings.Contains(a.body, "etc") || strings.Contains(a.body, "<b>") {
			t.Errorf("%s answers %d", bad, a.status)
		}
	}
	h := build(t, options{})
	for _, path := range []string{app.PreviewHome, "/voorbeeld/als", "/voorbeeld/bureau", "/voorbeeld/nieuws"} {
		check(t, path+" on a server", visit(t, h).get(path), http.StatusNotFound)
	}
}
