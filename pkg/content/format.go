// SPDX-License-Identifier: EUPL-1.2

package content

import (
	"slices"
	"strconv"
	"strings"
)

// Shape is what stands behind a name.
type Shape int

// The shapes. A formula is a text as well, and so is everything else that is no
// list and has no names of its own.
const (
	Word       Shape = iota // a name, a type, a file: no sentence
	Said                    // a text that people read
	Whole                   // a whole number
	Flag                    // yes or no
	Rule                    // a formula
	FlagOrRule              // yes, no or a formula
	WordList                // a list of words
	SaidList                // a list of texts
	Labels                  // names with a text each
	Words2                  // names with a word each
	Rules                   // names with a formula each
	Object                  // one object
	Objects                 // a list of objects
	Table                   // names with an object each
	RuleTable               // names with an object or a formula each
	Free                    // names with anything
)

// Key is a name that an object of a file may have.
type Key struct {
	Name   string
	Must   bool
	Is     Shape
	Of     string   // which object, of Object, Objects, Table and RuleTable
	One    []string // the words there are, of Word
	Told   bool     // who reads the file says himself what other words mean
	NL, EN string   // what it is for, as an editor shows it
}

// Format is every object of a file with its names, in the order in which they
// are written. It is what files are checked against, ordered by and described from.
type Format map[string][]Key

// Only gives the names of an object as Node.Only wants them.
func (f Format) Only(object string) []string {
	var names []string
	for _, k := range f[object] {
		name := k.Name
		if k.Must {
			name += "!"
		}
		names = append(names, name)
	}
	return names
}

// Check says what does not fit the format: unknown and missing names, and values
// of another shape. What is inside a wrong value is not looked at.
func (f Format) Check(n *Node, object string) []Problem {
	problems := n.Only(f.Only(object)...)
	for _, k := range f[object] {
		if v := n.Field(k.Name); v != nil {
			problems = append(problems, f.value(v, k)...)
		}
	}
	return problems
}

// outer is the kind of node that a shape has.
var outer = map[Shape]Kind{
	WordList: List, SaidList: List, Objects: List, Labels: Map, Words2: Map, Rules: Map, Object: Map, Table: Map, RuleTable: Map, Free: Map,
}

func (f Format) value(v *Node, k Key) []Problem {
	if k.Is == Objects && v.Kind == Text && v.Value == "" {
		return nil // nothing yet
	}
	if wrong := v.Want(outer[k.Is]); len(wrong) > 0 {
		return wrong
	}
	if k.Is == Object {
		return f.Check(v, k.Of)
	}
	var problems []Problem
	for _, item := range v.Inside() {
		switch {
		case k.Is == Free:
		case k.Of == "" || k.Is == RuleTable && item.Kind == Text:
			problems = append(problems, item.Want(Text)...)
		default:
			problems = append(problems, f.Check(item, k.Of)...)
		}
	}
	return append(problems, k.scalar(v)...)
}

// scalar checks a number, a yes or no, and a word out of a few.
func (k Key) scalar(v *Node) []Problem {
	switch {
	case k.Is == Whole:
		if n, err := strconv.Atoi(v.Value); err != nil || n < 0 {
			return []Problem{v.At(Words{"Hier hoort een heel getal.", "A whole number belongs here."}, Words{"Bijvoorbeeld: " + k.Name + ": 5", "For example: " + k.Name + ": 5"}).Named("number")}
		}
	case k.Is == Flag && v.Value != "yes" && v.Value != "no":
		return []Problem{v.At(Words{"Hier hoort yes of no.", "Yes or no belongs here."}, Words{"Schrijf: " + k.Name + ": yes", "Write: " + k.Name + ": yes"}).Named("yes-no")}
	case k.Is == Word && len(k.One) > 0 && !k.Told && !slices.Contains(k.One, v.Value):
		all := strings.Join(k.One, ", ")
		return []Problem{v.At(Words{"'" + v.Value + "' kan hier niet.", "'" + v.Value + "' cannot stand here."}, Words{"Kies uit: " + all + ".", "Choose from: " + all + "."}).Named("word")}
	}
	return nil
}

// Inside gives what stands in a list or behind names, in order.
func (n *Node) Inside() []*Node {
	if n.Kind == List {
		return n.Items
	}
	list := make([]*Node, len(n.Keys))
	for i, key := range n.Keys {
		list[i] = n.fields[key]
	}
	return list
}

// Place is a value of a file that its format knows.
type Place struct {
	Key    Key
	Node   *Node
	Path   string // "pages.home.questions.reserve.ask"
	Object string // which object it is a part of
	Of     *Node  // that object
}

// Visit walks through everything that a format knows of a file, in the order of
// the format; texts and formulas in lists and behind names one by one.
func (f Format) Visit(n *Node, object string, visit func(Place)) { f.visit(n, object, "", visit) }

func (f Format) visit(n *Node, object, path string, visit func(Place)) {
	for _, k := range f[object] {
		v := n.Field(k.Name)
		if v == nil {
			continue
		}
		here := path + k.Name
		visit(Place{k, v, here, object, n})
		if k.Is == Object {
			f.visit(v, k.Of, here+".", visit)
			continue
		}
		for i, item := range v.Inside() {
			at := here + "." + nameOf(v, item, i)
			if k.Of != "" && item.Kind == Map {
				f.visit(item, k.Of, at+".", visit)
			} else if k.Is != Free {
				visit(Place{k.inner(), item, at, object, n})
			}
		}
	}
}

// inner is the key of one text, word or formula of a list or behind names.
func (k Key) inner() Key {
	k.Is = map[Shape]Shape{SaidList: Said, Labels: Said, Rules: Rule, RuleTable: Rule}[k.Is]
	return k
}

// nameOf names a part of a list by its id, or else by its number.
func nameOf(in, item *Node, i int) string {
	if in.Kind == Map {
		return in.Keys[i]
	}
	if id := item.Str("id"); id != "" {
		return id
	}
	return strconv.Itoa(i)
}
