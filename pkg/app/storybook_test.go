// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"opgelucht/pkg/app"
	"opgelucht/pkg/browser"
	"opgelucht/pkg/config"
	"opgelucht/pkg/tenant"
	"opgelucht/templates"
)

var (
	storyLink  = regexp.MustCompile(`href="(/storybook/[^"]+)"`)
	missing    = regexp.MustCompile(`\[[a-z]+\.[a-z0-9.]+\](?:[^(]|$)|<no value>|%!`) // a word that is not there, not a link
	storyTitle = regexp.MustCompile(`(?s)<h2 id="[^"]+">([^<]+)</h2>`)
)

// storyPaths lists the addresses of all stories, as the index gives them.
func storyPaths(t *testing.T, h *house, lang string) []string {
	t.Helper()
	index := visit(t, h).get("/storybook?taal=" + lang)
	if index.status != http.StatusOK {
		t.Fatalf("the index answers %d", index.status)
	}
	var paths []string
	seen := map[string]bool{}
	for _, found := range storyLink.FindAllStringSubmatch(index.body, -1) {
		path := html.UnescapeString(found[1])
		if seen[path] {
			t.Errorf("%s is on the index twice", path)
		}
		seen[path] = true
		paths = append(paths, path)
	}
	if len(paths) < 100 {
		t.Fatalf("only %d stories are on the index", len(paths))
	}
	return paths
}

func TestStorybook_everyPageHasAStoryAndEveryStorySpeaksItsLanguage(t *testing.T) {
	h := build(t, options{})
	told := map[string]bool{"story/index": true}
	for _, found := range storyTitle.FindAllStringSubmatch(visit(t, h).get("/storybook").body, -1) {
		told[found[1]] = true
	}
	files, err := fs.Glob(templates.FS, "*/*.html")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d templates: %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".html")
		if door, _, _ := strings.Cut(name, "/"); door != "layout" && door != "parts" && !told[name] {
			t.Errorf("%s has no story", name)
		}
	}
	for _, lang := range []string{"nl", "en"} {
		paths := storyPaths(t, h, lang)
		for _, path := range paths {
			a := visit(t, h).get(path)
			if a.status != http.StatusOK || !strings.Contains(a.body, `<html lang="`+lang+`"`) {
				t.Errorf("%s answers %d: %.200s", path, a.status, a.body)
			}
			if found := missing.FindString(a.body); found != "" {
				t.Errorf("%s shows %q", path, found)
			}
			if a.header.Get("Content-Disposition") != "" || len(a.header.Values("Set-Cookie")) > 0 {
				t.Errorf("%s hands something out: %v", path, a.header)
			}
		}
		t.Logf("%d stories in %s", len(paths), lang)
	}
}

func TestStorybook_isNotThereButInDevelopment(t *testing.T) {
	data := t.TempDir()
	file := filepath.Join(data, "tenants", "elders.yaml")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(tenant.New("Elders", []string{"elders.localhost"}, "088 111 11 11")), 0o600); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	a, err := app.New(context.Background(), app.Options{
		Settings: config.Server{Data: data, RootKeyFile: filepath.Join(data, "root.key"), LogLevel: "info"}, Log: &log,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	for path, want := range map[string]int{"/": 200, "/storybook": 404, "/storybook/portal/start-empty": 404, "/in/storybook": 404} {
		answer := httptest.NewRecorder()
		a.Server.Echo.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://elders.localhost"+path, nil))
		if answer.Code != want {
			t.Errorf("%s answers %d, want %d", path, answer.Code, want)
		}
	}
	for _, r := range a.Server.Echo.Routes() {
		if strings.Contains(r.Path, "storybook") {
			t.Errorf("%s %s is served", r.Method, r.Path)
		}
	}
	h := build(t, options{})
	for _, path := range []string{"/storybook/portal/nothing", "/storybook/desk/start-empty", "/storybook/portal"} {
		check(t, path, visit(t, h).get(path), http.StatusNotFound)
	}
}

// axe reads the rules of accessibility that pages are held to.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile("../../templates/assets/node_modules/axe-core/axe.min.js")
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatal("axe-core is not there; run: scripts/setup test")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// screens are how every story is looked at.
var screens = map[string]browser.Options{"a small phone": {Width: 320, Height: 640}, "a wide screen": {Width: 1280}}

// pour puts the page at an address in the place of the one that stands, with
// all unfolded, before the rules are looked at. A browser takes longer to load a
// page and the rules than to look: this does both once.
const pour = `
  window.look = window.look || axe.run;
  axe.run = async (_, o) => {
    const page = await new Promise((done, fail) => {
      const ask = new XMLHttpRequest();
      ask.open("GET", %q);
      ask.responseType = "document";
      ask.onload = () => done(ask.response);
      ask.onerror = fail;
      ask.send();
    });
    document.replaceChild(document.adoptNode(page.documentElement), document.documentElement);
    await Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map((l) => l.sheet || new Promise((done) => { l.onload = done; })));
    document.querySelectorAll("details").forEach((d) => { d.open = true; });
    return look(document, o);
  }`

// darken switches on what the style sheets say of the dark, on a page that
// stands, and looks at its colours again: nothing else of it changes.
const darken = `(() => {
  const before = getComputedStyle(document.body).backgroundColor;
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule.media && rule.media.mediaText.includes("prefers-color-scheme: dark")) { rule.media.mediaText = "all"; }
    }
  }
  document.documentElement.style.colorScheme = "dark";
  const bland = document.styleSheets.length === 0 || document.body.classList.contains("bland");
  if (!bland && getComputedStyle(document.body).backgroundColor === before) { throw new Error("the page stays light"); }
  axe.run = () => look(document, {resultTypes: ["violations"], runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}});
})()`

func TestStorybook_everyStoryFitsItsScreenAndKeepsTheRulesOfAccessibility(t *testing.T) {
	h, script := build(t, options{}), axe(t)
	paths := storyPaths(t, h, "nl")
	for name, o := range screens {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, o).Page(t)
			p.Open(h.url + "/storybook")
			obeys(t, "the index", p.Axe(script))
			for _, path := range paths {
				obeys(t, path, p.Axe(fmt.Sprintf(pour, path)))
				fits(t, p, path)
				picture(p, path, o.Width, "light")
				obeys(t, path+" in the dark", p.Axe(darken))
				picture(p, path, o.Width, "dark")
			}
		})
	}
	for name, o := range screens {
		t.Run(name+", as a browser that is set to dark loads it", func(t *testing.T) {
			t.Parallel()
			o.Dark = true
			p := browser.Start(t, o).Page(t)
			for _, path := range firstOfEach(paths) {
				p.Open(h.url + path)
				fits(t, p, path)
				obeys(t, path, p.Axe(script))
			}
		})
	}
}

// firstOfEach gives one story of every page: those of a page begin alike.
func firstOfEach(paths []string) []string {
	var list []string
	seen := map[string]bool{}
	for _, path := range paths {
		page, _, _ := strings.Cut(strings.Split(path, "?")[0], "-")
		if !seen[page] {
			seen[page] = true
			list = append(list, path)
		}
	}
	return list
}

// fits tells whether a page can be scrolled sideways when all is unfolded.
func fits(t *testing.T, p *browser.Page, path string) {
	t.Helper()
	p.Unfold()
	if n := p.Sideways(); n != 0 {
		t.Errorf("%s scrolls %d pixels sideways", path, n)
	}
}

func obeys(t *testing.T, what string, violations []browser.Violation) {
	t.Helper()
	for _, v := range violations {
		t.Errorf("%s: %s (%s) at %s", what, v.ID, v.Help, strings.Join(v.Where, "; "))
	}
}

// picture keeps how a story looks, when someone wants to see.
func picture(p *browser.Page, path string, width int, light string) {
	shot(p, fmt.Sprintf("story-%s-%d-%s", filepath.Base(strings.Split(path, "?")[0]), width, light))
}
