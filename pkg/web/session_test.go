// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/token"
	"opgelucht/pkg/web"
)

// who tells whom the site takes the reader for.
func (s *site) who(a ask) string {
	s.t.Helper()
	if a.path == "" {
		a.path = "/wie"
	}
	w := s.ask(a)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d", a.path, w.Code)
	}
	return strings.Fields(w.Body.String())[2]
}

func TestCookies_areForThisHostOnlyAndOutOfReachOfScripts(t *testing.T) {
	s := build(t)
	framed := s.ask(ask{path: "/in/kom", form: url.Values{"vorm": {s.stamp()}}}).Result().Cookies()
	english := s.ask(ask{path: "/open", form: url.Values{"taal": {"en"}}}).Result().Cookies()
	englishFramed := s.ask(ask{path: "/in/open", form: url.Values{"taal": {"en"}}}).Result().Cookies()
	for _, c := range []struct {
		name    string
		cookies []*http.Cookie
		want    string
		framed  bool
	}{
		{"a session", s.enter(), "__Host-og", false}, {"a session in a frame", framed, "__Host-og-in", true},
		{"a language", english, "__Host-og-taal", false}, {"a language in a frame", englishFramed, "__Host-og-taal", true},
		{"ease of reading", s.get("/lezen/groot").Result().Cookies(), "__Host-og-lees", false},
	} {
		if len(c.cookies) != 1 {
			t.Errorf("%s: %d cookies", c.name, len(c.cookies))
			continue
		}
		got := c.cookies[0]
		if got.Name != c.want || !got.Secure || !got.HttpOnly || got.Path != "/" || got.Domain != "" {
			t.Errorf("%s: the cookie is %s", c.name, got)
		}
		if got.MaxAge != 0 || !got.Expires.IsZero() {
			t.Errorf("%s: the cookie outlives the window: %s", c.name, got)
		}
		site := http.SameSiteLaxMode
		if c.framed {
			site = http.SameSiteNoneMode
		}
		if got.SameSite != site || got.Partitioned != c.framed {
			t.Errorf("%s: the cookie is %s", c.name, got)
		}
	}
	if w := s.get("/"); len(w.Result().Cookies()) > 0 {
		t.Errorf("a first visit sets %v", w.Result().Cookies())
	}
}

func TestCookies_ofEaseOfReadingAreTakenAwayWhenNothingIsChosen(t *testing.T) {
	s := build(t)
	chosen := s.get("/lezen/groot").Result().Cookies()
	if body := s.ask(ask{path: "/", cookies: chosen}).Body.String(); !strings.Contains(body, `class="larger airy "`) && !strings.Contains(body, `larger`) {
		t.Errorf("the choice is not kept: %.200s", body)
	}
	if c := s.ask(ask{path: "/lezen/gewoon", cookies: chosen}).Result().Cookies(); len(c) != 1 || c[0].MaxAge >= 0 {
		t.Errorf("no choice leaves %v", c)
	}
}

func TestSession_opensWithTheCookieOfItsOwnServerAndTownOnly(t *testing.T) {
	s, other := build(t), build(t)
	mine := s.enter()
	if who := s.who(ask{cookies: mine}); who != "client-1" {
		t.Fatalf("the cookie opens for %s", who)
	}
	value := mine[0].Value
	for name, a := range map[string]ask{
		"without a cookie":            {},
		"with a changed cookie":       {cookies: []*http.Cookie{{Name: "__Host-og", Value: value[:len(value)-3] + "AAA"}}},
		"with half a cookie":          {cookies: []*http.Cookie{{Name: "__Host-og", Value: value[:40]}}},
		"with an empty cookie":        {cookies: []*http.Cookie{{Name: "__Host-og"}}},
		"in another town":             {cookies: mine, host: duin},
		"in the cookie of the frame":  {cookies: []*http.Cookie{{Name: "__Host-og-in", Value: value}}},
		"in the cookie of the desk":   {cookies: []*http.Cookie{{Name: "__Host-og-desk", Value: value}}},
		"in the address":              {path: "/wie?sleutel=" + value},
		"in the address of a post":    {path: "/wie?sleutel=" + value, form: url.Values{"vorm": {s.stamp()}}},
		"of a server with other keys": {cookies: other.enter()},
	} {
		if who := s.who(a); who != "nobody" {
			t.Errorf("%s: it opens for %s", name, who)
		}
	}
	s.clock = s.clock.Add(access.IdleTime + time.Second)
	if who := s.who(ask{cookies: mine}); who != "nobody" {
		t.Errorf("after half an hour: it opens for %s", who)
	}
}

func TestSession_comesByFormFieldOnlyWhereNoCookieCame(t *testing.T) {
	s := build(t)
	mine, ended := s.enter(), s.enter()
	s.ask(ask{path: "/uit", form: url.Values{"vorm": {field(s.ask(ask{path: "/mijn", cookies: ended}).Body.String(), "vorm")}}, cookies: ended})
	token := field(s.ask(ask{path: "/mijn", cookies: mine}).Body.String(), "vorm")
	fields := func() url.Values {
		return url.Values{"vorm": {token}, "sleutel": {mine[0].Value}}
	}
	w := s.ask(ask{path: "/wie", form: fields()})
	if !strings.Contains(w.Body.String(), "client-1") || !strings.Contains(w.Body.String(), "field=true") {
		t.Errorf("without a cookie the field opens %q", w.Body)
	}
	if w := s.ask(ask{path: "/wie", form: fields(), cookies: mine}); !strings.Contains(w.Body.String(), "field=false") {
		t.Errorf("beside a cookie the field counts: %q", w.Body)
	}
	if w := s.ask(ask{path: "/mijn", form: fields(), cookies: ended}); w.Code != http.StatusUnauthorized {
		t.Errorf("beside the cookie of an ended session the field opens: %d", w.Code)
	}
	// Only the one form that opens a window of its own puts the field first.
	if w := s.ask(ask{path: "/mee", form: fields(), cookies: ended}); !strings.Contains(w.Body.String(), "client-1") {
		t.Errorf("a handed-over session opens %q", w.Body)
	}
	bad := fields()
	bad.Set("vorm", "AAAA")
	if w := s.ask(ask{path: "/mee", form: bad}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a handed-over session needs no token of its own: %d", w.Code)
	}
}

func TestOpen_showsThePageAtOnceToABrowserThatKeepsNoCookies(t *testing.T) {
	s := build(t)
	first := s.ask(ask{path: "/kom", form: url.Values{"vorm": {s.stamp()}}})
	page := first.Body.String()
	carried := field(page, "sleutel")
	if first.Code != http.StatusOK || carried == "" || first.Header().Get("Location") != "" {
		t.Fatalf("the answer is %d, session in the form %v", first.Code, carried != "")
	}
	w := s.ask(ask{path: "/mijn", form: url.Values{"vorm": {field(page, "vorm")}, "sleutel": {carried}}})
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "client-1") {
		t.Errorf("the form of that page answers %d", w.Code)
	}
	keeps := s.ask(ask{path: "/kom", form: url.Values{"vorm": {s.stamp()}}, cookies: []*http.Cookie{{Name: "__Host-og-taal", Value: "en"}}})
	if keeps.Code != http.StatusSeeOther || keeps.Header().Get("Location") != "/mijn" {
		t.Errorf("a browser that keeps cookies is answered %d %q", keeps.Code, keeps.Header().Get("Location"))
	}
	plain := s.ask(ask{path: "/mijn", cookies: s.enter()}).Body.String()
	if field(plain, "sleutel") != "" {
		t.Error("the session stands in the page of a browser that keeps cookies")
	}
	framed := s.ask(ask{path: "/in/kom", form: url.Values{"vorm": {s.stamp()}}, cookies: []*http.Cookie{{Name: "x", Value: "y"}}})
	if framed.Code != http.StatusOK || field(framed.Body.String(), "sleutel") == "" {
		t.Errorf("in a frame the session is not in the form: %d", framed.Code)
	}
}

func TestOpen_givesEveryoneANewSessionWhateverTheyBrought(t *testing.T) {
	s := build(t)
	planted := &http.Cookie{Name: "__Host-og", Value: "eyJhbGciOiJub25lIn0.e30."}
	w := s.ask(ask{path: "/kom", form: url.Values{"vorm": {s.stamp()}}, cookies: []*http.Cookie{planted}})
	got := w.Result().Cookies()
	if len(got) != 1 || got[0].Value == planted.Value || got[0].Value == s.enter()[0].Value {
		t.Errorf("entering with a planted cookie gives %v", got)
	}
}

func TestLeave_endsTheSessionAndTakesTheCookieAway(t *testing.T) {
	s := build(t)
	mine := s.enter()
	token := field(s.ask(ask{path: "/mijn", cookies: mine}).Body.String(), "vorm")
	c := s.ask(ask{path: "/uit", form: url.Values{"vorm": {token}}, cookies: mine}).Result().Cookies()
	if len(c) != 1 || c[0].Name != "__Host-og" || c[0].MaxAge >= 0 || c[0].Value != "" {
		t.Errorf("leaving leaves %v", c)
	}
	if who := s.who(ask{cookies: mine}); who != "nobody" {
		t.Errorf("a copy of the cookie still opens for %s", who)
	}
}

func FuzzSession_noCookieOrFieldOpensWhatIsNotItsOwn(f *testing.F) {
	s := build(f)
	now := func() time.Time { return s.clock }
	mine := s.enter()[0].Value
	half := strings.Split(mine, ".")
	forged, err := token.NewSigner(seal.NewKey(), 1, now).Sign(access.Ticket{ID: make([]byte, 16), Half: seal.NewKey(), Tenant: "meren", Until: monday.Add(time.Hour)})
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{mine, forged, "", half[0] + "." + half[1] + ".", half[0] + ".." + half[2], strings.ToLower(mine), "a b;c=d", "\x00\r\nSet-Cookie: x"} {
		f.Add(seed)
	}
	ticket, err := s.parts.Signer.Read(mine, "meren")
	if err != nil {
		f.Fatal(err)
	}
	s.t = quiet{f}
	f.Fuzz(func(t *testing.T, value string) {
		read, err := s.parts.Signer.Read(value, "meren")
		own := err == nil && read.Half == ticket.Half && string(read.ID) == string(ticket.ID)
		byCookie := s.ask(ask{path: "/wie", header: map[string]string{"Cookie": "__Host-og=" + value}})
		byField := s.ask(ask{path: "/wie", form: url.Values{web.FieldSession: {value}}})
		for _, w := range []interface{ String() string }{byCookie.Body, byField.Body} {
			if strings.Contains(w.String(), "client-1") && !own {
				t.Errorf("%q opens a session", value)
			}
		}
		if byCookie.Code >= 500 || byField.Code >= 500 {
			t.Errorf("%q answers %d and %d", value, byCookie.Code, byField.Code)
		}
	})
}
