// SPDX-License-Identifier: EUPL-1.2

package sample

import (
	"slices"
	"strings"
	"testing"
)

func TestFill_putsValuesInAndLeavesTheRestOpen(t *testing.T) {
	m := Message{Body: "Dag {bijnaam},\n\nIn {opdracht} staat {bedrag}. Tot {datum}.\n[een zin]\n{hulpverlener}\n"}
	tests := []struct {
		name   string
		values Values
		want   string
		open   []string
	}{
		{"everything known", Values{"Robin", "Anna", "dinsdag 3 maart", "Mijn budget", "€ 60"},
			"Dag Robin,\n\nIn Mijn budget staat € 60. Tot dinsdag 3 maart.\n[een zin]\nAnna\n", []string{"[een zin]"}},
		{"nothing known", Values{}, m.Body, []string{"{bijnaam}", "{opdracht}", "{bedrag}", "{datum}", "[een zin]", "{hulpverlener}"}},
		{"a value of spaces is no value", Values{Nickname: "  ", Counsellor: "Anna"},
			"Dag {bijnaam},\n\nIn {opdracht} staat {bedrag}. Tot {datum}.\n[een zin]\nAnna\n", []string{"{bijnaam}", "{opdracht}", "{bedrag}", "{datum}", "[een zin]"}},
		{"a value is never filled again", Values{Nickname: "{datum}", Date: "3 maart", Counsellor: "[x]"},
			"Dag (datum),\n\nIn {opdracht} staat {bedrag}. Tot 3 maart.\n[een zin]\n(x)\n", []string{"{opdracht}", "{bedrag}", "[een zin]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := m.Fill(tt.values)
			if got != tt.want {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
			if open := texts(Unfilled(got)); !slices.Equal(open, tt.open) {
				t.Errorf("open %q, want %q", open, tt.open)
			}
		})
	}
}

func texts(blanks []Blank) []string {
	var out []string
	for _, b := range blanks {
		out = append(out, b.Text)
	}
	return out
}

func TestUnfilled_findsEveryOpenBlankAndNothingElse(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"none", "Dag Robin, tot dinsdag.", nil},
		{"both kinds", "Dag {bijnaam}, bel [naam].", []string{"{bijnaam}", "[naam]"}},
		{"twice the same", "[naam] en [naam]", []string{"[naam]", "[naam]"}},
		{"misspelt by hand", "tot {datm}", []string{"{datm}"}},
		{"empty brackets", "tot [] of { }", []string{"[]", "{ }"}},
		{"mixed brackets", "bel [naam}", []string{"[naam}"}},
		{"end bracket lost", "bel [naam en tel\nvandaag", []string{"[naam en tel"}},
		{"begin bracket lost is only a sign", "bel naam] vandaag", nil},
		{"a loose bracket is no blank", "een haakje [ of { zo", nil},
		{"one in the other", "bel [naam [en nummer]", []string{"[naam ", "[en nummer]"}},
		{"does not run past its line", "a [\nb] c", nil},
		{"accents", "[één zin]", []string{"[één zin]"}},
		{"at the very end", "bel [", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Unfilled(tt.text)
			trimmed := slices.Clone(tt.want)
			for i := range trimmed {
				trimmed[i] = strings.TrimRight(trimmed[i], " ")
			}
			if !slices.Equal(texts(got), trimmed) {
				t.Fatalf("got %q, want %q", texts(got), trimmed)
			}
			for _, b := range got {
				if tt.text[b.Start:b.End] != b.Text || b.Named != (b.Text[0] == '{') {
					t.Errorf("blank %+v does not point at its own text", b)
				}
			}
		})
	}
}

func FuzzUnfilled_pointsInsideTheText(f *testing.F) {
	for _, seed := range []string{"", "[", "{a}", "[a\n]", "[[a]]", "é[é]", "[\xff]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, b := range Unfilled(text) {
			if b.Start < last || b.End <= b.Start || b.End > len(text) || text[b.Start:b.End] != b.Text {
				t.Fatalf("blank %+v in %q after %d", b, text, last)
			}
			last = b.End
		}
	})
}
