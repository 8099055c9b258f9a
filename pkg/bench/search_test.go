// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"crypto/rand"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/store"
	"opgelucht/pkg/tenant"
)

// oneDay is the server's share of session keys, the same every day.
type oneDay struct{ key seal.Key }

func (d oneDay) Current(time.Time) (string, seal.Key, error) { return "day", d.key, nil }
func (d oneDay) Of(string) (seal.Key, bool)                  { return d.key, true }

// searching is what looking for a word in 10,000 messages of 100 cases takes, in
// milliseconds of processor time: each is opened, none is kept in an index.
func searching(t *testing.T, long bool) float64 {
	cases, each := 100, 100
	if !long {
		cases, each = 2, 3
	}
	defer func(c seal.Cost) { seal.CodeCost = c }(seal.CodeCost)
	seal.CodeCost = seal.Cost{Passes: 1, MemoryKiB: 64} // codes are made, and not what is measured
	service, by, town := searchSite(t)
	text := strings.Repeat("Er ligt een brief van de woningbouw en ik durf hem niet te openen. ", 5)
	for i := range cases {
		session, err := service.Start(t.Context(), town, casework.Starting{Text: text, Nick: "Merel", Language: "nl"})
		if err != nil {
			t.Fatal(err)
		}
		for n := range each - 1 {
			said := text
			if i == 0 && n == 0 {
				said += "De papegaai is er ook nog."
			}
			if err := service.Post(t.Context(), town, *session.Client, said); err != nil {
				t.Fatal(err)
			}
		}
	}
	if r, err := service.Search(t.Context(), by, "papegaai brief"); err != nil || len(r.Found) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	return 1e3 * worked(long, func() {
		if _, err := service.Search(t.Context(), by, "papegaai brief"); err != nil {
			t.Error(err)
		}
	})
}

// searchSite is a municipality with one counsellor.
func searchSite(t *testing.T) (*casework.Service, access.Counsellor, *tenant.Tenant) {
	t.Helper()
	text := "name: Meren\nlanguages: [nl, en]\nanswer_workdays: 2\nhelp: {desk: Geldhulp, phone: 088 000 00 00, opening: werkdagen 9 tot 17 uur}\n"
	town, problems := tenant.Parse("meren.yaml", []byte(text), tenant.Options{})
	shelf, _ := catalog.Load()
	db, err := store.Open(t.Context(), store.Options{Source: filepath.Join(t.TempDir(), "search.db"), Now: time.Now})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	t.Cleanup(func() { _ = db.Close() })
	gate := access.NewGate(db, access.KeysFrom(seal.NewKey()), seal.NewStretcher(2, 10), time.Now)
	key := seal.NewPair()
	door, _, err := gate.NewCounsellor(t.Context(), access.CounsellorDoor{ID: "noor", Tenant: town.ID, Team: "TEAM", User: "noor", Name: "Noor"}, key)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.AddTeam(t.Context(), casework.Team{ID: "TEAM", Public: key.Public().Bytes()}, "Team", door); err != nil {
		t.Fatal(err)
	}
	service := casework.New(casework.Parts{
		Store: db, Margin: db, Gate: gate, Sessions: access.NewSessions(db, oneDay{seal.NewKey()}, time.Now), Catalog: shelf, Now: time.Now, NewID: rand.Text,
	})
	return service, access.Counsellor{Tenant: town.ID, ID: "noor", Team: "TEAM", Name: "Noor", Role: access.RoleCounsellor, TeamKey: key}, town
}
