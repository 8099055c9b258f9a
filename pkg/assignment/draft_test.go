// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"encoding/json"
	"slices"
	"testing"
)

// conflict gives the value that was typed elsewhere last.
func conflict(d *Draft, path string) (string, bool) {
	if o := d.Others(path); len(o) > 0 {
		return o[len(o)-1].Value, true
	}
	return "", false
}

// choose takes the value that stands, or the one that was typed elsewhere last.
func choose(d *Draft, path string, other bool) bool {
	rev := 0
	if o := d.Others(path); other && len(o) > 0 {
		rev = o[len(o)-1].Rev
	}
	return d.Choose(path, rev)
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

func TestApply_keepsBothValuesUntilSomebodyChooses(t *testing.T) {
	for _, other := range []bool{false, true} {
		d := NewDraft()
		d.Apply(0, map[string]string{"adults": "2"})       // on the phone
		d.Apply(0, map[string]string{"adults": "3"})       // on a laptop that was open
		d.Apply(d.Rev, map[string]string{"adults": "4"})   // which saves in the background and asks nothing
		d.Apply(d.Rev, map[string]string{"children": "1"}) // another field
		if v, ok := conflict(d, "adults"); !ok || v != "2" || d.Value("adults") != "4" {
			t.Fatalf("%q beside %q", d.Value("adults"), v)
		}
		want := map[bool]string{false: "4", true: "2"}[other]
		if !choose(d, "adults", other) || d.Value("adults") != want {
			t.Errorf("other %v: %q", other, d.Value("adults"))
		}
		if _, ok := conflict(d, "adults"); ok || choose(d, "adults", true) || d.Value("adults") != want {
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
	if v, ok := conflict(d, "adults"); ok || d.Value("adults") != "2" {
		t.Errorf("%q is asked beside %q", v, d.Value("adults"))
	}
}

func TestApply_bringsNoOldValueBackFromAPageThatStoodOpen(t *testing.T) {
	d := NewDraft()
	d.put("adults", "1")
	d.Apply(0, map[string]string{"adults": "2", "children": ""})
	d.Apply(0, map[string]string{"adults": "1", "children": "3"}) // opened long ago
	if _, ok := conflict(d, "adults"); ok || d.Value("adults") != "2" || d.Value("children") != "3" {
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
