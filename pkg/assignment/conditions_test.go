// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"path"
	"testing"

	"opgelucht/assignments"
)

// conditioned names what is shown only sometimes, by where it stands.
func (d *Definition) conditioned() []string {
	var list []string
	add := func(some bool, part string, args ...any) {
		if some {
			list = append(list, fmt.Sprintf(part, args...))
		}
	}
	for _, p := range d.Pages {
		add(p.showIf != nil, "pages.%s", p.ID)
		for _, q := range p.Questions {
			add(q.rules.show != nil, "pages.%s.questions.%s", p.ID, q.ID)
		}
	}
	for i, r := range d.results {
		add(r.when != nil, "results.%d", i)
	}
	for _, l := range d.letters {
		add(l.when != nil, "letters.%s", l.id)
	}
	for i, a := range d.counsel.alerts {
		add(a.when != nil, "counsellor.alerts.%d", i)
	}
	for i, r := range d.counsel.replies {
		add(r.when != nil, "counsellor.replies.%d", i)
	}
	for i, n := range d.counsel.next {
		add(n.when != nil, "counsellor.next.%d", i)
	}
	return list
}

// Whatever an assignment that ships shows only sometimes, one of its examples
// shows, and another does not: no condition stands there that nobody has tried.
func TestShippedAssignments_everyConditionIsMetInOneExampleAndNotInAnother(t *testing.T) {
	s, _ := Load(assignments.FS, "en")
	met, unmet := map[string]bool{}, map[string]bool{}
	for _, r := range RunTests(assignments.FS, s, world()) {
		if r.Out == nil {
			t.Errorf("%s is not played", r.File)
			continue
		}
		id, shown := path.Dir(path.Dir(r.File)), r.Out.Shown()
		for _, part := range r.Out.Def.conditioned() {
			if shown[part] {
				met[id+" "+part] = true
			} else {
				unmet[id+" "+part] = true
			}
		}
	}
	all := 0
	for _, id := range s.IDs() {
		for _, part := range definition(t, id, source).conditioned() {
			all++
			if !met[id+" "+part] || !unmet[id+" "+part] {
				t.Errorf("%s %s: met %v, not met %v", id, part, met[id+" "+part], unmet[id+" "+part])
			}
		}
	}
	t.Logf("%d conditions", all)
}
