// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"opgelucht/pkg/app"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/config"
	"opgelucht/pkg/tenant"
)

type auditTools struct {
	Verify auditVerify `cmd:"" help:"Check that no line of the log was changed, taken out or cut off. Ends with 1 when one was."`
	Export auditExport `cmd:"" help:"Write the log of a municipality as CSV. It names accounts of counsellors and no client."`
}

type auditVerify struct {
	Tenant []string `arg:"" optional:"" help:"Short names of municipalities; without any, all of them."`
	Heads  string   `help:"A copy of audit.heads that was kept elsewhere; what it has seen must still be there. The one in the data folder is always looked at." placeholder:"FILE" type:"existingfile"`
}

// Run checks and says what is wrong.
func (v *auditVerify) Run(ctx context.Context, c *commands) error {
	house, err := quietHouse(ctx, c)
	if err != nil {
		return err
	}
	var of []tenant.ID
	for _, name := range v.Tenant {
		of = append(of, tenant.ID(name))
	}
	reports, err := house.VerifyLog(ctx, v.Heads, of...)
	if err = errors.Join(err, house.Close()); err != nil {
		return err
	}
	wrong := 0
	for _, r := range reports {
		fmt.Printf("%s: %d lines, from %d to %d\n", r.Tenant, r.N, r.From, r.Head.Seq)
		for _, f := range r.Faults {
			wrong++
			fmt.Printf("  line %d: %s\n", f.Seq, f.What)
		}
	}
	if wrong > 0 {
		return fmt.Errorf("%d places where the log is not as it was written", wrong)
	}
	fmt.Println("the log is as it was written")
	return nil
}

type auditExport struct {
	Tenant string `arg:"" help:"Short name of the municipality."`
	Since  string `help:"First day, as 2026-11-24." placeholder:"DATE"`
}

// Run writes the log to the standard output.
func (e *auditExport) Run(ctx context.Context, c *commands) error {
	var since time.Time
	if e.Since != "" {
		var err error
		if since, err = time.ParseInLocation(time.DateOnly, e.Since, calendar.Zone()); err != nil {
			return fmt.Errorf("--since %q is no day; write it as 2026-11-24", e.Since)
		}
	}
	house, err := quietHouse(ctx, c)
	if err != nil {
		return err
	}
	if _, ok := house.Tenants.ByID(tenant.ID(e.Tenant)); !ok {
		return errors.Join(fmt.Errorf("there is no municipality %q", e.Tenant), house.Close())
	}
	return errors.Join(house.ExportLog(ctx, os.Stdout, tenant.ID(e.Tenant), since), house.Close())
}

// quietHouse opens the house for a command that reads its database.
func quietHouse(ctx context.Context, c *commands) (*app.App, error) {
	settings, err := config.Read(c.Config, os.Getenv)
	if err != nil {
		return nil, err
	}
	return app.New(ctx, app.Options{Settings: settings, Log: os.Stderr, Told: os.Stderr})
}
