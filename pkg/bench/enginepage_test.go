// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/assignments"
	"opgelucht/config"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/content"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/portal"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/token"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
	"opgelucht/templates"
)

// letterAnswers are the answers to the letter that asks for time.
var letterAnswers = map[string]string{"weeks": "four", "recent": "yes", "reason": "income", "helped": "yes"}

// askingMuch is an assignment with one page of 40 questions of the usual kinds.
func askingMuch() string {
	var b strings.Builder
	b.WriteString("title: Veel\nversion: 1\nlanguage: nl\npages:\n  - id: home\n    title: Veel vragen\n    questions:\n")
	for i := range 10 {
		fmt.Fprintf(&b, "      - {id: m%d, type: money, ask: Hoeveel betaal je voor nummer %d?, help: Schatten mag.}\n", i, i)
		fmt.Fprintf(&b, "      - {id: y%d, type: yesno, ask: Heb je hier een brief van nummer %d?}\n", i, i)
		fmt.Fprintf(&b, "      - {id: t%d, type: text, ask: Van wie is nummer %d?, help: Alleen de naam van het bedrijf.}\n", i, i)
		fmt.Fprintf(&b, "      - {id: c%d, type: choice, ask: Hoe ver is nummer %d?, options: {bill: Ik kreeg een rekening, warning: Ik kreeg een strengere brief, court: De rechter heeft beslist, unknown: Dat weet ik niet}}\n", i, i)
	}
	return b.String()
}

// muchAsked is the real door of clients with a page of 40 questions, half filled in.
type muchAsked struct {
	server *web.Server
	body   []byte
}

const pageStory = "fill-choice" // it shows the page "home" of the Spoedcheck

func newMuchAsked(t *testing.T) *muchAsked {
	t.Helper()
	files := fstest.MapFS{"spoedcheck/assignment.yaml": {Data: []byte(askingMuch())}}
	for _, pattern := range []string{"*.yaml", "budget/*", "schuldenlijst/*", "brief-uitstel/*"} {
		names, _ := fs.Glob(assignments.FS, pattern) // the pattern is well formed
		for _, name := range names {
			if text, err := assignments.FS.ReadFile(name); err == nil { // folders are none
				files[name] = &fstest.MapFile{Data: text}
			}
		}
	}
	delete(files, assignment.LockFile) // of what ships, not of this
	shelf, problems := catalog.Load()
	custom, found := assignment.Load(files, "en")
	shelf.Assignments = custom
	for _, p := range content.Errors(append(problems, found...)) {
		if !strings.HasPrefix(p.Rule, "translation") {
			t.Fatal(p)
		}
	}
	text, err := config.Tenants.ReadFile("tenants/voorbeeldstad.yaml")
	words, err1 := locale.New(templates.FS)
	static, err2 := view.NewStatic(templates.FS)
	pages, err3 := view.New(templates.FS, words, static)
	tenants, _ := tenant.Load(fstest.MapFS{"voorbeeldstad.yaml": {Data: text}}, tenant.Options{Development: true})
	for _, err := range []error{err, err1, err2, err3} {
		if err != nil {
			t.Fatal(err)
		}
	}
	clock, root := func() time.Time { return time.Date(2027, time.June, 7, 10, 0, 0, 0, calendar.Zone()) }, seal.NewKey()
	m := &muchAsked{server: web.New(web.Parts{
		Tenants: tenants, Words: words, Pages: pages, Static: static, Signer: token.NewSigner(root, 1, clock),
		FormKey: root, Log: slog.New(slog.DiscardHandler), Now: clock,
	})}
	m.server.Add([]web.Route{{Method: http.MethodGet, Path: "/:id", Do: func(r *web.Request) error {
		for _, s := range portal.Stories(r, shelf) {
			if s.ID == r.Param("id") {
				return s.Show(r)
			}
		}
		return r.NoContent(http.StatusOK)
	}}}, nil)
	m.show(t, pageStory)
	if strings.Count(string(m.body), "nummer 9?") != 4 {
		t.Fatalf("the page does not ask 40 questions:\n%.2000s", m.body)
	}
	return m
}

func (m *muchAsked) show(t *testing.T, story string) {
	answer := httptest.NewRecorder()
	m.server.Echo.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/"+story, nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("the page answers %d", answer.Code)
	}
	m.body = answer.Body.Bytes()
}

// rendering includes all that a request does but the database and what is round
// every request: evaluating the answers and making the page. Setting up all the
// stories, of which one is shown, is not part of it: that is measured by itself
// and taken off.
func rendering(t *testing.T, long bool) float64 {
	m := newMuchAsked(t)
	shown := worked(long, func() { m.show(t, pageStory) })
	return 1e3 * (shown - worked(long, func() { m.show(t, "none") }))
}

// weighing is what such a page weighs on the way.
func weighing(t *testing.T, _ bool) float64 {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(newMuchAsked(t).body); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return float64(b.Len()) / 1e3
}
