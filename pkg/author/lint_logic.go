// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/formula"
)

var (
	quote = regexp.MustCompile(`"[^"]*"`)
	name  = regexp.MustCompile(`[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*`)
	holes = regexp.MustCompile(`\{([^{}\n]*)\}`)
)

// namesIn lists the words of a formula that are no text: names, and words of the
// language.
func namesIn(src string) []string { return name.FindAllString(quote.ReplaceAllString(src, ""), -1) }

// logic looks at the conditions of questions and at what is computed.
func (l *linter) logic() {
	l.conditions()
	l.circles()
	l.unused()
}

// asked is a question with its place in the order of asking.
type asked struct {
	node  *content.Node
	order int
}

// questions gives the questions of the pages, without columns.
func (l *linter) questions() map[string]asked {
	all := map[string]asked{}
	for _, p := range l.root.Field("pages").Items {
		if list := p.Field("questions"); list != nil {
			for _, q := range list.Items {
				all[q.Str("id")] = asked{q, len(all)}
			}
		}
	}
	return all
}

// conditions finds what is never shown, and conditions on what comes later.
func (l *linter) conditions() {
	all := l.questions()
	for _, p := range l.root.Field("pages").Items {
		pageIf := p.Field("show_if")
		if pageIf != nil && l.never(pageIf, pageIf.Value, nil) {
			continue
		}
		for _, q := range p.Field("questions").Items {
			columns := q.Field("columns")
			if at := q.Field("show_if"); at != nil {
				src := at.Value
				if pageIf != nil {
					src = "(" + pageIf.Value + ") and (" + src + ")"
				}
				l.never(at, src, nil)
				l.later(at, all, all[q.Str("id")].order)
			}
			if columns == nil {
				continue
			}
			t, _ := l.def.TypeOf(q.Str("id"))
			inRow := map[string]asked{}
			for i, c := range columns.Items {
				inRow[c.Str("id")] = asked{c, i}
			}
			for i, c := range columns.Items {
				if at := c.Field("show_if"); at != nil {
					l.never(at, at.Value, t.Columns)
					l.later(at, inRow, i)
				}
			}
		}
	}
}

func (l *linter) never(at *content.Node, src string, row map[string]formula.Type) bool {
	f, problem := formula.Compile(src, l.def, formula.Options{InRow: row, Want: formula.YesNo})
	if problem != nil || !never(l.def, f, row) {
		return false
	}
	l.warn("never-shown", at, both("Dit wordt nooit getoond: geen enkel antwoord maakt dit waar.", "This is never shown: no answer makes this true."),
		both("Kijk de voorwaarde na.", "Look the condition over."))
	return true
}

func (l *linter) later(at *content.Node, all map[string]asked, order int) {
	for _, n := range namesIn(at.Value) {
		base, _, _ := strings.Cut(n, ".")
		if q, ok := all[base]; ok && q.order > order {
			l.warn("later", at, both("Deze vraag hangt af van '%s', die pas later komt.", "This question depends on '%s', which comes later.", base),
				both("Zet '%s' ervoor.", "Put '%s' before it.", base))
			return
		}
	}
}

// circles finds questions that must be answered because of each other, or that
// are shown because of an answer that is asked because they are shown.
func (l *linter) circles() {
	needs := map[string][]string{}
	all := l.questions()
	for id, q := range all {
		for _, key := range []string{"show_if", "required"} {
			if src := q.node.Str(key); src != "" && src != "yes" && src != "no" {
				needs[id] = append(needs[id], namesIn(src)...)
			}
		}
	}
	for _, id := range keysOf(l.root.Field("compute")) {
		needs[id] = namesIn(formulaOf(l.root.Field("compute").Field(id)))
	}
	told := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		q := all[id].node
		at := q.Field("required")
		if at == nil || at.Value == "yes" || at.Value == "no" || told[id] {
			continue
		}
		if way := reach(needs, id, id, map[string]bool{}); way != nil {
			for _, n := range way {
				told[n] = true
			}
			l.problems = append(l.problems, at.At(both("'%s' heeft zichzelf nodig, door 'required' en 'show_if'.", "'%s' needs itself, by 'required' and 'show_if'.", id),
				both("Zo kan niemand verder: %s. Haal één van de twee weg.", "Nobody can go on like this: %s. Remove one of the two.", strings.Join(way, " → "))).Named("loop"))
		}
	}
}

// reach gives the way from a name back to another; nil when there is none.
func reach(needs map[string][]string, from, to string, seen map[string]bool) []string {
	for _, n := range needs[from] {
		base, _, _ := strings.Cut(n, ".")
		if base == to {
			return []string{from, to}
		}
		if seen[base] {
			continue
		}
		seen[base] = true
		if way := reach(needs, base, to, seen); way != nil {
			return append([]string{from}, way...)
		}
	}
	return nil
}

func formulaOf(n *content.Node) string {
	if n.Kind == content.Text {
		return n.Value
	}
	return n.Str("formula")
}

// unused finds values that are computed and go nowhere.
func (l *linter) unused() {
	used := map[string]bool{}
	put := func(src string) {
		for _, n := range namesIn(src) {
			for part := range strings.SplitSeq(n, ".") {
				used[part] = true
			}
		}
	}
	assignment.Keys.Visit(l.root, "assignment", func(p content.Place) {
		switch {
		case p.Key.Is == content.Rule, p.Key.Is == content.FlagOrRule:
			put(p.Node.Value)
		case p.Key.Is == content.Said:
			for _, m := range holes.FindAllStringSubmatch(p.Node.Value, -1) {
				put(m[1])
			}
		case p.Object == "result" && p.Key.Name != "tone":
			put(strings.Join(append(p.Node.Texts(), p.Node.Value), " "))
		case p.Object == "letter" && p.Key.Name == "file":
			put(strings.Join(l.source(l.id+"/"+p.Node.Value), "\n"))
		}
	})
	computed := l.root.Field("compute")
	for _, id := range keysOf(computed) {
		if !used[id] && computed.Field(id).Str("save") == "" {
			l.idle(computed.Key(id), id)
		}
	}
	for id, q := range l.questions() {
		row := q.node.Field("compute")
		kept, _ := l.Shelf.Vocabulary("nl").Type(q.node.Str("fact"))
		for _, c := range keysOf(row) {
			if _, ok := kept.Column(c); !ok && !used[c] {
				l.idle(row.Key(c), id+"."+c)
			}
		}
	}
}

func (l *linter) idle(at *content.Node, id string) {
	l.warn("unused", at, both("'%s' wordt uitgerekend en nergens gebruikt.", "'%s' is computed and used nowhere.", id),
		both("Toon het bij 'results', bewaar het met 'save', of haal het weg.", "Show it in 'results', keep it with 'save', or remove it."))
}
