// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
)

// Way is how a client would rather be helped. It is theirs to choose and to change.
type Way string

// The ways. An empty one is online.
const (
	WayOnline Way = "online"
	WayPlace  Way = "place" // at a counter
	WayBoth   Way = "both"
)

// Ways lists them in the order in which they are offered.
var Ways = []Way{WayOnline, WayPlace, WayBoth}

// ChooseWay keeps how a client would rather be helped. It answers Invalid for a way
// that does not exist.
func (s *Service) ChooseWay(ctx context.Context, client access.Client, way Way) error {
	if !slices.Contains(Ways, way) {
		return fault.At("hoe", "way.choose", nil)
	}
	return s.relabel(ctx, client, func(_ *Case, label *Label) (bool, error) {
		if label.Way == way {
			return false, nil
		}
		label.Way = way
		return true, nil
	})
}

// Meet is an appointment at a place, which a message brings.
type Meet struct {
	Day   Date   `json:"d,omitempty"`
	Clock string `json:"c,omitempty"` // "14:30"
	Place string `json:"p,omitempty"`
}

// Bounds of an appointment.
const (
	maxPlace    = 200
	maxMeetDays = 366
)

// Set tells whether there is an appointment: a place alone is none.
func (m Meet) Set() bool { return m.Day != "" || m.Clock != "" }

// At gives the moment of an appointment.
func (m Meet) At() time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", string(m.Day)+" "+m.Clock, zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// check gives an appointment as it may be made: whole, to come, and within a year.
func (m Meet) check(now time.Time) (Meet, error) {
	m.Place = strings.TrimSpace(m.Place)
	if !m.Set() {
		return Meet{}, nil
	}
	day := m.Day.Time(zone)
	switch {
	case day.IsZero() || m.Day < DateOf(now.In(zone)) || day.After(now.AddDate(0, 0, maxMeetDays)):
		return m, fault.At("afspraak.dag", "appoint.day", nil)
	case m.At().IsZero():
		return m, fault.At("afspraak.uur", "appoint.clock", nil)
	case m.Place == "":
		return m, fault.At("afspraak.plek", "appoint.place", nil)
	case len([]rune(m.Place)) > maxPlace:
		return m, fault.At("afspraak.plek", "appoint.long", map[string]any{"N": len([]rune(m.Place)) - maxPlace})
	}
	return m, checkNumbers("afspraak.plek", m.Place)
}

// NextMeet gives the first appointment that is still to come, with the message that
// brought it.
func (t Conversation) NextMeet(now time.Time) (Letter, bool) {
	var next Letter
	for _, l := range t.Letters {
		if l.Meet.Set() && DateOf(now.In(zone)) <= l.Meet.Day && (!next.Meet.Set() || l.Meet.At().Before(next.Meet.At())) {
			next = l
		}
	}
	return next, next.Meet.Set()
}
