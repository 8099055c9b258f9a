// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"
	"testing"

	"opgelucht/assignments"
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
					if !o.hidden[q.ID] {
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
