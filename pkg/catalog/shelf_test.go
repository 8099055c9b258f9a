// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"opgelucht/pkg/sample"
)

// TestShelf_everyTextIsFoundByItsTitle: what a counsellor remembers of a text is its title.
func TestShelf_everyTextIsFoundByItsTitle(t *testing.T) {
	c := shelf(t)
	for _, lang := range sample.Languages() {
		for _, m := range c.Messages(lang) {
			found := c.SearchMessages(lang, strings.ToUpper(m.Title))
			if len(found) == 0 || found[0].ID != m.ID {
				t.Errorf("%s %q gives %v", lang, m.Title, ids(found))
			}
		}
	}
}

// TestShelf_everyTextIsOfferedSomewhere: a text that no situation brings up
// would only ever be found by chance.
func TestShelf_everyTextIsOfferedSomewhere(t *testing.T) {
	c := shelf(t)
	for _, lang := range sample.Languages() {
		for _, m := range c.Messages(lang) {
			dutch, _ := c.Message("nl", m.ID)
			offered := c.Suggest(Situation{
				Lang: lang, Phase: m.Phase, Occasion: m.Occasion, Assignment: m.Assignment,
				Group: m.Group, Easy: m.Level == sample.LevelEasy, Stake: dutch.Purpose,
			})
			if !slices.Contains(ids(offered), m.ID) {
				t.Errorf("%s %s is not offered in its own situation: %v", lang, m.ID, ids(offered))
			}
		}
	}
}

// TestSearchMessages_moreWordsNeverFindMore: typing on narrows the list.
func TestSearchMessages_moreWordsNeverFindMore(t *testing.T) {
	c := shelf(t)
	for _, query := range []string{"brief", "je", "schuld", "een stap", "gemeente"} {
		wide := ids(c.SearchMessages("nl", query))
		for _, more := range []string{" v", " vandaag", " xyz", " én"} {
			for _, id := range ids(c.SearchMessages("nl", query+more)) {
				if !slices.Contains(wide, id) {
					t.Errorf("%q finds %s, %q does not", query+more, id, query)
				}
			}
		}
	}
}

func TestFold_dropsAccentsAndCapitals(t *testing.T) {
	tests := map[string]string{
		"Één":         "een",
		"COÖPERATIE":  "cooperatie",
		"façade ñ":    "facade n",
		"e\u0301":     "e",
		"ĳs œuvre ß":  "ijs oeuvre ss",
		"0800-0113":   "0800-0113",
		"zo'n €":      "zo'n €",
		"финансы שלם": "финансы שלם",
	}
	for text, want := range tests {
		if got := Fold(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestSuggest_isTheSameEveryTime and for everyone at once; run with -race it
// also shows that reading needs no lock.
func TestSuggest_isTheSameEveryTime(t *testing.T) {
	c := shelf(t)
	s := Situation{Lang: "nl", Phase: 3, Occasion: "feedback", Assignment: "budget"}
	want := ids(c.Suggest(s))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := ids(c.Suggest(s)); !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
			c.SearchMessages("nl", "budget")
		})
	}
	group.Wait()
}

func TestSuggest_aFarPhaseAloneIsNoReason(t *testing.T) {
	c := New([]sample.Message{message("near", func(m *sample.Message) { m.Phase = 3; m.Occasion = "uitleg" })})
	for phase, want := range map[int]int{3: 1, 2: 0, 4: 0, 7: 0} {
		if got := c.Suggest(Situation{Lang: "nl", Phase: phase, Occasion: "vraag"}); len(got) != want {
			t.Errorf("phase %d: %v", phase, ids(got))
		}
	}
}
