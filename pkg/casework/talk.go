// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Conversation is what a client sees of their case.
type Conversation struct {
	Case    Case
	Label   Label
	Letters []Letter
	Draft   string
	held    *Held
}

// Conversation opens a client's own conversation.
func (s *Service) Conversation(ctx context.Context, client access.Client) (Conversation, error) {
	c, err := s.ownCase(ctx, client)
	if err != nil {
		return Conversation{}, err
	}
	talk := Conversation{Case: c}
	if talk.Label, err = c.label(client.CaseKey); err != nil {
		return Conversation{}, err
	}
	if talk.Draft, err = c.draft(client); err != nil {
		return Conversation{}, err
	}
	thread, err := s.store.Thread(ctx, c.Tenant, c.ID)
	if err != nil {
		return Conversation{}, err
	}
	if talk.Letters, err = readAll(client.CaseKey, thread); err != nil {
		return Conversation{}, err
	}
	h, err := c.held(client.CaseKey, s.now())
	talk.veil(h)
	return talk, err
}

func (c Case) draft(client access.Client) (string, error) {
	if len(c.Sealed.ClientDraft) == 0 {
		return "", nil
	}
	var text string
	err := openJSON(client.Own(), c.place("client_draft"), c.Sealed.ClientDraft, &text)
	return text, err
}

// Post sends a client's message. It answers Invalid for a text that cannot be
// kept; nothing of it is stored then.
func (s *Service) Post(ctx context.Context, t *tenant.Tenant, client access.Client, typed string) error {
	text, err := checkText("bericht", typed)
	if err != nil {
		return err
	}
	return again(func() error {
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		change, err := s.post(t, c, client, text)
		if err != nil {
			return err
		}
		return fault.Wrap("casework.Post", s.store.Save(ctx, change))
	})
}

// post decides what a client's message changes.
func (s *Service) post(t *tenant.Tenant, before Case, client access.Client, text string) (Change, error) {
	c, now := before, s.now().In(zone)
	label, err := c.label(client.CaseKey)
	if err != nil {
		return Change{}, err
	}
	if c.Turn == TurnClient || label.Wrote.IsZero() {
		label.Wrote = now // waiting counts from the first message without an answer
	}
	s.turnToTeam(t, &c)
	if err := c.setLabel(client.CaseKey, label); err != nil {
		return Change{}, err
	}
	m, err := c.write(client.CaseKey, MessageID(s.newID()), FromClient, Letter{At: now, Text: text})
	if err != nil {
		return Change{}, err
	}
	c.Sealed.ClientDraft = nil
	return Change{Case: c, Messages: []Message{m}, Counts: moved(before, c)}, nil
}

// turnToTeam gives the move to the team. A promise that already stands is kept:
// writing more never makes the answer later.
func (s *Service) turnToTeam(t *tenant.Tenant, c *Case) {
	c.Days.Active, c.Closed, c.Until = s.today(), "", "" // whatever they do opens it, and brings it back
	if c.Turn == TurnCounsellor && !c.Promised.IsZero() {
		return
	}
	c.Turn, c.Promised = TurnCounsellor, s.promise(t, c.Urgency)
}

// SaveDraft keeps a client's unsent text; empty forgets it. A text with numbers
// that give a person away is refused and not kept.
func (s *Service) SaveDraft(ctx context.Context, client access.Client, text string) error {
	if err := checkNumbers("bericht", text); err != nil {
		return err
	}
	return again(func() error {
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		c.Sealed.ClientDraft = nil
		if text != "" {
			if c.Sealed.ClientDraft, err = closeJSON(client.Own(), c.place("client_draft"), clip(text)); err != nil {
				return err
			}
		}
		return fault.Wrap("casework.SaveDraft", s.store.Save(ctx, Change{Case: c}))
	})
}

// clip bounds what a draft may hold, well above what a message may.
func clip(text string) string {
	const most = 4 * MaxText
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}

// RemoveMessage takes the text of a client's own message away; an empty place
// stays. It answers NotFound for what is not theirs.
func (s *Service) RemoveMessage(ctx context.Context, client access.Client, seq int) error {
	c, err := s.ownCase(ctx, client)
	if err != nil {
		return err
	}
	thread, err := s.store.Thread(ctx, c.Tenant, c.ID)
	if err != nil {
		return err
	}
	entries, err := s.tracedOwn(client, audit.Removed, "")
	if err != nil {
		return err
	}
	for _, m := range thread {
		if m.Seq == seq && m.From == FromClient {
			return fault.Wrap("casework.RemoveMessage", s.store.Save(ctx, Change{Case: c, Quiet: true, Removed: []MessageID{m.ID}, Audit: entries}))
		}
	}
	return fault.New(fault.NotFound, "")
}

// Rename changes the nickname. It answers Invalid for an empty or long one and
// for numbers that give a person away.
func (s *Service) Rename(ctx context.Context, client access.Client, nick string) error {
	nick, err := checkNick(nick)
	if err != nil {
		return err
	}
	return s.relabel(ctx, client, func(_ *Case, label *Label) (bool, error) {
		label.Nick = nick
		return true, nil
	})
}

// relabel lets a client change what stands in the label of their case, and the case with
// it. Nothing is written when do says so.
func (s *Service) relabel(ctx context.Context, client access.Client, do func(*Case, *Label) (bool, error)) error {
	return again(func() error {
		before, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		c := before
		label, err := c.label(client.CaseKey)
		if err != nil {
			return err
		}
		if changed, err := do(&c, &label); err != nil || !changed {
			return err
		}
		if err := c.setLabel(client.CaseKey, label); err != nil {
			return err
		}
		return fault.Wrap("casework.relabel", s.store.Save(ctx, Change{Case: c, Counts: moved(before, c)}))
	})
}

// Erase makes the case disappear, with everything in it and every session of
// the client. Nobody can bring it back.
func (s *Service) Erase(ctx context.Context, client access.Client) error {
	return again(func() error {
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		entries, err := s.tracedOwn(client, audit.Erased, "")
		if err != nil {
			return err
		}
		tallies := s.tallyGone(c)
		if c.Closed == "" {
			tallies = append(tallies, s.tallyEnd(c, OutcomeErased)...)
		}
		return fault.Wrap("casework.Erase", s.store.Save(ctx, Change{Case: c, Erase: true, Counts: c.gone(), Audit: entries, Tallies: tallies}))
	})
}
