// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"opgelucht/pkg/locale"
	"opgelucht/templates"
)

var linked = regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`)

func TestFirstVisit_isAtMost14KilobytesInThreeRequests(t *testing.T) {
	t.Parallel()
	const most, requests = 14 << 10, 3
	h := build(t, options{})
	sum, seen := 0, map[string]bool{"/": true}
	body, n := transferred(t, h, "/")
	sum += n
	for _, found := range linked.FindAllStringSubmatch(body, -1) {
		if !seen[found[1]] {
			seen[found[1]] = true
			_, n := transferred(t, h, found[1])
			sum += n
		}
	}
	if sum > most || len(seen) > requests {
		t.Errorf("the first visit takes %d bytes in %d requests", sum, len(seen))
	}
	t.Logf("%d bytes in %d requests", sum, len(seen))
}

// transferred gives a page and how many bytes of body came over the wire.
func transferred(t *testing.T, h *house, path string) (string, int) {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, h.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.Header.Get("Content-Encoding") != "gzip" {
		return string(raw), len(raw)
	}
	zip, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), len(raw)
}

func TestPages_ofSomeoneAreNeverCompressedOrKept(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	_, client, staff := plant(t, h)
	for _, v := range []*visitor{client, staff} {
		v.header.Set("Accept-Encoding", "gzip")
	}
	for path, v := range map[string]*visitor{"/vandaag": client, "/gesprek": client, "/dossier/debts": client, "/werkplek": staff} {
		a := v.get(path)
		if a.header.Get("Content-Encoding") != "" || a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", path, a.header)
		}
	}
}

func TestHeaders_ofEveryPage(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	want := map[string]string{
		"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		"Cross-Origin-Embedder-Policy": "require-corp", "Cache-Control": "no-store",
	}
	for _, path := range []string{"/", "/terug", "/werkplek/inloggen", "/nergens", "/weten", "/lezen", "/lezen/1", "/lezen/woorden"} {
		got := visit(t, h).get(path)
		for name, value := range want {
			if got.header.Get(name) != value {
				t.Errorf("%s: %s is %q", path, name, got.header.Get(name))
			}
		}
		csp := got.header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} {
			if !strings.Contains(csp, part) {
				t.Errorf("%s: the policy lacks %s", path, part)
			}
		}
		if strings.Contains(csp, "unsafe") || strings.Contains(csp, "http:") || strings.Contains(csp, "https:") {
			t.Errorf("%s: the policy lets others in: %s", path, csp)
		}
		if got.header.Get("Server") != "" || got.header.Get("X-Powered-By") != "" {
			t.Errorf("%s tells what we are built with", path)
		}
	}
	if c := visit(t, h).get("/").header.Get("Set-Cookie"); c != "" {
		t.Errorf("the first page sets a cookie: %s", c)
	}
}

var abroad = regexp.MustCompile(`(?:src|href|action|url)\s*[=(]\s*["']?(?:https?:)?//[^"')\s>]+`)

func TestPages_nameNoOtherHost(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	_, client, staff := plant(t, h)
	for key := range exercise {
		method, path := split(key)
		if method != http.MethodGet {
			continue
		}
		v := client
		if strings.HasPrefix(path, "/werkplek") {
			v = staff
		}
		if found := abroad.FindString(v.get(fill(path, "X")).body); found != "" {
			t.Errorf("%s points to %s", path, found)
		}
	}
	err := fs.WalkDir(templates.FS, "static", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(templates.FS, path)
		if found := abroad.Find(text); found != nil {
			t.Errorf("%s points to %s", path, found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFirstPage_saysItInEightyWords(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	page := visit(t, h).get("/").body
	main := between(page, `<main id="inhoud" tabindex="-1">`, `<div class="folds">`)
	main = regexp.MustCompile(`(?s)<textarea.*?</textarea>`).ReplaceAllString(main, "")
	words := strings.Fields(tags.ReplaceAllString(strings.ReplaceAll(main, "&nbsp;", " "), " "))
	if len(words) > 80 || len(words) < 30 {
		t.Errorf("the first page says %d words: %v", len(words), words)
	}
	for _, must := range []string{"112", "0800-0113", "088 000 00 00", "Stadsplein 1", "Snel weg", "English"} {
		if !strings.Contains(page, must) {
			t.Errorf("the first page lacks %q", must)
		}
	}
}

var keyed = regexp.MustCompile(`\(?\bt "([a-z0-9.]+)"`)

// compiledWord is a word in a template that is compiled.
var compiledWord = regexp.MustCompile(`\.T\("([a-z0-9.]+)"[,)]`)

func TestWords_everyLanguageHasThemAll(t *testing.T) {
	t.Parallel()
	bundle, err := locale.New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	err = fs.WalkDir(templates.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".html") {
			return err
		}
		text, err := fs.ReadFile(templates.FS, path)
		for _, found := range keyed.FindAllSubmatch(text, -1) {
			used[string(found[1])] = true
		}
		return err
	})
	compiled, globbed := filepath.Glob("../../templates/page/*.templ")
	for _, name := range compiled {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range compiledWord.FindAllSubmatch(text, -1) {
			used[string(found[1])] = true
		}
	}
	if err != nil || globbed != nil || len(compiled) == 0 || len(used) < 100 {
		t.Fatalf("%d words are used: %v", len(used), err)
	}
	for _, lang := range bundle.Languages() {
		words := bundle.Printer(lang)
		for key := range used {
			if !words.Has(key) {
				t.Errorf("%s lacks %q", lang, key)
			}
		}
		for _, key := range bundle.Keys(locale.Default) {
			if !words.Has(key) {
				t.Errorf("%s lacks %q", lang, key)
			}
		}
		for _, key := range bundle.Keys(lang) {
			if !bundle.Printer(locale.Default).Has(key) {
				t.Errorf("%q stands in %s only", key, lang)
			}
		}
	}
}

// shameful words may not stand in a tab or a history that others see.
var shameful = regexp.MustCompile(`(?i)schuld|geld|spoed|debt|money|urgent|hulp|help`)

func TestTabs_sayNothingToWhoLooksOverAShoulder(t *testing.T) {
	t.Parallel()
	bundle, err := locale.New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range bundle.Languages() {
		for _, key := range bundle.Keys(lang) {
			if text := bundle.Printer(lang).T(key, nil); strings.HasPrefix(key, "tab.") && shameful.MatchString(text) {
				t.Errorf("%s in %s says %q", key, lang, text)
			}
		}
	}
}

func TestStatements_ofTheMainUseCasesStayFew(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	_, client, staff := plant(t, h)
	where := "/werkplek/traject/" + caseOf(t, h, "papegaaienverdriet", staff)
	client.post("/gesprek", "/gesprek", url.Values{"bericht": {"Dank je."}}) // the team is to move, and stays so
	token := tokenShape.FindStringSubmatch(client.get("/gesprek").body)[1]
	count := func(what string, most int, do func()) {
		h.statements()
		do()
		list := h.statements()
		var asked []string
		for _, sql := range list {
			if !strings.HasPrefix(sql, "SELECT 1") {
				asked = append(asked, sql)
			}
		}
		sort.Strings(asked)
		if len(asked) > most {
			t.Errorf("%s asks %d statements, more than %d:\n%s", what, len(asked), most, strings.Join(asked, "\n"))
		}
		t.Logf("%s: %d statements", what, len(asked))
	}
	fresh := visit(t, h)
	stamp := tokenShape.FindStringSubmatch(fresh.get("/").body)[1]
	count("a first message, and its code", 6, func() { // a case, a client, a session, a message, the counts; and the case, for the code
		fresh.do(http.MethodPost, "/begin", form, url.Values{"vorm": {stamp}, "bericht": {"Een eerste bericht."}}.Encode())
	})
	count("posting a message", 4, func() {
		client.do(http.MethodPost, "/gesprek", form, url.Values{"vorm": {token}, "bericht": {"Nog een bericht."}}.Encode())
	})
	count("reading the conversation", 3, func() { client.get("/gesprek") })
	count("a first look at a new case in the work list", 3, func() { staff.get("/werkplek") }) // its key is sealed for the team
	count("the work list", 2, func() { staff.get("/werkplek") })                               // the session, and the cases with the counts
	count("opening a case", 9, func() { staff.get(where) })
	count("the dossier", 6, func() { client.get("/dossier") })
}

// A borrowed phone: whoever enters with another code leaves the first case.
func TestComeBack_endsTheSessionThatTheBrowserHeld(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	visit(t, h).signIn("kievit")
	other, phone := visit(t, h), visit(t, h)
	code := other.begin("Ik kom later terug op een andere telefoon.")
	phone.begin("Dit is een ander dossier.")
	held := maps.Clone(phone.jar)
	if a := phone.post("/veilig", "/terug", url.Values{"code": {code}}); a.status != http.StatusSeeOther {
		t.Fatalf("coming back answers %d: %s", a.status, a.body)
	}
	if body := phone.get("/gesprek").body; !strings.Contains(body, "andere telefoon") {
		t.Fatalf("the other case is not open: %s", body)
	}
	thief := visit(t, h)
	thief.jar = held
	if a := thief.get("/gesprek"); a.status != http.StatusSeeOther {
		t.Errorf("with what the browser held before, the case answers %d", a.status)
	}
}
