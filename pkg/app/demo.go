// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"opgelucht/config"
	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// The demonstration municipality and its counsellor.
const (
	DemoTenant = tenant.ID("voorbeeldstad")
	demoUser   = "sanne"
	demoName   = "Sanne"
	// DemoSite is where a page of the municipality itself would stand.
	DemoSite = "http://gemeente.localhost:8090"
)

// PutDemo puts the demonstration municipality in an empty data folder. What is
// there already stays as it is.
func PutDemo(data string) error {
	name := filepath.Join(data, "tenants", string(DemoTenant)+".yaml")
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text, err := config.Tenants.ReadFile("tenants/" + string(DemoTenant) + ".yaml")
	if err != nil {
		return err
	}
	return writeNew(name, text, 0o644)
}

// DemoCounsellor makes the first counsellor of the demonstration and prints
// the sign-in, once.
func (a *App) DemoCounsellor(ctx context.Context, told io.Writer) error {
	if _, err := a.DB.IntakeTeam(ctx, DemoTenant); !fault.Is(err, fault.NotFound) {
		return err
	}
	account, err := a.AddCounsellor(ctx, DemoTenant, demoUser, demoName, access.RoleCoordinator)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(told, "\nThe counsellor's desk is at /werkplek. This is shown once:\n  name      %s\n  password  %s\n\n", account.User, account.Password)
	return err
}

//go:embed demosite.html
var demoPage string

// DemoSiteHandler is a page of a municipality, of another origin, that shows
// the service inside a frame.
func DemoSiteHandler(service string) http.Handler {
	page := template.Must(template.New("").Parse(demoPage))
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = page.Execute(w, map[string]string{"Service": service}) // the reader went away
	})
}
