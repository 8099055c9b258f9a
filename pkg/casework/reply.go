// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/sample"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Opened is a case that a counsellor opened, with all that the desk shows.
type Opened struct {
	Case     Case
	Label    Label
	Letters  []Letter
	Tasks    []Task
	Dossier  Dossier
	Sheets   int                // how many assignments were handed in, also those that the client hides
	Draft    Reply              // what the counsellor wrote and did not send
	Since    time.Time          // when the counsellor looked before this; zero for never
	Others   []string           // names of colleagues who have it before them too
	Notes    []TeamNote         // of the team, oldest first
	Gone     []SealedSubmission // what the client took back; nobody can open it
	key      seal.Key
	Held     *Held             // an answer that is not delivered yet; nil when there is none
	Proposal *Proposal         // an answer that a colleague still has to read; nil when there is none
	newest   map[TaskID]string // sheet of each task, also one that does not open
}

// Reply is what a counsellor is writing.
type Reply struct {
	Text    string   `json:"t"`
	Samples []string `json:"s,omitempty"`
	Give    []Give   `json:"g,omitempty"`
	Next    Date     `json:"n,omitempty"`
	Seen    int      `json:"z,omitempty"` // newest message on the page it was written on
	Sheets  int      `json:"h,omitempty"` // assignments handed in when that page was made
	Calm    bool     `json:"c,omitempty"` // the emergency is over
	Steps   []string `json:"p,omitempty"` // steps of the plan that it takes
	Notes   []Note   `json:"b,omitempty"` // beside answers and facts
	Accept  []string `json:"a,omitempty"` // sheets that are good
	Meet    Meet     `json:"m,omitzero"`  // an appointment at a place
	Hold    bool     `json:"w,omitempty"` // is delivered when the team opens
	Aside   string   `json:"x,omitempty"` // note for the team that was not kept yet
}

// Give is an assignment to hand out.
type Give struct {
	Assignment string `json:"a"`
	Workdays   int    `json:"w"` // until it is due
}

// OpenCase gives a case of the counsellor's own team. It answers NotFound for
// any other.
func (s *Service) OpenCase(ctx context.Context, by access.Counsellor, id access.CaseID) (Opened, error) {
	o, err := s.teamCase(ctx, by, id)
	if err != nil {
		return Opened{}, err
	}
	if o.Since, err = s.logRead(ctx, by, o); err != nil {
		return Opened{}, err
	}
	o.Others = s.looks.beside(id, by.ID, s.now())
	if o.Label, err = o.Case.label(o.key); err != nil {
		return Opened{}, err
	}
	thread, err := s.store.Thread(ctx, by.Tenant, id)
	if err != nil {
		return Opened{}, err
	}
	if o.Letters, err = readAll(o.key, thread); err != nil {
		return Opened{}, err
	}
	if o.Tasks, err = s.store.Tasks(ctx, by.Tenant, id); err != nil {
		return Opened{}, err
	}
	if o.Draft, err = s.replyDraft(ctx, by, id); err != nil {
		return Opened{}, err
	}
	if o.Proposal, err = o.Case.proposal(o.key); err != nil {
		return Opened{}, err
	}
	if o.Held, err = o.Case.held(o.key, s.now()); err != nil {
		return Opened{}, err
	}
	if o.Notes, err = s.teamNotes(ctx, by, o.Case); err != nil {
		return Opened{}, err
	}
	folder, err := s.store.Folder(ctx, by.Tenant, id)
	if err != nil {
		return Opened{}, err
	}
	o.file(folder)
	o.Dossier, err = s.openFolder(folder, o.Case, teamKeys(o.Case, by))
	return o, err
}

// file keeps what shows of a folder without opening it.
func (o *Opened) file(f Folder) {
	o.Sheets, o.newest = len(f.Submissions), map[TaskID]string{}
	for _, sub := range f.Submissions {
		if sub.Back() {
			o.Gone = append(o.Gone, sub)
			continue
		}
		o.newest[sub.Task] = sub.ID
	}
}

func (s *Service) replyDraft(ctx context.Context, by access.Counsellor, id access.CaseID) (Reply, error) {
	var r Reply
	sealed, err := s.store.StaffDraft(ctx, by.Tenant, id, by.ID)
	if err != nil || len(sealed) == 0 {
		return r, err
	}
	return r, openJSON(by.Own(), staffDraftPlace(id, by.ID), sealed, &r)
}

// SaveReply keeps what a counsellor is writing. Numbers that give a person away
// are refused and not kept.
func (s *Service) SaveReply(ctx context.Context, by access.Counsellor, id access.CaseID, r Reply) error {
	if err := checkNumbers("tekst", r.Text); err != nil {
		return err
	}
	if err := checkNumbers("notitie", r.Aside); err != nil {
		return err
	}
	if err := checkNumbers("afspraak.plek", r.Meet.Place); err != nil {
		return err
	}
	r.Aside, r.Meet.Place = clip(r.Aside), clip(r.Meet.Place)
	for i, n := range r.Notes {
		if err := checkNumbers(n.field(), n.Text); err != nil {
			return err
		}
		r.Notes[i].Text = clip(n.Text)
	}
	o, err := s.anyCase(ctx, by, id) // their own words, also when a colleague took the case meanwhile
	if err != nil {
		return err
	}
	r.Text = clip(r.Text)
	body, err := closeJSON(by.Own(), staffDraftPlace(id, by.ID), r)
	if err != nil {
		return err
	}
	change := Change{Case: o.Case, Quiet: true, Draft: &StaffDraft{By: by.ID, Body: body}, Under: by.TeamKey.Public().Bytes()}
	return fault.Wrap("casework.SaveReply", s.store.Save(ctx, change))
}

// upToDate answers Invalid for a case in which the client, or a colleague, wrote
// or handed something in since the counsellor looked.
func (r Reply) upToDate(c Case, sheets int) error {
	if c.LastSeq > r.Seen {
		return fault.At("tekst", "reply.newer", nil)
	}
	if sheets > r.Sheets {
		return fault.At("tekst", "reply.handed", nil) // it may say that something cannot wait
	}
	return nil
}

// Send sends a message, hands out assignments, writes beside answers, asks again
// about some of them, and sets the next date, in one act. It answers Invalid for an open blank, for numbers that give a person away,
// for an unknown assignment, and for a case in which the client wrote or handed
// something in since the counsellor looked; everything typed stays with the caller.
func (s *Service) Send(ctx context.Context, t *tenant.Tenant, by access.Counsellor, id access.CaseID, r Reply) error {
	if err := need(by, access.MaySend); err != nil {
		return err
	}
	r, err := r.check(s.now())
	if err != nil {
		return err
	}
	return again(func() error {
		o, err := s.teamCase(ctx, by, id)
		if err != nil {
			return err
		}
		folder, err := s.store.Folder(ctx, by.Tenant, id)
		if err != nil {
			return err
		}
		o.file(folder)
		if err := o.ready(r, s.now()); err != nil {
			return err
		}
		if len(r.Notes)+len(r.Accept) > 0 {
			if o.Dossier, err = s.openFolder(folder, o.Case, teamKeys(o.Case, by)); err != nil {
				return err
			}
		}
		change, err := s.send(ctx, t, by, o, r, s.deliverAt(t, o.Case, r))
		if err != nil {
			return err
		}
		return fault.Wrap("casework.Send", s.store.Save(ctx, change))
	})
}

// check gives a reply as it may be sent.
func (r Reply) check(now time.Time) (Reply, error) {
	text, err := checkText("tekst", r.Text)
	if err != nil {
		return r, err
	}
	if open := sample.Unfilled(text); len(open) > 0 {
		return r, fault.At("tekst", "reply.blanks", map[string]any{"N": len(open), "First": open[0].Text})
	}
	r.Text = text
	if r.Meet, err = r.Meet.check(now); err != nil {
		return r, err
	}
	if strings.TrimSpace(r.Aside) != "" { // it does not go along, and is not lost
		r.Aside, err = checkTeamNote(r.Aside)
	}
	return r, err
}

// send decides what a reply changes that is delivered at a moment.
func (s *Service) send(ctx context.Context, t *tenant.Tenant, by access.Counsellor, o Opened, r Reply, at time.Time) (Change, error) {
	before, c, now := o.Case, o.Case, s.now().In(zone)
	tasks, err := s.store.Tasks(ctx, by.Tenant, c.ID)
	if err != nil {
		return Change{}, err
	}
	given, letterTasks, err := s.give(t, c, lastNo(tasks), r.Give, at)
	if err != nil {
		return Change{}, err
	}
	o.Tasks = slices.Clone(tasks)
	said, err := s.say(by, o, r, at)
	if err != nil {
		return Change{}, err
	}
	letter := Letter{Name: by.Name, At: at, Text: r.Text, Samples: r.Samples, Tasks: letterTasks, Meet: r.Meet}
	m, err := c.write(o.key, MessageID(s.newID()), FromCounsellor, letter)
	if err != nil {
		return Change{}, err
	}
	c.resealFor(by.List, o.key)
	if err := c.took(o.key, r.Steps); err != nil {
		return Change{}, err
	}
	c.Closed, c.Until = "", "" // an answer opens it again
	c.Proposed, c.Sealed.Proposal = "", nil
	if c.Owner == "" {
		c.Owner = by.ID // who answers first, goes on with it
	}
	var notes []SealedTeamNote
	if r.Aside != "" {
		n, err := s.teamNote(by, c, r.Aside)
		if err != nil {
			return Change{}, err
		}
		notes = append(notes, n)
	}
	c.answered(DateOf(at), nextDate(t, r, given, at), r.Calm)
	c.noteOf(slices.Concat(o.Tasks, given))
	tallies, err := s.tallyAnswer(t, before, &c, o.key, given, at)
	if err != nil {
		return Change{}, err
	}
	change := Change{
		Messages: []Message{m}, Given: given, Tasks: said.tasks, Folder: FolderChange{Remarks: said.remarks},
		Draft: &StaffDraft{By: by.ID}, Counts: moved(before, c), Notes: notes, Tallies: tallies,
	}
	if c.Sealed.Held = nil; at.After(now) {
		if err := c.hold(o.key, before, tasks, r, at, change); err != nil {
			return Change{}, err
		}
	}
	change.Case = c
	return change, nil
}

// answered gives the move to the client. An emergency stays one until a
// counsellor says that it is over.
func (c *Case) answered(today, next Date, calm bool) {
	c.Turn, c.Promised = TurnClient, time.Time{}
	c.Days.Active, c.Next = today, next
	if calm {
		c.Urgency, c.Legal = Ordinary, ""
	}
}
