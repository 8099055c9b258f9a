// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// closeJSON seals a value for one place.
func closeJSON(k seal.Key, at seal.Place, v any) ([]byte, error) {
	sealed, err := seal.CloseJSON(k, at, v)
	return sealed, fault.Wrap("casework.close", err)
}

// openJSON gives back what closeJSON sealed.
func openJSON(k seal.Key, at seal.Place, sealed []byte, v any) error {
	return fault.Wrap("casework.open", seal.OpenJSON(k, at, sealed, v))
}

func (c Case) place(column string) seal.Place {
	return seal.Place{Table: "cases", Column: column, Row: string(c.ID), Case: string(c.ID)}
}

func (m Message) place() seal.Place {
	return seal.Place{Table: "messages", Column: "body/" + string(m.From), Row: string(m.ID), Case: string(m.Case)}
}

func (t Task) place() seal.Place {
	return seal.Place{Table: "tasks", Column: "draft", Row: string(t.ID), Case: string(t.Case)}
}

func staffDraftPlace(id access.CaseID, by access.CounsellorID) seal.Place {
	return seal.Place{Table: "staff_drafts", Column: "body", Row: string(by), Case: string(id)}
}

// How a case key is kept for the team: first wrapped to the team's public key
// by someone who cannot open it, later re-sealed by a member, which opens a
// hundred times faster.
const (
	keyWrapped = 1
	keySealed  = 2
)

// wrapForTeam makes the team's way to the case key.
func (c *Case) wrapForTeam(public []byte, key seal.Key) error {
	pub, err := seal.PublicFrom(public)
	if err != nil {
		return fault.Wrap("casework.wrapForTeam", err)
	}
	w, err := seal.Wrap(pub, c.place("team_key"), key.Bytes())
	if err != nil {
		return fault.Wrap("casework.wrapForTeam", err)
	}
	c.Sealed.TeamKey = append([]byte{keyWrapped}, w...)
	return nil
}

// keyFor opens the case key with the team's key. Without the right team it
// fails, whatever the queries allowed.
func (c Case) keyFor(by access.Counsellor) (seal.Key, error) { return c.keyWith(by, by.List) }

// keyWith is keyFor with the list key of the team at hand.
func (c Case) keyWith(by access.Counsellor, list func() seal.Key) (seal.Key, error) {
	sealed := c.Sealed.TeamKey
	if len(sealed) == 0 {
		return seal.Key{}, fault.Wrap("casework.keyFor", seal.ErrOpen)
	}
	if sealed[0] == keySealed {
		k, err := seal.OpenKey(list(), c.place("team_key"), sealed[1:])
		return k, fault.Wrap("casework.keyFor", err)
	}
	raw, err := seal.Unwrap(by.TeamKey, c.place("team_key"), sealed[1:])
	if err != nil {
		return seal.Key{}, fault.Wrap("casework.keyFor", err)
	}
	k, err := seal.KeyFrom(raw)
	return k, fault.Wrap("casework.keyFor", err)
}

// resealFor lets the team open this case quickly from now on, and tells whether
// it could not before.
func (c *Case) resealFor(list func() seal.Key, key seal.Key) bool {
	if len(c.Sealed.TeamKey) == 0 || c.Sealed.TeamKey[0] != keyWrapped {
		return false
	}
	c.Sealed.TeamKey = append([]byte{keySealed}, seal.CloseKey(list(), c.place("team_key"), key)...)
	return true
}

func (c Case) label(key seal.Key) (Label, error) {
	var l Label
	err := openJSON(key, c.place("label"), c.Sealed.Label, &l)
	return l, err
}

func (c *Case) setLabel(key seal.Key, l Label) (err error) {
	c.Sealed.Label, err = closeJSON(key, c.place("label"), l)
	return err
}

// write seals a letter as the next message of the case.
func (c *Case) write(key seal.Key, id MessageID, from Author, l Letter) (Message, error) {
	c.LastSeq++
	m := Message{ID: id, Case: c.ID, Seq: c.LastSeq, From: from, Day: DateOf(l.At)}
	body, err := closeJSON(key, m.place(), l)
	m.Body = body
	return m, err
}

// read opens a message.
func (m Message) read(key seal.Key) (Letter, error) {
	l := Letter{ID: m.ID, Seq: m.Seq, From: m.From}
	if len(m.Body) == 0 {
		l.Removed, l.At = true, m.Day.Time(zone)
		return l, nil
	}
	err := openJSON(key, m.place(), m.Body, &l)
	return l, err
}

func readAll(key seal.Key, thread []Message) ([]Letter, error) {
	letters := make([]Letter, 0, len(thread))
	for _, m := range thread {
		l, err := m.read(key)
		if err != nil {
			return nil, err
		}
		letters = append(letters, l)
	}
	return letters, nil
}
