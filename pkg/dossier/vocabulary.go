// SPDX-License-Identifier: EUPL-1.2

package dossier

import (
	"cmp"
	"slices"
	"strconv"

	"opgelucht/pkg/content"
)

// Vocabulary is every fact there can be, shared by all assignments: the same
// path has the same type everywhere.
type Vocabulary struct {
	Sections []Section
	Facts    []Type // in the order of the file
	byPath   map[string]*Type
}

// Section is a part of the dossier that a client shows or hides as a whole.
type Section struct{ ID, Label string }

// Option is one of the answers to choose from.
type Option struct{ ID, Label string }

// Type is what a fact holds.
type Type struct {
	Path     string
	Kind     Kind
	Label    string
	Section  string
	Options  []Option
	Columns  []Type // of rows; Path is the column's name
	Computed bool   // a column that is worked out, never filled in
	Min      string
	Max      string
	Picture  bool // a scale that stands in the picture of then and now
}

// Ends of a scale, unless its author says otherwise.
const (
	scaleLow  = "0"
	scaleHigh = "10"
)

// Bounded gives the type with the ends that every scale has.
func (t Type) Bounded() Type {
	if t.Kind == Scale {
		t.Min, t.Max = cmp.Or(t.Min, scaleLow), cmp.Or(t.Max, scaleHigh)
	}
	return t
}

// Points lists every point of a scale; those its author named carry that name.
func (t Type) Points() []Option {
	low, err1 := strconv.Atoi(t.Min)
	high, err2 := strconv.Atoi(t.Max)
	if err1 != nil || err2 != nil || high-low > 100 {
		return nil
	}
	var points []Option
	for n := low; n <= high; n++ {
		id := strconv.Itoa(n)
		label := id
		if o, ok := t.Option(id); ok {
			label += ": " + o.Label
		}
		points = append(points, Option{ID: id, Label: label})
	}
	return points
}

// Option finds an option.
func (t Type) Option(id string) (Option, bool) {
	i := slices.IndexFunc(t.Options, func(o Option) bool { return o.ID == id })
	if i < 0 {
		return Option{}, false
	}
	return t.Options[i], true
}

// Column finds a column of rows.
func (t Type) Column(name string) (Type, bool) {
	i := slices.IndexFunc(t.Columns, func(c Type) bool { return c.Path == name })
	if i < 0 {
		return Type{}, false
	}
	return t.Columns[i], true
}

// Type finds the type of a path.
func (v *Vocabulary) Type(path string) (Type, bool) {
	t, ok := v.byPath[path]
	if !ok {
		return Type{}, false
	}
	return *t, true
}

// Paths lists every path.
func (v *Vocabulary) Paths() []string {
	paths := make([]string, len(v.Facts))
	for i, t := range v.Facts {
		paths[i] = t.Path
	}
	return paths
}

// Section finds a section.
func (v *Vocabulary) Section(id string) (Section, bool) {
	i := slices.IndexFunc(v.Sections, func(s Section) bool { return s.ID == id })
	if i < 0 {
		return Section{}, false
	}
	return v.Sections[i], true
}

// Of lists the facts of a section, in order.
func (v *Vocabulary) Of(section string) []Type {
	var list []Type
	for _, t := range v.Facts {
		if t.Section == section {
			list = append(list, t)
		}
	}
	return list
}

var kinds = []Kind{Text, LongText, YesNo, Choice, Choices, Number, Money, MoneyPer, Date, Confirm, Scale, Rows}

// Kinds lists the sorts of answers.
func Kinds() []Kind { return slices.Clone(kinds) }

// Load reads a vocabulary; say translates its labels.
func Load(n *content.Node, say func(string) string) (*Vocabulary, []content.Problem) {
	v := &Vocabulary{byPath: map[string]*Type{}}
	problems := Keys.Check(n, "dossier")
	if len(problems) > 0 && (n.Field("sections") == nil || n.Field("facts") == nil) {
		return v, problems
	}
	for _, s := range n.Field("sections").Items {
		v.Sections = append(v.Sections, Section{ID: s.Str("id"), Label: say(s.Str("label"))})
	}
	facts := n.Field("facts")
	for _, path := range facts.Keys {
		t, found := v.load(path, facts.Field(path), say)
		problems = append(problems, found...)
		v.Facts = append(v.Facts, t)
	}
	for i := range v.Facts {
		v.byPath[v.Facts[i].Path] = &v.Facts[i]
	}
	return v, problems
}

func (v *Vocabulary) load(path string, n *content.Node, say func(string) string) (Type, []content.Problem) {
	var problems []content.Problem
	t, found := loadType(path, n, say)
	t.Section, t.Picture = n.Str("section"), n.Str("picture") == "yes"
	if _, ok := v.Section(t.Section); !ok && t.Section != "" {
		names := make([]string, len(v.Sections))
		for i, s := range v.Sections {
			names[i] = s.ID
		}
		at := n.Field("section")
		problems = append(problems, at.At(content.Words{NL: "Het deel '" + t.Section + "' bestaat niet.", EN: "There is no section '" + t.Section + "'."}, content.Nearest(t.Section, names)))
	}
	columns := n.Field("columns")
	if columns != nil {
		for _, name := range columns.Keys {
			c := columns.Field(name)
			column, more := loadType(name, c, say)
			column.Computed = c.Str("computed") == "yes"
			problems = append(problems, more...)
			t.Columns = append(t.Columns, column)
		}
	}
	return t, append(problems, found...)
}

func loadType(path string, n *content.Node, say func(string) string) (Type, []content.Problem) {
	t := Type{Path: path, Kind: Kind(n.Str("type")), Label: say(n.Str("label")), Min: n.Str("min"), Max: n.Str("max")}
	var problems []content.Problem
	if !slices.Contains(kinds, t.Kind) {
		problems = append(problems, n.At(content.Words{NL: "Het soort '" + string(t.Kind) + "' bestaat niet.", EN: "There is no type '" + string(t.Kind) + "'."}, content.Nearest(string(t.Kind), kindNames())).Named("type"))
	}
	t = t.Bounded()
	if o := n.Field("options"); o != nil {
		for _, id := range o.Keys {
			t.Options = append(t.Options, Option{ID: id, Label: say(o.Str(id))})
		}
	}
	return t, problems
}
