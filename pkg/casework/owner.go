// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
)

// Why says what sort of reason somebody has to open a case of a colleague.
type Why string

// The reasons that are offered.
const (
	WhyAway   Why = "away"   // the colleague is not there, and a promise ends
	WhyAsked  Why = "asked"  // the colleague asked for a second look
	WhyUrgent Why = "urgent" // something cannot wait
	WhyOther  Why = "other"  // in the counsellor's own words
)

// Whys are the reasons, in the order in which they are offered.
var Whys = []Why{WhyAway, WhyAsked, WhyUrgent, WhyOther}

// Reason is why a counsellor opens a case of a colleague. The client reads it.
type Reason struct {
	Why  Why
	Text string // needed with WhyOther
}

// maxReason is the most characters of a reason: a sentence or two.
const maxReason = 300

// NeedsReason is the key of the answer to who opens a case of a colleague and has
// not said why today.
const NeedsReason = "reason.needed"

// NeedsReasonFor tells whether a failure is that answer.
func NeedsReasonFor(err error) bool { return err != nil && fault.As(err).Key == NeedsReason }

// check gives a reason as it may be kept.
func (r Reason) check() (Reason, error) {
	r.Text = strings.TrimSpace(r.Text)
	switch {
	case !slices.Contains(Whys, r.Why):
		return r, fault.At("waarom", "reason.choose", nil)
	case r.Why == WhyOther && r.Text == "":
		return r, fault.At("reden", "reason.empty", nil)
	case len([]rune(r.Text)) > maxReason:
		return r, fault.At("reden", "reason.long", map[string]any{"N": len([]rune(r.Text)) - maxReason})
	}
	return r, checkNumbers("reden", r.Text)
}

// GiveReason logs why a counsellor opens a case of a colleague; for the rest of the
// day it then opens. It answers Invalid for a reason that says nothing.
func (s *Service) GiveReason(ctx context.Context, by access.Counsellor, id access.CaseID, r Reason) error {
	r, err := r.check()
	if err != nil {
		return err
	}
	o, err := s.anyCase(ctx, by, id)
	if err != nil {
		return err
	}
	e, err := s.traced(o.key, o.Case, by, audit.Reasoned, TrailNote{Name: by.Name, Why: r.Why, Text: r.Text})
	if err != nil {
		return err
	}
	return fault.Wrap("casework.GiveReason", s.store.Save(ctx, Change{Case: o.Case, Quiet: true, Audit: []audit.Entry{e}}))
}

// mayOpen answers NeedsReason for a case of a colleague that the counsellor did not
// give a reason for today.
func (s *Service) mayOpen(ctx context.Context, by access.Counsellor, o Opened) error {
	if o.Case.Owner == "" || o.Case.Owner == by.ID || o.Case.Proposed != "" && by.Role.May(access.MayApprove) {
		return nil
	}
	if covers, err := s.covers(ctx, by, o.Case.Owner); err != nil || covers {
		return err
	}
	entries, err := s.margin.Trail(ctx, by.Tenant, trailOf(o.key, o.Case.ID))
	if err != nil {
		return err
	}
	today := s.today()
	for _, e := range slices.Backward(entries) {
		if e.Action == audit.Reasoned && e.Who == string(by.ID) && DateOf(e.At.In(zone)) == today {
			return nil
		}
	}
	return fault.New(fault.Invalid, NeedsReason)
}

// Owner gives whose a case is, without opening anything of it.
func (s *Service) Owner(ctx context.Context, by access.Counsellor, id access.CaseID) (access.CounsellorID, error) {
	o, err := s.anyCase(ctx, by, id)
	return o.Case.Owner, err
}
