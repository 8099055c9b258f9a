// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/browser"
	"opgelucht/pkg/library"
)

var tabOf = regexp.MustCompile(`<title>([^<]*)</title>`)

// Anyone reads, in both languages, and nothing of it is kept: not in the browser,
// not in its history, not in our log.
func TestLibrary_isReadWithoutACaseAndLeavesNoTrace(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	books, _ := library.Shipped()
	for _, lang := range []string{"nl", "en"} {
		v := visit(t, h)
		v.header.Set("Accept-Language", lang)
		list, register := v.get("/lezen"), v.get("/lezen/woorden")
		for _, one := range books.Pages(lang) {
			path := fmt.Sprintf("/lezen/%d", one.Number)
			if !strings.Contains(list.body, `href="`+path+`"`) || !strings.Contains(register.body, `href="`+path+`"`) {
				t.Errorf("%s is on no list", path)
			}
			a := v.get(path)
			check(t, path, a, http.StatusOK)
			for _, must := range []string{`<html lang="` + lang + `"`, `href="#hulp"`, "0800-0113", `href="/weg"`, one.Owner, one.Sources[0].Address} {
				if !strings.Contains(a.body, must) {
					t.Errorf("%s in %s lacks %q", path, lang, must)
				}
			}
			honest := map[string][]string{
				"nl": {"Nagekeken op", "Deze tekst leggen we nog naast de bronnen.", "naast de bronnen moeten liggen. Dat is nog niet gebeurd."},
				"en": {"Checked on", "We still have to compare this text with its sources.", "had to be compared with its sources on"},
			}[lang]
			late := one.Due(h.now())
			says := [3]bool{strings.Contains(a.body, honest[0]), strings.Contains(a.body, honest[1]), strings.Contains(a.body, honest[2])}
			if says != [3]bool{one.Compared(), !one.Compared() && !late, !one.Compared() && late} {
				t.Errorf("%s in %s does not say as it is whether it was held beside its sources", path, lang)
			}
			if title := tabOf.FindStringSubmatch(a.body)[1]; shameful.MatchString(title) || strings.Contains(title, one.Title) {
				t.Errorf("the tab of %s says %q", path, title)
			}
			if a.header.Get("Set-Cookie") != "" || a.header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s leaves something behind: %v", path, a.header)
			}
		}
		for _, term := range books.Terms(lang) {
			if !strings.Contains(tags.ReplaceAllString(register.body, ""), term.Word) {
				t.Errorf("%s is not in the register in %s", term.Word, lang)
			}
		}
	}
	for _, path := range []string{"/lezen/0", "/lezen/999", "/lezen/-1", "/lezen/x", "/lezen/99999999999999999999", "/in/lezen/999"} {
		check(t, path, visit(t, h).get(path), http.StatusNotFound)
	}
}

// There is nothing to type, so nothing that a person wrote can travel.
func TestLibrary_asksNothingOfAReader(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	for _, path := range []string{"/lezen", "/lezen/1", "/lezen/woorden"} {
		main := between(visit(t, h).get(path).body, `<main id="inhoud"`, `</main>`)
		if main == "" || regexp.MustCompile(`<(form|input|textarea|select)`).MatchString(main) {
			t.Errorf("%s has something to fill in", path)
		}
	}
}

func TestLibrary_readingWhileFillingInLosesNothing(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	v, _, _ := filler(t, h, "spoedcheck")
	task := v.get("/opdracht/1").body
	if !strings.Contains(task, `href="/lezen/2?bij=1"`) {
		t.Fatalf("the assignment names nothing to read: %s", tags.ReplaceAllString(task, " "))
	}
	if back := v.get("/lezen/2?bij=1").body; !strings.Contains(back, `href="/opdracht/1"`) {
		t.Error("from the page no way leads back to the assignment")
	}
	page := v.get(fillAt + "?deel=home")
	if !strings.Contains(page.body, `name="lees" value="1"`) {
		t.Fatalf("the questions name nothing to read: %s", tags.ReplaceAllString(page.body, " "))
	}
	a := v.send(page, fillAt, "a.eviction", "yes", "a.eviction_date", "volgende week ergens", "lees", "1")
	check(t, "going to read", a, http.StatusSeeOther)
	if to := a.header.Get("Location"); to != "/lezen/1?bij=1&deel=home" {
		t.Fatalf("it leads to %s", to)
	}
	read := v.get(a.header.Get("Location")).body
	if !strings.Contains(read, `href="/opdracht/1/vul?deel=home"`) || !strings.Contains(read, `name="terug" value="/lezen/1?bij=1&amp;deel=home"`) {
		t.Errorf("no way leads back, or another language forgets it: %s", read)
	}
	again := v.get(fillAt + "?deel=home").body
	if !strings.Contains(again, `value="yes" checked`) || !strings.Contains(again, "volgende week ergens") {
		t.Errorf("what was typed is gone: %s", again)
	}
	stranger := visit(t, h).get("/lezen/1?bij=1&deel=home").body
	if strings.Contains(stranger, "/opdracht/") {
		t.Error("who has no case is led to an assignment")
	}
}

func TestLibrary_isReadInsideAMunicipalitysPageWithoutCookies(t *testing.T) {
	t.Parallel()
	origin, show := municipality(t)
	h := build(t, options{embedder: origin})
	show(h.url)
	if _, err := h.AddCounsellor(t.Context(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	p := browser.Start(t, browser.Options{Cookies: browser.NoCookies, NoScript: true, Width: 320, Height: 640}).Page(t)
	p.Open(origin + "/hulp")
	f := p.Frame()
	f.Press("Liever eerst iets lezen?")
	f.See("Als het haast heeft", "Woorden van A tot Z")
	f.Press("Ik kan de huur niet betalen. Moet ik mijn huis uit?")
	f.See("Eén kleine stap", "Alles om te lezen")
	f.Press("Schrijf hem op.")
	f.Type("Wat wil je kwijt?", "Ik las over de huur.")
	f.Press("Verstuur mijn bericht")
	f.See("Bewaar deze code")
	f.Press("Opgelucht")
	f.Press("Iets lezen over geld")
	f.Press("Ik kan de huur niet betalen. Moet ik mijn huis uit?")
	f.See("Schrijf hem aan je hulpverlener.")
	f.Press("Schrijf hem aan je hulpverlener.")
	f.See("Ik las over de huur.") // the session came along
	if u, err := url.Parse(f.URL()); err != nil || u.RawQuery != "" {
		t.Errorf("something stands in the address %s", f.URL())
	}
}
