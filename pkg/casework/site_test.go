// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // reads the tables as a thief would

	"opgelucht/pkg/access"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/content"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/store"
	"opgelucht/pkg/tenant"
)

// TestMain makes stretching cheap: what it costs an attacker is a promise of
// package seal.
func TestMain(m *testing.M) {
	seal.CodeCost, seal.PasswordCost = seal.Cost{Passes: 1, MemoryKiB: 64}, seal.Cost{Passes: 1, MemoryKiB: 64}
	os.Exit(m.Run())
}

// moment is a Monday in a week without holidays.
var moment = time.Date(2027, time.June, 7, 10, 0, 0, 0, calendar.Zone())

// on gives a moment of June 2027, in which the 7th, 14th and 21st are Mondays.
func on(day, hour int) time.Time {
	return time.Date(2027, time.June, day, hour, 0, 0, 0, calendar.Zone())
}

// shelf is read once: it never changes.
var shelf = sync.OnceValue(func() *catalog.Shelf {
	s, problems := catalog.Load()
	if bad := content.Errors(problems); len(bad) > 0 {
		panic(bad[0].Text("en"))
	}
	return s
})

// empty is a database with tables and nothing in them, made once: to make them
// takes longer than most tests.
var empty = sync.OnceValue(func() []byte {
	dir, err := os.MkdirTemp("", "opgelucht")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	file := filepath.Join(dir, "empty.db")
	db, err := store.Open(context.Background(), store.Options{Source: file, Now: time.Now})
	if err != nil {
		panic(err)
	}
	if err := db.Close(); err != nil {
		panic(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	return text
})

func town(t testing.TB, id string) *tenant.Tenant {
	t.Helper()
	text := "name: Meren\nlanguages: [nl, en]\nanswer_workdays: 2\nclosures: [2027-06-24]\n" +
		"help: {desk: Geldhulp, phone: 088 000 00 00, opening: werkdagen 9 tot 17 uur}\n"
	found, problems := tenant.Parse(id+".yaml", []byte(text), tenant.Options{})
	if len(problems) > 0 {
		t.Fatal(problems[0].Text("en"))
	}
	return found
}

// week is the server's share of session keys, one for each day.
type week map[string]seal.Key

func (w week) Current(now time.Time) (string, seal.Key, error) {
	day := now.UTC().Format(time.DateOnly)
	if _, ok := w[day]; !ok {
		w[day] = seal.NewKey()
	}
	return day, w[day], nil
}

func (w week) Of(day string) (seal.Key, bool) {
	k, ok := w[day]
	return k, ok
}

// site is a municipality with a team, on a database of its own, with a clock
// that a test moves.
type site struct {
	t        testing.TB
	now      time.Time
	here     *tenant.Tenant
	db       *store.DB
	raw      *sql.DB // past the store, as whoever holds the file
	file     string
	gate     *access.Gate
	sessions *access.Sessions
	cases    *casework.Service
	noor     access.Counsellor
}

func newSite(t testing.TB) *site {
	t.Helper()
	s := closedSite(t, seal.NewStretcher(4, 100))
	s.noor = s.team(s.here.ID, "TEAM", "noor")
	return s
}

// closedSite is one in which nobody can answer yet.
func closedSite(t testing.TB, stretch *seal.Stretcher) *site {
	t.Helper()
	s := &site{t: t, now: moment, here: town(t, "meren"), file: filepath.Join(t.TempDir(), "test.db")}
	clock := func() time.Time { return s.now }
	err := os.WriteFile(s.file, empty(), 0o600)
	s.must(err)
	s.db, err = store.Open(t.Context(), store.Options{Source: s.file, Now: clock})
	s.must(err)
	s.raw, err = sql.Open("sqlite3", "file:"+s.file+"?_busy_timeout=10000")
	s.must(err)
	t.Cleanup(func() { _, _ = s.raw.Close(), s.db.Close() })
	s.gate = access.NewGate(s.db, access.KeysFrom(seal.NewKey()), stretch, clock)
	s.sessions = access.NewSessions(s.db, week{}, clock)
	s.undoable(0)
	return s
}

// undoable lets answers be taken back for a while from now on.
func (s *site) undoable(within time.Duration) {
	s.cases = casework.New(casework.Parts{
		Store: s.db, Margin: s.db, Figures: s.db, Vault: s.db, Gate: s.gate, Sessions: s.sessions, Catalog: shelf(),
		Now: func() time.Time { return s.now }, NewID: rand.Text, Undo: within,
	})
}

// team makes a team with its first member, who is signed in.
func (s *site) team(of tenant.ID, id access.TeamID, user string) access.Counsellor {
	s.t.Helper()
	key := seal.NewPair()
	door := access.CounsellorDoor{ID: access.CounsellorID("id-" + user), Tenant: of, Team: id, User: user, Name: "Noor", Role: access.RoleCoordinator}
	door, _, err := s.gate.NewCounsellor(s.t.Context(), door, key)
	s.must(err)
	s.must(s.db.AddTeam(s.t.Context(), casework.Team{ID: id, Public: key.Public().Bytes()}, "Team", door))
	return access.Counsellor{Tenant: of, ID: door.ID, Team: id, Name: door.Name, Role: access.RoleCoordinator, TeamKey: key}
}

// colleague makes another member of the team.
func (s *site) colleague(user string) access.Counsellor {
	s.t.Helper()
	c := s.noor
	c.ID = access.CounsellorID("id-" + user)
	door := access.CounsellorDoor{ID: c.ID, Tenant: c.Tenant, Team: c.Team, User: user, Name: "Fuut", Role: c.Role}
	door, _, err := s.gate.NewCounsellor(s.t.Context(), door, c.TeamKey)
	s.must(err)
	s.must(s.db.SaveCounsellor(s.t.Context(), door))
	return c
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// refused wants a fault of a kind, with the key of its sentence.
func (s *site) refused(what string, err error, kind fault.Kind, key string) {
	s.t.Helper()
	if !fault.Is(err, kind) || fault.As(err).Key != key {
		s.t.Errorf("%s: %v, want %s %s", what, err, kind, key)
	}
}

// unwritten wants that nothing is written by what is done.
func (s *site) unwritten(what string, do func()) {
	s.t.Helper()
	before := s.dump()
	if do(); s.dump() != before {
		s.t.Errorf("%s: something was written", what)
	}
}

// dump gives every row of every table, but of some.
func (s *site) dump(without ...string) string {
	s.t.Helper()
	var lines []string
	for _, table := range s.tables() {
		if slices.Contains(without, table) {
			continue
		}
		rows, err := s.raw.Query("SELECT * FROM " + table)
		s.must(err)
		names, err := rows.Columns()
		s.must(err)
		for rows.Next() {
			values, places := make([]any, len(names)), make([]any, len(names))
			for i := range values {
				places[i] = &values[i]
			}
			s.must(rows.Scan(places...))
			lines = append(lines, fmt.Sprint(table, values))
		}
		s.must(rows.Close())
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func (s *site) tables() []string {
	s.t.Helper()
	rows, err := s.raw.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	s.must(err)
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var name string
		s.must(rows.Scan(&name))
		names = append(names, name)
	}
	return names
}

// number gives the one number that a query answers.
func (s *site) number(query string, args ...any) int {
	s.t.Helper()
	n := 0
	s.must(s.raw.QueryRow(query, args...).Scan(&n))
	return n
}

// breakOn makes every write into a table fail, as a full disk would.
func (s *site) breakOn(table string) {
	s.t.Helper()
	_, err := s.raw.Exec("CREATE TRIGGER stop BEFORE INSERT ON " + table + " BEGIN SELECT RAISE(ABORT, 'stopped'); END")
	s.must(err)
}

// begin lets a client write a first message.
func (s *site) begin() access.Client {
	s.t.Helper()
	session, err := s.cases.Start(s.t.Context(), s.here, casework.Starting{Text: "Ik durf mijn post niet open te maken.", Nick: "Merel", Language: "nl"})
	s.must(err)
	return *session.Client
}

func (s *site) post(c access.Client, text string) {
	s.t.Helper()
	s.must(s.cases.Post(s.t.Context(), s.here, c, text))
}

func (s *site) talk(c access.Client) casework.Conversation {
	s.t.Helper()
	talk, err := s.cases.Conversation(s.t.Context(), c)
	s.must(err)
	return talk
}

func (s *site) open(c access.Client) casework.Opened {
	s.t.Helper()
	o, err := s.cases.OpenCase(s.t.Context(), s.noor, c.Case)
	s.must(err)
	return o
}

// send answers a client, after reading all they wrote.
func (s *site) send(c access.Client, r casework.Reply) {
	s.t.Helper()
	if r.Text == "" {
		r.Text = "Goed dat je schrijft."
	}
	page := s.open(c)
	r.Seen, r.Sheets = page.Case.LastSeq, page.Sheets
	s.must(s.cases.Send(s.t.Context(), s.here, s.noor, c.Case, r))
}

// given begins a case in which assignments were handed out.
func (s *site) given(assignments ...string) access.Client {
	s.t.Helper()
	c := s.begin()
	var r casework.Reply
	for _, id := range assignments {
		r.Give = append(r.Give, casework.Give{Assignment: id, Workdays: 5})
	}
	s.send(c, r)
	return c
}

func (s *site) work(c access.Client, no int) casework.Work {
	s.t.Helper()
	w, err := s.cases.OpenTask(s.t.Context(), s.here, c, no, "nl")
	s.must(err)
	return w
}

// fill posts a page that shows the newest revision.
func (s *site) fill(c access.Client, no int, in casework.Filling) casework.Filled {
	s.t.Helper()
	in.Base = s.work(c, no).Outcome.Draft.Rev
	f, err := s.cases.Fill(s.t.Context(), s.here, c, no, "nl", in)
	s.must(err)
	return f
}

// row adds a row to a list and fills it in.
func (s *site) row(c access.Client, no int, question string, columns map[string]string) string {
	s.t.Helper()
	id := s.fill(c, no, casework.Filling{Add: question}).NewRow
	fields := map[string]string{}
	for column, value := range columns {
		fields[question+"["+id+"]."+column] = value
	}
	s.fill(c, no, casework.Filling{Fields: fields})
	return id
}

// submit hands a task in, with nothing left open.
func (s *site) submit(c access.Client, no int) casework.Handed {
	s.t.Helper()
	h, err := s.cases.Submit(s.t.Context(), s.here, c, no, "nl")
	s.must(err)
	if len(h.Open) > 0 {
		s.t.Fatalf("task %d is not handed in: %+v", no, h.Open)
	}
	return h
}

// calm are answers to the Spoedcheck with which nothing is urgent.
func calm() map[string]string {
	return map[string]string{
		"eviction": "no", "energy": "no", "water": "no", "insurance": "no", "court": "no", "seizure": "no", "sale": "no", "food": "no",
	}
}

// spoedcheck fills in that task, all calm but for what is urgent, and hands it in.
func (s *site) spoedcheck(c access.Client, no int, urgent ...string) casework.Handed {
	s.t.Helper()
	answers := calm()
	for _, id := range urgent {
		answers[id] = "yes"
	}
	s.fill(c, no, casework.Filling{Fields: answers})
	return s.submit(c, no)
}
