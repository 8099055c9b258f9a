// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/browser"
)

// TestWalk_everyAssignmentIsFilledInFromItsExamplesToWhatComesOut goes through
// every page of every assignment that ships with the answers of an example, on
// the smallest phone. Each page posts what it shows, so what comes out is right
// only if every field reads back what it wrote.
func TestWalk_everyAssignmentIsFilledInFromItsExamplesToWhatComesOut(t *testing.T) {
	t.Parallel()
	script, read := axe(t), &sync.Map{}
	for name, o := range map[string]browser.Options{"with JavaScript": {}, "without JavaScript": {NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := write(t, true)
			o.Width, o.Height = 320, 640
			k := &walk{t: t, w: w, p: browser.Start(t, o).Page(t), v: visit(t, &house{t: t, url: w.url, log: &safeBuffer{}}), rules: script, read: read, last: o.NoScript}
			shelf, _ := assignment.Load(assignments.FS)
			for _, id := range shelf.IDs() {
				t.Run(id, func(t *testing.T) {
					k.t = t
					k.through(id, shelf.ExampleNames(id))
				})
			}
			t.Logf("%d pages of %d assignments", k.pages, len(shelf.IDs()))
		})
	}
}

// walk is somebody who goes through all assignments.
type walk struct {
	t     *testing.T
	w     *writing
	p     *browser.Page
	v     *visitor
	rules string
	read  *sync.Map // pages that axe read, with scripts or without: their markup is the same
	last  bool      // takes the last example that can be handed in, not the first
	pages int
}

// through fills in one assignment.
func (k *walk) through(id string, examples []string) {
	k.t.Helper()
	name, want := k.outcome(id, examples)
	if name == "" {
		k.t.Errorf("%s has no example that can be handed in", id)
		return
	}
	k.p.Open(k.w.url + "/voorbeeld/als?als=klant&opdracht=" + id + "&antwoorden=" + name + "&taal=nl")
	for range 60 {
		k.look(id + "/" + name)
		if strings.HasSuffix(k.p.URL(), "/uitkomst") {
			if got := words(k.p.First("main")); got != want {
				k.t.Errorf("%s/%s comes out as\n%s\nnot as\n%s", id, name, got, want)
			}
			return
		}
		k.p.GoOn("#f")
	}
	k.t.Errorf("%s/%s has no end: it stands at %s", id, name, k.p.URL())
}

// outcome gives an example that can be handed in, and what comes out of it.
func (k *walk) outcome(id string, examples []string) (name, want string) {
	k.t.Helper()
	for _, one := range examples {
		a := k.v.get("/voorbeeld/als?als=uitkomst&opdracht=" + id + "&antwoorden=" + one + "&taal=nl")
		if a.status != http.StatusSeeOther {
			continue
		}
		k.p.Open(k.w.url + "/voorbeeld/als?als=uitkomst&opdracht=" + id + "&antwoorden=" + one + "&taal=nl")
		k.p.Unfold()
		if name, want = one, words(k.p.First("main")); !k.last {
			break
		}
	}
	return name, want
}

// look holds a page to what every page is held to.
func (k *walk) look(what string) {
	k.t.Helper()
	k.pages++
	id, _, _ := strings.Cut(what, "/")
	page := id + strings.TrimPrefix(k.p.URL(), k.w.url)
	what += " at " + strings.TrimPrefix(k.p.URL(), k.w.url)
	fits(k.t, k.p, what)
	if _, was := k.read.LoadOrStore(page, true); !was {
		obeys(k.t, what, k.p.Axe(k.rules))
	}
}

// words are what a text says, however it is set.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }
