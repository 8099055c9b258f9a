// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// speaks tells in which language the site answers.
func (s *site) speaks(a ask) string {
	s.t.Helper()
	if a.path == "" {
		a.path = "/wie"
	}
	w := s.ask(a)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d: %s", a.path, w.Code, w.Body)
	}
	return strings.Fields(w.Body.String())[1]
}

func cookie(value string) []*http.Cookie {
	return []*http.Cookie{{Name: "__Host-og-taal", Value: value}}
}

func TestLanguage_isWhatWasAskedThenChosenThenPreferred(t *testing.T) {
	s := build(t)
	english, dutch := map[string]string{"Accept-Language": "en-GB,en;q=0.8"}, map[string]string{"Accept-Language": "nl"}
	for _, c := range []struct {
		name string
		ask  ask
		want string
	}{
		{"nothing is known", ask{}, "nl"},
		{"the browser prefers English", ask{header: english}, "en"},
		{"the browser prefers what is not spoken", ask{header: map[string]string{"Accept-Language": "ar, fy;q=0.9"}}, "nl"},
		{"the second preference is spoken", ask{header: map[string]string{"Accept-Language": "ti, en;q=0.5"}}, "en"},
		{"the header is nonsense", ask{header: map[string]string{"Accept-Language": "!!;q=x,,"}}, "nl"},
		{"a choice goes before the browser", ask{header: dutch, cookies: cookie("en")}, "en"},
		{"a choice that is not spoken", ask{header: english, cookies: cookie("ar")}, "en"},
		{"a choice that is no language", ask{cookies: cookie("../en")}, "nl"},
		{"the form asks", ask{path: "/open", form: url.Values{"taal": {"en"}}, header: dutch, cookies: cookie("nl")}, "en"},
		{"the form asks for what is not spoken", ask{path: "/open", form: url.Values{"taal": {"ar"}}, header: dutch}, "nl"},
		{"the page was in English, without a cookie", ask{path: "/open", form: url.Values{"spreek": {"en"}}, header: dutch}, "en"},
		{"the page was in what is not spoken", ask{path: "/open", form: url.Values{"spreek": {"ar"}}, header: english}, "en"},
		{"a town that speaks one language", ask{host: duin, header: english, cookies: cookie("en")}, "nl"},
		{"the form of that town asks", ask{host: duin, path: "/open", form: url.Values{"taal": {"en"}}}, "nl"},
	} {
		if got := s.speaks(c.ask); got != c.want {
			t.Errorf("%s: the answer is in %q, not %q", c.name, got, c.want)
		}
	}
}

func TestLanguage_isKeptOnlyWhenSomeoneChoseAndItIsSpoken(t *testing.T) {
	s := build(t)
	for name, c := range map[string]struct {
		ask  ask
		want string
	}{
		"a choice":                  {ask{path: "/open", form: url.Values{"taal": {"en"}}}, "en"},
		"a language nobody speaks":  {ask{path: "/open", form: url.Values{"taal": {"xx"}}}, ""},
		"a choice with a line in":   {ask{path: "/open", form: url.Values{"taal": {"en\r\nX: y"}}}, ""},
		"the language of the page":  {ask{path: "/open", form: url.Values{"spreek": {"en"}}}, ""},
		"a choice in the address":   {ask{path: "/open?taal=en", form: url.Values{}}, ""},
		"a link to another address": {ask{path: "/wie?taal=en"}, ""},
		"what the browser prefers":  {ask{header: map[string]string{"Accept-Language": "en"}, path: "/wie"}, ""},
	} {
		kept := ""
		for _, got := range s.ask(c.ask).Result().Cookies() {
			kept = got.Value
		}
		if kept != c.want {
			t.Errorf("%s keeps %q, not %q", name, kept, c.want)
		}
	}
}

func TestLanguage_isSaidInTheAnswerAndTheOthersAreOffered(t *testing.T) {
	s := build(t)
	for lang, other := range map[string]string{"nl": "en", "en": "nl"} {
		w := s.ask(ask{path: "/", cookies: cookie(lang)})
		if w.Header().Get("Content-Language") != lang || !strings.Contains(w.Body.String(), `<html lang="`+lang+`"`) {
			t.Errorf("%s: the answer says %q", lang, w.Header().Get("Content-Language"))
		}
		if !strings.Contains(w.Body.String(), `name="taal" value="`+other+`"`) || strings.Contains(w.Body.String(), `name="taal" value="`+lang+`"`) {
			t.Errorf("%s: not the other language is offered", lang)
		}
	}
	if body := s.ask(ask{path: "/", host: duin}).Body.String(); strings.Contains(body, `name="taal"`) {
		t.Error("a town that speaks one language offers another")
	}
	w := s.ask(ask{path: "/stuk/gone", cookies: cookie("en")})
	if w.Header().Get("Content-Language") != "en" || !strings.Contains(w.Body.String(), `<html lang="en"`) {
		t.Errorf("an error is said in %q", w.Header().Get("Content-Language"))
	}
}
