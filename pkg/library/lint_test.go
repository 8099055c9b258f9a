// SPDX-License-Identifier: EUPL-1.2

package library

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/content"
)

// long is a page of the right length.
var long = strings.Replace(good, "- Schrijf terug.\n", "- Schrijf terug.\n\n"+strings.Repeat("Je leest de brief. Je belt de gemeente. Er komt een plan voor je. ", 12)+"\n", 1)

// TestLint_findsWhatAReaderWouldStumbleOver changes one thing of a good page at a time.
func TestLint_findsWhatAReaderWouldStumbleOver(t *testing.T) {
	if l, _ := shelf(map[string]string{"nl/huur.md": long, "en/huur.md": long}); len(l.Lint()) > 0 {
		t.Fatal(said(l.Lint()))
	}
	tests := []struct{ name, lang, new, want string }{
		{"long sentence", "nl", strings.Repeat("woord ", 16) + "einde.", "nl/huur.md:22:3: Deze zin heeft 17 woorden; houd het op 15."},
		{"hard word", "nl", "Dat is middels een brief.", "nl/huur.md:22:10: 'middels' is een moeilijk woord dat nergens wordt uitgelegd. Probeer: met."},
		{"word of letters without explanation", "nl", "Dan volgt beslag.", "'beslag' is een moeilijk woord"},
		{"u", "nl", "Dan belt u zelf.", "Hier staat 'u'; wij schrijven je."},
		{"why", "nl", "Dus waarom niet.", "Gebruik 'waarom' niet"},
		{"contraction", "en", "You don't pay.", "Gebruik 'don't' niet"},
		{"shout", "nl", "Bel nu!", "Er staat een uitroepteken."},
		{"picture", "nl", "Bel nu 📞.", "Er staat een plaatje"},
		{"capitals", "nl", "Bel METEEN.", "'METEEN' staat in hoofdletters."},
		{"amount", "nl", "Het kost € 40.", "Er staat een bedrag, een deel of een jaartal: '€'."},
		{"share", "en", "You keep 95% of it.", "'%'"},
		{"year", "nl", "Sinds 2021 mag dat.", "'2021'"},
		{"local number", "nl", "Bel 020 123 45 67.", "Het nummer 020 123 45 67 is niet van het hele land."},
		{"other site", "nl", "Kijk op leenwijzer.nl.", "De site leenwijzer.nl staat niet op de lijst."},
		{"suicide", "nl", "Denk je aan zelfmoord?", "Een pagina over zelfmoord noemt ook 0800-0113."},
	}
	for _, tt := range tests {
		files := map[string]string{"nl/huur.md": long, "en/huur.md": long}
		files[tt.lang+"/huur.md"] = strings.Replace(long, "Bel de gemeente.", tt.new, 1)
		l, _ := shelf(files)
		if got := said(l.Lint()); !strings.Contains(got, tt.want) {
			t.Errorf("%s: want %q, got %s", tt.name, tt.want, got)
		}
	}
	for _, fine := range []string{"Zeg: 'Waarom belt u mij?'.", "Bel 113 of 0800-0113.", "Lees het vonnis.", "Kijk op machtigen.digid.nl."} {
		l, _ := shelf(map[string]string{"nl/huur.md": strings.Replace(long, "Bel de gemeente.", fine, 1), "en/huur.md": long})
		if got := said(l.Lint()); got != "" {
			t.Errorf("%q is refused: %s", fine, got)
		}
	}
	short, _ := shelf(map[string]string{"nl/huur.md": good, "en/huur.md": long})
	if got := said(short.Lint()); !strings.Contains(got, "woorden; dat moeten er 150 tot 350 zijn") {
		t.Errorf("a short page: %s", got)
	}
	two, _ := shelf(map[string]string{"nl/huur.md": strings.Replace(long, "answer: Daar", "answer: Nee. Daar", 1), "en/huur.md": long})
	if got := said(two.Lint()); !strings.Contains(got, "nl/huur.md:6:9: Het antwoord is één zin, niet 2.") {
		t.Errorf("an answer of two sentences: %s", got)
	}
}

// shipped is the gate for every page that ships.
func shipped(t *testing.T) *Library {
	t.Helper()
	l, problems := Shipped()
	if text := said(append(problems, l.Lint()...)); text != "" {
		t.Error(text)
	}
	return l
}

func TestShipped_pagesAreCleanPairedAndEnough(t *testing.T) {
	l := shipped(t)
	for _, lang := range Languages() {
		if n := len(l.Pages(lang)); n < enough {
			t.Errorf("%d pages in %s, want at least %d", n, lang, enough)
		}
	}
	if late := l.Overdue(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)); len(late) > 0 {
		t.Errorf("%s had to be read again before it shipped", late[0].ID)
	}
}

// enough is how many pages there are in each language.
const enough = 30

// TestShipped_everyWordOfLettersIsExplained: what assignments may use because it
// stands on letters, a reader finds explained here.
func TestShipped_everyWordOfLettersIsExplained(t *testing.T) {
	l := shipped(t)
	known := map[string]bool{}
	for _, term := range l.Terms("nl") {
		known[strings.ToLower(term.Word)] = true
	}
	for _, h := range hardWords() {
		if h.Letter && !known[strings.ToLower(h.Word)] {
			t.Errorf("%q of hardwords.yaml is not explained", h.Word)
		}
	}
	text, err := assignments.FS.ReadFile("words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	n, _ := content.Parse("words.yaml", text)
	for _, word := range n.Field("terms").Keys {
		if !known[strings.ToLower(word)] {
			t.Errorf("%q of words.yaml is not explained", word)
		}
	}
}

// TestShipped_neverSayThatADebtIsOwed: acknowledging a debt makes its time count again.
func TestShipped_neverSayThatADebtIsOwed(t *testing.T) {
	owed := regexp.MustCompile(`(?i)moet (nog|je|ik|alles) [^.]*betalen|je (bent|moet) [^.]*verschuldigd|moet je [^.]*betalen`)
	for _, p := range shipped(t).Pages("nl") {
		if hit := owed.FindString(p.body); hit != "" {
			t.Errorf("%s says %q", p.file, hit)
		}
	}
}

func TestGuide_namesEveryKeyAndTopicAndItsExampleIsAccepted(t *testing.T) {
	text, err := os.ReadFile("../../templates/library/README.md")
	if err != nil {
		t.Fatal(err)
	}
	guide := string(text)
	for _, object := range []string{"page", "source"} {
		for _, key := range Keys[object] {
			if !strings.Contains(guide, "`"+key.Name+"`") {
				t.Errorf("the guide does not name %q", key.Name)
			}
		}
	}
	for _, topic := range Topics() {
		if !strings.Contains(guide, topic) {
			t.Errorf("the guide does not name the topic %q", topic)
		}
	}
	example := regexp.MustCompile("(?s)```text\n(---\n.*?)```").FindStringSubmatch(guide)
	if example == nil {
		t.Fatal("the guide shows no page")
	}
	if _, problems := Read("nl/deurwaarder-aan-de-deur.md", example[1]); len(problems) > 0 {
		t.Error(said(problems))
	}
}
