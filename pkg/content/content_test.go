// SPDX-License-Identifier: EUPL-1.2

package content

import (
	"strings"
	"testing"
)

func TestParse_keepsEveryValueAsItWasWritten(t *testing.T) {
	n, problems := Parse("a.yaml", []byte("a: no\nb: 012\nc: 1.10\nd: 2026-05-01\ne: 12:30\nf: |\n  twee\n  regels\ng: [x, 'y z']\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for key, want := range map[string]string{"a": "no", "b": "012", "c": "1.10", "d": "2026-05-01", "e": "12:30", "f": "twee\nregels"} {
		if got := n.Str(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if got := n.Field("g").Texts(); len(got) != 2 || got[1] != "y z" {
		t.Errorf("list: %q", got)
	}
}

func TestParse_saysWhatIsWrongAndWhere(t *testing.T) {
	tests := []struct{ name, text, where, nl, en string }{
		{"colon", "id: x\ntitle: Let op: vul alles in\n", "f.yaml:2:8", `Zet de tekst tussen aanhalingstekens: title: "Let op: vul alles in"`, "There is a colon in this text."},
		{"brace", "text: {left} is over\n", "f.yaml:1:7", "niet beginnen met '{'", "cannot begin with '{'"},
		{"star", "label: *verplicht* veld\n", "f.yaml:1:8", "niet beginnen met", "cannot begin with"},
		{"anchor", "label: &x veld\n", "f.yaml:1:8", "niet beginnen met", "cannot begin with"},
		{"tag", "label: !x veld\n", "f.yaml:1:8", "niet beginnen met", "cannot begin with"},
		{"hash", "label: Kies optie #2 hier\n", "f.yaml:1:19", "opmerking", "comment"},
		{"twice", "a: 1\na: 2\n", "f.yaml:2:1", "staat hier twee keer", "stands here twice"},
		{"empty", "", "f.yaml", "leeg", "empty"},
		{"two documents", "a: 1\n---\nb: 2\n", "f.yaml", "meer dan één document", "more than one document"},
		{"tab", "a:\n\tb: 1\n", "f.yaml:2:1", "een tab", "a tab"},
		{"deep", strings.Repeat("[", 30) + strings.Repeat("]", 30), "f.yaml:1:22", "te diep", "too deeply"},
		{"large", strings.Repeat("# x\n", 70_000), "f.yaml", "256 kB", "256 kB"},
	}
	for _, tt := range tests {
		_, problems := Parse("f.yaml", []byte(tt.text))
		if len(problems) == 0 {
			t.Errorf("%s: nothing said", tt.name)
			continue
		}
		nl, en := problems[0].Text("nl"), problems[0].Text("en")
		if !strings.HasPrefix(nl, tt.where+": ") || !strings.Contains(nl, tt.nl) || !strings.Contains(en, tt.en) {
			t.Errorf("%s:\n%s\n%s", tt.name, nl, en)
		}
	}
}

func TestOnly_namesTheNearestKnownWord(t *testing.T) {
	n, _ := Parse("f.yaml", []byte("tilte: x\nkleur: rood\n"))
	var all []string
	for _, p := range n.Only("title!", "text") {
		all = append(all, p.Text("nl"))
	}
	got := strings.Join(all, "\n")
	for _, want := range []string{"'title' ontbreekt", "'tilte' ken ik hier niet. Bedoelde je 'title'?", "f.yaml:2:1: 'kleur' ken ik hier niet."} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "kleur' ken ik hier niet. Bedoelde") {
		t.Error("a far word is no advice")
	}
}

func TestWant_saysWhatBelongsThere(t *testing.T) {
	n, _ := Parse("f.yaml", []byte("a: x\n"))
	if p := n.Field("a").Want(List); len(p) != 1 || !strings.Contains(p[0].Text("nl"), "lijst") {
		t.Error(p)
	}
	if p := n.Field("b").Want(List); p != nil {
		t.Error("an absent value was complained about")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a: b\nc:\n  - d: e\n")
	f.Add("- -\n  - ?")
	f.Fuzz(func(t *testing.T, text string) {
		n, problems := Parse("f.yaml", []byte(text))
		if n == nil && len(problems) == 0 {
			t.Error("neither a node nor a problem")
		}
		for _, p := range problems {
			if p.Text("nl") == "" || p.Text("en") == "" {
				t.Error("a problem without words")
			}
		}
	})
}
