// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/seal"
	"opgelucht/pkg/web"
)

// sends posts a form with this stamp and gives the status.
func (s *site) sends(stamp string) int {
	return s.ask(ask{path: "/wie", form: url.Values{"vorm": {stamp}, "bericht": {"hallo"}}}).Code
}

func TestFormStamp_isGoodForTwelveHours(t *testing.T) {
	for _, c := range []struct {
		age  time.Duration
		want int
	}{
		{0, 200}, {3 * time.Second, 200}, {11*time.Hour + 59*time.Minute, 200}, {12 * time.Hour, 200}, {12*time.Hour + time.Second, 422},
		{48 * time.Hour, 422}, {-59 * time.Second, 200}, {-2 * time.Minute, 422}, {-48 * time.Hour, 422},
	} {
		s := build(t)
		stamp := s.stamp()
		s.clock = s.clock.Add(c.age)
		if got := s.sends(stamp); got != c.want {
			t.Errorf("a form that is %s old answers %d, not %d", c.age, got, c.want)
		}
	}
}

func TestFormStamp_ofAnotherServerOrMadeUpIsRefused(t *testing.T) {
	s, other := build(t), build(t)
	good := s.stamp()
	raw, err := base64.RawURLEncoding.DecodeString(good)
	if err != nil || len(raw) != 24 {
		t.Fatalf("a stamp of %d bytes: %v", len(raw), err)
	}
	for i := range raw {
		bad := append([]byte(nil), raw...)
		bad[i] ^= 1
		if got := s.sends(base64.RawURLEncoding.EncodeToString(bad)); got != http.StatusUnprocessableEntity {
			t.Errorf("with byte %d changed it answers %d", i, got)
		}
	}
	for name, stamp := range map[string]string{
		"another server's": other.stamp(), "none": "", "no base64": "???", "padded": good + "=", "short": good[:20], "long": good + "AAAA",
		"zeros": base64.RawURLEncoding.EncodeToString(make([]byte, 24)), "ones": base64.RawURLEncoding.EncodeToString([]byte(strings.Repeat("\xff", 24))),
	} {
		if got := s.sends(stamp); got != http.StatusUnprocessableEntity {
			t.Errorf("%s: it answers %d", name, got)
		}
	}
	if got := s.sends(good); got != http.StatusOK {
		t.Errorf("the good one answers %d: the rest proves nothing", got)
	}
}

func TestFormStamp_aLateRouteGetsTheFormAndKnowsThatItIsLate(t *testing.T) {
	s := build(t)
	stamp := s.stamp()
	say := func(stamp string) string {
		return s.ask(ask{path: "/laat", form: url.Values{"vorm": {stamp}}}).Body.String()
	}
	if got := say(stamp); got != "late false" {
		t.Errorf("in time it is %q", got)
	}
	s.clock = s.clock.Add(13 * time.Hour)
	if got := say(stamp); got != "late true" {
		t.Errorf("too late it is %q", got)
	}
	if got := say("AAAA"); got != "late true" {
		t.Errorf("forged it is %q", got)
	}
}

func TestForm_ofASessionBearsThatSessionsToken(t *testing.T) {
	s := build(t)
	mine, theirs := s.enter(), s.enter()
	token := field(s.ask(ask{path: "/mijn", cookies: mine}).Body.String(), "vorm")
	other := field(s.ask(ask{path: "/mijn", cookies: theirs}).Body.String(), "vorm")
	if token == "" || token == other || token == s.stamp() {
		t.Fatalf("the tokens are %q and %q", token, other)
	}
	for name, c := range map[string]struct {
		token string
		want  int
	}{"its own": {token, 200}, "another session's": {other, 422}, "a stamp of nobody's form": {s.stamp(), 422}, "none": {"", 422}} {
		w := s.ask(ask{path: "/mijn", form: url.Values{"vorm": {c.token}}, cookies: mine})
		if w.Code != c.want {
			t.Errorf("%s: it answers %d, not %d", name, w.Code, c.want)
		}
	}
	if w := s.ask(ask{path: "/laat", form: url.Values{"vorm": {"AAAA"}}, cookies: mine}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a late route takes a forged form of a session: %d", w.Code)
	}
	if w := s.ask(ask{path: "/open", form: url.Values{}, cookies: mine}); w.Code != http.StatusOK {
		t.Errorf("a route that changes nothing asks for a token: %d", w.Code)
	}
}

func TestForm_ofAnotherSiteIsRefusedBeforeItIsRead(t *testing.T) {
	s := build(t)
	for name, c := range map[string]struct {
		header map[string]string
		want   int
	}{
		"our own page":                  {map[string]string{"Sec-Fetch-Site": "same-origin"}, 200},
		"another site":                  {map[string]string{"Sec-Fetch-Site": "cross-site"}, 422},
		"a sister host":                 {map[string]string{"Sec-Fetch-Site": "same-site"}, 422},
		"an old browser, our own page":  {map[string]string{"Origin": "https://" + meren}, 200},
		"an old browser, another site":  {map[string]string{"Origin": "https://kwaad.example"}, 422},
		"an old browser, a hidden page": {map[string]string{"Origin": "null"}, 422},
		"the municipality's page":       {map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": embedder}, 422},
	} {
		w := s.ask(ask{path: "/wie", form: url.Values{"vorm": {s.stamp()}}, header: c.header})
		if w.Code != c.want {
			t.Errorf("%s: it answers %d, not %d", name, w.Code, c.want)
		}
	}
}

func TestForm_isReadFromTheBodyAndNeverFromTheAddress(t *testing.T) {
	s := build(t)
	cookies := s.enter()
	token := field(s.ask(ask{path: "/mijn", cookies: cookies}).Body.String(), "vorm")
	if w := s.ask(ask{path: "/mijn?vorm=" + token, form: url.Values{}, cookies: cookies}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a form token in the address is taken: %d", w.Code)
	}
	w := s.ask(ask{path: "/wie?bericht=papegaai&taal=en&spreek=en", form: url.Values{"vorm": {s.stamp()}}})
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "meren nl nobody []") {
		t.Errorf("what stands in the address counts as typed: %s", w.Body)
	}
	if body := s.get("/wie?bericht=papegaai").Body.String(); !strings.Contains(body, "[]") {
		t.Errorf("a page takes text from its address: %s", body)
	}
}

func TestForm_thatIsTooBigOrBrokenIsRefusedAsAFormOfTheReader(t *testing.T) {
	s := build(t)
	stamp := "vorm=" + s.stamp()
	const urlencoded = "application/x-www-form-urlencoded"
	for name, a := range map[string]ask{
		"more than 512 kB": {body: stamp + "&bericht=" + strings.Repeat("a", 513<<10), kind: urlencoded},
		"broken":           {body: stamp + "&bericht=%zz", kind: urlencoded},
		"broken parts":     {body: "--x\r\nnonsense", kind: "multipart/form-data; boundary=x"},
		"too big in parts": {body: "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n" + strings.Repeat("a", 600<<10) + "\r\n--x--", kind: "multipart/form-data; boundary=x"},
		"JSON":             {body: `{"vorm":"x"}`, kind: "application/json"},
	} {
		a.method, a.path = http.MethodPost, "/wie"
		if w := s.ask(a); w.Code != http.StatusUnprocessableEntity || strings.Contains(w.Body.String(), "Het ging mis bij ons") {
			t.Errorf("%s: it answers %d", name, w.Code)
		}
	}
	long := strings.Repeat("één ", 150<<10) + "<tot slot>"
	w := s.ask(ask{path: "/wie", form: url.Values{"vorm": {s.stamp()}, "bericht": {long}, "taal": {""}}})
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), strings.TrimSuffix(long, "<tot slot>")+"&lt;tot slot&gt;</textarea>") {
		t.Errorf("a text that is too long answers %d and is gone", w.Code)
	}
	full := s.ask(ask{path: "/wie", form: url.Values{"vorm": {s.stamp()}, "bericht": {strings.Repeat("a", 480<<10)}}})
	if full.Code != http.StatusOK {
		t.Errorf("a form just below the bound answers %d", full.Code)
	}
}

func TestFingerprint_tellsFormsApartWithoutKeepingThem(t *testing.T) {
	a, b := web.Fingerprint("Mijn papegaai"), web.Fingerprint("Mijn papegaaien")
	if a == b || a != web.Fingerprint("Mijn papegaai") || strings.Contains(a, "papegaai") || len(a) != 12 {
		t.Errorf("%q and %q", a, b)
	}
}

func FuzzFormStamp_onlyWhatWasSignedWithTheKeyIsTaken(f *testing.F) {
	key := seal.NewKey()
	s := build(f, func(p *web.Parts) { p.FormKey = key })
	s.t = quiet{f}
	good := s.stamp()
	raw, _ := base64.RawURLEncoding.DecodeString(good) // it is ours
	for _, seed := range []string{good, "", "AAAA", good[:31], good + "A", strings.Repeat("_", 32), base64.RawURLEncoding.EncodeToString(raw[:23])} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, stamp string) {
		ok := s.sends(stamp) == http.StatusOK
		got, err := base64.RawURLEncoding.DecodeString(stamp)
		signed := err == nil && len(got) == 24 && seal.Equal(got[8:], key.MAC([]byte("form"), got[:8])[:16])
		if ok && !signed {
			t.Errorf("%q is taken", stamp)
		}
	})
}
