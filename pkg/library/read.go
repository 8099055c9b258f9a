// SPDX-License-Identifier: EUPL-1.2

package library

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"opgelucht/pkg/content"
)

var idShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Read reads one page from a file at <lang>/<id>.md.
func Read(file, text string) (Page, []content.Problem) {
	head, body, bodyLine, problems := content.Front(file, text)
	p := Page{
		ID:   strings.TrimSuffix(path.Base(file), ".md"), // until the head says so
		Lang: strings.SplitN(file, "/", 2)[0],
		file: file, body: body, bodyLine: bodyLine, head: head,
	}
	if head == nil {
		return p, problems
	}
	r := &reader{page: &p, head: head, problems: append(problems, Keys.Check(head, "page")...)}
	if head.Kind != content.Map {
		return p, r.problems
	}
	r.id()
	p.Number, _ = strconv.Atoi(head.Str("number")) // what is no number was told
	if p.Number < 1 || p.Number > maxNumber {
		r.say("number", content.Words{NL: "Het nummer ligt tussen 1 en 999.", EN: "The number lies between 1 and 999."}, content.Words{})
	}
	p.Title, p.Answer, p.Step, p.Owner = r.text("title"), r.text("answer"), r.text("step"), r.text("owner")
	p.Topic = r.topic()
	p.Words, p.See = head.Field("words").Texts(), head.Field("see").Texts()
	if len(p.Words) == 0 {
		r.say("words", content.Words{NL: "Zonder zoekwoord is de pagina niet te vinden.", EN: "Without a word the page cannot be found."}, content.Words{})
	}
	r.sources()
	p.Checked, p.Review = r.date(head, "checked"), r.date(head, "review")
	_ = r.text("review")
	if !p.Review.IsZero() && !p.Review.After(p.Checked) {
		r.say("review", content.Words{NL: "Opnieuw lezen komt na nakijken.", EN: "Reading again comes after checking."}, content.Words{})
	}
	if p.Compared() && slices.ContainsFunc(p.Sources, func(s Source) bool { return s.Date.IsZero() || s.Date.After(p.Checked) }) {
		r.say("checked", content.Words{NL: "Een bron is nog niet gelezen, of pas na de dag van nakijken.", EN: "A source was not read yet, or only after the day of checking."},
			content.Words{NL: "Lees elke bron en zet de dag erbij, of laat 'checked' leeg.", EN: "Read every source and write the day, or leave 'checked' empty."})
	}
	r.parts()
	return p, r.problems
}

// maxNumber keeps addresses short.
const maxNumber = 999

// reader takes a page apart and collects complaints.
type reader struct {
	page     *Page
	head     *content.Node
	problems []content.Problem
}

// at makes a problem at a key of the head.
func (p Page) at(key string, say, advice content.Words) content.Problem {
	if f := p.head.Field(key); f != nil {
		return f.At(say, advice)
	}
	return p.head.At(say, advice)
}

func (r *reader) say(key string, say, advice content.Words) {
	r.problems = append(r.problems, r.page.at(key, say, advice))
}

// text reads one text; an absent key has been complained about already.
func (r *reader) text(key string) string {
	value := strings.TrimSpace(r.head.Str(key))
	if f := r.head.Field(key); f != nil && f.Kind == content.Text && value == "" {
		r.say(key, content.Words{NL: "Achter '" + key + "' staat niets.", EN: "There is nothing after '" + key + "'."},
			content.Words{NL: "Vul het in.", EN: "Fill it in."})
	}
	return value
}

// id compares the id with the name of the file.
func (r *reader) id() {
	name := r.page.ID
	r.page.ID = r.text("id")
	switch {
	case r.page.ID == "":
		r.page.ID = name
	case !idShape.MatchString(r.page.ID):
		r.say("id", content.Words{NL: "'" + r.page.ID + "' kan geen naam zijn.", EN: "'" + r.page.ID + "' cannot be a name."},
			content.Words{NL: "Gebruik kleine letters, cijfers en streepjes.", EN: "Use small letters, figures and dashes."})
	case r.page.ID != name:
		r.say("id", content.Words{
			NL: "De id is '" + r.page.ID + "', maar het bestand heet '" + name + "'.",
			EN: "The id is '" + r.page.ID + "', but the file is called '" + name + "'."},
			content.Words{NL: "Maak ze gelijk.", EN: "Make them the same."})
	}
}

func (r *reader) topic() string {
	value := r.text("topic")
	if value == "" || slices.Contains(Topics(), value) {
		return value
	}
	advice := content.Nearest(value, Topics())
	if advice == (content.Words{}) {
		all := strings.Join(Topics(), ", ")
		advice = content.Words{NL: "Kies uit: " + all + ".", EN: "Choose from: " + all + "."}
	}
	r.say("topic", content.Words{NL: "'" + value + "' is geen onderwerp.", EN: "'" + value + "' is no topic."}, advice)
	return value
}

// date reads a day; one that is absent or empty is zero, and was complained
// about where it must be there.
func (r *reader) date(n *content.Node, key string) time.Time {
	f := n.Field(key)
	if f == nil || f.Kind != content.Text || strings.TrimSpace(f.Value) == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, f.Value)
	if err != nil {
		r.problems = append(r.problems, f.At(
			content.Words{NL: "'" + f.Value + "' is geen dag.", EN: "'" + f.Value + "' is not a day."},
			content.Words{NL: "Schrijf jaar, maand en dag zo: 2027-06-01.", EN: "Write year, month and day like this: 2027-06-01."}))
	}
	return day
}

// addressShape is an address as it is shown: no scheme, because nothing leads
// away from here by itself.
var addressShape = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s]*)?$`)

func (r *reader) sources() {
	list := r.head.Field("sources")
	if list == nil || list.Kind != content.List || len(list.Items) == 0 {
		r.say("sources", content.Words{NL: "Een pagina heeft minstens één bron.", EN: "A page has at least one source."},
			content.Words{NL: "Zet erbij waar het vandaan komt: title, address en date.", EN: "Say where it comes from: title, address and date."})
		return
	}
	for _, n := range list.Items {
		s := Source{n.Str("title"), n.Str("address"), r.date(n, "date")}
		if f := n.Field("address"); f != nil && !addressShape.MatchString(s.Address) {
			r.problems = append(r.problems, f.At(
				content.Words{NL: "'" + s.Address + "' is geen adres.", EN: "'" + s.Address + "' is no address."},
				content.Words{NL: "Schrijf het zonder https://, bijvoorbeeld: rijksoverheid.nl/schulden", EN: "Write it without https://, for example: rijksoverheid.nl/schulden"}))
		}
		r.page.Sources = append(r.page.Sources, s)
	}
}

var (
	heading = regexp.MustCompile(`^##\s+(.+?)\s*$`)
	refused = []struct {
		pattern *regexp.Regexp
		say     content.Words
	}{
		{regexp.MustCompile(`^(#|###+)\s`), content.Words{NL: "Een kop begint met '## '.", EN: "A heading begins with '## '."}},
		{regexp.MustCompile(`<[a-zA-Z/!]`), content.Words{NL: "HTML kan hier niet. Schrijf gewone tekst.", EN: "HTML cannot stand here. Write plain text."}},
		{regexp.MustCompile(`\]\(|\]\[|https?:|www\.`), content.Words{NL: "Een link kan hier niet. Zet pagina's bij 'see' en bronnen bij 'sources'.", EN: "A link cannot stand here. Put pages under 'see' and sources under 'sources'."}},
		{regexp.MustCompile(`[\[\]{}]`), content.Words{NL: "Een pagina heeft geen invulplekken.", EN: "A page has no blanks."}},
		{regexp.MustCompile("^(\t| {2,}[-*] |>|```|\\|)"), content.Words{NL: "Dit kan de pagina niet laten zien. Schrijf alinea's, of één lijst met streepjes.", EN: "The page cannot show this. Write paragraphs, or one list with dashes."}},
	}
)

// parts takes the text apart by its headings.
func (r *reader) parts() {
	part, text := Part{}, []string{}
	end := func() {
		if joined := strings.TrimSpace(strings.Join(text, "\n")); joined != "" || part.Heading != "" {
			if m, err := content.NewMarkup(joined); err == nil {
				part.Text = m.HTML(nil)
			}
			r.page.Parts = append(r.page.Parts, part)
		}
	}
	for i, line := range strings.Split(r.page.body, "\n") {
		for _, no := range refused {
			if no.pattern.MatchString(line) {
				r.problems = append(r.problems, content.Problem{File: r.page.file, Line: r.page.bodyLine + i, Column: 1, Say: no.say})
				break
			}
		}
		if m := heading.FindStringSubmatch(line); m != nil {
			end()
			part, text = Part{Heading: m[1]}, nil
			continue
		}
		text = append(text, line)
	}
	end()
	for _, p := range r.page.Parts {
		if p.Text == "" {
			r.problems = append(r.problems, content.Problem{File: r.page.file, Line: r.page.bodyLine, Column: 1,
				Say: content.Words{NL: "Onder de kop '" + p.Heading + "' staat geen tekst.", EN: "There is no text under the heading '" + p.Heading + "'."}})
		}
	}
	if len(r.page.Parts) == 0 {
		r.problems = append(r.problems, content.Problem{File: r.page.file, Line: r.page.bodyLine, Column: 1,
			Say: content.Words{NL: "Onder de kop staat geen tekst.", EN: "There is no text under the head."}})
	}
}

// said is everything that a reader reads of the page.
func (p Page) said() string {
	return p.Title + "\n\n" + p.Answer + "\n\n" + p.body + "\n\n" + p.Step
}
