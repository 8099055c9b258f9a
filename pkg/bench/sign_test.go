// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// browser keeps cookies itself: those of the house are Secure, and a cookie jar
// would not send them over plain HTTP.
type browser struct {
	t       testing.TB
	url     string
	cookies map[string]string
}

var (
	tokenShape  = regexp.MustCompile(`name="vorm" value="([^"]+)"`)
	secretShape = regexp.MustCompile(`(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}`)
)

func formToken(t testing.TB, page string) string {
	t.Helper()
	m := tokenShape.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no form on the page: %.300s", page)
	}
	return m[1]
}

func (b *browser) get(path string) string { return b.do(http.MethodGet, path, nil) }

func (b *browser) do(method, path string, form url.Values) string {
	b.t.Helper()
	req, err := http.NewRequest(method, b.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range b.cookies {
		req.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	for _, c := range resp.Cookies() {
		b.cookies[c.Name] = c.Value
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	if resp.StatusCode >= 400 {
		b.t.Fatalf("%s %s answers %d", method, path, resp.StatusCode)
	}
	return string(text)
}

// signIn signs in for the first time: the one-time password, then a password
// and a second factor of one's own.
func (b *browser) signIn(user, password string) visitor {
	b.t.Helper()
	const chosen = "groene fietsen in de regen"
	b.do(http.MethodPost, "/werkplek/inloggen", url.Values{
		"naam": {user}, "wachtwoord": {password}, "vorm": {formToken(b.t, b.get("/werkplek/inloggen"))},
	})
	page := b.get("/werkplek/instellen")
	code, err := totp.GenerateCode(strings.ReplaceAll(secretShape.FindString(page), "-", ""), time.Now())
	if err != nil {
		b.t.Fatal(err)
	}
	b.do(http.MethodPost, "/werkplek/instellen", url.Values{"wachtwoord": {chosen}, "code": {code}, "vorm": {formToken(b.t, page)}})
	return visitor{Cookie: "__Host-og-desk=" + b.cookies["__Host-og-desk"]}
}
