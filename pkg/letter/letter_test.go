// SPDX-License-Identifier: EUPL-1.2

package letter

import (
	"fmt"
	"strings"
	"testing"

	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
)

// names are what the letters of these tests may name.
var names = map[string]formula.Type{
	"reason": {Kind: formula.Choice, Options: []string{"income", "costs"}},
	"offer":  {Kind: formula.Money},
	"name":   {Kind: formula.Text},
	"debts": {Kind: formula.Rows, Columns: map[string]formula.Type{
		"creditor": {Kind: formula.Text}, "owed": {Kind: formula.Money}, "urgent": {Kind: formula.YesNo}}},
}

type scope struct{}

func (scope) TypeOf(name string) (formula.Type, bool) { t, ok := names[name]; return t, ok }
func (scope) Names() []string                         { return []string{"reason", "offer", "name", "debts"} }

type compiler struct{}

func (compiler) Compile(src string, o formula.Options) (*formula.Formula, *formula.Problem) {
	return formula.Compile(src, scope{}, o)
}
func (compiler) Columns(list string) (map[string]formula.Type, bool) {
	t, ok := names[list]
	return t.Columns, ok && t.Kind == formula.Rows
}
func (compiler) Lists() []string { return []string{"debts"} }

// world is one person's answers.
type world map[string]formula.Value

func (w world) Value(name string) formula.Value { return w[name] }
func (w world) Rows(list string) []formula.Row  { return w[list].Rows() }
func (w world) Eval(f *formula.Formula, rows []formula.Row, i int) formula.Value {
	v, err := f.EvalRow(rows, i, w, formula.Env{})
	if err != nil {
		return formula.Unanswered()
	}
	return v
}
func (world) Show(_ *formula.Formula, v formula.Value, _ string) string {
	if v.Kind() == formula.Money {
		return money.Format(v.Cents(), "nl")
	}
	return v.Text()
}

func someone() world {
	row := func(creditor string, owed money.Cents, urgent bool) formula.Row {
		return formula.RowOf(map[string]formula.Value{"creditor": formula.TextOf(creditor), "owed": formula.MoneyOf(owed), "urgent": formula.YesNoOf(urgent)})
	}
	return world{
		"reason": formula.ChoiceOf("costs"), "offer": formula.MoneyOf(2500), "name": formula.TextOf("**Web**<b>winkel</b> {offer}"),
		"debts": formula.RowsOf([]formula.Row{row("Woonstad", 124000, true), row("Winkel", 12995, false), row("Bank", 50000, false)}),
	}
}

func filled(t *testing.T, text string, w world) Filled {
	t.Helper()
	tmpl, problems := Parse("brief.md", text, Each{}, compiler{})
	for _, p := range problems {
		t.Fatal(p.Text("en"))
	}
	out, err := tmpl.Fill(w)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLetter_choosesTheBranchThatHolds(t *testing.T) {
	const text = "Dag.\n{if reason = \"income\"}\nMinder inkomen.\n{else if reason = \"costs\"}\nHoge kosten.\n{else}\nIets anders.\n{end}\nGroet."
	for reason, want := range map[string]string{"income": "Minder inkomen.", "costs": "Hoge kosten.", "": "Iets anders."} {
		w := someone()
		if w["reason"] = formula.ChoiceOf(reason); reason == "" {
			w["reason"] = formula.Unanswered()
		}
		if got := filled(t, text, w).Text; got != "Dag.\n"+want+"\nGroet.\n" {
			t.Errorf("%q gives %q", reason, got)
		}
	}
}

func TestLetter_repeatsForTheRowsThatFit(t *testing.T) {
	got := filled(t, "Schulden:\n\n{for each debt in debts where not urgent}\n- {debt.creditor}: {owed}\n{end}\n", someone())
	if got.Text != "Schulden:\n\n- Winkel: €\u00a0129,95\n- Bank: €\u00a0500,00\n" {
		t.Errorf("the text is %q", got.Text)
	}
	if html := string(got.Pieces[0].HTML); strings.Count(html, "<ul>") != 1 || strings.Count(html, "<li>") != 2 {
		t.Errorf("the page shows %s", html)
	}
}

func TestLetter_whatAPersonWroteIsNeverReadAsMarkupOrFormula(t *testing.T) {
	got := filled(t, "Aan: {name}", someone())
	if html := string(got.Pieces[0].HTML); html != "<p>Aan: **Web**&lt;b&gt;winkel&lt;/b&gt; {offer}</p>" {
		t.Errorf("the page shows %s", html)
	}
}

func TestLetter_aDottedLineStandsWhereThePaperIsFilledIn(t *testing.T) {
	got := filled(t, "{paper: Je naam}\n{paper: Je adres}\n\nDag.", someone())
	if len(got.Pieces) != 3 || got.Pieces[0].Blank != "Je naam" || got.Pieces[1].Blank != "Je adres" || got.Pieces[1].HTML != "<br>\n" {
		t.Errorf("the pieces are %+v", got.Pieces)
	}
	if got.Text != "[op papier: Je naam]\n[op papier: Je adres]\n\nDag.\n" {
		t.Errorf("the text is %q", got.Text)
	}
}

func TestLetter_changedByItsWriterKeepsItsDottedLinesAndNothingElse(t *testing.T) {
	got := Again("[op papier: Je naam]\nDag <b>meneer</b>,\n\n{offer} en **dik** blijven zo.")
	want := []Piece{{HTML: "<p>", Blank: "Je naam"}, {HTML: "<br>\nDag &lt;b&gt;meneer&lt;/b&gt;,</p>\n<p>{offer} en **dik** blijven zo.</p>"}}
	if fmt.Sprint(got.Pieces) != fmt.Sprint(want) {
		t.Errorf("the pieces are %+v", got.Pieces)
	}
}

func TestLetter_saysWhenItIsNotReadyAndWhatItUsed(t *testing.T) {
	w := someone()
	first := filled(t, "Ik betaal {offer} aan {name}.", w)
	if first.Open || len(first.Values) != 2 || first.Values[0] != (Used{"offer", "€\u00a025,00"}) {
		t.Errorf("used are %+v", first.Values)
	}
	w["offer"] = formula.MoneyOf(3000)
	moved := Moved(first.Values, filled(t, "Ik betaal {offer} aan {name}.", w).Values)
	if len(moved) != 1 || moved[0] != (Change{"offer", "€\u00a025,00", "€\u00a030,00"}) {
		t.Errorf("moved on are %+v", moved)
	}
	delete(w, "offer")
	if last := filled(t, "Ik betaal {offer}.", w); !last.Open || !strings.Contains(last.Text, Unknown) {
		t.Errorf("an unknown amount gives %+v", last)
	}
}

func TestLetter_oneForEachRow(t *testing.T) {
	each, ok := ParseEach("debt in debts", compiler{})
	if !ok {
		t.Fatal("the row was not read")
	}
	tmpl, problems := Parse("brief.md", "Aan {debt.creditor}: {owed}", each, compiler{})
	if len(problems) > 0 {
		t.Fatal(problems[0].Text("en"))
	}
	var complaint *formula.Problem
	each.Where, complaint = formula.Compile("not urgent", scope{}, each.Options())
	if complaint != nil {
		t.Fatal(complaint)
	}
	letters, at, err := tmpl.FillEach(someone(), each)
	if err != nil || len(letters) != 2 || at[0] != 1 || letters[1].Text != "Aan Bank: €\u00a0500,00\n" {
		t.Errorf("%+v at %v, %v", letters, at, err)
	}
}

func TestLetter_mistakesAreNamedWhereTheyStand(t *testing.T) {
	for text, want := range map[string]string{
		"Dag {ofer}.":                 "brief.md:1:6",
		"Dag.\n{if offer > € 1}\nJa.": "brief.md:2:1",
		"{if ofer > € 1}\nJa.\n{end}": "brief.md:1:5",
		"{else}":                      "brief.md:1:1",
		"{end}":                       "brief.md:1:1",
		"{if offer > € 1}\na\n{else}\nb\n{else}\nc\n{end}":           "brief.md:5:1",
		"Tekst {if offer > € 1} tekst {end}":                         "brief.md:1:7",
		"{for each debt in dets}\n{end}":                             "brief.md:1:11",
		"{for each debts}\n{end}":                                    "brief.md:1:11",
		"{for each debt in debts where urgnt}\n{end}":                "brief.md:1:31",
		"{for each d in debts}\n{for each e in debts}\n{end}\n{end}": "brief.md:2:1",
		"Aan {paper: }": "brief.md:1:6",
		"Aan {offer":    "brief.md:1:5",
	} {
		_, problems := Parse("brief.md", text, Each{}, compiler{})
		if len(problems) == 0 {
			t.Errorf("%q is taken for a letter", text)
			continue
		}
		if got := problems[0].Text("en"); !strings.HasPrefix(got, want+":") {
			t.Errorf("%q: %s, want it at %s", text, got, want)
		}
		if problems[0].Say.NL == "" || problems[0].Say.NL == problems[0].Say.EN {
			t.Errorf("%q is not explained in Dutch", text)
		}
	}
}

func FuzzLetter(f *testing.F) {
	for _, seed := range []string{
		"Dag {name},\n{if reason = \"costs\"}\n**Kosten** {offer}\n{else}\n{end}\n{for each debt in debts where urgent}\n- {debt.creditor} {paper: x}\n{end}",
		"{paper: a}\n\n{{offer}}", "{for each d in debts}\n{end}\n{end}", "{if}\n{else if}\n{end}", "\ue000{offer}\ue001", "<script>{name}</script>",
	} {
		f.Add(seed, "<script>x</script> {0} \ue000 [op papier: y]")
	}
	f.Fuzz(func(t *testing.T, text, typed string) {
		w := someone()
		w["name"] = formula.TextOf(typed)
		tmpl, problems := Parse("brief.md", text, Each{}, compiler{})
		if len(problems) > 0 {
			return
		}
		out, err := tmpl.Fill(w)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range append(out.Pieces, Again(out.Text).Pieces...) {
			if strings.Contains(strings.ToLower(string(p.HTML)), "<script") {
				t.Errorf("a script came through: %s", p.HTML)
			}
		}
	})
}

func BenchmarkLetter(b *testing.B) {
	tmpl, _ := Parse("brief.md", "{paper: Je naam}\n\nAan: {name}\n\n{if reason = \"costs\"}\nHoge kosten.\n{end}\n\nIk betaal {offer}.\n\n{for each debt in debts}\n- {debt.creditor}: {owed}\n{end}\n", Each{}, compiler{})
	w := someone()
	for b.Loop() {
		if _, err := tmpl.Fill(w); err != nil {
			b.Fatal(err)
		}
	}
}
