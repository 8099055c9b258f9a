// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"context"
	"flag"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"syscall"
	"testing"

	"opgelucht/pkg/app"
	"opgelucht/pkg/config"
)

var (
	outFile   = flag.String("bench-out", "", "file to write the tables to")
	inShort   = flag.Bool("bench-quick", false, "measure for a short while, on small work lists")
	profileTo = flag.String("bench-profile", "", "folder for processor profiles of the house, one for each scenario")
)

// TestMain runs the tests, or one of the servers that they start.
func TestMain(m *testing.M) {
	role := os.Getenv(envRole)
	if role == "" {
		os.Exit(m.Run())
	}
	serve := serveFloor
	if role != "floor" {
		serve = func() error { return serveHouse(role == "cheap house") }
	}
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serveHouse serves the house as the program does, but with a profile, or
// without stretching.
func serveHouse(withoutStretching bool) error {
	if withoutStretching {
		cheap()
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	settings, err := config.Read("", os.Getenv)
	if err != nil {
		return err
	}
	house, err := app.New(ctx, app.Options{Settings: settings, Log: os.Stderr, Told: os.Stderr})
	if err != nil {
		return err
	}
	if name := os.Getenv(envProfile); name != "" {
		file, err := os.Create(name)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", settings.Port))
	if err != nil {
		return err
	}
	if err := house.Run(ctx, listener); err != nil {
		return err
	}
	return house.Close()
}

// TestBench measures every scenario. Without OPGELUCHT_BENCH=1 it only runs
// each once, with small numbers, to see that measuring still works.
func TestBench(t *testing.T) {
	s := smoke
	switch {
	case os.Getenv("OPGELUCHT_BENCH") == "1":
		s = full
	case *inShort:
		s = quick
	}
	report := measure(t, s)
	text := report.tables()
	if s.rounds > 1 {
		text += engineTable(t, true)
	}
	if s.rounds > 1 {
		fmt.Println(text)
	}
	if *outFile != "" {
		if err := os.WriteFile(*outFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range report.results {
		if r.failed > 0 {
			t.Errorf("%s: %d of %d requests failed: %s", r.of.name, r.failed, r.requests, r.first)
		}
		if r.crowd.house.times == nil || r.crowd.floor.times == nil {
			t.Errorf("%s was not measured", r.of.name)
		}
	}
	if *profileTo != "" {
		profile(t, s, report)
	}
}

// profile runs every scenario once more on a house that writes down where its
// processor time goes.
func profile(t *testing.T, s scale, r *report) {
	t.Helper()
	folder, err := filepath.Abs(*profileTo)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, one := range r.results {
		sc, k := one.of, r.large
		if sc.small {
			k = r.small
		}
		end := limits{time: s.profile}
		if sc.once {
			end.requests = int64(len(k.takers) - 1)
		}
		name := strings.NewReplacer(" ", "-", ",", "").Replace(sc.name)
		house := houseBeside(t, k, sc.cheap, filepath.Join(folder, name+".pprof"))
		l := &lane{server: house, make: func(n int64) []byte { return sc.house(k, n) }}
		if got := l.load(s.workers, end); got.failed > 0 {
			t.Errorf("profile of %s: %s", sc.name, got.first)
		}
		house.stop()
	}
}
