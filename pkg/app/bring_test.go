// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/browser"
	"opgelucht/pkg/web"
)

func TestStory_aCopyOfBeforeComesBackAfterErasing(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			staff := newCounsellor(h, browser.Start(t, browser.Options{}).Page(t))
			p := browser.Start(t, o).Page(t)
			pic := func(step string) {
				if n := p.Sideways(); n > 0 {
					t.Errorf("%s scrolls %d pixels sideways", step, n)
				}
				shot(p, step+map[bool]string{true: "-320", false: ""}[o.Width == 320])
			}
			client(h, p, "Ik begin.")
			staff.give("Mijn schuldenlijst", "Hoi, wil je beginnen met drie?")
			debtsList(p, func(string) {})
			p.Open(h.url + "/meenemen")
			kept := p.Post("wat", "bewaren")
			p.Open(h.url + "/wissen")
			p.Press("Ja, wis alles nu")
			p.See("Alles is weg")

			h.pass(100 * 24 * time.Hour)
			client(h, p, "Ik begin opnieuw.")
			p.Press("Dossier")
			p.Press("Ik heb een kopie van een eerder dossier")
			p.See("Zet je kopie terug")
			pic("40-bring")
			p.Attach("Kies je bestand", "vakantie.json", `{"title": "iets anders"}`)
			p.Press("Bekijk wat erin staat")
			p.See("Dit is geen reservekopie van deze site. Er is niets veranderd.")
			p.Attach("Kies je bestand", "kopie.json", kept)
			p.Press("Bekijk wat erin staat")
			p.See("Dit staat in je kopie", "2 dingen komen erbij", "Zonnestroom en licht", "Zeker Zorg", "Dit gaat niet mee", "Je berichten")
			pic("41-meet")
			p.Press("English")
			p.See("This is in your copy", "2 things are added")
			p.Press("Nederlands")
			p.Press("Zet dit in mijn dossier")
			p.See("2 dingen staan nu in je dossier.", "Alleen jij")
			p.Press("Mijn schulden")
			p.See("Zonnestroom en licht", "€ 390,00", "Zeker Zorg")
			p.Unfold()
			p.See("mee uit je kopie van")
			pic("42-brought")

			// The counsellor sees nothing of it until the client shows it.
			staff.page.Open(h.url + "/werkplek")
			staff.page.Type("Naam", "sanne")
			staff.page.Type("Wachtwoord", chosen)
			staff.page.Type("Code uit je app", h.code(staff.secret))
			staff.page.Press("Log in")
			staff.page.See("Werkbak")
			staff.openFirst()
			staff.page.Lacks("Zonnestroom en licht")
			p.Press("Laat zien aan je hulpverlener")
			staff.page.Open(h.url + "/werkplek")
			staff.openFirst()
			staff.page.See("Zonnestroom en licht")

			// An assignment begins with it, and asks after it: it is old.
			staff.give("Mijn schuldenlijst", "Hoi, welkom terug. Kijk je je lijst nog eens na?")
			p.Open(h.url + "/opdracht/1/vul")
			p.See("Uit je dossier. Meegenomen uit je kopie.", "Klopt dit nog?", "3 maanden geleden")
			pic("43-still")
			p.Press("Ja, alles klopt nog")
			p.See("Je zei dat dit nog klopt.")
			p.Lacks("Klopt dit nog?")
			p.Press("Nog een schuld toevoegen")
			p.Type("Van welk bedrijf of welke dienst is de schuld?", "Zonnestroom & licht B.V.")
			p.Select("Waar gaat het over?", "Gas, stroom")
			p.Type("Welk bedrag staat er in de laatste brief?", "400")
			p.Pick("Wat voor brief was de laatste?", "Rekening of herinnering")
			p.Press("Kijk alles na")
			p.See("Is dit dezelfde?", "Stond er al")
			pic("44-twin")
			p.Choose("Ja, het is dezelfde")
			p.Press("Stuur in")
			p.See("Dit komt eruit", "€ 812,50") // 400 and 412,50
			p.Open(h.url + "/dossier/debts")
			p.Unfold()
			p.See("Hoe komen we hieraan?", "€ 400,00", "€ 412,50", "Samen", "stond er: Zonnestroom en licht")
			pic("45-how")
			staff.page.Open(h.url + "/werkplek")
			staff.openFirst()
			staff.page.Unfold()
			staff.page.See("Hoe komen we hieraan?", "Zo is dit gerekend", "Bron: de antwoorden bij Mijn schuldenlijst, versie 1.")
			shot(staff.page, "desk-how")
		})
	}
}

func TestEmbedding_aCopyComesBackInAFrameWithoutCookies(t *testing.T) {
	t.Parallel()
	origin, show := municipality(t)
	h := build(t, options{embedder: origin})
	show(h.url)
	if _, err := h.AddCounsellor(t.Context(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	p := browser.Start(t, browser.Options{Cookies: browser.NoCookies, NoScript: true}).Page(t)
	p.Open(origin + "/hulp")
	f := p.Frame()
	f.Type("Wat wil je kwijt?", "Ik schrijf vanuit de site van de gemeente.")
	f.Press("Verstuur mijn bericht")
	f.See("Bewaar deze code")
	code := codeShape.FindString(f.Text())
	f.Press("Ik heb hem bewaard")
	f.Type("Wat zijn de laatste 4 cijfers", code[len(code)-4:])
	f.Press("Klaar")
	f.Press("Dossier")
	f.Press("Ik heb een kopie van een eerder dossier")
	f.Attach("Kies je bestand", "kopie.json", smallCopy)
	f.Press("Bekijk wat erin staat")
	f.See("Dit staat in je kopie", "Aantal volwassenen")
	f.Press("Zet dit in mijn dossier")
	f.See("1 ding staat nu in je dossier.")
}

const smallCopy = `{"$schema": "x", "format": "opgelucht-copy/1", "made": "2027-06-01T10:00:00+02:00", "nickname": "Merel", "language": "nl", "messages": [], "sheets": [],
  "facts": [{"path": "household.adults", "at": "2027-05-01T10:00:00+02:00", "by": "client", "assignment": "budget", "version": 1, "values": {"value": {"state": "answered", "text": "2"}}}]}`

// sendFile posts a file as a form does.
func (v *visitor) sendFile(path, token, text string) answer {
	v.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	field, err1 := w.CreateFormField(web.FieldForm)
	_, err2 := field.Write([]byte(token))
	file, err3 := w.CreateFormFile("bestand", "kopie.json")
	_, err4 := file.Write([]byte(text))
	if err := w.Close(); err != nil || err1 != nil || err2 != nil || err3 != nil || err4 != nil {
		v.t.Fatal(err, err1, err2, err3, err4)
	}
	return v.do(http.MethodPost, path, w.FormDataContentType(), body.String())
}

func TestBring_filesOfAnyKindAreAnsweredAndLeaveNothingBehind(t *testing.T) {
	h := build(t, options{})
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "nowhere")) // whoever writes a file on the way fails
	v := visit(t, h)
	if _, err := h.AddCounsellor(t.Context(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	v.begin("Ik begin.")
	token := tokenShape.FindStringSubmatch(v.get("/terugzetten").body)[1]
	long := strings.Replace(smallCopy, `"messages": []`, `"messages": [{"from": "client", "at": "2027-05-01T10:00:00+02:00", "text": "`+strings.Repeat("x", 3<<20)+`"}]`, 1)
	if a := v.sendFile("/terugzetten", token, long); a.status != 200 || !strings.Contains(a.body, "Dit staat in je kopie") || strings.Contains(a.body, "xxx") {
		t.Errorf("a long copy answers %d", a.status)
	}
	for name, text := range map[string]string{
		"nothing": "", "a zip": "PK\x03\x04", "a BSN": strings.Replace(smallCopy, `"2"`, `"123456782"`, 1), "a page": "<script>alert(1)</script>",
		"a text of a megabyte": strings.Replace(smallCopy, `"text": "2"`, `"text": "`+strings.Repeat("x", 1<<20)+`"`, 1), "too long": strings.Repeat(" ", web.MaxFile+1),
	} {
		a := v.sendFile("/terugzetten", token, text)
		check(t, name, a, 200, 422)
		if strings.Contains(a.body, "<script>alert") || strings.Contains(a.body, "123456782") {
			t.Errorf("%s comes back", name)
		}
	}
	for name, text := range map[string]string{"nothing": "", "other JSON": "{}", "what was forged": strings.Replace(smallCopy, `"client"`, `"counsellor"`, 1)} {
		check(t, "taking over "+name, v.do(http.MethodPost, "/terugzetten/overnemen", form, url.Values{"vorm": {token}, "kopie": {text}}.Encode()), 422)
	}
	if n := h.count(t, "facts") + h.count(t, "sections"); n != 0 {
		t.Errorf("%d rows were written", n)
	}
	for range 2 { // pressed twice
		a := v.do(http.MethodPost, "/terugzetten/overnemen", form, url.Values{"vorm": {token}, "kopie": {smallCopy}, "keus.debts/x": {"take"}}.Encode())
		check(t, "taking over", a, 303)
	}
	if n := h.count(t, "facts"); n != 1 {
		t.Errorf("%d facts were written", n)
	}
}

func TestBring_whatWasChosenIsThereAgainAfterTheSessionEnded(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	v := visit(t, h)
	if _, err := h.AddCounsellor(t.Context(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	code := v.begin("Ik begin.")
	h.pass(45 * time.Minute)
	a := v.do(http.MethodPost, "/terugzetten/overnemen", form, url.Values{"kopie": {smallCopy}, "zien": {"ja"}}.Encode())
	if check(t, "a session that ended", a, 401); !strings.Contains(a.body, `name="kopie"`) {
		t.Fatal("the copy is lost")
	}
	token := tokenShape.FindStringSubmatch(a.body)[1]
	a = v.do(http.MethodPost, "/terug", form, url.Values{"vorm": {token}, "code": {code}, "heen": {"/terugzetten/overnemen"}, "kopie": {smallCopy}, "zien": {"ja"}}.Encode())
	if check(t, "coming back", a, 200); !strings.Contains(a.body, "Dit staat in je kopie") || !strings.Contains(a.body, `value="ja" checked`) {
		t.Errorf("coming back shows %s", tags.ReplaceAllString(a.body, " "))
	}
	if n := h.count(t, "facts"); n != 0 {
		t.Errorf("%d facts were written before the client said yes", n)
	}
}
