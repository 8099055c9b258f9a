// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/author"
	"opgelucht/pkg/config"
	"opgelucht/pkg/store"
)

// openTasks counts, in the database of a server, how many tasks under way stand on
// which version. It reads only, and counts all municipalities together.
func (c *assignmentDiff) openTasks(ctx context.Context, id string) ([]store.OpenTasks, error) {
	source := c.Data
	if !strings.Contains(source, "://") {
		source = config.Server{Data: filepath.Clean(c.Data)}.Source()
	}
	db, err := store.Look(ctx, source)
	if err != nil {
		return nil, c.wrongUse("in %s is geen database te lezen", "no database can be read in %s", shortened(c.Data))
	}
	list, err := db.OpenTasks(ctx, id)
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, c.mistakes("de database in %s is niet te lezen", "the database in %s cannot be read", shortened(c.Data))
	}
	return append([]store.OpenTasks{}, list...), nil
}

// shortened leaves the password out of the address of a database.
func shortened(source string) string {
	if scheme, rest, ok := strings.Cut(source, "://"); ok {
		return scheme + "://" + rest[strings.LastIndex(rest, "@")+1:]
	}
	return source
}

// tellTasks says what the change means for tasks under way.
func (c *assignmentDiff) tellTasks(list []store.OpenTasks, class assignment.Class, now int) string {
	if c.Data == "" {
		return c.say("\nHoeveel open taken op welke versie staan, telt: opgelucht opdracht diff OUD NIEUW --data MAP-VAN-DE-SERVER (of --data postgres://…)\n",
			"\nTo count how many open tasks stand on which version: opgelucht assignment diff OLD NEW --data FOLDER-OF-THE-SERVER (or --data postgres://…)\n")
	}
	if len(list) == 0 {
		return c.say("\nEr zijn geen open taken van deze opdracht.\n", "\nThere are no open tasks of this assignment.\n")
	}
	text := c.say("\nOpen taken:\n", "\nOpen tasks:\n")
	for _, one := range list {
		means := c.say("kiest zelf of hij meegaat", "chooses whether to move along")
		switch {
		case one.Version == now:
			means = c.say("staat al op deze versie", "stands on this version already")
		case one.Version > now:
			means = c.say("staat op een nieuwere versie en merkt niets", "stands on a newer version and notices nothing")
		case class == assignment.Same:
			means = c.say("krijgt de nieuwe teksten vanzelf", "gets the new words by itself")
		}
		text += fmt.Sprintf("  %s %d: %d, %s\n", c.say("versie", "version"), one.Version, one.Tasks, means)
	}
	return text
}

// told is a difference as JSON.
type told struct {
	Class string `json:"class"`
	Text  string `json:"text"`
}

// compared gives what differs, as JSON and as text.
func (c *assignmentDiff) compared(class assignment.Class, changes []author.Change) ([]told, string) {
	all, text := []told{}, author.SayClass(class, c.Language)+"\n"
	for _, change := range changes {
		all = append(all, told{change.Class.Name(), change.Say.In(c.Language)})
		text += fmt.Sprintf("  %-9s %s\n", change.Class.Name(), change.Say.In(c.Language))
	}
	return all, text
}
