// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// readMessages gives messages of what one counsellor has and nobody has, case by
// case, along indexes: sorting them all would take longer than opening them.
const readMessages = "SELECT messages.id, messages.case_id, seq, sender, day, body, label, team_key FROM messages " +
	"JOIN cases ON cases.id = messages.case_id WHERE cases.tenant = ? AND cases.team = ? AND cases.owner IN (?, '') LIMIT ?"

// Messages hands over the messages of the cases that a counsellor may open without
// a reason, one by one, and says how many there were.
func (db *DB) Messages(ctx context.Context, q casework.SearchQuery, take func(casework.SearchRow) error) (n int, err error) {
	rows, err := db.reading(ctx).Raw(readMessages, string(q.Scope.Tenant), string(q.Scope.Team), string(q.Owner), q.Limit).Rows()
	if err != nil {
		return 0, fault.Wrap("store.Messages", err)
	}
	defer func() { _ = rows.Close() }() // what it could say, Err says
	for rows.Next() {
		var m messageRow
		var c caseRow
		if err := rows.Scan(&m.ID, &m.CaseID, &m.Seq, &m.Sender, &m.Day, &m.Body, &c.Label, &c.TeamKey); err != nil {
			return n, fault.Wrap("store.Messages", err)
		}
		of := casework.Case{ID: access.CaseID(m.CaseID), Tenant: q.Scope.Tenant, Team: q.Scope.Team, Sealed: casework.Sealed{Label: c.Label, TeamKey: c.TeamKey}}
		if err := take(casework.SearchRow{Case: of, Message: m.noun()}); err != nil {
			return n, err
		}
		n++
	}
	return n, fault.Wrap("store.Messages", rows.Err())
}
