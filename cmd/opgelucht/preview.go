// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"errors"
	"fmt"
	"net"

	"opgelucht/pkg/app"
)

type assignmentPreview struct {
	place
	Name string `arg:"" optional:"" help:"Name of the assignment to show first."`
	Port int    `help:"Port on this machine." default:"8383"`
}

// Run shows assignments in the browser until the program is stopped, on this
// machine only.
func (c *assignmentPreview) Run(ctx context.Context) error {
	f, err := c.open()
	if err != nil {
		return err
	}
	if c.Name != "" && !f.Has(c.Name) {
		return c.wrongUse("er is geen opdracht '%s'", "there is no assignment '%s'", c.Name)
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", c.Port))
	if err != nil {
		return c.wrongUse("poort %d is bezet; kies een andere met --port", "port %d is taken; choose another with --port", c.Port)
	}
	house, err := app.NewPreview(ctx, c.Dir, c.Name)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	fmt.Print(c.say("Open in je browser: %s\nWat je opslaat, zie je meteen. Stop met Ctrl-C.\n", "Open in your browser: %s\nWhat you save shows at once. Stop with Ctrl-C.\n",
		fmt.Sprintf("http://localhost:%d%s?taal=%s", listener.Addr().(*net.TCPAddr).Port, app.PreviewHome, c.Language)))
	return errors.Join(house.Run(ctx, listener), house.Close())
}
