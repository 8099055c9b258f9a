// SPDX-License-Identifier: EUPL-1.2

package locale

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"opgelucht/pkg/calendar"
	"opgelucht/templates"
)

// bundle makes words out of pairs of file and text.
func bundle(t *testing.T, files ...string) (*Bundle, error) {
	t.Helper()
	fsys := fstest.MapFS{}
	for i := 0; i+1 < len(files); i += 2 {
		fsys["locales/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return New(fsys)
}

func words(t *testing.T) *Bundle {
	t.Helper()
	b, err := New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestNew_readsTheWordsThatShip(t *testing.T) {
	b := words(t)
	if !slices.Equal(b.Languages(), []string{"en", "nl"}) {
		t.Errorf("languages %q", b.Languages())
	}
	nl, en := b.Printer("nl"), b.Printer("en")
	if len(nl.known) < 300 || nl.Language != "nl" || en.Language != "en" {
		t.Errorf("%d keys", len(nl.known))
	}
	for _, key := range slices.Sorted(maps.Keys(nl.known)) {
		if !en.Has(key) {
			t.Errorf("English lacks %q", key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(en.known)) {
		if !nl.Has(key) {
			t.Errorf("Dutch lacks %q", key)
		}
	}
}

func TestT_saysSomethingForEveryKey(t *testing.T) {
	b := words(t)
	args := map[string]any{"N": 2}
	for _, name := range []string{"Tenant", "Phone", "Counter", "Text", "Value", "Row", "None", "No", "Of", "Day", "Date", "Time", "Typed", "Least", "Most", "Step"} {
		args[name] = "x"
	}
	for _, lang := range b.Languages() {
		p := b.Printer(lang)
		for key := range p.known {
			if said := p.T(key, args); strings.TrimSpace(said) == "" || strings.HasPrefix(said, "["+key) {
				t.Errorf("%s: %q says %q", lang, key, said)
			}
			if plain := p.plain[key]; plain != "" && plain != p.T(key, args) {
				t.Errorf("%s: %q is %q without values and %q with them", lang, key, plain, p.T(key, args))
			}
		}
	}
}

func TestT_fillsInAsTheLibraryDoes(t *testing.T) {
	b := words(t)
	args := map[string]any{"N": 3, "M": "05", "First": 1.5}
	for _, lang := range b.Languages() {
		for _, cut := range b.Printer(lang).blanks {
			for i := 1; i < len(cut); i += 2 {
				if args[cut[i]] == nil {
					args[cut[i]] = "<" + cut[i] + ">"
				}
			}
		}
	}
	for _, lang := range b.Languages() {
		p := b.Printer(lang)
		if len(p.blanks) < 20 {
			t.Errorf("%s: only %d texts are cut at their values", lang, len(p.blanks))
		}
		for key, cut := range p.blanks {
			want, err := p.speak.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: args})
			if got, ok := cut.fill(args); !ok || err != nil || got != want {
				t.Errorf("%s: %q says %q, %v; the library says %q, %v", lang, key, got, ok, want, err)
			}
			if _, ok := cut.fill(nil); ok {
				t.Errorf("%s: %q is filled in without values", lang, key)
			}
		}
	}
}

func TestT_choosesThePlural(t *testing.T) {
	b := words(t)
	for _, c := range []struct {
		lang string
		n    int
		want string
	}{{"nl", 1, "één keer spoed"}, {"nl", 2, "2 keer spoed"}, {"nl", 0, "0 keer spoed"}, {"en", 1, "one emergency"}, {"en", 0, "0 emergencies"}, {"en", 21, "21 emergencies"}} {
		if got := b.Printer(c.lang).T("heading.crisis", map[string]any{"N": c.n}); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

func TestT_putsAKeyThatNobodyHasInBrackets(t *testing.T) {
	b := words(t)
	for _, lang := range b.Languages() {
		for _, args := range []map[string]any{nil, {"N": 1}, {"Name": "x"}} {
			if got := b.Printer(lang).T("no.such.key", args); got != "[no.such.key]" {
				t.Errorf("%s: %q", lang, got)
			}
		}
		if b.Printer(lang).Has("no.such.key") {
			t.Errorf("%s has it", lang)
		}
	}
}

func TestT_speaksDutchWhereALanguageLacksTheWords(t *testing.T) {
	b, err := bundle(t, "x.nl.toml", `a = "Dag"`+"\n"+`b = "Dag {{.Name}}"`+"\n"+`c = { one = "één brief", other = "{{.N}} brieven" }`, "x.en.toml", `a = "Hello"`)
	if err != nil {
		t.Fatal(err)
	}
	en := b.Printer("en")
	if got := en.T("a", nil) + "|" + en.T("b", map[string]any{"Name": "Noor"}) + "|" + en.T("c", map[string]any{"N": 1}) + "|" + en.T("c", map[string]any{"N": 3}); got != "Hello|Dag Noor|één brief|3 brieven" {
		t.Errorf("%q", got)
	}
	if en.Has("b") || !b.Printer("nl").Has("b") {
		t.Error("a language says that it has what it lacks")
	}
	if b.Printer("ar") != b.Printer("nl") {
		t.Error("a language without words is not Dutch")
	}
}

func TestNew_refusesWordsThatCannotBeUsed(t *testing.T) {
	for name, files := range map[string][]string{
		"no words at all": {}, "no Dutch": {"x.en.toml", `a = "b"`}, "no TOML": {"x.nl.toml", `a = `}, "one key in two files": {"x.nl.toml", `a = "b"`, "y.nl.toml", `a = "c"`},
	} {
		if _, err := bundle(t, files...); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestMatch_findsTheLanguageSomeoneAsksFor(t *testing.T) {
	b := words(t)
	for accept, want := range map[string]string{
		"": "nl", "en": "en", "en-GB,en;q=0.9": "en", "nl,en": "nl", "de-DE,en;q=0.5": "en", "de": "nl", "ar,tr;q=0.8": "nl", "en;q=0.3,nl;q=0.9": "nl",
		"*": "nl", ";;;": "nl", "en_US": "en", "NL-be": "nl", strings.Repeat("x", 4000): "nl", "\xff": "nl", "en-;q=nan": "nl",
	} {
		if got := b.Match(accept, []string{"nl", "en"}); got != want {
			t.Errorf("%.20q: %s, want %s", accept, got, want)
		}
	}
	if got := b.Match("en", []string{"nl"}); got != "nl" {
		t.Errorf("a language that is not offered: %s", got)
	}
}

func TestDates_areWrittenAsInTheLettersPeopleGet(t *testing.T) {
	b := words(t)
	at := time.Date(2027, 6, 17, 15, 5, 0, 0, time.UTC) // 17.05 in the Netherlands
	late := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{b.Printer("nl").Date(at), "17 juni"}, {b.Printer("nl").FullDate(at), "17 juni 2027"}, {b.Printer("nl").Day(at), "donderdag 17 juni"},
		{b.Printer("nl").Clock(at), "17.05 uur"}, {b.Printer("nl").DayTime(at), "donderdag 17 juni om 17.05 uur"}, {b.Printer("en").Clock(at), "17:05"},
		{b.Printer("en").FullDate(at), "17 June 2027"}, {b.Printer("en").DayTime(at), "Thursday 17 June at 17:05"},
		{b.Printer("nl").FullDate(late), "1 januari 2027"}, {b.Printer("nl").Day(late), "vrijdag 1 januari"}, {DateIn("en", at.In(calendar.Zone())), "17 June 2027"}, {DateIn("ar", at), "17 juni 2027"},
		{b.Printer("nl").Money(123456), "€ 1.234,56"}, {b.Printer("en").Money(-500), "-€5.00"},
		{b.Printer("nl").Round(25449), "€ 254"}, {b.Printer("nl").Round(25450), "€ 255"}, {b.Printer("nl").Round(-25450), "€ -255"}, {b.Printer("en").Round(123450), "€1,235"}, {b.Printer("nl").Round(0), "€ 0"},
	} {
		if got := strings.ReplaceAll(c.got, nb, " "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := b.Printer("nl").Date(at); got != "17"+nb+"juni" {
		t.Errorf("%q breaks over two lines", got)
	}
}

func FuzzMatch(f *testing.F) {
	for _, s := range []string{"", "nl,en;q=0.8", "*", "zh-Hant-TW", ";q=", "\x00", "x-private,en"} {
		f.Add(s)
	}
	b := &Bundle{}
	f.Fuzz(func(t *testing.T, accept string) {
		if got := b.Match(accept, []string{"nl", "en"}); got != "nl" && got != "en" {
			t.Errorf("%q: %q", accept, got)
		}
	})
}
