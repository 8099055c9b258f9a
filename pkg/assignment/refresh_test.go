// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"opgelucht/pkg/dossier"
)

// However a draft and the dossier change beside each other, what was typed here
// stays, and what nobody typed here is what the dossier says.
func TestRefresh_keepsWhatWasTypedAndFollowsTheDossierInTheRest(t *testing.T) {
	typed, followed := 0, 0
	for _, id := range shipped().IDs() {
		def := definition(t, id, source)
		src := dossier.Source{Assignment: id, Version: def.Version}
		for seed := range uint64(200) {
			s := &Stranger{Rand: rand.New(rand.NewPCG(seed, 31)), Draft: NewDraft()}
			s.Fill(def)
			w := world()
			w.Record = dossier.NewRecord(def.Evaluate(s.Draft, w).Facts(today, src))
			draft := def.Prefill(w, newIDs())
			if seed%2 == 0 {
				draft.HandIn()
			}
			// Somewhere else the dossier changes; here a few answers are typed.
			other := &Stranger{Rand: rand.New(rand.NewPCG(seed, 32)), Draft: def.Prefill(w, newIDs())}
			other.Fill(def)
			w.Record = w.Record.With(def.Evaluate(other.Draft, w).Facts(today.Add(time.Hour), src)...)
			mine := map[string]string{}
			for path := range draft.Fields {
				if s.IntN(4) == 0 {
					mine[path] = draft.Value(path) + "7"
				}
			}
			draft.Apply(draft.Rev, mine)
			def.Refresh(draft, w)
			for path, value := range mine {
				if typed++; draft.Value(path) != value {
					t.Fatalf("%s %d: %s was typed as %q and is %q", id, seed, path, value, draft.Value(path))
				}
			}
			once := copied(draft)
			def.Refresh(draft, w)
			if draft.Rev != once.Rev || !maps.EqualFunc(draft.Fields, once.Fields, func(a, b *Field) bool { return len(a.Log) == len(b.Log) }) {
				t.Fatalf("%s %d: brought up to date twice it changes again", id, seed)
			}
			followed += follows(t, def, draft, w)
		}
	}
	if typed < 500 || followed < 500 {
		t.Errorf("%d typed and %d followed: this proves little", typed, followed)
	}
}

// follows checks that what nobody typed in a draft is what the dossier says.
func follows(t *testing.T, def *Definition, d *Draft, w World) int {
	t.Helper()
	n := 0
	same := func(q *Question, path string, v dossier.Value) {
		if v.State == dossier.Blank || d.own(path) || d.own(path+".per") || d.own(path+".unknown") {
			return
		}
		if n++; !read(q, d, path, w.Today).keep().Alike(v) {
			t.Fatalf("%s says %q and the dossier %+v", path, d.Value(path), v)
		}
	}
	for _, p := range def.Pages {
		for _, q := range p.Questions {
			if q.Fact == "" {
				continue
			}
			if f, ok := w.Record.Fact(q.Fact); ok && q.Rows == nil {
				same(q, q.ID, f.Value())
			}
			if q.Rows == nil {
				continue
			}
			for _, f := range w.Record.Rows(q.Fact) {
				if r := d.row(q.ID, f.Row); r == nil && !q.takesFact(f, w) {
					continue
				} else if r == nil || r.Removed != 0 {
					t.Fatalf("row %s of the dossier is not on the list", f.Row)
				}
				for _, c := range q.Rows.Columns {
					if v, ok := f.Values[c.ID]; ok {
						same(c, cell(q.ID, f.Row, c.ID), v)
					}
				}
			}
		}
	}
	return n
}
