// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/app"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/author"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
	"opgelucht/pkg/norm"
)

// figure is one promise about the engine of assignments, and how it is measured.
type figure struct {
	name    string
	budget  float64 // 0 for what was not promised
	unit    string
	measure func(t *testing.T, long bool) float64
}

// engine are the promises, in the order of the table.
var engine = []figure{
	{"load 200 assignments, two workers", 0.3, " s", loading},
	{"live heap of 200 assignments", 20, " MB", living},
	{"one of 200 that was saved is read again", 100, " ms", rereading},
	{"lint 200 assignments", 2, " s", linting},
	{"start: what is kept of 200 assignments is found again", 50, " ms", keeping},
	{"evaluate a budget of 40 rows", 50, " µs", budgeting},
	{"evaluate 60 debts", 150, " µs", owing},
	{"the same budget with checks, results and what the counsellor reads", 0, " µs", budgetingWhole},
	{"the same debts with checks, results and what the counsellor reads", 0, " µs", owingWhole},
	{"a letter", 100, " µs", writing},
	{"merge a form of 540 fields", 0.3, " ms", merging},
	{"render a page of 40 questions", 2, " ms", rendering},
	{"a page of 40 questions, gzip", 8, " kB", weighing},
	{"search 10,000 messages, opening each", 100, " ms", searching},
}

// engineTable measures everything, each once when long is not asked for, and
// holds it against what was promised.
func engineTable(t *testing.T, long bool) string {
	var b strings.Builder
	b.WriteString("\n### Assignments\n\n| | budget | measured | |\n|---|---:|---:|---|\n")
	for _, f := range engine {
		got := f.measure(t, long)
		promised, verdict := fmt.Sprintf("≤ %g%s", f.budget, f.unit), map[bool]string{true: "pass", false: "**FAIL**"}[got <= f.budget]
		if f.budget == 0 {
			promised, verdict = "–", ""
		}
		fmt.Fprintf(&b, "| %s | %s | %.2f%s | %s |\n", f.name, promised, got, f.unit, verdict)
	}
	return b.String()
}

// How long a thing is repeated, and how often that is done. The quickest round
// counts: the others say how busy the machine was with something else.
const (
	repeated = 300 * time.Millisecond
	rounds   = 7
)

// timed gives how long one go takes, in seconds, by the clock.
func timed(long bool, do func()) float64 {
	return quickest(long, func() float64 { return float64(time.Now().UnixNano()) / 1e9 }, do)
}

// worked gives how much processor time one go takes, in seconds, with what the
// collector does for it when it works as in the server. Nobody else on the machine
// counts, so it is for what runs on one processor at a time.
func worked(long bool, do func()) float64 {
	defer debug.SetGCPercent(debug.SetGCPercent(app.CollectAt))
	return quickest(long, processorTime, do)
}

func quickest(long bool, now func() float64, do func()) float64 {
	if !long {
		begun := now()
		do()
		return now() - begun
	}
	var all []float64
	for range rounds {
		n, until, begun := 0, time.Now().Add(repeated), now()
		for n == 0 || time.Now().Before(until) {
			do()
			n++
		}
		all = append(all, (now()-begun)/float64(n))
	}
	return slices.Min(all)
}

// processorTime is what this process has used so far, in seconds.
func processorTime() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// many gives a folder with as many assignments as asked, made of those that ship.
func many(t *testing.T, n int) fs.FS {
	t.Helper()
	shipped, _ := assignment.Load(assignments.FS, "en")
	files := fstest.MapFS{}
	take := func(from, to string) {
		text, err := assignments.FS.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		files[to] = &fstest.MapFile{Data: text, Mode: 0o644}
	}
	for _, name := range []string{"dossier.yaml", "en.yaml", "words.yaml", "hardwords.yaml"} {
		take(name, name)
	}
	for i := range n {
		id := shipped.IDs()[i%len(shipped.IDs())]
		for _, pattern := range []string{"*.yaml", "*.md", "tests/*.yaml"} {
			found, _ := fs.Glob(assignments.FS, path.Join(id, pattern)) // the pattern is well formed
			for _, name := range found {
				to := name
				if i >= len(shipped.IDs()) { // the first of each keeps its name, which others call
					to = fmt.Sprintf("n%03d-%s", i, name)
				}
				take(name, to)
			}
		}
	}
	return files
}

// number is how many are loaded: at least all that ship, for they name each other.
func number(long bool) int {
	if long {
		return 200
	}
	shipped, _ := assignment.Load(assignments.FS, "en")
	return len(shipped.IDs()) + 1
}

func loading(t *testing.T, long bool) float64 {
	files := many(t, number(long))
	return timed(long, func() {
		if s, problems := assignment.Load(files, "en"); len(s.IDs()) != number(long) || len(content.Errors(problems)) > 0 {
			t.Errorf("%d assignments, %v", len(s.IDs()), problems)
		}
	})
}

// rereading is what a preview does when a file is saved: the rest is as it was.
func rereading(t *testing.T, long bool) float64 {
	files := many(t, number(long)).(fstest.MapFS)
	norms, _ := norm.Shipped()
	var r assignment.Reader
	r.Load(files, norms, "en")
	text, n := string(files["budget/assignment.yaml"].Data), 0
	return 1e3 * timed(long, func() {
		n++
		files["budget/assignment.yaml"] = &fstest.MapFile{Data: fmt.Appendf([]byte(text), "\n# %d\n", n), Mode: 0o644}
		if s, problems := r.Load(files, norms, "en"); len(s.IDs()) != number(long) || len(content.Errors(problems)) > 0 {
			t.Errorf("%d assignments, %v", len(s.IDs()), problems)
		}
	})
}

// living is what stays in memory of a shelf, the files themselves left out.
func living(t *testing.T, long bool) float64 {
	files := many(t, number(long))
	before := heap()
	s, _ := assignment.Load(files, "en")
	grown := heap() - before
	if d, ok := s.Get(s.IDs()[0], "en"); !ok || d.Title == "" {
		t.Error("nothing was loaded")
	}
	runtime.KeepAlive(files)
	return grown / 1e6
}

func heap() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func linting(t *testing.T, long bool) float64 {
	files := many(t, number(long))
	return timed(long, func() {
		f := author.Open(files, nil)
		if problems := content.Errors(f.Lint()); len(problems) > 0 {
			t.Errorf("%d problems, first %v", len(problems), problems[0])
		}
		if len(f.Examples()) < number(long) {
			t.Error("the examples were not played")
		}
	})
}

// keeping is what every start does with what was kept at an earlier one.
func keeping(t *testing.T, long bool) float64 {
	s, _ := assignment.Load(many(t, number(long)), "en")
	return 1e3 * timed(long, func() {
		if list, err := s.Marks(); err != nil || len(list) != number(long) {
			t.Error(err)
		}
	})
}

// scene is an assignment with answers, ready to be evaluated.
type scene struct {
	def   *assignment.Definition
	draft *assignment.Draft
	world assignment.World
}

func play(t testing.TB, id string, record *dossier.Record, answers map[string]string, list string, rows int, row func(i int) map[string]string) scene {
	t.Helper()
	s, _ := assignment.Load(assignments.FS, "en")
	def, ok := s.Get(id, "nl")
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	one := scene{def: def, world: assignment.World{Today: time.Date(2026, 11, 24, 12, 0, 0, 0, calendar.Zone()), AddWorkdays: calendar.New(calendar.OfficeWeek(), nil).AddWorkdays, Record: record}}
	one.draft = assignment.NewDraft()
	typed := map[string]string{}
	for name, value := range answers {
		typed[name] = value
	}
	for i := range rows {
		id := "r" + strconv.Itoa(i)
		one.draft.AddRow(list, id)
		for column, value := range row(i) {
			typed[list+"["+id+"]."+column] = value
		}
	}
	one.draft.Apply(one.draft.Rev, typed)
	return one
}

// whole evaluates all that handing in asks for: values, checks, results and what
// the counsellor reads.
func (s scene) whole() (*assignment.Outcome, int) {
	o := s.def.Evaluate(s.draft, s.world)
	return o, len(o.Issues()) + len(o.Results()) + len(o.Alerts()) + len(o.Replies()) + len(o.Next())
}

func budgetScene(t testing.TB) scene {
	kinds := []string{"rent", "energy", "water", "health", "insurance", "phone", "transport", "children", "tax", "food"}
	s := play(t, "budget", nil, map[string]string{"adults": "2", "children": "1", "reserve": "50", "income.none": ""}, "expenses", 40, func(i int) map[string]string {
		return map[string]string{"kind": kinds[i%len(kinds)], "amount": strconv.Itoa(20+i) + ",50", "amount.per": "month"}
	})
	s.draft.AddRow("income", "i1")
	s.draft.Apply(s.draft.Rev, map[string]string{"income[i1].kind": "wage", "income[i1].amount": "2.850", "income[i1].amount.per": "4weeks", "income[i1].sure": "yes"})
	if o, _ := s.whole(); o.Value("total_out").Cents() != 40*2050+100*(39*40/2) {
		t.Errorf("the costs are %v", o.Value("total_out"))
	}
	return s
}

func budgeting(t *testing.T, long bool) float64 {
	s := budgetScene(t)
	return 1e6 * worked(long, func() { s.def.Evaluate(s.draft, s.world) })
}

func budgetingWhole(t *testing.T, long bool) float64 {
	s := budgetScene(t)
	return 1e6 * worked(long, func() { s.whole() })
}

func owing(t *testing.T, long bool) float64 {
	s := owingScene(t)
	return 1e6 * worked(long, func() { s.def.Evaluate(s.draft, s.world) })
}

func owingWhole(t *testing.T, long bool) float64 {
	s := owingScene(t)
	return 1e6 * worked(long, func() { s.whole() })
}

func owingScene(t testing.TB) scene {
	s := play(t, "schuldenlijst", nil, nil, "debts", 60, func(i int) map[string]string {
		return map[string]string{"creditor": "Winkel " + strconv.Itoa(i), "kind": "shop", "owed": strconv.Itoa(100 + i), "stage": "warning", "threat": "none", "arranged": "no"}
	})
	if o, _ := s.whole(); o.Value("total").Cents() != 100*(60*100+59*60/2) {
		t.Errorf("the debts are %v", o.Value("total"))
	}
	return s
}

func letterScene(t testing.TB) scene {
	debt := dossier.Fact{Path: "debts", Row: "d0", Values: map[string]dossier.Value{
		"creditor": {State: dossier.Answered, Text: "Webwinkel"}, "kind": {State: dossier.Answered, Text: "shop"}, "urgent": {State: dossier.Answered, Text: "no"}, "owed": {State: dossier.Answered, Cents: money.Cents(12995)}}}
	return play(t, "brief-uitstel", dossier.NewRecord([]dossier.Fact{debt}), letterAnswers, "", 0, nil)
}

func writing(t *testing.T, long bool) float64 {
	s := letterScene(t)
	return 1e6 * worked(long, func() { // with what it needs: one evaluation has a budget of steps for one letter
		letters, err := s.def.Evaluate(s.draft, s.world).Letters()
		if err != nil || len(letters) == 0 {
			t.Fatalf("no letter, %v", err)
		}
	})
}

// merging posts a page of 540 fields onto a draft in which each of them changed
// before, from a page that is as old as the draft.
func merging(t *testing.T, long bool) float64 {
	d := assignment.NewDraft()
	posted := map[string]string{}
	for i := range 90 {
		row := "r" + strconv.Itoa(i)
		d.AddRow("debts", row)
		for _, column := range []string{"creditor", "kind", "owed", "stage", "threat", "arranged"} {
			name := "debts[" + row + "]." + column
			d.Apply(d.Rev, map[string]string{name: "eerst"})
			posted[name] = "eerst"
		}
	}
	n, base := 0, d.Rev
	took := worked(long, func() {
		n++
		for i := range 10 { // ten fields of the page were changed, the rest came along
			name := "debts[r" + strconv.Itoa(i) + "].owed"
			posted[name] = strconv.Itoa(n)
			d.Fields[name].Log, d.Fields[name].Others = d.Fields[name].Log[:1], nil // as it was before
		}
		if !d.Apply(base, posted) {
			t.Fatal("nothing was merged")
		}
	})
	if d.Value("debts[r3].owed") != strconv.Itoa(n) || d.Value("debts[r40].owed") != "eerst" {
		t.Error("the merge is wrong")
	}
	return 1e3 * took
}

// TestEngine_measuresEverythingOnce sees that measuring works, in "go test"; the
// figures are for make bench, where nothing else runs.
func TestEngine_measuresEverythingOnce(t *testing.T) {
	table := engineTable(t, false)
	if n := strings.Count(table, "\n| ") - 1; n != len(engine) {
		t.Errorf("%d of %d promises were measured:\n%s", n, len(engine), table)
	}
}

// TestEngine_figures prints the table by itself, for who works on the engine.
func TestEngine_figures(t *testing.T) {
	if os.Getenv("OPGELUCHT_BENCH") != "engine" {
		return
	}
	fmt.Println(engineTable(t, true))
}
