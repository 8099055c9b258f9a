// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"testing"
)

func TestDone_countsWhatMustBeAnsweredAndNothingThatIsHidden(t *testing.T) {
	count := func(layout Layout, page string, pairs ...string) [2]int {
		t.Helper()
		d := NewDraft()
		d.Layout = layout
		o := fill(t, "spoedcheck", d, pairs...)
		p := o.Screen(page)
		if p == nil {
			t.Fatal(page)
		}
		done, asked := o.Done(p)
		return [2]int{done, asked}
	}
	for _, c := range []struct {
		name   string
		layout Layout
		page   string
		pairs  []string
		want   [2]int
	}{
		{"nothing yet", Pages, "home", nil, [2]int{0, 1}},
		{"an answer", Pages, "home", []string{"eviction", "no"}, [2]int{1, 1}},
		{"one that asks more", Pages, "home", []string{"eviction", "yes"}, [2]int{1, count(Pages, "home", "eviction", "yes")[1]}},
		{"that is not known", Pages, "home", []string{"eviction", "unsure"}, [2]int{1, 1}},
		{"one question a screen", Steps, "home.eviction", []string{"eviction", "no"}, [2]int{1, 1}},
	} {
		if got := count(c.layout, c.page, c.pairs...); got != c.want {
			t.Errorf("%s: %d of %d, not %v", c.name, got[0], got[1], c.want)
		}
	}
	all, with := count(List, whole), count(List, whole, "eviction", "no", "food", "no")
	if all[0] != 0 || all[1] < 5 || with[0] != 2 {
		t.Errorf("on one list: %v, then %v", all, with)
	}
	rows := fill(t, "schuldenlijst", NewDraft(), "debts[a].creditor", "Zonnestroom")
	if done, asked := rows.Done(rows.Screen("list")); done != 0 || asked != 1 {
		t.Errorf("a row with open questions: %d of %d", done, asked)
	}
	none := fill(t, "schuldenlijst", NewDraft(), "debts.none", "1")
	if done, asked := none.Done(none.Screen("list")); done != 1 || asked != 1 {
		t.Errorf("having none: %d of %d", done, asked)
	}
}

func TestIssues_nameTheRowAsAPersonWould(t *testing.T) {
	d := NewDraft()
	o := fill(t, "schuldenlijst", d, "debts[a].creditor", "Zonnestroom", "debts[b].creditor", "KPN", "debts[b].owed", "300-400", "debts[c].owed", "veel")
	found := map[string]bool{}
	for _, i := range o.PageIssues(o.Screen("list")) {
		name, _, _ := strings.Cut(i.Label, ":")
		found[name] = true
	}
	if !found["Schuld 2, KPN"] || !found["Schuld 3"] || len(found) != 2 {
		t.Errorf("rows are called %v", found)
	}
	for spec, want := range map[string]string{"een schuld": "Schuld 2", "a debt": "Debt 2", "an expense": "Expense 2", "één kind": "Één kind 2", "": "2", "het ding": "Ding 2"} {
		if got := rowName(&RowsSpec{Row: spec}, "2"); got != want {
			t.Errorf("%q is called %q", spec, got)
		}
	}
	if got := screen(t, o, "list", "b").Items[0].List.Rows[1].Name; got != "Schuld 2" {
		t.Errorf("the open row is called %q", got)
	}
}

func TestIssues_nameWhatWindowsDifferAboutAndStopNobody(t *testing.T) {
	d := NewDraft()
	fill(t, "schuldenlijst", d, "debts[a].creditor", "KPN", "debts[a].arranged", "yes", "debts[a].stage", "bill")
	base := d.Rev
	d.Apply(base, map[string]string{"debts[a].owed": "390", "debts[a].pays": "10", "debts[a].pays.per": "week"})
	d.Apply(base, map[string]string{"debts[a].owed": "386", "debts[a].pays": "10", "debts[a].pays.per": "4weeks"})
	o := fill(t, "schuldenlijst", d)
	var clashes []string
	for _, i := range o.Issues() {
		if i.Sentence().Key == "answer.clash" {
			clashes = append(clashes, i.Path)
			if !i.Warning || i.Row != "a" || !strings.HasPrefix(i.Label, "Schuld 1, KPN: ") {
				t.Errorf("%+v", i)
			}
		}
	}
	if len(clashes) != 2 {
		t.Errorf("windows differ about %v", clashes)
	}
	in := screen(t, o, "list", "a").inputAt("debts[a].pays")
	if len(in.Clashes) != 1 || in.Clashes[0].Path != "debts[a].pays.per" || in.Clashes[0].Now != "per 4 weken" || in.Clashes[0].Others[0].Value != "per week" {
		t.Errorf("of how often it is asked: %+v", in.Clashes)
	}
}
