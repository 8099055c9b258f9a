// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/dossier"
)

func TestOurs_letsOnlyAddressesOfOurOwnThrough(t *testing.T) {
	for to, want := range map[string]string{
		"/vandaag": "/vandaag", "/gesprek#schrijf": "/gesprek#schrijf", "/opdracht/1/vul?deel=a&rij=b": "/opdracht/1/vul?deel=a&rij=b",
		"/in/vandaag": "/vandaag", "/in/": "/", "/in": "/", "/": "/", "": "/", "vandaag": "/",
		"//kwaad.example": "/", "/in//kwaad.example": "/", `/\kwaad.example`: "/", `\\kwaad.example`: "/", "https://kwaad.example": "/", "javascript:alert(1)": "/",
		"/\t/kwaad.example": "/", "/\n/kwaad.example": "/", "/\r\n/kwaad.example": "/", "\t//kwaad.example": "/", "/in/\t/kwaad.example": "/", "/%zz": "/", "/\x00": "/",
	} {
		got := ours(to)
		if got != want {
			t.Errorf("%q leads to %q, not %q", to, got, want)
		}
		if strings.ContainsAny(got, "\t\r\n\\") || strings.HasPrefix(got, "//") {
			t.Errorf("%q leads elsewhere: %q", to, got)
		}
	}
}

func FuzzOurs_neverLeadsAwayFromHere(f *testing.F) {
	for _, seed := range []string{"/vandaag", "//kwaad.example", "/\t/kwaad.example", "/in/\\kwaad.example", "/a?b=//c#d"} {
		f.Add(seed)
	}
	here, err := url.Parse("https://hier.example/gesprek")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, to string) {
		browser := strings.NewReplacer("\t", "", "\r", "", "\n", "", `\`, "/").Replace(ours(to)) // what a browser reads
		u, err := here.Parse(strings.TrimSpace(browser))
		if err != nil || u.Host != "hier.example" || u.Scheme != "https" {
			t.Errorf("%q leads to %v, %v", to, u, err)
		}
	})
}

func TestFillPath_andBack(t *testing.T) {
	for want, got := range map[string]string{
		"/opdracht/3/vul": fillPath(3, "", ""), "/opdracht/3/vul?deel=list": fillPath(3, "list", ""), "/opdracht/3/vul?rij=a1": fillPath(3, "", "a1"),
		"/opdracht/12/vul?deel=list&rij=a1": fillPath(12, "list", "a1"), "/opdracht/1/vul?deel=a%26b%23c": fillPath(1, "a&b#c", ""),
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	for path, want := range map[string]bool{
		"/opdracht/3/vul": true, "/opdracht/3": false, "/opdracht//vul": false, "/opdracht/x/vul": false, "/opdracht/3/vul/": false,
		"/gesprek": false, "": false, "/opdracht/3/vul?deel=list": false, "https://kwaad.example/opdracht/3/vul": false, "/opdracht/3/insturen": false,
		"/opdracht/3/brief/uitstel.r1": true, "/opdracht/3/brief/../../wissen": false, "/dossier/debts/aanpassen": true, "/dossier/debts/delen": false, "/wissen": false,
	} {
		if _, ok := comesBack(path); ok != want {
			t.Errorf("%q comes back: %v", path, ok)
		}
	}
}

func TestCellOf_readsAQuestionAndARow(t *testing.T) {
	for text, want := range map[string]casework.Cell{
		"debts/a1": {Question: "debts", Row: "a1"}, "": {}, "1": {}, "debts": {}, "debts/": {Question: "debts"}, "a/b/c": {Question: "a", Row: "b/c"},
	} {
		if got := cellOf(text); got != want {
			t.Errorf("%q is %+v, not %+v", text, got, want)
		}
	}
}

func TestBeginOf_showsWholeWordsAndWholeLetters(t *testing.T) {
	long := strings.Repeat("papegaai ", 20)
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"a short letter", "Dag Merel,\n\nFijn dat je  schrijft.", "Dag Merel, Fijn dat je schrijft."},
		{"exactly as long as is shown", strings.Repeat("a", shownOf), strings.Repeat("a", shownOf)},
		{"a long letter", long, strings.TrimSpace(strings.Repeat("papegaai ", 10)) + " …"},
		{"that breaks off inside a word", "xx" + long, "xx" + strings.TrimSpace(strings.Repeat("papegaai ", 9)) + " …"},
		{"one long word", strings.Repeat("é", 200), strings.Repeat("é", shownOf) + " …"},
		{"no word at all", strings.Repeat("語", 91), strings.Repeat("語", shownOf) + " …"},
	} {
		got := beginOf(c.text)
		if got != c.want || !utf8.ValidString(got) {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

func TestLastOf_isTheTeamsNewestLetter(t *testing.T) {
	at := time.Date(2027, time.June, 7, 10, 0, 0, 0, time.UTC)
	mine, first, last := casework.Letter{From: casework.FromClient, Text: "Ik"}, casework.Letter{From: casework.FromCounsellor, Text: "Een"},
		casework.Letter{From: casework.FromCounsellor, Text: "Twee", Name: "Noor", At: at}
	if got := lastOf([]casework.Letter{mine, mine}); got != nil {
		t.Errorf("before the first answer it is %+v", got)
	}
	if got := lastOf([]casework.Letter{mine, first, last, mine}); got == nil || *got != (lastLetter{Name: "Noor", At: at, Begin: "Twee"}) {
		t.Errorf("it is %+v", got)
	}
}

// opened is an assignment of the shelf with these answers.
func opened(t *testing.T, id string, state casework.TaskState, answers map[string]string) casework.Work {
	t.Helper()
	shelf, problems := catalog.Load()
	def, ok := shelf.Assignment(id, "nl")
	if !ok {
		t.Fatal(id, problems)
	}
	draft := assignment.NewDraft()
	draft.Apply(0, answers)
	world := assignment.World{
		Today: time.Date(2027, time.June, 7, 10, 0, 0, 0, time.UTC), Record: dossier.NewRecord(nil),
		AddWorkdays: func(t time.Time, n int) time.Time { return t.AddDate(0, 0, n) },
	}
	return casework.Work{Task: casework.Task{State: state}, Def: def, Outcome: def.Evaluate(draft, world)}
}

func TestResume_goesOnWhereSomethingIsOpen(t *testing.T) {
	w := opened(t, "budget", casework.TaskAssigned, nil)
	asked := w.Outcome.AskedPages()
	if len(asked) < 2 {
		t.Fatal("the budget has one page: the test proves nothing")
	}
	if got := resume(w); got != asked[0] {
		t.Errorf("what was not begun begins at %q", got.ID)
	}
	issues := w.Outcome.Issues()
	w = opened(t, "budget", casework.TaskStarted, nil)
	if got := resume(w); len(issues) > 0 && got.ID != issues[0].Page || len(issues) == 0 && got != w.Outcome.AskedPages()[len(asked)-1] {
		t.Errorf("what was begun goes on at %q", got.ID)
	}
}

func TestNeighbour_isThePageBeforeOrAfterAmongThoseThatAreAsked(t *testing.T) {
	w := opened(t, "budget", casework.TaskStarted, nil)
	asked := w.Outcome.AskedPages()
	for i, page := range asked {
		f := filledPage{w: w, page: page}
		before, after := asked[max(i-1, 0)].ID, ""
		if i+1 < len(asked) {
			after = asked[i+1].ID
		}
		if got := neighbour(f, -1); got != before {
			t.Errorf("before %q stands %q, not %q", page.ID, got, before)
		}
		if got := neighbour(f, 1); got != after {
			t.Errorf("after %q stands %q, not %q", page.ID, got, after)
		}
	}
}
