// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/browser"
)

// municipality is a site of another origin that shows the service in a frame.
func municipality(t *testing.T) (origin string, show func(service string)) {
	t.Helper()
	var service string
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		app.DemoSiteHandler(service).ServeHTTP(w, r)
	}))
	t.Cleanup(site.Close)
	address, err := url.Parse(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	return "http://gemeente.localhost:" + address.Port(), func(s string) { service = s }
}

func TestEmbedding_theWholeStoryInsideAMunicipalitysPage(t *testing.T) {
	t.Parallel()
	for _, cookies := range []browser.Cookies{browser.AllCookies, browser.NoThirdParty, browser.NoCookies} {
		for _, noScript := range []bool{false, true} {
			t.Run(fmt.Sprintf("cookies %q, scripts %v", cookies, !noScript), func(t *testing.T) {
				origin, show := municipality(t)
				h := build(t, options{embedder: origin})
				show(h.url)
				if _, err := h.AddCounsellor(t.Context(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
					t.Fatal(err)
				}
				b := browser.Start(t, browser.Options{Cookies: cookies, NoScript: noScript})
				p := b.Page(t)
				p.Open(origin + "/hulp")
				p.See("Hulp bij geldzaken")
				f := p.Frame()
				f.See("Zorgen om geld?", "De website eromheen leest niet mee.")
				f.Type("Wat wil je kwijt?", "Ik schrijf vanuit de site van de gemeente.")
				f.Press("Verstuur mijn bericht")
				f.See("Bewaar deze code")
				shot(p, "embed-"+string(cookies))
				code := codeShape.FindString(f.Text())
				f.Press("Ik heb hem bewaard")
				f.Type("Wat zijn de laatste 4 cijfers", code[len(code)-4:])
				f.Press("Klaar")
				f.See("Je hoeft niets te doen")
				f.Press("Berichten")
				f.See("Ik schrijf vanuit de site van de gemeente.")
				f.Type("Schrijf nog iets", "En nog iets.")
				f.Press("Verstuur")
				f.See("En nog iets.")
				f.Press("Dossier")
				f.See("Er staat nog niets in.")
				f.Press("English")
				f.See("There is nothing in it yet.")
				f.Press("Today")
				f.See("There is nothing you need to do")
				if strings.Contains(f.URL(), "sleutel") || strings.Contains(f.URL(), "?") {
					t.Errorf("the session stands in the address %s", f.URL())
				}
				if cookies == browser.NoCookies { // without any cookie a window of its own cannot stay signed in
					leaveFrame(p, f, origin)
					return
				}
				f.Press("Open in a window of its own")
				own := p.Popup(b)
				own.See("There is nothing you need to do") // in the language that was chosen
				own.Press("Messages")
				own.See("En nog iets.")
				leaveFrame(p, f, origin)
			})
		}
	}
}

// leaveFrame leaves quickly from inside a frame: the whole window goes, and who
// opens the municipality's page again finds nothing.
func leaveFrame(p, f *browser.Page, origin string) {
	f.PressAway("Quick exit")
	p.See("30 min") // the recipe, in the language that the window knows
	p.Open(origin + "/hulp")
	again := p.Frame()
	again.See("112")
	again.Lacks("Today", "Vandaag", "nothing you need to do", "niets te doen")
}

func TestEmbedding_onlyWhereTheMunicipalityAllowsIt(t *testing.T) {
	t.Parallel()
	origin, show := municipality(t)
	h := build(t, options{embedder: "http://ergens-anders.localhost:1"})
	show(h.url)
	p := browser.Start(t, browser.Options{}).Page(t)
	p.Open(origin + "/hulp")
	p.See("Hulp bij geldzaken")
	p.Press("Open Opgelucht in een eigen venster.")
	p.See("Zorgen om geld?") // a plain link works without any of it
	p.Open(origin + "/hulp")
	if text := p.Frame().Text(); strings.Contains(text, "Zorgen om geld") {
		t.Errorf("a site that is not on the list shows the pages: %s", text)
	}

	v := visit(t, h)
	inside := v.get("/in/").header.Get("Content-Security-Policy")
	if !strings.Contains(inside, "frame-ancestors http://ergens-anders.localhost:1") || strings.Contains(inside, "*") {
		t.Errorf("the policy of an embedded page is %s", inside)
	}
	outside := v.get("/").header
	if !strings.Contains(outside.Get("Content-Security-Policy"), "frame-ancestors 'none'") || outside.Get("X-Frame-Options") != "DENY" {
		t.Errorf("a page of our own may be framed: %v", outside)
	}
	check(t, "the desk inside a frame", v.get("/in/werkplek"), 404)
}
