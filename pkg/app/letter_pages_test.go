// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"cmp"
	"html/template"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/browser"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/content"
	"opgelucht/pkg/letter"
	"opgelucht/templates"
)

// printed is a letter with where it came from.
type printed struct {
	from   string
	pieces []letter.Piece
}

// TestLetters_everyShippedLetterComesOnOneSheetOfA4 prints every letter that comes
// out of an example, and of every letter the longest form that its file can give:
// each condition its longest branch, each value as long as it may be.
func TestLetters_everyShippedLetterComesOnOneSheetOfA4(t *testing.T) {
	shelf, problems := assignment.Load(assignments.FS)
	if len(content.Errors(problems)) > 0 {
		t.Fatal(problems)
	}
	list := append(fromExamples(t, shelf), longestForms(t, shelf)...)
	h := build(t, options{})
	sheetOf := sheetsOf(t, visit(t, h).get("/storybook/portal/letter").body)
	p := browser.Start(t, browser.Options{NoScript: true}).Page(t)
	p.Unguarded()
	p.Open(h.url + "/storybook/portal/letter")
	print := func(html string) int {
		p.Replace("main, #printed", `<div id="printed">`+html+`</div>`)
		return p.Sheets()
	}
	from, all := map[string]string{}, ""
	for _, one := range list {
		html := sheetOf(one.pieces)
		if from[html] == "" {
			from[html] = one.from
			all += html
		}
	}
	if n := print(all); n != len(from) { // one print for all of them; only when it is wrong, one for each
		t.Errorf("%d letters take %d sheets of paper", len(from), n)
		for html, where := range from {
			if n := print(html); n != 1 {
				t.Errorf("%s takes %d sheets", where, n)
			}
		}
	}
	long := sheetOf([]letter.Piece{{HTML: template.HTML(strings.Repeat("<p>Een regel.</p>", 60))}})
	if n := print(sheetOf(list[0].pieces) + long); n < 3 {
		t.Errorf("a letter and one of sixty paragraphs take %d sheets: what is counted proves nothing", n)
	}
	t.Logf("%d letters, %d of them different", len(list), len(from))
}

// sheetsOf gives letters the very HTML that the page of a letter has for them, each
// on a sheet of its own. What else stands on the page stays, as it does for a person.
func sheetsOf(t *testing.T, page string) func([]letter.Piece) string {
	t.Helper()
	source, err := templates.FS.ReadFile("portal/letter.html")
	if err != nil {
		t.Fatal(err)
	}
	article := regexp.MustCompile(`(?s)<article class="a4".*</article>`)
	main := regexp.MustCompile(`(?s)<main.*</main>`).FindString(page)
	before, after := article.FindStringIndex(main), article.Find(source)
	if before == nil || after == nil {
		t.Fatal("the page of a letter has no sheet")
	}
	tmpl := template.Must(template.New("letter").Parse(string(after)))
	return func(pieces []letter.Piece) string {
		var html strings.Builder
		html.WriteString(`<div style="break-before: page">` + main[:before[0]])
		if err := tmpl.Execute(&html, map[string]any{"LetterView": map[string]string{"Title": "Brief"}, "Pieces": pieces}); err != nil {
			t.Fatal(err)
		}
		html.WriteString(main[before[1]:] + `</div>`)
		return html.String()
	}
}

// fromExamples gives every letter of every example.
func fromExamples(t *testing.T, shelf *assignment.Shelf) []printed {
	t.Helper()
	var list []printed
	had := map[string]bool{} // assignment/letter
	for _, r := range assignment.RunTests(assignments.FS, shelf, assignment.World{
		Today:       time.Date(2026, time.November, 24, 12, 0, 0, 0, calendar.Zone()),
		AddWorkdays: calendar.New(calendar.OfficeWeek(), nil).AddWorkdays,
	}) {
		if r.Out == nil {
			t.Fatalf("%s cannot be played: %v", r.File, r.Failed)
		}
		letters, err := r.Out.Letters()
		if err != nil {
			t.Fatalf("%s: %v", r.File, err)
		}
		id, _, _ := strings.Cut(r.File, "/")
		for _, l := range letters {
			had[id+"/"+l.ID] = true
			list = append(list, printed{r.File + ", " + l.Name(), l.Pieces})
		}
	}
	for _, id := range shelf.IDs() {
		def, _ := shelf.Get(id, assignment.Source)
		for _, name := range def.LetterIDs() {
			if !had[id+"/"+name] {
				t.Errorf("no example gives the letter %s of %s", name, id)
			}
		}
	}
	return list
}

// longestForms gives the longest form of the file of every letter.
func longestForms(t *testing.T, shelf *assignment.Shelf) []printed {
	t.Helper()
	var list []printed
	for _, id := range shelf.IDs() {
		def, _ := shelf.Get(id, assignment.Source)
		source, err := assignments.FS.ReadFile(path.Join(id, "assignment.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		root, _ := content.Parse(id, source) // it was read before
		letters := root.Field("letters")
		if letters == nil {
			continue
		}
		for _, item := range letters.Items {
			file := path.Join(id, item.Str("file"))
			text, err := assignments.FS.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := &stretcher{def: def, lines: strings.Split(string(text), "\n"), lists: map[string]string{}}
			if row, from, found := strings.Cut(item.Str("for_each"), " in "); found {
				s.lists[row] = from
			}
			long := s.stretch()
			whole, problems := letter.Parse(file, long, letter.Each{}, nil)
			if len(problems) > 0 {
				t.Fatalf("%s: %v\n%s", file, problems, long)
			}
			filled, err := whole.Fill(nil)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, printed{file + " in its longest form", filled.Pieces})
		}
	}
	return list
}

// stretcher makes the longest letter of a file.
type stretcher struct {
	def   *assignment.Definition
	lines []string
	at    int
	lists map[string]string // what one row is called → the list it is of
}

var (
	steering = regexp.MustCompile(`^\s*\{\s*(if|else if|else|end|for each)\b([^}]*)\}\s*$`)
	gap      = regexp.MustCompile(`\{([^{}]+)\}`)
	rowOf    = regexp.MustCompile(`^\s*(\w+) in ([\w.]+)`)
)

// stretch reads until something it does not begin, and gives all of it.
func (s *stretcher) stretch() string {
	var out strings.Builder
	for ; s.at < len(s.lines); s.at++ {
		m := steering.FindStringSubmatch(s.lines[s.at])
		switch {
		case m == nil:
			out.WriteString(gap.ReplaceAllStringFunc(s.lines[s.at], s.value) + "\n")
		case m[1] == "if":
			out.WriteString(s.longest())
		case m[1] == "for each":
			row := rowOf.FindStringSubmatch(m[2])
			s.lists[row[1]] = row[2]
			s.at++
			out.WriteString(strings.Repeat(s.stretch(), s.most(row[2])))
		default:
			return out.String()
		}
	}
	return out.String()
}

// longest reads from an if to its end and gives the longest branch.
func (s *stretcher) longest() string {
	best := ""
	for {
		s.at++
		if branch := s.stretch(); len(branch) > len(best) {
			best = branch
		}
		if steering.FindStringSubmatch(s.lines[s.at])[1] == "end" {
			return best
		}
	}
}

// most is how many rows a list may have.
func (s *stretcher) most(list string) int {
	if q, ok := s.def.Question(list); ok && q.Rows != nil {
		return q.Rows.Max
	}
	return 12
}

// value stands for a value as long as it may be. Text that no question bounds is
// as long as the widest name of the dossier.
func (s *stretcher) value(hole string) string {
	name := strings.TrimSpace(strings.Trim(hole, "{}"))
	if strings.HasPrefix(name, "paper:") {
		return hole
	}
	most := "80"
	base, column, dotted := strings.Cut(name, ".")
	list := cmp.Or(s.lists[base], base)
	q, ok := s.def.Question(list)
	text := ok && !dotted && (q.Type.Kind == "text" || q.Type.Kind == "longtext")
	if text {
		most = cmp.Or(q.Type.Max, most)
	}
	if ok && dotted && q.Pick != nil {
		list = q.Pick.From
	}
	var columns []*assignment.Question
	if ok && q.Rows != nil {
		columns = q.Rows.Columns
	}
	for _, c := range columns {
		if c.ID == column && (c.Type.Kind == "text" || c.Type.Kind == "longtext") {
			text, most = true, cmp.Or(c.Type.Max, most)
		}
	}
	known, _ := s.def.Vocabulary().Type(strings.TrimPrefix(list, "dossier."))
	for _, c := range known.Columns {
		if c.Path == column && (c.Kind == "text" || c.Kind == "longtext") {
			text, most = true, cmp.Or(c.Max, most)
		}
	}
	if fact, ok := s.def.Vocabulary().Type(strings.TrimPrefix(name, "dossier.")); ok && (fact.Kind == "text" || fact.Kind == "longtext") {
		text, most = true, cmp.Or(fact.Max, most)
	}
	if !text {
		return "€ 999.999,99 per kwartaal"
	}
	n, _ := strconv.Atoi(most)
	return strings.TrimSpace(strings.Repeat("Gerechtsdeurwaarders en Incasso Van den Oeverlanden ", n/52+1)[:n])
}

func TestLetters_theLongestFormIsLongerThanAnyOther(t *testing.T) {
	shelf, problems := assignment.Load(assignments.FS)
	if len(content.Errors(problems)) > 0 {
		t.Fatal(problems)
	}
	def, _ := shelf.Get("brief-uitstel", assignment.Source)
	s := &stretcher{def: def, lines: strings.Split("{if weeks = \"two\"}\nKort.\n{else}\nVeel langer.\n{if helped}\nMet hulp.\n{end}\n{end}\n{debt.creditor}\n{paper: Je naam}", "\n"), lists: map[string]string{"debt": "dossier.debts"}}
	long := s.stretch()
	if !strings.HasPrefix(long, "Veel langer.\nMet hulp.\nGerechts") || strings.Contains(long, "Kort") || !strings.HasSuffix(long, "{paper: Je naam}\n") || len(long) < 80 {
		t.Errorf("%q", long)
	}
}
