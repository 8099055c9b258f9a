// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"opgelucht/pkg/catalog"
	"opgelucht/pkg/config"
	"opgelucht/pkg/content"
	"opgelucht/pkg/tenant"
)

// lookEvery is how often folders with assignments are looked at. Looking asks
// only names, sizes and moments of files; it works on every disk, also one that
// another machine writes to, where being told of changes does not.
const lookEvery = 2 * time.Second

// Overlays are the folders whose assignments go before those that ship: the
// server's own, and that of each municipality beside its file.
func Overlays(s config.Server, tenants *tenant.Registry) []catalog.Folder {
	var list []catalog.Folder
	if s.Assignments != "" {
		list = append(list, catalog.Folder{Path: s.Assignments, Files: os.DirFS(s.Assignments)})
	}
	for _, t := range tenants.All() {
		path := filepath.Join(s.Data, "tenants", string(t.ID), "assignments")
		list = append(list, catalog.Folder{Tenant: t.ID, Path: path, Files: os.DirFS(path)})
	}
	return list
}

// overlay lays the folders over what ships, and tells whoever starts the server
// what is wrong in them.
func (a *App) overlay(ctx context.Context, shelf *catalog.Shelf, on ground) error {
	shelves, news, err := catalog.Overlay(ctx, shelf, on.past, on.folders)
	if err != nil {
		return err
	}
	a.shelves = shelves
	for _, n := range news {
		for _, p := range content.Errors(n.Problems) {
			fmt.Fprintln(a.told, p.Text("en"))
		}
	}
	a.tell(news, nil)
	if on.past != nil {
		now, err := shelves.Of("").Assignments.Marks()
		if err != nil {
			return err
		}
		if err := a.tellSameVersion(ctx, now); err != nil {
			return err
		}
	}
	signal.Notify(a.again, syscall.SIGHUP)
	return nil
}

// tell puts in the log what reading folders found: where, and not what stands
// there.
func (a *App) tell(news []catalog.News, err error) {
	if err != nil {
		a.log.Error("assignments not renewed", "kind", "catalog.Look")
	}
	if len(news) > 0 && a.onNews != nil {
		a.onNews(news)
	}
	for _, n := range news {
		bad := content.Errors(n.Problems)
		level, fields := slog.LevelInfo, []any{"tenant", string(n.Folder.Tenant), "n", len(n.Live)}
		if len(bad) > 0 {
			level, fields = slog.LevelWarn, append(fields, "kind", "catalog.overlay", "at", fmt.Sprintf("%s:%d:%d", bad[0].File, bad[0].Line, bad[0].Column))
		} else if len(n.Live) == 0 {
			continue
		}
		a.log.Log(context.Background(), level, "assignments read", fields...)
	}
}
