// SPDX-License-Identifier: EUPL-1.2

package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func none(string) string { return "" }

func TestRead_hasDefaultsThatServe(t *testing.T) {
	s, err := Read("", none)
	if err != nil || s.Port != 8080 || s.Source() != filepath.Join("data", "opgelucht.db") || s.RootKeyFile != filepath.Join("data", "root.key") {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestRead_theEnvironmentGoesBeforeTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "server.yaml")
	text := "port: 9000\ndata: /srv/a\nassignments: /srv/eigen\nlog_level: warn\ndev: yes\ntrusted_proxies: 10.0.0.0/8, 192.0.2.0/24\nbase_url: https://hulp.example.nl/\ndatabase: postgres://a@b/c\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Read(file, func(k string) string { return map[string]string{"PORT": "9001"}[k] })
	if err != nil || s.Port != 9001 || s.Data != "/srv/a" || s.Assignments != "/srv/eigen" || s.LogLevel != "warn" || !s.Dev || len(s.TrustedProxies) != 2 ||
		s.BaseURL != "https://hulp.example.nl" || s.Source() != "postgres://a@b/c" {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestRead_refusesWithPlaceAndMeaning(t *testing.T) {
	file := filepath.Join(t.TempDir(), "server.yaml")
	tests := []struct{ text, want string }{
		{"prot: 1\n", "server.yaml:1:1: I do not know 'prot' here. Did you mean 'port'?"},
		{"data: x\nport: many\n", `server.yaml:2:7: "many" is no port`},
		{"database: mysql://x\n", "server.yaml:1:11: write postgres://"},
		{"base_url: hulp\n", "is no address"},
		{"trusted_proxies: home\n", "is no network"},
		{"log_level: loud\n", "is no level"},
		{"dev: true\n", "write yes or no"},
		{"", "empty"},
	}
	for _, tt := range tests {
		if err := os.WriteFile(file, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(file, none); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.text, err, tt.want)
		}
	}
	if _, err := Read("elsewhere.yaml", none); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("absent file: %v", err)
	}
	_, err := Read("", func(k string) string { return map[string]string{"PORT": "x", "OPGELUCHT_DEV": "aan"}[k] })
	if err == nil || !strings.Contains(err.Error(), "PORT: ") || !strings.Contains(err.Error(), "OPGELUCHT_DEV: ") {
		t.Errorf("environment: %v", err)
	}
}
