// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"maps"
	"slices"
	"strings"
)

// Class is what a change of an assignment means for who is half way.
type Class int

// The classes, from light to heavy.
const (
	Same     Class = iota // only words, or the order of answers: they reach everyone at once
	Additive              // something came that nobody has to answer
	Changing              // what was asked or computed is another thing now
	Breaking              // an answer has no place any more
)

// Name is the class in one word.
func (c Class) Name() string { return []string{"same", "additive", "changing", "breaking"}[c] }

// Difference is one thing in which two versions of an assignment differ.
type Difference struct {
	Class Class
	What  What
	ID    string // of the question, "list.column" of a column, or of what is computed
	Was   string // what stood there: a name, a type, an answer, a rule
	Is    string // what stands there now
}

// What says which sort of thing differs.
type What string

// What can differ.
const (
	QuestionNew     What = "question-new"
	QuestionGone    What = "question-gone"
	QuestionRenamed What = "question-renamed" // Is: the new name
	TypeOther       What = "type"
	RequiredNow     What = "required" // or under another condition
	RequiredNotNow  What = "not-required"
	AnswerGone      What = "answer-gone"
	AnswerNew       What = "answer-new"
	RuleOther       What = "rule" // Is: the name of what is another
	PageOther       What = "page" // when the page of a question is there
	CheckStricter   What = "check-stricter"
	CheckWarning    What = "check-warning"
	CheckLooser     What = "check-looser"
	ComputeNew      What = "compute-new"
	ComputeGone     What = "compute-gone"
	ComputeOther    What = "compute"
	PartNew         What = "part-new" // ID: the list it stands in: "results"
	PartGone        What = "part-gone"
	PartOther       What = "part"
	NeedsNew        What = "needs-new"
	NeedsGone       What = "needs-gone"
	LetterOther     What = "letter"
	OrderOther      What = "order"
)

// Differences compares two versions of an assignment, heaviest first; nothing
// where only words differ. The author declares nothing but names: the class
// follows from what differs.
func Differences(was, is *Definition) []Difference {
	d := &differ{is: is}
	a, b := was.logic, is.logic
	if was.LogicHash == is.LogicHash {
		return nil
	}
	d.questions(a.about("question"), b.about("question"))
	d.questions(a.about("column"), b.about("column"))
	d.computes(a.about("compute"), b.about("compute"))
	for _, path := range parts {
		d.part(path, a.about(path)[""]["is"], b.about(path)[""]["is"])
	}
	d.needs(was.Needs, is.Needs)
	before, after := a.about("words"), b.about("words")
	for _, id := range sortedKeys(before) {
		if _, ok := after[id]; ok && !slices.Equal(before[id]["formulas"], after[id]["formulas"]) {
			d.add(Changing, LetterOther, id, "", "")
		}
	}
	if stayed := d.names(a.order); !slices.Equal(stayed, common(b.order, stayed)) {
		d.add(Changing, OrderOther, "", "", "")
	}
	slices.SortStableFunc(d.list, func(a, b Difference) int { return int(b.Class) - int(a.Class) })
	return d.list
}

// ClassOf gives the heaviest class.
func ClassOf(list []Difference) Class {
	class := Same
	for _, d := range list {
		class = max(class, d.Class)
	}
	return class
}

type differ struct {
	is   *Definition
	list []Difference
}

func (d *differ) add(c Class, what What, id, was, is string) {
	d.list = append(d.list, Difference{c, what, id, was, is})
}

// names gives the new names of questions that are still there, in the old order.
func (d *differ) names(order []string) []string {
	var list []string
	for _, id := range order {
		if now, ok := d.is.nameNow(id); ok {
			list = append(list, now)
		}
	}
	return list
}

// common keeps of a list what stands in another.
func common(list, in []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !slices.Contains(in, s) })
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func (d *differ) questions(was, is map[string]map[string][]string) {
	met := map[string]bool{}
	for _, id := range sortedKeys(was) {
		now, ok := d.is.nameNow(id)
		switch {
		case ok && now != id && was[now] != nil:
			d.add(Breaking, QuestionGone, id, "", now) // two became one: the other is kept aside
		case !ok && d.listGone(id): // said of the list
		case !ok || is[now] == nil:
			d.add(Breaking, QuestionGone, id, "", "")
		case met[now]:
			d.add(Breaking, QuestionGone, id, "", now)
		default:
			if met[now] = true; now != id && lastName(now) != lastName(id) {
				d.add(Breaking, QuestionRenamed, id, "", now)
			}
			d.question(now, was[id], is[now])
		}
	}
	for _, id := range sortedKeys(is) {
		if list, _, column := strings.Cut(id, "."); met[id] || column && !hadList(met, list) {
			continue
		}
		kind, must := is[id]["type"][0], is[id]["required"][0]
		if must == "no" || kind == string(Info) || kind == string(Paper) {
			d.add(Additive, QuestionNew, id, "", must)
		} else {
			d.add(Changing, QuestionNew, id, "", must)
		}
	}
}

// listGone tells whether a column went with its list.
func (d *differ) listGone(id string) bool {
	list, _, column := strings.Cut(id, ".")
	_, there := d.is.nameNow(list)
	return column && !there
}

// hadList tells whether a list was there before: one of its columns was met.
func hadList(met map[string]bool, list string) bool {
	for id := range met {
		if strings.HasPrefix(id, list+".") {
			return true
		}
	}
	return false
}

// lastName is a column without its list, or a question.
func lastName(id string) string { return id[strings.LastIndexByte(id, '.')+1:] }

func (d *differ) question(id string, was, is map[string][]string) {
	if was["type"][0] != is["type"][0] {
		d.add(Breaking, TypeOther, id, was["type"][0], is["type"][0])
		return
	}
	if before, after := was["required"][0], is["required"][0]; before != after {
		if after == "no" {
			d.add(Additive, RequiredNotNow, id, before, after)
		} else {
			d.add(Changing, RequiredNow, id, before, after)
		}
	}
	for _, o := range lacking(was["option"], is["option"]) {
		d.add(Changing, AnswerGone, id, o, "")
	}
	for _, o := range lacking(is["option"], was["option"]) {
		d.add(Additive, AnswerNew, id, "", o)
	}
	d.checks(id, was, is)
	compared := []string{"type", "required", "option", "error", "warning"}
	keys := map[string]bool{}
	for _, side := range []map[string][]string{was, is} {
		for key := range side {
			keys[key] = !slices.Contains(compared, key)
		}
	}
	for _, key := range sortedKeys(keys) {
		switch {
		case !keys[key] || slices.Equal(was[key], is[key]):
		case key == "page":
			d.add(Changing, PageOther, id, "", "")
		default:
			d.add(Changing, RuleOther, id, "", key)
		}
	}
}

func (d *differ) checks(id string, was, is map[string][]string) {
	for _, rule := range lacking(is["error"], was["error"]) {
		d.add(Changing, CheckStricter, id, "", rule)
	}
	for _, rule := range lacking(is["warning"], slices.Concat(was["warning"], was["error"])) {
		d.add(Additive, CheckWarning, id, "", rule)
	}
	for _, rule := range lacking(was["error"], is["error"]) {
		d.add(Additive, CheckLooser, id, rule, "")
	}
	for _, rule := range lacking(was["warning"], slices.Concat(is["warning"], is["error"])) {
		d.add(Additive, CheckLooser, id, rule, "")
	}
}

func (d *differ) computes(was, is map[string]map[string][]string) {
	for _, id := range sortedKeys(was) {
		switch {
		case is[id] == nil:
			d.add(Changing, ComputeGone, id, "", "")
		case !slices.Equal(was[id]["formula"], is[id]["formula"]) || !slices.Equal(was[id]["save"], is[id]["save"]):
			d.add(Changing, ComputeOther, id, "", "")
		}
	}
	for _, id := range sortedKeys(is) {
		if was[id] == nil {
			d.add(Additive, ComputeNew, id, "", "")
		}
	}
}

// part compares a list of things that come out, by what they are without words.
func (d *differ) part(path string, was, is []string) {
	gone, fresh := lacking(was, is), lacking(is, was)
	for i := range max(len(gone), len(fresh)) {
		switch {
		case i < len(gone) && i < len(fresh):
			d.add(Changing, PartOther, path, gone[i], fresh[i])
		case i < len(gone):
			d.add(Changing, PartGone, path, gone[i], "")
		default:
			d.add(Additive, PartNew, path, "", fresh[i])
		}
	}
}

func (d *differ) needs(was, is []string) {
	if fresh := lacking(is, was); len(fresh) > 0 {
		d.add(Changing, NeedsNew, "", "", strings.Join(fresh, ", "))
	}
	if gone := lacking(was, is); len(gone) > 0 {
		d.add(Additive, NeedsGone, "", strings.Join(gone, ", "), "")
	}
}

// missing lists what is in one list and not in another, as often as it is.
func lacking(list, in []string) []string {
	count := map[string]int{}
	for _, s := range in {
		count[s]++
	}
	var out []string
	for _, s := range list {
		if count[s]--; count[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}

// nameNow gives the name that a question, or a column "list.column", of an older
// version has in this one; false when it is asked no more. A name that is still
// in use means what it always meant.
func (d *Definition) nameNow(id string) (string, bool) {
	list, column, isColumn := strings.Cut(id, ".")
	list, ok := d.follow(list, "", func(s string) bool { return d.names.questions[s] != nil })
	if !ok || !isColumn {
		return list, ok
	}
	q := d.names.questions[list]
	column, ok = d.follow(column, strings.TrimSuffix(id, column), func(s string) bool {
		return slices.ContainsFunc(q.columns(), func(c *Question) bool { return c.ID == s })
	})
	return list + "." + column, ok
}

// follow goes from an old name to the one that is there, also over several
// versions. The names of columns stand with their list before them, the old one.
func (d *Definition) follow(name, list string, there func(string) bool) (string, bool) {
	for range len(d.Renamed) + 1 {
		if there(name) {
			return name, true
		}
		to, ok := d.Renamed[list+name]
		if !ok {
			return "", false
		}
		if name = lastName(to); name != to {
			list = strings.TrimSuffix(to, name)
		}
	}
	return "", false
}
