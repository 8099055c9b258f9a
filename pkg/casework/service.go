// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"opgelucht/pkg/access"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// MaxText is the most characters of one message.
const MaxText = 5000

// zone is where the working day is.
var zone = calendar.Zone()

// Service is the door to all use cases.
type Service struct {
	store    Store
	gate     *access.Gate
	sessions *access.Sessions
	shelf    catalog.Shelves
	now      func() time.Time
	newID    func() string
	margin   Margin
	figures  Figures
	vault    Vault
	undo     time.Duration
	looks    looks
}

// Parts are what a Service works with.
type Parts struct {
	Store    Store
	Gate     *access.Gate
	Sessions *access.Sessions
	Catalog  catalog.Shelves
	Now      func() time.Time
	NewID    func() string // random, unguessable
	Margin   Margin
	Figures  Figures
	Vault    Vault
	Undo     time.Duration // how long an answer can be taken back before it is delivered
}

// New makes the service.
func New(p Parts) *Service {
	return &Service{store: p.Store, gate: p.Gate, sessions: p.Sessions, shelf: p.Catalog, now: p.Now, newID: p.NewID, margin: p.Margin, figures: p.Figures, vault: p.Vault, undo: p.Undo}
}

// today is the present day where the working day is.
func (s *Service) today() Date { return DateOf(s.now().In(zone)) }

// tries is how many can write one case at once and all be heard: each time that
// someone loses, someone else has won.
const tries = 16

// again repeats a use case that lost a race, because nothing was written and
// the reason to refuse may be gone.
func again(use func() error) error {
	var err error
	for range tries {
		if err = use(); !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return err
}

// need answers NotFound for who lacks a right.
func need(by access.Counsellor, x access.Right) error {
	if !by.Role.May(x) {
		return fault.New(fault.NotFound, "")
	}
	return nil
}

// ownCase reads a client's own case.
func (s *Service) ownCase(ctx context.Context, c access.Client) (Case, error) {
	return s.store.Case(ctx, Scope{Tenant: c.Tenant, Client: c.ID}, c.Case)
}

// teamCase reads a case of the counsellor's team and opens its key. It answers
// NeedsReason for one of a colleague.
func (s *Service) teamCase(ctx context.Context, by access.Counsellor, id access.CaseID) (Opened, error) {
	o, err := s.anyCase(ctx, by, id)
	if err != nil {
		return Opened{}, err
	}
	if err := s.mayOpen(ctx, by, o); err != nil {
		return Opened{}, err
	}
	return o, nil
}

// anyCase is teamCase also for a case of a colleague; nothing of it is shown.
func (s *Service) anyCase(ctx context.Context, by access.Counsellor, id access.CaseID) (Opened, error) {
	c, err := s.store.Case(ctx, Scope{Tenant: by.Tenant, Team: by.Team}, id)
	if err != nil {
		return Opened{}, err
	}
	key, err := c.keyFor(by)
	return Opened{Case: c, key: key}, err
}

// checkText says whether a text may be kept: not empty, not too long, and
// without numbers that give a person away. The field is named, so that a page
// can show the sentence there and keep what was typed.
func checkText(field, text string) (string, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" {
		return "", fault.At(field, "message.empty", nil)
	}
	if n := utf8.RuneCountInString(text); n > MaxText {
		return "", fault.At(field, "message.long", map[string]any{"N": n - MaxText})
	}
	return text, checkNumbers(field, text)
}

// checkNumbers refuses numbers that give a person away.
func checkNumbers(field, text string) error {
	if found := disclosure.Find(text); len(found) > 0 {
		return fault.At(field, "message.numbers", map[string]any{"N": len(found)})
	}
	return nil
}

// promise says by when the team answers what comes in now: in an emergency the
// same working day, else as the municipality promises.
func (s *Service) promise(t *tenant.Tenant, u Urgency) time.Time {
	if u == Crisis {
		return t.Calendar().SameDayOrNext(s.now())
	}
	return t.Calendar().Promise(s.now(), t.AnswerWorkdays)
}
