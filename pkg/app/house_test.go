// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"opgelucht/pkg/app"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/config"
	"opgelucht/pkg/tenant"
)

// house is a whole server on a port of its own, with a clock that stands where
// a test puts it.
type house struct {
	*app.App
	t    testing.TB
	url  string
	data string
	log  *safeBuffer
	stop func()
	done chan error

	mu    sync.Mutex
	clock time.Time
	began time.Time
	sql   []string
}

// monday is a quiet Monday morning in June.
var monday = time.Date(2027, time.June, 7, 10, 0, 0, 0, calendar.Zone())

// options are how a house is built.
type options struct {
	data     string        // an existing data folder
	database string        // PostgreSQL
	embedder string        // origin that may frame the pages
	proxied  bool          // the word of a proxy on this machine is taken
	undo     time.Duration // how long an answer can be taken back
	second   bool          // a second municipality, each with a host of its own
}

func build(t testing.TB, o options) *house {
	t.Helper()
	h := &house{t: t, data: o.data, log: &safeBuffer{}, clock: monday, began: time.Now()}
	if h.data == "" {
		h.data = t.TempDir()
	}
	if err := app.PutDemo(h.data); err != nil {
		t.Fatal(err)
	}
	if o.embedder != "" {
		file := filepath.Join(h.data, "tenants", string(app.DemoTenant)+".yaml")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.ReplaceAll(text, []byte(app.DemoSite), []byte(o.embedder))
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if o.second {
		h.addSecond()
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	h.url = fmt.Sprintf("http://localhost:%d", port)
	ctx, cancel := context.WithCancel(context.Background())
	settings := config.Server{
		Port: port, Data: h.data, Database: o.database, RootKeyFile: filepath.Join(h.data, "root.key"), LogLevel: "debug", Dev: true, Undo: o.undo,
	}
	if o.proxied {
		settings.TrustedProxies = []*net.IPNet{{IP: net.IPv4(127, 0, 0, 1), Mask: net.CIDRMask(32, 32)}}
	}
	h.App, err = app.New(ctx, app.Options{
		Settings: settings,
		Now:      h.now, Log: h.log, OnStatement: h.told,
	})
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	h.done = make(chan error, 1)
	go func() { h.done <- h.Run(ctx, listener) }()
	var once sync.Once
	h.stop = func() {
		once.Do(func() {
			cancel()
			if err := <-h.done; err != nil {
				t.Errorf("the server ended with %v", err)
			}
			if err := h.Close(); err != nil {
				t.Errorf("closing: %v", err)
			}
		})
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the log:\n%s", h.log)
		}
		h.stop()
	})
	return h
}

// addSecond gives both municipalities a host name, and the first a counsellor's
// team through the ordinary way.
func (h *house) addSecond() {
	h.t.Helper()
	folder := filepath.Join(h.data, "tenants")
	first := filepath.Join(folder, string(app.DemoTenant)+".yaml")
	text, err := os.ReadFile(first)
	if err != nil {
		h.t.Fatal(err)
	}
	text = append(text, []byte("hosts: [voorbeeldstad.localhost]\n")...)
	other := []byte(tenant.New("Elders", []string{"elders.localhost"}, "088 111 11 11"))
	for file, content := range map[string][]byte{first: text, filepath.Join(folder, "elders.yaml"): other} {
		if err := os.WriteFile(file, content, 0o600); err != nil {
			h.t.Fatal(err)
		}
	}
}

// now is the clock of the house: it runs, from where the test put it.
func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.clock.Add(time.Since(h.began))
}

// pass lets time pass.
func (h *house) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.clock = h.clock.Add(d)
}

func (h *house) told(sql string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.sql = append(h.sql, sql)
}

// statements gives what was asked of the database since the last time.
func (h *house) statements() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := h.sql
	h.sql = nil
	return list
}

// code is what an authenticator app would show.
func (h *house) code(secret string) string {
	h.t.Helper()
	h.pass(31 * time.Second) // a code works once
	code, err := totp.GenerateCode(secret, h.now())
	if err != nil {
		h.t.Fatal(err)
	}
	return code
}

// safeBuffer can be written by the server while a test reads it.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
