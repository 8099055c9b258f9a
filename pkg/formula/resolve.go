// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"maps"
	"slices"
	"strings"
)

// found is what a name turned out to be.
type found struct {
	op   op
	name string // without .monthly or .yearly
	typ  Type
	part part
}

// find looks a name up: first the columns of the rows an aggregate is in, then
// the columns of the formula's own row, then the scope.
func (c *checker) find(name string) (found, bool) {
	if f, ok := c.findWhole(name); ok {
		return f, true
	}
	at := strings.LastIndexByte(name, '.')
	if at < 0 {
		return c.findToday(name)
	}
	which, isPart := partWords[name[at+1:]]
	f, ok := c.findWhole(name[:at])
	if !isPart || !ok || f.typ.Kind != MoneyPer && f.typ.Kind != Unknown {
		return found{}, false
	}
	if f.typ.Kind == MoneyPer {
		f.typ = Type{Kind: Money}
	}
	f.part = which
	return f, true
}

func (c *checker) findWhole(name string) (found, bool) {
	if t, ok := c.inner[name]; ok {
		return found{op: opColumn, name: name, typ: t}, true
	}
	if t, ok := c.own[name]; ok {
		return found{op: opOwn, name: name, typ: t}, true
	}
	if t, ok := c.scope.TypeOf(name); ok {
		return found{op: opName, name: name, typ: t}, true
	}
	return found{}, false
}

// findToday knows the one name of the language itself; a scope may give it another meaning.
func (c *checker) findToday(name string) (found, bool) {
	return found{op: opToday, name: name, typ: Type{Kind: Date}}, name == "today"
}

// name checks a name that stands on its own, as a value.
func (c *checker) name(n *node) Type {
	f, ok := c.find(n.name)
	if !ok {
		return c.failName(n)
	}
	n.op, n.part, n.kind = f.op, f.part, f.typ.Kind
	c.settle(n, f)
	return f.typ
}

// settle notes that the name is used and how it is called when it is missing.
func (c *checker) settle(n *node, f found) {
	n.name, n.label = f.name, f.name
	switch f.op {
	case opColumn:
		n.label = joined(c.innerGroup, f.name)
	case opOwn:
		n.label = joined(c.group, f.name)
		c.columns = put(c.columns, f.name)
	case opName:
		c.names = put(c.names, f.name)
	}
}

func joined(group, column string) string {
	if group == "" {
		return column
	}
	return group + "." + column
}

func put(set map[string]bool, name string) map[string]bool {
	if set == nil {
		set = make(map[string]bool, 4)
	}
	set[name] = true
	return set
}

// failName explains why a name means nothing here.
func (c *checker) failName(n *node) Type {
	for at := len(n.name); at > 0; at = strings.LastIndexByte(n.name[:at], '.') {
		f, ok := c.findWhole(n.name[:at])
		if !ok || at == len(n.name) {
			continue
		}
		rest := n.name[at+1:]
		switch f.typ.Kind {
		case Rows:
			return c.failRowsName(n, f, rest)
		case MoneyPer:
			return c.fail(n, "name", "per_how", "name", n.name, "suggest", f.name)
		case Unknown:
			n.op = opUnknown
			return Type{}
		}
	}
	if word, ok := otherWords[strings.ToLower(n.name)]; ok && keywords[word] {
		return c.fail(n, "name", "did_you_mean", "name", n.name, "suggest", word)
	}
	if suggest, ok := nearest(n.name, c.candidates()); ok {
		return c.fail(n, "name", "did_you_mean", "name", n.name, "suggest", suggest)
	}
	return c.fail(n, "name", "", "name", n.name)
}

// failRowsName explains "debts.owed" outside sum(…), or "debts.owd".
func (c *checker) failRowsName(n *node, rows found, column string) Type {
	f, ok := columnOf(rows.typ, column)
	switch {
	case !ok:
		return c.failColumn(n, rows.name, rows.typ, column)
	case c.inner != nil && rows.name == c.innerGroup:
		return c.fail(n, "column_in_where", "did_you_mean", "name", n.name, "suggest", column)
	case f.typ.Kind == YesNo:
		return c.fail(n, "column_alone", "did_you_mean", "name", n.name, "suggest", "any("+rows.name+" where "+column+")")
	case f.typ.Kind == Money || f.typ.Kind == NumberKind:
		return c.fail(n, "column_alone", "did_you_mean", "name", n.name, "suggest", "sum("+n.name+")")
	}
	return c.fail(n, "column_alone", "use_where", "name", n.name, "rows", rows.name, "column", column)
}

func (c *checker) failColumn(n *node, rows string, t Type, column string) Type {
	names := columnNames(t)
	suggest, ok := nearest(column, names)
	for _, name := range names { // "montly" for "amount.monthly"
		if _, near := nearest(column, []string{name[strings.LastIndexByte(name, '.')+1:]}); near && !ok {
			suggest, ok = name, true
		}
	}
	if ok {
		return c.fail(n, "column", "did_you_mean", "rows", rows, "column", column, "suggest", suggest)
	}
	return c.fail(n, "column", "one_of", "rows", rows, "column", column, "list", strings.Join(names, ", "))
}

func columnNames(t Type) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(t.Columns)) {
		names = append(names, spellings(name, t.Columns[name])...)
	}
	return names
}

// spellings is how a name can be written: an amount with a period in two ways.
func spellings(name string, t Type) []string {
	if t.Kind == MoneyPer {
		return []string{name + ".monthly", name + ".yearly"}
	}
	return []string{name}
}

// candidates is every name that could have been meant.
func (c *checker) candidates() []string {
	var names []string
	for _, columns := range []map[string]Type{c.inner, c.own} {
		names = append(names, columnNames(Type{Columns: columns})...)
	}
	for _, name := range c.scope.Names() {
		t, _ := c.scope.TypeOf(name)
		names = append(names, spellings(name, t)...)
		names = append(names, name)
	}
	return append(names, "today")
}

// columnOf looks up "owed" or "pays.monthly" among the columns of rows.
func columnOf(t Type, column string) (found, bool) {
	f, ok := (&checker{scope: nothing{}, inner: t.Columns}).find(column)
	return f, ok && f.op == opColumn
}

// nothing is the empty scope.
type nothing struct{}

func (nothing) TypeOf(string) (Type, bool) { return Type{}, false }
func (nothing) Names() []string            { return nil }
