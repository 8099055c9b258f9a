// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
)

// everyKey is an assignment that uses every name there is.
const everyKey = `title: Alles
version: 3
language: nl
work_form: no
minutes: 12
deadline_workdays: 4
layout: steps
needs: [known]
why: Omdat het kan.
prepare: [Een pen]
read: [huur]
pages:
  - id: one
    title: Een
    text: Boven de vragen.
    read: [post]
    show_if: dossier.known = "ja"
    questions:
      - {id: name, type: text, ask: Hoe heet het?, help: Kijk op de brief., example: een boot, max: 20}
      - {id: paper, type: text, ask: Je naam?, private: yes}
      - {id: known, fact: known, ask: Wat weet je?, required: no}
      - {id: saved, type: number, ask: Hoeveel?, min: 2, max: 9, save: count, default: 5, unknown: no}
      - {id: ready, type: money, ask: Hoe duur?, prefill: € 7, show_if: name is answered, required: saved > 1}
      - {id: kind, type: choice, ask: Welke?, options: {a: Appel, b: Beer}, check: [{rule: kind = "b", say: Kies de beer., level: warning}]}
      - {id: grade, fact: grade, ask: Welk cijfer?, required: no}
      - {id: per, type: money_per, ask: Per keer?, per: [week, year]}
      - {id: pick, type: pick, ask: Welke schuld?, from: dossier.list, where: big, option: "{who}!", empty: Er is niets.}
      - id: rows
        type: rows
        ask: De lijst
        row: een ding
        row_title: "{what} zo"
        add: Nog een
        empty: Nog leeg.
        none: Geen
        min_rows: 3
        max_rows: 4
        start_rows: [x]
        start_column: what
        columns:
          - {id: what, type: choice, ask: Wat?, options: {x: Ix, y: Ygrec}}
          - {id: n, type: number, ask: Hoeveel?}
        compute:
          twice: n * 2
compute:
  total: {formula: sum(rows.n), label: Samen, explain: Alles bij elkaar., save: total}
results:
  - {show: total, if: saved > 1, tone: good}
  - {text: "Samen {total}."}
  - {compare: {grade: grade_then}}
  - {list: rows, order_by: n, columns: [what, n], groups: [{if: n > 1, title: Veel}, {title: Weinig}]}
letters:
  - {id: brief, title: "Aan {debt.who}", file: brief.nl.md, reading_help: help.md, for_each: debt in dossier.list, where: big, show_if: saved > 1}
counsellor:
  alerts: [{if: saved > 1, text: Let op., urgent: yes, within_workdays: 3}]
  replies: [{title: Dag, if: saved > 1, text: Dank je.}]
  next: [{assignment: verder, if: saved > 1}]
renamed: {old: name}
`

// alterations change what stands behind each name of the reference; something
// that people see, or that is kept, must change with it.
var alterations = map[string][2]string{
	"assignment.title": {"title: Alles", "title: Iets"}, "assignment.version": {"version: 3", "version: 4"}, "assignment.language": {"language: nl", "language: xx"},
	"assignment.work_form": {"work_form: no", "work_form: yes"}, "assignment.minutes": {"minutes: 12", "minutes: 13"}, "assignment.deadline_workdays": {"deadline_workdays: 4", "deadline_workdays: 5"},
	"assignment.layout": {"layout: steps", "layout: list"}, "assignment.needs": {"needs: [known]", "needs: [count]"}, "assignment.why": {"Omdat het kan.", "Daarom."},
	"assignment.prepare": {"[Een pen]", "[Papier]"}, "assignment.read": {"read: [huur]", "read: [brief]"}, "assignment.pages": {"pages:", "pagina:"}, "assignment.compute": {"compute:\n  total", "reken:\n  total"}, "assignment.results": {"results:", "uitkomst:"},
	"assignment.letters": {"letters:", "brieven:"}, "assignment.counsellor": {"counsellor:", "hulp:"}, "assignment.renamed": {"renamed: {old: name}", "renamed: {older: name}"},
	"page.id": {"- id: one", "- id: two"}, "page.title": {"title: Een\n", "title: Twee\n"}, "page.text": {"Boven de vragen.", "Onder."}, "page.read": {"read: [post]", "read: [brief]"}, "page.show_if": {`dossier.known = "ja"`, `dossier.known = "nee"`},
	"page.questions": {"    questions:\n      - {id: name", "    vragen:\n      - {id: name"},
	"question.id":    {"{id: name,", "{id: called,"}, "question.type": {"type: text, ask: Hoe heet het?", "type: longtext, ask: Hoe heet het?"}, "question.fact": {"fact: known", "fact: total"},
	"question.ask": {"Hoe heet het?", "Wie is het?"}, "question.help": {"Kijk op de brief.", "Raad maar."}, "question.example": {"een boot", "een trein"},
	"question.row": {"row: een ding", "row: een zaak"}, "question.row_title": {"{what} zo", "{what} dus"}, "question.add": {"add: Nog een", "add: Meer"}, "question.empty": {"empty: Nog leeg.", "empty: Niets."},
	"question.none": {"none: Geen", "none: Nul"}, "question.min_rows": {"min_rows: 3", "min_rows: 1"}, "question.max_rows": {"max_rows: 4", "max_rows: 2"},
	"question.start_rows": {"start_rows: [x]", "start_rows: [y]"}, "question.start_column": {"start_column: what", "start_column: n"}, "question.from": {"from: dossier.list", "from: dossier.other"},
	"question.where": {"where: big, option", "where: not big, option"}, "question.option": {`"{who}!"`, `"{who}?"`}, "question.default": {"default: 5", "default: 6"}, "question.min": {"min: 2", "min: 6"},
	"question.max": {"max: 9", "max: 4"}, "question.per": {"per: [week, year]", "per: [month]"}, "question.options": {"a: Appel", "a: Aardbei"}, "question.required": {"required: saved > 1", "required: no"},
	"question.unknown": {", unknown: no", ""}, "question.private": {", private: yes", ""}, "question.prefill": {"prefill: € 7", "prefill: € 8"}, "question.save": {"save: count", "save: other_count"},
	"question.show_if": {"show_if: name is answered", "show_if: name is not answered"}, "question.columns": {"{id: n, type: number, ask: Hoeveel?}", "{id: n, type: number, ask: Hoe vaak?}"},
	"question.compute": {"twice: n * 2", "twice: n * 3"}, "question.check": {", check: [{rule: kind = \"b\", say: Kies de beer., level: warning}]", ""},
	"check.rule": {`rule: kind = "b"`, `rule: kind = "a"`}, "check.say": {"Kies de beer.", "Neem de beer."}, "check.level": {"level: warning", "level: error"},
	"compute.formula": {"sum(rows.n)", "max(rows.n)"}, "compute.label": {"label: Samen", "label: Bijeen"}, "compute.explain": {"Alles bij elkaar.", "Opgeteld."}, "compute.save": {"save: total", "save: other_count"},
	"result.show": {"{show: total, if", "{show: total2, if"}, "result.list": {"list: rows,", "list: name,"}, "result.order_by": {"order_by: n", "order_by: what"}, "result.columns": {"columns: [what, n]", "columns: [n]"},
	"result.compare": {"{grade: grade_then}", "{grade: grade}"}, "result.if": {"show: total, if: saved > 1", "show: total, if: saved > 8"}, "result.tone": {"tone: good", "tone: info"}, "result.text": {"Samen {total}.", "Bij elkaar {total}."}, "result.groups": {", groups: [{if: n > 1, title: Veel}, {title: Weinig}]", ""},
	"group.if": {"{if: n > 1, title", "{if: n > 8, title"}, "group.title": {"title: Veel", "title: Heel veel"},
	"letter.id": {"id: brief", "id: post"}, "letter.title": {"Aan {debt.who}", "Voor {debt.who}"}, "letter.file": {"file: brief.nl.md", "file: other.nl.md"}, "letter.reading_help": {"reading_help: help.md", "reading_help: other.nl.md"},
	"letter.for_each": {"for_each: debt in", "for_each: debts in"}, "letter.where": {"dossier.list, where: big", "dossier.list, where: not big"}, "letter.show_if": {"show_if: saved > 1", "show_if: saved > 8"},
	"counsellor.alerts": {"  alerts:", "  let_op:"}, "counsellor.replies": {"  replies:", "  antwoord:"}, "counsellor.next": {"  next:", "  verder:"},
	"alert.if": {"[{if: saved > 1, text", "[{if: saved > 8, text"}, "alert.text": {"text: Let op.", "text: Kijk uit."}, "alert.urgent": {"urgent: yes", "urgent: no"}, "alert.within_workdays": {"within_workdays: 3", "within_workdays: 2"},
	"reply.title": {"title: Dag", "title: Hoi"}, "reply.if": {"title: Dag, if: saved > 1", "title: Dag, if: saved > 8"}, "reply.text": {"Dank je.", "Bedankt."},
	"next.assignment": {"assignment: verder", "assignment: terug"}, "next.if": {"assignment: verder, if: saved > 1", "assignment: verder, if: saved > 8"},
}

// elsewhere says which names another test or the guide speaks of.
var elsewhere = map[string]string{
	"test": "examples_test.go", "translation": "TestTranslations", "pair": "TestTranslations",
}

func referenceFiles(text string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, said := range map[string]string{
		"dossier.yaml": "sections: [{id: s, label: S}]\nfacts:\n  known: {type: text, label: Bekend, section: s}\n  count: {type: number, label: Aantal, section: s}\n  other_count: {type: number, label: Ander, section: s}\n  total: {type: number, label: Totaal, section: s}\n  grade: {type: scale, label: Cijfer, section: s}\n  grade_then: {type: scale, label: Cijfer toen, section: s}\n" +
			"  list: {type: rows, label: Lijst, section: s, columns: {who: {type: text, label: Wie}, big: {type: yesno, label: Groot}}}\n  other: {type: rows, label: Anders, section: s, columns: {who: {type: text, label: Wie}, big: {type: yesno, label: Groot}}}\n",
		"all/assignment.yaml": text, "all/brief.nl.md": "Dag {debt.who}", "all/other.nl.md": "Hallo {debt.who}", "all/help.md": "Dit is een groet.",
	} {
		files[name] = &fstest.MapFile{Data: []byte(said)}
	}
	return files
}

// seen is everything that people see of an assignment, and what is kept of it.
func noticed(t *testing.T, text string) string {
	t.Helper()
	s, problems := Load(referenceFiles(text))
	d, ok := s.Get("all", source)
	if !ok || len(content.Errors(problems)) > 0 {
		return "problems: " + fmt.Sprint(problems)
	}
	row := func(list, id, who, big string) dossier.Fact {
		return dossier.Fact{Path: list, Row: id, Values: map[string]dossier.Value{"who": {Text: who}, "big": {Text: big}}}
	}
	w := world()
	w.Record = dossier.NewRecord([]dossier.Fact{{Path: "grade_then", Values: map[string]dossier.Value{"": {Text: "4"}}}, {Path: "known", Values: map[string]dossier.Value{"": {Text: "ja"}}}, row("list", "d0", "Jan", "yes"), row("list", "d1", "Piet", "no"), row("other", "d2", "Kees", "yes")})
	n := 0
	draft := d.Prefill(w, func() string { n++; return fmt.Sprintf("ready%d", n) })
	begun := fmt.Sprintf("%+v", draft.Rows) + draft.Value("saved") + draft.Value("ready") + draft.Value("rows[ready1].what") + draft.Value("rows[ready1].n")
	draft.typing("name", "boot", "kind", "a", "per", "5")
	for i, x := range []string{"x", "y"} {
		id := fmt.Sprintf("r%d", i)
		draft.AddRow("rows", id)
		draft.typing("rows["+id+"].what", x, "rows["+id+"].n", fmt.Sprint(3-2*i))
	}
	o := d.Evaluate(draft, w)
	letters, err := o.Letters()
	all := []any{begun, d.Intro, d.Version, d.Renamed, d.Language, o.Screens() != nil, o.Issues(), o.Results(), letters, err, o.Alerts(), o.Replies(), o.Next(), o.Facts(w.Today, dossier.Source{})}
	for _, p := range o.Screens() {
		all = append(all, o.Form(p, "r0"), p.Read)
	}
	empty := d.Evaluate(NewDraft(), World{Today: w.Today}) // where lists are empty
	all = append(all, empty.Issues())
	for _, p := range empty.Screens() {
		all = append(all, empty.Form(p, ""))
	}
	said, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	rows := ""
	for _, r := range o.rows["rows"] {
		rows += fmt.Sprint(r.Get("twice").Number())
	}
	return string(said) + rows
}

func TestReference_everyNameOfTheFormatDoesSomething(t *testing.T) {
	text := everyKey
	before := noticed(t, text)
	if strings.HasPrefix(before, "problems") {
		t.Fatal(before)
	}
	for _, name := range slices.Sorted(maps.Keys(alterations)) {
		change := alterations[name]
		if strings.Count(text, change[0]) == 0 {
			t.Errorf("%s: %q does not occur", name, change[0])
			continue
		}
		if noticed(t, strings.Replace(text, change[0], change[1], 1)) == before {
			t.Errorf("%s is read and nothing comes of it", name)
		}
	}
	for object, keys := range Keys {
		for _, k := range keys {
			if _, ok := alterations[object+"."+k.Name]; !ok && elsewhere[object] == "" {
				t.Errorf("no test changes %s.%s", object, k.Name)
			}
		}
	}
}

// What the design names and we left out stands in the guide, with the reason.
func TestReference_whatIsLeftOutStandsInTheGuide(t *testing.T) {
	for _, file := range []string{"../../assignments/README.md", "../../assignments/README.en.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"`where`", "`replaced_by`"} {
			if !strings.Contains(string(text), name) {
				t.Errorf("%s does not say what becomes of %s", file, name)
			}
		}
	}
}
