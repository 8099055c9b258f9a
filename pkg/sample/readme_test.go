// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func guide(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../templates/messages/README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestGuide_namesEveryWordAWriterMayUse keeps the guide beside the texts true.
func TestGuide_namesEveryWordAWriterMayUse(t *testing.T) {
	text := guide(t)
	for _, list := range [][]string{keys, BlankNames(), Occasions(), Moves(), Groups(), Levels()} {
		for _, word := range list {
			if !strings.Contains(text, strings.TrimSuffix(word, "!")) {
				t.Errorf("the guide does not name %q", word)
			}
		}
	}
}

// TestGuide_exampleHeadIsAccepted reads the head that writers are told to copy.
func TestGuide_exampleHeadIsAccepted(t *testing.T) {
	head := regexp.MustCompile("(?s)```text\n(---\n.*?---\n)```").FindStringSubmatch(guide(t))
	if head == nil {
		t.Fatal("the guide shows no head")
	}
	body := "Dag {bijnaam},\n{opdracht} {datum}\n{hulpverlener}\n"
	if _, problems := Read("nl/1-overzicht/begin-met-drie.md", head[1]+body); len(problems) > 0 {
		t.Error(problems)
	}
}

// TestShippedMessages_keepTheirShape checks what every shipped text promises a
// reader: a greeting by nickname, a signature, and, unless life or home is at
// stake today, the agreed day.
func TestShippedMessages_keepTheirShape(t *testing.T) {
	for _, m := range shipped(t) {
		if !strings.HasSuffix(strings.SplitN(m.Body, "\n", 2)[0], " {bijnaam},") {
			t.Errorf("%s does not greet by nickname", m.File)
		}
		if !strings.HasSuffix(m.Body, "\n{hulpverlener}\n") {
			t.Errorf("%s is not signed", m.File)
		}
		today := strings.Contains(m.Body, "Vandaag om [tijd]") || strings.Contains(m.Body, "Today at [time]")
		if m.Occasion == OccasionUrgent && !today {
			t.Errorf("%s does not say when today it is looked at again", m.File)
		}
		if m.Occasion != OccasionUrgent && !slices.Contains(m.Blanks, BlankDate) {
			t.Errorf("%s names no agreed day", m.File)
		}
		if m.Occasion == OccasionUrgent && slices.Contains(m.Blanks, BlankAssignment) {
			t.Errorf("%s puts a task in front of someone in need", m.File)
		}
	}
}

// TestShippedMessages_fillLeavesOnlyWhatAPersonMustWrite fills every text as the desk does.
func TestShippedMessages_fillLeavesOnlyWhatAPersonMustWrite(t *testing.T) {
	values := Values{"Robin", "Anna", "dinsdag 3 maart", "Mijn budget", "€ 1.240"}
	for _, m := range shipped(t) {
		filled := m.Fill(values)
		open := Unfilled(filled)
		if len(open) != free(m.Body) {
			t.Errorf("%s: %q still open", m.File, texts(open))
		}
		for _, b := range open {
			if b.Named {
				t.Errorf("%s: %s cannot be filled", m.File, b.Text)
			}
		}
		if strings.Contains(filled, "{") {
			t.Errorf("%s: a brace is left in %q", m.File, filled)
		}
	}
}

// TestShippedMessages_neverSayThatADebtIsOwed: acknowledging a debt makes its time count again.
func TestShippedMessages_neverSayThatADebtIsOwed(t *testing.T) {
	owed := regexp.MustCompile(`(?i)moet (nog|je|ik|alles) [^.]*betalen|je (bent|moet) [^.]*verschuldigd|moet je [^.]*betalen`)
	for _, m := range shipped(t) {
		if hit := owed.FindString(m.Body); m.Lang == "nl" && hit != "" {
			t.Errorf("%s says %q", m.File, hit)
		}
	}
}
