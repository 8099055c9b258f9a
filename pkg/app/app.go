// SPDX-License-Identifier: EUPL-1.2

// Package app puts the house together from its settings; the end-to-end tests
// use the same house.
package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/config"
	"opgelucht/pkg/content"
	"opgelucht/pkg/desk"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/portal"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/store"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/token"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
	"opgelucht/templates"
)

var (
	_ casework.Store     = (*store.DB)(nil)
	_ access.Doors       = (*store.DB)(nil)
	_ access.SessionRows = (*store.DB)(nil)
	_ desk.Log           = (*store.DB)(nil)
)

// Options are what surrounds a house.
type Options struct {
	Settings    config.Server
	Now         func() time.Time // time.Now but in tests
	Log         io.Writer        // structured lines
	Told        io.Writer        // plain lines for whoever starts the server
	OnStatement func(sql string) // told of every statement; for tests and measuring
}

// App is the whole house.
type App struct {
	Server   *web.Server
	Service  *casework.Service
	DB       *store.DB
	Tenants  *tenant.Registry
	Gate     *access.Gate
	settings config.Server
	days     *dayKeys
	shelves  *catalog.Overlaid
	again    chan os.Signal  // asks for the folders to be read again
	look     time.Duration   // how often folders are looked at
	stirred  <-chan struct{} // says that something changed in a folder; nil where nothing says so
	onNews   func([]catalog.News)
	told     io.Writer
	log      *slog.Logger
	now      func() time.Time
}

// queue is how many may wait for the stretching of a code or password.
const queue = 64

// New builds the house: keys, database, texts, doors. Shipped texts with a
// mistake, and settings that are wrong, keep it closed.
func New(ctx context.Context, o Options) (*App, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Told == nil {
		o.Told = io.Discard
	}
	level := slog.LevelInfo
	_ = level.UnmarshalText([]byte(o.Settings.LogLevel)) // checked when the settings were read
	log := slog.New(web.LogHandler{Handler: slog.NewJSONHandler(o.Log, &slog.HandlerOptions{Level: level})})
	if err := os.MkdirAll(o.Settings.Data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	_ = os.Chmod(o.Settings.Data, 0o700) // a volume may be another's; the files in it are closed themselves
	root, err := rootKey(o.Settings.RootKeyFile)
	first := errors.Is(err, fs.ErrNotExist)
	if err != nil && !first {
		return nil, fmt.Errorf("root key: %w", err)
	}
	db, err := store.Open(ctx, store.Options{Source: o.Settings.Source(), Now: o.Now, OnStatement: o.OnStatement})
	if err != nil {
		return nil, err
	}
	if first {
		if root, err = firstKey(ctx, db, o.Settings.RootKeyFile); err != nil {
			return nil, errors.Join(fmt.Errorf("root key: %w", err), db.Close())
		}
		log.Info("root key made")
	}
	a := &App{DB: db, settings: o.Settings, told: o.Told, log: log, now: o.Now, again: make(chan os.Signal, 1), look: lookEvery}
	tenants, problems := tenant.Load(os.DirFS(a.tenantDir()), tenant.Options{Development: a.settings.Dev})
	for _, p := range problems {
		fmt.Fprintln(a.told, p.Text("en"))
	}
	on := ground{root: root, tenants: tenants, days: filepath.Join(o.Settings.Data, "session.keys"), past: db, folders: Overlays(o.Settings, tenants)}
	on.stretch = seal.NewStretcher(runtime.NumCPU(), queue)
	if err := a.furnish(ctx, on); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return a, nil
}

// ground is what a house stands on, beside its database.
type ground struct {
	root    seal.Key
	tenants *tenant.Registry
	days    string           // file of the day's session keys; empty: they stay in memory
	past    catalog.Past     // where assignments are kept as they were; nil: everyone gets those of today
	folders []catalog.Folder // what goes before the assignments that ship
	stretch *seal.Stretcher
}

// furnish makes everything that stands on the database.
func (a *App) furnish(ctx context.Context, on ground) error {
	defer collectOften()()
	a.Tenants = on.tenants
	a.DB.Bind(audit.NewChain(on.root))
	go catalog.Load() // it is read once, and takes longest: meanwhile the pages are
	words, err := locale.New(templates.FS)
	if err != nil {
		return err
	}
	static, err := view.NewStatic(templates.FS)
	if err != nil {
		return err
	}
	pages, err := view.New(templates.FS, words, static)
	if err != nil {
		return err
	}
	shelf, problems := catalog.Load()
	if bad := content.Errors(problems); len(bad) > 0 {
		return fmt.Errorf("%d mistakes in shipped texts; the first: %v", len(bad), bad[0])
	}
	if err := a.overlay(ctx, shelf, on); err != nil {
		return err
	}
	if a.days, err = openDayKeys(on.days); err != nil {
		return err
	}
	sessions := access.NewSessions(a.DB, a.days, a.now)
	a.Gate = access.NewGate(a.DB, access.KeysFrom(on.root), on.stretch, a.now)
	a.Service = casework.New(casework.Parts{
		Store: a.DB, Gate: a.Gate, Sessions: sessions, Catalog: a.shelves, Now: a.now, NewID: rand.Text, Margin: a.DB, Figures: a.DB, Vault: a.DB, Undo: a.settings.Undo,
	})
	a.Server = web.New(web.Parts{
		Tenants: on.tenants, Words: words, Pages: pages, Static: static, Sessions: sessions,
		Signer: token.NewSigner(on.root, 1, a.now), FormKey: on.root.Derive("forms"), Log: a.log, Now: a.now,
		Proxies: a.settings.TrustedProxies, HTTPS: strings.HasPrefix(a.settings.BaseURL, "https://"), Dev: a.settings.Dev,
	})
	a.Server.Health(a.DB.Ready)
	a.openDoors(sessions, shelf)
	return nil
}

func (a *App) openDoors(sessions *access.Sessions, shelf *catalog.Shelf) {
	client := portal.New(portal.Parts{Server: a.Server, Cases: a.Service, Gate: a.Gate, Sessions: sessions, Shelf: a.shelves})
	a.Server.Add(client.Routes(), client.Outside)
	staff := desk.New(desk.Parts{Server: a.Server, Cases: a.Service, Gate: a.Gate, Sessions: sessions, Shelf: a.shelves, Team: a.DB, Log: a.DB})
	a.Server.Add(staff.Routes(), staff.Outside)
	a.openStorybook(shelf)
}

func (a *App) tenantDir() string { return filepath.Join(a.settings.Data, "tenants") }

// Close finishes what is being written.
func (a *App) Close() error {
	signal.Stop(a.again)
	return a.DB.Close()
}

// How long a request and the end of the server may take.
const (
	readTime     = 30 * time.Second
	writeTime    = 60 * time.Second
	idleTime     = 2 * time.Minute
	shutdownTime = 20 * time.Second
	sweepEvery   = 10 * time.Minute
)

// Run serves until the context ends, and then finishes the requests under way.
func (a *App) Run(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler: a.Server.Echo, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		ReadHeaderTimeout: readTime, MaxHeaderBytes: 32 << 10,
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError), // it would print addresses
	}
	boundMemory()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	a.log.Info("listening", "address", listener.Addr().String())
	sweep, look := time.NewTicker(sweepEvery), time.NewTicker(a.look)
	defer sweep.Stop()
	defer look.Stop()
	var calm <-chan time.Time
	for {
		select {
		case err := <-failed:
			return err
		case <-sweep.C:
			a.sweep(ctx)
		case <-a.stirred:
			look.Reset(quickLook)
			calm = time.After(quickTime)
		case <-calm:
			look.Reset(a.look)
		case <-look.C:
			a.tell(a.shelves.Look(ctx))
		case <-a.again:
			a.tell(a.shelves.Reload(ctx))
		case <-ctx.Done():
			a.log.Info("stopping")
			stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
			defer cancel()
			return server.Shutdown(stop)
		}
	}
}

// sweep brings back cases that were put aside, deletes closed ones after their term, sessions that ended by themselves, the key of a day that is over,
// and what is in the log for too long, also when nobody comes.
func (a *App) sweep(ctx context.Context) {
	if _, _, err := a.days.Current(a.now()); err != nil {
		a.log.Error("sweep failed", "kind", "app.dayKeys")
	}
	if _, err := a.Service.Wake(ctx); err != nil {
		a.log.Error("sweep failed", "kind", "casework.Wake")
	}
	if n, err := a.Service.Purge(ctx); err != nil {
		a.log.Error("sweep failed", "kind", "casework.Purge")
	} else if n > 0 {
		a.log.Info("closed cases erased", "n", n)
	}
	if err := a.keepLog(ctx); err != nil {
		a.log.Error("sweep failed", "kind", "app.keepLog")
	}
	if n, err := a.DB.EndOldSessions(ctx); err != nil {
		a.log.Error("sweep failed", "kind", "store.EndOldSessions")
	} else if n > 0 {
		a.log.Info("sessions ended", "n", n)
	}
}
