// SPDX-License-Identifier: EUPL-1.2

package portal_test

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
	"opgelucht/pkg/locale"
	"opgelucht/pkg/portal"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/token"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
	"opgelucht/templates"
)

// moments are hours at which the pages must make sense: an ordinary morning, a
// Saturday night, and the last minutes of the year.
var moments = []time.Time{
	time.Date(2027, time.June, 7, 10, 0, 0, 0, calendar.Zone()),
	time.Date(2027, time.June, 12, 23, 40, 0, 0, calendar.Zone()),
	time.Date(2027, time.December, 31, 16, 55, 0, 0, calendar.Zone()),
}

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

// staged gives the stories of the door, and what each of them shows by id, in a
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
		list = portal.Stories(r, shelf)
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

// unsaid is a word that is missing, or a day that nobody set.
var unsaid = regexp.MustCompile(`\[[a-z]+\.[a-z0-9.]+\]|<no value>|%!|(?i:(maandag|monday).1.januar)`)

func TestStories_everyPageOfTheDoorIsShownInEveryLanguageAtEveryHour(t *testing.T) {
	pages, _, _ := set(t)
	for _, lang := range tenant.Spoken {
		for _, now := range moments {
			list, shown := staged(t, lang, now)
			told := map[string]bool{}
			for _, s := range list {
				told[s.Page] = true
				html := shown[s.ID]
				if s.Title == "" || s.Door() != "portal" || !strings.Contains(html, `<html lang="`+lang+`"`) {
					t.Errorf("%s in %s is no page of the door: %.200s", s.ID, lang, html)
				}
				if found := unsaid.FindString(html); found != "" {
					t.Errorf("%s in %s on %s shows %q", s.ID, lang, now, found)
				}
			}
			for _, name := range pages.Names() {
				if strings.HasPrefix(name, "portal/") && !told[name] {
					t.Errorf("%s has no story", name)
				}
			}
		}
	}
}

// A story that does not show its state would prove nothing.
func TestStories_showTheStateTheyAreNamedFor(t *testing.T) {
	_, shown := staged(t, "nl", moments[0])
	want := map[string][]string{
		"start-stopped":        {"Een burgerservicenummer (BSN)", "<mark>123456782</mark>"},
		"start-stopped-all":    {"Er staan 4 nummers in", "(IBAN)", "bankpas", "Je eigen code"},
		"keep-wrong":           {"Dat zijn niet de laatste 4 cijfers"},
		"back-typo":            {"Er zit een tikfout in"},
		"back-carried":         {"Je tekst is er nog", "Dat viel mee."},
		"back-answers":         {"Je tekst is er nog", "Wat je typte, staat er dan weer."},
		"fill-steps":           {"Vraag 2 van 9.", "<title>Vraag 2 van 9."},
		"fill-list-all":        {"Je hebt hier 2 van de 4 vragen beantwoord."},
		"fill-strange":         {"hoort niet bij deze opdracht", "“een antwoord van vroeger”", `value="2"`},
		"fill-full":            {"Er passen er niet meer dan 15 op deze lijst"},
		"fill-signs":           {"Er stonden tekens in die niemand ziet"},
		"paper-questions":      {"Alleen als: ", "is &#39;Ja&#39;"},
		"paper-table":          {"<th scope=\"col\">Waar betaal je voor?", "<td>Huur"},
		"paper-wide":           {"Schuld 3</th>", "Alleen als: "},
		"paper-filled":         {"Schuld 2", "class=\"line\""},
		"paper-guess":          {"(je schreef “1.850”)", "een beetje"},
		"today-begun":          {"Je was al begonnen", "Andere dingen die klaarliggen"},
		"today-crisis":         {"Er is iets met haast"},
		"today-offer":          {"Je hoeft niets te doen", "Wil je zelf alvast iets doen?", "Veilig beginnen", `name="neem" value="safe"`},
		"today-ahead":          {"Jouw volgende stap", "Hoe groot is de berg post?", `name="over" value="post"`, "gedaan of overgeslagen", "Je krijgt antwoord uiterlijk"},
		"today-framed":         {`form="og-go"`, `href="/in/vandaag"`},
		"talk-letters":         {"Je hebt dit bericht weggehaald", "Mijn schuldenlijst", "Graag voor"},
		"fill-date":            {"We lezen dit als 24 juni 2027. Klopt dat niet? Verander het dan."},
		"fill-conflict":        {"In je andere venster"},
		"fill-conflict-choice": {"In je andere venster", "<span>Nee "},
		"fill-list-conflict":   {"In je andere venster", "<span>1.150 "},
		"fill-list-row":        {"<select", "446,88"},
		"fill-list-long":       {"Haalt een ander bedrijf het geld op?", "We lezen dit als", "Hoeveel betaal je dan?"},
		"fill-list-undo":       {"Zet terug"},
		"fill-list-back":       {"Schuld 2 was weggehaald in een ander venster."},
		"fill-list-wrong":      {"Kijk nog naar deze 3 vragen", "Alles wat je schreef staat er nog"},
		"fill-list-warning":    {"nog geen zorgverzekering bij"},
		"fill-list-stopped":    {"We hebben het niet bewaard", "NL12 BANK"},
		"fill-list-unknown":    {`unknown" value="1" checked`},
		"task-news":            {"Deze opdracht is veranderd", "<li>Er is een vraag bij: “Heb je een huisdier?”</li>", "Dan gaan je antwoorden mee.", "Allebei is goed, en er verandert niets vanzelf.", "Ga door zoals het was", "Neem de nieuwe versie"},
		"task-news-much":       {"<li>Deze 4 vragen zijn veranderd: “Wat erin komt: Hoeveel komt er op je rekening?”, “Wat eruit gaat: Waar betaal je voor?” en nog 2 andere</li>", "<li>De uitkomst wordt op een andere manier gemaakt.</li>", "2 antwoorden horen dan nergens meer bij."},
		"task-news-plain":      {"De vragen blijven hetzelfde."},
		"task-news-no":         {"Er is een nieuwere versie van deze opdracht</summary>", "2 antwoorden worden niet meer gevraagd", "Ga verder"},
		"parked-list":          {"ca. 25 per week", "Wat erin komt 1: Krijg je er iets bij?", "Wis alles op deze pagina"},
		"parked-ask-all":       {"Wil je deze 3 antwoorden wissen?"},
		"copy-whole":           {"Wordt niet meer gevraagd", "ca. 25 per week"},
		"review-open":          {"Kijk nog naar deze 2 vragen"},
		"result-good":          {"missen voor schulden", "Zo is dit gerekend"},
		"result-short":         {"meer uit dan erin komt", "Je krijgt antwoord uiterlijk"},
		"result-missing":       {"Nog zonder:"},
		"crisis":               {"Bel vandaag de gemeente", "binnen 3 werkdagen een eerste gesprek"},
		"dossier-filled":       {"Alleen jij", "Je hulpverlener ziet dit", "Nog leeg"},
		"section-rows":         {"Je paste het hier aan", "stond er:"},
		"section-none":         {"Die heb je niet"},
		"correct-error":        {"Die dag bestaat niet"},
		"task-waits":           {"Nog niemand heeft dit bekeken", "Neem het terug"},
		"task-seen":            {"Sanne heeft dit bekeken op", "Terugnemen kan niet meer"},
		"task-asked":           {"Sanne vraagt hier nog iets over", "Staat er op de brief ook een datum?", "Goed dat je deze brief", "Bekijk wat er gevraagd is"},
		"task-asked-gone":      {"Staat er op de brief ook een datum?", "Webwinkel De Mus"},
		"task-back":            {"Je hebt dit teruggenomen", "Ga verder"},
		"task-paper":           {"Je doet dit op papier"},
		"task-first":           {"Doe eerst:", "<strong>Mijn schuldenlijst</strong>", "Vraag erom in een bericht"},
		"task-later":           {"Je hebt de tijd tot", "Ik wil meer tijd. Tot:", `name="dag"`, "Die dag komt eerder"},
		"fill-asked":           {"Sanne vraagt je nog iets", "Bekijk alle vragen", "ook een datum?", `name="a.debts[r2].deadline"`},
		"review-notes":         {"ook een datum?"},
		"result-seen":          {"Sanne heeft dit bekeken op"},
		"result-accepted":      {"Sanne vindt dit goed zo", "Geschreven bij je antwoorden"},
		"result-waits":         {"Neem het terug"},
		"section-notes":        {"Dank je, nu klopt het.", "schreef er op", "Staat dit zo op de brief?"},
		"today-asked":          {"Je hulpverlener vraagt nog iets", "Je hebt de tijd tot", "Bekijk wat er gevraagd is"},
		"copy-notes":           {"Je nam dit terug op", "Goed gezien.", "Dank je, nu klopt het.", "heeft dit bekeken"},
		"safe-error":           {"Maak de naam wat korter"},
	}
	for id, texts := range want {
		for _, text := range texts {
			if !strings.Contains(strings.ReplaceAll(shown[id], "\u00a0", " "), text) {
				t.Errorf("%s does not show %q", id, text)
			}
		}
	}
	if strings.Contains(shown["task-news-no"], "Deze opdracht is veranderd") || strings.Contains(shown["task-news"], "utrecht-button-link--primary-action") {
		t.Error("who said no is asked again, or one of two equal ways stands out")
	}
	_, english := staged(t, "en", moments[0])
	for _, text := range []string{"This assignment has changed", "A question was added: “Heb je een huisdier?”", "These 4 questions have changed: ", " and 2 more", "2 answers will have no place any more. We keep them aside for you."} {
		if !strings.Contains(english["task-news-much"], text) {
			t.Errorf("in English the news does not say %q", text)
		}
	}
	if page := shown["result-form"]; strings.Contains(page, "Zo is dit gerekend") || strings.Contains(page, "?:") || !strings.Contains(page, "wie mag het weten? Klaar.") {
		t.Error("a result tells how nothing was worked out, or has a colon after a question")
	}
	if strings.Contains(shown["start-silent"], "088") {
		t.Error("a municipality without a phone shows one")
	}
}
