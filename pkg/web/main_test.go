// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/store"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/token"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
	"opgelucht/templates"
)

// monday is a quiet Monday morning in June.
var monday = time.Date(2027, time.June, 7, 10, 0, 0, 0, calendar.Zone())

// Two municipalities. The first may be framed and speaks two languages.
const (
	meren    = "meren.example.nl"
	duin     = "duin.example.nl"
	embedder = "https://www.meren.example.nl"
)

func towns(t testing.TB) *tenant.Registry {
	t.Helper()
	one := "name: Meren\nhosts: [" + meren + "]\nlanguages: [nl, en]\nembedders: [\"" + embedder + "\"]\nhelp: {desk: Geldhulp, phone: 088 111 11 11, opening: werkdagen}\n"
	two := "name: Duin\nhosts: [" + duin + "]\nhelp: {desk: Geldhulp, phone: 088 222 22 22, opening: werkdagen}\n"
	list, problems := tenant.Load(fstest.MapFS{"meren.yaml": {Data: []byte(one)}, "duin.yaml": {Data: []byte(two)}}, tenant.Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return list
}

// week is the server's share of session keys, one for each day.
type week map[string]seal.Key

func (w week) Current(now time.Time) (string, seal.Key, error) {
	day := now.UTC().Format(time.DateOnly)
	if _, ok := w[day]; !ok {
		w[day] = seal.NewKey()
	}
	return day, w[day], nil
}

func (w week) Of(day string) (seal.Key, bool) { k, ok := w[day]; return k, ok }

// site is a server with doors of its own, on a real database, with a clock that
// a test moves.
type site struct {
	*web.Server
	t        testing.TB
	db       *store.DB
	parts    web.Parts
	clock    time.Time
	log      bytes.Buffer
	sessions *access.Sessions
}

// printed reads words, pages and files once: every site shows the same.
var printed = sync.OnceValue(func() web.Parts {
	words, err := locale.New(templates.FS)
	if err != nil {
		panic(err)
	}
	static, err := view.NewStatic(templates.FS)
	if err != nil {
		panic(err)
	}
	pages, err := view.New(templates.FS, words, static)
	if err != nil {
		panic(err)
	}
	return web.Parts{Words: words, Pages: pages, Static: static}
})

// build makes a site; change says what is different about it.
func build(t testing.TB, change ...func(*web.Parts)) *site {
	t.Helper()
	s := &site{t: t, clock: monday}
	now := func() time.Time { return s.clock }
	var err error
	if s.db, err = store.Open(context.Background(), store.Options{Source: filepath.Join(t.TempDir(), "web.db"), Now: now}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.db.Close() })
	s.parts = printed()
	root := seal.NewKey()
	s.sessions = access.NewSessions(s.db, week{}, now)
	s.parts.Tenants, s.parts.Sessions, s.parts.Signer = towns(t), s.sessions, token.NewSigner(root, 1, now)
	s.parts.FormKey, s.parts.Now = root.Derive("forms"), now
	s.parts.Log = slog.New(web.LogHandler{Handler: slog.NewJSONHandler(&s.log, nil)})
	for _, c := range change {
		c(&s.parts)
	}
	s.Server = web.New(s.parts)
	s.Health(s.db.Ready)
	s.Add(s.routes(), func(r *web.Request) error { return r.String(http.StatusUnauthorized, "outside") })
	return s
}

// errDriver is what a database could say: it repeats what someone wrote.
var errDriver = fmt.Errorf("duplicate key (name)=(Boterbloemetje)")

// faults are the failures that a handler can answer with.
var faults = map[string]error{
	"internal": fault.Wrap("store.Save", errDriver), "bare": errDriver, "invalid": fault.New(fault.Invalid, "x"),
	"notfound": fault.Wrap("store.Case", fault.New(fault.NotFound, "")), "unauthorized": fault.New(fault.Unauthorized, ""),
	"conflict": fault.New(fault.Conflict, "conflict"), "gone": fault.New(fault.Gone, "code.gone"),
	"toomany": &fault.Fault{Kind: fault.TooMany, Key: "toomany", RetryAfter: 90 * time.Second},
	"busy":    &fault.Fault{Kind: fault.Busy, Key: "busy", RetryAfter: 5 * time.Second, Err: errDriver},
}

// routes are a small door: pages, forms and everything that can go wrong.
func (s *site) routes() []web.Route {
	page := func(r *web.Request) error {
		return r.Show(http.StatusOK, "error/error", web.ErrorPage{Base: r.Base("error.title", ""), Kind: "busy", Again: "/"})
	}
	fails := func(r *web.Request) error { return faults[r.Param("soort")] }
	tells := func(r *web.Request) error {
		who := "nobody"
		if r.Session != nil && r.Session.Client != nil {
			who = string(r.Client().ID)
		}
		return r.String(http.StatusOK, fmt.Sprintf("%s %s %s [%s] field=%v", r.Tenant.ID, r.Language, who, r.Field("bericht"), r.ByField))
	}
	enter := func(r *web.Request) error {
		session, err := s.sessions.OpenClient(r.Request().Context(), client(r.Tenant.ID), false)
		if err != nil {
			return err
		}
		if err := r.Open(session); err != nil {
			return err
		}
		return r.Go("/mijn")
	}
	return []web.Route{
		{Method: http.MethodGet, Path: "/", Do: page, Embed: true},
		{Method: http.MethodGet, Path: "/wie", Do: tells, Embed: true},
		{Method: http.MethodPost, Path: "/wie", Do: tells, Embed: true},
		{Method: http.MethodPost, Path: "/open", Do: tells, Open: true, Embed: true},
		{Method: http.MethodPost, Path: "/mee", Do: tells, Embed: true, Handover: true},
		{Method: http.MethodPost, Path: "/laat", Do: func(r *web.Request) error { return r.String(200, fmt.Sprint("late ", r.TooLate())) }, Late: true},
		{Method: http.MethodPost, Path: "/kom", Do: enter, Embed: true},
		{Method: http.MethodGet, Path: "/mijn", Do: page, Who: web.Client, Embed: true},
		{Method: http.MethodPost, Path: "/mijn", Do: tells, Who: web.Client, Embed: true},
		{Method: http.MethodPost, Path: "/uit", Do: func(r *web.Request) error { return r.Leave() }, Who: web.Client, Embed: true},
		{Method: http.MethodGet, Path: "/stuk/:soort", Do: fails},
		{Method: http.MethodPost, Path: "/stuk/:soort", Do: fails, Open: true},
		{Method: http.MethodGet, Path: "/paniek/:naam", Do: func(r *web.Request) error { panic("Boterbloemetje " + r.Param("naam")) }},
		{Method: http.MethodGet, Path: "/adres", Do: func(r *web.Request) error { return r.String(http.StatusOK, r.RealIP()) }},
		{Method: http.MethodGet, Path: "/lezen/:hoe", Do: func(r *web.Request) error {
			r.KeepReading(view.Reading{Larger: r.Param("hoe") == "groot", Airy: r.Param("hoe") == "groot"})
			return page(r)
		}},
	}
}

func client(of tenant.ID) access.Client {
	return access.Client{Tenant: of, ID: "client-1", Case: "case-1", Private: seal.NewPair(), CaseKey: seal.NewKey()}
}

// ask is one request to the site; what is empty is left out.
type ask struct {
	method, path, host string
	from               string // address and port of the other side
	form               url.Values
	body, kind         string
	header             map[string]string
	cookies            []*http.Cookie
}

func (s *site) ask(a ask) *httptest.ResponseRecorder {
	s.t.Helper()
	if a.method == "" {
		a.method = http.MethodGet
	}
	if a.form != nil {
		a.method, a.body, a.kind = http.MethodPost, a.form.Encode(), "application/x-www-form-urlencoded"
	}
	req := httptest.NewRequestWithContext(context.Background(), a.method, "/", strings.NewReader(a.body))
	var err error
	if req.URL, err = url.ParseRequestURI(a.path); err != nil {
		s.t.Fatal(err)
	}
	req.Host = meren
	if a.host != "" {
		req.Host = a.host
	}
	if a.from != "" {
		req.RemoteAddr = a.from
	}
	if a.kind != "" {
		req.Header.Set("Content-Type", a.kind)
	}
	for name, value := range a.header {
		req.Header.Set(name, value)
	}
	for _, c := range a.cookies {
		req.AddCookie(c)
	}
	w := httptest.NewRecorder()
	s.Echo.ServeHTTP(w, req)
	return w
}

// quiet is a test in whose name others may speak while it fuzzes.
type quiet struct{ testing.TB }

// Helper says nothing.
func (quiet) Helper() {}

// get asks for a page.
func (s *site) get(path string) *httptest.ResponseRecorder { return s.ask(ask{path: path}) }

var hidden = map[string]*regexp.Regexp{
	"vorm": regexp.MustCompile(`name="vorm" value="([^"]+)"`), "sleutel": regexp.MustCompile(`name="sleutel" value="([^"]+)"`),
}

// field gives a hidden field of a page; empty when there is none.
func field(body, name string) string {
	if found := hidden[name].FindStringSubmatch(body); found != nil {
		return found[1]
	}
	return ""
}

// stamp is the token of a form for someone without a session, made now.
func (s *site) stamp() string { return field(s.get("/").Body.String(), "vorm") }

// enter opens a session as a browser with cookies does, and gives its cookie.
func (s *site) enter() []*http.Cookie {
	s.t.Helper()
	w := s.ask(ask{path: "/kom", form: url.Values{"vorm": {s.stamp()}}})
	if w.Code != http.StatusOK && w.Code != http.StatusSeeOther || len(w.Result().Cookies()) == 0 {
		s.t.Fatalf("entering answers %d: %s", w.Code, w.Body)
	}
	return w.Result().Cookies()
}

func unzip(t testing.TB, body io.Reader) string {
	t.Helper()
	z, err := gzip.NewReader(body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func network(t testing.TB, cidr string) *net.IPNet {
	t.Helper()
	_, n, err := net.ParseCIDR(cidr)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
