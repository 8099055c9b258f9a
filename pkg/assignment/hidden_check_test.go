// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"testing"
	"testing/fstest"
)

const hiddenCheck = `title: Gevraagd?
version: 1
language: nl
pages:
  - id: p
    title: Plekken
    questions:
      - id: places
        type: rows
        ask: Waar vroeg je het?
        columns:
          - {id: asked, type: yesno, ask: Gevraagd?}
          - id: day
            type: date
            ask: Welke dag?
            show_if: asked
            check: [{rule: day <= today, say: Deze dag moet nog komen.}]
`

// A comparison with a hidden value is no, and so is the rule of the check: without
// looking at what is hidden, nobody could hand in who was not asked for a day.
func TestIssues_aQuestionThatIsNotAskedInARowFailsNoCheck(t *testing.T) {
	s, _ := Load(fstest.MapFS{"dossier.yaml": {Data: []byte("sections: []\nfacts: {}\n")}, "a/assignment.yaml": {Data: []byte(hiddenCheck)}})
	def, _ := s.Get("a", "nl")
	open := func(asked, day string) []Open {
		d := NewDraft()
		d.AddRow("places", "r")
		d.Apply(d.Rev, map[string]string{"places[r].asked": asked, "places[r].day": day})
		o := def.Evaluate(d, world())
		return append(o.Issues(), o.PageIssues(def.Pages[0])...)
	}
	if list := open("no", ""); len(list) != 0 {
		t.Errorf("a day that was not asked is found wrong: %+v", list)
	}
	if list := open("yes", "2027-01-01"); len(list) != 2 || list[0].Say != "Deze dag moet nog komen." {
		t.Errorf("a day that is still to come passes: %+v", list)
	}
}
