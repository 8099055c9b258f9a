// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
)

// Class is what a change of an assignment means for who is half way.
type Class int

// The classes, from light to heavy.
const (
	Same     Class = iota // only words: they reach everyone at once
	Additive              // something came that nobody has to answer
	Changing              // what was asked or computed is another thing now
	Breaking              // an answer has no place any more
)

var classWords = []content.Words{
	{NL: "gelijk: alleen teksten; wie bezig is, ziet ze meteen", EN: "same: only words; who is half way sees them at once"},
	{NL: "aanvullend: wie bezig is, gaat bij de volgende pagina mee", EN: "additive: who is half way moves along at the next page"},
	{NL: "veranderend: wie bezig is, houdt de oude vragen", EN: "changing: who is half way keeps the old questions"},
	{NL: "brekend: antwoorden hebben geen plek meer; ze blijven apart bewaard", EN: "breaking: answers have no place any more; they are kept aside"},
}

// Name is the class in one word.
func (c Class) Name() string { return []string{"same", "additive", "changing", "breaking"}[c] }

// Say tells in a sentence what the class means.
func (c Class) Say(lang string) string { return classWords[c].In(lang) }

// Change is one difference, with its class.
type Change struct {
	Class Class
	Say   content.Words
}

// Diff compares two versions of an assignment. Nothing is declared by the author:
// the class follows from what differs, and is the heaviest of all changes.
func Diff(old *Folder, oldID string, now *Folder, newID string) (Class, []Change, bool) {
	a, ok1 := old.Shelf.Get(oldID, "nl")
	b, ok2 := now.Shelf.Get(newID, "nl")
	if !ok1 || !ok2 || old.assignment(oldID) == nil || now.assignment(newID) == nil {
		return Same, nil, false
	}
	d := &differ{}
	d.questions(a, old.assignment(oldID), now.assignment(newID), b)
	d.computes(old.assignment(oldID).Field("compute"), now.assignment(newID).Field("compute"))
	for _, path := range []string{"results", "letters", "counsellor.alerts", "counsellor.replies", "counsellor.next"} {
		d.parts(path, old.assignment(oldID), now.assignment(newID))
	}
	if fresh := missing(b.Needs, a.Needs); len(fresh) > 0 {
		d.add(Changing, "Er moet nu eerst bekend zijn: %s.", "This must be known first now: %s.", strings.Join(fresh, ", "))
	}
	if letterLogic(old, oldID) != letterLogic(now, newID) {
		d.add(Changing, "Een brief rekent of kiest anders.", "A letter computes or chooses otherwise.")
	}
	if len(d.changes) == 0 && !d.reordered && a.LogicHash != b.LogicHash {
		d.add(Changing, "De volgorde van de vragen of de woordenlijst van het dossier is anders.", "The order of the questions or the vocabulary of the dossier is another.")
	}
	class := Same
	for _, c := range d.changes {
		class = max(class, c.Class)
	}
	slices.SortStableFunc(d.changes, func(a, b Change) int { return int(b.Class) - int(a.Class) })
	return class, d.changes, true
}

type differ struct {
	changes   []Change
	reordered bool // options stand in another order, which is no change
}

func (d *differ) add(c Class, nl, en string, args ...any) {
	d.changes = append(d.changes, Change{c, both(nl, en, args...)})
}

// item is a question or column, with the rules it is under.
type item struct {
	node  *content.Node
	kind  string
	outer string // show_if of its page
}

func flatten(def *assignment.Definition, root *content.Node) map[string]item {
	all := map[string]item{}
	for _, p := range def.Pages {
		at, _ := def.Page(p.ID)
		for i, q := range at.Questions {
			n := pageNode(root, p.ID).Field("questions").Items[i]
			all[q.ID] = item{n, string(q.Type.Kind), pageNode(root, p.ID).Str("show_if")}
			if q.Rows == nil || n.Field("columns") == nil {
				continue
			}
			for k, c := range q.Rows.Columns {
				all[q.ID+"."+c.ID] = item{n.Field("columns").Items[k], string(c.Type.Kind), ""}
			}
		}
	}
	return all
}

func pageNode(root *content.Node, id string) *content.Node {
	for _, p := range root.Field("pages").Items {
		if p.Str("id") == id {
			return p
		}
	}
	return &content.Node{}
}

func (d *differ) questions(a *assignment.Definition, oldRoot, newRoot *content.Node, b *assignment.Definition) {
	was, is := flatten(a, oldRoot), flatten(b, newRoot)
	renamed := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(was)) {
		now, ok := is[id]
		if to, moved := b.Renamed[id]; !ok && moved {
			if now, ok = is[to]; ok {
				renamed[to] = true
				d.add(Breaking, "Vraag '%s' heet nu '%s'; het antwoord gaat mee.", "Question '%s' is called '%s' now; the answer moves along.", id, to)
			}
		}
		if !ok {
			d.add(Breaking, "Vraag '%s' is weg.", "Question '%s' is gone.", id)
			continue
		}
		d.question(id, was[id], now)
	}
	for _, id := range slices.Sorted(maps.Keys(is)) {
		if _, ok := was[id]; ok || renamed[id] {
			continue
		}
		if is[id].node.Str("required") == "no" || is[id].kind == "info" || is[id].kind == "paper" {
			d.add(Additive, "Vraag '%s' is erbij; hij hoeft niet.", "Question '%s' is new; it need not be answered.", id)
		} else {
			d.add(Changing, "Vraag '%s' is erbij en moet ingevuld zijn.", "Question '%s' is new and must be answered.", id)
		}
	}
}

// own are the names of a question that are compared in a way of their own, or are
// words only.
var own = []string{"id", "type", "required", "options", "check", "columns"}

func (d *differ) question(id string, was, is item) {
	if was.kind != is.kind {
		d.add(Breaking, "Vraag '%s' is van het soort %s; dat was %s.", "Question '%s' is of type %s; it was %s.", id, is.kind, was.kind)
		return
	}
	if before, after := was.node.Str("required"), is.node.Str("required"); orYes(before) != orYes(after) {
		if after == "no" {
			d.add(Additive, "Vraag '%s' hoeft niet meer.", "Question '%s' need not be answered any more.", id)
		} else {
			d.add(Changing, "Wanneer '%s' moet, is anders.", "When '%s' must be answered is another thing now.", id)
		}
	}
	before, after := keysOf(was.node.Field("options")), keysOf(is.node.Field("options"))
	d.reordered = d.reordered || !slices.Equal(before, after)
	for _, o := range missing(before, after) {
		d.add(Changing, "Antwoord '%s' van '%s' is weg.", "Answer '%s' of '%s' is gone.", o, id)
	}
	for _, o := range missing(after, before) {
		d.add(Additive, "Antwoord '%s' van '%s' is erbij.", "Answer '%s' of '%s' is new.", o, id)
	}
	for _, k := range assignment.Keys["question"] {
		if k.Is == content.Said || k.Is == content.SaidList || slices.Contains(own, k.Name) {
			continue
		}
		if source(was.node.Field(k.Name)) != source(is.node.Field(k.Name)) {
			d.add(Changing, "'%s' van '%s' is anders.", "'%s' of '%s' is another.", k.Name, id)
		}
	}
	if was.outer != is.outer {
		d.add(Changing, "Wanneer de pagina van '%s' er is, is anders.", "When the page of '%s' is there is another thing now.", id)
	}
	d.checks(id, was.node.Field("check"), is.node.Field("check"))
}

func orYes(s string) string {
	if s == "" {
		return "yes"
	}
	return s
}

func (d *differ) checks(id string, was, is *content.Node) {
	rules := func(n *content.Node) map[string]bool {
		all := map[string]bool{}
		if n != nil {
			for _, c := range n.Items {
				all[c.Str("rule")] = c.Str("level") != "warning" // whether it stops someone
			}
		}
		return all
	}
	before, after := rules(was), rules(is)
	for _, rule := range slices.Sorted(maps.Keys(after)) {
		old, ok := before[rule]
		switch {
		case after[rule] && (!ok || !old):
			d.add(Changing, "'%s' is strenger: %s", "'%s' is stricter: %s", id, rule)
		case !ok:
			d.add(Additive, "'%s' geeft een waarschuwing erbij: %s", "'%s' gives one more warning: %s", id, rule)
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(before)) {
		if _, ok := after[rule]; !ok {
			d.add(Additive, "'%s' is minder streng: %s", "'%s' is less strict: %s", id, rule)
		}
	}
}

func (d *differ) computes(was, is *content.Node) {
	for _, id := range missing(keysOf(was), keysOf(is)) {
		d.add(Changing, "'%s' wordt niet meer uitgerekend.", "'%s' is not computed any more.", id)
	}
	for _, id := range missing(keysOf(is), keysOf(was)) {
		d.add(Additive, "'%s' wordt ook uitgerekend.", "'%s' is computed as well.", id)
	}
	for _, id := range keysOf(is) {
		old := was.Field(id)
		if old != nil && (formulaOf(old) != formulaOf(is.Field(id)) || old.Str("save") != is.Field(id).Str("save")) {
			d.add(Changing, "'%s' wordt anders uitgerekend.", "'%s' is computed otherwise.", id)
		}
	}
}

// partWords names the parts that come out.
var partWords = map[string]content.Words{
	"results": {NL: "uitkomst", EN: "result"}, "letters": {NL: "brief", EN: "letter"}, "counsellor.alerts": {NL: "melding", EN: "alert"},
	"counsellor.replies": {NL: "voorbeeldbericht", EN: "sample message"}, "counsellor.next": {NL: "volgende opdracht", EN: "next assignment"},
}

// parts compares a list of things that come out, by what they are without words.
func (d *differ) parts(path string, was, is *content.Node) {
	before, after := signatures(path, was), signatures(path, is)
	gone, fresh := missing(before, after), missing(after, before)
	w := partWords[path]
	for i := range max(len(gone), len(fresh)) {
		switch {
		case i < len(gone) && i < len(fresh):
			d.changes = append(d.changes, Change{Changing, content.Words{NL: fmt.Sprintf("Een %s hangt nu af van iets anders: %s", w.NL, fresh[i]), EN: fmt.Sprintf("A %s depends on something else now: %s", w.EN, fresh[i])}})
		case i < len(gone):
			d.changes = append(d.changes, Change{Changing, content.Words{NL: fmt.Sprintf("Een %s is weg: %s", w.NL, gone[i]), EN: fmt.Sprintf("A %s is gone: %s", w.EN, gone[i])}})
		default:
			d.changes = append(d.changes, Change{Additive, content.Words{NL: fmt.Sprintf("Een %s is erbij: %s", w.NL, fresh[i]), EN: fmt.Sprintf("A %s is new: %s", w.EN, fresh[i])}})
		}
	}
}

func signatures(path string, root *content.Node) []string {
	object := map[string]string{"results": "result", "letters": "letter", "counsellor.alerts": "alert", "counsellor.replies": "reply", "counsellor.next": "next"}[path]
	n := root
	for name := range strings.SplitSeq(path, ".") {
		n = n.Field(name)
	}
	if n == nil {
		return nil
	}
	var list []string
	for _, item := range n.Items {
		var parts []string
		for _, k := range assignment.Keys[object] {
			if v := item.Field(k.Name); v != nil && k.Is != content.Said && k.Name != "tone" {
				parts = append(parts, k.Name+": "+source(v))
			}
		}
		if len(parts) == 0 {
			parts = []string{"altijd"}
		}
		list = append(list, strings.Join(parts, ", "))
	}
	return list
}

// source writes what stands in a node, without the words people read.
func source(n *content.Node) string {
	if n == nil {
		return ""
	}
	if n.Kind == content.Text {
		return n.Value
	}
	var parts []string
	for i, item := range n.Inside() {
		if n.Kind == content.Map {
			if n.Keys[i] == "title" {
				continue
			}
			parts = append(parts, n.Keys[i]+": "+source(item))
		} else {
			parts = append(parts, source(item))
		}
	}
	return strings.Join(parts, ", ")
}

// missing lists what is in one list and not in another, as often as it is.
func missing(list, in []string) []string {
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

// letterLogic is what letters compute and choose.
func letterLogic(f *Folder, id string) string {
	var parts []string
	if list := f.assignment(id).Field("letters"); list != nil {
		for _, l := range list.Items {
			for _, m := range holes.FindAllStringSubmatch(strings.Join(f.source(id+"/"+l.Str("file")), "\n"), -1) {
				if !strings.HasPrefix(strings.TrimSpace(m[1]), "paper:") {
					parts = append(parts, m[1])
				}
			}
		}
	}
	return strings.Join(parts, "\x00")
}
