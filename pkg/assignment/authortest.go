// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
)

// TestResult is what came of one example of an author.
type TestResult struct {
	File   string
	Name   string
	Checks int
	Failed []string // sentences; empty when all is well
	Out    *Outcome // what came out; nil when it could not be played
}

// RunTests plays every example tests/*.yaml of every assignment.
func RunTests(fsys fs.FS, s *Shelf, w World) []TestResult {
	var results []TestResult
	for _, id := range s.IDs() {
		files, _ := fs.Glob(fsys, path.Join(id, "tests", "*.yaml")) // the pattern is well formed
		for _, file := range files {
			def, _ := s.Get(id, source)
			n, problems := parse(fsys, file)
			r := TestResult{File: file}
			for _, p := range content.Errors(problems) {
				r.Failed = append(r.Failed, p.Text(source))
			}
			if n != nil {
				r.Name = n.Str("name")
				if d, ok := s.Get(id, cmp.Or(n.Str("language"), source)); ok {
					def = d
				}
				t := &authorTest{n: n, result: &r, def: def, today: w.Today}
				t.run(w)
				r.Out = t.out
			}
			results = append(results, r)
		}
	}
	return results
}

type authorTest struct {
	n      *content.Node
	result *TestResult
	def    *Definition
	draft  *Draft
	out    *Outcome
	today  time.Time
	ids    map[string][]string // rows by question
}

func (t *authorTest) fail(format string, args ...any) {
	t.result.Failed = append(t.result.Failed, fmt.Sprintf(format, args...))
}

func (t *authorTest) run(w World) {
	for _, p := range Keys.Check(t.n, "test") {
		t.fail("%s", p.Text(source))
	}
	if len(t.result.Failed) > 0 {
		return // there is nothing to play
	}
	t.ids = map[string][]string{}
	if day, err := time.ParseInLocation(time.DateOnly, t.n.Str("today"), w.Today.Location()); err == nil {
		w.Today = day
	}
	w.Record = dossier.NewRecord(t.facts())
	ready := 0
	t.draft = t.def.Prefill(w, func() string { ready++; return "ready" + strconv.Itoa(ready) })
	answers := t.n.Field("answers")
	if answers == nil {
		return
	}
	for _, id := range answers.Keys {
		t.answer(id, answers.Field(id))
	}
	t.out = t.def.Evaluate(t.draft, w)
	expect := t.n.Field("expect")
	for _, key := range expect.Keys {
		t.result.Checks++
		t.expect(key, expect.Field(key))
	}
}

// facts is what the example says is known.
func (t *authorTest) facts() []dossier.Fact {
	var facts []dossier.Fact
	if n := t.n.Field("dossier"); n != nil {
		for _, p := range n.Keys {
			typ, ok := t.def.vocab.Type(p)
			if !ok {
				t.fail("het dossier kent %q niet", p)
				continue
			}
			if typ.Kind == dossier.Rows {
				facts = append(facts, t.knownRows(typ, n.Field(p))...)
				continue
			}
			facts = append(facts, dossier.Fact{Path: p, Values: map[string]dossier.Value{"": t.known(typ, n.Str(p))}})
		}
	}
	return facts
}

// known reads a value of the dossier as the example writes it.
func (t *authorTest) known(typ dossier.Type, value string) dossier.Value {
	q, d := &Question{Type: typ, Per: money.Periods(), Unknown: true}, NewDraft()
	t.typedIn(d, q, "x", value)
	return read(q, d, "x", t.today).keep()
}

// knownRows reads a list of the dossier; the rows are d0, d1, …
func (t *authorTest) knownRows(typ dossier.Type, n *content.Node) []dossier.Fact {
	var facts []dossier.Fact
	for i, row := range n.Items {
		f := dossier.Fact{Path: typ.Path, Row: "d" + strconv.Itoa(i), Values: map[string]dossier.Value{}}
		for _, name := range row.Keys {
			column, ok := typ.Column(name)
			if !ok {
				t.fail("%q heeft geen kolom %q", typ.Path, name)
				continue
			}
			f.Values[name] = t.known(column, row.Str(name))
		}
		facts = append(facts, f)
	}
	return facts
}

func (t *authorTest) answer(id string, n *content.Node) {
	q := t.def.names.questions[id]
	if q == nil {
		t.fail("er is geen vraag %q", id)
		return
	}
	if q.Pick != nil {
		t.draft.put(id, "d"+n.Value)
		return
	}
	if q.Rows == nil {
		t.typed(q, id, strings.Join(append(n.Texts(), n.Value), " "))
		return
	}
	if n.Kind == content.Text && n.Value == "none" {
		t.draft.put(id+".none", "1")
		return
	}
	for i, row := range n.Items {
		rid := "r" + strconv.Itoa(i)
		t.ids[id] = append(t.ids[id], rid)
		t.draft.Rows[id] = append(t.draft.Rows[id], &Row{ID: rid})
		for _, col := range row.Keys {
			k := slices.IndexFunc(q.Rows.Columns, func(c *Question) bool { return c.ID == col })
			if k < 0 {
				t.fail("%q heeft geen kolom %q", id, col)
				continue
			}
			t.typed(q.Rows.Columns[k], cell(id, rid, col), row.Str(col))
		}
	}
}

// typed types one answer as the example writes it: "?" is "I do not know", an
// amount may carry its period.
func (t *authorTest) typed(q *Question, at, value string) { t.typedIn(t.draft, q, at, value) }

func (t *authorTest) typedIn(d *Draft, q *Question, at, value string) {
	value = strings.TrimSpace(value)
	if value == "?" {
		d.put(at+".unknown", "1")
		return
	}
	if amount, per, ok := strings.Cut(value, " per "); ok && q.Type.Kind == dossier.MoneyPer {
		d.put(at+".per", strings.TrimSpace(per))
		value = amount
	}
	d.put(at, strings.TrimSpace(value))
}

func (t *authorTest) expect(key string, n *content.Node) {
	switch key {
	case "errors":
		t.list(key, n, t.openPaths(false), true)
	case "warnings":
		t.list(key, n, t.openPaths(true), true)
	case "incomplete":
		t.list(key, n, t.out.incomplete(), false)
	case "alerts":
		var got []string
		for _, a := range t.out.Alerts() {
			got = append(got, a.Text)
		}
		t.list(key, n, got, true)
	case "replies":
		var got []string
		for _, r := range t.out.Replies() {
			got = append(got, r.Title)
		}
		t.list(key, n, got, true)
	case "next":
		t.list(key, n, t.out.Next(), true)
	case "shown", "not_shown":
		t.shown(key, n)
	case "hidden":
		for _, p := range n.Texts() {
			if !t.out.hidden(t.path(p)) {
				t.fail("%s is niet verborgen", p)
			}
		}
	case "saved":
		t.saved(n)
	default:
		t.value(key, n)
	}
}

// path turns "debts.1.deadline" into the path of that cell.
func (t *authorTest) path(p string) string {
	parts := strings.SplitN(p, ".", 3)
	if len(parts) == 3 {
		if i, err := strconv.Atoi(parts[1]); err == nil && i < len(t.ids[parts[0]]) {
			return cell(parts[0], t.ids[parts[0]][i], parts[2])
		}
	}
	return p
}

func (t *authorTest) openPaths(warning bool) []string {
	var got []string
	for _, o := range t.out.Issues() {
		if o.Warning == warning {
			p := o.Path
			for q, ids := range t.ids {
				for i, id := range ids {
					p = strings.Replace(p, q+"["+id+"]", q+"."+strconv.Itoa(i), 1)
				}
			}
			got = append(got, p)
		}
	}
	return got
}

// list compares a list; with exact, nothing more may be there.
func (t *authorTest) list(key string, n *content.Node, got []string, exact bool) {
	want := n.Texts()
	if n.Kind == content.Text && n.Value != "" {
		want = []string{n.Value}
	}
	for i, g := range got {
		got[i] = strings.ReplaceAll(g, "\u00a0", " ")
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.fail("%s: %q komt niet voor in %q", key, w, got)
		}
	}
	if exact {
		for _, g := range got {
			if !slices.Contains(want, g) {
				t.fail("%s: %q stond niet in het voorbeeld", key, g)
			}
		}
	}
}

func (t *authorTest) shown(key string, n *content.Node) {
	var b strings.Builder
	for _, r := range t.out.Def.results {
		if !t.out.holds(r.when) {
			continue
		}
		if r.show != "" {
			b.WriteString("\n" + r.show + "\n")
		}
		for _, one := range r.beside {
			b.WriteString("\n" + one.question + " | " + one.fact + "\n")
		}
		if r.text != nil {
			b.WriteString(r.text.markup.Text(t.out.fill(r.text, nil, nil, 0)))
		}
	}
	for _, w := range n.Texts() {
		if has := strings.Contains(b.String(), w); has == (key == "not_shown") {
			t.fail("%s: %q", key, w)
		}
	}
}

func (t *authorTest) saved(n *content.Node) {
	got := map[string]string{}
	for _, f := range t.out.Facts(t.today, dossier.Source{}) {
		typ, _ := t.def.vocab.Type(f.Path)
		got[f.Path] = Describe(typ, f.Value(), source)
		if typ.Kind == dossier.Choice {
			got[f.Path] = f.Value().Text
		}
		if typ.Kind == dossier.Date {
			got[f.Path] = f.Value().Text
		}
	}
	for _, p := range n.Keys {
		if want := n.Str(p); !t.same(want, got[p]) {
			t.fail("saved %s: %q, verwacht %q", p, got[p], want)
		}
	}
}

func (t *authorTest) value(key string, n *content.Node) {
	if rest, ok := strings.CutPrefix(key, "rows."); ok {
		question, column, _ := strings.Cut(rest, ".")
		for i, want := range n.Texts() {
			if rows := t.out.rows[question]; i >= len(rows) || !t.same(want, t.plain(rows[i].Get(column))) {
				t.fail("%s %d: verwacht %q", key, i, want)
			}
		}
		return
	}
	if rest, ok := strings.CutPrefix(key, "letter."); ok {
		t.letter(rest, n)
		return
	}
	if t.def.names.computes[key] == nil && t.def.names.questions[key] == nil {
		t.fail("%q is geen uitkomst", key)
		return
	}
	if got := t.plain(t.out.Value(key)); !t.same(n.Value, got) {
		t.fail("%s: %q, verwacht %q", key, got, n.Value)
	}
}

// letter checks what stands in a letter, or does not: letter.arrangement.contains.
func (t *authorTest) letter(key string, n *content.Node) {
	id, how, _ := strings.Cut(key, ".")
	letters, err := t.out.Letters()
	if err != nil || !slices.Contains(t.def.LetterIDs(), id) {
		t.fail("de brief %q is er niet", id)
		return
	}
	var b strings.Builder
	for _, l := range letters {
		if l.ID == id {
			b.WriteString(strings.ReplaceAll(l.Title+"\n"+l.Text, "\u00a0", " "))
		}
	}
	for _, w := range n.Texts() {
		if has := strings.Contains(b.String(), w); has == (how == "lacks") {
			t.fail("brief %s: %q", key, w)
		}
	}
}

func (t *authorTest) plain(v formula.Value) string {
	if v.Answered() && v.Kind() == formula.Date {
		return v.Date().Format(time.DateOnly)
	}
	if v.Answered() && (v.Kind() == formula.Choice || v.Kind() == formula.Text) {
		return v.Text()
	}
	if v.Answered() && v.Kind() == formula.YesNo {
		return map[bool]string{true: "yes", false: "no"}[v.Holds()]
	}
	return t.out.show(v, dossier.Type{})
}

// same compares two writings of a value: "€ 830" is "€ 830,00".
func (t *authorTest) same(want, got string) bool {
	if want == got || (want == "?" && got == "…") {
		return true
	}
	sign := func(s string) (string, bool) {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\u00a0", ""), " ", "")
		return strings.Replace(s, "-", "", 1), strings.Contains(s, "-")
	}
	a, minusA := sign(want)
	b, minusB := sign(got)
	x, ok1 := money.Read(a)
	y, ok2 := money.Read(b)
	return ok1 && ok2 && x.Cents == y.Cents && (minusA == minusB || x.Cents == 0)
}
