// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"

	"opgelucht/pkg/content"
)

// clause is one thing of an assignment that is more than a word: a type, a
// choice, a rule, a formula. What two versions differ in is found clause by
// clause, and the hash of the logic is made of the same clauses, so that the two
// never disagree.
type clause struct {
	of    string // question, column, compute, letter or another object
	id    string // of the object; empty for things without a name
	key   string
	value string
}

// logic is everything of an assignment but its words: what a person is asked,
// may answer and gets out. Where things stand on the page is no logic, nor is the
// order of answers to choose from; the order of questions is.
type logic struct {
	clauses []clause // in order, so that it is the same however the file is ordered
	order   []string // questions, as they are asked
}

// hashSize is how many bytes of the hash name a logic. Earlier hashes, in which
// the order of answers counted, had eight.
const hashSize = 10

// EarlierHash tells whether a hash was made when the order of answers still
// counted and some rules did not: it says nothing of the logic of today's files.
func EarlierHash(hash string) bool { return hash != "" && len(hash) < 2*hashSize }

func (l *logic) hash() string {
	h := sha256.New()
	put := func(s string) { h.Write([]byte(s)); h.Write([]byte{0}) }
	for _, c := range l.clauses {
		put(c.of)
		put(c.id)
		put(c.key)
		put(c.value)
	}
	for _, id := range l.order {
		put(id)
	}
	return hex.EncodeToString(h.Sum(nil)[:hashSize])
}

// about gives the values of the clauses of one sort of object: by its id, by key.
func (l *logic) about(of string) map[string]map[string][]string {
	all := map[string]map[string][]string{}
	for _, c := range l.clauses {
		if c.of != of {
			continue
		}
		if all[c.id] == nil {
			all[c.id] = map[string][]string{}
		}
		all[c.id][c.key] = append(all[c.id][c.key], c.value)
	}
	return all
}

// logicOf reads the clauses of a file whose questions were read already.
func (b *builder) logicOf(n *content.Node) *logic {
	l := &logic{}
	for at, p := range n.Field("pages").Items {
		for i, item := range items(p, "questions") {
			q := b.d.Pages[at].Questions[i]
			l.order = append(l.order, q.ID)
			l.question("question", q.ID, q, item)
			l.put("question", q.ID, "page", p.Str("show_if"))
			for k, c := range q.columns() {
				l.question("column", q.ID+"."+c.ID, c, item.Field("columns").Items[k])
			}
		}
	}
	if computes := n.Field("compute"); computes != nil {
		for _, id := range computes.Keys {
			l.put("compute", id, "formula", formulaOf(computes.Field(id)))
			l.put("compute", id, "save", computes.Field(id).Str("save"))
		}
	}
	for _, path := range b.d.Needs {
		l.put("needs", path, "path", path)
	}
	for _, path := range parts {
		l.part(n, path)
	}
	for _, item := range items(n, "letters") {
		body, _ := b.read(item.Str("file")) // one that is not there was told
		l.put("words", item.Str("id"), "formulas", strings.Join(formulasIn(body), "\n"))
	}
	slices.SortStableFunc(l.clauses, func(a, b clause) int {
		return cmp.Or(strings.Compare(a.of, b.of), strings.Compare(a.id, b.id), strings.Compare(a.key, b.key), strings.Compare(a.value, b.value))
	})
	l.clauses = slices.Clone(l.clauses) // without the room that growing left
	return l
}

func (l *logic) put(of, id, key, value string) {
	if value != "" {
		l.clauses = append(l.clauses, clause{of, id, key, value})
	}
}

// otherwise are the names of a question whose meaning is not in the word that
// stands there: the vocabulary adds to it, or nothing said means something.
var otherwise = []string{"id", "type", "required", "options", "check", "columns", "min", "max", "per", "private"}

// question puts what is asked: what the file says, and what the vocabulary adds.
func (l *logic) question(of, id string, q *Question, n *content.Node) {
	l.put(of, id, "type", string(q.Type.Kind))
	l.put(of, id, "required", cmp.Or(n.Str("required"), "yes"))
	l.put(of, id, "min", q.Type.Min)
	l.put(of, id, "max", q.Type.Max)
	for _, p := range q.Per {
		l.put(of, id, "per", string(p))
	}
	for _, o := range q.Type.Options {
		l.put(of, id, "option", o.ID)
	}
	if n.Field("none") != nil {
		l.put(of, id, "none", "yes")
	}
	for _, c := range items(n, "check") {
		l.put(of, id, cmp.Or(c.Str("level"), "error"), c.Str("rule"))
	}
	for _, k := range Keys["question"] {
		if k.Is != content.Said && k.Is != content.SaidList && !slices.Contains(otherwise, k.Name) {
			l.put(of, id, k.Name, meaning(n.Field(k.Name)))
		}
	}
}

// parts are the lists of what comes out, which have no names.
var parts = []string{"results", "letters", "counsellor.alerts", "counsellor.replies", "counsellor.next"}

// part puts each thing of a list, by what it is without its words.
func (l *logic) part(n *content.Node, path string) {
	outer, name, inside := strings.Cut(path, ".")
	if !inside {
		name = outer
	} else if n = n.Field(outer); n == nil {
		return
	}
	object := map[string]string{"results": "result", "letters": "letter", "alerts": "alert", "replies": "reply", "next": "next"}[name]
	for _, item := range items(n, name) {
		var said []string
		for _, k := range Keys[object] {
			if v := item.Field(k.Name); v != nil && k.Is != content.Said && k.Name != "tone" && k.Name != "reading_help" {
				said = append(said, k.Name+": "+meaning(v))
			}
		}
		l.put(path, "", "is", cmp.Or(strings.Join(said, ", "), "altijd"))
	}
}

// meaning writes what stands in a node, without the words people read.
func meaning(n *content.Node) string {
	if n == nil {
		return ""
	}
	if n.Kind == content.Text {
		return n.Value
	}
	var all []string
	for i, item := range n.Inside() {
		switch {
		case n.Kind == content.List:
			all = append(all, meaning(item))
		case n.Keys[i] != "title":
			all = append(all, n.Keys[i]+": "+meaning(item))
		}
	}
	return strings.Join(all, ", ")
}

var inBraces = regexp.MustCompile(`\{([^{}\n]*)\}`)

// formulasIn lists what a letter computes and chooses; a line to fill in on paper
// is a word.
func formulasIn(body string) []string {
	var list []string
	for _, m := range inBraces.FindAllStringSubmatch(body, -1) {
		if src := strings.TrimSpace(m[1]); !strings.HasPrefix(src, "paper:") {
			list = append(list, src)
		}
	}
	return list
}

// columns gives what is asked in each row of a list; nothing of another question.
func (q *Question) columns() []*Question {
	if q.Rows == nil {
		return nil
	}
	return q.Rows.Columns
}
