// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"os"
	"slices"
	"strings"
	"testing"

	"opgelucht/pkg/sample"
)

func ids(messages []sample.Message) []string {
	var out []string
	for _, m := range messages {
		out = append(out, m.ID)
	}
	return out
}

func message(id string, change func(*sample.Message)) sample.Message {
	m := sample.Message{ID: id, Lang: "nl", Title: id, Fit: sample.Fit{Occasion: "vraag", Group: "iedereen", Level: "B1"}}
	if change != nil {
		change(&m)
	}
	return m
}

// shelf is the one that ships.
func shelf(t testing.TB) *Catalog {
	t.Helper()
	messages, problems := sample.Load(os.DirFS("../../templates/messages"))
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	return New(messages)
}

func TestMessage_fallsBackToDutch(t *testing.T) {
	c := New([]sample.Message{message("a", nil), message("b", func(m *sample.Message) { m.Lang = "en" })})
	if m, ok := c.Message("en", "a"); !ok || m.Lang != "nl" {
		t.Errorf("got %v %v, want the Dutch one", m.Lang, ok)
	}
	if _, ok := c.Message("nl", "b"); ok {
		t.Error("a Dutch reader gets no English text")
	}
	if _, ok := c.Message("nl", "none"); ok {
		t.Error("found what is not there")
	}
}

func TestMessages_inOrderOfPhaseWithVariantsTogether(t *testing.T) {
	c := New([]sample.Message{
		message("z", func(m *sample.Message) { m.Phase = 0 }),
		message("b", func(m *sample.Message) { m.Phase = 1 }),
		message("aa", func(m *sample.Message) { m.Phase = 1; m.VariantOf = "b" }),
		message("a", func(m *sample.Message) { m.Phase = 1 }),
	})
	if got := ids(c.Messages("nl")); !slices.Equal(got, []string{"z", "a", "b", "aa"}) {
		t.Errorf("got %v", got)
	}
	if got := ids(c.Messages("fr")); len(got) != 0 {
		t.Errorf("a language without texts gave %v", got)
	}
}

func TestVariants_areFoundFromBothSides(t *testing.T) {
	c := shelf(t)
	plain, _ := c.Message("nl", "welkom-eerste-antwoord")
	easy, _ := c.Message("nl", "welkom-eerste-antwoord-a2")
	if got := ids(c.Variants(plain)); !slices.Equal(got, []string{easy.ID}) {
		t.Errorf("of the message: %v", got)
	}
	if got := ids(c.Variants(easy)); !slices.Equal(got, []string{plain.ID}) {
		t.Errorf("of the variant: %v", got)
	}
}

func TestSearchMessages_allWordsByPrefixBestFirst(t *testing.T) {
	set := func(title, purpose, body string) func(*sample.Message) {
		return func(m *sample.Message) { m.Title, m.Purpose, m.Body = title, purpose, body }
	}
	c := New([]sample.Message{
		message("a-body", set("Iets", "anders", "de brief van de rechter")),
		message("b-purpose", set("Iets", "over een brief", "tekst")),
		message("c-title", set("Een brief: één stap", "anders", "tekst")),
		message("d-both", set("Een brief", "van de rechter", "tekst")),
	})
	tests := []struct {
		query string
		want  []string
	}{
		{"brief", []string{"c-title", "d-both", "b-purpose", "a-body"}},
		{"BRIE", []string{"c-title", "d-both", "b-purpose", "a-body"}},
		{"rechter brief", []string{"d-both", "a-body"}},
		{"een stap", []string{"c-title"}},
		{"één", []string{"c-title", "d-both", "b-purpose"}},
		{"e\u0301e\u0301n stap", []string{"c-title"}},
		{"rief", nil},
		{"brief deurwaarder", nil},
		{" ,. ", []string{"a-body", "b-purpose", "c-title", "d-both"}},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			if got := ids(c.SearchMessages("nl", tt.query)); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSearchMessages_findsInTheLanguageAskedFor(t *testing.T) {
	c := shelf(t)
	for lang, query := range map[string]string{"nl": "schaamt", "en": "ashamed"} {
		got := c.SearchMessages(lang, query)
		if len(got) == 0 || got[0].ID != "schaamte-eerste-bericht" || got[0].Lang != lang {
			t.Errorf("%s %q gave %v", lang, query, ids(got))
		}
	}
}

// TestSuggest_offersTheRightTextFirst walks through the moments of the story.
func TestSuggest_offersTheRightTextFirst(t *testing.T) {
	c := shelf(t)
	urgent := func(stake string) Situation {
		return Situation{Lang: "nl", Phase: 2, Occasion: "spoed", Assignment: "spoedcheck", Stake: stake}
	}
	tests := []struct {
		name string
		s    Situation
		want string
	}{
		{"first message", Situation{Lang: "nl", Phase: 0, Occasion: "welkom", Assignment: "spoedcheck"}, "welkom-eerste-antwoord"},
		{"first message, reads with difficulty", Situation{Lang: "nl", Occasion: "welkom", Assignment: "spoedcheck", Easy: true}, "welkom-eerste-antwoord-a2"},
		{"first message, about a son", Situation{Lang: "nl", Occasion: "welkom", Words: "Mijn zoon heeft schulden en doet de deur niet open."}, "welkom-voor-een-ander"},
		{"first message, about oneself", Situation{Lang: "nl", Occasion: "welkom", Words: "Ik maak mijn post niet meer open."}, "schaamte-eerste-bericht"},
		{"check was green", Situation{Lang: "nl", Phase: 1, Occasion: "feedback", Assignment: "spoedcheck"}, "spoedcheck-groen"},
		{"eviction", urgent("Ontruiming dreigt. Eerste gesprek binnen 3 werkdagen."), "brief-over-ontruiming"},
		{"energy", urgent("Gas, stroom of warmte stopt. Eerste gesprek binnen 3 werkdagen."), "energie-stopt"},
		{"water", urgent("Water stopt. Eerste gesprek binnen 3 werkdagen."), "water-stopt"},
		{"health insurance", urgent("Zorgverzekering stopt. Eerste gesprek binnen 3 werkdagen."), "zorgverzekering-stopt"},
		{"court", urgent("Brief van de rechter. Kijk naar de dag."), "brief-van-de-rechter"},
		{"food", urgent("Vandaag te weinig geld voor eten of medicijnen."), "geen-geld-voor-eten"},
		{"sale", urgent("Verkoop van spullen aangekondigd. Kijk naar de dag."), "verkoop-van-spullen"},
		{"food, reads with difficulty", Situation{Lang: "nl", Phase: 2, Occasion: "spoed", Assignment: "spoedcheck", Easy: true,
			Stake: "Vandaag te weinig geld voor eten of medicijnen."}, "geen-geld-voor-eten-a2"},
		{"seizure", Situation{Lang: "nl", Phase: 2, Occasion: "feedback", Assignment: "spoedcheck",
			Stake: "Er ligt beslag. Vraag hoeveel er overblijft om van te leven."}, "beslag-op-inkomen"},
		{"life", urgent("Schrijft het soms niet meer te zien zitten. Lees dit eerst, met een collega. Noem 113."), "zorgen-om-jou"},
		{"list to give", Situation{Lang: "nl", Phase: 1, Occasion: "opdracht klaarzetten", Assignment: "schuldenlijst"}, "begin-met-drie"},
		{"list handed in", Situation{Lang: "nl", Phase: 1, Occasion: "feedback", Assignment: "schuldenlijst"}, "lijst-is-er"},
		{"budget to give", Situation{Lang: "nl", Phase: 3, Occasion: "opdracht klaarzetten", Assignment: "budget"}, "eerste-stap-budget"},
		{"budget handed in", Situation{Lang: "nl", Phase: 3, Occasion: "feedback", Assignment: "budget"}, "budget-met-ruimte"},
		{"silence", Situation{Lang: "nl", Phase: 3, Occasion: "stilte"}, "stilte-na-drie-weken"},
		{"English", Situation{Lang: "en", Phase: 2, Occasion: "spoed", Assignment: "spoedcheck", Stake: "Water stopt."}, "water-stopt"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := c.Suggest(tt.s)
			if len(got) == 0 || len(got) > MaxSuggestions || got[0].ID != tt.want || got[0].Lang != tt.s.Lang {
				t.Errorf("got %v, want %s first", ids(got), tt.want)
			}
		})
	}
}

func TestSuggest_leavesOutTextsForOthers(t *testing.T) {
	c := New([]sample.Message{
		message("young", func(m *sample.Message) { m.Group = "jongere" }),
		message("other-task", func(m *sample.Message) { m.Assignment = "schuldenlijst" }),
		message("far", func(m *sample.Message) { m.Phase = 7; m.Occasion = "afronden" }),
		message("fits", nil),
	})
	s := Situation{Lang: "nl", Occasion: "vraag", Assignment: "budget"}
	if got := ids(c.Suggest(s)); !slices.Equal(got, []string{"fits"}) {
		t.Errorf("got %v", got)
	}
	s.Group = "jongere"
	if got := ids(c.Suggest(s)); !slices.Equal(got, []string{"young", "fits"}) {
		t.Errorf("for a young person: %v", got)
	}
}

// TestShelf_namesOnlyAssignmentsThatShip keeps a text from promising a task that is not there.
func TestShelf_namesOnlyAssignmentsThatShip(t *testing.T) {
	for _, lang := range sample.Languages() {
		for _, m := range shelf(t).Messages(lang) {
			if m.Assignment != "" {
				if _, err := os.Stat("../../assignments/" + m.Assignment + "/assignment.yaml"); err != nil {
					t.Errorf("%s: %v", m.File, err)
				}
			}
			if m.Attaches() && !strings.Contains(m.Body, "{opdracht}") {
				t.Errorf("%s puts an assignment ready without naming it", m.File)
			}
		}
	}
}

func BenchmarkSearchMessages(b *testing.B) {
	c := shelf(b)
	for b.Loop() {
		c.SearchMessages("nl", "brief recht")
	}
}
