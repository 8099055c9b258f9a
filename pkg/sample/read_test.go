// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/pkg/content"
)

const good = `---
id: eerste-stap
title: "Je eerste stap: klein"
phase: 1
occasion: opdracht klaarzetten
move: open vraag
group: iedereen
level: B1
purpose: een eerste kleine stap
not_when: er is spoed
assignment: budget
blanks: [bijnaam, datum, hulpverlener]
owner: redactie
review: 2027-06-01
---
Dag {bijnaam},

Op {datum} lees ik je antwoord bij [naam].

Groet,
{hulpverlener}
`

const where = "nl/1-overzicht/eerste-stap.md"

func TestRead_takesEverythingFromTheHead(t *testing.T) {
	m, problems := Read(where, good)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if m.ID != "eerste-stap" || m.Lang != "nl" || m.Title != "Je eerste stap: klein" || m.Assignment != "budget" {
		t.Errorf("head not read: %+v", m)
	}
	if m.Fit != (Fit{1, "opdracht klaarzetten", "open vraag", "iedereen", "B1"}) {
		t.Errorf("fit %+v", m.Fit)
	}
	if want := time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC); !m.Review.Equal(want) {
		t.Errorf("review %v", m.Review)
	}
	if !strings.HasPrefix(m.Body, "Dag {bijnaam}") || !strings.HasSuffix(m.Body, "{hulpverlener}\n") {
		t.Errorf("body %q", m.Body)
	}
	if !m.Attaches() {
		t.Error("a message that puts an assignment ready must attach it")
	}
}

// TestRead_complainsWithFileAndLine changes one thing of a good file at a time.
func TestRead_complainsWithFileAndLine(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"no head", "---\nid:", "id:", where + ":1:1: Het bestand begint niet"},
		{"head without end", "2027-06-01\n---\n", "2027-06-01\n", "De kop heeft geen einde."},
		{"unknown key", "purpose:", "purpse:", where + ":9:1: 'purpse' ken ik hier niet. Bedoelde je 'purpose'?"},
		{"missing key", "owner: redactie\n", "", where + ":2:1: 'owner' ontbreekt."},
		{"twice the same key", "owner:", "level:", where + ":13:1: 'level' staat hier twee keer."},
		{"not a key", "owner: redactie", "redactie", where + ":14:1: Deze regel springt niet goed in of is niet af."},
		{"empty value", "not_when: er is spoed", "not_when:", where + ":10:10: Achter 'not_when' staat niets."},
		{"colon without quotes", `"Je eerste stap: klein"`, "Je eerste stap: klein", where + ":3:8: In deze tekst staat een dubbele punt."},
		{"hash cuts the text", "een eerste kleine stap", "stap #1", where + ":9:15: Alles na ' #' is opmerking"},
		{"starts with a brace", "een eerste kleine stap", "{datum} komt", where + ":9:10: Een tekst mag niet beginnen met '{'."},
		{"occasion misspelt", "opdracht klaarzetten", "opdracht klaarzeten", where + ":5:11: 'opdracht klaarzeten' staat niet in de lijst van 'occasion'. Bedoelde je 'opdracht klaarzetten'?"},
		{"occasion unknown", "opdracht klaarzetten", "mailing", "Kies uit: welkom, uitleg"},
		{"move", "open vraag", "preek", where + ":6:7: 'preek' staat niet in de lijst van 'move'."},
		{"group", "group: iedereen", "group: senioren", where + ":7:8: 'senioren' staat niet in de lijst van 'group'."},
		{"level", "level: B1", "level: C1", where + ":8:8: 'C1' staat niet in de lijst van 'level'."},
		{"phase no figure", "phase: 1", "phase: begin", where + ":4:8: De fase is een cijfer"},
		{"phase in the wrong folder", "phase: 1", "phase: 2", where + ":4:8: Fase 2 hoort in de map '2-spoed'."},
		{"id is not the file name", "id: eerste-stap", "id: tweede-stap", where + ":2:5: De id is 'tweede-stap'"},
		{"day", "2027-06-01", "1 juni 2027", where + ":14:9: '1 juni 2027' is geen dag."},
		{"assignment name", "assignment: budget", "assignment: Mijn Budget", where + ":11:13: 'Mijn Budget' kan geen naam zijn."},
		{"blanks no list", "[bijnaam, datum, hulpverlener]", "bijnaam", where + ":12:9: Hier hoort een lijst te staan."},
		{"blank misspelt", "Op {datum}", "Op {datun}", where + ":18:4: De invulplek {datun} bestaat niet. Bedoelde je 'datum'?"},
		{"blank not in the head", "[bijnaam, datum, hulpverlener]", "[bijnaam, hulpverlener]", where + ":18:4: De invulplek {datum} staat niet in de kop."},
		{"blank not in the text", "Op {datum}", "Morgen", where + ":12:9: De invulplek {datum} komt niet voor in de tekst."},
		{"a list where a text belongs", "owner: redactie", "owner: [a, b]", where + ":13:8: Hier hoort één tekst te staan."},
		{"an anchor", "owner: redactie", "owner: &a redactie", where + ":13:"},
		{"no text", good[strings.Index(good, "Dag"):], "", "Onder de kop staat geen tekst."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(good, tt.old) {
				t.Fatalf("the good file has no %q", tt.old)
			}
			_, problems := Read(where, strings.Replace(good, tt.old, tt.new, 1))
			if !mentions(problems, tt.want) {
				t.Errorf("complaints %v, want one with %q", problems, tt.want)
			}
		})
	}
}

// mentions finds a complaint in Dutch, and wants it in English as well.
func mentions(problems []content.Problem, want string) bool {
	for _, p := range problems {
		if strings.Contains(p.Text("nl"), want) {
			return p.Text("en") != p.Text("nl")
		}
	}
	return false
}

func TestRead_understandsWindowsLineEnds(t *testing.T) {
	m, problems := Read(where, "\ufeff"+strings.ReplaceAll(good, "\n", "\r\n"))
	if len(problems) > 0 || strings.Contains(m.Body, "\r") {
		t.Errorf("problems %v, body %q", problems, m.Body)
	}
}

func TestLoad_readsBothLanguagesAndReportsWhatIsWrong(t *testing.T) {
	files := fstest.MapFS{
		where:                           {Data: []byte(good)},
		"en/1-overzicht/eerste-stap.md": {Data: []byte(good)},
		"README.md":                     {Data: []byte("no message")},
	}
	messages, problems := Load(files)
	if len(messages) != 2 || len(problems) != 0 {
		t.Fatalf("%d messages, problems %v", len(messages), problems)
	}
	if problems := Pairs(messages); len(problems) > 0 {
		t.Error(problems)
	}
	files["nl/1-overzicht/groot.md"] = &fstest.MapFile{Data: make([]byte, maxFile+1)}
	files["nl/2-spoed/eerste-stap.md"] = &fstest.MapFile{Data: []byte(strings.Replace(good, "phase: 1", "phase: 2", 1))}
	_, problems = Load(files)
	if !mentions(problems, "of het is te groot") || !mentions(problems, "De id 'eerste-stap' is al van "+where) {
		t.Error(problems)
	}
}

func TestPairs_sayWhatATranslationHasOtherwise(t *testing.T) {
	source, _ := Read(where, good)
	english := source
	english.Lang, english.File = "en", "en/1-overzicht/eerste-stap.md"
	tests := []struct {
		name   string
		change func(*Message)
		want   string
	}{
		{"another blank", func(m *Message) { m.Blanks = []string{"bijnaam"} }, "De invulplekken zijn anders"},
		{"a place less", func(m *Message) { m.Body = strings.Replace(m.Body, "[naam]", "hem", 1) }, "Er staan 0 plekken [ ]"},
		{"another occasion", func(m *Message) { m.Occasion = OccasionUrgent }, "Fase, gelegenheid"},
		{"another assignment", func(m *Message) { m.Assignment = "" }, "opdracht of kort bericht is anders"},
		{"another id", func(m *Message) { m.ID = "iets-anders" }, "bestaat niet in de taal 'nl'"},
		{"variant of nothing", func(m *Message) { m.VariantOf = "niets" }, "Er is geen bericht 'niets'"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			other := english
			tt.change(&other)
			if problems := Pairs([]Message{source, other}); !mentions(problems, tt.want) {
				t.Errorf("complaints %v, want %q", problems, tt.want)
			}
		})
	}
}

// TestLoad_namesABrokenFileOnce: its translation is not said to lack a pair.
func TestLoad_namesABrokenFileOnce(t *testing.T) {
	for name, broken := range map[string]string{
		"no head":       "Dag {bijnaam},",
		"no end":        "---\nid: eerste-stap\n",
		"unreadable":    "---\nid: [\n---\nDag",
		"an empty head": "---\n---\nDag",
		"an empty file": "",
	} {
		t.Run(name, func(t *testing.T) {
			messages, problems := Load(fstest.MapFS{
				where:                           {Data: []byte(broken)},
				"en/1-overzicht/eerste-stap.md": {Data: []byte(good)},
			})
			if len(problems) != 1 || problems[0].File != where {
				t.Errorf("complaints %v, want one about the broken file", problems)
			}
			for _, p := range Pairs(messages) {
				if strings.Contains(p.Text("en"), "does not exist") {
					t.Error(p)
				}
			}
		})
	}
}

func TestDue_fromTheReviewDayOn(t *testing.T) {
	m, _ := Read(where, good)
	if m.Due(m.Review.AddDate(0, 0, -1)) || !m.Due(m.Review) {
		t.Error("a text is due from its review day on")
	}
}

func FuzzRead_neverFails(f *testing.F) {
	f.Add(good)
	f.Add("---\n---\n")
	f.Add("---\nid: [\nblanks: [a,,b]\n---\n{x}{")
	f.Fuzz(func(t *testing.T, text string) {
		m, problems := Read(where, text)
		if len(problems) == 0 && (m.ID != "eerste-stap" || strings.TrimSpace(m.Body) == "") {
			t.Errorf("accepted %q as %+v", text, m)
		}
		Guard(m)
	})
}
