// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"strconv"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/report"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Figures reads what was counted.
type Figures interface {
	// Tallies gives what was counted in the teams of a municipality in a year.
	Tallies(ctx context.Context, t tenant.ID, year int) ([]report.Tally, error)
	// Teams gives the teams of a municipality by name.
	Teams(ctx context.Context, t tenant.ID) ([]TeamName, error)
}

// TeamName is a team as its municipality knows it.
type TeamName struct {
	ID   access.TeamID
	Name string
}

// Tallies gives what was counted in the counsellor's municipality in a year, and
// its teams. They are numbers without a case; which of them may be shown is for
// package report to say.
func (s *Service) Tallies(ctx context.Context, by access.Counsellor, year int) ([]report.Tally, []TeamName, error) {
	teams, err := s.figures.Teams(ctx, by.Tenant)
	if err != nil {
		return nil, nil, err
	}
	tallies, err := s.figures.Tallies(ctx, by.Tenant, year)
	return tallies, teams, err
}

// Where a case was when it ended unfinished, beside the phases of the help.
const (
	LeftTalking = "talk"  // nothing was handed out yet
	LeftOther   = "other" // at an assignment that belongs to no phase
)

// LeftAt names a phase of the help.
func LeftAt(phase int) string { return "phase-" + strconv.Itoa(phase) }

// tallying counts what happens in one team in one month.
type tallying struct {
	team  access.TeamID
	month string
	list  []report.Tally
}

func tallyOf(c Case, at time.Time) *tallying {
	return &tallying{team: c.Team, month: at.In(zone).Format("2006-01")}
}

func (y *tallying) add(m report.Measure, cell string) {
	y.list = append(y.list, report.Tally{Team: string(y.team), Month: y.month, Measure: m, Cell: cell, N: 1})
}

// quarter is what waiting is counted in; a wait that began is counted whole.
const quarter = 15 * time.Minute

// maxQuarters bounds what is told apart: 200 hours of working time.
const maxQuarters = 800

func quarters(d time.Duration) string {
	return strconv.Itoa(min(int((d+quarter-1)/quarter), maxQuarters))
}

// tallyAnswer counts an answer, and remembers in the label what is counted only
// once. A message to a client who was not waiting is no answer.
func (s *Service) tallyAnswer(t *tenant.Tenant, before Case, c *Case, key seal.Key, given []Task, at time.Time) ([]report.Tally, error) {
	y := tallyOf(before, at)
	for _, task := range given {
		y.add(report.Given, task.Assignment)
	}
	label, err := c.label(key)
	if err != nil {
		return nil, err
	}
	was := label.Told
	if !label.Told.Taken {
		label.Told.Taken = true
		y.add(report.Taken, "")
	}
	if before.Turn == TurnCounsellor && !before.Promised.IsZero() {
		y.answer(t, before, label, at)
		if before.Urgency == Crisis && label.Told.Crisis != label.Crisis {
			label.Told.Crisis = label.Crisis
			y.add(report.CrisisAnswer, quarters(t.Calendar().Between(label.Wrote, at)))
		}
	}
	if label.Told == was {
		return y.list, nil
	}
	return y.list, c.setLabel(key, label)
}

func (y *tallying) answer(t *tenant.Tenant, before Case, label Label, now time.Time) {
	kept := report.Kept
	if now.After(before.Promised) {
		kept = report.Late
	}
	y.add(report.Promise, kept)
	if !label.Wrote.IsZero() {
		y.add(report.Answer, quarters(t.Calendar().Between(label.Wrote, now)))
	}
}

// OutcomeErased is how a case ends whose client erases it while it is open.
const OutcomeErased Outcome = report.Erased

// Told is what was counted of a case and must not be counted again.
type Told struct {
	Taken  bool `json:"t,omitempty"`
	Crisis int  `json:"c,omitempty"` // the emergency whose first answer was counted
	Debts  bool `json:"d,omitempty"`
	Change bool `json:"v,omitempty"`
}

// tallySheet counts a sheet that the team reads for the first time. What the
// client keeps to themself does not open, and so is not counted.
func (o *Opened) tallySheet(y *tallying, told *Told, sub Submission) {
	y.add(report.Handed, sub.Of.Assignment)
	for _, task := range o.Tasks {
		if task.ID == sub.Of.Task && task.Assigned != "" {
			days := sub.Of.Day.Time(time.UTC).Sub(task.Assigned.Time(time.UTC)).Hours() / 24
			y.add(report.Took, strconv.Itoa(max(int(days), 0)))
		}
	}
	if urgent(sub.Content.ForTeam().Alerts) {
		y.add(report.Emergency, o.kindOf(sub))
	}
	if total, ok := o.wrote(sub, "debts_summary.total"); ok && !told.Debts {
		told.Debts = true
		y.add(report.Debts, report.BandOf(int64(total.Cents)))
	}
	if sub.Of.Assignment == measured && !told.Change {
		told.Change = o.tallyChange(y)
	}
}

// kindOf says which threat goes first, as the Spoedcheck works it out.
func (o *Opened) kindOf(sub Submission) string {
	if v, ok := o.wrote(sub, "crisis.kind"); ok {
		return v.Text
	}
	return report.OtherKind
}

// wrote gives what a sheet put into the dossier at a path, where it is an answer.
func (o *Opened) wrote(sub Submission, path string) (dossier.Value, bool) {
	f, ok := o.Dossier.Record.Fact(path)
	return f.Value(), ok && f.Source.Submission == sub.Of.ID && f.Value().State == dossier.Answered
}

// measured is the assignment that measures at the end.
const measured = "geleerd"

// tallyChange counts for each scale whether the end stands higher than the
// beginning; false when the beginning is not known.
func (o *Opened) tallyChange(y *tallying) bool {
	known := false
	for _, scale := range report.Scales {
		then, a := o.point("measure.begin." + scale)
		now, b := o.point("measure.end." + scale)
		if !a || !b {
			continue
		}
		known = true
		switch {
		case now > then:
			y.add(report.Change, scale+"/"+report.Better)
		case now < then:
			y.add(report.Change, scale+"/"+report.Worse)
		default:
			y.add(report.Change, scale+"/"+report.Same)
		}
	}
	return known
}

func (o *Opened) point(path string) (int, bool) {
	f, ok := o.Dossier.Record.Fact(path)
	v := f.Value()
	n, err := strconv.Atoi(v.Text)
	return n, ok && err == nil && v.State == dossier.Answered
}

// tallyEnd counts how a case ended, and how far it was when that was before its end.
func (s *Service) tallyEnd(c Case, why Outcome) []report.Tally {
	y := tallyOf(c, s.now())
	y.add(report.Ended, string(why))
	if why == OutcomeErased || why == "withdrawn" || why == "absent" {
		y.add(report.Left, s.stepOf(c))
	}
	return y.list
}

// stepOf says how far a case is.
func (s *Service) stepOf(c Case) string {
	if c.Task.Assignment == "" {
		return LeftTalking
	}
	if phase, ok := s.shelf.Of(c.Tenant).PhaseOf(c.Task.Assignment); ok {
		return LeftAt(phase)
	}
	return LeftOther
}

// tallyGone keeps that a case began once it is no longer there to be counted.
func (s *Service) tallyGone(c Case) []report.Tally {
	y := tallyOf(c, c.Days.Created.Time(zone))
	y.add(report.Started, "")
	return y.list
}
