// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"opgelucht/pkg/audit"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// headsFile is where the server keeps, once a day, how far the log of each
// municipality is. A copy of it elsewhere shows later that nothing was cut off.
const headsFile = "audit.heads"

// keepLog deletes what is in the log for longer than its term, and keeps how far
// the log is. Lines are only added: an end that was cut off must not wipe out what
// tells of it.
func (a *App) keepLog(ctx context.Context) error {
	gone, err := a.DB.Shorten(ctx, a.now().Add(-audit.Kept))
	if err != nil {
		return err
	}
	if gone > 0 {
		a.log.Info("log shortened", "n", gone)
	}
	file := filepath.Join(a.settings.Data, headsFile)
	if info, err := os.Stat(file); err == nil && time.Since(info.ModTime()) < 24*time.Hour {
		return nil
	}
	heads, err := a.DB.Heads(ctx)
	if err != nil || len(heads) == 0 {
		return err
	}
	return appendHeads(file, heads)
}

func appendHeads(file string, heads []audit.Head) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	var text strings.Builder
	for _, h := range heads {
		text.WriteString(h.Line())
	}
	_, err = f.WriteString(text.String())
	return errors.Join(err, f.Sync(), f.Close())
}

// VerifyLog checks the log of every municipality, or of those that are named,
// against the key, and against the heads in the data folder and in another file.
func (a *App) VerifyLog(ctx context.Context, heads string, of ...tenant.ID) ([]audit.Report, error) {
	var kept []audit.Head
	for _, file := range []string{filepath.Join(a.settings.Data, headsFile), heads} {
		list, err := readHeads(file)
		if err != nil && (file == heads || !errors.Is(err, fs.ErrNotExist)) {
			return nil, err
		}
		kept = append(kept, list...)
	}
	if len(of) == 0 {
		of = a.logged(kept)
	}
	var reports []audit.Report
	for _, t := range of {
		r, err := a.DB.Verify(ctx, t, kept...)
		if err != nil {
			return nil, err
		}
		reports = append(reports, r)
	}
	return reports, nil
}

func readHeads(file string) ([]audit.Head, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	list, err := audit.ReadHeads(f)
	if err != nil {
		err = errors.Join(errors.New(file), err)
	}
	return list, err
}

// logged lists the municipalities that there are, and those whose log was seen:
// one that disappeared whole must be missed.
func (a *App) logged(kept []audit.Head) []tenant.ID {
	var list []tenant.ID
	for _, t := range a.Tenants.All() {
		list = append(list, t.ID)
	}
	for _, h := range kept {
		list = append(list, h.Tenant)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// ExportLog writes the log of a municipality as CSV, from a day on. Of cases it
// names only the trail, which tells nothing to who cannot open them.
func (a *App) ExportLog(ctx context.Context, out io.Writer, t tenant.ID, since time.Time) error {
	names, err := a.accounts(ctx, t)
	if err != nil {
		return err
	}
	w := csv.NewWriter(out)
	_ = w.Write([]string{"seq", "at", "actor", "who", "about", "action", "trail"}) // Error tells
	err = a.DB.EachEntry(ctx, t, -1, func(e audit.Entry) error {
		if e.At.Before(since) {
			return nil
		}
		at := e.At.In(calendar.Zone())
		text := at.Format(time.RFC3339)
		if e.Actor == audit.Client {
			text = at.Format(time.DateOnly)
		}
		return w.Write([]string{strconv.FormatInt(e.Seq, 10), text, string(e.Actor), names.of(e.Who), names.of(e.About), string(e.Action), e.Trail})
	})
	w.Flush()
	return errors.Join(err, w.Error())
}

// accounts are sign-in names by account.
type accounts map[string]string

// of names an account; one that is not there any more stands by its id.
func (a accounts) of(id string) string {
	if name, ok := a[id]; ok {
		return name
	}
	return id
}

func (a *App) accounts(ctx context.Context, t tenant.ID) (accounts, error) {
	team, err := a.DB.IntakeTeam(ctx, t)
	if fault.Is(err, fault.NotFound) {
		return nil, nil // nobody was ever let in
	}
	if err != nil {
		return nil, err
	}
	doors, err := a.DB.Counsellors(ctx, t, team.ID)
	list := accounts{}
	for _, d := range doors {
		list[string(d.ID)] = d.User
	}
	return list, err
}
