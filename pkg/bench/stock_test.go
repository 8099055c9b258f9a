// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/config"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/token"
)

// stock is a filled data folder, with what a load needs to know of it.
type stock struct {
	t       testing.TB
	data    string
	team    access.TeamID
	teamKey seal.PrivateKey

	stamp   string    // form token of someone without a session
	desk    visitor   // a counsellor who signed in
	writers []visitor // clients who post
	readers []visitor // clients with a conversation
	takers  []visitor // clients with an assignment ready to be handed in; each once

	house  *app.App // open while the folder is being filled
	web    *httptest.Server
	signer *token.Signer
	staff  access.Counsellor

	mu    sync.Mutex
	heard *[]string // where statements are noted, when someone listens
}

// visitor is someone with an open session.
type visitor struct {
	Cookie, Form string
	Case         access.CaseID
}

// tenantID is the municipality of the measuring.
const tenantID = app.DemoTenant

// cheap makes stretching almost free. Only the process that fills the folder
// does this, and the house that is measured without stretching.
func cheap() {
	seal.CodeCost = seal.Cost{Passes: 1, MemoryKiB: 8}
	seal.PasswordCost = seal.CodeCost
}

// fill makes a data folder with that many cases in the work list.
func fill(t testing.TB, s scale, cases int) *stock {
	t.Helper()
	cheap()
	k := &stock{t: t, data: t.TempDir(), team: access.TeamID(rand.Text()), teamKey: seal.NewPair()}
	begun := time.Now()
	k.must(app.PutDemo(k.data))
	k.open()
	k.welcome()
	k.stack(cases)
	k.people(s)
	t.Logf("filled %d cases, %d clients in %.1f s", cases, len(k.writers)+len(k.readers)+len(k.takers), time.Since(begun).Seconds())
	return k
}

func (k *stock) must(err error) {
	if err != nil {
		k.t.Helper()
		k.t.Fatal(err)
	}
}

// open builds the house in this process, to fill it and to count statements.
func (k *stock) open() {
	house, err := app.New(context.Background(), app.Options{
		Settings: config.Server{Data: k.data, RootKeyFile: filepath.Join(k.data, "root.key"), LogLevel: "error", Dev: true},
		Log:      io.Discard, OnStatement: k.hear,
	})
	k.must(err)
	k.house, k.web = house, httptest.NewServer(house.Server.Echo)
	text, err := os.ReadFile(filepath.Join(k.data, "root.key"))
	k.must(err)
	raw, err := hex.DecodeString(strings.TrimSpace(string(text)))
	k.must(err)
	root, err := seal.KeyFrom(raw)
	k.must(err)
	k.signer = token.NewSigner(root, 1, time.Now)
}

func (k *stock) hear(sql string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.heard != nil {
		*k.heard = append(*k.heard, sql)
	}
}

// listen gives the statements of one thing that is done.
func (k *stock) listen(do func()) []string {
	note := func(list *[]string) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.heard = list
	}
	var list []string
	note(&list)
	do()
	note(nil)
	return list
}

// shut closes the house, so that a folder can be copied and served.
func (k *stock) shut() {
	k.web.Close()
	k.must(k.house.Close())
}

// welcome makes the team with its first counsellor, who signs in over HTTP.
func (k *stock) welcome() {
	ctx := context.Background()
	door, password, err := k.house.Gate.NewCounsellor(ctx, access.CounsellorDoor{
		ID: access.CounsellorID(rand.Text()), Tenant: tenantID, Team: k.team, User: "sanne", Name: "Sanne",
	}, k.teamKey)
	k.must(err)
	k.must(k.house.DB.AddTeam(ctx, casework.Team{ID: k.team, Public: k.teamKey.Public().Bytes()}, "Team", door))
	k.staff = access.Counsellor{Tenant: tenantID, ID: door.ID, Team: k.team, Name: door.Name, Role: access.RoleCounsellor, TeamKey: k.teamKey}
	b := &browser{t: k.t, url: k.web.URL, cookies: map[string]string{}}
	k.stamp = formToken(k.t, b.get("/"))
	k.desk = b.signIn(door.User, password)
}

// crowd does one thing for each of n, many at once: writes that wait together
// are committed together.
func (k *stock) crowd(n int, do func(i int) error) {
	k.t.Helper()
	const hands = 64
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var all sync.WaitGroup
	for range hands {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && failed.Load() == nil; i = int(next.Add(1)) - 1 {
				if err := do(i); err != nil {
					failed.Store(&err)
				}
			}
		})
	}
	all.Wait()
	if err := failed.Load(); err != nil {
		k.t.Fatal(*err)
	}
}

// stack puts cases in the work list. Of every ten, six wait for an answer and
// were answered before, two wait for their first answer, two are the client's
// to move. Those that wait for their first answer are promised later: the page
// that is measured is one that the team saw before.
func (k *stock) stack(n int) {
	now := time.Now()
	first := now.AddDate(0, 0, 20)
	k.crowd(n, func(i int) error {
		c, key := k.emptyCase(now), seal.NewKey()
		wrote := now.Add(-time.Duration(i%2000) * time.Minute)
		switch spread := time.Duration(i) * 2 * time.Hour / time.Duration(n); i % 10 {
		case 6, 7:
			c.Promised = first.Add(spread + time.Second)
			k.must(k.wrapCase(&c, key))
		case 8, 9:
			c.Turn, c.Next = casework.TurnClient, casework.DateOf(now.AddDate(0, 0, i%7))
			k.sealCase(&c, key)
		default:
			c.Promised = now.Add(time.Hour + 30*spread)
			k.sealCase(&c, key)
		}
		c.Sealed.Label = closed(key, casePlace(c.ID, "label"), casework.Label{Nick: "Kievit", Language: "nl", Wrote: wrote})
		m := casework.Message{ID: casework.MessageID(rand.Text()), Case: c.ID, Seq: 1, From: casework.FromClient, Day: c.Days.Created}
		m.Body = closed(key, messagePlace(m), casework.Letter{At: wrote, Text: clientText})
		return k.house.DB.Save(context.Background(), casework.Change{
			Case: c, New: true, Messages: []casework.Message{m}, Counts: []casework.Count{countOf(c)},
		})
	})
}

func (k *stock) emptyCase(now time.Time) casework.Case {
	today := casework.DateOf(now)
	return casework.Case{
		ID: access.CaseID(rand.Text()), Tenant: tenantID, Team: k.team, Client: access.ClientID(rand.Text()),
		Turn: casework.TurnCounsellor, LastSeq: 1, Days: casework.Days{Created: today, Active: today},
		Task: casework.TaskNote{Assignment: "schuldenlijst", State: casework.TaskAssigned},
	}
}

// Tenant gives the municipality.
func (k *stock) tenant() *tenant.Tenant {
	t, ok := k.house.Tenants.ByID(tenantID)
	if !ok {
		k.t.Fatal("no municipality")
	}
	return t
}

// visitorOf gives what the browser of a new client would send. The session is
// made as if it was just used: moving its idle time, once a minute, is no part
// of a request that is measured.
func (k *stock) visitorOf(s *access.Session) (visitor, error) {
	hash := sha256.Sum256(s.Ticket.ID)
	if err := k.house.DB.KeepSession(context.Background(), hash[:], time.Now().Add(3*time.Hour)); err != nil {
		return visitor{}, err
	}
	signed, err := k.signer.Sign(s.Ticket)
	return visitor{
		Cookie: "__Host-og=" + signed, Form: base64.RawURLEncoding.EncodeToString(s.Ticket.FormToken()),
		Case: s.Client.Case,
	}, err
}
