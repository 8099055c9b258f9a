// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/config"
)

func settingsOf(folder string) config.Server {
	return config.Server{Data: folder, RootKeyFile: filepath.Join(folder, "root.key"), LogLevel: "info", Dev: true}
}

// open builds a house without serving it.
func open(t *testing.T, folder string) (*app.App, error) {
	t.Helper()
	a, err := app.New(t.Context(), app.Options{Settings: settingsOf(folder), Log: &safeBuffer{}})
	if err == nil {
		t.Cleanup(func() { _ = a.Close() }) // twice does no harm
	}
	return a, err
}

func TestRootKey_thatIsGoneIsNeverReplacedByANewOne(t *testing.T) {
	folder := t.TempDir()
	if err := app.PutDemo(folder); err != nil {
		t.Fatal(err)
	}
	a, err := open(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(folder, "root.key")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	if a, err = open(t, folder); err != nil {
		t.Fatalf("an empty house gets no new key: %v", err)
	}
	if _, err := a.AddCounsellor(t.Context(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	aside := key + ".aside"
	if err := os.Rename(key, aside); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, folder); err == nil || !strings.Contains(err.Error(), "root.key is not there") {
		t.Errorf("a house in use opens without its key: %v", err)
	}
	if _, err := os.Stat(key); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("another key was put in its place: %v", err)
	}
	if err := os.Rename(aside, key); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, folder); err != nil {
		t.Errorf("with its key back it does not open: %v", err)
	}
}

func TestRootKey_isOneForServersThatStartTogether(t *testing.T) {
	folder := t.TempDir()
	if err := app.PutDemo(folder); err != nil {
		t.Fatal(err)
	}
	houses := make([]*app.App, 6)
	var all sync.WaitGroup
	for i := range houses {
		all.Go(func() {
			var err error
			if houses[i], err = open(t, folder); err != nil {
				t.Errorf("house %d: %v", i, err)
			}
		})
	}
	if all.Wait(); t.Failed() {
		t.FailNow()
	}
	ctx, first := context.Background(), houses[0]
	if _, err := first.AddCounsellor(ctx, app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	town, _ := first.Tenants.ByID(app.DemoTenant)
	session, err := first.Service.Start(ctx, town, casework.Starting{Text: "Dit is van mij.", Nick: "Merel", Language: "nl"})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := first.Service.Code(ctx, *session.Client)
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range houses {
		if _, err := h.Gate.OpenCode(ctx, app.DemoTenant, kept.Code); err != nil {
			t.Errorf("house %d has another key: %v", i, err)
		}
	}
	left, _ := filepath.Glob(filepath.Join(folder, ".new-*")) // the pattern is well formed
	if len(left) > 0 {
		t.Errorf("half-made keys are left: %v", left)
	}
}

func TestDayKeys_ofDaysThatAreOverAreDestroyedAlsoWhenNobodyComes(t *testing.T) {
	h := build(t, options{})
	if _, err := h.AddCounsellor(t.Context(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	visit(t, h).begin("Dit is van mij.")
	file := filepath.Join(h.data, "session.keys")
	first, _ := contentOf(t, file)
	day := h.now().UTC().Format(time.DateOnly)
	if !strings.Contains(first, day) {
		t.Fatalf("today's key is not kept: %.40s", first)
	}
	for range 2 {
		h.pass(24 * time.Hour)
		h.Sweep(t.Context())
	}
	now, mode := contentOf(t, file)
	if strings.Contains(now, day) || strings.Count(now, "key") != 2 || mode != 0o600 {
		t.Errorf("two days later %d keys are kept, mode %o, the first one: %v", strings.Count(now, "key"), mode, strings.Contains(now, day))
	}
}
