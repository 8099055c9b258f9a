// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/browser"
)

// client opens a case in a real browser and gives its code.
func client(h *house, p *browser.Page, text string) string {
	h.t.Helper()
	p.Open(h.url + "/")
	p.Type("Wat wil je kwijt?", text)
	p.Press("Verstuur mijn bericht")
	p.See("Bewaar deze code")
	code := codeShape.FindString(p.Text())
	p.Press("Ik heb hem bewaard")
	p.Type("Wat zijn de laatste 4 cijfers", code[len(code)-4:])
	p.Press("Klaar")
	p.See("Je hoeft niets te doen")
	return code
}

// give answers the first case of the list with one assignment.
func (c *counsellor) give(title, text string) {
	c.h.t.Helper()
	c.page.Open(c.h.url + "/werkplek")
	c.openFirst()
	c.page.Select("Opdracht erbij", title)
	c.page.Press("Zet erbij")
	c.page.Type("tekst", text)
	c.page.Press("Verstuur met opdracht")
	c.page.See("Verstuurd.")
}

func TestStory_aRedSpoedcheckComesFirstAndSaysWhereToCall(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	b := browser.Start(t, browser.Options{NoScript: true, Width: 320, Height: 640})
	staff := newCounsellor(h, browser.Start(t, browser.Options{}).Page(t))
	p := b.Page(t)
	client(h, p, "Er ligt een brief over mijn huis.")
	other := browser.Start(t, browser.Options{}).Page(t)
	client(h, other, "Ik heb maar één vraag.")

	staff.page.Open(h.url + "/werkplek")
	staff.page.See("2 · dit kan wachten")
	staff.openWith("Er ligt een brief over mijn huis.")
	staff.page.Select("Opdracht erbij", "Spoedcheck")
	staff.page.Press("Zet erbij")
	staff.page.Type("tekst", "Hoi, goed dat je schrijft.")
	staff.page.Press("Verstuur met opdracht")

	p.Open(h.url + "/vandaag")
	p.Press("Bekijk deze stap")
	p.Press("Begin")
	for !strings.Contains(p.Text(), "Kijk het rustig na") {
		answerNo(p)
	}
	p.Press("Aanpassen")
	p.Choose("Ja")
	p.Press("Kijk alles na") // it asks the day first, which may stay empty
	p.Press("Kijk alles na")
	p.See("Kijk het rustig na")
	p.Press("Stuur in")
	p.See("Dit heeft haast.", "Bel 088 000 00 00", "binnen 3 werkdagen")
	shot(p, "30-crisis-320")
	if n := p.Sideways(); n > 0 {
		t.Errorf("the crisis page scrolls %d pixels sideways", n)
	}
	p.Open(h.url + "/vandaag")
	p.See("Er is iets met haast.")

	s := staff.page
	s.Open(h.url + "/werkplek")
	s.See("Eén keer spoed", "Spoed 1 · eerst dit", "donderdag 10 juni wettelijk: uiterlijk gesprek")
	shot(s, "desk-crisis-list")
	staff.openFirst()
	s.See("Er ligt een brief over mijn huis.", "Antwoord eerst met wat deze mens vandaag kan doen.", "uiterlijk donderdag 10 juni een eerste gesprek")
	shot(s, "desk-crisis")
	if got := s.Value("tekst"); got != "" {
		t.Errorf("what was sent comes back as a draft: %q", got)
	}
	s.Type("tekst", "Heb je gebeld?")
	s.Choose("De spoed is voorbij")
	s.Press("Verstuur")
	s.See("Verstuurd.")
	s.Lacks("Eén keer spoed")
}

// answerNo answers every question of a page of the Spoedcheck with "no".
func answerNo(p *browser.Page) {
	p.EachFieldset("Nee")
	if strings.Contains(p.Text(), "Kijk alles na") {
		p.Press("Kijk alles na")
		return
	}
	p.Press("Verder")
}

// openWith opens the case in which the client wrote this.
func (c *counsellor) openWith(text string) {
	c.h.t.Helper()
	for _, nick := range c.page.All(".work .name a") {
		c.page.Open(c.h.url + "/werkplek")
		c.page.Press(nick)
		c.page.See("Terug naar de werkbak")
		if strings.Contains(c.page.Text(), text) {
			return
		}
	}
	c.h.t.Fatalf("no case says %q", text)
}

func TestStory_whatWasTypedSurvivesLockingLanguageAndOtherWindows(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			staff := newCounsellor(h, browser.Start(t, browser.Options{}).Page(t))
			b := browser.Start(t, o)
			p := b.Page(t)
			p.Open(h.url + "/")
			p.Type("Wat wil je kwijt?", "Ik begon in het Nederlands.")
			p.Press("English")
			p.See("Worried about money?")
			if got := p.Value("What is on your mind?"); got != "Ik begon in het Nederlands." {
				t.Errorf("changing the language leaves %q", got)
			}
			p.Press("Nederlands")
			code := client(h, p, "Ik begin.")
			staff.give("Mijn schuldenlijst", "Hoi, wil je beginnen met drie?")

			p.Open(h.url + "/gesprek")
			p.Type("Schrijf aan Sanne", "Een half bericht")
			p.Press("English")
			p.See("You and Sanne")
			if got := p.Value("Write to Sanne"); got != "Een half bericht" {
				t.Errorf("changing the language leaves %q of a message", got)
			}
			p.Press("Nederlands")
			p.Type("Schrijf aan Sanne", "Een heel bericht")
			h.pass(45 * time.Minute) // the page locked itself meanwhile
			p.Press("Verstuur")
			p.See("Je tekst is er nog")
			shot(p, "31-locked")
			p.Type("Je code", code)
			p.Press("Ga verder met mijn bericht")
			p.See("Dit is je kladje.")
			if got := p.Value("Schrijf aan Sanne"); got != "Een heel bericht" {
				t.Errorf("after locking %q is left", got)
			}
			p.Press("Verstuur")
			p.See("Een heel bericht")

			p.Open(h.url + "/opdracht/1/vul")
			p.Press("Nog een schuld toevoegen")
			p.Type("Van welk bedrijf of welke dienst is de schuld?", "Zonnestroom")
			h.pass(45 * time.Minute)
			p.Press("Klaar met deze")
			p.See("Je code")
			p.Type("Je code", code)
			p.Press("Ga verder")
			p.See("Wie wil geld van je?")
			if got := p.Value("Van welk bedrijf of welke dienst is de schuld?"); got != "Zonnestroom" {
				t.Errorf("after locking %q is left of an answer", got)
			}
			p.Press("Klaar met deze")

			twoWindows(t, h, b, p)
		})
	}
}

// twoWindows fills in the same question twice at once.
func twoWindows(t *testing.T, h *house, b *browser.Browser, p *browser.Page) {
	t.Helper()
	other := b.Page(t)
	p.Open(h.url + "/opdracht/1/vul")
	p.Press("Aanpassen 1")
	other.Open(p.URL())
	const amount = "Welk bedrag staat er in de laatste brief?"
	p.Type(amount, "390")
	p.Press("Klaar met deze")
	p.See("Zonnestroom: € 390,00")
	other.Type(amount, "386,40")
	other.Press("Kijk alles na")
	other.See("Wat klopt?", "390", "386,40")
	shot(other, "32-two-windows")
	other.Choose("390")
	other.Press("Klaar met deze")
	other.See("Zonnestroom: € 390,00")
}

func TestStory_leavingQuicklyLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			if _, err := h.AddCounsellor(context.Background(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
				t.Fatal(err)
			}
			p := browser.Start(t, o).Page(t)
			client(h, p, "Niemand mag dit zien.")
			p.Open(h.url + "/gesprek")
			p.See("Niemand mag dit zien.")
			p.Press("Snel weg")
			p.See("Tomatensoep voor vier personen")
			p.Lacks("Opgelucht", "Snel weg")
			p.Back()
			p.Lacks("Niemand mag dit zien.")
			p.Open(h.url + "/gesprek")
			p.See("Je code")
			for _, c := range p.Cookies(h.url) {
				if strings.HasPrefix(c.Name, "__Host-og") && c.Name != "__Host-og-taal" {
					t.Errorf("the browser still keeps %s", c.Name)
				}
			}
		})
	}
}

func TestStory_aCounsellorsAccountFromLostPhoneToColleague(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	p := browser.Start(t, browser.Options{NoScript: true}).Page(t)
	c := newCounsellor(h, p)
	p.Press("Afmelden")
	p.See("Inloggen op de werkplek")
	p.Type("Naam", "sanne")
	p.Type("Wachtwoord", chosen)
	p.Type("Code uit je app", "000000")
	p.Press("Log in")
	p.See("Dit klopt samen niet.")
	p.Type("Naam", "sanne")
	p.Type("Wachtwoord", chosen)
	p.Type("Code uit je app", h.code(c.secret))
	p.Press("Log in")
	p.See("Niets vraagt je vandaag")
	p.Press("Afmelden")
	p.Press("Wachtwoord of telefoon kwijt?")
	p.Type("Naam", "sanne")
	p.Type("Herstelsleutel", strings.ToLower(c.recovery))
	p.Press("Ga verder")
	p.See("Kies je wachtwoord en je code")
	p.Type("Nieuw wachtwoord", "kort")
	p.Type("De 6 cijfers", "123456")
	p.Press("Klaar")
	p.See("Maak je wachtwoord langer.")
	c.choose("paarse olifanten op zolder")

	account, err := h.AddCounsellor(context.Background(), app.DemoTenant, "kievit", "Kievit", access.RoleCounsellor)
	if err != nil || !account.Waits {
		t.Fatalf("%+v, %v", account, err)
	}
	q := browser.Start(t, browser.Options{}).Page(t)
	q.Open(h.url + "/werkplek/inloggen")
	q.Type("Naam", "kievit")
	q.Type("Wachtwoord", account.Password)
	q.Press("Log in")
	q.See("Kies je wachtwoord en je code")
	colleague := &counsellor{h: h, page: q, user: "kievit"}
	colleague.secret = strings.ReplaceAll(secretShape.FindString(q.Text()), "-", "")
	q.Type("Nieuw wachtwoord", "gele tulpen in de sneeuw")
	q.Type("De 6 cijfers", h.code(colleague.secret))
	q.Press("Klaar")
	q.See("Een collega moet je nog toelaten.")
	p.Press("Team")
	p.See("wacht op toelating")
	p.Press("Laat toe")
	p.Lacks("wacht op toelating")
	q.Press("Naar inloggen")
	q.Type("Naam", "kievit")
	q.Type("Wachtwoord", "gele tulpen in de sneeuw")
	q.Type("Code uit je app", h.code(colleague.secret))
	q.Press("Log in")
	q.See("Niets vraagt je vandaag")
}
