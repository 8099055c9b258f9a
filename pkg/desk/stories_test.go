// SPDX-License-Identifier: EUPL-1.2

package desk_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/config"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/content"
	"opgelucht/pkg/desk"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/token"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
	"opgelucht/templates"
)

// set gives the pages as they ship, with the words for them.
func set(t *testing.T) (*view.Set, *view.Static, *locale.Bundle) {
	t.Helper()
	words, err1 := locale.New(templates.FS)
	static, err2 := view.NewStatic(templates.FS)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	pages, err := view.New(templates.FS, words, static)
	if err != nil {
		t.Fatal(err)
	}
	return pages, static, words
}

// staged gives the stories of the desk, and what each of them shows by id, in a
// language and at a moment. There is no database behind it.
func staged(t *testing.T, lang string, now time.Time) ([]web.Story, map[string]string) {
	t.Helper()
	text, err := config.Tenants.ReadFile("tenants/voorbeeldstad.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tenants, problems := tenant.Load(fstest.MapFS{"voorbeeldstad.yaml": {Data: text}}, tenant.Options{Development: true})
	shelf, found := catalog.Load()
	if bad := content.Errors(append(problems, found...)); len(bad) > 0 {
		t.Fatal(bad)
	}
	pages, static, words := set(t)
	clock, root := func() time.Time { return now }, seal.NewKey()
	server := web.New(web.Parts{
		Tenants: tenants, Words: words, Pages: pages, Static: static, Signer: token.NewSigner(root, 1, clock),
		FormKey: root, Log: slog.New(slog.DiscardHandler), Now: clock,
	})
	var list []web.Story
	server.Add([]web.Route{{Method: http.MethodGet, Path: "/:id", Do: func(r *web.Request) error {
		r.Language, r.Words = lang, r.Speak(lang)
		list = desk.Stories(r, shelf)
		for _, s := range list {
			if s.ID == r.Param("id") {
				return s.Show(r)
			}
		}
		return r.NoContent(http.StatusNoContent)
	}}}, nil)
	get := func(path string, want int) string {
		answer := httptest.NewRecorder()
		server.Echo.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		if answer.Code != want {
			t.Errorf("%s answers %d: %.300s", path, answer.Code, answer.Body)
		}
		return answer.Body.String()
	}
	get("/none", http.StatusNoContent)
	shown := map[string]string{}
	for _, s := range list {
		if _, twice := shown[s.ID]; twice {
			t.Errorf("there are two stories %s", s.ID)
		}
		shown[s.ID] = get("/"+s.ID, http.StatusOK)
	}
	return list, shown
}

var (
	monday = time.Date(2027, time.June, 7, 10, 0, 0, 0, calendar.Zone())
	night  = time.Date(2027, time.June, 12, 23, 40, 0, 0, calendar.Zone()) // of a Saturday

	// unsaid is a word that is missing, or a day that nobody set.
	unsaid = regexp.MustCompile(`\[[a-z]+\.[a-z0-9.]+\]|<no value>|%!|(?i:(maandag|monday).1.januar)`)
)

func TestStories_everyPageOfTheDeskIsShownInEveryLanguageAtEveryHour(t *testing.T) {
	pages, _, _ := set(t)
	for _, lang := range tenant.Spoken {
		for _, now := range []time.Time{monday, night} {
			list, shown := staged(t, lang, now)
			told := map[string]bool{}
			for _, s := range list {
				told[s.Page] = true
				if s.Title == "" || s.Door() != "desk" || !strings.Contains(shown[s.ID], `<html lang="`+lang+`"`) {
					t.Errorf("%s in %s is no page of the desk: %.200s", s.ID, lang, shown[s.ID])
				}
				if found := unsaid.FindString(shown[s.ID]); found != "" {
					t.Errorf("%s in %s on %s shows %q", s.ID, lang, now, found)
				}
			}
			for _, name := range pages.Names() {
				if strings.HasPrefix(name, "desk/") && !told[name] {
					t.Errorf("%s has no story", name)
				}
			}
		}
	}
}

// A story that does not show its state would prove nothing.
func TestStories_showTheStateTheyAreNamedFor(t *testing.T) {
	_, shown := staged(t, "nl", monday)
	want := map[string][]string{
		"sign-error":       {"Dit klopt samen niet", `value="sanne"`},
		"sign-carried":     {"Je was uitgelogd"},
		"setup-plain":      {"<path d=\"M"},
		"setup-password":   {"Maak je wachtwoord langer", `aria-invalid="true"`},
		"key-waits":        {"Een collega moet je nog toelaten"},
		"list-empty":       {"Er zijn nog geen trajecten"},
		"list-all":         {"Eén keer spoed", "Over tijd", "twee vóór 17.00 uur", "Vandaag beloofd", "over tijd", "Morgen en later", "Klant is aan zet", "wettelijk: uiterlijk gesprek", "past nu niet"},
		"list-sent":        {"Verstuurd.", "Toon de volgende"},
		"case-first":       {"Ik maak mijn post niet meer open", "Er is nog niets gedeeld", "Voeg in"},
		"case-late":        {"De belofte is voorbij"},
		"list-calm":        {"Niets vraagt je vandaag. Wat er ligt, kan wachten."},
		"case-today":       {"Antwoord vóór vandaag 17.00 uur", "Nog 6 u 30 werktijd.", "<span>huur</span>"},
		"case-sample":      {"staat erin", `<span class="blank full" dir="auto">Mijn schuldenlijst</span>`, "Mijn schuldenlijst af vóór", "bewaard"},
		"case-blanks":      {"Er staan nog 3 dingen open", `id="invul-3"`, "Verstuur met 2 opdrachten"},
		"case-early":       {"Geef eerst: Mijn schuldenlijst"},
		"case-numbers":     {"<mark>NL12 BANK 0123 4567 89</mark>"},
		"case-newer":       {"een nieuw bericht binnengekomen"},
		"case-found":       {`class="suggest found"`},
		"case-none":        {"Niets gevonden"},
		"case-crisis":      {"Wettelijk: uiterlijk", "De spoed is voorbij", "Noem 113"},
		"case-dossier":     {"Ingeleverd", `<details class="panel" open><summary>Mijn schuldenlijst`, "Schrijf hierbij", "Woonstichting Lindehof", "Niet gedeeld:", "Gas, stroom, warmte of water stopt"},
		"case-removed":     {"Weggehaald door de klant", "De klant is aan zet. Volgende datum"},
		"case-spoken":      {"Staat er een datum op de brief?", "Is dit met kosten?", "goed zo · Sanne", "op papier", "koos meer tijd, eerst", "Teruggenomen", "opnieuw gevraagd"},
		"case-noting":      {`name="bijtekst"`, "Wat staat er op de brief?", `name="vraag" value="schuldenlijst/debts/r2" checked`, "Je 2 opmerkingen bij het dossier gaan mee", "Zeg nu dat het goed is"},
		"case-note-number": {"Haal het weg.", `aria-invalid="true"`},
		"case-note-loose":  {"Klopt dit?", "Hier kan deze opmerking niet meer staan"},
		"case-foreign":     {"schrijft in het Engels"},
		"shelf-all":        {`<span class="blank full">datum</span>`},
		"shelf-none":       {"Niets gevonden"},
		"team-waiting":     {"Laat toe", "wacht op toelating"},
	}
	for id, texts := range want {
		for _, text := range texts {
			if !strings.Contains(strings.ReplaceAll(shown[id], "\u00a0", " "), text) {
				t.Errorf("%s does not show %q", id, text)
			}
		}
	}
}
