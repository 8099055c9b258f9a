// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"bytes"
	"html/template"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/locale"
)

// shelf is a page with something of every kind in it.
type shelf struct {
	Base
	Text   string
	Safe   template.HTML
	N      int
	Part   float64
	Wait   time.Duration
	Letter *note
	None   *note
	Any    any
	Rows   []note
	Named  map[string]any
}

// Said is a method, which the quick way leaves to html/template.
func (shelf) Said() string { return "<said>" }

func set(t *testing.T, main string) *Set {
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
	pages, err := New(fsys, w, s)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

const sharp = `<b>"it's" & 1+1</b>` + "\x00"

func full() shelf {
	return shelf{
		Base: Base{Lang: "nl", Prefix: "/in"}, Text: sharp, Safe: "<i>safe</i>", N: -7, Part: .5, Wait: time.Minute, Letter: &note{Text: sharp},
		Any: sharp, Rows: []note{{Text: "one"}, {Text: sharp}}, Named: map[string]any{"V": sharp, "N": 3, "Path": "/in/gesprek/7", "Paths": []string{
			"", "/a/B9", "javascript:alert(1)", "//elsewhere/x", "a b", "a%20b", "/x?a=1&b=2", "é", "mailto:a", "a'b", "x\x00", "data", "-._~",
		}},
	}
}

func TestPress_writesWhatHTMLTemplateWrites(t *testing.T) {
	for main, quick := range map[string]bool{
		`{{.Text}}|{{.N}}|{{.Any}}|{{.Prefix}}|{{.Letter.Text}}`:                                                                     true,
		`<a href="{{.Named.Path}}">{{range .Named.Paths}}<a href="{{.}}" title="{{.}}"><img src="/x/{{.}}"><a href="?{{.}}">{{end}}`: true,
		`{{.Safe}}|{{.Wait}}|{{.Part}}`: true,
		`<a href="{{.Text}}" title="{{.Text}}" class="a {{.Safe}}">{{.Any}}</a><a href="/x?a={{.Text}}">`:     true,
		`<a href="{{.Prefix}}/{{.N}}"><textarea>{{.Text}}{{.Safe}}</textarea><title>{{.Text}}</title>`:        true,
		`{{range .Rows}}{{.Text}}{{$.N}}{{else}}none{{end}}{{range $i, $r := .Rows}}{{$i}}{{$r.Text}}{{end}}`: true,
		`{{range .Named.Rows}}{{.}}{{else}}none{{end}}`:                                                       false,
		`{{$t := .Text}}{{if .None}}{{$t := .N}}{{$t}}{{end}}{{$t}}{{with .Letter}}{{.Text}}{{end}}`:          false,
		`{{if and .N .Text (not .None)}}{{or .None .Text}}{{end}}{{if or .None .Rows}}{{len .Rows}}{{end}}`:   true,
		`{{if and .N .Text}}{{if eq .Text "x"}}a{{else if gt .N 3}}b{{else if ne .Any "y"}}c{{end}}{{end}}`:   true,
		`{{.Named.V}}{{.Named.N}}{{template "part" .Text}}{{printf "%s-%d" .Text .N}}{{add .N 1}}`:            true,
		`{{t "hello" "Name" .Text}}{{range lines .Text}}{{.}}{{end}}{{with dict "V" .Text}}{{.V}}{{end}}`:     true,
		`{{.Said}}`: false, `{{.Named.Nothing}}`: false, `{{.None}}`: true, `{{eq .N .Text}}`: false, `{{.Text | printf "%s"}}`: false,
		`{{range .Named}}{{.}}{{end}}`: false, `{{eq .N 1 2}}`: false, `{{.None.Text}}`: false, `{{dict 1 2}}`: false, `<p {{.Text}}>`: true,
	} {
		pages := set(t, main)
		var a, b bytes.Buffer
		pressed, err := pages.Press(&a, "portal/start", full()), pages.Execute(&b, "portal/start", full())
		if pressed != quick {
			t.Errorf("%s: written the quick way: %t, want %t", main, pressed, quick)
		}
		if pressed && (err != nil || a.String() != b.String()) {
			t.Errorf("%s is %s the quick way and %s, %v", main, a.String(), b.String(), err)
		}
		if !pressed && a.Len() > 0 {
			t.Errorf("%s left %s behind", main, a.String())
		}
	}
}

// A page must not become slow again unseen. What counts is what it leaves for the
// collector beside html/template, which is the same on every machine.
func TestPress_leavesLittleBehind(t *testing.T) {
	pages := set(t, `{{range .Rows}}<p title="{{.Text}}">{{if .Text}}{{.Text}}, {{$.N}}{{end}}</p>{{end}}`)
	page := full()
	page.Rows = make([]note, 50)
	for i := range page.Rows {
		page.Rows[i].Text = sharp
	}
	var buf bytes.Buffer
	quick := testing.AllocsPerRun(20, func() {
		buf.Reset()
		if !pages.Press(&buf, "portal/start", page) {
			t.Fatal("not written")
		}
	})
	slow := testing.AllocsPerRun(20, func() {
		buf.Reset()
		if err := pages.Execute(&buf, "portal/start", page); err != nil {
			t.Fatal(err)
		}
	})
	if quick > slow/3 {
		t.Errorf("%.0f allocations, and %.0f in html/template", quick, slow)
	}
}

func TestSettle_putsOnlyWhatIsPlainIntoThePage(t *testing.T) {
	fsys := tiny(`<p title="{{t "sharp"}}">{{t "sharp"}}</p><a href="{{t "sharp"}}">{{t "hello" "Name" .Text}}</a><link href="{{static "app.css"}}">`)
	fsys["locales/x.nl.toml"].Data = append(fsys["locales/x.nl.toml"].Data, []byte("\n"+`sharp = "a <b> & 'c' +"`)...)
	w, err := locale.New(fsys)
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewStatic(fsys)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := New(fsys, w, s)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := pages.Render(&b, "portal/start", full()); err != nil {
		t.Fatal(err)
	}
	const text = `a &lt;b&gt; &amp; &#39;c&#39; &#43;`
	want := `<p title="` + text + `">` + text + `</p><a href="a%20%3cb%3e%20&amp;%20%27c%27%20&#43;">`
	if !strings.Contains(b.String(), want) || !strings.Contains(b.String(), `<link href="`+s.Path("app.css")+`">`) {
		t.Errorf("%s, want %s", b.String(), want)
	}
	whole, err := pages.pages["nl"]["portal/start"].whole()
	if err != nil {
		t.Fatal(err)
	}
	var settled bool
	for _, one := range whole.Templates() {
		settled = settled || (one.Tree != nil && strings.Contains(one.Tree.Root.String(), text))
	}
	if !settled {
		t.Error("the words are looked up with every answer")
	}
}
