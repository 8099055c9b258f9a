// SPDX-License-Identifier: EUPL-1.2

// Command opgelucht serves the service and does the work around it.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands are what the program can do; the help texts are its manual.
type commands struct {
	Config string `help:"Settings file; the environment goes before it. See config/server.example.yaml." placeholder:"FILE" type:"path"`

	Serve      serve           `cmd:"" help:"Serve the pages until stopped. Requests under way are finished first."`
	Check      check           `cmd:"" help:"Read every setting, municipality, sample message and assignment, and say what is wrong."`
	Health     health          `cmd:"" help:"Ask a running server whether it is ready; for a container's health check."`
	Tenant     tenants         `cmd:"" help:"Municipalities."`
	Assignment assignmentTools `cmd:"" aliases:"opdracht" help:"Write assignments: new, lint, test, preview, fmt, explain, words, coverage, diff and more."`
	Audit      auditTools      `cmd:"" help:"The log of who read, shared, took along, deleted and signed in."`
	Counsellor counsellor      `cmd:"" help:"Counsellors of a municipality."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c commands
	parsed := kong.Parse(&c,
		kong.Name("opgelucht"),
		kong.Description("Anonymous, text-only help for people with debts.\n\nSettings by environment: PORT, OPGELUCHT_DATA, OPGELUCHT_DATABASE, OPGELUCHT_ASSIGNMENTS, OPGELUCHT_ROOT_KEY_FILE, OPGELUCHT_BASE_URL, OPGELUCHT_TRUSTED_PROXIES, OPGELUCHT_LOG_LEVEL, OPGELUCHT_DEV."),
		kong.UsageOnError(),
		kong.Exit(exit),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	parsed.FatalIfErrorf(parsed.Run(&c))
}

// exit ends with 2 when the program was called wrongly, as tools do.
func exit(code int) {
	if code == 80 { // kong's own
		code = 2
	}
	os.Exit(code)
}
