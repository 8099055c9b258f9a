// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"slices"
	"strings"
	"testing"
)

func TestGuard_stopsWhatTheVoiceGuideForbids(t *testing.T) {
	tests := []struct{ name, lang, level, body, want string }{
		{"good", "nl", "B1", "Je schreef over de post. Wil je één brief openen?", ""},
		{"blame", "nl", "B1", "Waarom heb je niet gebeld?", `"Waarom" niet`},
		{"vague moment", "nl", "B1", "Ik kom er zo snel mogelijk op terug.", "noem een dag"},
		{"helaas", "nl", "B1", "Dat kan helaas niet.", "zeg wat wel kan"},
		{"gewoon", "nl", "B1", "Bel gewoon even.", `"gewoon" niet`},
		{"u", "nl", "B1", "Heeft u een brief?", "schrijf je en jouw"},
		{"u in words to say aloud is fine", "nl", "B1", "Je kunt zeggen: 'Wilt u mij helpen?'", ""},
		{"'s nachts opens no quote", "nl", "B1", "Ook 's nachts mag u schrijven, zo'n brief.", "schrijf je en jouw"},
		{"cheer", "nl", "B1", "Goed gedaan!", "uitroepteken"},
		{"emoji", "nl", "B1", "Goed gedaan 👍", "plaatje"},
		{"shouting", "nl", "B1", "Doe dit NOOIT.", "hoofdletters"},
		{"an abbreviation is no shouting", "nl", "B1", "Het CJIB schrijft je. Geef geen BSN.", ""},
		{"amount", "nl", "B1", "Je mag € 60 houden.", "bedrag of jaartal"},
		{"year", "nl", "B1", "In 2026 geldt dit.", "bedrag of jaartal"},
		{"amount in a blank", "nl", "B1", "Je mag [bedrag in €] houden.", ""},
		{"local number", "nl", "B1", "Bel 030-1234567.", "niet landelijk"},
		{"national number", "nl", "B1", "Bel 0800-0113.", ""},
		{"national number that looks like a year", "nl", "B1", "Bel 0800-2000.", ""},
		{"foreign site", "nl", "B1", "Kijk op www.voorbeeld.nl.", "staat niet op de lijst"},
		{"suicide without numbers", "nl", "B1", "Denk je aan zelfmoord? Bel 0800-0113.", "noemt ook 112"},
		{"suicide with numbers", "nl", "B1", "Denk je aan zelfmoord? Bel 113 of 0800-0113. Gevaar? Bel 112.", ""},
		{"long sentence", "nl", "B1", "Ik " + strings.Repeat("heel ", 15) + "lang.", "Deze zin heeft 17 woorden"},
		{"long sentences on average", "nl", "B1", strings.Repeat("Dit is een zin van twaalf woorden en dat is te veel. ", 3), "gemiddeld 12.0"},
		{"easy text is stricter", "nl", "A2", "Dit is voor een makkelijke tekst toch een te lange zin.", "houd het op 9"},
		{"too long", "nl", "B1", strings.Repeat("Zo is het. ", 51), "153 woorden"},
		{"too long for easy", "en", "A2", strings.Repeat("So it is. ", 31), "93 woorden"},
		{"english contraction", "en", "B1", "You don't have to.", "write it in full"},
		{"english why", "en", "B1", "Why did you not call?", "sounds like blame"},
		{"that is why is fine", "en", "B1", "That is why the task is ready.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Guard(Message{Lang: tt.lang, Fit: Fit{Level: tt.level}, Body: tt.body})
			if tt.want == "" && len(got) > 0 {
				t.Errorf("complaints %v, want none", got)
			}
			if tt.want != "" && !mentions(got, tt.want) {
				t.Errorf("complaints %v, want one with %q", got, tt.want)
			}
		})
	}
}

func TestSentences_leaveOutGreetingAndSignature(t *testing.T) {
	body := "Dag {bijnaam},\n\nEen zin. 'Nog een?' Ja.\n\n1. Bel [naam en nummer].\n- Of niet\n\nGroet,\n{hulpverlener}\n"
	want := []string{"Een zin", "'Nog een", "Ja", "Bel invulplek", "Of niet"}
	if got := sentences(body); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
