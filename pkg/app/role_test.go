// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/browser"
	"opgelucht/pkg/desk"
)

func TestStory_aTraineesAnswerIsReadAndSentByAColleague(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			sanne := newCounsellor(h, browser.Start(t, o).Page(t))
			joris := sanne.joins("joris", "Joris", browser.Start(t, o).Page(t))
			p, s := browser.Start(t, o).Page(t), sanne.page
			client(h, p, "Ik maak mijn post niet meer open.")
			s.Open(h.url + "/werkplek/team")
			s.Unfold()
			s.See("Joris", "Wie mag wat", "Mag een antwoord van een stagiair nakijken")
			shotSize(t, s, "team-roles", o)
			s.Select("Rol", "stagiair")
			s.Press("Kies deze rol")
			s.See("stagiair")

			j := joris.page
			h.pass(31 * time.Second) // a code works once
			joris.again()
			joris.openFirst()
			j.Type("tekst", "Hoi, begin met één envelop.")
			j.Press("Leg voor aan een collega")
			j.See("Voorgelegd.")
			joris.openFirst()
			j.See("Dit leest een collega eerst")
			shotSize(t, j, "case-proposes", o)
			p.Open(h.url + "/gesprek")
			p.Lacks("begin met één envelop")

			s.Open(h.url + "/werkplek")
			s.Press("Nakijken 1")
			sanne.openFirst()
			s.See("Joris legt dit antwoord voor", "begin met één envelop")
			shotSize(t, s, "case-proposed", o)
			s.Type("notitie", "Vraag ook of er een datum op staat.")
			s.Press("Geef terug")
			s.See("Teruggegeven.")
			j.Open(h.url + "/werkplek")
			joris.openFirst()
			j.See("Vraag ook of er een datum op staat.")
			if got := j.Value("tekst"); got != "Hoi, begin met één envelop." {
				t.Errorf("the box holds %q", got)
			}
			j.Press("Leg voor aan een collega")
			s.Open(h.url + "/werkplek?bak=nakijken")
			sanne.openFirst()
			s.Press("Akkoord, verstuur")
			s.See("Verstuurd.")
			p.Open(h.url + "/gesprek")
			p.See("Joris", "begin met één envelop")
		})
	}
}

// as signs in somebody with a role, let in where that is needed.
func (v *visitor) as(staff *visitor, role access.Role) {
	v.t.Helper()
	account, err := v.h.AddCounsellor(context.Background(), app.DemoTenant, "x-"+string(role), "Wulp", role)
	if err != nil {
		v.t.Fatal(err)
	}
	v.setUp(account)
	if !role.May(access.MayOpen) {
		return
	}
	id := regexp.MustCompile(`name="wie" value="([A-Z2-7]+)"><button class="[^"]*" name="doe" value="laattoe"`).FindStringSubmatch(staff.get("/werkplek/team").body)
	if id == nil {
		v.t.Fatalf("nobody waits: %s", staff.get("/werkplek/team").body)
	}
	staff.post("/werkplek/team", "/werkplek/team", url.Values{"wie": {id[1]}, "doe": {"laattoe"}})
	v.h.pass(31 * time.Second) // the code of the second step works once
	fields := url.Values{"naam": {account.User}, "wachtwoord": {chosen}, "code": {v.h.code(v.secret)}}
	if a := v.post("/werkplek/inloggen", "/werkplek/inloggen", fields); a.status != http.StatusSeeOther {
		v.t.Fatalf("%s signs in: %d", role, a.status)
	}
}

// Every address of the desk asks its right, of everybody who lacks it, and shows
// nothing of a case; who has it comes in.
func TestRoles_eachAddressOfTheDeskAsksItsRight(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	staff := visit(t, h)
	staff.signIn("kievit")
	mine := visit(t, h)
	mine.begin("Dit is van mij.")
	id := caseOf(t, h, "Dit is van mij.", staff)
	for _, role := range access.Roles {
		v := visit(t, h)
		v.as(staff, role)
		for _, route := range (&desk.Desk{}).Routes() {
			if route.Right == "" {
				continue
			}
			a := v.do(route.Method, fill(route.Path, id), map[string]string{http.MethodPost: form}[route.Method], "")
			if lacks := strings.Contains(a.body, "Dit hoort niet bij jouw rol"); lacks == role.May(route.Right) || lacks && a.status != http.StatusNotFound {
				t.Errorf("%s: %s %s answers %d", role, route.Method, route.Path, a.status)
			}
			if strings.Contains(a.body, "Dit is van mij.") && !role.May(access.MayOpen) {
				t.Errorf("%s: %s shows a case", role, route.Path)
			}
		}
	}
}
