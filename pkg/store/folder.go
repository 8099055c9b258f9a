// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"strings"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

type sectionRow struct {
	CaseID    string `gorm:"primaryKey"`
	Name      string `gorm:"primaryKey"`
	Tenant    string
	KeyClient []byte
	KeyTeam   []byte
}

// TableName is the table of the rows.
func (sectionRow) TableName() string { return "sections" }

type factRow struct {
	ID      string `gorm:"primaryKey"`
	Tenant  string
	CaseID  string
	Section string
	Seq     int
	Day     string
	Body    []byte
}

// TableName is the table of the rows.
func (factRow) TableName() string { return "facts" }

type submissionRow struct {
	ID         string `gorm:"primaryKey"`
	Tenant     string
	CaseID     string
	TaskID     string
	No         int
	Assignment string
	Version    int
	LogicHash  string
	Sections   string // names, with spaces between
	Day        string
	Body       []byte
}

// TableName is the table of the rows.
func (submissionRow) TableName() string { return "submissions" }

type remarkRow struct {
	ID       string `gorm:"primaryKey"`
	Tenant   string
	CaseID   string
	Sheet    string // submission; empty for a fact
	Sections string // names, with spaces between
	Day      string
	Body     []byte
}

// TableName is the table of the rows.
func (remarkRow) TableName() string { return "remarks" }

// readSheets gives what was handed in, and below it what was said of it and of
// facts: one statement, because they are always read together.
const readSheets = "SELECT id, task_id, no, assignment, version, logic_hash, sections, day, body FROM submissions " +
	"WHERE case_id = ? AND tenant = ? UNION ALL SELECT id, sheet, 0, '', 0, '', sections, day, body FROM remarks " +
	"WHERE case_id = ? AND tenant = ? ORDER BY no, day, id"

func (r *submissionRow) fields() []any {
	return []any{&r.ID, &r.TaskID, &r.No, &r.Assignment, &r.Version, &r.LogicHash, &r.Sections, &r.Day, &r.Body}
}

// Folder gives the sealed dossier of a case.
func (db *DB) Folder(ctx context.Context, t tenant.ID, id access.CaseID) (casework.Folder, error) {
	var sections []sectionRow
	var facts []factRow
	q := db.reading(ctx).Where("case_id = ? AND tenant = ?", string(id), string(t))
	if err := q.Session(sessionless).Order("name").Find(&sections).Error; err != nil {
		return casework.Folder{}, fault.Wrap("store.Folder", err)
	}
	if err := q.Session(sessionless).Order("seq").Find(&facts).Error; err != nil {
		return casework.Folder{}, fault.Wrap("store.Folder", err)
	}
	sheets, err := ask(ctx, db, (*submissionRow).fields, readSheets, string(id), string(t), string(id), string(t))
	if err != nil {
		return casework.Folder{}, fault.Wrap("store.Folder", err)
	}
	var f casework.Folder
	for _, r := range sections {
		f.Sections = append(f.Sections, casework.Section{Name: r.Name, KeyClient: r.KeyClient, KeyTeam: r.KeyTeam})
	}
	for _, r := range facts {
		f.Facts = append(f.Facts, casework.SealedFact{ID: r.ID, Section: r.Section, Seq: r.Seq, Day: casework.Date(r.Day), Body: r.Body})
	}
	for _, r := range sheets {
		if r.No > 0 { // sheets are counted from 1, remarks are not
			f.Submissions = append(f.Submissions, r.noun())
			continue
		}
		f.Remarks = append(f.Remarks, casework.SealedRemark{
			ID: r.ID, Sheet: r.TaskID, Sections: strings.Fields(r.Sections), Day: casework.Date(r.Day), Body: r.Body,
		})
	}
	return f, nil
}

func (r submissionRow) noun() casework.SealedSubmission {
	return casework.SealedSubmission{
		ID: r.ID, Task: casework.TaskID(r.TaskID), No: r.No, Assignment: r.Assignment, Version: r.Version,
		LogicHash: r.LogicHash, Sections: strings.Fields(r.Sections), Day: casework.Date(r.Day), Body: r.Body,
	}
}

func submissionRowOf(t tenant.ID, id access.CaseID, s casework.SealedSubmission) submissionRow {
	return submissionRow{
		ID: s.ID, Tenant: string(t), CaseID: string(id), TaskID: string(s.Task), No: s.No, Assignment: s.Assignment,
		Version: s.Version, LogicHash: s.LogicHash, Sections: strings.Join(s.Sections, " "), Day: string(s.Day), Body: s.Body,
	}
}
