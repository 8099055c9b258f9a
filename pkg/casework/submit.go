// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Sheet is a handed-in assignment, in the client's language and in the team's.
type Sheet struct {
	Client assignment.Submission  `json:"c"`
	Team   *assignment.Submission `json:"t,omitempty"` // nil when it is the same

	Letters []assignment.Letter `json:"b,omitempty"`

	Of   string    `json:"o,omitempty"` // sheet of which this is a copy with a changed letter
	Was  TaskState `json:"w,omitempty"` // state of the task before it was handed in
	Back time.Time `json:"x,omitzero"`  // when the client took it back
}

// ForTeam gives the sheet as the team reads it.
func (s Sheet) ForTeam() assignment.Submission {
	if s.Team != nil {
		return *s.Team
	}
	return s.Client
}

// Handed is what became of handing in.
type Handed struct {
	Work   Work
	Open   []assignment.Open // what is still to do; empty when it was handed in
	Crisis bool
}

// Submit hands a task in: what it says goes into the dossier in the same
// transaction. While something that must be answered is open, nothing is
// written and Open says what.
func (s *Service) Submit(ctx context.Context, t *tenant.Tenant, client access.Client, no int, lang string) (Handed, error) {
	var out Handed
	err := again(func() error {
		w, err := s.OpenTask(ctx, t, client, no, lang)
		if err != nil {
			return err
		}
		out = Handed{Work: w, Open: w.Outcome.Issues()}
		if assignment.Blocking(out.Open) {
			return nil
		}
		out.Open, out.Crisis = nil, w.Case.Urgency == Crisis
		if w.twice() {
			return nil
		}
		change, err := s.handIn(ctx, t, client, w)
		if err != nil {
			return err
		}
		out.Crisis = change.Case.Urgency == Crisis
		return fault.Wrap("casework.Submit", s.store.Save(ctx, change))
	})
	return out, err
}

// twice tells whether exactly this was handed in already, as by a button that was
// pressed twice. Where the team wrote something beside it, the same again is an
// answer to that.
func (w Work) twice() bool {
	return w.Task.State.Handed() && len(w.Notes) == 0 && w.Outcome.Draft.Handed == w.Outcome.Draft.Rev
}

// handIn decides what handing in changes.
func (s *Service) handIn(ctx context.Context, t *tenant.Tenant, client access.Client, w Work) (Change, error) {
	now, before, c := s.now().In(zone), w.Case, w.Case
	sheet := Sheet{Client: w.Outcome.Submission(now)}
	team := w.Outcome
	def, err := s.shelf.Of(t.ID).Pinned(ctx, w.Task.Assignment, w.Task.LogicHash, t.Languages[0])
	if err != nil {
		return Change{}, err
	}
	if def.Language != w.Def.Language {
		team = def.Evaluate(w.Outcome.Draft, w.world)
		other := team.Submission(now)
		sheet.Team = &other
	}
	if sheet.Letters, err = s.letters(ctx, t, w, now); err != nil {
		return Change{}, err
	}
	sub := SealedSubmission{
		ID: s.newID(), Task: w.Task.ID, No: len(w.folder.Submissions) + 1, Assignment: w.Def.ID, Version: w.Def.Version,
		LogicHash: w.Def.LogicHash, Sections: w.Def.Sections(), Day: DateOf(now),
	}
	sheet.Was = w.Task.State
	facts := w.Outcome.Facts(now, dossier.Source{Assignment: w.Def.ID, Version: w.Def.Version, Submission: sub.ID})
	folder, err := s.file(client, c, w.folder, w.Def.Vocabulary(), facts, &sub, sheet)
	if err != nil {
		return Change{}, err
	}
	s.turnToTeam(t, &c)
	s.alarm(t, &c, team.Alerts())
	w.Outcome.Draft.HandIn()
	if w.Task.Draft, err = closeJSON(client.Own(), w.Task.place(), w.Outcome.Draft); err != nil {
		return Change{}, err
	}
	w.Task.move(FromClient, ActHandIn, TaskSubmitted)
	c.noteOf(changed(w.tasks, w.Task))
	label, err := c.label(client.CaseKey)
	if err != nil {
		return Change{}, err
	}
	if before.Turn == TurnClient {
		label.Wrote = now
	}
	if urgent(team.Alerts()) {
		label.Crisis = w.Task.No
	}
	if err := c.setLabel(client.CaseKey, label); err != nil {
		return Change{}, err
	}
	return Change{Case: c, Tasks: []Task{w.Task}, Folder: folder, Counts: moved(before, c)}, nil
}

// alarm puts a case on top when an answer says so.
func (s *Service) alarm(t *tenant.Tenant, c *Case, alerts []assignment.Alert) {
	within := 0
	for _, a := range alerts {
		if a.Workdays > 0 && (within == 0 || a.Workdays < within) {
			within = a.Workdays
		}
	}
	if urgent(alerts) {
		c.crisis(t.Calendar(), s.now(), within)
	}
}

// urgent tells whether the first alert, the gravest, cannot wait.
func urgent(alerts []assignment.Alert) bool { return len(alerts) > 0 && alerts[0].Urgent }

// file seals facts and a sheet into a dossier, with keys for new sections.
func (s *Service) file(client access.Client, c Case, f Folder, vocab *dossier.Vocabulary, facts []dossier.Fact, sub *SealedSubmission, sheet Sheet) (FolderChange, error) {
	var change FolderChange
	keys := sectionKeys{}
	for _, sec := range f.Sections {
		key, err := sec.keyForClient(client)
		if err != nil {
			return change, fault.Wrap("casework.file", err)
		}
		keys[sec.Name] = key
	}
	need := sectionsOf(vocab, facts)
	if sub != nil {
		need = append(need, sub.Sections...)
	}
	slices.Sort(need)
	for _, name := range slices.Compact(need) {
		if _, have := keys[name]; have {
			continue
		}
		keys[name] = seal.NewKey()
		sec, err := shut(c, client, name, keys[name], true)
		if err != nil {
			return change, err
		}
		change.Sections = append(change.Sections, sec)
	}
	seq := len(f.Facts)
	for _, fact := range facts {
		seq++
		t, _ := vocab.Type(fact.Path) // facts come from the same vocabulary
		sealed := SealedFact{ID: s.newID(), Section: t.Section, Seq: seq, Day: DateOf(fact.At)}
		body, err := closeJSON(keys[t.Section], sealed.place(c.ID), fact)
		if err != nil {
			return change, err
		}
		sealed.Body = body
		change.Facts = append(change.Facts, sealed)
	}
	if sub == nil {
		return change, nil
	}
	key, ok := keys.of(sub.Sections)
	if !ok {
		return change, fault.Wrap("casework.file", seal.ErrOpen)
	}
	body, err := closeJSON(key, sub.place(c.ID), sheet)
	sub.Body = body
	change.Submissions = []SealedSubmission{*sub}
	return change, err
}

func sectionsOf(vocab *dossier.Vocabulary, facts []dossier.Fact) []string {
	var names []string
	for _, f := range facts {
		if t, ok := vocab.Type(f.Path); ok {
			names = append(names, t.Section)
		}
	}
	return names
}

// Came is what came out of a task, with what the team said of it.
type Came struct {
	Case    Case
	Task    Task
	Sheet   Submission // the newest; where all were taken back, the newest of those
	Dossier Dossier
}

// Came gives what came out of a task that was handed in, as the client reads it.
func (s *Service) Came(ctx context.Context, client access.Client, no int) (Came, error) {
	task, _, err := s.ownTask(ctx, client, no)
	if err != nil {
		return Came{}, err
	}
	out := Came{Task: task}
	if out.Case, out.Dossier, err = s.OwnDossier(ctx, client); err != nil {
		return Came{}, err
	}
	if out.Task.State, err = out.Dossier.held.stateOf(task); err != nil {
		return Came{}, err
	}
	var ok bool
	if out.Sheet, ok = out.Dossier.Newest(out.Task.ID); !ok {
		return Came{}, fault.New(fault.NotFound, "")
	}
	return out, nil
}

// Result gives the sheet of Came, with the case it belongs to.
func (s *Service) Result(ctx context.Context, client access.Client, no int) (Case, Submission, error) {
	came, err := s.Came(ctx, client, no)
	return came.Case, came.Sheet, err
}

// Newest gives the newest sheet of a task; where all were taken back, the newest
// of those.
func (d Dossier) Newest(of TaskID) (Submission, bool) {
	if list := d.Standing(of); len(list) > 0 {
		return list[len(list)-1], true
	}
	for _, sub := range slices.Backward(d.Submissions) {
		if sub.Of.Task == of {
			return sub, true
		}
	}
	return Submission{}, false
}
