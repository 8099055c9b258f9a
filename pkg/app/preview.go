// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/config"
	"opgelucht/pkg/content"
	"opgelucht/pkg/preview"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/store"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/web"
)

// PreviewHome is where the preview of assignments begins.
const PreviewHome = preview.Home

// NewPreview builds a house in memory that shows the assignments of a folder to
// who writes them; an empty dir is what ships. Everything in it is real and
// nothing of it is kept: keys, cases and what is typed are gone when it closes.
func NewPreview(ctx context.Context, dir, first string) (*App, error) {
	t, problems := tenant.Parse("voorbeeld.yaml", []byte(tenant.New("Voorbeeldstad", []string{"localhost", "127.0.0.1"}, "088 000 00 00")), tenant.Options{})
	if bad := content.Errors(problems); len(bad) > 0 {
		return nil, errors.New(bad[0].Text("en"))
	}
	db, err := store.Open(ctx, store.Options{Memory: true, Now: time.Now})
	if err != nil {
		return nil, err
	}
	folder := catalog.Folder{Path: dir, Files: assignments.FS, Whole: true}
	a := &App{
		DB: db, settings: config.Server{LogLevel: "error"}, told: io.Discard, log: slog.New(web.LogHandler{Handler: slog.DiscardHandler}), now: time.Now,
		again: make(chan os.Signal, 1), look: slowLook,
	}
	if dir != "" {
		folder.Files = os.DirFS(dir)
		if a.stirred = stirs(ctx, dir); a.stirred == nil {
			a.look = steadyLook
		}
	}
	var found []catalog.News
	a.onNews = func(news []catalog.News) { found = news }
	on := ground{root: seal.NewKey(), tenants: tenant.Only(t), folders: []catalog.Folder{folder}, stretch: seal.NewRehearsal()}
	if err := a.furnish(ctx, on); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	by, err := a.nobody(ctx, t.ID)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("preview: %w", err), db.Close())
	}
	door := preview.New(preview.Parts{
		Cases: a.Service, Sessions: access.NewSessions(db, a.days, a.now), Shelf: a.shelves, Folder: folder, By: by, First: first, Done: ctx.Done(),
	})
	door.Changed(found)
	a.onNews = door.Changed
	a.Server.FrameOwn()
	a.Server.Add(door.Routes(), nil)
	return a, nil
}

// nobody is the counsellor of the preview. Its password is told to nobody.
func (a *App) nobody(ctx context.Context, t tenant.ID) (access.Counsellor, error) {
	key := seal.NewPair()
	by := access.Counsellor{Tenant: t, ID: access.CounsellorID(rand.Text()), Team: access.TeamID(rand.Text()), Name: "Sanne", Role: access.RoleCounsellor, TeamKey: key}
	door, _, err := a.Gate.NewCounsellor(ctx, access.CounsellorDoor{ID: by.ID, Tenant: t, Team: by.Team, User: "sanne", Name: by.Name}, key)
	if err != nil {
		return by, err
	}
	return by, a.DB.AddTeam(ctx, casework.Team{ID: by.Team, Public: key.Public().Bytes()}, "Team", door)
}
