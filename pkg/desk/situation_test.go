// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"testing"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/dossier"
)

func TestMoment_tellsAllThatTheListOfSuggestionsRanksBy(t *testing.T) {
	shelf, _ := catalog.Load()
	from := func(a casework.Author, text string) casework.Letter { return casework.Letter{From: a, Text: text} }
	asked, reply := from(casework.FromClient, "Help."), from(casework.FromCounsellor, "Dag.")
	task := func(id string, state casework.TaskState, due casework.Date) casework.Opened {
		return casework.Opened{
			Letters: []casework.Letter{asked, reply}, Tasks: []casework.Task{{Assignment: id, State: state, Due: due}},
			Case: casework.Case{Task: casework.TaskNote{Assignment: id, State: state}},
		}
	}
	with := func(o casework.Opened, change func(*casework.Opened)) casework.Opened { change(&o); return o }
	fact := func(path, text string) dossier.Fact {
		return dossier.Fact{Path: path, Values: map[string]dossier.Value{"": {Text: text}}}
	}
	budget := &assignment.Stage{Message: "eerste-stap-budget", Assignments: []string{"budget"}}
	for _, c := range []struct {
		name string
		m    moment
		o    casework.Opened
		want catalog.Situation
	}{
		{"nobody answered yet", moment{}, casework.Opened{Letters: []casework.Letter{asked}}, catalog.Situation{Occasion: "welkom", Words: "Help.\n"}},
		{"the client writes again", moment{}, casework.Opened{Letters: []casework.Letter{reply, asked}}, catalog.Situation{Phase: 1, Words: "Help.\n"}},
		{"handed in", moment{}, task("budget", casework.TaskSubmitted, ""), catalog.Situation{Phase: 3, Occasion: "feedback", Assignment: "budget"}},
		{"busy", moment{}, task("budget", casework.TaskStarted, "2027-03-04"), catalog.Situation{Phase: 3}},
		{"its day is past", moment{}, task("budget", casework.TaskStarted, "2027-03-02"), catalog.Situation{Phase: 3, Occasion: "herinneren", Assignment: "budget"}},
		{"does not want it", moment{}, task("brief-uitstel", casework.TaskDeclined, "2027-03-02"), catalog.Situation{Phase: 6, Occasion: "tegenslag", Assignment: "brief-uitstel"}},
		{"the plan goes on", moment{next: budget}, with(task("schuldenlijst", casework.TaskAccepted, ""), func(o *casework.Opened) {
			o.Label.Plan.Behind = []string{"debts"}
		}), catalog.Situation{Phase: 3, Occasion: "opdracht klaarzetten", Assignment: "budget"}},
		{"the plan waits for what the client wrote", moment{next: budget}, casework.Opened{Letters: []casework.Letter{reply, asked}}, catalog.Situation{Phase: 1, Words: "Help.\n"}},
		{"an assignment goes along", moment{given: "budget"}, task("schuldenlijst", casework.TaskAccepted, ""), catalog.Situation{Phase: 1, Occasion: "opdracht klaarzetten", Assignment: "budget"}},
		{"the agreed day went by", moment{}, with(task("budget", casework.TaskAccepted, ""), func(o *casework.Opened) {
			o.Case.Next = "2027-03-02"
		}), catalog.Situation{Phase: 3, Occasion: "stilte"}},
		{"the agreed day is today", moment{}, with(task("budget", casework.TaskAccepted, ""), func(o *casework.Opened) {
			o.Case.Next = "2027-03-03"
		}), catalog.Situation{Phase: 3}},
		{"an alarm, and its day is past", moment{}, with(task("spoedcheck", casework.TaskStarted, "2027-03-02"), func(o *casework.Opened) {
			o.Case.Urgency = casework.Crisis
		}), catalog.Situation{Phase: 1, Urgent: true, Occasion: "herinneren", Assignment: "spoedcheck"}},
		{"a parent", moment{}, with(task("budget", casework.TaskStarted, ""), func(o *casework.Opened) {
			o.Dossier.Record = dossier.NewRecord([]dossier.Fact{fact("household.children", "2")})
		}), catalog.Situation{Phase: 3, Group: "ouder"}},
		{"no children", moment{}, with(task("budget", casework.TaskStarted, ""), func(o *casework.Opened) {
			o.Dossier.Record = dossier.NewRecord([]dossier.Fact{fact("household.children", "0")})
		}), catalog.Situation{Phase: 3}},
		{"young", moment{}, with(task("budget", casework.TaskStarted, ""), func(o *casework.Opened) {
			o.Dossier.Record = dossier.NewRecord([]dossier.Fact{fact("schemes.age", "adult")})
		}), catalog.Situation{Phase: 3, Group: "jongere"}},
		{"with a business", moment{}, with(task("budget", casework.TaskStarted, ""), func(o *casework.Opened) {
			o.Dossier.Record = dossier.NewRecord([]dossier.Fact{
				fact("household.children", "2"), {Path: "income", Row: "r1", Values: map[string]dossier.Value{"kind": {Text: "business"}}},
			})
		}), catalog.Situation{Phase: 3, Group: "zzp"}},
	} {
		c.m.shelf, c.m.today = shelf, casework.DateOf(time.Date(2027, 3, 3, 12, 0, 0, 0, zone))
		if got := c.m.of(c.o); got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}
