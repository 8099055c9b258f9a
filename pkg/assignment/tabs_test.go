// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
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

// sheet is a page that somebody has open: its name, the revision it shows, and
// what stands in its fields as far as it was sent or came with the page.
type sheet struct {
	name  string
	base  int
	beat  int // 0 where no script counts
	shown map[string]string
	other map[string][]int // the questions which of several values is meant
	rows  []string
	gone  string // the row that it offers to put back
}

// tab is a window with the pages that can be gone back to.
type tab struct {
	now  *sheet
	past []*sheet
}

// table is one draft in some tabs, and what must be true of it. Last is the last
// edit of each field, ever all that was typed in it, and live what each tab typed
// last, as long as nobody who saw it put something else in its place.
type table struct {
	draft *Draft
	tabs  []*tab
	pages int
	last  map[string]string
	ever  map[string]map[string]bool
	live  map[string]map[int]string
	rows  []string // in the order they were added
	off   map[string]bool
}

func newTable(pick chooser) *table {
	k := &table{draft: NewDraft(), last: map[string]string{}, ever: map[string]map[string]bool{}, live: map[string]map[int]string{}, rows: []string{"r1"}, off: map[string]bool{}}
	k.draft.Rows["income"] = []*Row{{ID: "r1"}}
	for _, p := range places {
		v := pick.of(typed) // what stood there before anything was typed
		k.draft.put(p, v)
		k.last[p] = v
	}
	for range 2 + pick(2) {
		t := &tab{}
		k.tabs = append(k.tabs, t)
		k.look(t)
	}
	return k
}

// look opens the page anew; the one before it can be gone back to.
func (k *table) look(t *tab) {
	if t.now != nil {
		t.past = append(t.past, t.now)
	}
	k.pages++
	s := &sheet{name: fmt.Sprintf("page%d", k.pages), base: k.draft.Rev, shown: map[string]string{}, other: map[string][]int{}, rows: k.draft.RowIDs("income")}
	s.gone, _ = k.draft.LastRemoved("income")
	list := slices.Clone(places)
	for _, id := range s.rows[min(1, len(s.rows)):] {
		list = append(list, cell("income", id, "amount"))
	}
	for _, p := range list {
		s.shown[p] = k.draft.Value(p)
		for _, e := range k.draft.Others(p) {
			s.other[p] = append(s.other[p], e.Rev)
		}
	}
	t.now = s
}

// step does one thing in one tab and tells what is wrong afterwards.
func (k *table) step(pick chooser) string {
	i := pick(len(k.tabs))
	t := k.tabs[i]
	switch pick(9) {
	case 0:
		k.look(t)
	case 1:
		if len(t.past) > 0 { // the back button of the browser
			t.now, t.past = t.past[len(t.past)-1], t.past[:len(t.past)-1]
		}
	case 2:
		k.choose(t, pick)
	case 3:
		k.row(t, pick)
	default:
		if wrong := k.post(i, pick); wrong != "" {
			return wrong
		}
	}
	return k.wrong()
}

// choose settles what a page asks, if nobody did.
func (k *table) choose(t *tab, pick chooser) {
	if len(t.now.other) == 0 {
		return
	}
	p := pick.of(slices.Sorted(maps.Keys(t.now.other)))
	open, rev := k.draft.Others(p), 0
	if pick(2) == 1 {
		rev = t.now.other[p][pick(len(t.now.other[p]))]
	}
	if k.draft.Choose(p, rev) {
		for _, e := range open {
			if e.Rev == rev {
				k.last[p] = e.Value
			}
		}
		delete(k.live, p) // all of them were shown
	}
	k.look(t)
}

// row adds a row, takes one off or puts one back; now and then the button is
// pressed twice.
func (k *table) row(t *tab, pick chooser) {
	for range 1 + pick(2) {
		switch s := t.now; pick(3) {
		case 0:
			if k.draft.AddRow("income", s.name) {
				k.rows = append(k.rows, s.name)
			}
		case 1:
			if len(s.rows) > 0 {
				id := pick.of(s.rows)
				k.draft.RemoveRow("income", id)
				k.off[id] = true
			}
		default:
			if s.gone != "" {
				k.draft.UndoRow("income", s.gone)
				k.off[s.gone] = false
			}
		}
	}
	k.look(t)
}

// post sends the whole page, with some fields changed. The answer comes, or gets
// lost, or nobody waits for it.
func (k *table) post(i int, pick chooser) string {
	t := k.tabs[i]
	s, posted := t.now, maps.Clone(t.now.shown)
	for _, p := range slices.Sorted(maps.Keys(posted)) {
		if pick(3) != 0 {
			continue
		}
		if posted[p] = pick.of(typed); posted[p] != s.shown[p] {
			k.edit(i, p, s.shown[p], posted[p])
		}
	}
	if pick(2) == 0 || s.beat > 0 {
		s.beat++
	}
	k.draft.Merge(Posting{Page: s.name, Base: s.base, Beat: s.beat, Fields: posted})
	before := copied(k.draft)
	if k.draft.Merge(Posting{Page: s.name, Base: s.base, Beat: s.beat, Fields: posted}) || !reflect.DeepEqual(before, k.draft) {
		return "the same post twice changed something"
	}
	if s.beat > 1 { // what it sent before was under way for long
		late := maps.Clone(posted)
		late[pick.of(places)] = pick.of(typed)
		if k.draft.Merge(Posting{Page: s.name, Base: s.base, Beat: s.beat - 1, Fields: late}) || !reflect.DeepEqual(before, k.draft) {
			return "a post that was overtaken changed something"
		}
	}
	s.shown = posted
	if pick(3) == 0 {
		k.look(t)
	}
	return ""
}

// edit notes that a tab put a value in the place of another that it knew.
func (k *table) edit(i int, p, known, value string) {
	k.last[p] = value
	if k.ever[p] == nil {
		k.ever[p], k.live[p] = map[string]bool{}, map[int]string{}
	}
	if k.live[p] == nil {
		k.live[p] = map[int]string{}
	}
	k.ever[p][value] = true
	maps.DeleteFunc(k.live[p], func(_ int, v string) bool { return v == known })
	k.live[p][i] = value
	for _, id := range k.rows {
		if k.off[id] && (p == cell("income", id, "amount") || p == cell("income", id, "amount")+".per") {
			k.off[id] = false // who types in a row wants it
		}
	}
}

// wrong tells which promise is broken: the last edit of each field is current and
// no page that stood open brought anything back; every value can be found; the
// rows are those that somebody left there.
func (k *table) wrong() string {
	for p, want := range k.last {
		if got := k.draft.Value(p); got != want {
			return fmt.Sprintf("%s stands at %q, and the last edit was %q", p, got, want)
		}
	}
	for p, values := range k.ever {
		for v := range values {
			if !slices.ContainsFunc(k.draft.Fields[p].Log, func(e Entry) bool { return e.Value == v }) {
				return fmt.Sprintf("%s: %q is nowhere", p, v)
			}
		}
	}
	for p, tabs := range k.live {
		for i, v := range tabs {
			if v != k.draft.Value(p) && !slices.ContainsFunc(k.draft.Others(p), func(e Entry) bool { return e.Value == v }) {
				return fmt.Sprintf("%s: tab %d typed %q, there is %q beside %v", p, i, v, k.draft.Value(p), k.draft.Others(p))
			}
		}
	}
	left := slices.DeleteFunc(slices.Clone(k.rows), func(id string) bool { return k.off[id] })
	if got := k.draft.RowIDs("income"); !slices.Equal(got, left) {
		return fmt.Sprintf("there are rows %q, and %q were left", got, left)
	}
	return ""
}

func TestMerge_inTwoOrThreeTabsLosesNothingAndBringsNothingBack(t *testing.T) {
	conflicts, three, back := 0, 0, 0
	for seed := range uint64(25_000) {
		r := rand.New(rand.NewPCG(seed, 1))
		k := newTable(r.IntN)
		for step := range 4 + r.IntN(20) {
			if wrong := k.step(r.IntN); wrong != "" {
				t.Fatalf("schedule %d, step %d: %s", seed, step, wrong)
			}
		}
		for p := range k.draft.Fields {
			conflicts += min(len(k.draft.Others(p)), 1)
			three += max(len(k.draft.Others(p))-1, 0)
		}
		for _, id := range k.rows {
			if row := k.draft.row("income", id); row.Removed == 0 && row.Added > 0 {
				back++
			}
		}
	}
	if conflicts < 5000 || three < 100 || back < 5000 {
		t.Errorf("%d conflicts, %d of three values, %d rows: this says little", conflicts, three, back)
	}
}

func FuzzMerge(f *testing.F) {
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
		k := newTable(pick)
		for len(b) > 0 {
			if wrong := k.step(pick); wrong != "" {
				t.Fatal(wrong)
			}
		}
	})
}

// copied is a draft that shares nothing with the one it was copied from.
func copied(d *Draft) *Draft {
	c := &Draft{Rev: d.Rev, Beats: slices.Clone(d.Beats), Fields: map[string]*Field{}, Rows: map[string][]*Row{}}
	for path, f := range d.Fields {
		c.Fields[path] = &Field{Log: slices.Clone(f.Log), Others: slices.Clone(f.Others)}
	}
	for question, rows := range d.Rows {
		for _, r := range rows {
			row := *r
			c.Rows[question] = append(c.Rows[question], &row)
		}
	}
	return c
}

func TestMerge_doesNotMindWhoseDisjointChangesComeFirst(t *testing.T) {
	for seed := range uint64(5_000) {
		r := rand.New(rand.NewPCG(seed, 2))
		k := newTable(r.IntN)
		for range r.IntN(8) {
			k.step(r.IntN)
		}
		look := &tab{}
		k.look(look)
		base, one, two := look.now.base, maps.Clone(look.now.shown), maps.Clone(look.now.shown)
		for _, p := range places {
			[]map[string]string{one, two}[r.IntN(2)][p] = typed[r.IntN(len(typed))]
		}
		a, b := copied(k.draft), copied(k.draft)
		a.Apply(base, one)
		a.Apply(base, two)
		b.Apply(base, two)
		b.Apply(base, one)
		for _, p := range places {
			if a.Value(p) != b.Value(p) || len(a.Others(p)) != len(b.Others(p)) {
				t.Fatalf("schedule %d: %s is %q or %q, beside %v or %v", seed, p, a.Value(p), b.Value(p), a.Others(p), b.Others(p))
			}
		}
	}
}

// A press whose answer got lost is pressed again, perhaps with other words.
func TestMerge_aPageThatIsSentAgainIsNoOtherWindow(t *testing.T) {
	d := NewDraft()
	send := func(value string) { d.Merge(Posting{Page: "p", Fields: map[string]string{"x": value}}) }
	send("390")
	send("390")
	send("400")
	if d.Value("x") != "400" || len(d.Others("x")) != 0 || d.Rev != 2 {
		t.Errorf("%q beside %v at revision %d", d.Value("x"), d.Others("x"), d.Rev)
	}
	d.Merge(Posting{Page: "q", Base: d.Rev, Fields: map[string]string{"x": "500"}})
	send("400") // the page still says so, and nobody touched it
	if d.Value("x") != "500" || len(d.Others("x")) != 0 {
		t.Errorf("a page sent again brought %q back", d.Value("x"))
	}
	send("410")
	if o := d.Others("x"); d.Value("x") != "410" || len(o) != 1 || o[0].Value != "500" {
		t.Errorf("%q beside %v", d.Value("x"), o)
	}
}

func TestMerge_ofThreeTabsKeepsAllThree(t *testing.T) {
	d := NewDraft()
	for _, v := range []string{"1", "2", "3"} {
		d.Apply(0, map[string]string{"x": v})
	}
	o := d.Others("x")
	if d.Value("x") != "3" || len(o) != 2 || o[0].Value != "1" || o[1].Value != "2" {
		t.Fatalf("%q beside %v", d.Value("x"), o)
	}
	if d.Choose("x", 99) || !d.Choose("x", o[0].Rev) || d.Value("x") != "1" || d.Choose("x", o[1].Rev) {
		t.Errorf("chosen is %q", d.Value("x"))
	}
}
