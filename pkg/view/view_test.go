// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/pkg/locale"
	"opgelucht/templates"
	"opgelucht/templates/page"
)

func words(t *testing.T) *locale.Bundle {
	t.Helper()
	w, err := locale.New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func static(t *testing.T) *Static {
	t.Helper()
	s, err := NewStatic(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// files gives the text of every template that ships, by name.
func files(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, folder := range append([]string{"parts"}, doors...) {
		names, err := fs.Glob(templates.FS, folder+"/*.html")
		if err != nil || len(names) == 0 {
			t.Fatal(folder, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(templates.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(text)
		}
	}
	compiled, err := filepath.Glob("../../templates/page/*.templ")
	if err != nil || len(compiled) == 0 {
		t.Fatal(compiled, err)
	}
	for _, name := range compiled {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(text)
	}
	return all
}

func TestNew_parsesEveryPageInEveryLanguage(t *testing.T) {
	w := words(t)
	set, err := New(templates.FS, w, static(t))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for name := range files(t) {
		if slices.Contains(doors, path.Dir(name)) {
			want = append(want, strings.TrimSuffix(name, ".html"))
		}
	}
	slices.Sort(want)
	for _, lang := range w.Languages() {
		if got := slices.Sorted(maps.Keys(set.pages[lang])); !slices.Equal(got, want) {
			t.Errorf("%s has %q, want %q", lang, got, want)
		}
	}
	if names := set.Names(); len(names) != len(want) || len(want) < 30 {
		t.Errorf("%d pages, want %d", len(names), len(want))
	}
}

var spoken = regexp.MustCompile(`(?:\bt "([^"]+)"|\.T\("([^"]+)"[,)])`)

func TestTemplates_sayOnlyWhatEveryLanguageHas(t *testing.T) {
	w, said := words(t), 0
	for name, text := range files(t) {
		for _, m := range spoken.FindAllStringSubmatch(text, -1) {
			said++
			for _, lang := range w.Languages() {
				if key := m[1] + m[2]; !w.Printer(lang).Has(key) {
					t.Errorf("%s: %s lacks %q", name, lang, key)
				}
			}
		}
	}
	if said < 200 {
		t.Errorf("only %d keys were found: this test says little", said)
	}
}

var linked = regexp.MustCompile(`(?:\bstatic |\.File\()"([^"]*)"`)

func TestTemplates_nameOnlyFilesThatExist(t *testing.T) {
	s := static(t)
	for name, text := range files(t) {
		for _, m := range linked.FindAllStringSubmatch(text, -1) {
			if _, ok := s.File(strings.TrimPrefix(s.Path(m[1]), "/static/")); !ok {
				t.Errorf("%s: there is no %q", name, m[1])
			}
		}
	}
}

// note is a page with a person's words in it.
type note struct {
	Base
	Text string
}

// tiny is a house of one page.
func tiny(main string) fstest.MapFS {
	return fstest.MapFS{
		"parts/parts.html":  {Data: []byte(`{{define "part"}}{{.}}{{end}}`)},
		"portal/start.html": {Data: []byte(`{{template "client" .}}{{define "main"}}` + main + `{{end}}`)}, "static/app.css": {Data: []byte("a{}")},
		"locales/x.nl.toml": {Data: []byte(`hello = "Dag {{.Name}}"`)}, "locales/x.en.toml": {Data: []byte(`hello = "Hello {{.Name}}"`)},
	}
}

func render(t *testing.T, main, lang, text string) (string, error) {
	t.Helper()
	fsys := tiny(main)
	w, err := locale.New(fsys)
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewStatic(fsys)
	if err != nil {
		t.Fatal(err)
	}
	set, err := New(fsys, w, s)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = set.Render(&b, "portal/start", note{Base: Base{Lang: lang}, Text: text})
	_, rest, _ := strings.Cut(b.String(), `<main id="inhoud" tabindex="-1">`)
	inside, _, _ := strings.Cut(rest, "</main>")
	if head := `<html lang="` + lang + `"`; err == nil && !strings.Contains(b.String(), head) {
		t.Errorf("the page does not say %s", head)
	}
	return inside, err
}

func TestRender_neverTakesAPersonsWordsForPage(t *testing.T) {
	const words = `<script>alert("1")</script>`
	for _, main := range []string{`<p>{{.Text}}</p>`, `<a title="{{.Text}}">x</a>`, `{{t "hello" "Name" .Text}}`, `{{template "part" .Text}}`, `{{with (dict "V" .Text)}}{{.V}}{{end}}`, `{{range lines .Text}}{{.}}{{end}}`} {
		got, err := render(t, main, "nl", words)
		if err != nil || strings.Contains(got, "<script") || !strings.Contains(got, "&lt;script&gt;") {
			t.Errorf("%s gives %s, %v", main, got, err)
		}
	}
}

func TestRender_speaksTheLanguageOfThePage(t *testing.T) {
	for lang, want := range map[string]string{"nl": "Dag Noor", "en": "Hello Noor"} {
		if got, err := render(t, `{{t "hello" "Name" .Text}}`, lang, "Noor"); err != nil || got != want {
			t.Errorf("%s, %v", got, err)
		}
	}
	if got, err := render(t, `x`, "ar", ""); err == nil || got != "" {
		t.Errorf("a language without pages shows %q", got)
	}
}

func TestNew_refusesATemplateWithAMistake(t *testing.T) {
	for _, main := range []string{`{{.Text`, `{{nofunction .}}`, `{{if .Text}}`} {
		if _, err := render(t, main, "nl", ""); err == nil {
			t.Errorf("%s is parsed", main)
		}
	}
	for _, main := range []string{`{{t "hello" "Name"}}`, `{{dict 1 2}}`, `{{template "nowhere" .}}`, `{{.Nothing}}`} {
		if got, err := render(t, main, "nl", ""); err == nil {
			t.Errorf("%s gives %s", main, got)
		}
	}
}

func TestStatic_namesAFileByWhatIsInIt(t *testing.T) {
	s := static(t)
	for _, name := range []string{"app.css", "app.js", "desk.css"} {
		address := s.Path(name)
		f, ok := s.File(strings.TrimPrefix(address, "/static/"))
		body, err := fs.ReadFile(templates.FS, "static/"+name)
		if !ok || err != nil || !bytes.Equal(f.Body, body) || f.Type == "" {
			t.Fatalf("%s at %s: %v", name, address, err)
		}
		sum, stem, ext := sha256.Sum256(body), strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
		if want := "/static/" + stem + "." + hex.EncodeToString(sum[:4]) + ext; address != want {
			t.Errorf("%s stands at %s, want %s", name, address, want)
		}
		z, err := gzip.NewReader(bytes.NewReader(f.Gzip))
		if err != nil {
			t.Fatal(err)
		}
		if whole, err := io.ReadAll(z); err != nil || !bytes.Equal(whole, body) || len(f.Gzip) >= len(body) {
			t.Errorf("%s zipped is another file: %v", name, err)
		}
		if _, ok := s.File(name); ok {
			t.Errorf("%s is found without its hash, so it would never be renewed", name)
		}
	}
	if s.Path("nothing.css") != "/static/" {
		t.Errorf("%s", s.Path("nothing.css"))
	}
}

func TestNewStatic_refusesAKindOfFileItCannotName(t *testing.T) {
	for _, name := range []string{"static/app.exe", "static/noext", "static/x.html"} {
		if _, err := NewStatic(fstest.MapFS{name: {Data: []byte("x")}}); err == nil {
			t.Errorf("%s is served", name)
		}
	}
	if _, err := NewStatic(fstest.MapFS{}); err == nil {
		t.Error("a program without its files starts")
	}
	s, err := NewStatic(fstest.MapFS{"static/a.txt": {Data: []byte("x")}})
	if f, _ := s.File(strings.TrimPrefix(s.Path("a.txt"), "/static/")); err != nil || len(f.Gzip) > 0 || string(f.Body) != "x" {
		t.Errorf("a letter is zipped into more: %v", err)
	}
}

func TestRender_neverTakesAPersonsWordsForPageInACompiledOneEither(t *testing.T) {
	set, err := New(templates.FS, words(t), static(t))
	if err != nil {
		t.Fatal(err)
	}
	const text = `"><script>alert('1')</script>`
	letters := []page.Letter{{Seq: 1, Mine: true, Name: text, Text: text, When: text, Stamp: text, Tasks: []page.LetterTask{{Link: Link{To: text, Href: "javascript:" + text, Text: text, Hidden: text, Class: text}, Due: text}}}}
	base := Base{Lang: "nl", Title: text, Note: text, Prefix: text, Posts: text, Around: Around{Tenant: text, Staff: text, Now: text, Languages: []Language{{Code: text, Name: text}}}, Form: Form{Token: text, Owner: text, Session: text}}
	for name, p := range map[string]Page{
		"portal/talk": page.Talk{Base: base, Counsellor: text, Older: letters, Letters: letters, Draft: "</textarea>" + text, Error: text},
		"desk/list": page.List{
			Base: base, Heading: text, Tabs: []page.Tab{{To: "javascript:alert(1)", Label: text}}, More: text,
			Groups: []page.Group{{Kind: text, Note: text, Rows: []page.Row{{ID: text, Nick: text, Theme: text, Owner: text, When: text, Wait: text, Do: text, Turn: text, State: text, Task: text, Next: text, NextNote: text}}}},
		},
	} {
		var out bytes.Buffer
		if err := set.Render(&out, name, p); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); strings.Contains(got, "<script>") || strings.Contains(got, `href="javascript:`) || strings.Contains(got, "</textarea>\"") || !strings.Contains(got, "&lt;script&gt;") {
			t.Errorf("%s lets words through: %s", name, got)
		}
	}
}
