// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/browser"
	"opgelucht/pkg/store"
)

// logged gives the log of the demonstration as its export tells it: who did what.
func (h *house) logged() string {
	h.t.Helper()
	var out bytes.Buffer
	if err := h.ExportLog(context.Background(), &out, app.DemoTenant, time.Time{}); err != nil {
		h.t.Fatal(err)
	}
	var list []string
	for _, line := range strings.Split(strings.TrimSpace(out.String()), "\n")[1:] {
		of := strings.Split(line, ",")
		list = append(list, strings.Join(strings.Fields(strings.Join(of[2:6], " ")), " "))
	}
	return strings.Join(list, "\n")
}

func TestStory_whoLookedAndWhoSignedIn(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			staff := newCounsellor(h, browser.Start(t, browser.Options{NoScript: o.NoScript}).Page(t))
			p := browser.Start(t, o).Page(t)
			p.Open(h.url + "/")
			p.Type("Wat wil je kwijt?", "Ik maak mijn post niet meer open.")
			p.Press("Verstuur mijn bericht")
			code := codeShape.FindString(p.Text())
			p.Open(h.url + "/dossier")
			p.Press("Wie heeft hierin gekeken?")
			p.See("Nog niemand van het team.")
			staff.page.Open(h.url + "/werkplek")
			staff.openFirst()
			h.pass(24 * time.Hour)
			staff.page.Open(h.url + "/werkplek/inloggen")
			staff.page.Type("Naam", "sanne")
			staff.page.Type("Wachtwoord", "geen groene fietsen")
			staff.page.Press("Log in")
			staff.page.See("Dit klopt samen niet")

			p.ForgetCookies()
			p.Open(h.url + "/terug")
			p.Type("Je code", code)
			p.Press("Ga verder")
			p.Open(h.url + "/dossier")
			p.Press("Wie heeft hierin gekeken?")
			p.See("Sanne, op 7 juni.", "Verder niemand van het team.")
			if strings.Contains(p.Text(), "Wat deed jij zelf?") {
				t.Error("that they came back is kept")
			}
			p.Open(h.url + "/gesprek")
			p.Press("Haal dit bericht weg")
			p.Press("Ja, haal weg")
			p.Open(h.url + "/dossier")
			p.Press("Wie heeft hierin gekeken?")
			p.Press("Wat deed jij zelf?")
			p.See("8 juni: je haalde een bericht weg.", "Was jij dat niet?")
			if n := p.Sideways(); n > 0 {
				t.Errorf("scrolls %d pixels sideways", n)
			}
			shot(p, "looked"+map[bool]string{true: "-320", false: ""}[o.Width == 320])

			want := "operator sanne account.added\ncounsellor sanne sign.in\ncounsellor sanne account.setup\ncounsellor sanne sign.in\n" +
				"counsellor sanne case.read\ncounsellor sanne sign.refused\nclient message.removed"
			if got := h.logged(); got != want {
				t.Errorf("the log holds\n%s\nwant\n%s", got, want)
			}
			reports, err := h.VerifyLog(t.Context(), "")
			if err != nil || len(reports) != 1 || reports[0].N != 7 || len(reports[0].Faults) > 0 {
				t.Errorf("%+v, %v", reports, err)
			}
		})
	}
}

func TestVerifyLog_needsTheRootKeyAndMissesWhatIsGone(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	for _, name := range []string{"sanne", "noor", "bas"} {
		if _, err := h.AddCounsellor(t.Context(), app.DemoTenant, name, name, access.RoleCounsellor); err != nil {
			t.Fatal(err)
		}
	}
	stranger, err := store.Open(t.Context(), store.Options{Source: filepath.Join(h.data, "opgelucht.db"), Now: h.now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stranger.Close() }()
	if r, err := stranger.Verify(t.Context(), app.DemoTenant); err != nil || len(r.Faults) == 0 {
		t.Errorf("without the root key the log of the house can be made: %+v, %v", r, err)
	}
	heads, err := h.DB.Heads(t.Context())
	if err != nil || len(heads) != 1 {
		t.Fatal(heads, err)
	}
	file := filepath.Join(h.data, "kept")
	if err := os.WriteFile(file, []byte(heads[0].Line()+audit.Head{Tenant: "elders", Seq: 3, MAC: []byte("gone")}.Line()), 0o600); err != nil {
		t.Fatal(err)
	}
	reports, err := h.VerifyLog(t.Context(), file)
	if err != nil || len(reports) != 2 || len(reports[0].Faults) != 1 || reports[0].Tenant != "elders" || len(reports[1].Faults) != 0 {
		t.Errorf("%+v, %v", reports, err)
	}
	if _, err := h.VerifyLog(t.Context(), filepath.Join(h.data, "nowhere")); err == nil {
		t.Error("a file of heads that is not there is passed over")
	}
}

func auditIsVerifiedAndExported(p *program) {
	p.must("tenant", "add", "meren", "--name", "Meren", "--phone", "088 000 00 00")
	p.must("counsellor", "add", "meren", "noor", "Noor")
	if text := p.must("audit", "verify"); !strings.Contains(text, "meren: 1 lines, from 1 to 1") || !strings.Contains(text, "as it was written") {
		p.t.Error(text)
	}
	want := regexp.MustCompile(`(?m)^seq,at,actor,who,about,action,trail\n1,\d{4}-\d\d-\d\dT[0-9:]+[+-]\d\d:\d\d,operator,,noor,account.added,$`)
	if text := p.must("audit", "export", "meren"); !want.MatchString(text) {
		p.t.Error(text)
	}
	if text := p.must("audit", "export", "meren", "--since", "2999-01-01"); strings.Contains(text, "noor") {
		p.t.Error(text)
	}
	heads := filepath.Join(p.data, "heads")
	if err := os.WriteFile(heads, []byte(audit.Head{Tenant: "meren", Seq: 2, MAC: []byte("mac")}.Line()), 0o600); err != nil {
		p.t.Fatal(err)
	}
	for _, words := range [][]string{{"audit", "verify", "--heads", heads}, {"audit", "export", "meren", "--since", "gisteren"}, {"audit", "export", "elders"}} {
		if text, err := p.run(words...); err == nil {
			p.t.Errorf("%v: %s", words, text)
		}
	}
}
