// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// chooser gives a number below n: from a random source, or from a fuzzer.
type chooser func(n int) int

func (c chooser) of(list []string) string { return list[c(len(list))] }

var (
	places = []string{"adults", "income[r1].amount", "income[r1].amount.per"}
	typed  = []string{"", "1", "2", "3"} // few, so that windows often type the same
)

// window is a page that somebody has open: what it shows, and at which revision.
type window struct {
	base  int
	shown map[string]string
	other map[string]string // the question which of two values is meant
}

// look opens the page anew.
func (w *window) look(d *Draft) {
	*w = window{base: d.Rev, shown: map[string]string{}, other: map[string]string{}}
	for _, p := range places {
		w.shown[p] = d.Value(p)
		if v, ok := d.Conflict(p); ok {
			w.other[p] = v
		}
	}
}

// desk is one draft in two windows. Live is what each window typed last, as
// long as nobody who saw it put something else in its place.
type desk struct {
	draft   *Draft
	windows [2]*window
	live    map[string][2]*string
}

func newDesk(pick chooser) *desk {
	k := &desk{draft: NewDraft(), windows: [2]*window{{}, {}}, live: map[string][2]*string{}}
	k.draft.Rows["income"] = []*Row{{ID: "r1"}}
	for _, p := range places {
		k.draft.put(p, pick.of(typed)) // what stood there before anything was typed
	}
	k.windows[0].look(k.draft)
	k.windows[1].look(k.draft)
	return k
}

// step does one thing in one window and tells what is wrong afterwards.
func (k *desk) step(pick chooser) string {
	i := pick(2)
	switch w := k.windows[i]; pick(6) {
	case 0:
		w.look(k.draft)
	case 1:
		k.choose(w, pick)
	default:
		if wrong := k.post(i, pick); wrong != "" {
			return wrong
		}
	}
	return k.lost()
}

// choose settles what a window asks, if it shows what stands there now.
func (k *desk) choose(w *window, pick chooser) {
	if w.base != k.draft.Rev || len(w.other) == 0 {
		return
	}
	p := pick.of(slices.Sorted(maps.Keys(w.other)))
	other := pick(2) == 1
	dropped := w.other[p]
	if other {
		dropped = w.shown[p]
	}
	k.draft.Choose(p, other)
	k.forget(p, dropped, 0, 1)
	w.look(k.draft)
}

// forget says that somebody knowingly let a value go that windows typed.
func (k *desk) forget(path, value string, windows ...int) {
	both := k.live[path]
	for _, i := range windows {
		if both[i] != nil && *both[i] == value {
			both[i] = nil
		}
	}
	k.live[path] = both
}

// post sends the whole page, with some fields changed.
func (k *desk) post(i int, pick chooser) string {
	w, d := k.windows[i], k.draft
	posted, before, fresh := maps.Clone(w.shown), map[string]string{}, w.base == d.Rev
	for _, p := range places {
		before[p] = d.Value(p)
		if pick(3) == 0 {
			posted[p] = pick.of(typed)
		}
	}
	d.Apply(w.base, posted)
	for _, p := range places {
		if posted[p] == w.shown[p] {
			if d.Value(p) != before[p] {
				return fmt.Sprintf("%s was not touched and changed from %q to %q", p, before[p], d.Value(p))
			}
			continue
		}
		if d.Value(p) != posted[p] {
			return fmt.Sprintf("%s was changed to %q and stands at %q", p, posted[p], d.Value(p))
		}
		k.forget(p, w.shown[p], 1-i)
		both, v := k.live[p], posted[p]
		both[i] = &v
		k.live[p] = both
	}
	if wrong := twice(d, w.base, posted); wrong != "" {
		return wrong
	}
	if fresh && pick(2) == 0 { // saved in the background: the page stays as it is
		w.base, w.shown = d.Rev, posted
	} else {
		w.look(d)
	}
	return ""
}

// lost tells what a window typed last and nobody finds any more.
func (k *desk) lost() string {
	for p, both := range k.live {
		other, conflict := k.draft.Conflict(p)
		for i, v := range both {
			if v != nil && *v != k.draft.Value(p) && (!conflict || *v != other) {
				return fmt.Sprintf("%s: window %d typed %q, there is %q beside %q", p, i, *v, k.draft.Value(p), other)
			}
		}
	}
	return ""
}

// twice posts the same page again, as a button that was pressed twice does.
func twice(d *Draft, base int, posted map[string]string) string {
	before := copied(d)
	if d.Apply(base, posted) || !reflect.DeepEqual(before, d) {
		return "the same post twice changed something"
	}
	return ""
}

// copied is a draft that shares nothing with the one it was copied from.
func copied(d *Draft) *Draft {
	c := &Draft{Rev: d.Rev, Fields: map[string]*Field{}, Rows: map[string][]*Row{}}
	for path, f := range d.Fields {
		g := &Field{Log: slices.Clone(f.Log)}
		if f.Other != nil {
			other := *f.Other
			g.Other = &other
		}
		c.Fields[path] = g
	}
	for question, rows := range d.Rows {
		for _, r := range rows {
			row := *r
			c.Rows[question] = append(c.Rows[question], &row)
		}
	}
	return c
}

// clone is the draft as it comes back from where it is kept.
func clone(d *Draft) *Draft {
	b, err := json.Marshal(d)
	if err != nil {
		panic(err) // a draft is plain data
	}
	c := NewDraft()
	if err := json.Unmarshal(b, c); err != nil {
		panic(err)
	}
	return c
}

func TestApply_losesNothingThatTwoWindowsTyped(t *testing.T) {
	for seed := range uint64(25_000) {
		r := rand.New(rand.NewPCG(seed, 1))
		k := newDesk(r.IntN)
		for step := range 4 + r.IntN(16) {
			if wrong := k.step(r.IntN); wrong != "" {
				t.Fatalf("schedule %d, step %d: %s", seed, step, wrong)
			}
		}
	}
}

func FuzzApply(f *testing.F) {
	for seed := range byte(20) {
		b := make([]byte, 60)
		for i := range b {
			b[i] = byte(i)*seed + seed*7
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 400 {
			return
		}
		pick := func(n int) int {
			if len(b) == 0 {
				return 0
			}
			v := int(b[0]) % n
			b = b[1:]
			return v
		}
		k := newDesk(pick)
		for len(b) > 0 {
			if wrong := k.step(pick); wrong != "" {
				t.Fatal(wrong)
			}
		}
	})
}

func TestApply_doesNotMindWhoseDisjointChangesComeFirst(t *testing.T) {
	for seed := range uint64(5_000) {
		r := rand.New(rand.NewPCG(seed, 2))
		k := newDesk(r.IntN)
		for range r.IntN(8) {
			k.step(r.IntN)
		}
		w := &window{}
		w.look(k.draft)
		one, two := maps.Clone(w.shown), maps.Clone(w.shown)
		for _, p := range places {
			[]map[string]string{one, two}[r.IntN(2)][p] = typed[r.IntN(len(typed))]
		}
		a, b := copied(k.draft), copied(k.draft)
		a.Apply(w.base, one)
		a.Apply(w.base, two)
		b.Apply(w.base, two)
		b.Apply(w.base, one)
		for _, p := range places {
			otherA, inA := a.Conflict(p)
			otherB, inB := b.Conflict(p)
			if a.Value(p) != b.Value(p) || otherA != otherB || inA != inB {
				t.Fatalf("schedule %d: %s is %q or %q, beside %q or %q", seed, p, a.Value(p), b.Value(p), otherA, otherB)
			}
		}
	}
}

func TestApply_keepsBothValuesUntilSomebodyChooses(t *testing.T) {
	for _, other := range []bool{false, true} {
		d := NewDraft()
		d.Apply(0, map[string]string{"adults": "2"})       // on the phone
		d.Apply(0, map[string]string{"adults": "3"})       // on a laptop that was open
		d.Apply(d.Rev, map[string]string{"adults": "4"})   // which saves in the background and asks nothing
		d.Apply(d.Rev, map[string]string{"children": "1"}) // another field
		if v, ok := d.Conflict("adults"); !ok || v != "2" || d.Value("adults") != "4" {
			t.Fatalf("%q beside %q", d.Value("adults"), v)
		}
		want := map[bool]string{false: "4", true: "2"}[other]
		if !d.Choose("adults", other) || d.Value("adults") != want {
			t.Errorf("other %v: %q", other, d.Value("adults"))
		}
		if _, ok := d.Conflict("adults"); ok || d.Choose("adults", true) || d.Value("adults") != want {
			t.Error("a settled question comes back")
		}
	}
}

func TestApply_asksNothingWhenBothTypedTheSame(t *testing.T) {
	d := NewDraft()
	d.Apply(0, map[string]string{"adults": "2"})
	if d.Apply(0, map[string]string{"adults": "2"}) {
		t.Error("the same value is a change")
	}
	d.Apply(0, map[string]string{"adults": "3"})
	d.Apply(d.Rev, map[string]string{"adults": "2"}) // and then agrees after all
	if v, ok := d.Conflict("adults"); ok || d.Value("adults") != "2" {
		t.Errorf("%q is asked beside %q", v, d.Value("adults"))
	}
}

func TestApply_bringsNoOldValueBackFromAPageThatStoodOpen(t *testing.T) {
	d := NewDraft()
	d.put("adults", "1")
	d.Apply(0, map[string]string{"adults": "2", "children": ""})
	d.Apply(0, map[string]string{"adults": "1", "children": "3"}) // opened long ago
	if _, ok := d.Conflict("adults"); ok || d.Value("adults") != "2" || d.Value("children") != "3" {
		t.Errorf("%q and %q", d.Value("adults"), d.Value("children"))
	}
}

func TestApply_keepsEverythingThatEverStoodThere(t *testing.T) {
	d := NewDraft()
	for _, v := range []string{"a", "b", "", "c"} {
		d.Apply(d.Rev, map[string]string{"x": v})
	}
	var all []string
	for _, e := range clone(d).Fields["x"].Log {
		all = append(all, e.Value)
	}
	if !slices.Equal(all, []string{"a", "b", "", "c"}) || d.Rev != 4 {
		t.Errorf("revision %d holds %q", d.Rev, all)
	}
}

func TestApply_bearsARevisionThatNeverWas(t *testing.T) {
	for _, base := range []int{-1 << 40, -1, 99, 1 << 40} {
		d := NewDraft()
		d.Apply(0, map[string]string{"x": "a"})
		d.Apply(base, map[string]string{"x": "b", "": "c", "][": "d", "income[": "e", "income[no].amount": "f"})
		if d.Value("x") != "b" || d.Value("income[no].amount") != "f" {
			t.Errorf("base %d: %q", base, d.Value("x"))
		}
	}
}

func TestRemoveRow_letsARowBeFoundAgain(t *testing.T) {
	d := NewDraft()
	d.AddRow("debts", "a")
	d.AddRow("debts", "b")
	d.Apply(d.Rev, map[string]string{cell("debts", "a", "owed"): "50"})
	if !d.RemoveRow("debts", "a") || d.RemoveRow("debts", "a") || d.RemoveRow("debts", "x") || d.RemoveRow("income", "a") {
		t.Error("a row is taken off once")
	}
	if id, ok := d.LastRemoved("debts"); !ok || id != "a" || !slices.Equal(d.RowIDs("debts"), []string{"b"}) {
		t.Errorf("%q can be put back, %q stand there", id, d.RowIDs("debts"))
	}
	d = clone(d)
	if !d.UndoRow("debts", "a") || d.UndoRow("debts", "a") || d.UndoRow("debts", "x") {
		t.Error("a row is put back once")
	}
	if _, ok := d.LastRemoved("debts"); ok || !slices.Equal(d.RowIDs("debts"), []string{"a", "b"}) || d.Value(cell("debts", "a", "owed")) != "50" {
		t.Errorf("%q after putting back", d.RowIDs("debts"))
	}
}

func TestApply_bringsARowBackThatSomebodyTypesIn(t *testing.T) {
	d, path := NewDraft(), cell("debts", "a", "owed")
	d.AddRow("debts", "a")
	base := d.Rev
	d.RemoveRow("debts", "a")
	d.Apply(base, map[string]string{path: ""}) // the other window only looked
	if len(d.RowIDs("debts")) != 0 {
		t.Error("a row comes back because a window was open")
	}
	d.Apply(base, map[string]string{path: "50"})
	if !slices.Equal(d.RowIDs("debts"), []string{"a"}) || d.Value(path) != "50" {
		t.Error("what was typed in a row is off the list")
	}
}
