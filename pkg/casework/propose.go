// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Proposal is an answer of a trainee that a colleague reads before the client does.
// Until then the promise to the client stands as it was.
type Proposal struct {
	By    access.CounsellorID
	Name  string
	At    time.Time
	Reply Reply
}

func (c Case) proposal(key seal.Key) (*Proposal, error) {
	if len(c.Sealed.Proposal) == 0 {
		return nil, nil // nothing was proposed: an ordinary answer, not an error
	}
	var p Proposal
	err := openJSON(key, c.place("proposal"), c.Sealed.Proposal, &p)
	return &p, err
}

// Propose puts an answer before colleagues, who send it or give it back. It refuses
// what Send refuses, so that a colleague reads what could go out; and a second answer
// while one waits.
func (s *Service) Propose(ctx context.Context, by access.Counsellor, id access.CaseID, r Reply) error {
	if err := need(by, access.MayAnswer); err != nil {
		return err
	}
	r, err := r.check(s.now())
	if err != nil {
		return err
	}
	return again(func() error {
		o, err := s.OpenCase(ctx, by, id)
		if err != nil {
			return err
		}
		if err := o.ready(r, s.now()); err != nil {
			return err
		}
		if o.Proposal != nil && o.Proposal.By != by.ID {
			return fault.At("tekst", "propose.other", map[string]any{"Name": o.Proposal.Name})
		}
		c := o.Case
		if c.Proposed = by.ID; c.Owner == "" {
			c.Owner = by.ID
		}
		p := Proposal{By: by.ID, Name: by.Name, At: s.now().In(zone), Reply: r}
		if c.Sealed.Proposal, err = closeJSON(o.key, c.place("proposal"), p); err != nil {
			return err
		}
		return fault.Wrap("casework.Propose", s.store.Save(ctx, Change{Case: c, Counts: moved(o.Case, c)}))
	})
}

// proposed opens a case with an answer that waits. It answers Invalid when none does.
func (s *Service) proposed(ctx context.Context, by access.Counsellor, id access.CaseID) (Opened, error) {
	o, err := s.OpenCase(ctx, by, id)
	if err == nil && o.Proposal == nil {
		err = fault.At("tekst", "propose.gone", nil)
	}
	return o, err
}

// Approve sends an answer of a colleague, under their name. It answers NotFound for
// who may not, also for the one who wrote it, and Invalid when the client wrote since.
func (s *Service) Approve(ctx context.Context, t *tenant.Tenant, by access.Counsellor, id access.CaseID) error {
	if err := need(by, access.MayApprove); err != nil {
		return err
	}
	return again(func() error {
		o, err := s.proposed(ctx, by, id)
		if err != nil {
			return err
		}
		p := *o.Proposal
		if p.By == by.ID {
			return fault.New(fault.NotFound, "")
		}
		if err := o.ready(p.Reply, s.now()); err != nil {
			return err
		}
		writer := by
		writer.ID, writer.Name = p.By, p.Name
		change, err := s.send(ctx, t, writer, o, p.Reply, s.deliverAt(t, o.Case, p.Reply))
		if err != nil {
			return err
		}
		e, err := s.traced(o.key, o.Case, by, audit.Approved, TrailNote{Name: by.Name})
		change.Audit = append(change.Audit, e)
		if err != nil {
			return err
		}
		return fault.Wrap("casework.Approve", s.store.Save(ctx, change))
	})
}

// GiveBack returns an answer to who wrote it, with a note of the team beside it when
// there is something to say. The one who wrote it may take it back themself. What they
// wrote still stands in their own box.
func (s *Service) GiveBack(ctx context.Context, by access.Counsellor, id access.CaseID, note string) error {
	return again(func() error {
		o, err := s.proposed(ctx, by, id)
		if err != nil {
			return err
		}
		if o.Proposal.By != by.ID && !by.Role.May(access.MayApprove) {
			return fault.New(fault.NotFound, "")
		}
		c := o.Case
		c.Proposed, c.Sealed.Proposal = "", nil
		change := Change{Case: c, Counts: moved(o.Case, c)}
		if note != "" {
			if note, err = checkTeamNote(note); err != nil {
				return err
			}
			n, err := s.teamNote(by, c, note)
			if err != nil {
				return err
			}
			change.Notes = []SealedTeamNote{n}
		}
		return fault.Wrap("casework.GiveBack", s.store.Save(ctx, change))
	})
}
