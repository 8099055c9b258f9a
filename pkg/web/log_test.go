// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// secret is what may never stand in a log.
const secret = "Boterbloemetje"

// person hides a text in every way that slog can take one.
type person struct{ Name string }

// LogValue gives a field that is not on the list, and one that is.
func (p person) LogValue() slog.Value {
	return slog.GroupValue(slog.String("name", p.Name), slog.Int("n", 7))
}

func TestLogHandler_onlyFieldsOnTheListComeThroughInWhateverShape(t *testing.T) {
	ctx := context.Background()
	for name, write := range map[string]func(l *slog.Logger){
		"a field":                  func(l *slog.Logger) { l.Info("m", "text", secret) },
		"a field given beforehand": func(l *slog.Logger) { l.With("text", secret, "n", 7).Info("m") },
		"in a group":               func(l *slog.Logger) { l.WithGroup("kind").Info("m", "text", secret) },
		"in a group of a group":    func(l *slog.Logger) { l.WithGroup("kind").WithGroup("at").With("text", secret).Info("m") },
		"a group by name":          func(l *slog.Logger) { l.WithGroup(secret).Info("m", "n", 7) },
		"a value that is a group":  func(l *slog.Logger) { l.Info("m", slog.Group("at", slog.String("text", secret), slog.Int("n", 7))) },
		"a group within a group":   func(l *slog.Logger) { l.Info("m", slog.Group("at", slog.Group("kind", slog.String("text", secret)))) },
		"a group without a name":   func(l *slog.Logger) { l.Info("m", slog.Group("", slog.String("text", secret))) },
		"a group given beforehand": func(l *slog.Logger) { l.With(slog.Group("at", slog.String("text", secret))).Info("m") },
		"a value that opens later": func(l *slog.Logger) { l.Info("m", "at", person{secret}) },
		"one given beforehand":     func(l *slog.Logger) { l.With("at", person{secret}).Info("m") },
		"an error":                 func(l *slog.Logger) { l.Error("m", "kind", errors.New(secret)) },
		"a struct":                 func(l *slog.Logger) { l.Error("m", "at", struct{ Name string }{secret}) },
		"a map":                    func(l *slog.Logger) { l.Error("m", "at", map[string]string{"n": secret}) },
		"a request": func(l *slog.Logger) {
			l.Error("m", "at", &http.Request{URL: &url.URL{Path: secret}, Form: url.Values{"bericht": {secret}}})
		},
		"with attributes": func(l *slog.Logger) { l.LogAttrs(ctx, slog.LevelInfo, "m", slog.Any("text", secret)) },
	} {
		var out bytes.Buffer
		write(slog.New(web.LogHandler{Handler: slog.NewJSONHandler(&out, nil)}))
		if strings.Contains(out.String(), secret) {
			t.Errorf("%s: the log says %s", name, &out)
		}
		var line map[string]any
		if err := json.Unmarshal(out.Bytes(), &line); err != nil || line["msg"] != "m" {
			t.Errorf("%s: the line itself is lost: %s", name, &out)
		}
	}
}

func TestLogHandler_whatIsOnTheListStays(t *testing.T) {
	var out bytes.Buffer
	l := slog.New(web.LogHandler{Handler: slog.NewJSONHandler(&out, nil)})
	l.With("tenant", "meren").Info("request", "method", "GET", "status", 200, slog.Group("at", slog.Int("n", 7)), "kind", person{secret})
	for _, want := range []string{`"tenant":"meren"`, `"method":"GET"`, `"status":200`, `"at":{"n":7}`, `"kind":{"n":7}`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is lost: %s", want, &out)
		}
	}
}

func TestLog_oneLineARequestWithThePatternOfTheRouteAndNothingOfTheReader(t *testing.T) {
	s := build(t)
	s.ask(ask{
		path: "/stuk/notfound?zoek=" + secret, from: "198.51.100.77:4242", cookies: []*http.Cookie{{Name: "__Host-og", Value: secret}},
		header: map[string]string{"User-Agent": secret, "Referer": "https://example.nl/" + secret, "X-Forwarded-For": "203.0.113.99", "Accept-Language": "fy"},
	})
	line := lines(t, s)[0]
	for name, want := range map[string]any{
		"msg": "request", "level": "INFO", "method": "GET", "route": "/stuk/:soort", "status": 404.0, "tenant": "meren", "ms": 0.0,
	} {
		if line[name] != want {
			t.Errorf("%s is %v, not %v", name, line[name], want)
		}
	}
	if len(line) != 9 || len(line["request"].(string)) != 4 {
		t.Errorf("the line holds %v", line)
	}
	for _, word := range []string{secret, "198.51.100", "203.0.113", "notfound"} {
		if strings.Contains(s.log.String(), word) {
			t.Errorf("%q stands in the log", word)
		}
	}
}

func TestLog_neverHoldsAnAddressOrAMethodThatSomeoneMadeUp(t *testing.T) {
	s := build(t)
	for _, a := range []ask{
		{path: "/" + secret}, {path: "/mijn/" + secret + "/x"}, {path: "/stuk/" + secret}, {path: "/static/" + secret}, {path: "/" + secret, host: secret + ".nl"},
		{path: "/", method: strings.ToUpper(secret)}, {path: "/stuk/x", method: "DELETE"}, {path: "/in/" + secret},
		{path: "/wie", method: "POST", body: "bericht=" + secret + "%zz", kind: "application/x-www-form-urlencoded"},
		{path: "/wie", method: "POST", body: secret, kind: "multipart/form-data; boundary=" + secret},
	} {
		s.log.Reset()
		s.ask(a)
		if line := lines(t, s)[0]; strings.Contains(strings.ToLower(s.log.String()), strings.ToLower(secret)) {
			t.Errorf("%s %s: the log says %v", a.method, a.path, line)
		}
	}
}

func lines(t *testing.T, s *site) []map[string]any {
	t.Helper()
	var list []map[string]any
	for text := range strings.Lines(s.log.String()) {
		var line map[string]any
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		list = append(list, line)
	}
	if len(list) == 0 {
		t.Fatal("the log is empty")
	}
	return list
}

func TestPanic_becomesANeutralPageAndALineThatSaysWhereAndNotWhat(t *testing.T) {
	s := build(t)
	w := s.get("/paniek/Zilverkrediet")
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "Het ging mis bij ons") {
		t.Fatalf("a panic answers %d: %s", w.Code, w.Body)
	}
	list := lines(t, s)
	if len(list) != 2 || list[0]["msg"] != "panic" || list[1]["status"] != 500.0 || list[1]["level"] != "ERROR" {
		t.Fatalf("the log: %v", list)
	}
	at, _ := list[0]["at"].(string)
	if !strings.Contains(at, "web_test.(*site).routes") || list[0]["route"] != "/paniek/:naam" {
		t.Errorf("where it happened is not said: %v", list[0])
	}
	for _, word := range []string{secret, "Zilverkrediet", "goroutine"} {
		if strings.Contains(s.log.String(), word) {
			t.Errorf("%q stands in the log", word)
		}
	}
	if strings.Contains(w.Body.String(), secret) || strings.Contains(w.Body.String(), "log_test.go") {
		t.Errorf("the page tells what went wrong: %s", w.Body)
	}
	if number := list[1]["request"].(string); !strings.Contains(w.Body.String(), number) {
		t.Errorf("the page does not name the number %s of the line in the log", number)
	}
}

func TestCause_namesOurOwnPlaceAndNeverWhatADriverSaid(t *testing.T) {
	driver := errors.New(`pq: duplicate key value (nick)=(` + secret + `)`)
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{fault.Wrap("store.Save", driver), "internal store.Save"},
		{fault.Wrap("casework.Post", fault.Wrap("store.Save", driver)), "internal casework.Post"},
		{fault.Wrap("casework.open cases", driver), "internal casework.open cases"},
		{fault.Wrap("store.Open", &fault.Fault{Kind: fault.Busy, Key: "busy", Err: driver}), "busy store.Open"},
		{driver, "internal unknown"},
		{errors.New(secret + ".jansen: not found"), "internal unknown"},
		{errors.New(strings.ToLower(secret) + ".jansen: not found"), "internal unknown"},
		{errors.New("/home/" + secret + "/opgelucht.db: no such file"), "internal unknown"},
		{errors.New("store." + secret + " is mijn naam: x"), "internal unknown"},
		{errors.New(secret), "internal unknown"},
		{&fault.Fault{Kind: fault.Internal, Key: "x", Err: driver}, "internal unknown"},
		{fmt.Errorf("store.Save\n%s: x", secret), "internal unknown"},
	} {
		if got := web.Cause(c.err); got != c.want {
			t.Errorf("%v: the log says %q, not %q", c.err, got, c.want)
		}
	}
	s := build(t)
	for _, kind := range []string{"internal", "bare", "busy"} {
		s.get("/stuk/" + kind)
	}
	if strings.Contains(s.log.String(), secret) || !strings.Contains(s.log.String(), `"kind":"internal store.Save"`) {
		t.Errorf("the log says %s", s.log.String())
	}
}
