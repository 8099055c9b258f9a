// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"fmt"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/fault"
)

// tellSameVersion says at the start which assignments ask or compute other things
// than they did on this server, under the same version: who is half way in one
// keeps what they had, and is not told of the new one. Files that ship are
// refused before, by their lock file; this finds what a lock file does not know.
func (a *App) tellSameVersion(ctx context.Context, now []assignment.Snapshot) error {
	for _, s := range now {
		before, err := a.DB.SameVersion(ctx, s.Assignment, s.Version, s.Logic)
		if err != nil {
			return err
		}
		for _, logic := range before {
			other, err := a.differs(ctx, s, logic)
			if err != nil {
				return err
			}
			if !other {
				continue
			}
			a.log.Warn("logic changed without its version", "assignment", s.Assignment, "version", s.Version)
			fmt.Fprintf(a.told, "assignment %s: version %d was given to clients with other questions or another computation; write version: %d, so that who is half way is told\n",
				s.Assignment, s.Version, s.Version+1)
			break
		}
	}
	return nil
}

// differs tells whether what was kept under a hash is other logic today: hashes of
// earlier days were made in another way.
func (a *App) differs(ctx context.Context, s assignment.Snapshot, logic string) (bool, error) {
	body, err := a.DB.Snapshot(ctx, logic)
	if fault.Is(err, fault.NotFound) {
		return false, nil // it went since
	}
	if err != nil {
		return false, err
	}
	kept, err := catalog.Snapshot(body)
	if err != nil {
		return false, nil //nolint:nilerr // one that cannot be read any more says nothing, and must not keep the doors closed
	}
	was, ok := kept.Get(s.Assignment, assignment.Source)
	return ok && was.LogicHash != s.Logic, nil
}
