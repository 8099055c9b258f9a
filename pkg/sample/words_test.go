// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestCountWords_aBlankIsOneWord(t *testing.T) {
	tests := map[string]int{
		"":                                  0,
		"Dag {bijnaam},":                    2,
		"Bel [naam en telefoonnummer] nu.":  3,
		"- 'pauze': dan wacht ik":           4,
		"113 of 0800-0113":                  3,
		"Wacht … nog – even":                3,
		"één\ttwee\n\ndrie":                 3,
		"'Ik kan op [datum].' (I can on …)": 7,
	}
	for text, want := range tests {
		if got := countWords(text); got != want {
			t.Errorf("%q: %d words, want %d", text, got, want)
		}
	}
}

func TestUnquoted_leavesOutOnlyWhatIsSaidAloud(t *testing.T) {
	tests := map[string]string{
		"Zeg: 'Wilt u helpen?' Dan wacht je.": "Zeg:  Dan wacht je.",
		"'Ik heb hulp nodig.'":                "",
		"Zo'n brief is zo'n schrik.":          "Zo'n brief is zo'n schrik.",
		"Ook 's avonds, zo'n uur.":            "Ook s avonds, zo'n uur.",
		"Kies 'ja' of 'nee'.":                 "Kies  of .",
		"geen aanhalingsteken":                "geen aanhalingsteken",
	}
	for text, want := range tests {
		if got := unquoted(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestAttaches_onlyWhenATaskIsPutReady(t *testing.T) {
	tests := []struct {
		occasion, assignment string
		want                 bool
	}{
		{OccasionWelcome, "spoedcheck", true},
		{OccasionAssign, "budget", true},
		{OccasionAssign, "", false},
		{OccasionFeedback, "budget", false},
		{OccasionUrgent, "spoedcheck", false},
	}
	for _, tt := range tests {
		m := Message{Assignment: tt.assignment, Fit: Fit{Occasion: tt.occasion}}
		if got := m.Attaches(); got != tt.want {
			t.Errorf("%s with %q: %v, want %v", tt.occasion, tt.assignment, got, tt.want)
		}
	}
}

// pairs gives the shipped texts as Dutch and English side by side.
func pairs(t *testing.T) map[string][2]Message {
	t.Helper()
	byID := map[string][2]Message{}
	for _, m := range shipped(t) {
		pair := byID[m.ID]
		pair[slices.Index(Languages(), m.Lang)] = m
		byID[m.ID] = pair
	}
	return byID
}

// TestShippedMessages_wordsToSayAloudStayDutch: who reads English still speaks
// to a Dutch counter, so the sentence is the Dutch one, explained in brackets.
func TestShippedMessages_wordsToSayAloudStayDutch(t *testing.T) {
	spoken := regexp.MustCompile(`'([^']+)' \(`)
	found := 0
	for id, pair := range pairs(t) {
		dutch := blanked(pair[0].Body)
		for _, hit := range spoken.FindAllStringSubmatch(blanked(pair[1].Body), -1) {
			found++
			if !strings.Contains(dutch, hit[1]) {
				t.Errorf("%s: the English text lets someone say %q, the Dutch one does not", id, hit[1])
			}
		}
	}
	if found < 10 {
		t.Errorf("found %d sentences to say aloud: this test no longer sees them", found)
	}
}

// TestShippedMessages_translationsKeepTheNumbers compares telephone numbers, terms and minutes.
func TestShippedMessages_translationsKeepTheNumbers(t *testing.T) {
	figures := regexp.MustCompile(`\d[\d-]*`)
	for id, pair := range pairs(t) {
		nl, en := figures.FindAllString(pair[0].Body, -1), figures.FindAllString(pair[1].Body, -1)
		slices.Sort(nl)
		slices.Sort(en)
		if !slices.Equal(slices.Compact(nl), slices.Compact(en)) {
			t.Errorf("%s: Dutch has %v, English %v", id, nl, en)
		}
	}
}

// TestShippedMessages_easyTextsAreShorterThanWhatTheyStandFor keeps a plainer form plainer.
func TestShippedMessages_easyTextsAreShorterThanWhatTheyStandFor(t *testing.T) {
	byID := pairs(t)
	for id, pair := range byID {
		for i, m := range pair {
			if m.VariantOf == "" {
				continue
			}
			if long := byID[m.VariantOf][i]; m.Level != LevelEasy || countWords(m.Body) >= countWords(long.Body) {
				t.Errorf("%s (%s) is not plainer than %s", id, m.Lang, long.ID)
			}
		}
	}
}
