// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"fmt"
	"slices"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
)

// kinds says what an answer is.
var kinds = map[dossier.Kind]content.Words{
	dossier.Text: {NL: "een korte tekst", EN: "a short text"}, dossier.LongText: {NL: "een langere tekst", EN: "a longer text"}, dossier.YesNo: {NL: "ja of nee", EN: "yes or no"},
	dossier.Choice: {NL: "één antwoord uit", EN: "one answer of"}, dossier.Choices: {NL: "een of meer antwoorden uit", EN: "one or more answers of"}, dossier.Number: {NL: "een getal", EN: "a number"},
	dossier.Money: {NL: "een bedrag", EN: "an amount"}, dossier.MoneyPer: {NL: "een bedrag met een periode", EN: "an amount with a period"}, dossier.Date: {NL: "een dag", EN: "a day"},
	dossier.Rows: {NL: "een lijst", EN: "a list"}, dossier.Confirm: {NL: "een vakje om aan te vinken", EN: "a box to tick"}, dossier.Scale: {NL: "een cijfer op een schaal", EN: "a figure on a scale"},
	assignment.Info: {NL: "alleen uitleg", EN: "explanation only"}, assignment.Pick: {NL: "een keuze uit het dossier", EN: "a choice out of the dossier"},
	assignment.Paper: {NL: "alleen op papier, komt nooit bij ons", EN: "on paper only, never with us"},
}

// Explain gives an assignment or a trajectory in plain sentences, to go through
// with a colleague.
func (f *Folder) Explain(id, lang string) (string, bool) {
	if t, ok := f.Shelf.Trajectory(strings.TrimPrefix(id, assignment.TrajectoryFolder+"/"), lang); ok && !slices.Contains(f.ids, id) {
		return f.explainCourse(t, lang), true
	}
	def, ok := f.Shelf.Get(id, lang)
	root := f.assignment(id)
	if !ok || root == nil {
		return "", false
	}
	e := &explainer{def: def, lang: lang, root: root}
	e.line(0, "%s", "%s", def.Title)
	e.line(0, "Versie %d, ongeveer %d minuten, klaar binnen %d werkdagen.", "Version %d, about %d minutes, due within %d working days.", def.Version, def.Minutes, def.Workdays)
	if def.WorkForm {
		e.line(0, "Dit is een werkvorm: een oefening zonder sommen.", "This is a work form: an exercise without sums.")
	}
	for i, p := range def.Pages {
		e.page(i, p, root.Field("pages").Items[i])
	}
	e.computed()
	e.results()
	e.counsellor()
	return e.b.String(), true
}

type explainer struct {
	def  *assignment.Definition
	lang string
	row  *assignment.Question // the list whose columns may be named
	root *content.Node
	b    strings.Builder
}

// say gives a formula as a person would read it aloud.
func (e *explainer) say(src string) string { return e.def.Say(src, e.lang, e.row) }

func (e *explainer) line(depth int, nl, en string, args ...any) {
	text := both(nl, en, args...).In(e.lang)
	e.b.WriteString(strings.Repeat("  ", depth) + strings.Join(strings.Fields(text), " ") + "\n")
}

func (e *explainer) head(nl, en string, args ...any) {
	e.b.WriteString("\n")
	e.line(0, nl, en, args...)
}

func (e *explainer) page(i int, p *assignment.Page, n *content.Node) {
	e.head("Pagina %d: %s", "Page %d: %s", i+1, p.Title)
	if src := n.Str("show_if"); src != "" {
		e.line(1, "Deze pagina is er alleen als: %s.", "This page is there only if: %s.", e.say(src))
	}
	for k, q := range p.Questions {
		e.question(1, q, n.Field("questions").Items[k])
	}
}

func (e *explainer) question(depth int, q *assignment.Question, n *content.Node) {
	answer := kinds[q.Type.Kind].In(e.lang)
	var labels []string
	for _, o := range q.Type.Options {
		labels = append(labels, o.Label)
	}
	if len(labels) > 0 && q.Type.Kind != dossier.Rows {
		answer += ": " + strings.Join(labels, "; ")
	}
	e.line(depth, "- %s", "- %s", q.Ask)
	must := both("Dit hoeft niet.", "It need not be answered.")
	switch {
	case q.Type.Kind == assignment.Info || q.Type.Kind == assignment.Paper:
		must = content.Words{}
	case n.Str("required") != "" && n.Str("required") != "yes" && n.Str("required") != "no":
		must = both("Dit moet als: %s.", "It must be answered if: %s.", e.say(n.Str("required")))
	case q.Required:
		must = both("Dit moet ingevuld zijn.", "It must be answered.")
	}
	if q.Unknown {
		must.NL, must.EN = must.NL+" 'Weet ik niet' mag.", must.EN+" 'I do not know' is fine."
	}
	e.line(depth+1, "Antwoord: %s. %s", "Answer: %s. %s", answer, must.In(e.lang))
	if src := n.Str("show_if"); src != "" {
		e.line(depth+1, "Alleen als: %s.", "Only if: %s.", e.say(src))
	}
	if n.Field("check") != nil {
		for _, c := range n.Field("check").Items {
			e.line(depth+1, "Het hoort zo te zijn dat: %s. Anders: \"%s\"", "It should be that: %s. If not: \"%s\"", e.say(c.Str("rule")), c.Str("say"))
		}
	}
	if q.Fact != "" {
		e.line(depth+1, "Het antwoord komt in het dossier.", "The answer goes to the dossier.")
	}
	if q.Rows == nil || n.Field("columns") == nil {
		return
	}
	inside := e.row
	e.row = q
	for i, c := range q.Rows.Columns {
		e.question(depth+1, c, n.Field("columns").Items[i])
	}
	for _, id := range keysOf(n.Field("compute")) {
		e.line(depth+1, "- Per regel wordt '%s' uitgerekend: %s.", "- For each row '%s' is computed: %s.", id, e.say(n.Field("compute").Str(id)))
	}
	e.row = inside
}

func (e *explainer) computed() {
	if len(e.def.Computes) == 0 {
		return
	}
	e.head("Wat wordt uitgerekend", "What is computed")
	for _, id := range keysOf(e.root.Field("compute")) {
		e.line(1, "- %s: %s.", "- %s: %s.", e.def.Label(id), e.say(formulaOf(e.root.Field("compute").Field(id))))
	}
}

func (e *explainer) results() {
	list := e.root.Field("results")
	if list == nil || len(list.Items) == 0 {
		return
	}
	e.head("Wat de cliënt ziet na het insturen", "What the client sees after sending it in")
	for _, r := range list.Items {
		what := "\"" + r.Str("text") + "\""
		if id := r.Str("show"); id != "" {
			what = e.def.Label(id)
		} else if id := r.Str("list"); id != "" {
			what = e.say(id)
		} else if pairs := r.Field("compare"); pairs != nil {
			what = e.beside(pairs)
		}
		e.line(1, "- %s: %s", "- %s: %s", e.when(r), what)
	}
}

func (e *explainer) beside(pairs *content.Node) string {
	var labels []string
	for _, id := range pairs.Keys {
		labels = append(labels, e.def.Label(id))
	}
	return both("toen en nu: %s", "then and now: %s", strings.Join(labels, ", ")).In(e.lang)
}

func (e *explainer) when(n *content.Node) string {
	if src := n.Str("if"); src != "" {
		return both("Als %s", "If %s", e.say(src)).In(e.lang)
	}
	return both("Altijd", "Always").In(e.lang)
}

func (e *explainer) counsellor() {
	n := e.root.Field("counsellor")
	if n == nil {
		return
	}
	e.head("Wat de hulpverlener ziet", "What the counsellor sees")
	for _, k := range assignment.Keys["counsellor"] {
		if n.Field(k.Name) == nil {
			continue
		}
		for _, item := range n.Field(k.Name).Items {
			what := item.Str("text")
			if k.Name == "next" {
				what = both("stel de opdracht '%s' voor", "propose the assignment '%s'", item.Str("assignment")).In(e.lang)
			} else if title := item.Str("title"); title != "" {
				what = fmt.Sprintf("%s: %s", title, what)
			}
			e.line(1, "- %s: %s", "- %s: %s", e.when(item), what)
		}
	}
}
