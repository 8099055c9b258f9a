// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"database/sql"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// write changes the database behind the server's back, as an attacker with
// access to the disk would.
func (h *house) write(t *testing.T, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(h.data, "opgelucht.db")+"?_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, s := range statements {
		done, err := db.Exec(s)
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			t.Fatalf("%s changed nothing: the test would prove nothing (%v)", s, err)
		}
	}
}

func TestSealing_aCiphertextThatWasMovedOpensNowhere(t *testing.T) {
	t.Parallel()
	// Every sealed column, with a place beside it that holds the same sort of
	// thing under the same key wherever there is one: the place alone must tell.
	moves := map[string]struct {
		move  string
		staff bool
		page  string
	}{
		"a message over another of the case": {move: `UPDATE messages SET body = (SELECT body FROM messages WHERE seq = 1) WHERE seq = 2`, page: "/gesprek"},
		"a message, for the team":            {move: `UPDATE messages SET body = (SELECT body FROM messages WHERE seq = 1) WHERE seq = 2`, staff: true},
		"a draft into the code":              {move: `UPDATE cases SET code = client_draft`, page: "/code"},
		"a code into the draft":              {move: `UPDATE cases SET client_draft = code`, page: "/gesprek"},
		"a label into the draft":             {move: `UPDATE cases SET client_draft = label`, page: "/gesprek"},
		"a draft of a task over another":     {move: `UPDATE tasks SET draft = (SELECT draft FROM tasks WHERE no = 2) WHERE no = 1`, page: "/opdracht/1/vul"},
		"a fact over another of its section": {move: `UPDATE facts SET body = (SELECT body FROM facts WHERE section = 'debts' ORDER BY seq LIMIT 1) WHERE section = 'debts'`, page: "/dossier/debts"},
		"a section's key over another's":     {move: `UPDATE sections SET key_client = (SELECT key_client FROM sections WHERE name = 'situation') WHERE name = 'debts'`, page: "/dossier/debts"},
		"a section's key, for the team":      {move: `UPDATE sections SET key_team = (SELECT key_team FROM sections WHERE name = 'situation') WHERE name = 'debts'`, staff: true},
		"a remark over another":              {move: `UPDATE remarks SET body = (SELECT body FROM remarks WHERE sheet = '')`, page: "/dossier/debts"},
		"a remark, for the team":             {move: `UPDATE remarks SET body = (SELECT body FROM remarks WHERE sheet = '')`, staff: true},
		"a remark into a fact":               {move: `UPDATE facts SET body = (SELECT body FROM remarks WHERE sheet = '')`, page: "/dossier/debts"},
		"a sheet into a fact":                {move: `UPDATE facts SET body = (SELECT body FROM submissions LIMIT 1)`, page: "/dossier/debts"},
		"a case's label from its key":        {move: `UPDATE cases SET label = team_key`, page: "/vandaag"},
		"an answer not sent, from a message": {move: `UPDATE staff_drafts SET body = (SELECT body FROM messages WHERE seq = 1)`, staff: true},
	}
	for name, m := range moves {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			_, client, staff := plant(t, h)
			where := "/werkplek/traject/" + caseOf(t, h, "papegaaienverdriet", staff)
			client.post("/gesprek", "/gesprek", url.Values{"bericht": {"Een tweede kladjesgeheim"}, "bewaar": {"1"}})
			staff.post(where, where, url.Values{"tekst": {"Nog niet af."}, "doe": {"bewaar"}})
			client.post("/opdracht/2/vul", "/opdracht/2/vul", url.Values{"deel": {"home"}, "stand": {"0"}, "a.adults": {"2"}})
			if strings.Contains(name, "situation") || strings.Contains(m.move, "situation") {
				client.post("/opdracht/2/vul", "/opdracht/2/vul", url.Values{"erbij": {"income"}, "deel": {"in"}})
				row := between(client.get("/opdracht/2/vul?deel=in").body, `name="open" value="`, `"`)
				client.post("/opdracht/2/vul", "/opdracht/2/vul", url.Values{
					"deel": {"in"}, "stand": {"9"}, "a.income[" + row + "].kind": {"wage"}, "a.income[" + row + "].amount": {"100"}, "a.income[" + row + "].amount.per": {"month"},
				})
				submitBudget(t, client)
			}
			h.write(t, m.move)
			v, page := client, m.page
			if m.staff {
				v, page = staff, where
			}
			a := v.get(page)
			if a.status != http.StatusInternalServerError {
				t.Errorf("the page answers %d: %.300s", a.status, tags.ReplaceAllString(a.body, " "))
			}
			if found := innardsOf(a.body); found != "" {
				t.Errorf("the page shows %q", found)
			}
		})
	}
}

// submitBudget fills in what the budget still asks, and hands it in.
func submitBudget(t *testing.T, client *visitor) {
	t.Helper()
	page := client.get("/opdracht/2/vul?deel=out").body
	fields := url.Values{"deel": {"out"}, "stand": {"99"}}
	for _, part := range strings.Split(page, `name="open" value="`)[1:] {
		row, _, _ := strings.Cut(part, `"`)
		fields.Set("a.expenses["+row+"].amount", "10")
		fields.Set("a.expenses["+row+"].amount.per", "month")
	}
	client.post("/opdracht/2/vul", "/opdracht/2/vul", fields)
	if a := client.post("/opdracht/2/nakijken", "/opdracht/2/insturen", nil); a.status != http.StatusSeeOther {
		t.Fatalf("the budget was not handed in: %d %s", a.status, tags.ReplaceAllString(a.body, " "))
	}
}
