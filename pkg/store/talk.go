// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

type messageRow struct {
	ID     string `gorm:"primaryKey"`
	Tenant string
	CaseID string
	Seq    int
	Sender string
	Day    string
	Body   []byte
}

// TableName is the table of the rows.
func (messageRow) TableName() string { return "messages" }

func messageRowOf(t tenant.ID, m casework.Message) messageRow {
	return messageRow{
		ID: string(m.ID), Tenant: string(t), CaseID: string(m.Case), Seq: m.Seq,
		Sender: string(m.From), Day: string(m.Day), Body: m.Body,
	}
}

func (r messageRow) noun() casework.Message {
	return casework.Message{
		ID: casework.MessageID(r.ID), Case: access.CaseID(r.CaseID), Seq: r.Seq,
		From: casework.Author(r.Sender), Day: casework.Date(r.Day), Body: r.Body,
	}
}

const readThread = "SELECT id, tenant, case_id, seq, sender, day, body FROM messages WHERE case_id = ? AND tenant = ? ORDER BY seq"

func (r *messageRow) fields() []any {
	return []any{&r.ID, &r.Tenant, &r.CaseID, &r.Seq, &r.Sender, &r.Day, &r.Body}
}

// Thread gives the messages of a case, oldest first.
func (db *DB) Thread(ctx context.Context, t tenant.ID, id access.CaseID) ([]casework.Message, error) {
	rows, err := ask(ctx, db, (*messageRow).fields, readThread, string(id), string(t))
	if err != nil {
		return nil, fault.Wrap("store.Thread", err)
	}
	thread := make([]casework.Message, len(rows))
	for i, r := range rows {
		thread[i] = r.noun()
	}
	return thread, nil
}

type taskRow struct {
	ID         string `gorm:"primaryKey"`
	Tenant     string
	CaseID     string
	No         int
	Assignment string
	Version    int
	LogicHash  string
	State      string
	AssignedOn string
	DueOn      string
	FirstDue   string
	Revision   int
	Draft      []byte
}

// TableName is the table of the rows.
func (taskRow) TableName() string { return "tasks" }

func taskRowOf(t tenant.ID, k casework.Task) taskRow {
	return taskRow{
		ID: string(k.ID), Tenant: string(t), CaseID: string(k.Case), No: k.No, Assignment: k.Assignment,
		Version: k.Version, LogicHash: k.LogicHash, State: string(k.State), AssignedOn: string(k.Assigned),
		DueOn: string(k.Due), FirstDue: string(k.FirstDue), Revision: k.Revision, Draft: k.Draft,
	}
}

func (r taskRow) noun() casework.Task {
	return casework.Task{
		ID: casework.TaskID(r.ID), Case: access.CaseID(r.CaseID), No: r.No, Assignment: r.Assignment,
		Version: r.Version, LogicHash: r.LogicHash, State: casework.TaskState(r.State),
		Assigned: casework.Date(r.AssignedOn), Due: casework.Date(r.DueOn), FirstDue: casework.Date(r.FirstDue), Revision: r.Revision, Draft: r.Draft,
	}
}

// Tasks gives the tasks of a case, oldest first.
func (db *DB) Tasks(ctx context.Context, t tenant.ID, id access.CaseID) ([]casework.Task, error) {
	var rows []taskRow
	err := db.reading(ctx).Where("case_id = ? AND tenant = ?", string(id), string(t)).Order("no").Find(&rows).Error
	if err != nil {
		return nil, fault.Wrap("store.Tasks", err)
	}
	tasks := make([]casework.Task, len(rows))
	for i, r := range rows {
		tasks[i] = r.noun()
	}
	return tasks, nil
}

type staffDraftRow struct {
	CaseID     string `gorm:"primaryKey"`
	Counsellor string `gorm:"primaryKey"`
	Tenant     string
	Body       []byte
}

// TableName is the table of the rows.
func (staffDraftRow) TableName() string { return "staff_drafts" }

// StaffDraft gives a counsellor's unsent text for a case; nil when there is none.
func (db *DB) StaffDraft(ctx context.Context, t tenant.ID, id access.CaseID, by access.CounsellorID) ([]byte, error) {
	var r staffDraftRow
	err := db.reading(ctx).Where("case_id = ? AND counsellor = ? AND tenant = ?", string(id), string(by), string(t)).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil // no draft is an ordinary answer, not an error
	}
	return r.Body, fault.Wrap("store.StaffDraft", err)
}
