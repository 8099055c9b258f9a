// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"opgelucht/pkg/app"
	"opgelucht/pkg/config"
)

type serve struct {
	Assignments string `help:"Folder whose assignments go before those that ship, for every municipality. One of a municipality: DATA/tenants/NAME/assignments." placeholder:"DIR" type:"path"`

	Demo bool `help:"Put a demonstration municipality with one counsellor in an empty data folder, and show it inside a page of another site."`
}

// Run serves until the program is told to stop.
func (s *serve) Run(ctx context.Context, c *commands) error {
	settings, err := config.Read(c.Config, os.Getenv)
	if err != nil {
		return err
	}
	settings.Assignments = cmp.Or(s.Assignments, settings.Assignments)
	if s.Demo {
		settings.Dev = true
		if err := app.PutDemo(settings.Data); err != nil {
			return err
		}
	}
	house, err := open(ctx, settings)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", settings.Port))
	if err != nil {
		return errors.Join(fmt.Errorf("port %d is taken; choose another with PORT=8081", settings.Port), house.Close())
	}
	if s.Demo {
		if err := showDemo(ctx, house, settings); err != nil {
			return errors.Join(err, house.Close())
		}
	}
	fmt.Printf("Opgelucht is at http://localhost:%d\n", settings.Port)
	return errors.Join(house.Run(ctx, listener), house.Close())
}

// open builds the house from its settings.
func open(ctx context.Context, settings config.Server) (*app.App, error) {
	return app.New(ctx, app.Options{Settings: settings, Log: os.Stderr, Told: os.Stderr})
}

func showDemo(ctx context.Context, house *app.App, settings config.Server) error {
	if err := house.DemoCounsellor(ctx, os.Stdout); err != nil {
		return err
	}
	site := strings.TrimPrefix(app.DemoSite, "http://gemeente.localhost")
	listener, err := net.Listen("tcp", site)
	if err != nil {
		fmt.Printf("Port %s is taken, so the municipality's own page is not shown.\n", site)
		return nil
	}
	handler := app.DemoSiteHandler(fmt.Sprintf("http://localhost:%d", settings.Port))
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close() // nothing is under way that matters
	}()
	go func() { _ = server.Serve(listener) }() // ends with the program
	fmt.Printf("Inside a municipality's page: %s\n", app.DemoSite)
	return nil
}

type health struct {
	Port int    `help:"Port to ask on this machine." env:"PORT" default:"8080"`
	URL  string `help:"Address to ask, when it is another." placeholder:"URL"`
}

// Run asks once.
func (h *health) Run(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	address := h.URL
	if address == "" {
		address = fmt.Sprintf("http://localhost:%d/readyz", h.Port)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", address, resp.Status)
	}
	return nil
}
