// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/tenant"
)

// parking is an assignment of a municipality's own.
const parking = `title: Waar staat je auto?
version: 1
language: nl
minutes: 5
why: Dan kijken we wat parkeren je kost.
pages:
  - id: car
    title: Je auto
    questions:
      - {id: car, type: yesno, ask: Heb je een auto?}
`

// own writes a file in the folder of a municipality.
func (h *house) own(of tenant.ID, name, text string) {
	h.t.Helper()
	put(h.t, filepath.Join(h.data, "tenants", string(of), "assignments", name), text)
}

func put(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// reload tells the server to read everything again, and waits for what it says.
func (h *house) reload(said string) {
	h.t.Helper()
	before := strings.Count(h.log.String(), said)
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		h.t.Fatal(err)
	}
	h.wait("the log says "+said, func() bool { return strings.Count(h.log.String(), said) > before })
}

func (h *house) wait(what string, until func() bool) {
	h.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if until() {
			return
		}
	}
	h.t.Fatalf("waited in vain until %s", what)
}

// pair is a client and a counsellor of a municipality.
func pair(t *testing.T, h *house, of tenant.ID) (client, staff *visitor) {
	t.Helper()
	client, staff = visit(t, h), visit(t, h)
	client.host, staff.host = string(of)+".localhost", string(of)+".localhost"
	account, err := h.AddCounsellor(context.Background(), of, "kievit", "Kievit", access.RoleCounsellor)
	if err != nil {
		t.Fatal(err)
	}
	staff.setUp(account)
	client.begin("Ik kom er niet uit.")
	return client, staff
}

// give sends an assignment with an answer.
func give(t *testing.T, staff *visitor, ids ...string) answer {
	t.Helper()
	where := "/werkplek/traject/" + caseOf(t, staff.h, "Ik kom er niet uit.", staff)
	days := make([]string, len(ids))
	for i := range days {
		days[i] = "5"
	}
	return staff.post(where, where, url.Values{"tekst": {"Dag, hier is een opdracht."}, "doe": {"verstuur"}, "gezien": {"9"}, "opdracht": ids, "dagen": days})
}

func TestOverlay_oneMunicipalityHasItsOwnAndAnotherKeepsWhatShips(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	put(t, filepath.Join(data, "tenants", string(app.DemoTenant), "assignments", "parkeren", "assignment.yaml"), parking)
	h := build(t, options{data: data, second: true})
	mine, here := pair(t, h, app.DemoTenant)
	other, there := pair(t, h, "elders")

	if a := give(t, here, "parkeren"); a.status != http.StatusSeeOther {
		t.Fatalf("giving it answers %d", a.status)
	}
	if a := mine.get("/opdracht/1/vul"); !strings.Contains(a.body, "Heb je een auto?") {
		t.Errorf("the client sees %d %s", a.status, tags.ReplaceAllString(a.body, " "))
	}
	if a := give(t, there, "parkeren"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("another municipality gives it away: %d", a.status)
	}
	where := "/werkplek/traject/" + caseOf(t, h, "Ik kom er niet uit.", there)
	if a := there.get(where); strings.Contains(a.body, "Waar staat je auto?") {
		t.Error("another municipality is offered it")
	}
	if a := give(t, there, "spoedcheck"); a.status != http.StatusSeeOther {
		t.Errorf("giving what ships answers %d", a.status)
	}
	if a := other.get("/opdracht/1/vul"); a.status != http.StatusOK {
		t.Errorf("what ships answers %d", a.status)
	}
}

func TestReload_whoIsHalfWayKeepsTheirQuestionsAndABrokenFileClosesNothing(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	h := build(t, options{data: data, second: true})
	h.own(app.DemoTenant, "parkeren/assignment.yaml", parking)
	h.reload("assignments read")
	client, staff := pair(t, h, app.DemoTenant)
	if a := give(t, staff, "parkeren"); a.status != http.StatusSeeOther {
		t.Fatalf("what was put there after the start cannot be given: %d", a.status)
	}
	client.post("/opdracht/1/vul", "/opdracht/1/vul", url.Values{"deel": {"car"}, "stand": {"0"}, "a.car": {"yes"}, "stop": {"1"}})

	next := strings.NewReplacer("version: 1", "version: 2", "{id: car, type: yesno, ask: Heb je een auto?}", "{id: cars, type: number, ask: Hoeveel auto's heb je?}").Replace(parking)
	h.own(app.DemoTenant, "parkeren/assignment.yaml", next)
	h.reload("assignments read")
	asks := func(no, want string) {
		t.Helper()
		if a := client.get("/opdracht/" + no + "/vul"); a.status != http.StatusOK || !strings.Contains(a.body, want) {
			t.Errorf("assignment %s answers %d and lacks %q: %s", no, a.status, want, tags.ReplaceAllString(a.body, " "))
		}
	}
	asks("1", "Heb je een auto?")
	asks("1", `value="yes" checked`)
	if a := give(t, staff, "parkeren"); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	asks("2", "Hoeveel auto&#39;s heb je?")

	h.own(app.DemoTenant, "parkeren/assignment.yaml", "title: Let op: geheim\n")
	h.wait("the change is noticed", func() bool { return strings.Contains(h.log.String(), `"kind":"catalog.overlay"`) })
	if log := h.log.String(); !strings.Contains(log, "parkeren/assignment.yaml:1:8") || strings.Contains(log, "geheim") {
		t.Errorf("the log says:\n%s", log)
	}
	asks("1", "Heb je een auto?")
	asks("2", "Hoeveel auto&#39;s heb je?")
	if a := give(t, staff, "parkeren"); a.status != http.StatusSeeOther {
		t.Errorf("the last good one cannot be given: %d", a.status)
	}

	if err := os.RemoveAll(filepath.Join(data, "tenants", string(app.DemoTenant), "assignments")); err != nil {
		t.Fatal(err)
	}
	h.stop()
	again := build(t, options{data: data})
	client.h = again // after a restart without the files
	asks("1", "Heb je een auto?")
	if a := client.post("/opdracht/1/nakijken", "/opdracht/1/insturen", nil); a.status != http.StatusSeeOther {
		t.Errorf("it cannot be handed in any more: %d", a.status)
	}
}

func aFolderIsCheckedAndServed(p *program) {
	p.must("tenant", "add", "waterhoven", "--name", "Waterhoven", "--phone", "088 123 45 67")
	p.folder = p.t.TempDir()
	p.must("assignment", "new", "apps", "--dir", "ons")
	p.change("ons/apps/assignment.yaml", "counsellor:\n", "counsellor:\n  next:\n    - assignment: budget\n")
	p.change("ons/apps/assignment.yaml", "version: 1\n", "version: 2\n")
	if text, code := p.code("check", "--assignments", "ons"); code != 0 || !strings.Contains(text, "municipalities: 1,") {
		p.t.Errorf("a folder without mistakes ends with %d:\n%s", code, text)
	}
	theirs := filepath.Join(p.data, "tenants", "waterhoven", "assignments", "budget")
	put(p.t, filepath.Join(theirs, "assignment.yaml"), "title: Let op: alles\n")
	p.change("ons/apps/tests/gewoon.yaml", "year: € 240", "year: € 241")
	text, code := p.code("check", "--assignments", "ons")
	for _, want := range []string{filepath.Join(theirs, "assignment.yaml:1:8: There is a colon"), "ons/apps/tests/gewoon.yaml: ", "2 mistakes"} {
		if code != 1 || !strings.Contains(text, want) {
			p.t.Errorf("check ends with %d and lacks %q:\n%s", code, want, text)
		}
	}
	put(p.t, filepath.Join(p.data, "tenants", "watrhoven", "assignments", "apps", "assignment.yaml"), "title: Let op: x\n")
	if text, _ := p.code("check"); !strings.Contains(text, `There is no municipality "watrhoven"`) || !strings.Contains(text, filepath.Join("watrhoven", "assignments", "apps", "assignment.yaml:1:8")) {
		p.t.Errorf("of a folder that is nobody's it says:\n%s", text)
	}
	p.start("--assignments", "ons")
	if text := p.log.String(); !strings.Contains(text, filepath.Join(theirs, "assignment.yaml:1:8: There is a colon")) || !strings.Contains(text, `"msg":"assignments read","tenant":"","n":1`) {
		p.t.Errorf("it says:\n%s", text)
	}
	if a := p.visit().get("/"); a.status != http.StatusOK {
		p.t.Errorf("with a broken file the shop answers %d", a.status)
	}
	p.stop()
}

func thePreviewIsServed(p *program) {
	p.folder = p.t.TempDir()
	p.must("opdracht", "new", "apps", "--dir", "mijn")
	if text, code := p.code("opdracht", "preview", "nergens", "--dir", "mijn"); code != 2 || !strings.Contains(text, "er is geen opdracht 'nergens'") {
		p.t.Errorf("an assignment that is not there ends with %d:\n%s", code, text)
	}
	p.port = freePort(p.t)
	p.out, p.log, p.ended = &safeBuffer{}, &safeBuffer{}, make(chan error, 1)
	cmd := p.command("opdracht", "preview", "apps", "--dir", "mijn", "--port", strconv.Itoa(p.port))
	cmd.Stdout, cmd.Stderr = p.out, p.log
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	go func() { p.ended <- cmd.Wait() }()
	p.running = cmd
	p.t.Cleanup(func() { _ = cmd.Process.Kill() }) // it ended already, unless the test failed
	visit := p.visit()
	visit.h.wait("it says where", func() bool { return strings.Contains(p.out.String(), p.url()+"/voorbeeld?taal=nl") })
	if a := visit.get("/voorbeeld"); a.status != http.StatusOK || !strings.Contains(a.body, "Wat kost je telefoon?") {
		p.t.Errorf("the preview answers %d: %s", a.status, tags.ReplaceAllString(a.body, " "))
	}
	p.stop()
	if _, err := os.Stat(p.data); err == nil {
		p.t.Error("it made a data folder")
	}
	if text := p.log.String(); text != "" {
		p.t.Errorf("it says:\n%s", text)
	}
}
