// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/assignments"
	"opgelucht/pkg/app"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/browser"
	"opgelucht/pkg/config"
)

// versionLine is where an assignment says which version it is.
var versionLine = regexp.MustCompile(`(?m)^version: (\d+)$`)

// budgetVersion gives the version of the budget that ships.
func budgetVersion(t testing.TB) int {
	t.Helper()
	shelf, _ := assignment.Load(assignments.FS)
	d, ok := shelf.Get("budget", "nl")
	if !ok {
		t.Fatal("there is no budget")
	}
	return d.Version
}

// olderBudget keeps a version of the budget from before the one that ships, which
// asks for an animal and not for children, and gives its logic.
func olderBudget(t *testing.T, h *house) string {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"dossier.yaml", "budget/assignment.yaml"} {
		text, err := fs.ReadFile(assignments.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	const file = "budget/assignment.yaml"
	text := versionLine.ReplaceAllString(string(files[file].Data), "version: 0")
	head, rest, ok1 := strings.Cut(text, "      - id: children\n")
	_, tail, ok2 := strings.Cut(rest, "        required: no\n")
	if !ok1 || !ok2 {
		t.Fatal("the budget is another one now")
	}
	files[file].Data = []byte(head + "      - {id: pets, type: text, ask: Welk huisdier heb je?, required: no}\n" + tail)
	list, _ := assignment.Load(files)
	kept, err := list.Snapshots()
	if err != nil || len(kept) != 1 {
		t.Fatalf("%d snapshots, %v", len(kept), err)
	}
	if err := h.DB.KeepSnapshots(context.Background(), kept); err != nil {
		t.Fatal(err)
	}
	return kept[0].Logic
}

// givenOlder hands out the budget as it was before.
func givenOlder(t *testing.T, h *house, staff *visitor, text string) {
	t.Helper()
	logic := olderBudget(t, h)
	where := "/werkplek/traject/" + caseOf(t, h, text, staff)
	staff.post(where, where, url.Values{"tekst": {"Hier is een opdracht."}, "doe": {"verstuur"}, "gezien": {"9"}, "opdracht": {"budget"}, "dagen": {"5"}})
	h.write(t, fmt.Sprintf("UPDATE tasks SET logic_hash = '%s', version = 0", logic))
}

func TestVersion_aClientIsToldOfANewVersionAndChooses(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browser.Options{"without JavaScript": {NoScript: true, Width: 320, Height: 640}, "with JavaScript": {}} {
		t.Run(name, func(t *testing.T) {
			const text = "Ik wil zien wat er overblijft."
			h := build(t, options{})
			p := browser.Start(t, o).Page(t)
			staff := visit(t, h)
			staff.signIn("kievit")
			client(h, p, text)
			givenOlder(t, h, staff, text)

			p.Open(h.url + "/opdracht/1")
			p.See("Deze opdracht is veranderd", "Er is een vraag bij: “Hoeveel kinderen wonen er bij je?”", "Deze vraag is weg: “Welk huisdier heb je?”", "er verandert niets vanzelf")
			shot(p, "version-asked")
			if n := p.Sideways(); n > 0 {
				t.Errorf("the page scrolls %d pixels sideways", n)
			}
			p.Press("Ga door zoals het was")
			p.See("Welk huisdier heb je?")
			p.Lacks("Hoeveel kinderen", "nieuwere versie")
			p.Type("Met hoeveel volwassenen", "2")
			p.Type("Welk huisdier heb je?", "een oude kat")
			p.Press("Bewaar en stop")

			p.Open(h.url + "/opdracht/1") // not asked again, and still to be found
			p.Lacks("Deze opdracht is veranderd")
			p.Press("Er is een nieuwere versie van deze opdracht")
			p.See("1 antwoord hoort dan nergens meer bij.")
			p.Press("Neem de nieuwe versie")
			p.See("1 antwoord wordt niet meer gevraagd")
			p.Lacks("nieuwere versie")
			shot(p, "version-taken")
			p.Press("Ga verder")
			p.Open(h.url + "/opdracht/1/vul?deel=home")
			p.See("Hoeveel kinderen wonen er bij je?", "Deze vraag is nieuw.")
			shot(p, "version-new")
			if got := p.Value("Met hoeveel volwassenen"); got != "2" {
				t.Errorf("the answer that stays is %q", got)
			}
			p.Open(h.url + "/meenemen")
			if copied := p.Post("wat", "lezen"); !strings.Contains(copied, "een oude kat") {
				t.Error("the copy lacks the answer that is asked no more")
			}
			if copied := p.Post("wat", "bewaren"); !strings.Contains(copied, `"answer": "een oude kat"`) {
				t.Error("the copy for a computer lacks the answer that is asked no more")
			}
			p.Open(h.url + "/opdracht/1")
			p.Press("1 antwoord wordt niet meer gevraagd")
			p.See("Welk huisdier heb je?", "een oude kat")
			shot(p, "version-parked")
			p.Press("Wis Welk huisdier heb je?")
			p.See("Wil je dit antwoord wissen?")
			p.Press("Nee, bewaar het")
			p.See("een oude kat")
			p.Press("Wis Welk huisdier heb je?")
			p.Press("Ja, wis het")
			p.See("Hier staat niets.")
		})
	}
}

func TestVersion_aWindowThatWasOpenAllTheTimeLosesNothingAndRevertsNothing(t *testing.T) {
	t.Parallel()
	const text, fill = "Ik heb twee vensters open, en durf niet goed te kijken.", "/opdracht/1/vul"
	h := build(t, options{})
	v, staff := visit(t, h), visit(t, h)
	staff.signIn("kievit")
	v.begin(text)
	givenOlder(t, h, staff, text)
	old := v.get(fill + "?deel=home").body
	if !strings.Contains(old, "Er is een nieuwere versie van deze opdracht.") {
		t.Error("a page to fill in does not tell of the news")
	}
	logic := between(old, `name="versie" value="`, `"`)
	v.post(fill, fill, url.Values{"deel": {"home"}, "stand": {"0"}, "versie": {logic}, "a.adults": {"2"}, "a.pets": {"kat"}, "stop": {"1"}})
	offered := between(v.get("/opdracht/1").body, `name="versie" value="`, `"`)
	if a := v.post("/opdracht/1", "/opdracht/1/versie", url.Values{"keuze": {"nieuw"}, "versie": {logic}}); !strings.HasSuffix(a.header.Get("Location"), "/opdracht/1") {
		t.Errorf("agreeing to what was not offered answers %d %s", a.status, a.header.Get("Location"))
	}
	v.post("/opdracht/1", "/opdracht/1/versie", url.Values{"keuze": {"nieuw"}, "versie": {offered}})
	v.post(fill, fill, url.Values{"deel": {"home"}, "stand": {"99"}, "versie": {offered}, "a.adults": {"3"}, "a.children": {"1"}, "stop": {"1"}})
	// the old window posts what it showed, with one thing typed anew
	v.post(fill, fill, url.Values{"deel": {"home"}, "stand": {"1"}, "versie": {logic}, "a.adults": {"2"}, "a.pets": {"kat en hond"}})
	page := v.get(fill + "?deel=home").body
	if !strings.Contains(page, `name="a.adults" value="3"`) || !strings.Contains(page, `name="a.children" value="1"`) || strings.Contains(page, "a.pets") {
		t.Error("the old window reverted an answer")
	}
	if aside := v.get("/opdracht/1/eerder").body; !strings.Contains(aside, "kat en hond") {
		t.Error("what was typed in the old window is lost")
	}
	if a := v.post("/opdracht/1/nakijken", "/opdracht/1/insturen", url.Values{"versie": {logic}}); !strings.HasSuffix(a.header.Get("Location"), "/nakijken") {
		t.Errorf("handing in what was looked over in another version answers %d %s", a.status, a.header.Get("Location"))
	}
}

// aComparisonCountsTasks compares two versions beside a server that runs.
func aComparisonCountsTasks(p *program) {
	const text = "Ik wil zien wat er overblijft, als het kan."
	h := build(p.t, options{data: p.data})
	staff, client := visit(p.t, h), visit(p.t, h)
	staff.signIn("kievit")
	client.begin(text)
	givenOlder(p.t, h, staff, text)
	p.folder = p.t.TempDir()
	for _, name := range []string{"oud", "nieuw"} {
		files, err := fs.Sub(assignments.FS, "budget")
		if err == nil {
			err = os.CopyFS(filepath.Join(p.folder, name, "budget"), files)
		}
		if err != nil {
			p.t.Fatal(err)
		}
	}
	p.change("nieuw/budget/assignment.yaml", "min_rows: 1", "min_rows: 2")
	version := budgetVersion(p.t)
	p.change("nieuw/budget/assignment.yaml", fmt.Sprintf("version: %d\n", version), fmt.Sprintf("version: %d\n", version+1))
	before := h.count(p.t, "tasks")
	for words, want := range map[string]string{
		"opdracht diff oud/budget nieuw/budget":                                          "--data MAP-VAN-DE-SERVER",
		"opdracht diff oud/budget nieuw/budget --data " + p.data:                         "Open taken:\n  versie 0: 1, kiest zelf of hij meegaat\n",
		"assignment diff oud/budget nieuw/budget --language en --data " + p.data:         "version 0: 1, chooses whether to move along",
		"assignment diff oud/budget nieuw/budget --json --data " + p.data:                `"tasks": 1`,
		"assignment diff nieuw/budget oud/budget --data " + p.data:                       "versie 0: 1, kiest zelf",
		"assignment diff oud/budget oud/budget --data " + p.data + "/nergens":            "geen database te lezen",
		"assignment diff oud/budget oud/budget --data postgres://x:geheim@127.0.0.1:1/x": "postgres://127.0.0.1:1/x",
	} {
		text, _ := p.code(strings.Fields(words)...)
		if !strings.Contains(text, want) || strings.Contains(text, "geheim") {
			p.t.Errorf("%s prints\n%s", words, text)
		}
	}
	if got := h.count(p.t, "tasks"); got != before {
		p.t.Errorf("there were %d tasks and now %d", before, got)
	}
}

func TestStart_logicThatChangedWithoutItsVersionIsTold(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	files := fstest.MapFS{}
	for _, name := range []string{"dossier.yaml", "budget/assignment.yaml"} {
		text, err := fs.ReadFile(assignments.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(text), "min_rows: 1", "min_rows: 2", 1))}
	}
	list, _ := assignment.Load(files)
	kept, err := list.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	if err := h.DB.KeepSnapshots(context.Background(), kept); err != nil {
		t.Fatal(err)
	}
	h.stop()
	start := func() string {
		t.Helper()
		var told strings.Builder
		a, err := app.New(context.Background(), app.Options{
			Settings: config.Server{Data: h.data, RootKeyFile: filepath.Join(h.data, "root.key"), LogLevel: "debug", Dev: true}, Log: io.Discard, Told: &told,
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		return told.String()
	}
	if told := start(); !strings.Contains(told, fmt.Sprintf("assignment budget: version %d was given to clients with other questions", budgetVersion(t))) || strings.Count(told, "\n") != 1 {
		t.Errorf("the start says %q", told)
	}
	h.write(t, "DELETE FROM snapshots WHERE logic = '"+kept[0].Logic+"'")
	h.write(t, "INSERT INTO snapshots (logic, assignment, version, words, body) SELECT 'c7aec739f5524acb', assignment, version, words, body FROM snapshots WHERE assignment = 'budget'") // kept in earlier days
	if told := start(); told != "" {
		t.Errorf("with nothing wrong the start says %q", told)
	}
}
