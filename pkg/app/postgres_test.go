// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"net/url"
	"strings"
	"testing"

	"opgelucht/pkg/pgtest"
)

func TestPostgreSQL_servesTheSameStory(t *testing.T) {
	t.Parallel()
	h := build(t, options{database: pgtest.New(t)})
	code, client, staff := plant(t, h)
	where := "/werkplek/traject/" + caseOf(t, h, "papegaaienverdriet", staff)
	if !strings.Contains(staff.get(where).body, "Zilverkredietmaatschappij") {
		t.Error("the counsellor does not see what the client shares")
	}
	client.post("/dossier/debts", "/dossier/debts/delen", url.Values{"delen": {"nee"}})
	if strings.Contains(staff.get(where).body, "Zilverkredietmaatschappij") {
		t.Error("the counsellor sees what the client hides")
	}
	back := visit(t, h)
	back.post("/terug", "/terug", url.Values{"code": {code}})
	if !strings.Contains(back.get("/gesprek").body, "voorbeeldantwoordgeheim") {
		t.Error("the code does not open the conversation")
	}
	if a := back.post("/wissen", "/wissen", nil); !strings.Contains(a.body, "Alles is weg") {
		t.Errorf("erasing answers %d", a.status)
	}
	check(t, "the erased case", staff.get(where), 404)
	search(t, h.data, append(forms(code), planted...))
}
