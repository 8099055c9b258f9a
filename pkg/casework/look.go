// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
)

// Look is OpenCase for who is shown what was handed in: sheets that the page
// shows for the first time are seen from then on, which the client is told and
// which ends taking them back. A sheet that does not open is not seen.
func (s *Service) Look(ctx context.Context, by access.Counsellor, id access.CaseID) (Opened, error) {
	var o Opened
	err := again(func() error {
		var err error
		if o, err = s.OpenCase(ctx, by, id); err != nil {
			return err
		}
		change, err := s.look(by, &o)
		if err != nil || len(change.Tasks) == 0 {
			return err
		}
		return fault.Wrap("casework.Look", s.store.Save(ctx, change))
	})
	return o, err
}

// look decides what looking writes.
func (s *Service) look(by access.Counsellor, o *Opened) (Change, error) {
	change, now := Change{}, s.now().In(zone)
	y, told := tallyOf(o.Case, now), o.Label.Told
	for i, task := range o.Tasks {
		sheets := o.Dossier.unopened(task.ID)
		if len(sheets) == 0 || sheets[len(sheets)-1].Of.ID != o.newest[task.ID] || !task.move(FromCounsellor, ActLook, TaskSeen) {
			continue
		}
		if first := sheets[len(sheets)-1]; !o.Dossier.read(task.ID) {
			o.tallySheet(y, &told, first)
		}
		for _, sub := range sheets {
			if sub.Root() != sub.Of.ID {
				continue // a copy: the sheet itself is among them
			}
			r := Remark{Sheet: sub.Of.ID, Kind: RemarkSeen, Name: by.Name, At: now}
			sealed, err := s.remark(o.Dossier.keys, o.Case, sub.Of.Sections, r)
			if err != nil {
				return change, err
			}
			change.Folder.Remarks = append(change.Folder.Remarks, sealed)
			o.Dossier.Remarks = append(o.Dossier.Remarks, r)
		}
		change.Tasks = append(change.Tasks, task)
		o.Tasks[i] = task
	}
	if len(change.Tasks) > 0 {
		o.Case.noteOf(o.Tasks)
	}
	if told != o.Label.Told {
		o.Label.Told = told
		if err := o.Case.setLabel(o.key, o.Label); err != nil {
			return change, err
		}
	}
	change.Case, change.Tallies = o.Case, y.list
	return change, nil
}

// read tells whether the team opened a sheet of a task before.
func (d Dossier) read(of TaskID) bool {
	return slices.ContainsFunc(d.Standing(of), func(s Submission) bool { return seen(d.Remarks, s.Root()) })
}

// Accept says that a sheet is good, without a message. Whose move it is stays. It
// answers Invalid when something came in since the counsellor looked, as Send
// does, or when the sheet is not the newest of its task.
func (s *Service) Accept(ctx context.Context, by access.Counsellor, id access.CaseID, sheet string, r Reply) error {
	if err := need(by, access.MayAnswer); err != nil {
		return err
	}
	return again(func() error {
		o, err := s.OpenCase(ctx, by, id)
		if err != nil {
			return err
		}
		if err := r.upToDate(o.Case, o.Sheets); err != nil {
			return err
		}
		r := Reply{Accept: []string{sheet}}
		said, err := s.say(by, o, r, s.now().In(zone))
		if err != nil || len(said.tasks) == 0 {
			return err
		}
		c := o.Case
		c.noteOf(o.Tasks)
		change := Change{Case: c, Tasks: said.tasks, Folder: FolderChange{Remarks: said.remarks}}
		return fault.Wrap("casework.Accept", s.store.Save(ctx, change))
	})
}
