// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"
	"testing"

	"opgelucht/assignments"
	"opgelucht/pkg/dossier"
)

func TestLayouts_eachAsksEveryQuestionOnceAndInTheSameOrder(t *testing.T) {
	s, _ := Load(assignments.FS, "en")
	for _, id := range s.IDs() {
		def, _ := s.Get(id, source)
		var want []string
		for _, layout := range []Layout{Pages, Steps, List} {
			draft := NewDraft()
			draft.Layout = layout
			o := def.Evaluate(draft, world())
			var got []string
			for _, page := range o.Screens() {
				asked := 0
				for _, q := range page.Questions {
					if !o.hidden(q.ID) {
						got = append(got, q.ID)
						if q.Type.Kind != Info {
							asked++
						}
					}
				}
				if layout == Steps && asked != 1 {
					t.Errorf("%s: the screen %s asks %d things", id, page.ID, asked)
				}
				if o.Screen(page.ID) == nil || o.Screen(page.ID).ID != page.ID {
					t.Errorf("%s: the screen %s cannot be found again", id, page.ID)
				}
			}
			if layout == Pages {
				want = got
			} else if !slices.Equal(got, want) {
				t.Errorf("%s as %s asks %v, not %v", id, layout, got, want)
			}
		}
	}
}

func TestLayouts_aPageOfTheAuthorIsFoundInEveryLayout(t *testing.T) {
	s, _ := Load(assignments.FS, "en")
	def, _ := s.Get("budget", source)
	for _, layout := range []Layout{Pages, Steps, List} {
		draft := NewDraft()
		draft.Layout = layout
		o := def.Evaluate(draft, world())
		for _, p := range o.AskedPages() {
			if o.Screen(p.ID) == nil {
				t.Errorf("as %s the page %s is gone", layout, p.ID)
			}
		}
		for _, open := range o.Issues() {
			page := o.Screen(open.Page)
			if page == nil || !slices.ContainsFunc(page.Questions, func(q *Question) bool { return q.ID == open.Path || strings.HasPrefix(open.Path, q.ID+"[") }) {
				t.Errorf("as %s the way to %s leads elsewhere", layout, open.Path)
			}
		}
		if o.Screen("nergens") != nil {
			t.Errorf("as %s a page that never was is found", layout)
		}
	}
}

func TestLayouts_oneListNamesItsParts(t *testing.T) {
	s, _ := Load(assignments.FS, "en")
	def, _ := s.Get("budget", source)
	draft := NewDraft()
	draft.Layout = List
	o := def.Evaluate(draft, world())
	var heads []string
	for _, item := range o.Form(o.Screens()[0], "").Items {
		if item.Head != "" {
			heads = append(heads, item.Head)
		}
	}
	if len(heads) != len(o.AskedPages()) || heads[0] != o.AskedPages()[0].Title {
		t.Errorf("the parts are %q", heads)
	}
}

// What is asked again stands on a screen of its own, however the rest is seen, and
// what is not asked now is not on it.
func TestOnly_holdsWhatIsAskedAgainAndNothingElse(t *testing.T) {
	s, _ := Load(assignments.FS, "en")
	def, _ := s.Get("budget", source)
	for _, layout := range []Layout{Pages, Steps, List} {
		draft := NewDraft()
		draft.Layout = layout
		o := def.Evaluate(draft, world())
		page := o.Only("Nog iets", []string{"reserve", "adults", "nothing"})
		if page == nil || page.ID != Asked || len(page.Questions) != 2 || page.Questions[0].ID != "adults" || page.Questions[1].ID != "reserve" {
			t.Fatalf("%s: %+v", layout, page)
		}
		if form := o.Form(page, ""); len(form.Items) != 2 || form.No != 0 {
			t.Errorf("%s: the form is %+v", layout, form)
		}
		if o.Only("Nog iets", []string{"nothing"}) != nil || o.Screen(Asked) != nil {
			t.Errorf("%s: there is a screen of nothing", layout)
		}
	}
}

// What can still be taken back with another sheet is written once more.
func TestFacts_whatIsUnsettledIsRepeated(t *testing.T) {
	s, _ := Load(assignments.FS, "en")
	def, _ := s.Get("budget", source)
	draft := NewDraft()
	draft.AddRow("income", "r1")
	draft.Apply(draft.Rev, map[string]string{"adults": "1", "income[r1].kind": "wage", "income[r1].amount": "2000"})
	w := world()
	first, second := again(t, def.Evaluate(draft, w), w, from)
	if len(first) == 0 || len(second) != 0 {
		t.Fatalf("%v, then %v", written(first), written(second))
	}
	w.Record = dossier.NewRecord(first)
	w.Unsettled = func(dossier.Fact) bool { return true }
	if third := def.Evaluate(draft, w).Facts(today, from); !slices.Equal(written(third), written(first)) {
		t.Errorf("repeated are %v of %v", written(third), written(first))
	}
}
