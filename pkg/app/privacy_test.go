// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/casework"
)

// planted is everything that the stories below type, and that may lie nowhere.
var planted = []string{
	"papegaaienverdriet", "kladjesgeheim", "Boterbloemetje", "Zilverkredietmaatschappij", "wasmachinegeheim", "voorbeeldantwoordgeheim", "kanttekeninggeheim",
	"123456782", "opgelucht-testbrowser", "198.51.100.77",
}

// plant lives through a case: messages, a draft, a name, an assignment half
// filled in and one handed in, a stopped text, an answer.
func plant(t *testing.T, h *house) (code string, client, staff *visitor) {
	t.Helper()
	client, staff = visit(t, h), visit(t, h)
	client.header.Set("User-Agent", "opgelucht-testbrowser")
	client.header.Set("X-Forwarded-For", "198.51.100.77")
	staff.signIn("kievit")
	code = client.begin("Mijn papegaaienverdriet is groot.")
	client.post("/gesprek", "/gesprek", url.Values{"bericht": {"Dit is kladjesgeheim"}, "bewaar": {"1"}})
	client.post("/veilig", "/veilig", url.Values{"bijnaam": {"Boterbloemetje"}})
	client.post("/gesprek", "/gesprek", url.Values{"bericht": {"BSN 123456782 papegaaienverdriet"}})
	where := "/werkplek/traject/" + caseOf(t, h, "papegaaienverdriet", staff)
	a := staff.post(where, where, url.Values{
		"tekst": {"Dit is een voorbeeldantwoordgeheim."}, "doe": {"verstuur"}, "gezien": {"9"},
		"opdracht": {"schuldenlijst", "budget"}, "dagen": {"5", "5"},
	})
	if a.status != http.StatusSeeOther {
		t.Fatalf("the answer was not sent: %d", a.status)
	}
	client.post("/opdracht/1/vul", "/opdracht/1/vul", url.Values{"erbij": {"debts"}, "deel": {"list"}})
	page := client.get("/opdracht/1/vul").body
	row := between(page, `name="open" value="`, `"`)
	answers := map[string]string{"creditor": "Zilverkredietmaatschappij", "kind": "bank", "owed": "500", "stage": "bill"}
	fields := url.Values{"deel": {"list"}, "stand": {"9"}}
	for name, value := range answers {
		fields.Set("a.debts["+row+"]."+name, value)
	}
	client.post("/opdracht/1/vul", "/opdracht/1/vul", fields)
	if a := client.post("/opdracht/1/nakijken", "/opdracht/1/insturen", nil); a.status != http.StatusSeeOther {
		t.Fatalf("the list was not handed in: %d %s", a.status, tags.ReplaceAllString(a.body, " "))
	}
	a = staff.post(where, where, url.Values{
		"tekst": {"Ik schreef iets bij je lijst."}, "doe": {"verstuur"}, "gezien": {"9"}, "ingestuurd": {"9"},
		"bij": {"/debts/" + row}, "bijtekst": {"Dit is een kanttekeninggeheim."},
	})
	if a.status != http.StatusSeeOther || !strings.Contains(client.get("/dossier/debts").body, "kanttekeninggeheim") {
		t.Fatalf("the remark was not sent: %d", a.status)
	}
	client.post("/opdracht/2/vul", "/opdracht/2/vul", url.Values{"deel": {"home"}, "stand": {"0"}, "a.adults": {"wasmachinegeheim"}})
	if !strings.Contains(client.get("/dossier/debts").body, "Zilverkredietmaatschappij") {
		t.Fatal("the fact is not in the dossier: the search below would prove nothing")
	}
	return code, client, staff
}

func between(text, before, after string) string {
	_, rest, _ := strings.Cut(text, before)
	found, _, _ := strings.Cut(rest, after)
	return found
}

// search looks for words in every file below a folder, also written otherwise.
func search(t *testing.T, folder string, words []string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Type()&fs.ModeSocket != 0 {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for _, word := range words {
			for _, form := range [][]byte{[]byte(word), []byte(hex.EncodeToString([]byte(word))), []byte(base64.StdEncoding.EncodeToString([]byte(word)))} {
				if bytes.Contains(text, form) {
					t.Errorf("%q lies in %s", word, filepath.Base(path))
				}
			}
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("searching %d files: %v", files, err)
	}
}

// forms are the ways in which a code could be kept.
func forms(code string) []string {
	return []string{code, strings.ReplaceAll(code, " ", ""), strings.ReplaceAll(code, " ", "-")}
}

func TestPrivacy_nothingThatWasTypedLiesAnywhereAfterwards(t *testing.T) {
	t.Parallel()
	h := build(t, options{proxied: true}) // so that the server knows the address that may lie nowhere
	code, client, staff := plant(t, h)
	words := append(forms(code), planted...)
	search(t, h.data, words) // while people are inside as well
	staff.post("/werkplek", "/werkplek/afmelden", nil)
	client.post("/vandaag", "/sluiten", nil)
	h.stop()
	search(t, h.data, words)
	log := h.log.String()
	for _, word := range append(words, "/opdracht/1", "debts", "127.0.0.1\"") {
		if strings.Contains(log, word) {
			t.Errorf("%q stands in the log", word)
		}
	}
	if !strings.Contains(log, `"route":"/opdracht/:no/vul"`) {
		t.Error("the log says nothing of the requests: searching it proves nothing")
	}
}

func TestPrivacy_erasingLeavesNothingToOpenEvenWithTheCode(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	code, client, _ := plant(t, h)
	if a := client.post("/wissen", "/wissen", nil); !strings.Contains(a.body, "Alles is weg") {
		t.Fatalf("erasing answers %d", a.status)
	}
	stay := []string{
		"counsellors", "teams", "sessions", "migrations", "snapshots", // the last are the authors' texts
		"audit", "audit_heads", "tallies", // these tell of nobody
	}
	for _, table := range h.tables(t) {
		if n := h.count(t, table); n > 0 && !slices.Contains(stay, table) {
			t.Errorf("%d rows are left in %s", n, table)
		}
	}
	again := visit(t, h)
	if a := again.post("/terug", "/terug", url.Values{"code": {code}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("the code still answers %d", a.status)
	}
}

func TestPrivacy_aCrashLeavesNothingReadable(t *testing.T) {
	t.Parallel()
	folder, temp := t.TempDir(), t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), serveData+"="+folder, "TMPDIR="+temp)
	out := &safeBuffer{}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	address := ""
	for end := time.Now().Add(20 * time.Second); address == "" && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		address = between(out.String(), "serving at <", ">")
	}
	h := &house{t: t, url: address, data: folder, log: out, began: time.Now(), clock: time.Now()}
	client := visit(t, h)
	code := client.begin("Mijn papegaaienverdriet is groot.")
	client.post("/gesprek", "/gesprek", url.Values{"bericht": {"Dit is kladjesgeheim"}, "bewaar": {"1"}})
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	words := append(forms(code), planted...)
	search(t, folder, words)
	if err := os.WriteFile(filepath.Join(temp, "searched"), nil, 0o600); err != nil { // else there may be nothing at all
		t.Fatal(err)
	}
	search(t, temp, words)
	for _, word := range words {
		if strings.Contains(out.String(), word) {
			t.Errorf("%q was printed", word)
		}
	}
	h2 := build(t, options{data: folder})
	back := visit(t, h2)
	if a := back.post("/terug", "/terug", url.Values{"code": {code}}); a.status != http.StatusOK {
		t.Fatalf("after the crash the code answers %d", a.status)
	}
	if !strings.Contains(back.get("/gesprek").body, "kladjesgeheim") {
		t.Error("what was answered for did not survive the crash")
	}
}

// A thief with the database, the session table in it, or a cookie.

func TestTheft_aStolenCookieOpensNothingOnAnotherServer(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	_, client, _ := plant(t, h)
	elsewhere := build(t, options{})
	thief := visit(t, elsewhere)
	thief.jar = client.jar
	check(t, "a cookie without its server", thief.get("/vandaag"), 303)
}

func TestTheft_aStolenDatabaseOpensNothingWithoutItsKeys(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	code, client, staff := plant(t, h)
	h.stop()
	for name, c := range map[string]struct{ root, days bool }{
		"the database alone":                         {},
		"the database with a cookie and the day key": {days: true},
		"the database with a cookie and the root":    {root: true},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			steal(t, h.data, folder, "opgelucht.db")
			if c.root {
				steal(t, h.data, folder, "root.key")
			} else {
				ownKey(t, folder)
			}
			if c.days {
				steal(t, h.data, folder, "session.keys")
			}
			loot := build(t, options{data: folder})
			thief := visit(t, loot)
			thief.jar = client.jar
			check(t, "the client's page", thief.get("/gesprek"), 303)
			thief.jar = staff.jar
			check(t, "the work list", thief.get("/werkplek"), 303)
			if !c.root {
				fresh := visit(t, loot)
				check(t, "the code itself, without the pepper", fresh.post("/terug", "/terug", url.Values{"code": {code}}), 422)
			}
		})
	}
}

// ownKey is the key file of a thief: the program asks for one.
func ownKey(t *testing.T, folder string) {
	t.Helper()
	key := strings.Repeat("5", 64)
	if err := os.WriteFile(filepath.Join(folder, "root.key"), []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
}

func steal(t *testing.T, from, to, name string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(from, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(to, name), text, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTheft_theTeamsKeyDoesNotOpenWhatTheClientHides(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	_, client, staff := plant(t, h)
	where := "/werkplek/traject/" + caseOf(t, h, "papegaaienverdriet", staff)
	if !strings.Contains(staff.get(where).body, "Zilverkredietmaatschappij") {
		t.Fatal("what is shared is not shown: the test below would prove nothing")
	}
	client.post("/dossier/debts", "/dossier/debts/delen", url.Values{"delen": {"nee"}})
	for _, word := range []string{"Zilverkredietmaatschappij", "500,00"} {
		if strings.Contains(staff.get(where).body, word) {
			t.Errorf("%q is still shown to the team", word)
		}
	}
	// Not by query only: the key itself is gone from what the team can open.
	id := access.CaseID(strings.TrimPrefix(where, "/werkplek/traject/"))
	folder, err := h.DB.Folder(context.Background(), app.DemoTenant, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range folder.Sections {
		if s.Name == "debts" && len(s.KeyTeam) > 0 {
			t.Error("the team still holds a key of the hidden section")
		}
	}
	if len(folder.Submissions) != 1 || !contains(folder.Submissions[0], "debts") {
		t.Errorf("the sheet does not hang on the hidden section: %v", folder.Submissions)
	}
}

func contains(s casework.SealedSubmission, section string) bool {
	for _, name := range s.Sections {
		if name == section {
			return true
		}
	}
	return false
}
