// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"os"
	"testing"
)

func shipped(t *testing.T) []Message {
	t.Helper()
	messages, problems := Load(os.DirFS("../../templates/messages"))
	for _, p := range problems {
		t.Error(p)
	}
	return messages
}

// TestShippedMessages_areCleanAndPaired is the gate for every text that ships.
func TestShippedMessages_areCleanAndPaired(t *testing.T) {
	messages := shipped(t)
	perLang := map[string]int{}
	for _, m := range messages {
		perLang[m.Lang]++
		for _, p := range Guard(m) {
			t.Error(p)
		}
	}
	for _, lang := range Languages() {
		if perLang[lang] < 27 {
			t.Errorf("%d messages in %s, want at least 27", perLang[lang], lang)
		}
	}
	for _, p := range Pairs(messages) {
		t.Error(p)
	}
}
