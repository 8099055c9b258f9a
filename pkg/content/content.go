// SPDX-License-Identifier: EUPL-1.2

// Package content reads a text file that a counsellor edits and says, in their
// language, what is wrong and on which line.
//
// The format is a strict part of YAML in which every value is text: the traps of
// YAML (yes, 012, 1.10, dates) do not exist, because nothing is guessed.
package content

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Words is one sentence in the languages of authors.
type Words struct{ NL, EN string }

// In gives the sentence in a language, Dutch unless it is English.
func (w Words) In(language string) string {
	if language == "en" {
		return w.EN
	}
	return w.NL
}

// Problem is something to mend in a file.
type Problem struct {
	File    string
	Line    int // from 1; 0 is the file as a whole
	Column  int // from 1
	Warning bool
	Info    bool   // a warning that is good to know and no more
	Rule    string // short name of what was checked; may be empty
	Say     Words  // what is wrong
	Advice  Words  // what to do; may be empty
}

// Text gives file, place, sentence and advice in a language, on one line.
func (p Problem) Text(language string) string {
	where := p.File
	if p.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	}
	text := where + ": " + p.Say.In(language)
	if a := p.Advice.In(language); a != "" {
		text += " " + a
	}
	return text
}

// Named gives the problem with the name of its rule.
func (p Problem) Named(rule string) Problem {
	p.Rule = rule
	return p
}

// String gives the text in English, for logs.
func (p Problem) String() string { return p.Text("en") }

// Errors gives the problems that are no warnings.
func Errors(list []Problem) []Problem {
	var bad []Problem
	for _, p := range list {
		if !p.Warning {
			bad = append(bad, p)
		}
	}
	return bad
}

// Kind is the shape of a node.
type Kind int

// The shapes: a text, a list, or names with values in order.
const (
	Text Kind = iota
	List
	Map
)

// Node is a value in a file, with its place.
type Node struct {
	Kind   Kind
	Value  string // of Text
	Items  []*Node
	Keys   []string // of Map, in the order of the file
	fields map[string]*Node
	keyAt  map[string]*Node
	File   string
	Line   int
	Column int
}

// maxSize and maxDepth bound what a file can make us do.
const (
	maxSize  = 256 << 10
	maxDepth = 20
)

// Parse reads a file. It gives problems instead of guessing.
func Parse(file string, text []byte) (*Node, []Problem) {
	whole := func(nl, en string) []Problem {
		return []Problem{{File: file, Rule: "file", Say: Words{nl, en}}}
	}
	if len(text) > maxSize {
		return nil, whole("Dit bestand is groter dan 256 kB.", "This file is larger than 256 kB.")
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	d := yaml.NewDecoder(bytes.NewReader(text))
	var doc, more yaml.Node
	if err := d.Decode(&doc); err == io.EOF {
		return nil, whole("Dit bestand is leeg.", "This file is empty.")
	} else if err != nil {
		return nil, []Problem{yamlProblem(file, string(text), err)}
	}
	if err := d.Decode(&more); err != io.EOF {
		return nil, whole("In dit bestand staat meer dan één document.", "This file holds more than one document.")
	}
	r := reader{file: file, lines: strings.Split(string(text), "\n")}
	node := r.read(doc.Content[0], 0)
	return node, r.problems
}

// reader turns YAML nodes into ours and complains on the way.
type reader struct {
	file     string
	lines    []string
	problems []Problem
}

func (r *reader) complain(n *yaml.Node, say, advice Words) {
	r.problems = append(r.problems, Problem{File: r.file, Line: n.Line, Column: n.Column, Rule: "yaml", Say: say, Advice: advice})
}

func (r *reader) read(n *yaml.Node, depth int) *Node {
	out := &Node{File: r.file, Line: n.Line, Column: n.Column, fields: map[string]*Node{}, keyAt: map[string]*Node{}}
	if depth > maxDepth {
		r.complain(n, Words{"Dit is te diep genest.", "This is nested too deeply."}, Words{})
		return out
	}
	if n.Anchor != "" || n.Kind == yaml.AliasNode || (n.Style&yaml.TaggedStyle != 0) {
		r.complain(n, Words{"Een tekst mag niet beginnen met '&', '*' of '!'.", "A text cannot begin with '&', '*' or '!'."}, quoteIt)
		return out
	}
	switch n.Kind {
	case yaml.ScalarNode:
		out.Value = strings.TrimRight(n.Value, "\n")
		r.checkHash(n)
	case yaml.SequenceNode:
		out.Kind = List
		for _, item := range n.Content {
			out.Items = append(out.Items, r.read(item, depth+1))
		}
	case yaml.MappingNode:
		out.Kind = Map
		r.readMap(out, n, depth)
	}
	return out
}

func (r *reader) readMap(out *Node, n *yaml.Node, depth int) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode || key.Value == "<<" {
			r.complain(key, Words{"Een naam vóór de dubbele punt is een gewoon woord.", "A name before the colon is a plain word."}, Words{})
			continue
		}
		if _, twice := out.fields[key.Value]; twice {
			r.complain(key, Words{"'" + key.Value + "' staat hier twee keer.", "'" + key.Value + "' stands here twice."}, Words{"Haal er één weg.", "Remove one."})
			continue
		}
		out.Keys = append(out.Keys, key.Value)
		out.fields[key.Value] = r.read(value, depth+1)
		out.keyAt[key.Value] = &Node{File: r.file, Line: key.Line, Column: key.Column}
	}
}

// checkHash warns about text that YAML takes for a comment.
func (r *reader) checkHash(n *yaml.Node) {
	if n.Style != 0 || n.Line < 1 || n.Line > len(r.lines) {
		return
	}
	if line := r.lines[n.Line-1]; strings.Contains(line, " #") && !strings.HasPrefix(strings.TrimSpace(line), "#") {
		r.problems = append(r.problems, Problem{
			File: r.file, Line: n.Line, Column: strings.Index(line, " #") + 2, Warning: true, Rule: "yaml-hash",
			Say:    Words{"Alles na ' #' is opmerking en komt niet op de pagina.", "Everything after ' #' is a comment and does not reach the page."},
			Advice: quoteIt,
		})
	}
}

var quoteIt = Words{"Zet de tekst tussen dubbele aanhalingstekens.", "Put the text between double quotes."}
