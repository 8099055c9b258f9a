// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
)

// Handover is that a case went from one counsellor to another, until the client said
// what they think of it.
type Handover struct {
	From string `json:"f,omitempty"` // names, as clients know them; empty when it was nobody's
	To   string `json:"t,omitempty"`
	On   Date   `json:"d,omitempty"`
	Says Says   `json:"s,omitempty"`
}

// Says is what a client answered to a hand-over.
type Says string

// The answers. Other puts the case back, for somebody else to take.
const (
	SaysFine  Says = "fine"
	SaysOther Says = "other"
)

// Handing is whose cases become whose, and what a colleague has to know.
type Handing struct {
	To       access.CounsellorID // empty for nobody
	From     string              // name of whose it was, for the client
	Name     string              // name of whose it is
	Note     string              // for the team, in each case; may be empty
	Unopened bool                // by who divides the work, without reading it
}

// Assign makes a case somebody's of the team, or nobody's: who takes it, gives it to
// a colleague, or puts it back. That the colleague is one of the team is for the
// caller to see. The client is told, and says whether it is right.
func (s *Service) Assign(ctx context.Context, by access.Counsellor, id access.CaseID, h Handing) error {
	if err := need(by, access.MayAnswer); err != nil {
		return err
	}
	note, err := h.check()
	if err != nil {
		return err
	}
	h.Note = note
	return again(func() error {
		open := s.teamCase
		if h.Unopened && by.Role.May(access.MayDivide) {
			open = s.anyCase
		}
		o, err := open(ctx, by, id)
		if err != nil || o.Case.Owner == h.To {
			return err
		}
		change, err := s.assign(by, o, h)
		if err != nil {
			return err
		}
		return fault.Wrap("casework.Assign", s.store.Save(ctx, change))
	})
}

func (h Handing) check() (string, error) {
	if h.Note == "" {
		return "", nil
	}
	return checkTeamNote(h.Note)
}

// assign decides what giving a case to somebody writes.
func (s *Service) assign(by access.Counsellor, o Opened, h Handing) (Change, error) {
	c := o.Case
	c.Owner = h.To
	label, err := c.label(o.key)
	if err != nil {
		return Change{}, err
	}
	if o.Case.Owner != "" && h.To != "" { // to who had nobody yet, nothing changes
		label.Handed = Handover{From: h.From, To: h.Name, On: s.today()}
		if err := c.setLabel(o.key, label); err != nil {
			return Change{}, err
		}
	}
	change := Change{Case: c, Counts: moved(o.Case, c)}
	if h.Note != "" {
		n, err := s.teamNote(by, c, h.Note)
		if err != nil {
			return Change{}, err
		}
		change.Notes = []SealedTeamNote{n}
	}
	e, err := s.traced(o.key, c, by, audit.Assigned, TrailNote{Name: by.Name})
	e.About = string(h.To)
	change.Audit = []audit.Entry{e}
	return change, err
}

// handedAtOnce is how many cases one transaction hands over.
const handedAtOnce = 250

// HandOver gives all cases of a colleague to another, closed ones too, in one act: a
// case that changed meanwhile is tried again, and what was handed over stays so when
// the server stops half way. It says how many there were. It takes the right to divide.
func (s *Service) HandOver(ctx context.Context, by access.Counsellor, from access.CounsellorID, h Handing) (int, error) {
	if !by.Role.May(access.MayDivide) || h.To == "" || h.To == from {
		return 0, fault.At("naar", "owner.choose", nil)
	}
	note, err := h.check()
	if err != nil {
		return 0, err
	}
	h.Note = note
	n, left := 0, tries
	for {
		cases, err := s.margin.Owned(ctx, by.Tenant, by.Team, from, handedAtOnce)
		if err != nil || len(cases) == 0 {
			return n, err
		}
		changes := make([]Change, 0, len(cases))
		for _, c := range cases {
			key, err := c.keyFor(by)
			if err != nil {
				return n, err
			}
			change, err := s.assign(by, Opened{Case: c, key: key}, h)
			if err != nil {
				return n, err
			}
			changes = append(changes, change)
		}
		done, err := s.margin.SaveEach(ctx, changes)
		if n += done; err != nil {
			return n, fault.Wrap("casework.HandOver", err)
		}
		if done > 0 {
			left = tries
		} else if left--; left == 0 { // somebody changes them all the time
			return n, fault.New(fault.Conflict, "conflict")
		}
	}
}

// AnswerHandover is what a client says of whose their case became. With Other it is
// nobody's again, so that somebody else of the team takes it.
func (s *Service) AnswerHandover(ctx context.Context, client access.Client, says Says) error {
	return s.relabel(ctx, client, func(c *Case, label *Label) (bool, error) {
		if label.Handed.On == "" || label.Handed.Says != "" || says != SaysFine && says != SaysOther {
			return false, nil // nothing was asked, or it was answered in another window
		}
		if label.Handed.Says = says; says == SaysOther {
			c.Owner = ""
		}
		return true, nil
	})
}
