// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Rehearsal is a case as someone who writes an assignment wants to see it.
type Rehearsal struct {
	Starting
	Assignment string
	Example    assignment.Example // what is known and filled in; nothing without a draft
}

// Rehearse begins a case in which one assignment was given, as task 1, and
// filled in as an example says. It answers NotFound for one that is not there.
func (s *Service) Rehearse(ctx context.Context, t *tenant.Tenant, by access.Counsellor, in Rehearsal) (*access.Session, error) {
	def, ok := s.shelf.Of(t.ID).Offered(in.Assignment, in.Language)
	if !ok {
		return nil, fault.New(fault.NotFound, "")
	}
	session, err := s.Start(ctx, t, in.Starting)
	if err != nil {
		return nil, err
	}
	client := *session.Client
	give := Reply{Text: def.Title, Give: []Give{{Assignment: def.ID, Workdays: DefaultWorkdays}}, Seen: 1}
	if err := s.Send(ctx, t, by, client.Case, give); err != nil {
		return nil, err
	}
	if in.Example.Draft == nil {
		return session, nil
	}
	w, err := s.OpenTask(ctx, t, client, 1, in.Language)
	if err != nil {
		return nil, err
	}
	facts := slices.Clone(in.Example.Known)
	for i := range facts {
		facts[i].At, facts[i].By = s.now(), dossier.ByClient
	}
	change, err := s.file(client, w.Case, w.folder, def.Vocabulary(), facts, nil, Sheet{})
	if err != nil {
		return nil, err
	}
	if err := s.store.Save(ctx, Change{Case: w.Case, Folder: change}); err != nil {
		return nil, fault.Wrap("casework.Rehearse", err)
	}
	if w, err = s.OpenTask(ctx, t, client, 1, in.Language); err != nil {
		return nil, err
	}
	w.Outcome.Draft = in.Example.Draft
	return session, s.keepDraft(ctx, client, &w)
}
