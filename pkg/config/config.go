// SPDX-License-Identifier: EUPL-1.2

// Package config reads the server's own settings, strictly, with defaults: the
// environment goes before the file.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"opgelucht/pkg/content"
)

// Server is how one server is set up.
type Server struct {
	Port           int    // PORT
	Data           string // OPGELUCHT_DATA: folder of the database, keys and municipalities
	Database       string // OPGELUCHT_DATABASE: postgres://… ; empty is SQLite in the data folder
	Assignments    string // OPGELUCHT_ASSIGNMENTS: folder whose assignments go before those that ship; empty for none
	RootKeyFile    string // OPGELUCHT_ROOT_KEY_FILE
	BaseURL        string // OPGELUCHT_BASE_URL: how the world reaches us
	TrustedProxies []*net.IPNet
	LogLevel       string        // debug, info, warn or error
	Undo           time.Duration // OPGELUCHT_UNDO: how long an answer can be taken back before it is delivered
	Dev            bool          // OPGELUCHT_DEV: storybook, http embedders on localhost
}

// Source is what the store opens.
func (s Server) Source() string {
	if s.Database != "" {
		return s.Database
	}
	return filepath.Join(s.Data, "opgelucht.db")
}

// setting is one line of the settings file and one environment variable.
type setting struct {
	key, env string
	put      func(*Server, string) error
}

var settings = []setting{
	{"port", "PORT", putPort},
	{"data", "OPGELUCHT_DATA", func(s *Server, v string) error { s.Data = v; return nil }},
	{"database", "OPGELUCHT_DATABASE", putDatabase},
	{"assignments", "OPGELUCHT_ASSIGNMENTS", func(s *Server, v string) error { s.Assignments = v; return nil }},
	{"root_key_file", "OPGELUCHT_ROOT_KEY_FILE", func(s *Server, v string) error { s.RootKeyFile = v; return nil }},
	{"base_url", "OPGELUCHT_BASE_URL", putBaseURL},
	{"trusted_proxies", "OPGELUCHT_TRUSTED_PROXIES", putProxies},
	{"log_level", "OPGELUCHT_LOG_LEVEL", putLevel},
	{"undo", "OPGELUCHT_UNDO", putUndo},
	{"dev", "OPGELUCHT_DEV", putDev},
}

// Read gives the settings of a file, which may be absent when file is empty,
// under those of the environment. Everything that is wrong is reported at once,
// with its place and what is meant.
func Read(file string, getenv func(string) string) (Server, error) {
	s := Server{Port: 8080, Data: "data", LogLevel: "info", Undo: 2 * time.Minute}
	var wrong []error
	if file != "" {
		wrong = append(wrong, readFile(&s, file)...)
	}
	for _, set := range settings {
		if v := getenv(set.env); v != "" {
			if err := set.put(&s, v); err != nil {
				wrong = append(wrong, fmt.Errorf("%s: %w", set.env, err))
			}
		}
	}
	if s.RootKeyFile == "" {
		s.RootKeyFile = filepath.Join(s.Data, "root.key")
	}
	return s, errors.Join(wrong...)
}

func readFile(s *Server, file string) []error {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return []error{fmt.Errorf("%s: there is no such file", file)}
	}
	if err != nil {
		return []error{err}
	}
	n, problems := content.Parse(file, text)
	if n != nil {
		names := make([]string, len(settings))
		for i, set := range settings {
			names[i] = set.key
		}
		problems = append(problems, n.Only(names...)...)
		for _, set := range settings {
			f := n.Field(set.key)
			if f == nil {
				continue
			}
			if err := set.put(s, f.Value); err != nil {
				problems = append(problems, f.At(content.Words{NL: err.Error(), EN: err.Error()}, content.Words{}))
			}
		}
	}
	var wrong []error
	for _, p := range problems {
		wrong = append(wrong, errors.New(p.Text("en")))
	}
	return wrong
}

func putPort(s *Server, v string) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > 65535 {
		return fmt.Errorf("%q is no port; choose a number from 1 to 65535", v)
	}
	s.Port = n
	return nil
}

func putDatabase(s *Server, v string) error {
	if u, err := url.Parse(v); err != nil || !slices.Contains([]string{"postgres", "postgresql"}, u.Scheme) {
		return errors.New("write postgres://user:password@host/name, or leave it out for SQLite in the data folder")
	}
	s.Database = v
	return nil
}

// maxUndo bounds how long an answer waits: a client is waiting for it.
const maxUndo = 10 * time.Minute

func putUndo(s *Server, v string) error {
	d, err := time.ParseDuration(v)
	if err != nil || d < 0 || d > maxUndo {
		return fmt.Errorf("%q is no time to take an answer back in; write 2m for two minutes, at most 10m, or 0 to deliver at once", v)
	}
	s.Undo = d
	return nil
}

func putBaseURL(s *Server, v string) error {
	if u, err := url.Parse(v); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("%q is no address; write https://hulp.example.nl", v)
	}
	s.BaseURL = strings.TrimSuffix(v, "/")
	return nil
}

func putProxies(s *Server, v string) error {
	for part := range strings.SplitSeq(v, ",") {
		_, n, err := net.ParseCIDR(strings.TrimSpace(part))
		if err != nil {
			return fmt.Errorf("%q is no network; write 10.0.0.0/8, with commas between several", strings.TrimSpace(part))
		}
		s.TrustedProxies = append(s.TrustedProxies, n)
	}
	return nil
}

func putLevel(s *Server, v string) error {
	levels := []string{"debug", "info", "warn", "error"}
	if !slices.Contains(levels, v) {
		return fmt.Errorf("%q is no level; choose one of %s", v, strings.Join(levels, ", "))
	}
	s.LogLevel = v
	return nil
}

func putDev(s *Server, v string) error {
	if v != "yes" && v != "no" {
		return fmt.Errorf("%q; write yes or no", v)
	}
	s.Dev = v == "yes"
	return nil
}
