// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"opgelucht/pkg/seal"
)

var errEmpty = errors.New("floor: a row is missing")

// one gives the only row of a statement.
func (f *floor) one(q string, args ...any) ([]any, error) {
	list, err := f.rows(q, args...)
	if err == nil && len(list) != 1 {
		err = errEmpty
	}
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// enter opens a session as the house does.
func (f *floor) enter(g *guest) error {
	row, err := f.one(readSession, g.hash)
	if err != nil {
		return err
	}
	if _, err := seal.Open(f.sessionKey(g), g.session(), row[5].([]byte)); err != nil {
		return err
	}
	g.half.MAC([]byte("form"), g.hash) // the token of the form, checked or written
	_, err = seal.PrivateFrom(g.private.Bytes())
	return err
}

func (f *floor) caseOf(g *guest) ([]any, error) {
	return f.one(readCase, g.caseID, f.Tenant, g.id)
}

// start is a first message: five statements, and one more where the house shows
// the access code in the same answer. The team that it goes to is known.
func (f *floor) start(r *http.Request, _ int) (int, error) {
	if _, _, err := f.stretch.Stretch(r.Context(), []byte("012345678901234567890123"), f.pepper.Bytes(), f.cost); err != nil {
		return 0, err
	}
	g := newGuest()
	f.pepper.MAC([]byte("form"), g.hash)
	rows, err := f.rowsOf(g)
	if err != nil {
		return 0, err
	}
	if err := f.save(func(p *pen) error { return f.addGuest(p, g, rows) }); err != nil {
		return 0, err
	}
	if r.URL.Query().Get("shown") == "" {
		return 5, nil
	}
	row, err := f.caseOf(g)
	if err != nil {
		return 0, err
	}
	_, err = seal.Open(g.private.Key("own"), g.at("cases", "code", g.caseID), row[caseCode].([]byte))
	return 6, err
}

// post is one more message of a client.
func (f *floor) post(_ *http.Request, who int) (int, error) {
	g := f.writers[who%len(f.writers)]
	if err := f.enter(g); err != nil {
		return 0, err
	}
	row, err := f.caseOf(g)
	if err != nil {
		return 0, err
	}
	label, err := f.relabel(g, row)
	if err != nil {
		return 0, err
	}
	id, seq := rand.Text(), row[caseLastSeq].(int64)+1
	body := seal.Close(g.caseKey, g.at("messages", "body", id), text(f.sizes.letter))
	return 4, f.save(func(p *pen) error {
		if err := f.move(p, g, row, seq, label); err != nil {
			return err
		}
		return p.exec(addMessage, id, f.Tenant, g.caseID, seq, "client", today, body)
	})
}

// relabel opens the label of a case and seals it anew.
func (f *floor) relabel(g *guest, row []any) ([]byte, error) {
	at := g.at("cases", "label", g.caseID)
	plain, err := seal.Open(g.caseKey, at, row[caseLabel].([]byte))
	if err != nil {
		return nil, err
	}
	return seal.Close(g.caseKey, at, plain), nil
}

func (f *floor) move(p *pen, g *guest, row []any, seq int64, label []byte) error {
	version := row[caseVersion].(int64)
	return p.exec(moveCase, version+1, "counsellor", 0, row[7], "", "", seq, "", "", today, lateKey, label, row[17], nil, row[caseCode],
		g.caseID, f.Tenant, version)
}

// talk is a conversation.
func (f *floor) talk(_ *http.Request, who int) (int, error) {
	g := f.readers[who%len(f.readers)]
	if err := f.enter(g); err != nil {
		return 0, err
	}
	row, err := f.caseOf(g)
	if err != nil {
		return 0, err
	}
	if _, err := seal.Open(g.caseKey, g.at("cases", "label", g.caseID), row[caseLabel].([]byte)); err != nil {
		return 0, err
	}
	list, err := f.rows(readThread, g.caseID, f.Tenant)
	if err != nil {
		return 0, err
	}
	for _, m := range list {
		if _, err := seal.Open(g.caseKey, g.at("messages", "body", m[0].(string)), m[6].([]byte)); err != nil {
			return 0, err
		}
	}
	return 3, nil
}

// list is one page of the work list. The team's key for lists is derived once
// for the page.
func (f *floor) list(*http.Request, int) (int, error) {
	if err := f.enter(f.desk); err != nil {
		return 0, err
	}
	list, err := f.rows(readList, f.Tenant, f.Team, 0, "", f.Tenant, f.Team)
	if err != nil {
		return 0, err
	}
	key := f.teamKey.Key("list")
	for _, row := range list[:min(25, len(list))] {
		if row[0] == "" {
			break // a count: these come last
		}
		if err := f.openRow(key, row); err != nil {
			return 0, err
		}
	}
	return 2, nil
}

func (f *floor) openRow(list seal.Key, row []any) error {
	id := row[0].(string)
	at, sealed := seal.Place{Table: "cases", Column: "team_key", Row: id, Case: id}, row[11].([]byte)
	var key seal.Key
	var err error
	if sealed[0] == keySealed {
		key, err = seal.OpenKey(list, at, sealed[1:])
	} else { // in a short list new cases stand on the first page
		var raw []byte
		if raw, err = seal.Unwrap(f.teamKey, at, sealed[1:]); err == nil {
			key, err = seal.KeyFrom(raw)
		}
	}
	if err != nil {
		return err
	}
	at.Column = "label"
	_, err = seal.Open(key, at, row[10].([]byte))
	return err
}

// submit hands an assignment in that was filled in before.
func (f *floor) submit(_ *http.Request, who int) (int, error) {
	g := f.takers[who%len(f.takers)]
	if err := f.enter(g); err != nil {
		return 0, err
	}
	task, err := f.one(readTasks, g.caseID, f.Tenant)
	if err != nil {
		return 0, err
	}
	row, err := f.caseOf(g)
	if err != nil {
		return 0, err
	}
	for _, q := range []string{readSections, readFacts, readSubmissions} {
		if _, err := f.rows(q, g.caseID, f.Tenant); err != nil {
			return 0, err
		}
	}
	own := g.private.Key("own")
	if _, err := seal.Open(own, g.at("tasks", "draft", g.task), task[11].([]byte)); err != nil {
		return 0, err
	}
	label, err := f.relabel(g, row)
	if err != nil {
		return 0, err
	}
	s, err := f.sheetOf(g, own, row[caseTeamPublic].([]byte))
	if err != nil {
		return 0, err
	}
	return 12, f.save(func(p *pen) error { return f.file(p, g, row, task, label, s) })
}

// sheet is what handing in writes into a dossier.
type sheet struct {
	keys      [][2][]byte // of each section, for client and team
	facts     []any
	id        string
	body      []byte
	factMarks string
}

func (f *floor) sheetOf(g *guest, own seal.Key, team []byte) (sheet, error) {
	s := sheet{id: rand.Text()}
	pub, err := seal.PublicFrom(team)
	if err != nil {
		return s, err
	}
	var key seal.Key
	for range f.sizes.sections {
		key = seal.NewKey()
		wrapped, err := seal.Wrap(pub, g.at("sections", "key_team", "debts"), key.Bytes())
		if err != nil {
			return s, err
		}
		s.keys = append(s.keys, [2][]byte{seal.CloseKey(own, g.at("sections", "key_client", "debts"), key), wrapped})
	}
	for i, n := range f.sizes.facts {
		id := rand.Text()
		s.facts = append(s.facts, id, f.Tenant, g.caseID, "debts", i+1, today, seal.Close(key, g.at("facts", "body/debts", id), text(n)))
	}
	s.factMarks = strings.TrimSuffix(strings.Repeat("(?,?,?,?,?,?,?),", len(f.sizes.facts)), ",")
	s.body = seal.Close(key.Derive("submission"), g.at("submissions", "body", s.id), text(f.sizes.sheet))
	return s, nil
}

func (f *floor) file(p *pen, g *guest, row, task []any, label []byte, s sheet) error {
	if err := f.move(p, g, row, row[caseLastSeq].(int64), label); err != nil {
		return err
	}
	revision := task[10].(int64)
	if err := p.exec(moveTask, 1, task[6], "submitted", today, revision+1, task[11], g.task, g.caseID, revision); err != nil {
		return err
	}
	for i, k := range s.keys {
		if err := p.exec(addSection, g.caseID, "debts"+strconv.Itoa(i), f.Tenant, k[0], k[1]); err != nil {
			return err
		}
	}
	if err := p.exec(addSubmission, s.id, f.Tenant, g.caseID, g.task, 1, "schuldenlijst", 1, task[6], "debts", today, s.body); err != nil {
		return err
	}
	if err := p.exec(addFacts+s.factMarks, s.facts...); err != nil {
		return err
	}
	return p.exec(addCounts+"(?,'',?,?,?),(?,'',?,?,?)"+onCounts, f.Team, "client", "", -1, f.Team, "answer", today, 1)
}
