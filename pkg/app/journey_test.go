// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/browser"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	record "opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
	"opgelucht/pkg/tenant"
)

// journey is one client who goes through a whole trajectory, with a counsellor who
// sends each step as the desk proposes it.
type journey struct {
	t      *testing.T
	h      *house
	here   *tenant.Tenant
	me     access.Client
	phone  *browser.Page
	desk   *browser.Page
	home   string // address of the case at the desk
	shelf  *assignment.Shelf
	tasks  int
	known  int // how much the dossier knows
	sheets int // letters that were printed
}

// The long trajectory from the first step to the last, on the smallest phone. Each
// assignment is filled in from an example of its own, on top of what the dossier
// knows by then, and every page that the client sees on the way fits.
func TestStory_oneClientGoesThroughTheLongTrajectory(t *testing.T) {
	t.Parallel()
	j := setOut(t, "Lang")
	course, ok := j.shelf.Trajectory("lang", "nl")
	if !ok {
		t.Fatal("there is no long trajectory")
	}
	for i, step := range course.Steps {
		j.send(i+1, step)
		for _, id := range step.Assignments {
			j.tasks++
			j.do(j.tasks, id)
		}
	}
	j.desk.Open(j.home)
	j.desk.See("Alle stappen zijn gedaan.")
	j.sums()
	t.Logf("%d steps, %d assignments, %d letters on one sheet each, %d facts", len(course.Steps), j.tasks, j.sheets, j.known)
	if j.tasks < 20 || j.sheets < 2 || j.known < 60 {
		t.Error("that is less than a long trajectory holds")
	}
}

// setOut begins a case on a phone and lets it follow a trajectory.
func setOut(t *testing.T, plan string) *journey {
	t.Helper()
	h := build(t, options{})
	h.mu.Lock()
	h.clock = writersDay
	h.mu.Unlock()
	here, _ := h.Tenants.ByID(app.DemoTenant)
	shelf, _ := assignment.Load(assignments.FS)
	j := &journey{t: t, h: h, here: here, shelf: shelf}
	staff := newCounsellor(h, browser.Start(t, browser.Options{}).Page(t))
	j.desk, j.phone = staff.page, browser.Start(t, browser.Options{NoScript: true, Width: 320, Height: 640}).Page(t)
	code, err := access.ParseCode(client(h, j.phone, "Ik wil weer weten waar ik aan toe ben."))
	if err != nil {
		t.Fatal(err)
	}
	if j.me, err = h.Gate.OpenCode(t.Context(), here.ID, code); err != nil {
		t.Fatal(err)
	}
	j.desk.Open(h.url + "/werkplek")
	staff.openFirst()
	j.home = j.desk.URL()
	j.desk.Press("Kies een trajectplan")
	for _, c := range shelf.Trajectories("nl") {
		if c.Title == plan {
			j.desk.Select("Trajectplan", plan+" · ongeveer "+strconv.Itoa(c.Weeks)+" weken")
		}
	}
	j.desk.Press("Kies")
	return j
}

// writersDay is the day on which most examples are played, so that their days are
// still to come.
var writersDay = time.Date(2026, time.November, 24, 10, 0, 0, 0, calendar.Zone())

// openBlank is a place in a sample message that only a person fills in.
var openBlank = regexp.MustCompile(`\[[^\]]*\]|\{[^}]*\}`)

// send puts the step that the desk proposes in the answer and sends it, with the
// open places filled in.
func (j *journey) send(no int, step assignment.Stage) {
	j.t.Helper()
	j.desk.Open(j.home)
	j.desk.See("De volgende stap in dit traject: "+step.Title, "stap "+strconv.Itoa(no)+" van")
	j.desk.Press("Zet in het antwoord")
	text := openBlank.ReplaceAllString(j.desk.Value("tekst"), "wat je schreef")
	if text == "" {
		text = "Dag, hier is de volgende stap."
	}
	j.desk.Type("tekst", text)
	j.desk.GoOn("#f")
	j.desk.See("Verstuurd.")
}

// do fills in a task, walks through its pages, hands it in and prints its letters.
func (j *journey) do(no int, id string) {
	j.t.Helper()
	ctx := j.t.Context()
	j.fill(no, j.example(id))
	j.phone.Open(j.h.url + taskAt(no) + "/vul")
	through(j.t, j.phone)
	fits(j.t, j.phone, id+" at its end")
	_, sub, err := j.h.Service.Result(ctx, j.me, no)
	if err != nil {
		j.t.Fatalf("%s: %v", id, err)
	}
	for _, l := range sub.Content.Letters {
		j.phone.Open(j.h.url + taskAt(no) + "/brief/" + l.Name())
		fits(j.t, j.phone, id+", "+l.Name())
		if n := j.phone.Sheets(); n != 1 {
			j.t.Errorf("%s, %s takes %d sheets", id, l.Name(), n)
		}
		j.sheets++
	}
	_, d, err := j.h.Service.OwnDossier(ctx, j.me)
	if err != nil || len(d.Submissions) != no {
		j.t.Fatalf("after %s the dossier has %d sheets of %d: %v", id, len(d.Submissions), no, err)
	}
	known := 0
	for _, path := range j.shelf.Vocabulary("nl").Paths() {
		if f, ok := d.Record.Fact(path); ok && f.Value().State != record.Blank {
			known++
		}
		known += len(d.Record.Rows(path))
	}
	if known < j.known {
		j.t.Errorf("after %s the dossier knows %d things, before it %d", id, known, j.known)
	}
	j.known = known
}

func taskAt(no int) string { return "/opdracht/" + strconv.Itoa(no) }

// example gives the fullest example of an assignment that can be handed in and in
// which nothing is urgent: what is urgent has a trajectory of its own.
func (j *journey) example(id string) assignment.Example {
	j.t.Helper()
	def, _ := j.shelf.Get(id, assignment.Source)
	w := assignment.World{Today: writersDay, AddWorkdays: j.here.Calendar().AddWorkdays}
	var best assignment.Example
	most := -1
	for _, name := range j.shelf.ExampleNames(id) {
		one, ok := j.shelf.Example(id, name, w)
		if !ok {
			continue
		}
		w.Record = record.NewRecord(one.Known)
		o := def.Evaluate(one.Draft, w)
		alerts, n := o.Alerts(), len(one.Draft.Fields)
		if n > most && !assignment.Blocking(o.Issues()) && (len(alerts) == 0 || !alerts[0].Urgent) {
			best, most = one, n
		}
		w.Record = nil
	}
	if most < 0 {
		j.t.Fatalf("%s has no example that can be handed in and is not urgent", id)
	}
	return best
}

// fill types what an example says. A list of which the dossier has rows already
// stays as it is, rows that stand ready are filled in, and a row of the dossier is chosen from those that are there.
func (j *journey) fill(no int, from assignment.Example) {
	j.t.Helper()
	w := j.open(no)
	rows := map[string]string{} // list/row of the example → row of the client; none where it is left out
	for list := range from.Draft.Rows {
		have := w.Outcome.Draft.RowIDs(list)
		typed := slices.DeleteFunc(from.Draft.RowIDs(list), func(id string) bool { return strings.HasPrefix(id, "ready") })
		for i, id := range typed {
			switch {
			case i < len(have):
				rows[list+"/"+id] = have[i]
			case len(have) == 0:
				rows[list+"/"+id] = j.post(no, casework.Filling{Page: "rij" + list + strconv.Itoa(i), Add: list}).NewRow
			}
		}
	}
	w = j.open(no)
	fields := map[string]string{}
	for path := range from.Draft.Fields {
		value, to := from.Draft.Value(path), path
		if base, rest, found := strings.Cut(path, "["); found {
			id, column, _ := strings.Cut(rest, "]")
			row := rows[base+"/"+id]
			to = base + "[" + row + "]" + column
			if row == "" || w.Outcome.Draft.Value(to) != "" {
				continue
			}
		}
		if q, ok := w.Def.Question(path); ok && q.Pick != nil {
			if list := w.Dossier.Record.Rows(q.Pick.From); len(list) > 0 {
				value = list[0].Row
			}
		}
		if value != "" && w.Outcome.Takes(to) {
			fields[to] = value
		}
	}
	if out := j.post(no, casework.Filling{Page: "voorbeeld", Base: w.Outcome.Draft.Rev, Fields: fields}); len(out.Strange)+len(out.Unkept) > 0 {
		j.t.Errorf("task %d does not take %v %v", no, out.Strange, out.Unkept)
	}
	j.rest(no, from)
}

// rest answers what is still open, of rows that the example does not have, as the
// example answers it for one of its own.
func (j *journey) rest(no int, from assignment.Example) {
	j.t.Helper()
	w, fields := j.open(no), map[string]string{}
	for _, open := range w.Outcome.Issues() {
		list, rest, _ := strings.Cut(open.Path, "[")
		_, column, _ := strings.Cut(rest, "].")
		for _, id := range from.Draft.RowIDs(list) {
			if value := from.Draft.Value(list + "[" + id + "]." + column); value != "" {
				fields[open.Path] = value
			}
		}
	}
	if len(fields) > 0 {
		j.post(no, casework.Filling{Page: "rest", Base: w.Outcome.Draft.Rev, Fields: fields})
	}
}

func (j *journey) open(no int) casework.Work {
	j.t.Helper()
	w, err := j.h.Service.OpenTask(j.t.Context(), j.here, j.me, no, "nl")
	if err != nil {
		j.t.Fatal(err)
	}
	return w
}

func (j *journey) post(no int, in casework.Filling) casework.Filled {
	j.t.Helper()
	out, err := j.h.Service.Fill(j.t.Context(), j.here, j.me, no, "nl", in)
	if err != nil {
		j.t.Fatal(err)
	}
	return out
}

// sums adds up by itself what the dossier says that things come to.
func (j *journey) sums() {
	j.t.Helper()
	_, d, err := j.h.Service.OwnDossier(j.t.Context(), j.me)
	if err != nil {
		j.t.Fatal(err)
	}
	says := func(path string) money.Cents {
		f, ok := d.Record.Fact(path)
		if !ok || f.Value().State != "" {
			j.t.Errorf("the dossier does not know %s: %+v", path, f)
		}
		return f.Value().Cents
	}
	column := func(list, name string) (sum money.Cents) {
		for _, f := range d.Record.Rows(list) {
			if f.Values[name].Period != "" && f.Values[name].Period != money.Month {
				j.t.Fatalf("%s holds more than amounts a month: this sum proves nothing", list)
			}
			sum += f.Values[name].Cents
		}
		return sum
	}
	for what, two := range map[string][2]money.Cents{
		"all debts together":             {column("debts", "owed"), says("debts_summary.total")},
		"what is left of the budget":     {says("budget.income") - says("budget.expenses"), says("budget.left")},
		"what all creditors get a month": {column("debts", "share"), says("sharing.room")},
	} {
		if two[0] == 0 || two[0] != two[1] {
			j.t.Errorf("%s: by hand %d cents, in the dossier %d", what, two[0], two[1])
		}
	}
}
