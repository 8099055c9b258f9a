// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"strings"
	"testing"

	"opgelucht/pkg/browser"
)

func TestStory_theDeskByKeysAlone(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	b := browser.Start(t, browser.Options{})
	staff := newCounsellor(h, b.Page(t))
	for _, text := range []string{"Ik maak mijn post niet meer open.", "Er is weer een brief."} {
		client(h, browser.Start(t, browser.Options{}).Page(t), text)
	}
	s := staff.page
	s.Open(h.url + "/werkplek")
	focus := func(what, want string) {
		t.Helper()
		if got := s.Focused(); got != strings.TrimSpace(want) {
			t.Errorf("%s: the focus is on %q, want %q", what, got, want)
		}
	}
	names := s.All(".work .name a")
	s.Key("j", false)
	focus("j", names[0])
	s.Key("j", false)
	focus("j again", names[1])
	s.Key("k", false)
	focus("k", names[0])
	s.Key("?", false)
	s.See("Snel ergens heen", "volgende in de lijst")
	shot(s, "quick")
	s.Type("Waar wil je heen?", names[1])
	s.Key("Enter", false)
	s.See("Terug naar de werkbak", names[1])
	for key, want := range map[string]string{"r": "tekst", "n": "notitie", "a": "erbij", "s": "later", "/": "zoek"} {
		s.Open(s.URL())
		s.Key(key, false)
		if got := s.FocusedField(); !strings.Contains(got, want) {
			t.Errorf("%s: the focus is on %q, want %q", key, got, want)
		}
	}
	s.Open(s.URL())
	s.Type("tekst", "")
	s.Key("r", false)
	if got := s.Value("tekst"); got != "r" {
		t.Errorf("in the box a key types %q", got)
	}
	s.Open(s.URL())
	s.Key("k", true)
	s.See("Snel ergens heen")
	s.Choose("Losse toetsen aan")
	s.Open(h.url + "/werkplek")
	s.Key("j", false)
	if s.Focused() == names[0] {
		t.Error("a key works that was turned off")
	}
}
