// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"opgelucht/pkg/content"
)

// at gives line and column of a place in a text of a file, in bytes from the
// beginning of the text.
func (f *Folder) at(n *content.Node, offset int) (line, column int) {
	before := n.Value[:min(offset, len(n.Value))]
	down := strings.Count(before, "\n")
	begin := strings.LastIndexByte(before, '\n') + 1
	said, _, _ := strings.Cut(n.Value[begin:], "\n")
	lines := f.source(n.File)
	for i := n.Line - 1 + down; i >= 0 && i < len(lines) && i <= n.Line+down; i++ {
		if k := strings.Index(lines[i], said); k >= 0 {
			return i + 1, utf8.RuneCountInString(lines[i][:k]) + utf8.RuneCountInString(before[begin:]) + 1
		}
	}
	return n.Line, n.Column
}

// exception is a comment in a file that lets one thing be: # lint: many-options
// People find their kind of debt faster when all are there.
var exception = regexp.MustCompile(`#\s*lint:\s*([a-z0-9-]+)\s*(.*)$`)

// minReason is how long the reason of an exception is at least.
const minReason = 12

// excuse takes out what an exception on the same line or the line above allows,
// and says which exceptions lack a reason or allow nothing.
func (f *Folder) excuse(list []content.Problem) []content.Problem {
	type place struct {
		file string
		line int
		rule string
	}
	used := map[place]bool{}
	var left []content.Problem
	for _, p := range list {
		excused := false
		for _, line := range []int{p.Line, p.Line - 1} {
			if rule, why := f.exception(p.File, line); rule == p.Rule && len(why) >= minReason && p.Warning {
				used[place{p.File, line, rule}], excused = true, true
			}
		}
		if !excused {
			left = append(left, p)
		}
	}
	for file, lines := range f.lines {
		for i := range lines {
			rule, why := f.exception(file, i+1)
			switch {
			case rule == "":
			case len(why) < minReason:
				left = append(left, f.about(file, i+1, "exception", "Deze uitzondering heeft geen reden.", "This exception has no reason.", "Schrijf erachter waarom het hier goed is.", "Write behind it why it is right here."))
			case !used[place{file, i + 1, rule}]:
				left = append(left, f.about(file, i+1, "exception", "Deze uitzondering doet niets.", "This exception does nothing.", "Haal hem weg.", "Remove it."))
			}
		}
	}
	return left
}

func (f *Folder) about(file string, line int, rule, nl, en, adviceNL, adviceEN string) content.Problem {
	column := strings.IndexByte(f.lines[file][line-1], '#') + 1
	return content.Problem{File: file, Line: line, Column: column, Warning: true, Rule: rule, Say: content.Words{NL: nl, EN: en}, Advice: content.Words{NL: adviceNL, EN: adviceEN}}
}

func (f *Folder) exception(file string, line int) (rule, why string) {
	lines := f.source(file)
	if line < 1 || line > len(lines) {
		return "", ""
	}
	if m := exception.FindStringSubmatch(lines[line-1]); m != nil {
		return m[1], strings.TrimSpace(m[2])
	}
	return "", ""
}
