// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/browser"
)

// shots is where pictures of the stories go, when someone wants to look.
var shots = os.Getenv("OPGELUCHT_SHOTS")

func shot(p *browser.Page, name string) {
	if shots != "" {
		p.Shot(filepath.Join(shots, name+".png"))
	}
}

var (
	codeShape   = regexp.MustCompile(`\d{4}(?: \d{4}){5}`)
	secretShape = regexp.MustCompile(`(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}`)
	keyShape    = regexp.MustCompile(`(?:[A-Z2-9]{4}-){6,}[A-Z2-9]{1,4}`)
)

// counsellor is a counsellor at the desk.
type counsellor struct {
	h        *house
	page     *browser.Page
	user     string
	password string
	secret   string
	recovery string
}

const chosen = "groene fietsen in de regen"

// newCounsellor signs in for the first time and chooses password and second
// factor.
func newCounsellor(h *house, p *browser.Page) *counsellor {
	h.t.Helper()
	account, err := h.AddCounsellor(context.Background(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor)
	if err != nil {
		h.t.Fatal(err)
	}
	c := &counsellor{h: h, page: p, user: account.User}
	p.Open(h.url + "/werkplek")
	p.See("Inloggen op de werkplek")
	p.Type("Naam", account.User)
	p.Type("Wachtwoord", account.Password)
	p.Press("Log in")
	p.See("Kies je wachtwoord en je code")
	shot(p, "desk-setup")
	c.choose(chosen)
	return c
}

// choose sets password and second factor, and keeps the recovery key.
func (c *counsellor) choose(password string) {
	c.h.t.Helper()
	p := c.page
	c.secret = strings.ReplaceAll(secretShape.FindString(p.Text()), "-", "")
	p.Type("Nieuw wachtwoord", password)
	p.Type("De 6 cijfers", c.h.code(c.secret))
	p.Press("Klaar")
	p.See("Print je herstelsleutel")
	c.password, c.recovery = password, keyShape.FindString(p.Text())
	if c.recovery == "" {
		c.h.t.Fatalf("no recovery key on the page: %s", p.Text())
	}
	p.Press("Naar de werkbak")
	p.See("Niets vraagt je vandaag")
}

// variants are the ways in which everything must work.
var variants = map[string]browser.Options{
	"a small phone without JavaScript": {NoScript: true, Width: 320, Height: 640},
	"a wide screen with JavaScript":    {},
}

func TestStory_fromFirstMessageToErasing(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			b := browser.Start(t, o)
			staff := newCounsellor(h, browser.Start(t, browser.Options{NoScript: o.NoScript}).Page(t))
			p := b.Page(t)
			pic := func(step string) {
				if n := p.Sideways(); n > 0 {
					t.Errorf("%s scrolls %d pixels sideways", step, n)
				}
				shot(p, step+map[bool]string{true: "-320", false: ""}[o.Width == 320])
			}

			p.Open(h.url + "/")
			p.See("Zorgen om geld?", "Antwoord uiterlijk woensdag 9 juni om 17.00 uur", "Snel weg", "112")
			pic("01-start")
			p.Type("Wat wil je kwijt?", "Ik maak mijn post niet meer open.")
			p.Press("Verstuur mijn bericht")
			p.See("Bewaar deze code")
			pic("02-code")
			code := codeShape.FindString(p.Text())
			p.Press("Ik heb hem bewaard")
			p.Type("Wat zijn de laatste 4 cijfers", "0000")
			p.Press("Klaar")
			p.See("Dat zijn niet de laatste 4 cijfers")
			pic("03-keep-wrong")
			p.Type("Wat zijn de laatste 4 cijfers", code[len(code)-4:])
			p.Press("Klaar")
			p.See("Je hoeft niets te doen", "woensdag 9 juni om 17.00 uur")
			pic("04-wait")
			p.ForgetCookies() // the phone was closed

			// The counsellor answers with a sample message and an assignment.
			s := staff.page
			s.Open(h.url + "/werkplek")
			s.See("Wat er ligt, kan wachten")
			shot(s, "desk-list")
			nick := staff.openFirst()
			s.See("Ik maak mijn post niet meer open.", "Jij bent aan zet")
			s.Type("Zoek een voorbeeldbericht", "schuldenlijst")
			s.Press("Zoek")
			s.See("Voeg in")
			s.Select("Opdracht erbij", "Mijn schuldenlijst")
			s.Press("Zet erbij")
			s.Select("Opdracht erbij", "Mijn budget")
			s.Press("Zet erbij")
			s.See("Verstuur met 2 opdrachten")
			s.Type("tekst", "Hoi "+nick+", fijn dat je schrijft. Ik lees mee met [naam].")
			s.Press("Verstuur met 2 opdrachten")
			s.See("Er staat nog iets open: [naam]")
			shot(s, "desk-blank")
			s.Type("invul-1", "plezier")
			s.Press("Zet in bericht")
			if got := s.Value("tekst"); !strings.HasSuffix(got, "Ik lees mee met plezier.") {
				t.Errorf("the blank was filled as %q", got)
			}
			shot(s, "desk-case")
			s.Press("Verstuur met 2 opdrachten")
			s.See("Verstuurd.")

			// The client comes back with the code.
			p.Open(h.url + "/")
			p.Press("Ik heb al een code")
			p.Type("Je code", code[:len(code)-1]+otherDigit(code))
			p.Press("Ga verder")
			p.See("Er zit een tikfout in")
			pic("05-typo")
			p.Type("Je code", strings.ReplaceAll(code, " ", "-"))
			p.Press("Ga verder")
			p.See("Eén stap voor nu", "Mijn schuldenlijst", "Sanne schreef je")
			pic("06-today")
			p.Press("Lees het hele bericht")
			p.See("Ik lees mee met plezier.", "Jij en Sanne")
			pic("07-talk")
			p.Type("Schrijf aan Sanne", "Dank je wel. Mijn nummer is 123456782.")
			p.Press("Verstuur")
			p.See("Je bericht is nog niet verstuurd", "Een burgerservicenummer (BSN)")
			pic("08-stopped")
			p.Press("Verstuur zonder deze nummers")
			p.See("Dank je wel. Mijn nummer is [nummer weggelaten].")
			p.Type("Schrijf aan Sanne", "Nog één ding.")
			p.Press("Verstuur")
			p.See("Nog één ding.")
			p.Open(h.url + "/gesprek")
			if got := p.Value("Schrijf aan Sanne"); got != "" {
				t.Errorf("what was sent comes back as a draft: %q", got)
			}

			debtsList(p, pic)
			budget(p, pic)
			dossier(t, p, pic)

			// What the counsellor sees of it.
			s.Open(h.url + "/werkplek")
			s.See("Mijn budget nakijken en antwoorden")
			staff.openFirst()
			s.See("Zeker Zorg")
			if facts := strings.Join(s.All(".rowlist li"), "\n"); strings.Contains(facts, "Zonnestroom en licht") || !strings.Contains(facts, "Zeker Zorg") {
				t.Errorf("the dossier says %s", facts) // the sheet beside it stays as it was handed in
			}
			shot(s, "desk-dossier")

			p.Open(h.url + "/wissen")
			pic("24-erase")
			p.Press("Ja, wis alles nu")
			p.See("Alles is weg")
			pic("25-erased")
			p.Open(h.url + "/terug")
			p.Type("Je code", code)
			p.Press("Ga verder")
			p.See("Met deze code kunnen we niets openen")
			s.Open(h.url + "/werkplek")
			s.See("Er zijn nog geen trajecten")
		})
	}
}

func otherDigit(code string) string {
	if strings.HasSuffix(code, "1") {
		return "2"
	}
	return "1"
}

// openFirst opens the first case of the work list and gives its nickname.
func (c *counsellor) openFirst() string {
	c.h.t.Helper()
	nick := strings.TrimSpace(c.page.First(".work .name a"))
	c.page.Press(nick)
	c.page.See("Terug naar de werkbak")
	return nick
}
