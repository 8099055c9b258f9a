// SPDX-License-Identifier: EUPL-1.2

package assignment

import "opgelucht/pkg/content"

// workForm reads whether this is a work form: an exercise without sums. It is an
// assignment in everything else, so it is filled in, handed in, kept and printed
// as one. A work form that computes is refused: who reflects should not be
// measured, and a counsellor who looks for an exercise should find no sum in it.
func (b *builder) workForm(n *content.Node) {
	b.d.WorkForm = n.Str("work_form") == "yes"
	if !b.d.WorkForm {
		return
	}
	say := content.Words{NL: "Een werkvorm rekent niet.", EN: "A work form has no sums."}
	advice := content.Words{NL: "Haal 'compute' weg, of haal 'work_form' weg.", EN: "Remove 'compute', or remove 'work_form'."}
	if f := n.Field("compute"); f != nil {
		b.complain(n.Key("compute").At(say, advice).Named("work-form"))
	}
	for _, p := range items(n, "pages") {
		for _, q := range items(p, "questions") {
			if f := q.Field("compute"); f != nil {
				b.complain(q.Key("compute").At(say, advice).Named("work-form"))
			}
		}
	}
}

// WorkForms tells the ids of work forms from those of other assignments.
func (s *Shelf) WorkForms() []string {
	var list []string
	for _, id := range s.ids {
		if d, ok := s.Get(id, source); ok && d.WorkForm {
			list = append(list, id)
		}
	}
	return list
}
