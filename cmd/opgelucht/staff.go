// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"opgelucht/assignments"
	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/author"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/config"
	"opgelucht/pkg/content"
	"opgelucht/pkg/tenant"
)

type tenants struct {
	Add tenantAdd `cmd:"" help:"Write the file of a new municipality, to fill in further."`
}

type tenantAdd struct {
	ID    string   `arg:"" help:"Short name, lower case: waterhoven."`
	Name  string   `required:"" help:"Name as people call it."`
	Phone string   `required:"" help:"Phone number where people can ask for help at once."`
	Host  []string `help:"Host name it answers on; repeat for several. Without one it answers on any, when it is alone." placeholder:"HOST"`
}

var shortName = regexp.MustCompile(`^[a-z][a-z0-9-]{1,40}$`)

// Run writes the file.
func (t *tenantAdd) Run(c *commands) error {
	settings, err := config.Read(c.Config, os.Getenv)
	if err != nil {
		return err
	}
	if !shortName.MatchString(t.ID) {
		return fmt.Errorf("%q is no short name; use lower case letters, digits and dashes", t.ID)
	}
	file := filepath.Join(settings.Data, "tenants", t.ID+".yaml")
	if _, err := os.Stat(file); err == nil {
		return fmt.Errorf("%s exists already; change it there", file)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	text := tenant.New(t.Name, t.Host, t.Phone)
	if _, problems := tenant.Parse(filepath.Base(file), []byte(text), tenant.Options{}); len(content.Errors(problems)) > 0 {
		return errors.New(content.Errors(problems)[0].Text("en"))
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return err
	}
	fmt.Printf("%s written. Look it over, then: opgelucht counsellor add %s <sign-in name> <name clients see>\n", file, t.ID)
	return nil
}

type counsellor struct {
	Add counsellorAdd `cmd:"" help:"Make an account with a one-time password, shown once."`
}

type counsellorAdd struct {
	Tenant string `arg:"" help:"Short name of the municipality."`
	User   string `arg:"" help:"Name to sign in with."`
	Name   string `arg:"" help:"Name that clients see; a first name will do."`
	Role   string `help:"What they do: ${enum}. The first of a municipality is its coordinator." enum:"coordinator,counsellor,trainee,peer,editor,manager,reports" default:"counsellor"`
}

// Run makes the account.
func (a *counsellorAdd) Run(ctx context.Context, c *commands) error {
	house, err := quietHouse(ctx, c)
	if err != nil {
		return err
	}
	account, err := house.AddCounsellor(ctx, tenant.ID(a.Tenant), a.User, a.Name, access.Role(a.Role))
	if err != nil {
		return errors.Join(err, house.Close())
	}
	fmt.Printf("This is shown once:\n  name      %s\n  password  %s\n", account.User, account.Password)
	if account.Waits {
		fmt.Println("After the first sign-in a colleague has to let them in, at /werkplek/team.")
	}
	return house.Close()
}

type check struct {
	Assignments string `help:"Folder whose assignments go before those that ship." placeholder:"DIR" type:"path"`
}

// Run reads everything without starting anything.
func (o check) Run(c *commands) error {
	settings, err := config.Read(c.Config, os.Getenv)
	if err != nil {
		return err
	}
	registry, problems := tenant.Load(os.DirFS(filepath.Join(settings.Data, "tenants")), tenant.Options{Development: settings.Dev})
	shelf, more := catalog.Load()
	problems = append(problems, more...)
	problems = append(problems, checkWords()...)
	for _, p := range problems {
		fmt.Println(p.Text("en"))
	}
	settings.Assignments = cmp.Or(o.Assignments, settings.Assignments)
	wrong := len(content.Errors(problems)) + checkShipped(problems) + checkOverlays(shelf.Assignments.IDs(), append(app.Overlays(settings, registry), strays(settings.Data, registry)...))
	wrong += checkLibrary(shelf.Library)
	fmt.Printf("municipalities: %d, sample messages: %d, assignments: %d, of which work forms: %d, trajectories: %d, norm tables: %d, library pages: %d, words explained: %d\n", len(registry.All()),
		len(shelf.Messages("nl")), len(shelf.Assignments.IDs()), len(shelf.Assignments.WorkForms()), len(shelf.Assignments.Trajectories("nl")), len(shelf.Norms.IDs()),
		len(shelf.Library.IDs()), len(shelf.Library.Terms("nl")))
	if wrong > 0 {
		return fmt.Errorf("%d mistakes", wrong)
	}
	return nil
}

// checkShipped lints the assignments that ship, which have no warnings either, and
// plays their examples. It counts what was not said before.
func checkShipped(said []content.Problem) (wrong int) {
	shipped := author.Open(assignments.FS, nil)
	for _, p := range shipped.Lint() {
		again := slices.ContainsFunc(said, func(s content.Problem) bool { return s.Text("en") == p.Text("en") })
		if !p.Info && !again {
			wrong++
			fmt.Println(p.Text("en"))
		}
	}
	for _, r := range shipped.Examples() {
		for _, why := range r.Failed {
			wrong++
			fmt.Printf("%s: %s\n", r.File, why)
		}
	}
	return wrong
}
