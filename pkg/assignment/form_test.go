// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"opgelucht/assignments"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
)

var shipped = sync.OnceValue(func() *Shelf {
	s, _ := Load(assignments.FS, "en") // mistakes are for the test of shipped assignments
	return s
})

// definition gives a shipped assignment.
func definition(t testing.TB, id, lang string) *Definition {
	t.Helper()
	d, ok := shipped().Get(id, lang)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return d
}

// fill types pairs of path and value into a draft and works out what follows. A
// path in a row that is not there yet adds the row.
func fill(t testing.TB, id string, draft *Draft, pairs ...string) *Outcome {
	t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		question, rest, inRow := strings.Cut(pairs[i], "[")
		if row, _, _ := strings.Cut(rest, "]"); inRow && draft.row(question, row) == nil {
			draft.AddRow(question, row)
		}
		draft.Apply(draft.Rev, map[string]string{pairs[i]: pairs[i+1]})
	}
	return definition(t, id, source).Evaluate(draft, world())
}

// screen gives a page of an assignment, with a row open.
func screen(t testing.TB, o *Outcome, page, open string) *FormPage {
	t.Helper()
	p, _ := o.Def.Page(page)
	if p == nil {
		t.Fatalf("there is no page %s", page)
	}
	return o.Form(p, open)
}

// inputAt finds an input by its path; nil when it is not on the page.
func (f *FormPage) inputAt(path string) *Input {
	for _, in := range f.Inputs() {
		if in.Path == path {
			return in
		}
	}
	return nil
}

func TestForm_unfoldsTheOpenRowOnly(t *testing.T) {
	o := fill(t, "schuldenlijst", NewDraft(), "debts[a].creditor", "Zonnestroom", "debts[a].owed", "390", "debts[b].creditor", "Zeker Zorg")
	f := screen(t, o, "list", "b")
	if f.Base != o.Draft.Rev || f.No != 1 || f.Of != 1 || len(f.Items) != 1 || f.Items[0].List == nil || !strings.Contains(string(f.Text), "<strong>") {
		t.Fatalf("%+v", f)
	}
	l := f.Items[0].List
	if len(l.Rows) != 2 || l.Rows[0].Inputs != nil || len(l.Rows[1].Inputs) == 0 || l.Rows[0].No != 1 || l.Rows[1].No != 2 {
		t.Fatalf("%+v", l.Rows)
	}
	if got := strings.ReplaceAll(l.Rows[0].Title, "\u00a0", " "); got != "Zonnestroom: € 390,00" || !strings.HasPrefix(l.Rows[1].Title, "Zeker Zorg: …") {
		t.Errorf("rows are called %q and %q", got, l.Rows[1].Title)
	}
	if in := f.inputAt("debts[b].creditor"); in == nil || in.Value != "Zeker Zorg" || in.Name != "a.debts[b].creditor" || !in.Required || in.Kind != dossier.Text {
		t.Errorf("%+v", in)
	}
	if closed := screen(t, o, "list", "nowhere"); len(closed.Inputs()) != 0 {
		t.Error("a row that is not there is open")
	}
}

func TestForm_asksOnlyWhatApplies(t *testing.T) {
	d := NewDraft()
	f := screen(t, fill(t, "schuldenlijst", d, "debts[a].stage", "bill"), "list", "a")
	if f.inputAt("debts[a].threat") != nil || f.inputAt("debts[a].deadline") != nil || f.inputAt("debts[a].pays") != nil {
		t.Error("a bill is asked about threats")
	}
	f = screen(t, fill(t, "schuldenlijst", d, "debts[a].stage", "court", "debts[a].threat", "sale", "debts[a].arranged", "yes"), "list", "a")
	if f.inputAt("debts[a].threat") == nil || f.inputAt("debts[a].deadline") == nil || f.inputAt("debts[a].pays") == nil {
		t.Error("what the answers ask for is not asked")
	}
	check := fill(t, "spoedcheck", NewDraft(), "eviction", "yes")
	if screen(t, check, "home", "").inputAt("eviction_date") == nil || screen(t, check, "power", "").inputAt("energy_date") != nil {
		t.Error("a day is asked for the wrong thing")
	}
	if f := screen(t, check, "you", ""); f.No != 9 || f.Of != 9 {
		t.Errorf("page %d of %d", f.No, f.Of)
	}
}

func TestForm_saysWhenNoMoreRowsFit(t *testing.T) {
	d := NewDraft()
	for i := range 15 {
		if l := screen(t, fill(t, "budget", d), "in", "").Items[0].List; l.Full {
			t.Fatalf("full with %d rows", i)
		}
		d.AddRow("income", "r"+string(rune('a'+i)))
	}
	if l := screen(t, fill(t, "budget", d), "in", "").Items[0].List; !l.Full || len(l.Rows) != 15 {
		t.Errorf("%d rows, full %v", len(l.Rows), l.Full)
	}
	d.RemoveRow("income", "rc")
	l := screen(t, fill(t, "budget", d), "in", "").Items[0].List
	if l.Full || l.Undo != "rc" || len(l.Rows) != 14 || l.Rows[2].ID != "rd" || l.Rows[2].No != 3 {
		t.Errorf("%d rows, full %v, %q can be put back", len(l.Rows), l.Full, l.Undo)
	}
	d.UndoRow("income", "rc")
	if l := screen(t, fill(t, "budget", d), "in", "").Items[0].List; !l.Full || l.Undo != "" || l.Rows[2].ID != "rc" {
		t.Errorf("after putting back: %+v", l.Rows[2])
	}
}

func TestForm_offersToHaveNone(t *testing.T) {
	d := NewDraft()
	l := screen(t, fill(t, "schuldenlijst", d), "list", "").Items[0].List
	if l.None != "Ik heb geen schulden" || l.NoneOn || l.Empty == "" || l.Add == "" || l.Row != "een schuld" {
		t.Errorf("%+v", l)
	}
	o := fill(t, "schuldenlijst", d, "debts.none", "1")
	if l := screen(t, o, "list", "").Items[0].List; !l.NoneOn {
		t.Error("it is not ticked")
	}
	if Blocking(o.Issues()) || o.Review()[0].Value != "Ik heb geen schulden" {
		t.Errorf("having none is no answer: %+v", o.Issues())
	}
	if l := screen(t, fill(t, "budget", NewDraft()), "out", "").Items[0].List; l.None != "" {
		t.Error("none is offered where it is not")
	}
}

func TestForm_asksWhichOfTwoValuesIsMeant(t *testing.T) {
	d := NewDraft()
	d.Apply(0, map[string]string{"adults": "2", "children": "1"})
	d.Apply(0, map[string]string{"adults": "3", "children": "1"})
	f := screen(t, fill(t, "budget", d), "home", "")
	if in := f.inputAt("adults"); len(in.Clashes) != 1 || in.Clashes[0].Others[0].Value != "2" || in.Clashes[0].Now != "3" || in.Value != "3" {
		t.Errorf("%+v", in)
	}
	if in := f.inputAt("children"); len(in.Clashes) > 0 {
		t.Errorf("both typed the same: %+v", in.Clashes)
	}
	choose(d, "adults", true)
	if in := screen(t, fill(t, "budget", d), "home", "").inputAt("adults"); len(in.Clashes) > 0 || in.Value != "2" {
		t.Errorf("after choosing: %+v", in)
	}
	d = NewDraft()
	d.Apply(0, map[string]string{"eviction": "yes"})
	d.Apply(0, map[string]string{"eviction": "unsure"})
	if in := screen(t, fill(t, "spoedcheck", d), "home", "").inputAt("eviction"); in.Value != "unsure" || len(in.Clashes) != 1 || in.Clashes[0].Others[0].Value != "Ja" || in.Clashes[0].Now != "Weet ik niet" {
		t.Errorf("a choice is asked in our own code: %+v", in.Clashes)
	}
}

func TestForm_saysHowItReadsAGuess(t *testing.T) {
	d := NewDraft()
	o := fill(t, "budget", d, "income[a].kind", "wage", "income[a].amount", "1.850", "income[a].amount.per", "4weeks",
		"income[b].kind", "wage", "income[b].amount", "12.50", "income[c].kind", "wage", "income[c].amount", "1.850,00")
	for row, want := range map[string]string{"a": "€ 1.850,00 per 4 weken = € 2.004,17 per maand", "b": "€ 12,50 per maand", "c": ""} {
		in := screen(t, o, "in", row).inputAt("income[" + row + "].amount")
		if got := strings.ReplaceAll(in.Reads, "\u00a0", " "); got != want {
			t.Errorf("%q reads as %q, want %q", in.Value, got, want)
		}
	}
	o = fill(t, "budget", d, "income[b].amount", "veel")
	if in := screen(t, o, "in", "b").inputAt("income[b].amount"); in.Reads != "" || in.Value != "veel" {
		t.Errorf("%+v", in)
	}
}

func TestForm_showsThePeriodThatStandsThere(t *testing.T) {
	on := func(in *Input) (chosen []string) {
		for _, p := range in.Periods {
			if p.On {
				chosen = append(chosen, p.Value)
			}
		}
		return chosen
	}
	d := NewDraft()
	for _, c := range []struct{ per, want string }{{"", "month"}, {"week", "week"}, {"2weeks", "2weeks"}} { // two weeks: from the dossier page
		o := fill(t, "budget", d, "income[a].kind", "wage", "income[a].amount", "100", "income[a].amount.per", c.per)
		in := screen(t, o, "in", "a").inputAt("income[a].amount")
		if got := on(in); len(got) != 1 || got[0] != c.want || !in.Unknown {
			t.Errorf("%q shows %q", c.per, got)
		}
		if len(o.PageIssues(o.Def.Pages[1])) > 0 {
			t.Errorf("%q: %+v", c.per, o.PageIssues(o.Def.Pages[1])[0].Issue)
		}
	}
	if q := definition(t, "budget", source).names.questions["income"].Rows.Columns[1]; len(q.Per) != 5 {
		t.Errorf("one client's period became everyone's: %v", q.Per)
	}
}

func TestMark_putsEachSentenceWhereItIsAbout(t *testing.T) {
	o := fill(t, "budget", NewDraft(), "adults", "veel", "income[a].amount", "300-400", "income[b].kind", "wage", "income[b].amount", "100", "expenses[x].kind", "rent", "expenses[x].amount", "1")
	all := o.Issues()
	home := screen(t, o, "home", "")
	home.Mark(all)
	if in := home.inputAt("adults"); in.Issue == nil || in.Issue.Key != "answer.number" || in.Issue.Args["Typed"] != "veel" {
		t.Errorf("%+v", in.Issue)
	}
	if in := home.inputAt("children"); in.Issue != nil {
		t.Errorf("%+v", in.Issue)
	}
	in := screen(t, o, "in", "a")
	in.Mark(all)
	if got := in.inputAt("income[a].amount").Issue; got == nil || got.Key != "answer.money" { // the first of its sentences
		t.Errorf("%+v", got)
	}
	if got := in.inputAt("income[a].kind").Issue; got == nil || got.Key != "answer.nochoice" {
		t.Errorf("%+v", got)
	}
	out := screen(t, o, "out", "")
	out.Mark(all)
	if got := out.Items[0].List.Issue; got == nil || got.Key != "answer.say" || got.Args["Text"] != "Er staat nog geen zorgverzekering bij. Klopt dat?" {
		t.Errorf("%+v", got)
	}
	home.Mark(nil)
	if home.inputAt("adults").Issue != nil {
		t.Error("a sentence stays after it was mended")
	}
}

func TestInputs_haveIDsOfTheirOwn(t *testing.T) {
	valid := regexp.MustCompile(`^v-[A-Za-z0-9-]+$`)
	o := fill(t, "schuldenlijst", NewDraft(), "debts[a1].creditor", "x", "debts[a2].creditor", "y", "debts[a2].stage", "court", "debts[a2].arranged", "yes")
	f := screen(t, o, "list", "a2")
	seen := map[string]bool{}
	for _, in := range f.Inputs() {
		if !valid.MatchString(in.ID) || seen[in.ID] || seen[in.Name] || in.Name != FieldPrefix+in.Path || in.Label == "" {
			t.Errorf("%+v", in)
		}
		seen[in.ID], seen[in.Name] = true, true
	}
	for _, open := range o.Issues() {
		if open.Row == "a2" && !seen[open.ID] {
			t.Errorf("%q points at nothing", open.ID)
		}
	}
}

func TestNewInput_asksAsAnAssignmentDoes(t *testing.T) {
	v := shipped().Vocabulary("en")
	typ := func(path, column string) dossier.Type {
		t.Helper()
		f, ok := v.Type(path)
		if c, inRow := f.Column(column); inRow {
			return c
		}
		if !ok {
			t.Fatal(path)
		}
		return f
	}
	in := NewInput("waarde", typ("income", "amount"), Typed{Text: "100", Per: money.TwoWeeks}, "en")
	if in.Name != "a.waarde" || in.ID != "v-waarde" || in.Value != "100" || len(in.Periods) != 7 || !in.Periods[1].On || in.Periods[1].Label != "every 2 weeks" || in.Periods[0].On {
		t.Errorf("%+v", in)
	}
	in = NewInput("sure", typ("income", "sure"), Typed{Text: "no"}, "en")
	if len(in.Options) != 2 || in.Options[0].Label != "Yes" || in.Options[0].On || !in.Options[1].On || in.Periods != nil {
		t.Errorf("%+v", in)
	}
	in = NewInput("kind", typ("debts", "kind"), Typed{Unknown: true}, "nl")
	if len(in.Options) != 16 || !in.Unknown || !in.UnknownOn || in.Kind != dossier.Choice {
		t.Errorf("%+v", in)
	}
}
