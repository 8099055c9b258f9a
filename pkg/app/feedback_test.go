// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"opgelucht/pkg/browser"
)

// What was handed in is taken back, opened, written beside, asked about, changed
// and found good: by people who press buttons, without JavaScript and with it.
func TestStory_aSheetIsTakenBackAskedAboutChangedAndFoundGood(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			staff := newCounsellor(h, browser.Start(t, browser.Options{NoScript: o.NoScript}).Page(t))
			p, s := browser.Start(t, o).Page(t), staff.page
			pic := func(step string) {
				if n := p.Sideways(); n > 0 {
					t.Errorf("%s scrolls %d pixels sideways", step, n)
				}
				shot(p, "fb-"+step+map[bool]string{true: "-320", false: ""}[o.Width == 320])
			}
			client(h, p, "Ik weet niet wat ik nog moet betalen.")
			staff.give("Mijn schuldenlijst", "Fijn dat je schrijft. Begin met één brief.")

			p.Open(h.url + "/vandaag")
			p.Press("Bekijk deze stap")
			p.Press("Ik wil dit niet, of niet nu")
			p.See("Ik wil meer tijd. Tot:")
			pic("01-later")
			p.Press("maandag 21 juni")
			p.See("Je hebt de tijd tot maandag 21 juni. Je hulpverlener ziet dat ook.")
			p.Press("Ik wil dit niet, of niet nu")
			p.Press("Ik doe dit op papier")
			p.See("Vul het in op papier")
			pic("02-paper")
			p.Press("Terug naar de opdracht")
			p.See("Je doet dit op papier.")
			s.Open(h.url + "/werkplek")
			s.See("op papier", "maandag 21 juni")
			staff.openFirst()
			s.See("koos meer tijd, eerst maandag 14 juni")

			p.Press("Begin") // here all the same
			debtOfLight(p)
			p.Press("Stuur in")
			p.See("Nog niemand heeft dit bekeken. Je kunt het nog terugnemen.")
			pic("03-waits")
			p.Press("Neem het terug")
			p.See("Je hebt dit teruggenomen.", "Alles wat je schreef staat er nog.")
			pic("04-back")
			s.Open(h.url + "/werkplek")
			s.See("klant aan zet")
			staff.openFirst()
			s.See("Teruggenomen", "Er is nog niets gedeeld.")
			s.Lacks("Zonnestroom")

			p.Press("Ga verder")
			p.See("Zonnestroom en licht")
			p.Press("Kijk alles na")
			p.Press("Stuur in")
			p.See("Nog niemand heeft dit bekeken.")

			// The counsellor opens it, writes beside an answer and a fact, and asks again.
			s.Open(h.url + "/werkplek")
			s.See("Mijn schuldenlijst nakijken en antwoorden")
			nick := staff.openFirst()
			s.See("Zonnestroom en licht")
			p.Open(h.url + "/opdracht/1/uitkomst")
			p.See("Sanne heeft dit bekeken op 7 juni.")
			p.Lacks("Neem het terug")
			s.Type("tekst", "Dag "+nick+", ik heb er iets bij geschreven.")
			s.Press("Schrijf hierbij : Zonnestroom en licht: € 390")
			s.Type("Bij “Zonnestroom en licht: €", "Reken mee: NL12 BANK 0123 4567 89.")
			s.Press("Bewaar")
			s.See("Haal het weg.")
			s.Type("Bij “Zonnestroom en licht: €", "Staat er ook een klantnummer op? Dat hoef je niet te geven.")
			s.Choose("Stel deze vraag opnieuw")
			s.Press("Schrijf hierbij : Zonnestroom en licht")
			if got := s.Value("tekst"); !strings.Contains(got, "iets bij geschreven") {
				t.Errorf("the letter is %q now", got)
			}
			s.Type("Bij “Zonnestroom en licht”", "Dit is gas en licht samen.")
			shot(s, "fb-desk-noting")
			s.Press("Verstuur")
			s.See("Verstuurd.", "nog een vraag")

			// The client sees it at the question and at the fact, and changes one thing.
			p.Open(h.url + "/vandaag")
			p.See("Je hulpverlener vraagt nog iets over wat je instuurde.")
			pic("05-today")
			p.Open(h.url + "/dossier/debts")
			p.See("Dit is gas en licht samen.", "€ 390,00")
			pic("05-fact")
			p.Open(h.url + "/vandaag")
			p.Press("Bekijk wat er gevraagd is")
			p.See("Sanne vraagt hier nog iets over.", "Staat er ook een klantnummer op?")
			pic("06-asked")
			p.Press("Bekijk wat er gevraagd is")
			p.See("Sanne vraagt je nog iets", "Staat er ook een klantnummer op?", "Bekijk alle vragen")
			pic("07-fill")
			if got := p.Value("Welk bedrag staat er in de laatste brief?"); got != "390" {
				t.Errorf("what was typed is %q", got)
			}
			p.Type("Welk bedrag staat er in de laatste brief?", "395")
			p.Press("Kijk alles na")
			p.See("Kijk het rustig na", "Staat er ook een klantnummer op?")
			pic("08-review")
			p.Press("Stuur in")
			p.See("Nog niemand heeft dit bekeken.", "Eerder geschreven (1)")
			pic("09-again")
			p.Open(h.url + "/dossier/debts")
			p.Lacks("Dit is gas en licht samen.") // the value is another now
			p.Unfold()
			p.See("Sanne schreef er op 7 juni bij: “Dit is gas en licht samen.”", "€ 395,00", "stond er:")
			pic("10-fact")

			s.Open(h.url + "/werkplek")
			staff.openFirst()
			s.Unfold()
			s.See("opnieuw gevraagd")
			s.Press("Zeg nu dat het goed is")
			s.Unfold()
			s.See("goed zo · Sanne")
			shot(s, "fb-desk-good")
			p.Open(h.url + "/opdracht/1/uitkomst")
			p.See("Sanne vindt dit goed zo.")
			pic("11-good")
			takesAlong(t, h, p)
		})
	}
}

// debtOfLight fills in a list with one debt, up to the page to check.
func debtOfLight(p *browser.Page) {
	p.Press("Nog een schuld toevoegen")
	p.Type("Van welk bedrijf of welke dienst is de schuld?", "Zonnestroom en licht")
	p.Select("Waar gaat het over?", "Gas, stroom")
	p.Type("Welk bedrag staat er in de laatste brief?", "390")
	p.Pick("Wat voor brief was de laatste?", "Rekening of herinnering")
	p.Press("Kijk alles na")
	p.See("Kijk het rustig na")
}

// takesAlong looks at the copy of the story, which holds all that was said, and
// erases the case.
func takesAlong(t *testing.T, h *house, p *browser.Page) {
	t.Helper()
	p.Open(h.url + "/meenemen")
	var copied struct {
		Sheets []struct {
			Back    string           `json:"taken_back"`
			Remarks []map[string]any `json:"remarks"`
		} `json:"sheets"`
		Remarks []map[string]any `json:"remarks"`
	}
	if err := json.Unmarshal([]byte(p.Post("wat", "bewaren")), &copied); err != nil || len(copied.Sheets) != 3 {
		t.Fatalf("the copy holds %+v, %v", copied, err)
	}
	if copied.Sheets[0].Back == "" || len(copied.Sheets[1].Remarks) != 2 || len(copied.Sheets[2].Remarks) != 2 || len(copied.Remarks) != 1 {
		t.Errorf("the copy holds %+v", copied)
	}
	p.Open(h.url + "/wissen")
	p.Press("Ja, wis alles nu")
	p.See("Alles is weg")
	for _, table := range []string{"remarks", "submissions", "facts", "tasks"} {
		if n := h.count(t, table); n != 0 {
			t.Errorf("%d %s are left", n, table)
		}
	}
}

// A page that was open before, and saves in the background, shows nothing of what
// came in since: only a page that shows it ends taking it back.
func TestSeen_savingInTheBackgroundIsNoLooking(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	client, staff := visit(t, h), visit(t, h)
	staff.signIn("kievit")
	client.begin("Er ligt post.")
	where := "/werkplek/traject/" + caseOf(t, h, "Er ligt post.", staff)
	check(t, "giving", staff.post(where, where, url.Values{"tekst": {"Kijk eens."}, "doe": {"verstuur"}, "gezien": {"9"}, "opdracht": {"spoedcheck"}, "dagen": {"5"}}), 303)
	calm := url.Values{"deel": {"home"}, "stand": {"9"}}
	for _, id := range []string{"eviction", "energy", "water", "insurance", "court", "seizure", "sale", "food"} {
		calm.Set("a."+id, "no")
	}
	handIn := func() {
		client.post("/opdracht/1/vul", "/opdracht/1/vul", calm)
		check(t, "handing in", client.post("/opdracht/1/nakijken", "/opdracht/1/insturen", nil), 303)
	}
	handIn()
	check(t, "saving in the background", staff.post("/werkplek", where, url.Values{"tekst": {"Half"}, "stil": {"1"}, "gezien": {"9"}}), 204)
	check(t, "taking back", client.post("/opdracht/1", "/opdracht/1/terug", nil), 303)
	if a := client.get("/opdracht/1"); !strings.Contains(a.body, "Je hebt dit teruggenomen") {
		t.Errorf("it was not taken back: %.600s", tags.ReplaceAllString(a.body, " "))
	}
	handIn()
	if a := staff.get(where); !strings.Contains(a.body, "Teruggenomen") {
		t.Error("the counsellor does not see that something was taken back")
	}
	late := client.post("/opdracht/1", "/opdracht/1/terug", nil)
	if check(t, "taking back too late", late, 422); !strings.Contains(late.body, "Terugnemen kan niet meer") || !strings.Contains(late.body, "Kievit heeft dit bekeken") {
		t.Errorf("the page says %.600s", tags.ReplaceAllString(late.body, " "))
	}
	for day, want := range map[string]string{"2027-06-12": "Kies een werkdag", "nooit": "Kies een werkdag"} {
		a := client.post("/opdracht/1", "/opdracht/1/anders", url.Values{"dag": {day}})
		if check(t, "a day that is none", a, 422); !strings.Contains(a.body, want) {
			t.Errorf("for %s it says %.600s", day, tags.ReplaceAllString(a.body, " "))
		}
	}
}
