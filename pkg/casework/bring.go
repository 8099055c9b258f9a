// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Bringing is what a client brings along out of an earlier copy of their own.
type Bringing struct {
	Made   time.Time      // of the copy
	Facts  []dossier.Fact // what it said last, at most one of each path and row
	Choose map[string]dossier.Decision
	Shared bool // the team may read the sections that are new; the others stay as they are
}

// Meets compares what a client brings with their dossier. Nothing is written.
func (s *Service) Meets(ctx context.Context, client access.Client, in Bringing, lang string) ([]dossier.Brought, error) {
	_, d, err := s.OwnDossier(ctx, client)
	if err != nil {
		return nil, err
	}
	return d.Record.Meet(s.shelf.Of(client.Tenant).Assignments.Vocabulary(lang), in.Facts), nil
}

// Bring adds what a client brings to their dossier, whole or not at all, and gives
// how many facts that were. They are the client's own words out of a copy: whatever
// the copy says of who wrote them is not taken over. What is asked about and was
// not chosen stays as it is.
func (s *Service) Bring(ctx context.Context, t *tenant.Tenant, client access.Client, in Bringing, lang string) (int, error) {
	n := 0
	err := again(func() error {
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		folder, err := s.store.Folder(ctx, c.Tenant, c.ID)
		if err != nil {
			return err
		}
		d, err := s.openFolder(folder, c, ownKeys(client))
		if err != nil {
			return err
		}
		vocab := s.shelf.Of(t.ID).Assignments.Vocabulary(lang)
		facts := dossier.Bring(d.Record.Meet(vocab, in.Facts), in.Choose, s.now().In(zone), in.Made.In(zone).Format(time.DateOnly))
		if n = len(facts); n == 0 {
			return nil
		}
		change, err := s.file(client, c, folder, vocab, s.workOut(t, d, facts, lang), nil, Sheet{})
		if err != nil {
			return err
		}
		if !in.Shared {
			for i := range change.Sections {
				change.Sections[i].KeyTeam = nil
			}
		}
		return fault.Wrap("casework.Bring", s.store.Save(ctx, Change{Case: c, Folder: change}))
	})
	return n, err
}
