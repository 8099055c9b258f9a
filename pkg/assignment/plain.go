// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
)

// part is one word or sign of a formula.
var part = regexp.MustCompile(`"[^"]*"|is not answered|is answered|not in\b|[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*\(?|<=|>=|!=|[<>=]|\[|\]|\s+|.`)

// inWords are the words of the formula language as a sentence has them.
var inWords = map[string]content.Words{
	"and": {NL: "en", EN: "and"}, "or": {NL: "of", EN: "or"}, "not": {NL: "niet", EN: "not"}, "yes": {NL: "ja", EN: "yes"}, "no": {NL: "nee", EN: "no"},
	"if": {NL: "als", EN: "if"}, "then": {NL: "dan", EN: "then"}, "else": {NL: "en anders", EN: "and otherwise"}, "where": {NL: "waarbij", EN: "where"},
	"is answered": {NL: "is ingevuld", EN: "is filled in"}, "is not answered": {NL: "is niet ingevuld", EN: "is not filled in"},
	"in": {NL: "is een van", EN: "is one of"}, "not in": {NL: "is geen van", EN: "is none of"}, "today": {NL: "vandaag", EN: "today"},
	"=": {NL: "is", EN: "is"}, "!=": {NL: "is niet", EN: "is not"}, "<": {NL: "is minder dan", EN: "is less than"}, ">": {NL: "is meer dan", EN: "is more than"},
	"<=": {NL: "is hoogstens", EN: "is at most"}, ">=": {NL: "is minstens", EN: "is at least"}, "*": {NL: "keer", EN: "times"}, "/": {NL: "gedeeld door", EN: "divided by"},
	"+": {NL: "plus", EN: "plus"}, "-": {NL: "min", EN: "minus"}, "[": {}, "]": {},
	"sum(": {NL: "alles bij elkaar van (", EN: "all together of ("}, "count(": {NL: "het aantal regels van (", EN: "the number of rows of ("},
	"any(": {NL: "minstens één regel van (", EN: "at least one row of ("}, "all(": {NL: "elke regel van (", EN: "every row of ("},
	"min(": {NL: "het laagste van (", EN: "the lowest of ("}, "max(": {NL: "het hoogste van (", EN: "the highest of ("},
	"days(": {NL: "de dag die zoveel dagen verder ligt (", EN: "the day that is so many days on ("}, "workdays(": {NL: "de dag die zoveel werkdagen verder ligt (", EN: "the day that is so many working days on ("},
	"round_up(": {NL: "naar boven afgerond (", EN: "rounded up ("}, "round_down(": {NL: "naar beneden afgerond (", EN: "rounded down ("},
}

var bareName = regexp.MustCompile(`^[a-z][a-z0-9_.]*$`)

// SayIf gives a condition as a person would read it aloud, in the language of the
// definition: a bare name asks whether it is so.
func (d *Definition) SayIf(src string, row *Question) string {
	if bareName.MatchString(strings.TrimSpace(src)) {
		src += " = yes"
	}
	return d.Say(src, d.Language, row)
}

// Say gives a formula as a person would read it aloud, in nl or en; row is the list
// whose columns it may name, or nil.
func (d *Definition) Say(src, lang string, row *Question) string {
	return speaker{def: d, lang: lang, row: row}.say(src)
}

// speaker says formulas in words.
type speaker struct {
	def  *Definition
	lang string
	row  *Question    // the list whose columns may be named
	of   dossier.Type // or that of the dossier
}

// say gives a formula as a person would read it aloud.
func (s speaker) say(src string) string {
	words, _ := s.plainly(src)
	return words
}

// plainly is say, and tells whether everything in the formula has words of its own.
func (s speaker) plainly(src string) (words string, all bool) {
	all = true
	var b strings.Builder
	options := map[string]string{}
	for _, p := range part.FindAllString(strings.TrimSpace(src), -1) {
		word, known := inWords[p]
		switch {
		case known:
			b.WriteString(word.In(s.lang))
		case strings.HasPrefix(p, `"`):
			id := strings.Trim(p, `"`)
			label := options[id]
			all = all && label != ""
			b.WriteString("'" + cmp.Or(label, id) + "'")
		case p[0] >= 'a' && p[0] <= 'z':
			if q, ok := s.def.Question(strings.SplitN(p, ".", 2)[0]); ok && q.Rows != nil {
				s.row = q // the columns after it are of that list
			}
			if t, ok := s.list(p); ok {
				s.of = t
			}
			called := s.name(p, options)
			all = all && called != p
			b.WriteString(called)
		default:
			b.WriteString(p)
		}
	}
	return strings.Join(strings.Fields(strings.NewReplacer("( ", "(", " )", ")").Replace(b.String())), " "), all
}

// list gives the list of the dossier that a name is, or is a column of.
func (s speaker) list(name string) (dossier.Type, bool) {
	path, ok := strings.CutPrefix(name, "dossier.")
	if !ok {
		return dossier.Type{}, false
	}
	t, ok := s.def.Vocabulary().Type(path)
	if dot := strings.LastIndexByte(path, '.'); !ok && dot >= 0 {
		t, ok = s.def.Vocabulary().Type(path[:dot])
	}
	return t, ok && t.Kind == dossier.Rows
}

// name gives what a name is called, and remembers its answers.
func (s speaker) name(p string, options map[string]string) string {
	add := func(q *Question) {
		for _, o := range q.Type.Options {
			options[o.ID] = o.Label
		}
	}
	base, rest, _ := strings.Cut(p, ".")
	suffix := map[string]content.Words{"monthly": {NL: " per maand", EN: " a month"}, "yearly": {NL: " per jaar", EN: " a year"}}[p[strings.LastIndexByte(p, '.')+1:]].In(s.lang)
	if q, ok := s.def.Question(base); ok {
		add(q)
		if q.Pick != nil {
			of, _ := s.def.Vocabulary().Type(q.Pick.From)
			column, _, _ := strings.Cut(rest, ".")
			if c, ok := of.Column(column); ok {
				return "'" + c.Label + "'" + suffix
			}
		}
		if q.Rows == nil {
			return "'" + q.Ask + "'" + suffix
		}
		for _, c := range q.Rows.Columns {
			add(c)
			if column, _, _ := strings.Cut(rest, "."); c.ID == column {
				return "'" + c.Ask + "'" + suffix
			}
		}
		return "'" + q.Ask + "'"
	}
	if c, ok := s.of.Column(base); ok {
		for _, o := range c.Options {
			options[o.ID] = o.Label
		}
		return "'" + c.Label + "'" + suffix
	}
	for _, q := range s.lists() {
		for _, c := range q.Rows.Columns {
			if c.ID == base {
				add(c)
				return "'" + c.Ask + "'" + suffix
			}
		}
	}
	if t, ok := s.list(p); ok {
		if c, ok := t.Column(p[strings.LastIndexByte(p, '.')+1:]); ok {
			return "'" + t.Label + ": " + c.Label + "'"
		}
		return "'" + t.Label + "'"
	}
	if label := s.def.Label(p); label != p {
		return "'" + label + "'" + suffix
	}
	return p
}

// lists gives the lists whose columns a formula may name, its own first.
func (s speaker) lists() []*Question {
	var all []*Question
	for _, p := range s.def.Pages {
		for _, q := range p.Questions {
			if q.Rows != nil {
				all = append(all, q)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *Question) int {
		switch {
		case a == s.row:
			return -1
		case b == s.row:
			return 1
		}
		return 0
	})
	return all
}
