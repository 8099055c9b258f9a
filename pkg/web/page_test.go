// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

func TestErrors_eachKindHasItsStatusItsSentenceAndItsWait(t *testing.T) {
	s := build(t)
	for kind, want := range map[string]struct {
		status       int
		retry, title string
	}{
		"internal": {500, "", "error.internal.title"}, "bare": {500, "", "error.internal.title"}, "invalid": {422, "", "error.body.title"},
		"notfound": {404, "", "error.notfound.title"}, "unauthorized": {401, "", "error.notfound.title"}, "conflict": {409, "", "error.conflict.title"},
		"toomany": {429, "90", "error.toomany.title"}, "busy": {503, "5", "error.busy.title"}, "gone": {410, "", "error.gone.title"},
	} {
		w := s.get("/stuk/" + kind)
		title := s.parts.Words.Printer("nl").T(want.title, nil)
		if w.Code != want.status || w.Header().Get("Retry-After") != want.retry || !strings.Contains(w.Body.String(), "<h1>"+title+"</h1>") {
			t.Errorf("%s: %d, Retry-After %q, title %q is not there", kind, w.Code, w.Header().Get("Retry-After"), title)
		}
		if strings.Contains(w.Body.String(), secret) || strings.Contains(w.Body.String(), "duplicate") {
			t.Errorf("%s: the page repeats what the database said", kind)
		}
		if got := web.Status(faults[kind]); got != want.status {
			t.Errorf("%s: the status is %d", kind, got)
		}
	}
}

func TestErrors_giveBackWhatWasTypedButNeverTheSessionOrAForgedFormToSend(t *testing.T) {
	s := build(t)
	form := url.Values{"bericht": {"Ik wil nog iets <b>vertellen</b>."}, "keuze": {"a", "b"}, "vorm": {"x"}, "sleutel": {"y"}, "spreek": {"nl"}}
	again := regexp.MustCompile(`<form method="post" action="/stuk/`)
	for kind, sends := range map[string]bool{"internal": true, "busy": true, "toomany": true, "conflict": true, "notfound": false, "gone": false, "invalid": false} {
		body := s.ask(ask{path: "/stuk/" + kind, form: form}).Body.String()
		if again.MatchString(body) != sends {
			t.Errorf("%s: sending once more is offered: %v", kind, !sends)
		}
		if sends != strings.Contains(body, `name="bericht" value="Ik wil nog iets &lt;b&gt;vertellen&lt;/b&gt;."`) || strings.Contains(body, "<b>vertellen") {
			t.Errorf("%s: the text comes back: %v, wanted %v", kind, !sends, sends)
		}
		if sends && strings.Count(body, `name="keuze"`) != 2 || strings.Contains(body, `value="y"`) || strings.Contains(body, `value="x"`) {
			t.Errorf("%s: not the fields that were typed come back", kind)
		}
	}
	body := s.ask(ask{path: "/wie", form: form}).Body.String()
	if !strings.Contains(body, "Ik wil nog iets &lt;b&gt;") || strings.Contains(body, `action="/wie"`) {
		t.Error("a forged form is made ready to send, or its text is lost")
	}
}

func TestErrors_leadBackToWhereTheReaderMayGo(t *testing.T) {
	s := build(t)
	if body := s.get("/stuk/gone").Body.String(); !strings.Contains(body, `href="/"`) {
		t.Errorf("a stranger is not led to the start: %s", body)
	}
	if body := s.ask(ask{path: "/stuk/gone", cookies: s.enter()}).Body.String(); !strings.Contains(body, `href="/vandaag"`) {
		t.Errorf("a client is not led to their day: %s", body)
	}
}

func TestHost_thatIsNobodysGetsAPageWithoutAnyonesName(t *testing.T) {
	s := build(t)
	for _, path := range []string{"/", "/mijn", "/nergens", "/in/"} {
		w := s.ask(ask{path: path, host: "nergens.example"})
		title := s.parts.Words.Printer("nl").T("error.tenant.title", nil)
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), title) {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
		for _, name := range []string{"Meren", "Duin", "088 111", "088 222", "nergens.example"} {
			if strings.Contains(w.Body.String(), name) {
				t.Errorf("%s: the page says %q", path, name)
			}
		}
	}
	for _, host := range []string{meren + ":8443", strings.ToUpper(meren), meren + "."} {
		if w := s.ask(ask{path: "/", host: host}); w.Code != http.StatusOK {
			t.Errorf("%s answers %d", host, w.Code)
		}
	}
	if w := s.ask(ask{path: "/healthz", host: "10.0.0.7:8080"}); w.Code != http.StatusOK {
		t.Errorf("a machine that asks by address is answered %d", w.Code)
	}
}

func TestMethods_thatNoRouteHasFindNothing(t *testing.T) {
	s := build(t)
	for _, method := range []string{http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodTrace, "PROPFIND", "X"} {
		for _, path := range []string{"/", "/mijn", "/wie", "/nergens", "/static/x"} {
			w := s.ask(ask{method: method, path: path})
			asks := method == http.MethodOptions && w.Code == http.StatusNoContent // which methods there are
			if w.Code != http.StatusNotFound && w.Code != http.StatusUnprocessableEntity && !asks {
				t.Errorf("%s %s answers %d", method, path, w.Code)
			}
			if method == http.MethodHead && w.Body.Len() > 0 {
				t.Errorf("%s %s has a body", method, path)
			}
			if strings.Contains(w.Body.String(), "Het ging mis bij ons") || w.Header().Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s %s: %v", method, path, w.Header())
			}
		}
	}
	if w := s.ask(ask{method: http.MethodPost, path: "/mijn?x=1", kind: "text/plain", body: "vorm=x"}); w.Code != http.StatusUnauthorized {
		t.Errorf("a post without a session answers %d", w.Code)
	}
}

func TestAddress_isTakenFromAProxyOnlyWhereItIsTrusted(t *testing.T) {
	trusting := func(p *web.Parts) { p.Proxies = []*net.IPNet{network(t, "10.0.0.0/8"), network(t, "fd00::/8")} }
	for name, c := range map[string]struct {
		change     []func(*web.Parts)
		from, says string
		want       string
	}{
		"no proxy is trusted":              {nil, "198.51.100.7:1", "203.0.113.9", "198.51.100.7"},
		"no proxy, not even this machine":  {nil, "127.0.0.1:1", "203.0.113.9", "127.0.0.1"},
		"no proxy, not even at home":       {nil, "10.0.0.1:1", "203.0.113.9", "10.0.0.1"},
		"a trusted proxy":                  {[]func(*web.Parts){trusting}, "10.1.2.3:1", "203.0.113.9", "203.0.113.9"},
		"a trusted proxy by IPv6":          {[]func(*web.Parts){trusting}, "[fd00::1]:1", "2001:db8::9", "2001:db8::9"},
		"a stranger who plays a proxy":     {[]func(*web.Parts){trusting}, "198.51.100.7:1", "203.0.113.9", "198.51.100.7"},
		"this machine is no proxy":         {[]func(*web.Parts){trusting}, "127.0.0.1:1", "203.0.113.9", "127.0.0.1"},
		"another home network":             {[]func(*web.Parts){trusting}, "192.168.1.1:1", "203.0.113.9", "192.168.1.1"},
		"what the reader put in front":     {[]func(*web.Parts){trusting}, "10.1.2.3:1", "1.1.1.1, 203.0.113.9", "203.0.113.9"},
		"a row of trusted proxies":         {[]func(*web.Parts){trusting}, "10.1.2.3:1", "1.1.1.1, 203.0.113.9, 10.9.9.9", "203.0.113.9"},
		"a trusted proxy with nonsense":    {[]func(*web.Parts){trusting}, "10.1.2.3:1", "papegaai", "10.1.2.3"},
		"a trusted proxy that says little": {[]func(*web.Parts){trusting}, "10.1.2.3:1", "", "10.1.2.3"},
	} {
		s := build(t, c.change...)
		w := s.ask(ask{path: "/adres", from: c.from, header: map[string]string{
			"X-Forwarded-For": c.says, "X-Real-Ip": "192.0.2.200", "Forwarded": "for=192.0.2.201", "Cf-Connecting-Ip": "192.0.2.202",
		}})
		if got := w.Body.String(); got != c.want {
			t.Errorf("%s: the address is %q, not %q", name, got, c.want)
		}
	}
}

func TestGzip_isForPagesThatHoldNothingOfAnyones(t *testing.T) {
	s := build(t)
	zip := map[string]string{"Accept-Encoding": "gzip, br"}
	start := s.ask(ask{path: "/", header: zip})
	if start.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(start.Header().Values("Vary"), ","), "Accept-Encoding") {
		t.Errorf("the first page is not compressed: %v", start.Header())
	}
	if text := unzip(t, start.Body); !strings.Contains(text, "</html>") {
		t.Errorf("the compressed page is %.80s", text)
	}
	mine := s.enter()
	for name, a := range map[string]ask{
		"a page of someone's":              {path: "/mijn", cookies: mine},
		"a page for anyone, to someone":    {path: "/", cookies: mine},
		"the answer to a post":             {path: "/stuk/conflict", form: url.Values{"bericht": {"x"}}},
		"a refused form":                   {path: "/wie", form: url.Values{"vorm": {"x"}}},
		"a browser that does not want it":  {path: "/", header: map[string]string{"Accept-Encoding": "br"}},
		"a browser that does not say that": {path: "/", header: map[string]string{}},
	} {
		if a.header == nil {
			a.header = zip
		}
		if w := s.ask(a); w.Header().Get("Content-Encoding") != "" || !strings.Contains(w.Body.String(), "</html>") {
			t.Errorf("%s: %v", name, w.Header())
		}
	}
}

func TestFrames_areForTheTownsThatAllowThemAndOnlyForTheirOrigins(t *testing.T) {
	s := build(t)
	in := s.get("/in/").Header()
	if !strings.HasSuffix(in.Get("Content-Security-Policy"), "frame-ancestors "+embedder) || in.Get("X-Frame-Options") != "" ||
		in.Get("Cross-Origin-Resource-Policy") != "cross-origin" || in.Get("Cross-Origin-Opener-Policy") != "" {
		t.Errorf("a framed page has %v", in)
	}
	if in.Get("Cache-Control") != "no-store" || in.Get("Referrer-Policy") != "same-origin" || in.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("a framed page lacks what every page has: %v", in)
	}
	for name, a := range map[string]ask{
		"our own page": {path: "/"}, "a page of a town without frames": {path: "/in/", host: duin}, "a page that is not for frames": {path: "/in/stuk/gone"},
		"an error outside": {path: "/stuk/gone"},
	} {
		h := s.ask(a).Header()
		if !strings.HasSuffix(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") || h.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s may be framed: %v", name, h)
		}
	}
	if w := s.ask(ask{path: "/in/", host: duin}); w.Code != http.StatusNotFound {
		t.Errorf("a town without frames answers %d", w.Code)
	}
}

func TestHeaders_promiseHTTPSOnlyWhereTheWorldComesByHTTPS(t *testing.T) {
	if got := build(t).get("/").Header().Get("Strict-Transport-Security"); got != "" {
		t.Errorf("without https it says %q", got)
	}
	s := build(t, func(p *web.Parts) { p.HTTPS = true })
	for _, path := range []string{"/", "/nergens", "/stuk/internal", "/healthz", "/static/x"} {
		if got := s.get(path).Header().Get("Strict-Transport-Security"); !strings.HasPrefix(got, "max-age=63072000") {
			t.Errorf("%s: with https it says %q", path, got)
		}
	}
}

func TestStatic_isKeptForeverUnderANameThatHoldsItsHash(t *testing.T) {
	s := build(t)
	path := s.parts.Static.Path("app.css")
	plain := s.get(path)
	zipped := s.ask(ask{path: path, header: map[string]string{"Accept-Encoding": "gzip"}, host: "nergens.example"})
	for name, w := range map[string]*httptest.ResponseRecorder{"plain": plain, "zipped, on any host": zipped} {
		if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "public, max-age=31536000, immutable" || w.Header().Get("Vary") != "Accept-Encoding" ||
			!strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") || len(w.Result().Cookies()) > 0 {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
	}
	if zipped.Header().Get("Content-Encoding") != "gzip" || unzip(t, zipped.Body) != plain.Body.String() {
		t.Errorf("zipped it is something else: %v", zipped.Header())
	}
	for _, path := range []string{"/static/app.css", "/static/", "/static/..%2fsecret", "/static/app.00000000.css"} {
		if w := s.get(path); w.Code != http.StatusNotFound || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %q", path, w.Code, w.Header().Get("Cache-Control"))
		}
	}
}

func TestHealth_isAliveAlwaysAndReadyWithTheDatabase(t *testing.T) {
	s := build(t)
	for _, path := range []string{"/healthz", "/readyz"} {
		if w := s.get(path); w.Code != http.StatusOK || w.Body.String() != "ok\n" {
			t.Errorf("%s: %d %q", path, w.Code, w.Body)
		}
	}
	if err := s.db.Close(); err != nil {
		t.Fatal(err)
	}
	if w := s.get("/readyz"); w.Code != http.StatusServiceUnavailable || w.Body.String() != "not ready\n" {
		t.Errorf("without a database: %d %q", w.Code, w.Body)
	}
	if w := s.get("/healthz"); w.Code != http.StatusOK {
		t.Errorf("without a database the server is not alive: %d", w.Code)
	}
	bad := web.New(s.parts)
	bad.Health(func(context.Context) error { return fault.Wrap("store.Ready", errors.New(secret)) })
	w := httptest.NewRecorder()
	bad.Echo.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
	if w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), secret) {
		t.Errorf("a database that complains: %d %q", w.Code, w.Body)
	}
}
