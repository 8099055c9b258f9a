// SPDX-License-Identifier: EUPL-1.2

package library

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/pkg/content"
)

const good = `---
id: huur
number: 7
title: Ik kan de huur niet betalen
topic: spoed
answer: Daar beslist eerst een rechter over.
step: Zoek de brief.
words: [huur, huis uit]
see: [post]
sources:
  - title: De wet
    address: wetten.overheid.nl/BWBR0043850
    date: 2026-11-20
checked: 2026-11-26
owner: redactie
review: 2027-06-01
---
Een brief is *eng*.

## Wat dan

- Bel de gemeente.
- Schrijf terug.
`

const where = "nl/huur.md"

func TestRead_takesEverythingFromTheFile(t *testing.T) {
	p, problems := Read(where, good)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if p.ID != "huur" || p.Number != 7 || p.Lang != "nl" || p.Topic != "spoed" || p.Owner != "redactie" || len(p.Words) != 2 || p.See[0] != "post" {
		t.Errorf("the head is not read: %+v", p)
	}
	day := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	if len(p.Sources) != 1 || p.Sources[0] != (Source{"De wet", "wetten.overheid.nl/BWBR0043850", day}) {
		t.Errorf("sources %v", p.Sources)
	}
	if len(p.Parts) != 2 || p.Parts[0].Heading != "" || !strings.Contains(string(p.Parts[0].Text), "<em>eng</em>") ||
		p.Parts[1].Heading != "Wat dan" || strings.Count(string(p.Parts[1].Text), "<li>") != 2 {
		t.Errorf("parts %+v", p.Parts)
	}
	if p.Due(day) || !p.Due(p.Review) {
		t.Error("it must be read again on the day of its review, and not before")
	}
}

// A page that nobody held beside its sources claims no day on which somebody did.
func TestRead_letsAPageSayThatItsSourcesAreStillToBeRead(t *testing.T) {
	for _, text := range []string{
		strings.NewReplacer("checked: 2026-11-26\n", "", "    date: 2026-11-20\n", "").Replace(good),
		strings.NewReplacer("checked: 2026-11-26", "checked:", "date: 2026-11-20", "date:").Replace(good),
	} {
		p, problems := Read(where, text)
		if len(problems) > 0 || p.Compared() || !p.Sources[0].Date.IsZero() || p.Review.IsZero() {
			t.Errorf("%v: %+v", problems, p)
		}
	}
	if p, _ := Read(where, good); !p.Compared() {
		t.Error("a page that was checked does not say so")
	}
}

// TestRead_complainsWithFileAndLine changes one thing of a good file at a time.
func TestRead_complainsWithFileAndLine(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"no head", "---\nid:", "id:", where + ":1:1: Het bestand begint niet"},
		{"head without end", "2027-06-01\n---\n", "2027-06-01\n", "De kop heeft geen einde."},
		{"unknown key", "topic:", "topci:", where + ":5:1: 'topci' ken ik hier niet. Bedoelde je 'topic'?"},
		{"missing key", "owner: redactie\n", "", where + ":2:1: 'owner' ontbreekt."},
		{"empty value", "step: Zoek de brief.", "step:", "Achter 'step' staat niets."},
		{"no number", "number: 7", "number: zeven", where + ":3:9: Hier hoort een heel getal."},
		{"number nought", "number: 7", "number: 0", where + ":3:9: Het nummer ligt tussen 1 en 999."},
		{"topic misspelt", "topic: spoed", "topic: speod", where + ":5:8: 'speod' is geen onderwerp. Bedoelde je 'spoed'?"},
		{"topic unknown", "topic: spoed", "topic: belastingen", "Kies uit: spoed, post"},
		{"words no list", "words: [huur, huis uit]", "words: huur", where + ":8:8: Hier hoort een lijst te staan."},
		{"no words", "words: [huur, huis uit]", "words: []", "Zonder zoekwoord is de pagina niet te vinden."},
		{"id of another file", "id: huur", "id: huren", where + ":2:5: De id is 'huren', maar het bestand heet 'huur'."},
		{"id with a space", "id: huur", "id: de huur", "'de huur' kan geen naam zijn."},
		{"no source", "sources:\n  - title: De wet\n    address: wetten.overheid.nl/BWBR0043850\n    date: 2026-11-20\n", "sources: []\n", "Een pagina heeft minstens één bron."},
		{"checked without a source read", "    date: 2026-11-20\n", "", where + ":13:10: Een bron is nog niet gelezen, of pas na de dag van nakijken."},
		{"source read after the check", "date: 2026-11-20", "date: 2026-11-27", where + ":14:10: Een bron is nog niet gelezen, of pas na de dag van nakijken."},
		{"no review", "review: 2027-06-01\n", "", "'review' ontbreekt."},
		{"empty review", "review: 2027-06-01", "review:", "Achter 'review' staat niets."},
		{"source with a strange day", "date: 2026-11-20", "date: 20 november", where + ":13:11: '20 november' is geen dag. Schrijf jaar, maand en dag zo: 2027-06-01."},
		{"address with a scheme", "address: wetten", `address: "https://wetten`, "Zet de tekst tussen aanhalingstekens"},
		{"address that is a sentence", "wetten.overheid.nl/BWBR0043850", "de wet zelf", "'de wet zelf' is geen adres. Schrijf het zonder https://"},
		{"review before it is checked", "review: 2027-06-01", "review: 2026-11-01", "Opnieuw lezen komt na nakijken."},
		{"heading of another level", "## Wat dan", "### Wat dan", where + ":20:1: Een kop begint met '## '."},
		{"link", "Bel de gemeente.", "Bel [de gemeente](https://x.example).", where + ":22:1: Een link kan hier niet."},
		{"html", "Bel de gemeente.", "<b>Bel</b>", where + ":22:1: HTML kan hier niet."},
		{"blank", "Bel de gemeente.", "Bel {hulpverlener}.", where + ":22:1: Een pagina heeft geen invulplekken."},
		{"list in a list", "- Schrijf terug.", "  - Schrijf terug.", where + ":23:1: Dit kan de pagina niet laten zien."},
		{"heading without text", "- Bel de gemeente.\n- Schrijf terug.\n", "", "Onder de kop 'Wat dan' staat geen tekst."},
	}
	for _, tt := range tests {
		if !strings.Contains(good, tt.old) {
			t.Fatalf("%s: the good file lacks %q", tt.name, tt.old)
		}
		_, problems := Read(where, strings.Replace(good, tt.old, tt.new, 1))
		all := ""
		for _, p := range problems {
			all += p.Text("nl") + "\n"
			if p.Say.EN == "" || p.Say.EN == p.Say.NL {
				t.Errorf("%s: not said in English: %v", tt.name, p)
			}
		}
		if !strings.Contains(all, tt.want) && tt.name != "address with a scheme" {
			t.Errorf("%s: want %q, got %s", tt.name, tt.want, all)
		}
		if len(problems) == 0 {
			t.Errorf("%s: nothing is wrong", tt.name)
		}
	}
}

// shelf reads a library of these files, with a few words.
func shelf(files map[string]string) (*Library, []content.Problem) {
	fsys := fstest.MapFS{termFile: {Data: []byte("words:\n  dagvaarding: {nl: Een oproep., en: A call.}\n  vonnis: {nl: Een besluit., en: A decision.}\n")}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Load(fsys)
}

func said(problems []content.Problem) string {
	all := ""
	for _, p := range problems {
		all += p.Text("nl") + "\n"
	}
	return all
}

func TestLoad_comparesThePagesWithEachOther(t *testing.T) {
	post := strings.NewReplacer("id: huur", "id: post", "number: 7", "number: 8", "see: [post]", "see: [huur]").Replace(good)
	whole := map[string]string{"nl/huur.md": good, "en/huur.md": good, "nl/post.md": post, "en/post.md": post}
	if l, problems := shelf(whole); len(problems) > 0 || len(l.Pages("en")) != 2 {
		t.Fatal(problems)
	}
	tests := []struct{ name, file, old, new, want string }{
		{"no pair", "en/post.md", post, "", "nl/post.md: Deze pagina bestaat niet in de taal 'en'."},
		{"two of a number", "nl/post.md", "number: 8", "number: 7", "nl/post.md:3:9: Nummer 7 is al van nl/huur.md."},
		{"another number", "en/huur.md", "number: 7", "number: 9", "en/huur.md:3:9: Het nummer is anders."},
		{"another topic", "en/huur.md", "topic: spoed", "topic: post", "Het onderwerp is anders."},
		{"another source", "en/huur.md", "BWBR0043850", "BWBR1", "De bronnen of hun dagen zijn anders."},
		{"another day", "en/huur.md", "checked: 2026-11-26", "checked: 2026-11-25", "De dag van nakijken"},
		{"an item less", "en/huur.md", "- Schrijf terug.\n", "", "meer of minder koppen of regels"},
		{"a page that is not there", "nl/huur.md", "see: [post]", "see: [pots]", "nl/huur.md:9:7: Er is geen andere pagina 'pots'. Bedoelde je 'post'?"},
		{"itself", "nl/huur.md", "see: [post]", "see: [huur]", "Er is geen andere pagina 'huur'."},
	}
	for _, tt := range tests {
		files := map[string]string{}
		for name, text := range whole {
			files[name] = text
		}
		if files[tt.file] = strings.Replace(files[tt.file], tt.old, tt.new, 1); tt.new == "" && tt.old == post {
			delete(files, tt.file)
		}
		if _, problems := shelf(files); !strings.Contains(said(problems), tt.want) {
			t.Errorf("%s: want %q, got %s", tt.name, tt.want, said(problems))
		}
	}
}

func TestLoad_explainsTheWordsOfAPageAndListsThemInARegister(t *testing.T) {
	text := strings.Replace(good, "Bel de gemeente.", "Lees de dagvaardingen.", 1)
	english := strings.Replace(text, "Lees de dagvaardingen.", "Read the dagvaarding.", 1)
	l, _ := shelf(map[string]string{"nl/huur.md": text, "en/huur.md": english})
	for lang, means := range map[string]string{"nl": "Een oproep.", "en": "A call."} {
		p, ok := l.Page(lang, 7)
		if !ok || len(p.Terms) != 1 || p.Terms[0] != (Term{"dagvaarding", means}) {
			t.Errorf("%s: %+v", lang, p.Terms)
		}
		var words []string
		for _, e := range l.Register(lang) {
			words = append(words, e.Word)
			if e.Word == "huur" && (len(e.Pages) != 1 || e.Letter() != "H" || e.Means != "") {
				t.Errorf("%s: %+v", lang, e)
			}
		}
		if got := strings.Join(words, ", "); got != "dagvaarding, huis uit, huur, vonnis" {
			t.Errorf("%s: the register holds %s", lang, got)
		}
	}
	if p, ok := l.Page("pl", 7); !ok || p.Lang != "nl" {
		t.Error("a language without pages does not get the Dutch one")
	}
	if _, ok := l.Page("nl", 0); ok {
		t.Error("there is a page of no number")
	}
}

func TestLoad_staysOnItsFeetWithoutFiles(t *testing.T) {
	l, problems := Load(fstest.MapFS{})
	if len(problems) == 0 || len(l.Pages("nl")) != 0 || len(l.Register("nl")) != 0 {
		t.Errorf("%v", problems)
	}
	if _, problems = Load(fstest.MapFS{termFile: {Data: []byte("words:\n  vonnis: {nl: Een besluit.}\n")}}); !strings.Contains(said(problems), "words.yaml:2:11: 'en' ontbreekt.") {
		t.Errorf("%v", problems)
	}
}
