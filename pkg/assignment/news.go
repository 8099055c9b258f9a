// SPDX-License-Identifier: EUPL-1.2

package assignment

import "slices"

// News is what a newer version of an assignment means for who is half way, in
// words that they know: the questions as they are asked.
type News struct {
	Class   Class
	Added   []string
	Gone    []string
	Changed []string
	Outcome bool // what comes out is another: a sum, a result, a letter
	Order   bool // the questions stand in another order
}

// NewsOf tells what is otherwise in a newer version. Ask it of two definitions in
// the language of the reader.
func NewsOf(was, is *Definition) News {
	list := Differences(was, is)
	n := News{Class: ClassOf(list)}
	put := func(to *[]string, label string) {
		if label != "" && !slices.Contains(*to, label) {
			*to = append(*to, label)
		}
	}
	for _, d := range list {
		switch d.What {
		case QuestionNew:
			put(&n.Added, is.label(d.ID))
		case QuestionGone:
			put(&n.Gone, was.label(d.ID))
		case TypeOther, RequiredNow, RequiredNotNow, AnswerNew, AnswerGone, RuleOther, PageOther, CheckStricter, CheckWarning, CheckLooser:
			put(&n.Changed, is.label(d.ID))
		case ComputeNew, ComputeGone, ComputeOther, LetterOther:
			n.Outcome = true
		case PartNew, PartGone, PartOther:
			n.Outcome = n.Outcome || d.ID == "results" || d.ID == "letters"
		case OrderOther:
			n.Order = true
		}
	}
	n.Changed = slices.DeleteFunc(n.Changed, func(label string) bool { return slices.Contains(n.Added, label) })
	return n
}

// Plain tells that a client will not see anything of it.
func (n News) Plain() bool {
	return len(n.Added)+len(n.Gone)+len(n.Changed) == 0 && !n.Outcome && !n.Order
}

// label gives a question as it is asked; a column with its list.
func (d *Definition) label(name string) string {
	q := d.asked(name)
	if q == nil {
		return ""
	}
	if list := d.names.questions[spotOf(name).question]; list != q {
		return list.Ask + ": " + q.Ask
	}
	return q.Ask
}

// noteOf tells a client who moved to a newer version which questions are new or
// changed, until something is typed there: "new", "changed" or nothing.
func (o *Outcome) noteOf(q *Question, path string) string {
	d := o.Draft
	if len(d.Moves) == 0 {
		return ""
	}
	step := d.Moves[len(d.Moves)-1]
	if f := d.Fields[path]; f != nil && len(f.Log) > 0 && f.Log[len(f.Log)-1].Rev > step.Rev {
		return ""
	}
	name := spotOf(path).name()
	if slices.Contains(step.New, name) {
		return "new"
	}
	for old, w := range step.Was {
		if w.To == name && (old == name || w.Kind != q.Type.Kind) {
			return "changed"
		}
	}
	return ""
}
