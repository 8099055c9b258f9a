// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/tenant"
)

// Decisions that tests put questions to without a database.
var (
	CheckNick = checkNick
	Clip      = clip
	Moved     = moved
	NextDate  = nextDate
)

// Bucket says where a case is counted.
func (c Case) Bucket() Count { return c.bucket() }

// Crisis puts a case above all others.
func (c *Case) Crisis(cal *calendar.Calendar, now time.Time, within int) { c.crisis(cal, now, within) }

// Alarm puts a case on top when an answer says so.
func (s *Service) Alarm(t *tenant.Tenant, c *Case, alerts []assignment.Alert) { s.alarm(t, c, alerts) }

// GiveOut freezes assignments into tasks.
func (s *Service) GiveOut(t *tenant.Tenant, c Case, have int, wanted []Give) ([]Task, []LetterTask, error) {
	return s.give(t, c, have, wanted, s.now().In(zone))
}

// TurnToTeam gives the move to the team.
func (s *Service) TurnToTeam(t *tenant.Tenant, c *Case) { s.turnToTeam(t, c) }

// Buckets says everywhere that a case is counted.
func (c Case) Buckets() []Count { return c.buckets() }
