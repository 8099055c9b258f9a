// SPDX-License-Identifier: EUPL-1.2

package letter

import (
	"regexp"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/formula"
)

// maxSource bounds what one letter may be; a letter is one side of paper.
const maxSource = 16 << 10

// Compiler checks the formulas of a letter.
type Compiler interface {
	// Compile reads a formula; inside a repetition it may name the row as well.
	Compile(src string, o formula.Options) (*formula.Formula, *formula.Problem)
	// Columns gives what a row of a list has; false when it is no list.
	Columns(list string) (map[string]formula.Type, bool)
	// Lists names the lists there are, for advice.
	Lists() []string
}

// Each says for which rows of a list there is a letter, one for each. The zero
// value is a letter that stands alone.
type Each struct {
	Row     string // what one row is called in formulas
	List    string
	Where   *formula.Formula
	columns map[string]formula.Type
}

// Options says what formulas of such a letter may name.
func (e Each) Options() formula.Options { return formula.Options{InRow: e.columns, Group: e.List} }

// ParseEach reads "debt in dossier.debts"; false when it is not that.
func ParseEach(src string, c Compiler) (Each, bool) {
	m := forEach.FindStringSubmatch(src)
	if m == nil || m[3] != "" {
		return Each{}, false
	}
	columns, ok := c.Columns(m[2])
	return Each{Row: m[1], List: m[2], columns: named(m[1], columns)}, ok
}

// Parse reads a letter. What is wrong is named with line and column; a letter
// with mistakes is not to be used.
func Parse(file, text string, each Each, c Compiler) (*Template, []content.Problem) {
	p := &parser{file: file, compiler: c, lines: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")}
	if len(text) > maxSource {
		p.complain(1, 1, "Deze brief is te lang.", "This letter is too long.", "Een brief past op één kant van een A4.", "A letter fits on one side of A4.")
		return nil, p.problems
	}
	parts := p.parts(each.Options(), each.Row)
	if p.at < len(p.lines) {
		p.complain(p.at+1, 1, "Hier staat '"+strings.TrimSpace(p.lines[p.at])+"' zonder begin.", "There is nothing that '"+strings.TrimSpace(p.lines[p.at])+"' ends.", "", "")
	}
	return &Template{parts: parts, size: len(text)}, p.problems
}

type parser struct {
	file     string
	lines    []string
	at       int // line to read next, from 0
	compiler Compiler
	problems []content.Problem
}

func (p *parser) complain(line, column int, nl, en, adviceNL, adviceEN string) {
	p.problems = append(p.problems, content.Problem{
		File: p.file, Line: line, Column: column, Say: content.Words{NL: nl, EN: en}, Advice: content.Words{NL: adviceNL, EN: adviceEN}})
}

var (
	control = regexp.MustCompile(`^\s*\{\s*(if|else if|else|end|for each)\b([^}]*)\}\s*$`)
	inLine  = regexp.MustCompile(`\{\s*(?:if|else|end|for each)\b`)
	forEach = regexp.MustCompile(`^\s*([a-z][a-z0-9_]*)\s+in\s+([a-z][a-z0-9_.]*)(?:\s+where\s+(.+))?$`)
)

// parts reads until something that it does not begin: an end, or an else.
func (p *parser) parts(o formula.Options, row string) []part {
	var list []part
	for ; p.at < len(p.lines); p.at++ {
		word, rest, column := p.control()
		switch word {
		case "":
			list = append(list, p.line(o)...)
		case "if":
			list = append(list, p.conditional(rest, column, o, row))
		case "for each":
			list = append(list, p.repetition(rest, column, row))
		default:
			return list
		}
	}
	return list
}

func (p *parser) control() (word, rest string, column int) {
	m := control.FindStringSubmatchIndex(p.lines[p.at])
	if m == nil {
		return "", "", 0
	}
	line := p.lines[p.at]
	rest = line[m[4]:m[5]]
	return line[m[2]:m[3]], strings.TrimSpace(rest), m[4] + len(rest) - len(strings.TrimLeft(rest, " ")) + 1
}

// conditional reads from an if to its end.
func (p *parser) conditional(condition string, column int, o formula.Options, row string) part {
	begun, out := p.at+1, part{cases: []branch{}}
	o.Want = formula.YesNo
	next := branch{when: p.compile(condition, p.at+1, column, o)}
	for otherwise := false; ; {
		p.at++
		inner := o
		inner.Want = formula.Unknown
		next.parts = p.parts(inner, row)
		out.cases = append(out.cases, next)
		if p.at >= len(p.lines) {
			p.complain(begun, 1, "Deze {if} heeft geen {end}.", "This {if} has no {end}.", "Zet {end} op een eigen regel na het stuk.", "Put {end} on a line of its own after the piece.")
			return out
		}
		word, rest, column := p.control()
		switch {
		case word == "end":
			return out
		case otherwise:
			p.complain(p.at+1, 1, "Na {else} kan alleen nog {end} komen.", "After {else} only {end} can come.", "", "")
		}
		next = branch{}
		if word == "else if" {
			next.when = p.compile(rest, p.at+1, column, o)
		} else {
			otherwise = true
		}
	}
}

// repetition reads from a for each to its end.
func (p *parser) repetition(what string, column int, row string) part {
	begun := p.at + 1
	l := &loop{}
	o := formula.Options{}
	m := forEach.FindStringSubmatch(what)
	switch columns, ok := p.listOf(m); {
	case m == nil:
		p.complain(begun, column, "Deze herhaling kan ik niet lezen.", "I cannot read this repetition.", "Bijvoorbeeld: {for each debt in dossier.debts where not urgent}", "For example: {for each debt in dossier.debts where not urgent}")
	case row != "":
		p.complain(begun, 1, "Een herhaling kan niet in een herhaling staan.", "A repetition cannot stand inside a repetition.", "", "")
	case !ok:
		near := content.Nearest(m[2], p.compiler.Lists())
		p.complain(begun, column, "'"+m[2]+"' is geen lijst.", "'"+m[2]+"' is no list.", near.NL, near.EN)
	default:
		l.list, l.row = m[2], m[1]
		o = formula.Options{InRow: named(m[1], columns), Group: m[2]}
		if m[3] != "" {
			want := o
			want.Want = formula.YesNo
			l.where = p.compile(m[3], begun, column+strings.Index(what, m[3]), want)
		}
	}
	p.at++
	l.parts = p.parts(o, "row")
	if p.at >= len(p.lines) {
		p.complain(begun, 1, "Deze {for each} heeft geen {end}.", "This {for each} has no {end}.", "Zet {end} op een eigen regel na het stuk.", "Put {end} on a line of its own after the piece.")
	} else if word, _, _ := p.control(); word != "end" {
		p.complain(p.at+1, 1, "Hier staat {"+word+"} zonder {if}.", "Here is {"+word+"} without {if}.", "", "")
	}
	return part{each: l}
}

func (p *parser) listOf(m []string) (map[string]formula.Type, bool) {
	if m == nil {
		return nil, false
	}
	return p.compiler.Columns(m[2])
}

// named gives the columns of a row under their own names and under that of the
// row: owed, and debt.owed.
func named(row string, columns map[string]formula.Type) map[string]formula.Type {
	all := map[string]formula.Type{}
	for name, t := range columns {
		all[name], all[row+"."+name] = t, t
	}
	return all
}

// line reads a line of text, with its values and dotted lines.
func (p *parser) line(o formula.Options) []part {
	line := p.lines[p.at]
	if m := inLine.FindStringIndex(line); m != nil {
		p.complain(p.at+1, m[0]+1, "Dit hoort op een eigen regel.", "This belongs on a line of its own.", "Zet {if …}, {else}, {for each …} en {end} elk op een regel zonder andere tekst.", "Put {if …}, {else}, {for each …} and {end} each on a line without other text.")
		return nil
	}
	var list []part
	rest, done := line, 0
	for {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			break
		}
		shut := strings.IndexByte(rest[open:], '}')
		if shut < 0 {
			p.complain(p.at+1, done+open+1, "Deze accolade gaat niet dicht.", "This brace does not close.", "Zet er een } achter.", "Put a } after it.")
			break
		}
		list = append(list, part{text: rest[:open]}, p.hole(rest[open+1:open+shut], done+open+2, o))
		rest, done = rest[open+shut+1:], done+open+shut+1
	}
	return append(list, part{text: rest + "\n"})
}

func (p *parser) hole(inside string, column int, o formula.Options) part {
	if what, ok := strings.CutPrefix(strings.TrimSpace(inside), "paper:"); ok {
		what = strings.TrimSpace(what)
		if what == "" || len(what) > 80 || strings.ContainsAny(what, "[]") {
			p.complain(p.at+1, column, "Zeg in een paar woorden wat hier op papier komt.", "Say in a few words what is written here on paper.", "Bijvoorbeeld: {paper: Je naam}", "For example: {paper: Je naam}")
		}
		return part{paper: what}
	}
	at := column + len(inside) - len(strings.TrimLeft(inside, " "))
	return part{value: p.compile(strings.TrimSpace(inside), p.at+1, at, o)}
}

func (p *parser) compile(src string, line, column int, o formula.Options) *formula.Formula {
	f, problem := p.compiler.Compile(src, o)
	if problem != nil {
		nl, adviceNL := problem.Text("nl")
		en, adviceEN := problem.Text("en")
		p.complain(line, column+problem.Column-1, nl, en, adviceNL, adviceEN)
	}
	return f
}
