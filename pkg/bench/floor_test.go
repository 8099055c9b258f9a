// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"opgelucht/pkg/seal"
)

// The floor is the least that the work can cost: net/http, database/sql, the
// same statements, the same bytes sealed and opened, an answer of the same
// size. No router, no templates, no forms, no sessions beyond opening one.

// plan tells a floor what to serve.
type plan struct {
	Database string
	Tenant   string
	Team     string
	TeamKey  []byte
	// Reader, Writer and Taker are cases of the house, whose sizes the floor copies.
	Reader, Writer, Taker   string
	Readers, Writers, Takes int
	Cheap                   bool
}

// floor is the bare server.
type floor struct {
	plan
	*base
	teamKey seal.PrivateKey
	listKey seal.Key
	pepper  seal.Key
	dayKey  seal.Key
	cost    seal.Cost
	stretch *seal.Stretcher
	sizes   sizes
	desk    *guest
	readers []*guest
	writers []*guest
	takers  []*guest
	asked   atomic.Int64 // statements until now
}

// sizes are the lengths of what the house keeps sealed, as text.
type sizes struct {
	label, code, letter, blob, draft, sheet int
	thread, facts                           []int
	sections                                int
}

// text gives n bytes of nothing in particular.
func text(n int) []byte { return make([]byte, max(0, n)) }

// serveFloor is what the floor's process does.
func serveFloor() error {
	raw, err := os.ReadFile(os.Getenv(envPlan))
	if err != nil {
		return err
	}
	f := &floor{cost: seal.CodeCost, stretch: seal.NewStretcher(runtime.NumCPU(), 64), pepper: seal.NewKey(), dayKey: seal.NewKey()}
	if err := json.Unmarshal(raw, &f.plan); err != nil {
		return err
	}
	if f.Cheap {
		cheap()
		f.cost = seal.CodeCost
	}
	if f.teamKey, err = seal.PrivateFrom(f.TeamKey); err != nil {
		return err
	}
	f.listKey = f.teamKey.Key("list")
	if f.base, err = openBase(f.Database, readings); err != nil {
		return err
	}
	if err := f.measureSizes(); err != nil {
		return err
	}
	if err := f.invite(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", ":"+os.Getenv("PORT"))
	if err != nil {
		return err
	}
	server := &http.Server{Handler: f.routes(), ReadHeaderTimeout: 30 * time.Second}
	return server.Serve(listener)
}

// page is one answer of the floor. It gives how many statements it took.
type page func(r *http.Request, who int) (statements int, err error)

func (f *floor) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/readyz", func(http.ResponseWriter, *http.Request) {})
	for path, do := range map[string]page{
		"/start": f.start, "/post": f.post, "/read": f.talk, "/list": f.list, "/submit": f.submit,
	} {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { f.answer(w, r, do) })
	}
	return mux
}

func (f *floor) answer(w http.ResponseWriter, r *http.Request, do page) {
	q := r.URL.Query()
	who, _ := strconv.Atoi(q.Get("who"))   // the load writes numbers
	size, _ := strconv.Atoi(q.Get("size")) // the same
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return // the reader went away
	}
	n, err := do(r, who)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	w.Header().Set("X-Statements", strconv.Itoa(n))
	if size == 0 {
		w.Header().Set("Location", "/")
		w.WriteHeader(http.StatusSeeOther)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(text(size)) // the reader may go away
}

// measureSizes reads how long the sealed texts of the house are.
func (f *floor) measureSizes() error {
	over := len(seal.Close(seal.NewKey(), seal.Place{}, nil)) - 256 // what sealing adds to the padded text
	var err error
	lengths := func(q string, args ...any) []int {
		var list []int
		found, failed := f.read.Query(q, args...)
		if failed != nil {
			err = failed
			return []int{0}
		}
		defer func() { _ = found.Close() }()
		for found.Next() {
			var n int
			if failed := found.Scan(&n); failed != nil {
				err = failed
			}
			list = append(list, n-over-4)
		}
		return append(list, 0)
	}
	one := func(column, table, id string) int {
		return lengths("SELECT length("+column+") FROM "+table+" WHERE case_id = ?", id)[0]
	}
	thread := lengths("SELECT length(body) FROM messages WHERE case_id = ? ORDER BY seq", f.Reader)
	facts := lengths("SELECT length(body) FROM facts WHERE case_id = ? ORDER BY seq", f.Taker)
	f.sizes = sizes{
		label:  lengths("SELECT length(label) FROM cases WHERE id = ?", f.Writer)[0],
		code:   lengths("SELECT length(code) FROM cases WHERE id = ?", f.Writer)[0],
		letter: one("body", "messages", f.Writer), draft: one("draft", "tasks", f.Taker), sheet: one("body", "submissions", f.Taker),
		blob:   lengths("SELECT length(blob) FROM sessions WHERE kind = 'client'")[0],
		thread: thread[:len(thread)-1], facts: facts[:len(facts)-1],
		sections: len(lengths("SELECT length(name) FROM sections WHERE case_id = ?", f.Taker)) - 1,
	}
	return err
}

// guest is someone whom the floor knows, with keys at hand.
type guest struct {
	id, caseID, task string
	half             seal.Key
	hash             []byte
	private          seal.PrivateKey
	caseKey          seal.Key
}

func newGuest() *guest {
	return &guest{
		id: rand.Text(), caseID: rand.Text(), task: rand.Text(), half: seal.NewKey(), hash: seal.NewKey().Bytes(),
		private: seal.NewPair(), caseKey: seal.NewKey(),
	}
}

// at names a place as the house does.
func (g *guest) at(table, column, row string) seal.Place {
	return seal.Place{Table: table, Column: column, Row: row, Case: g.caseID}
}

func (g *guest) session() seal.Place {
	return seal.Place{Table: "sessions", Column: "client", Row: string(g.hash), Case: g.id}
}

func (f *floor) sessionKey(g *guest) seal.Key {
	return g.half.Derive("session", g.hash, f.dayKey.Bytes())
}
