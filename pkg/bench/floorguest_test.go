// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"crypto/rand"
	"time"

	"opgelucht/pkg/seal"
)

// The statements of the house.
const (
	readSession = "SELECT * FROM `sessions` WHERE hash = ? LIMIT 1"
	readCase    = "SELECT cases.*, teams.public AS team_public FROM `cases` JOIN teams ON teams.id = cases.team " +
		"WHERE (cases.id = ? AND cases.tenant = ?) AND cases.client = ? LIMIT 1"
	readThread      = "SELECT * FROM `messages` WHERE case_id = ? AND tenant = ? ORDER BY seq"
	readTasks       = "SELECT * FROM `tasks` WHERE case_id = ? AND tenant = ? ORDER BY no"
	readSections    = "SELECT * FROM `sections` WHERE case_id = ? AND tenant = ? ORDER BY name"
	readFacts       = "SELECT * FROM `facts` WHERE case_id = ? AND tenant = ? ORDER BY seq"
	readSubmissions = "SELECT * FROM `submissions` WHERE case_id = ? AND tenant = ? ORDER BY no"
	readList        = "SELECT * FROM (SELECT id, turn, urgency, promised_at, legal_on, next_on, last_seq, " +
		"task_assignment, task_state, list_key, label, team_key, '' AS kind, '' AS day, 0 AS n FROM cases " +
		"WHERE tenant = ? AND team = ? AND (list_key, id) > (?, ?) ORDER BY list_key, id LIMIT 26) AS page " +
		"UNION ALL SELECT '', '', 0, 0, '', '', 0, '', '', 0, NULL, NULL, kind, day, n FROM counts " +
		"JOIN teams ON teams.id = counts.team WHERE teams.tenant = ? AND team = ? AND n <> 0"

	addCase = "INSERT INTO `cases` (`id`,`tenant`,`team`,`client`,`version`,`turn`,`urgency`,`promised_at`,`legal_on`,`next_on`,`last_seq`," +
		"`task_assignment`,`task_state`,`created_on`,`active_on`,`list_key`,`label`,`team_key`,`client_draft`,`code`) " +
		"VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
	addClient  = "INSERT INTO `clients` (`id`,`tenant`,`case_id`,`lookup`,`public`,`private`,`case_key`) VALUES (?,?,?,?,?,?,?)"
	addSession = "INSERT INTO `sessions` (`hash`,`kind`,`principal`,`tenant`,`day`,`blob`,`idle_until`,`until`,`shared`) VALUES (?,?,?,?,?,?,?,?,?)"
	addMessage = "INSERT INTO `messages` (`id`,`tenant`,`case_id`,`seq`,`sender`,`day`,`body`) VALUES (?,?,?,?,?,?,?)"
	addTask    = "INSERT INTO `tasks` (`id`,`tenant`,`case_id`,`no`,`assignment`,`version`,`logic_hash`,`state`,`assigned_on`,`due_on`," +
		"`revision`,`draft`) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
	addSection = "INSERT INTO `sections` (`case_id`,`name`,`tenant`,`key_client`,`key_team`) VALUES (?,?,?,?,?) " +
		"ON CONFLICT (`case_id`,`name`) DO UPDATE SET `key_client`=`excluded`.`key_client`,`key_team`=`excluded`.`key_team`"
	addSubmission = "INSERT INTO `submissions` (`id`,`tenant`,`case_id`,`task_id`,`no`,`assignment`,`version`,`logic_hash`,`sections`,`day`,`body`) " +
		"VALUES (?,?,?,?,?,?,?,?,?,?,?)"
	addFacts  = "INSERT INTO `facts` (`id`,`tenant`,`case_id`,`section`,`seq`,`day`,`body`) VALUES "
	addCounts = "INSERT INTO `counts` (`team`,`owner`,`kind`,`day`,`n`) VALUES "
	onCounts  = " ON CONFLICT (`team`,`owner`,`kind`,`day`) DO UPDATE SET `n`=counts.n + excluded.n"

	moveCase = "UPDATE `cases` SET `version`=?,`turn`=?,`urgency`=?,`promised_at`=?,`legal_on`=?,`next_on`=?,`last_seq`=?,`task_assignment`=?," +
		"`task_state`=?,`active_on`=?,`list_key`=?,`label`=?,`team_key`=?,`client_draft`=?,`code`=? WHERE id = ? AND tenant = ? AND version = ?"
	moveTask = "UPDATE `tasks` SET `version`=?,`logic_hash`=?,`state`=?,`due_on`=?,`revision`=?,`draft`=? WHERE id = ? AND case_id = ? AND revision = ?"
)

// readings are prepared once for all readers.
var readings = []string{
	readSession, readCase, readThread, readTasks, readSections, readFacts, readSubmissions, readList,
}

// Columns of a case as readCase gives them.
const (
	caseVersion    = 4
	caseLastSeq    = 10
	caseLabel      = 16
	caseCode       = 19
	caseTeamPublic = 26
)

// lateKey keeps the floor's own cases out of the pages of the work list that
// are measured.
const lateKey = int64(3)<<40 + 1<<39

// today is the day that stands in rows.
var today = time.Now().Format(time.DateOnly)

// invite puts the floor's own guests in the database.
func (f *floor) invite() error {
	f.desk = newGuest()
	add := func(n int, list *[]*guest, more func(p *pen, g *guest) error) error {
		for len(*list) < n {
			batch := make([]*guest, min(1000, n-len(*list)))
			err := f.save(func(p *pen) error {
				for i := range batch {
					batch[i] = newGuest()
					if err := f.admit(p, batch[i]); err != nil {
						return err
					}
					if err := more(p, batch[i]); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			*list = append(*list, batch...)
		}
		return nil
	}
	if err := f.save(func(p *pen) error { return f.admit(p, f.desk) }); err != nil {
		return err
	}
	if err := add(f.Writers, &f.writers, func(*pen, *guest) error { return nil }); err != nil {
		return err
	}
	if err := add(f.Readers, &f.readers, f.fillThread); err != nil {
		return err
	}
	return add(f.Takes, &f.takers, f.fillTask)
}

// fillThread gives a guest a conversation as long as the house's.
func (f *floor) fillThread(p *pen, g *guest) error {
	for i, n := range f.sizes.thread[min(1, len(f.sizes.thread)):] {
		id := rand.Text()
		body := seal.Close(g.caseKey, g.at("messages", "body", id), text(n))
		if err := p.exec(addMessage, id, f.Tenant, g.caseID, i+2, "client", today, body); err != nil {
			return err
		}
	}
	return nil
}

// fillTask gives a guest an assignment with a draft as long as the house's.
func (f *floor) fillTask(p *pen, g *guest) error {
	draft := seal.Close(g.private.Key("own"), g.at("tasks", "draft", g.task), text(f.sizes.draft))
	return p.exec(addTask, g.task, f.Tenant, g.caseID, 1, "schuldenlijst", 1, "d04d0f4d2bc48a82", "started", today, today, 1, draft)
}

// admit writes what a new client is: the same five statements as the house.
func (f *floor) admit(p *pen, g *guest) error {
	rows, err := f.rowsOf(g)
	if err != nil {
		return err
	}
	return f.addGuest(p, g, rows)
}

// rowsOf seals what a new client is: what the house seals for a first message.
func (f *floor) rowsOf(g *guest) (guestRows, error) {
	team, err := seal.Wrap(f.teamKey.Public(), g.at("cases", "team_key", g.caseID), g.caseKey.Bytes())
	if err != nil {
		return guestRows{}, err
	}
	wrapped, err := seal.Wrap(g.private.Public(), g.at("clients", "case_key", g.id), g.caseKey.Bytes())
	if err != nil {
		return guestRows{}, err
	}
	inner, err := seal.KeyFrom(g.private.Bytes())
	if err != nil {
		return guestRows{}, err
	}
	own, message := g.private.Key("own"), rand.Text()
	return guestRows{
		label:   seal.Close(g.caseKey, g.at("cases", "label", g.caseID), text(f.sizes.label)),
		code:    seal.Close(own, g.at("cases", "code", g.caseID), text(f.sizes.code)),
		private: seal.CloseKey(seal.NewKey(), g.at("clients", "private", g.id), inner),
		blob:    seal.Close(f.sessionKey(g), g.session(), text(f.sizes.blob)),
		message: message, letter: seal.Close(g.caseKey, g.at("messages", "body", message), text(f.sizes.letter)),
		lookup: f.pepper.MAC([]byte(f.Tenant), g.hash), teamKey: append([]byte{keyWrapped}, team...), caseKey: wrapped,
	}, nil
}

// guestRows is what the rows of a new client hold.
type guestRows struct {
	label, code, private, blob, letter, lookup, teamKey, caseKey []byte
	message                                                      string
}

func (f *floor) addGuest(p *pen, g *guest, r guestRows) error {
	until := time.Now().Add(12 * time.Hour).Unix()
	err := p.exec(addCase, g.caseID, f.Tenant, f.Team, g.id, 0, "counsellor", 0, until, "", "", 1, "", "", today, today, lateKey,
		r.label, r.teamKey, nil, r.code)
	if err != nil {
		return err
	}
	if err := p.exec(addClient, g.id, f.Tenant, g.caseID, r.lookup, g.private.Public().Bytes(), r.private, r.caseKey); err != nil {
		return err
	}
	if err := p.exec(addSession, g.hash, "client", g.id, f.Tenant, today, r.blob, until, until, 0); err != nil {
		return err
	}
	if err := p.exec(addMessage, r.message, f.Tenant, g.caseID, 1, "client", today, r.letter); err != nil {
		return err
	}
	return p.exec(addCounts+"(?,'',?,?,?)"+onCounts, f.Team, "answer", today, 1)
}
