// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// sessionless lets one prepared condition serve several queries.
var sessionless = &gorm.Session{}

// Save writes a Change whole or not at all. It answers Conflict when the case
// or one of its tasks was changed since it was read.
func (db *DB) Save(ctx context.Context, c casework.Change) error {
	err := db.inTx(ctx, func(tx *gorm.DB) error {
		if c.Erase {
			if err := erase(tx, c); err != nil {
				return err
			}
			return db.record(tx, c.Audit)
		}
		return db.saveAll(tx, c)
	})
	if errors.Is(err, gorm.ErrForeignKeyViolated) && !c.New {
		err = conflict() // what it hangs on was erased in the meantime
	}
	if err != nil {
		return fault.Wrap("store.Save", err)
	}
	if c.Away != nil || c.Present != "" {
		db.gone.Delete(string(c.Case.Tenant) + "/" + string(c.Case.Team))
	}
	if c.Erase {
		db.forget(ctx)
	}
	return nil
}

// saveAll writes a Change that erases nothing.
func (db *DB) saveAll(tx *gorm.DB, c casework.Change) error {
	steps := []func(*gorm.DB, casework.Change) error{db.saveUnder, db.saveCase, saveDoor, unsend, saveTalk, saveTasks, saveFolder, saveTeamNotes, saveAway, saveCounts, saveTallies, saveKeys}
	for _, step := range steps {
		if err := step(tx, c); err != nil {
			return err
		}
	}
	return db.record(tx, c.Audit)
}

// conflict is the answer to a write that came second.
func conflict() error { return fault.New(fault.Conflict, "conflict") }

// changed tells whether exactly one row was written.
func changed(q *gorm.DB) error {
	if q.Error != nil {
		return q.Error
	}
	if q.RowsAffected != 1 {
		return conflict()
	}
	return nil
}

// moveCase is what an update of a case may write: never whose case it is.
const moveCase = "UPDATE cases SET version = ?, owner = ?, turn = ?, urgency = ?, promised_at = ?, legal_on = ?, next_on = ?, until_on = ?, closed_on = ?, last_seq = ?, " +
	"task_assignment = ?, task_state = ?, active_on = ?, list_key = ?, label = ?, team_key = ?, client_draft = ?, code = ?, held = ?, proposed_by = ?, proposal = ? " +
	"WHERE id = ? AND tenant = ? AND version = ?"

const addCase = "INSERT INTO cases (id, tenant, team, client, owner, version, turn, urgency, promised_at, legal_on, next_on, until_on, closed_on, last_seq, " +
	"task_assignment, task_state, created_on, active_on, list_key, label, team_key, client_draft, code, held, proposed_by, proposal) VALUES (?, ?, "

// addCase writes a new case. What wrapped its key must be the key that the team has:
// with another there is no team for it, all in the one statement.
func (db *DB) addCase(tx *gorm.DB, c casework.Change, r caseRow) error {
	team, values := "?", []any{r.ID, r.Tenant, r.Team}
	if len(c.Under) > 0 {
		team, values = "COALESCE((SELECT id FROM teams WHERE id = ? AND public = ?"+db.share()+"), '')", append(values, c.Under)
	}
	values = append(values, r.Client, r.Owner, r.Version, r.Turn, r.Urgency, r.PromisedAt, r.LegalOn, r.NextOn, r.UntilOn, r.ClosedOn, r.LastSeq,
		r.TaskAssignment, r.TaskState, r.CreatedOn, r.ActiveOn, r.ListKey, r.Label, r.TeamKey, r.ClientDraft, r.Code, r.Held, r.ProposedBy, r.Proposal)
	err := tx.Exec(addCase+team+strings.Repeat(", ?", 23)+")", values...).Error
	if errors.Is(err, gorm.ErrForeignKeyViolated) && len(c.Under) > 0 {
		db.intakes.Delete(c.Case.Tenant)
		return conflict()
	}
	return err
}

func (db *DB) saveCase(tx *gorm.DB, c casework.Change) error {
	r := caseRowOf(c.Case)
	switch {
	case c.New:
		return db.addCase(tx, c, r)
	case c.Quiet:
		return nil
	}
	return changed(tx.Exec(moveCase, r.Version+1, r.Owner, r.Turn, r.Urgency, r.PromisedAt, r.LegalOn, r.NextOn, r.UntilOn, r.ClosedOn, r.LastSeq,
		r.TaskAssignment, r.TaskState, r.ActiveOn, r.ListKey, r.Label, r.TeamKey, r.ClientDraft, r.Code, r.Held, r.ProposedBy, r.Proposal, r.ID, r.Tenant, r.Version))
}

// saveKeys writes the team's ways to cases, all in one statement; those that
// became something else in the meantime stay so.
func saveKeys(tx *gorm.DB, c casework.Change) error {
	if len(c.Keys) == 0 {
		return nil
	}
	var which, what strings.Builder
	var now, was []any
	for i, k := range c.Keys {
		what.WriteString(" WHEN ? THEN ?")
		now = append(now, string(k.Case), k.Now)
		if i > 0 {
			which.WriteString(" OR ")
		}
		which.WriteString("(id = ? AND team_key = ?)")
		was = append(was, string(k.Case), k.Was)
	}
	q := "UPDATE cases SET team_key = CASE id" + what.String() + " ELSE team_key END WHERE tenant = ? AND team = ? AND (" + which.String() + ")"
	return tx.Exec(q, slices.Concat(now, []any{string(c.Case.Tenant), string(c.Case.Team)}, was)...).Error
}

func saveDoor(tx *gorm.DB, c casework.Change) error {
	if c.Door != nil {
		r := clientRowOf(*c.Door)
		if err := tx.Create(&r).Error; err != nil {
			return err
		}
	}
	if c.Session != nil {
		r := sessionRowOf(*c.Session)
		return tx.Create(&r).Error
	}
	return nil
}

const addMessage = "INSERT INTO messages (id, tenant, case_id, seq, sender, day, body) VALUES (?, ?, ?, ?, ?, ?, ?)"

func saveTalk(tx *gorm.DB, c casework.Change) error {
	for _, m := range c.Messages {
		r := messageRowOf(c.Case.Tenant, m)
		if err := tx.Exec(addMessage, r.ID, r.Tenant, r.CaseID, r.Seq, r.Sender, r.Day, r.Body).Error; err != nil {
			return err
		}
	}
	for _, id := range c.Removed {
		q := tx.Model(&messageRow{}).Where("id = ? AND case_id = ? AND tenant = ?", string(id), string(c.Case.ID), string(c.Case.Tenant))
		if err := changed(q.Update("body", nil)); err != nil {
			return err
		}
	}
	if c.Draft == nil {
		return nil
	}
	if len(c.Draft.Body) == 0 {
		return tx.Where("case_id = ? AND counsellor = ? AND tenant = ?", string(c.Case.ID), string(c.Draft.By), string(c.Case.Tenant)).
			Delete(&staffDraftRow{}).Error
	}
	r := staffDraftRow{CaseID: string(c.Case.ID), Counsellor: string(c.Draft.By), Tenant: string(c.Case.Tenant), Body: c.Draft.Body}
	return tx.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "case_id"}, {Name: "counsellor"}}, DoUpdates: clause.AssignmentColumns([]string{"body"}),
	}).Create(&r).Error
}

// saveTasks writes new tasks and moves old ones on. A task counts its
// revisions, so that two tabs never overwrite each other unseen.
func saveTasks(tx *gorm.DB, c casework.Change) error {
	if len(c.Given) > 0 {
		rows := make([]taskRow, len(c.Given))
		for i, t := range c.Given {
			rows[i] = taskRowOf(c.Case.Tenant, t)
		}
		if err := tx.Create(&rows).Error; err != nil {
			return err
		}
	}
	for _, t := range c.Tasks {
		r := taskRowOf(c.Case.Tenant, t)
		read := r.Revision
		r.Revision++
		err := changed(tx.Model(&taskRow{}).Where("id = ? AND case_id = ? AND tenant = ? AND revision = ?", r.ID, r.CaseID, r.Tenant, read).
			Select("State", "DueOn", "FirstDue", "Revision", "Draft", "Version", "LogicHash").Updates(&r))
		if err != nil {
			return err
		}
	}
	return nil
}

// unsend deletes what an answer wrote that did not reach the client. It answers
// Conflict when somebody went on with something of it.
func unsend(tx *gorm.DB, c casework.Change) error {
	u, of := c.Unsent, func() *gorm.DB {
		return tx.Where("case_id = ? AND tenant = ?", string(c.Case.ID), string(c.Case.Tenant))
	}
	if u.Message == "" {
		return nil
	}
	if err := changed(of().Where("id = ?", string(u.Message)).Delete(&messageRow{})); err != nil {
		return err
	}
	for _, id := range u.Tasks {
		if err := changed(of().Where("id = ? AND revision = 0", string(id)).Delete(&taskRow{})); err != nil {
			return err
		}
	}
	for _, id := range u.Remarks {
		if err := of().Where("id = ?", id).Delete(&remarkRow{}).Error; err != nil {
			return err
		}
	}
	return nil
}

func saveCounts(tx *gorm.DB, c casework.Change) error {
	rows := countRows(c.Counts)
	if len(rows) == 0 {
		return nil
	}
	return tx.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "team"}, {Name: "owner"}, {Name: "kind"}, {Name: "day"}},
		DoUpdates: clause.Assignments(map[string]any{"n": gorm.Expr("counts.n + excluded.n")}),
	}).Create(&rows).Error
}

// countRows gives the counts to write; those that stay as they were are none.
func countRows(counts []casework.Count) []countRow {
	rows := make([]countRow, len(counts))
	for i, n := range counts {
		rows[i] = countRow{Team: string(n.Team), Owner: string(n.Owner), Kind: string(n.Kind), Day: string(n.Day), N: n.N}
	}
	rows = addedUp(rows, func(r countRow) string { return r.Team + " " + r.Owner + " " + r.Kind + " " + r.Day }, func(r *countRow) *int { return &r.N })
	return slices.DeleteFunc(rows, func(r countRow) bool { return r.N == 0 })
}

// addedUp adds up what concerns the same row: one statement may touch a row only
// once. They stand in one order for everybody, so that two who write the same rows
// never wait for each other.
func addedUp[R any](rows []R, key func(R) string, n func(*R) *int) []R {
	slices.SortFunc(rows, func(a, b R) int { return cmp.Compare(key(a), key(b)) })
	var sums []R
	for _, r := range rows {
		if last := len(sums) - 1; last >= 0 && key(sums[last]) == key(r) {
			*n(&sums[last]) += *n(&r)
			continue
		}
		sums = append(sums, r)
	}
	return sums
}

// erase deletes a case and all that hangs on it. The case row is held first and
// goes last: who writes at the same moment comes wholly before or finds nothing,
// and nothing can be added while it disappears.
func erase(tx *gorm.DB, c casework.Change) error {
	id := string(c.Case.ID)
	var held caseRow
	err := tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}).Select("id").
		Where("id = ? AND tenant = ? AND version = ?", id, string(c.Case.Tenant), c.Case.Version).Take(&held).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return conflict()
	}
	if err != nil {
		return err
	}
	if err := tx.Where("principal = ? AND tenant = ?", string(c.Case.Client), string(c.Case.Tenant)).Delete(&sessionRow{}).Error; err != nil {
		return err
	}
	hanging := []any{&teamNoteRow{}, &remarkRow{}, &factRow{}, &submissionRow{}, &sectionRow{}, &staffDraftRow{}, &messageRow{}, &taskRow{}, &clientRow{}}
	for _, rows := range hanging {
		if err := tx.Where("case_id = ?", id).Delete(rows).Error; err != nil {
			return err
		}
	}
	if err := changed(tx.Where("id = ? AND tenant = ?", id, string(c.Case.Tenant)).Delete(&caseRow{})); err != nil {
		return err
	}
	if err := saveCounts(tx, c); err != nil {
		return err
	}
	if err := saveTallies(tx, c); err != nil {
		return err
	}
	return dropEmpty(tx, c.Case.Team)
}

// dropEmpty deletes the counts that stand at nothing: not even that there was
// one, on that day. One that somebody is writing now is left to the next time.
func dropEmpty(tx *gorm.DB, team access.TeamID) error {
	empty := tx.Model(&countRow{}).Select("team, owner, kind, day").Where("team = ? AND n = 0", string(team)).
		Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate, Options: clause.LockingOptionsSkipLocked})
	return tx.Where("n = 0 AND (team, owner, kind, day) IN (?)", empty).Delete(&countRow{}).Error
}

// forget overwrites what SQLite still keeps of deleted rows beside the database.
// A failure is no failure of the erasing: the rows are gone and what is left is sealed.
func (db *DB) forget(ctx context.Context) {
	if db.dialect != dialectSQLite {
		return
	}
	var busy, pages, moved int // read to the end: a row left unread keeps the only writer's connection in use
	_ = db.write.WithContext(ctx).Raw("PRAGMA wal_checkpoint(TRUNCATE)").Row().Scan(&busy, &pages, &moved)
}

func saveFolder(tx *gorm.DB, c casework.Change) error {
	id, of := c.Case.ID, c.Case.Tenant
	if err := saveSections(tx, id, of, c.Folder.Sections); err != nil {
		return err
	}
	for _, s := range c.Folder.Submissions {
		r := submissionRowOf(of, id, s)
		if err := tx.Create(&r).Error; err != nil {
			return err
		}
	}
	if len(c.Folder.Facts) > 0 {
		rows := make([]factRow, len(c.Folder.Facts))
		for i, f := range c.Folder.Facts {
			rows[i] = factRow{ID: f.ID, Tenant: string(of), CaseID: string(id), Section: f.Section, Seq: f.Seq, Day: string(f.Day), Body: f.Body}
		}
		if err := tx.CreateInBatches(&rows, 100).Error; err != nil {
			return err
		}
	}
	if err := saveRemarks(tx, id, of, c.Folder.Remarks); err != nil {
		return err
	}
	return reseal(tx, id, of, c.Folder.Resealed)
}

func saveRemarks(tx *gorm.DB, id access.CaseID, of tenant.ID, list []casework.SealedRemark) error {
	if len(list) == 0 {
		return nil
	}
	rows := make([]remarkRow, len(list))
	for i, r := range list {
		rows[i] = remarkRow{
			ID: r.ID, Tenant: string(of), CaseID: string(id), Sheet: r.Sheet,
			Sections: strings.Join(r.Sections, " "), Day: string(r.Day), Body: r.Body,
		}
	}
	return tx.CreateInBatches(&rows, 100).Error
}

func saveSections(tx *gorm.DB, id access.CaseID, of tenant.ID, sections []casework.Section) error {
	if len(sections) == 0 {
		return nil
	}
	rows := make([]sectionRow, len(sections))
	for i, s := range sections {
		rows[i] = sectionRow{CaseID: string(id), Name: s.Name, Tenant: string(of), KeyClient: s.KeyClient, KeyTeam: s.KeyTeam}
	}
	return tx.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "case_id"}, {Name: "name"}},
		DoUpdates: clause.AssignmentColumns([]string{"key_client", "key_team"}),
	}).Create(&rows).Error
}

// reseal puts the same content under another key in the place of the old.
func reseal(tx *gorm.DB, id access.CaseID, of tenant.ID, list []casework.Resealed) error {
	hangs := map[string]string{"facts": "section", "submissions": "sections", "remarks": "sections"} // table → on what its rows hang
	for _, r := range list {
		column, known := hangs[r.Table]
		if !known {
			return fault.New(fault.Internal, "")
		}
		columns := map[string]any{"body": r.Body}
		if r.Back {
			columns[column] = ""
		}
		q := tx.Table(r.Table).Where("id = ? AND case_id = ? AND tenant = ?", r.ID, string(id), string(of))
		if err := changed(q.Updates(columns)); err != nil {
			return err
		}
	}
	return nil
}
