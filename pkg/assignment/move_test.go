// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/pkg/content"
)

const moveVocabulary = "sections: [{id: s, label: Deel}]\nfacts:\n  s.n: {type: number, label: Getal, section: s}\n"

// versionOf reads a version of an assignment that asks these questions.
func versionOf(t testing.TB, version int, questions, more string) *Definition {
	t.Helper()
	text := fmt.Sprintf("title: Proef\nversion: %d\nlanguage: nl\npages:\n  - id: p\n    title: P\n    questions:\n%s%s", version, questions, more)
	s, problems := Load(fstest.MapFS{"dossier.yaml": {Data: []byte(moveVocabulary)}, "x/assignment.yaml": {Data: []byte(text)}})
	if bad := content.Errors(problems); len(bad) > 0 {
		t.Fatalf("%v\n%s", bad, text)
	}
	d, _ := s.Get("x", source)
	return d
}

// someVersion makes a version at random: questions and columns come and go,
// change their type and their answers.
func someVersion(t testing.TB, r *rand.Rand, version int, renamed map[string]string) *Definition {
	ask := func(id string) string {
		kinds := []string{"text", "number", "money", "money_per", "date", "yesno", "confirm", "scale", "choice", "choices", "longtext"}
		kind := kinds[r.IntN(len(kinds))]
		line := fmt.Sprintf("id: %s, type: %s, ask: Vraag %s?, required: no", id, kind, id)
		if strings.HasPrefix(kind, "choice") {
			all := []string{"red: Rood", "green: Groen", "blue: Blauw"}
			r.Shuffle(3, func(i, j int) { all[i], all[j] = all[j], all[i] })
			line += ", options: {" + strings.Join(all[:1+r.IntN(3)], ", ") + "}"
		}
		if r.IntN(3) == 0 && kind != "yesno" {
			line += ", unknown: no"
		}
		return "{" + line + "}"
	}
	some := func(ids ...string) []string {
		r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		return ids[:1+r.IntN(len(ids))]
	}
	text := ""
	for _, id := range some("a", "b", "c", "d", "l", "m") {
		if id != "l" && id != "m" {
			text += "      - " + ask(id) + "\n"
			continue
		}
		text += "      - id: " + id + "\n        type: rows\n        ask: Lijst " + id + "\n        row: een regel\n        add: Nog een\n        empty: Leeg\n"
		if r.IntN(2) == 0 {
			text += "        none: Geen\n"
		}
		text += "        columns:\n"
		for _, c := range some("x", "y", "z") {
			text += "          - " + ask(c) + "\n"
		}
	}
	more := ""
	for _, old := range sortedKeys(renamed) {
		more += "  " + old + ": " + renamed[old] + "\n"
	}
	if more != "" {
		more = "renamed:\n" + more
	}
	return versionOf(t, version, text, more)
}

// everTyped lists every value that stands or stood somewhere in a draft.
func everTyped(d *Draft) []string {
	var list []string
	put := func(f *Field) {
		for _, e := range f.Log {
			list = append(list, e.Value)
		}
	}
	for _, f := range d.Fields {
		put(f)
	}
	for _, p := range d.Parked {
		for _, f := range p.Fields {
			put(f)
		}
	}
	slices.Sort(list)
	return list
}

// lacksOf gives what of one list is nowhere in another.
func lacksOf(want, have []string) []string {
	return slices.DeleteFunc(want, func(s string) bool { return s == "" || slices.Contains(have, s) })
}

func copyDraft(t testing.TB, d *Draft) *Draft {
	t.Helper()
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	again := NewDraft()
	if err := json.Unmarshal(text, again); err != nil {
		t.Fatal(err)
	}
	return again
}

func TestMoveTo_anyDraftBetweenAnyTwoVersionsLosesNothing(t *testing.T) {
	parked, stayed := 0, 0
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 6))
		one := someVersion(t, r, 1, nil)
		names := map[string]string{}
		for range r.IntN(4) {
			pool := []string{"a", "b", "c", "d", "l", "m", "l.x", "l.y", "m.x", "m.z"}
			names[pool[r.IntN(len(pool))]] = []string{"a", "b", "c", "d", "l", "m", "l.z", "m.y", "l.x"}[r.IntN(9)]
		}
		two, three := someVersion(t, r, 2, names), someVersion(t, r, 3, nil)
		s := &Stranger{Rand: r, Draft: NewDraft(), Sloppy: true}
		s.Fill(one)
		for i, to := range []*Definition{two, three} {
			from := []*Definition{one, two}[i]
			before, was := everTyped(s.Draft), copyDraft(t, s.Draft)
			from.MoveTo(to, s.Draft, world(), func() string { return "new" })
			s.Draft = copyDraft(t, s.Draft)
			if gone := lacksOf(before, everTyped(s.Draft)); len(gone) > 0 {
				t.Fatalf("seed %d, step %d: lost %q", seed, i, gone)
			}
			for path, f := range was.Fields {
				value := strings.TrimSpace(f.last())
				if sp := spotOf(path); sp.ending != "" || value == "" {
					continue
				}
				switch visible(to, s.Draft, path, value) {
				case "":
					t.Fatalf("seed %d, step %d: %s %q is nowhere to be seen", seed, i, path, value)
				case "parked":
					parked++
				default:
					stayed++
				}
			}
			tour(t, to.Evaluate(s.Draft, world()))
			s.Fill(to)
		}
	}
	if parked < 500 || stayed < 500 {
		t.Errorf("%d were parked and %d stayed: this test says little", parked, stayed)
	}
}

// visible tells where a client finds an answer after a step: as an answer of the
// question, in its own words or translated, or among what was parked.
func visible(to *Definition, d *Draft, path, value string) string {
	s := spotOf(path)
	for _, p := range d.Parked {
		if p.Path == path && strings.TrimSpace(p.Fields[""].last()) == value && p.Text(source) != "" && p.Title() != "" {
			return "parked"
		}
	}
	if now, ok := to.nameNow(s.name()); ok {
		target := s.at(now)
		row := target.row == "" || d.row(target.question, target.row) != nil
		if got := d.Value(target.base()); got != "" && row {
			return "answer"
		}
	}
	return ""
}

// page gives what a page of a version posts: every field it asks, as it stands.
func pageOf(d *Definition, draft *Draft) map[string]string {
	posted := map[string]string{}
	put := func(q *Question, path string) {
		for _, ending := range []string{"", ".per", ".unknown"} {
			posted[path+ending] = draft.Value(path + ending)
		}
	}
	d.eachAsked(func(name string, of, q *Question) {
		switch {
		case q.Rows != nil:
			posted[name+".none"] = draft.Value(name + ".none")
		case of == nil:
			put(q, name)
		default:
			for _, id := range draft.RowIDs(of.ID) {
				put(q, cell(of.ID, id, q.ID))
			}
		}
	})
	return posted
}

func TestMerge_anOldWindowAfterTheMoveRevertsNothingAndLosesNothing(t *testing.T) {
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 7))
		one := someVersion(t, r, 1, nil)
		two := someVersion(t, r, 2, map[string]string{"a": "b", "c": "d", "l": "m", "l.x": "m.z"})
		s := &Stranger{Rand: r, Draft: NewDraft(), Sloppy: true}
		s.Fill(one)
		page, seen := pageOf(one, s.Draft), Posting{Logic: one.LogicHash, Base: s.Draft.Rev}
		if r.IntN(2) == 0 {
			seen.Logic = "" // a page of before pages said which version they are of
		}
		one.MoveTo(two, s.Draft, world(), func() string { return "new" })
		alone := r.IntN(3) == 0
		if !alone {
			s.Fill(two) // typed in the new window
		}
		if len(s.Draft.Parked) > 0 && r.IntN(3) == 0 {
			s.Draft.ForgetParked()
		}
		before := copyDraft(t, s.Draft)
		if two.Merge(s.Draft, with(seen, page)) || fmt.Sprint(everTyped(before)) != fmt.Sprint(everTyped(s.Draft)) {
			t.Fatalf("seed %d: an old page on which nothing was typed changed something", seed)
		}
		path := sortedKeys(page)[r.IntN(len(page))]
		fresh := []string{"iets heel nieuws", "red", "yes", "7"}[r.IntN(4)]
		if strings.HasSuffix(path, ".unknown") || strings.HasSuffix(path, ".none") || strings.HasSuffix(path, ".per") || page[path] == fresh {
			continue
		}
		shown := s.Draft.Value(path)
		page[path] = fresh
		two.Merge(s.Draft, with(seen, page))
		after := everTyped(s.Draft)
		if gone := lacksOf(everTyped(before), after); len(gone) > 0 {
			t.Fatalf("seed %d: typing on an old page lost %q", seed, gone)
		}
		words := map[string]string{"red": "Rood", "yes": "Ja"}[fresh]
		if !slices.Contains(after, fresh) && !slices.Contains(after, words) {
			t.Fatalf("seed %d: %q typed at %s (%q) on an old page is nowhere", seed, fresh, path, shown)
		}
		again := len(after)
		if seen.Base = s.Draft.Rev; alone && seen.Logic != "" && (two.Merge(s.Draft, with(seen, page)) || len(everTyped(s.Draft)) != again) {
			t.Fatalf("seed %d: the old page saved twice changed something", seed)
		}
	}
}

// with gives a page that was posted with these fields.
func with(page Posting, fields map[string]string) Posting {
	page.Fields = fields
	return page
}
